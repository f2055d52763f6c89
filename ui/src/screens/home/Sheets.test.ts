// Cards on sheets against the in-memory desk, judged by axe.
import { fireEvent, render } from '@testing-library/svelte';
import { describe, expect, it, vi } from 'vitest';
import { FakeDesk } from '../../desk/fake';
import { emptyForm } from '../../desk/fake/dossier';
import { element, expectNoViolation, see } from '../../test-eyes';
import App from '../shell/App.svelte';

const JPEG = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 16]);

async function submitOne(desk: FakeDesk): Promise<void> {
  const { id } = await desk.newApplication();
  const person = { ...emptyForm(), name: 'Rosa Delgado', language: 'es' };
  await desk.savePerson(id, { ...person, birth_day: '23', birth_month: '11', birth_year: '1984' });
  await desk.saveDocuments(id, ['driver_licence'], true);
  await desk.takePhoto(id, JPEG);
  await desk.skipSignature(id, 'prefers_not');
  await desk.prove(id);
  await desk.confirm(id);
  await desk.submit(id);
}

describe('cards on sheets', () => {
  it('are saved once: a second press finds none that wait', async () => {
    const desk = new FakeDesk();
    await submitOne(desk);
    await submitOne(desk);
    render(App, { desk });
    await see('#sheets-save');
    expect(element<HTMLSelectElement>('sheets-kind').value).toBe('letter_eight');
    const near = 'within 4.7 mm of the paper’s edge';
    expect(document.body.textContent).not.toContain(near);
    await fireEvent.change(element('sheets-kind'), { target: { value: 'letter_ten' } });
    await vi.waitFor(() => expect(document.body.textContent).toContain(near));
    await fireEvent.change(element('sheets-kind'), { target: { value: 'a4_eight' } });
    await fireEvent.click(element('sheets-save'));
    await see('#sheets-saved strong');
    expect(element('sheets-saved').textContent).toContain('2 cards are saved');
    await expectNoViolation();
    await fireEvent.click(element('sheets-save'));
    await see('#sheets-saved p');
    expect(element('sheets-saved').textContent).toContain('No card waits');
  });

  it('are asked about in the top bar and in their rows', async () => {
    const desk = new FakeDesk();
    await submitOne(desk);
    render(App, { desk });
    await see('#sheets-save');
    expect(document.querySelector('[data-test="to-answer"]')).toBeNull();
    await fireEvent.click(element('sheets-save'));
    await see('[data-test="to-answer"]');
    await see('[data-test="card-state"].asks');
    await expectNoViolation();
  });

  it('are a supervisor’s business', async () => {
    const desk = new FakeDesk();
    desk.door.role = 'clerk';
    render(App, { desk });
    await see('#new-applicant');
    expect(document.getElementById('sheets-save')).toBeNull();
    expect(document.getElementById('stock-received')).toBeNull();
  });
});

describe('the blank cards', () => {
  it('are recorded before anybody was enrolled, and told in the top bar', async () => {
    render(App, { desk: new FakeDesk() });
    await see('#stock-received');
    expect(document.querySelector('[data-test="blanks"]')).toBeNull();
    // Eighty, as a Persian keyboard writes it.
    await fireEvent.input(element('stock-received'), { target: { value: '۸۰' } });
    await fireEvent.click(element('stock-received-go'));
    await see('[data-test="blanks"]');
    expect(document.querySelector('[data-test="blanks"]')?.textContent).toContain('80');
    await expectNoViolation();
  });
});
