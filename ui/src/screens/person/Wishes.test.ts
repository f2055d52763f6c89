// What the applicant may add to the card, by keyboard, judged by axe. (Contrast needs a browser.)
import { fireEvent, render, waitFor } from '@testing-library/svelte';
import { afterEach, describe, expect, it } from 'vitest';
import { FakeDesk } from '../../desk/fake';
import { rules } from '../../desk/fake/policy';
import { element, expectNoViolation, see } from '../../test-eyes';
import App from '../shell/App.svelte';

const fields = [...rules.fields];

afterEach(() => rules.fields.splice(0, rules.fields.length, ...fields));

async function openStep(): Promise<FakeDesk> {
  const desk = new FakeDesk();
  render(App, { desk });
  await see('#new-applicant');
  await fireEvent.keyDown(window, { key: 'F2' });
  await see('#name');
  return desk;
}

async function type(id: string, value: string): Promise<void> {
  await fireEvent.input(element(id), { target: { value } });
}

async function savedForm(desk: FakeDesk) {
  await fireEvent.focusOut(element('name'));
  await waitFor(() => expect(element('save-state').dataset['test']).toBe('saved'));
  const [row] = await desk.applications();
  return (await desk.openApplication(row?.id ?? '')).person;
}

describe('what the applicant may add to the card', () => {
  it('says beside each text that it is printed on the back and then forgotten', async () => {
    await openStep();
    for (const field of ['emergency_contact', 'medical_notes']) {
      expect(document.getElementById(field), 'nothing is asked unasked').toBeNull();
      await fireEvent.click(element(`${field}_on_card`));
      const note = element(`${field}-note`).textContent;
      expect(note).toContain('on the back of the card, then forgotten by this counter');
      expect(note).toContain('Never leaves this counter');
      expect(note).toContain('after 24 hours');
    }
    await expectNoViolation();
  });

  it('saves the marks and the texts as they are chosen and typed', async () => {
    const desk = await openStep();
    for (const id of ['veteran', 'organ_donor', 'emergency_contact_on_card']) {
      await fireEvent.click(element(id));
    }
    await type('emergency_contact', 'Luz Delgado\nher mother');
    expect(document.querySelector('[data-test="emergency_contact-count"]')?.textContent).toBe(
      '22 of 120 characters',
    );
    const form = await savedForm(desk);
    expect(form).toMatchObject({ veteran: true, organ_donor: true, medical_notes: '' });
    expect(form.emergency_contact).toBe('Luz Delgado\nher mother');
  });

  it('takes a text out when it is switched off, and lays it back when on again', async () => {
    const desk = await openStep();
    await fireEvent.click(element('medical_notes_on_card'));
    await type('medical_notes', 'Asthma');
    expect((await savedForm(desk)).medical_notes).toBe('Asthma');
    await fireEvent.click(element('medical_notes_on_card'));
    expect((await savedForm(desk)).medical_notes).toBe('');
    await fireEvent.click(element('medical_notes_on_card'));
    expect(element<HTMLTextAreaElement>('medical_notes').value).toBe('Asthma');
  });

  it('stays in sight while it is emptied', async () => {
    await openStep();
    await fireEvent.click(element('medical_notes_on_card'));
    await type('medical_notes', 'A');
    await type('medical_notes', '');
    expect(element('medical_notes').textContent).toBe('');
  });

  it('names a contact with too many lines beside the field and in the summary', async () => {
    await openStep();
    await fireEvent.click(element('emergency_contact_on_card'));
    await type('emergency_contact', 'Luz\nPablo\nAna');
    await fireEvent.click(element('person-next'));
    await see('#emergency_contact-error');
    expect(element('emergency_contact-error').textContent).toContain('at most 2 lines');
    expect(document.querySelector('#error-summary a[href="#emergency_contact"]')).not.toBeNull();
    await expectNoViolation();
  });

  it('comes in the order of the form, between the address and the library', async () => {
    await openStep();
    const stops = [...document.querySelectorAll('[role="switch"]')].map((one) => one.id);
    expect(stops).toEqual([
      'address_on_card',
      'veteran',
      'organ_donor',
      'emergency_contact_on_card',
      'medical_notes_on_card',
      'library',
      'transit',
      'updates',
    ]);
  });

  it('is not asked for by a policy that does not name it', async () => {
    const named = ['veteran', 'organ_donor', 'emergency_contact', 'medical_notes'];
    const kept = fields.filter(({ field }) => !named.includes(field));
    rules.fields.splice(0, rules.fields.length, ...kept);
    await openStep();
    for (const id of named) {
      expect(document.getElementById(id)).toBeNull();
      expect(document.getElementById(`${id}_on_card`)).toBeNull();
    }
  });

  it('has no switch for what the policy requires', async () => {
    const all = fields.map((note) => ({
      ...note,
      is_required: note.is_required || note.field === 'emergency_contact',
    }));
    rules.fields.splice(0, rules.fields.length, ...all);
    await openStep();
    expect(document.getElementById('emergency_contact_on_card')).toBeNull();
    expect(element('emergency_contact').getAttribute('aria-required')).toBe('true');
  });
});
