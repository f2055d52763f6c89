// Printing and handing over against the in-memory desk, judged by axe.
import { fireEvent, render, waitFor } from '@testing-library/svelte';
import { describe, expect, it, vi } from 'vitest';
import { FakeDesk } from '../../desk/fake';
import { emptyForm } from '../../desk/fake/dossier';
import { QUEUE, type PrinterMood } from '../../desk/fake/print';
import { setLanguage } from '../../words/words.svelte';
import { element, expectNoViolation, see } from '../../test-eyes';
import App from '../shell/App.svelte';

const JPEG = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 16]);

// What is drawn is pdf.js's business, which draws nothing here.
vi.mock('./draw-faces', () => ({
  drawFaces: async () => ({ width: 1, height: 1, pixels: new Uint8Array(8) }),
}));

type Set = { mood?: PrinterMood; printer?: boolean; desk?: FakeDesk };

/** A submitted application, with its Card step on the screen. */
async function openPanel(set: Set = {}): Promise<FakeDesk> {
  const { mood = 'prints', printer = true, desk = new FakeDesk() } = set;
  const { id } = await desk.newApplication();
  const person = { ...emptyForm(), name: 'Rosa Delgado', language: 'es' };
  const birth = { birth_day: '23', birth_month: '11', birth_year: '1984' };
  await desk.savePerson(id, { ...person, ...birth });
  await desk.saveDocuments(id, ['driver_licence'], true);
  await desk.takePhoto(id, JPEG);
  await desk.skipSignature(id, 'prefers_not');
  await desk.prove(id);
  await desk.confirm(id);
  await desk.submit(id);
  if (printer) desk.printing.choose(QUEUE.uri);
  desk.printing.mood = mood;
  render(App, { desk });
  await see('#application-1');
  await fireEvent.click(element('application-1'));
  await fireEvent.keyDown(window, { key: '4', altKey: true });
  await see('#print-state[data-test="ready"]');
  return desk;
}

/** Presses a button as soon as it takes a press: it rests for a moment after it changed. */
async function click(id: string): Promise<void> {
  const isOpen = () => expect(element(id).getAttribute('aria-disabled')).toBeNull();
  await waitFor(isOpen, { timeout: 4_000 });
  element(id).focus();
  await fireEvent.click(element(id));
}

async function stands(standing: string): Promise<void> {
  await waitFor(
    () => expect(element('print-state').dataset['test']).toBe(standing),
    { timeout: 4_000 },
  );
}

async function choose(id: string, value: string): Promise<void> {
  await fireEvent.change(element(id), { target: { value } });
}

describe('a card', () => {
  it('is printed by the printer’s word; a second press prints nothing', async () => {
    const desk = await openPanel();
    await expectNoViolation();
    await click('print-print');
    await stands('printing');
    expect(element('print-state').textContent).toContain(QUEUE.name);
    expect(element('print-print').dataset['test'], 'nothing to press twice').toBe('later');
    expect(document.activeElement?.id, 'the focus is not lost').toBe('print-print');
    await stands('printed');
    await expectNoViolation();
    await click('print-hand_over');
    await stands('handed_over');
    expect(document.getElementById('save-proof'), 'the files are deleted').toBeNull();
    expect(desk.calls.filter((call) => call === 'print_card')).toHaveLength(1);
    const [row] = await desk.applications();
    expect(row?.stage).toBe('closed');
    await expectNoViolation();
  });

  it('waits while the printer is out of cards, and says so', async () => {
    const desk = await openPanel({ mood: 'empty' });
    await click('print-print');
    await see('[data-test="trouble"]');
    expect(element('print-state').textContent).toContain('no blank cards');
    expect(element('print-state').getAttribute('role')).toBe('status');
    await expectNoViolation();
    desk.printing.mood = 'prints';
    await stands('printed');
    expect(document.querySelector('[data-test="trouble"]')).toBeNull();
  });

  it('that the printer alone has seen is none when the clerk finds none', async () => {
    const desk = await openPanel();
    desk.printing.receive(0, 10);
    await click('print-print');
    await stands('printed');
    expect(desk.printing.stock().state.left).toBe(9);
    await expectNoViolation();
    await click('print-nothing');
    await stands('failed');
    expect(desk.printing.stock().state.left, 'no blank is used up').toBe(10);
    expect(desk.printing.stock().today.used).toBe(0);
    await click('print-print');
    await waitFor(() => expect(desk.calls.filter((call) => call === 'print_card')).toHaveLength(2));
    await stands('printed');
    await click('print-nothing');
    await click('print-printed');
    await stands('printed_clerk');
    expect(document.getElementById('print-nothing'), 'a person has seen it').toBeNull();
  });

  it('is asked about when the printer vanishes, and the clerk’s word counts', async () => {
    const desk = await openPanel({ mood: 'vanishes' });
    await click('print-print');
    await stands('unsure');
    await click('print-print');
    expect(document.activeElement?.id, 'the answer comes first').toBe('print-title');
    expect(desk.calls.filter((call) => call === 'print_card')).toHaveLength(1);
    await expectNoViolation();
    await click('print-nothing');
    await stands('failed');
    await click('print-printed');
    await stands('printed_clerk');
  });

  it('is not printed twice while a silent printer may still print it', async () => {
    const desk = await openPanel({ mood: 'is_silent' });
    await click('print-print');
    await stands('unsure');
    await click('print-nothing');
    await stands('failed');
    expect(element('print-state').textContent).toContain('may still print this card');
    await expectNoViolation();
    await click('print-print');
    await see('#print-error');
    expect(element('print-error').textContent).toContain('Not printed yet');
    await click('print-release');
    await waitFor(() => expect(document.getElementById('print-release')).toBeNull());
    expect(element('print-state').textContent).not.toContain('may still print');
    desk.printing.mood = 'prints';
    await click('print-print');
    await stands('printed');
  });

  it('is free again as soon as the printer answers', async () => {
    const desk = await openPanel({ mood: 'is_silent' });
    await click('print-print');
    await stands('unsure');
    await click('print-nothing');
    await see('#print-release');
    desk.printing.mood = 'prints';
    await waitFor(() => expect(document.getElementById('print-release')).toBeNull(), {
      timeout: 4_000,
    });
  });

  it('is spoiled for a reason only, and can be printed again', async () => {
    const desk = await openPanel({ mood: 'jams' });
    await click('print-print');
    await stands('failed');
    expect(element('print-state').textContent).toContain('stuck');
    await click('print-spoiled');
    await see('#spoil-dialog-reason');
    await click('spoil-dialog-yes');
    await see('#spoil-dialog-reason-error');
    await expectNoViolation();
    await choose('spoil-dialog-reason', 'misfeed');
    await click('spoil-dialog-yes');
    await stands('spoiled');
    desk.printing.mood = 'prints';
    await click('print-print');
    await stands('printed');
    await click('print-reprint');
    await see('#reprint-dialog-reason');
    await choose('reprint-dialog-reason', 'damaged');
    await click('reprint-dialog-yes');
    await stands('spoiled');
  });

  it('can be saved as a file, and is then asked about', async () => {
    await openPanel({ printer: false });
    await click('print-print');
    expect(document.activeElement?.id, 'a printer is chosen first').toBe('print-title');
    await click('print-save');
    await stands('unsure_file');
    expect(element('print-state').textContent).toContain('card-000001.pdf');
    await click('print-printed');
    await stands('printed_clerk');
  });

  it('that was saved as a file says where, also after the window was loaded anew', async () => {
    const desk = await openPanel();
    await click('print-save');
    await stands('unsure_file');
    expect(document.querySelector('[data-test="saved-before"]'), 'said already').toBeNull();
    document.body.replaceChildren();
    render(App, { desk });
    await see('#application-1');
    await fireEvent.click(element('application-1'));
    await fireEvent.keyDown(window, { key: '4', altKey: true });
    await see('[data-test="saved-before"]');
    expect(element('print-state').textContent).toContain('card-000001.pdf');
    await expectNoViolation();
  });

  it('can be printed by the system’s dialog, and is then asked about', async () => {
    const desk = await openPanel({ printer: false });
    await click('print-dialog');
    await fireEvent.click(element('print-dialog'));
    await stands('unsure_file');
    expect(element('print-state').textContent).toContain('Was the card printed?');
    await expectNoViolation();
    await click('print-printed');
    await stands('printed_clerk');
    expect(desk.calls.filter((call) => call === 'print_by_dialog')).toHaveLength(1);
  });

  it('is not printed when the dialog is cancelled, and nobody is asked', async () => {
    const desk = await openPanel();
    desk.printing.dialog = 'cancelled';
    await click('print-dialog');
    await stands('failed');
    expect(element('print-state').textContent).toContain('cancelled');
    desk.printing.dialog = 'sent';
    await click('print-dialog');
    await stands('unsure_file');
  });

  it('is asked about when the dialog fails', async () => {
    const desk = await openPanel();
    desk.printing.dialog = 'failed';
    await click('print-dialog');
    await stands('unsure_file');
    expect(element('print-error').textContent).toContain('dialog failed');
    await click('print-nothing');
    await stands('failed');
  });

  it('asks for blanks before the dialog opens', async () => {
    const desk = await openPanel();
    desk.printing.receive(0, 1);
    desk.printing.reconcile(1, 0, 'lost');
    await click('print-dialog');
    await see('#blanks-yes');
    expect(desk.calls).not.toContain('print_by_dialog');
    await click('blanks-yes');
    await stands('unsure_file');
  });

  it('can be cancelled while it prints', async () => {
    await openPanel({ mood: 'holds' });
    await click('print-print');
    await stands('printing');
    await click('print-cancel');
    await stands('failed');
    expect(element('print-state').textContent).toContain('cancelled');
  });
});

describe('a double click', () => {
  it('asks for no second card of the one that it says was printed', async () => {
    await openPanel({ printer: false });
    await click('print-save');
    await stands('unsure_file');
    await click('print-printed');
    await stands('printed_clerk');
    await fireEvent.click(element('print-reprint'));
    expect(document.querySelector('dialog[open]'), 'it was meant for another button').toBeNull();
    await click('print-reprint');
    await see('dialog[open]');
  });
});

describe('a card that may not be printed', () => {
  it('is said to be so, and why, before anybody presses', async () => {
    const desk = new FakeDesk();
    desk.printing.barred = 'lease_expired';
    await openPanel({ desk });
    expect(element('print-state').textContent).toContain('has run out');
    expect(element('print-print').dataset['test']).toBe('later');
    for (const offer of ['dialog', 'save']) {
      expect(document.getElementById(`print-${offer}`), offer).toBeNull();
    }
    await expectNoViolation();
  });
});

describe('the printer', () => {
  it('is chosen among those of this machine', async () => {
    await openPanel({ printer: false });
    await see('#printer');
    await expectNoViolation();
    await choose('printer', QUEUE.uri);
    await waitFor(() => expect(element('print-print').textContent).toContain(QUEUE.name));
  });

  it('is not taken when it does not answer, and the field says why', async () => {
    await openPanel({ printer: false, mood: 'is_gone' });
    await see('#printer-address');
    await fireEvent.input(element('printer-address'), { target: { value: '192.168.1.20' } });
    await click('printer-use');
    await see('#printer-address-error');
    expect(element('printer-address-error').textContent).toContain('switched on');
    await expectNoViolation();
  });
});

describe('the blank cards', () => {
  it('are not recorded by what is no number', async () => {
    const desk = await openPanel();
    desk.printing.receive(0, 50);
    await fireEvent.click(element('print-more'));
    for (const field of ['received', 'counted']) {
      await fireEvent.input(element(`stock-${field}`), { target: { value: '1,200' } });
      await click(`stock-${field}-go`);
      await see(`#stock-${field}-error`);
      expect(element(`stock-${field}-error`).textContent).toContain('whole number');
    }
    expect(document.querySelector('dialog[open]'), 'no reason is asked for').toBeNull();
    expect((await desk.stock()).state.left).toBe(50);
  });

  it('are read in the digits of any keyboard', async () => {
    const desk = await openPanel();
    await fireEvent.click(element('print-more'));
    await see('#stock-received');
    await fireEvent.input(element('stock-received'), { target: { value: '\u200f١٢' } });
    await click('stock-received-go');
    await waitFor(async () => expect((await desk.stock()).state.left).toBe(12));
    await fireEvent.input(element('stock-counted'), { target: { value: '１２' } });
    await click('stock-counted-go');
    await waitFor(() => expect(element('stock-said').textContent).toContain('12'));
  });

  it('that were used meanwhile are no difference to explain', async () => {
    const desk = await openPanel();
    desk.printing.receive(0, 50);
    await fireEvent.click(element('print-more'));
    await click('print-print');
    await stands('printed');
    await fireEvent.input(element('stock-counted'), { target: { value: '49' } });
    await click('stock-counted-go');
    await waitFor(() => expect(element('stock-said').textContent).toContain('49'));
  });

  it('are recorded, used and counted', async () => {
    const desk = await openPanel();
    await fireEvent.click(element('print-more'));
    await see('#stock-received');
    await fireEvent.input(element('stock-received'), { target: { value: '3' } });
    await click('stock-received-go');
    await waitFor(() => expect(element('print-stock').textContent).toContain('Only 3'));
    await click('print-print');
    await stands('printed');
    expect((await desk.stock()).state.left).toBe(2);
    await fireEvent.input(element('stock-counted'), { target: { value: '9' } });
    await click('stock-counted-go');
    await see('#stock-counted-error, #stock-why-reason');
    await expectNoViolation();
    await choose('stock-why-reason', 'miscounted');
    await click('stock-why-yes');
    await waitFor(async () => expect((await desk.stock()).state.left).toBe(9));
  });

  it('are asked for when the count says that none are left', async () => {
    const desk = await openPanel();
    desk.printing.receive(0, 1);
    desk.printing.reconcile(1, 0, 'lost');
    await click('print-print');
    await see('#blanks-yes');
    await expectNoViolation();
    await click('blanks-yes');
    await stands('printed');
  });
});

describe('the panel', () => {
  it('shows what is known while the printer keeps it waiting', async () => {
    const desk = await openPanel({ mood: 'holds' });
    await click('print-print');
    await stands('printing');
    await fireEvent.keyDown(window, { key: 'F2' });
    await see('#name');
    vi.spyOn(desk, 'followPrint').mockReturnValue(new Promise(() => undefined));
    await fireEvent.keyDown(window, { key: 'Escape' });
    await see('#application-1');
    await fireEvent.click(element('application-1'));
    await fireEvent.keyDown(window, { key: '4', altKey: true });
    await see('#print-state[data-test="printing"]');
  });

  it('speaks Spanish', async () => {
    setLanguage('es');
    try {
      await openPanel();
      expect(element('print-title').textContent).toContain('Imprimir y entregar');
      await expectNoViolation();
    } finally {
      setLanguage('en');
    }
  });

  it('stops asking the printer when another applicant is shown', async () => {
    const desk = await openPanel({ mood: 'holds' });
    await click('print-print');
    await stands('printing');
    const looks = vi.spyOn(desk, 'followPrint');
    await fireEvent.keyDown(window, { key: 'F2' });
    await see('#name');
    looks.mockClear();
    await new Promise((done) => setTimeout(done, 1_300));
    expect(looks).not.toHaveBeenCalled();
  });
});
