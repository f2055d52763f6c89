// The screens against the in-memory desk, judged by axe. (Contrast needs a real browser.)
import { fireEvent, render, waitFor } from '@testing-library/svelte';
import { describe, expect, it, vi } from 'vitest';
import { FakeDesk } from '../../desk/fake';
import { PASSPHRASE } from '../../desk/fake/door';
import type { Wish } from '../../desk/fake/wish';
import { element, expectNoViolation, see } from '../../test-eyes';
import App from './App.svelte';

const JPEG = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 16]);

function open(wish: Wish = {}) {
  const desk = new FakeDesk(wish);
  render(App, { desk });
  return desk;
}

async function type(id: string, value: string): Promise<void> {
  await fireEvent.input(element(id), { target: { value } });
}

async function press(key: string, on: Element | Window = window): Promise<void> {
  await fireEvent.keyDown(on, { key });
}

async function submit(id: string): Promise<void> {
  await fireEvent.click(element(id));
}

/** Fills the Person step with what a card needs. */
async function fillPerson(): Promise<void> {
  await type('name', 'Rosa Delgado');
  await type('birth_month', '11');
  await type('birth_day', '23');
  await type('birth_year', '1984');
  await fireEvent.change(element('language'), { target: { value: 'es' } });
}

async function newApplicant(): Promise<void> {
  await see('#new-applicant');
  await press('F2');
  await see('#name');
}

describe('the first start', () => {
  it('names each mistake beside its field and in the summary', async () => {
    open({ door: 'new' });
    await see('#site');
    await submit('set-up');
    await see('#error-summary');
    expect(document.querySelectorAll('#error-summary a')).toHaveLength(3);
    expect(element('site').getAttribute('aria-describedby')).toContain('site-error');
    await expectNoViolation();
  });

  it('shows the recovery words once and asks for two of them from the paper', async () => {
    open({ door: 'new' });
    await see('#site');
    await type('site', 'Austin Branch Library');
    await type('supervisor', 'Ana Ruiz');
    await type('passphrase', PASSPHRASE);
    await type('passphrase-repeat', PASSPHRASE);
    await submit('set-up');
    await see('#recovery-words');
    expect(document.querySelectorAll('#recovery-words li')).toHaveLength(12);
    await expectNoViolation();
    await fireEvent.click(element('words-next'));
    await see('#word-first');
    expect(document.getElementById('recovery-words'), 'none is on the screen').toBeNull();
    await expectNoViolation();
    await submit('words-confirm');
    await see('#word-first-error');
    expect(document.getElementById('server-address')).toBeNull();
    await fireEvent.click(element('words-again'));
    await see('#recovery-words');
    await fireEvent.click(element('words-next'));
    await see('#word-first');
    await type('word-first', 'Candle');
    await type('word-second', ' island ');
    await submit('words-confirm');
    await see('#server-address');
    await expectNoViolation();
    await submit('stay-offline');
    await see('#not-joined');
    expect(document.getElementById('no-words'), 'somebody has them').toBeNull();
  });

  it('says later that nobody has the words, when they were not asked for', async () => {
    open({ door: 'new' });
    await see('#site');
    await type('site', 'Austin Branch Library');
    await type('supervisor', 'Ana Ruiz');
    await type('passphrase', PASSPHRASE);
    await type('passphrase-repeat', PASSPHRASE);
    await submit('set-up');
    await see('#recovery-words');
    await fireEvent.click(element('words-next'));
    await see('#word-first');
    await fireEvent.click(element('words-later'));
    await see('#server-address');
    await submit('stay-offline');
    await see('#no-words');
    await expectNoViolation();
  });
});

describe('the recovery words that nobody has', () => {
  it('are said to be lost, and new ones are made for who says the passphrase', async () => {
    open({ hasWords: false });
    await see('#no-words');
    await fireEvent.click(element('go-words'));
    await see('#passphrase');
    await expectNoViolation();
    await type('passphrase', 'wrong');
    await submit('words-make');
    await see('#passphrase-error');
    await see('#wait');
    await waitFor(() => expect(document.getElementById('wait')).toBeNull(), { timeout: 4_000 });
    await type('passphrase', PASSPHRASE);
    await submit('words-make');
    await see('#recovery-words');
    await fireEvent.click(element('words-next'));
    await see('#word-first');
    await type('word-first', 'candle');
    await type('word-second', 'island');
    await submit('words-confirm');
    await see('#new-applicant');
    expect(document.getElementById('no-words')).toBeNull();
  });

  it('are no clerk’s business', async () => {
    const desk = new FakeDesk({ hasWords: false });
    desk.door.role = 'clerk';
    render(App, { desk });
    await see('#new-applicant');
    expect(document.getElementById('no-words')).toBeNull();
  });

  it('leave the screen when it is locked', async () => {
    open({ hasWords: false });
    await see('#no-words');
    await fireEvent.click(element('go-words'));
    await see('#passphrase');
    await type('passphrase', PASSPHRASE);
    await submit('words-make');
    await see('#recovery-words');
    await press('F8');
    await see('#sign-in');
    expect(document.getElementById('recovery-words')).toBeNull();
    await type('passphrase', PASSPHRASE);
    await submit('sign-in');
    await see('#no-words');
  });
});

describe('the sign-in', () => {
  it('says that the passphrase is wrong, and bars the button with a reason', async () => {
    open({ door: 'locked' });
    await see('#passphrase');
    await type('passphrase', 'wrong');
    await submit('sign-in');
    await see('#passphrase-error');
    await see('#wait');
    expect(element('sign-in').getAttribute('aria-disabled')).toBe('true');
    expect(element('sign-in').getAttribute('aria-describedby')).toBe('wait');
    await expectNoViolation();
  });

  it('keeps what could not be saved, and saves it after the sign-in', async () => {
    const desk = open();
    await newApplicant();
    desk.isDiskFull = true;
    await type('name', 'Rosa');
    await press('F8');
    await see('#passphrase');
    desk.isDiskFull = false;
    await type('passphrase', PASSPHRASE);
    await submit('sign-in');
    await see('#name');
    expect(element<HTMLInputElement>('name').value).toBe('Rosa');
    await see('[data-test="saved"]');
    expect((await desk.applications())[0]?.name).toBe('Rosa');
  });
});

describe('the lock', () => {
  it('is the desk’s: the page shows the sign-in as soon as the desk says so', async () => {
    const desk = open();
    await newApplicant();
    await type('name', 'Rosa');
    await see('[data-test="saved"]');
    await desk.lock();
    await see('#passphrase');
    expect(document.body.textContent).not.toContain('Rosa');
    expect(document.documentElement.hasAttribute('data-covered')).toBe(false);
  });

  it('shows nothing after time that nobody saw, until the desk was asked', async () => {
    const desk = open();
    await newApplicant();
    await type('name', 'Rosa');
    let answer: () => void = () => undefined;
    const session = desk.session.bind(desk);
    desk.session = () => new Promise((resolve) => (answer = () => resolve(session())));
    const now = vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 3_600_000);
    await fireEvent.pointerMove(window);
    const isCovered = () => document.documentElement.hasAttribute('data-covered');
    expect(isCovered(), 'before the desk has answered').toBe(true);
    answer();
    await waitFor(() => expect(isCovered()).toBe(false));
    expect(element<HTMLInputElement>('name').value, 'it was open still').toBe('Rosa');
    now.mockRestore();
  });
});

describe('a new applicant', () => {
  it('is one for a held key, and the same one while no word is typed', async () => {
    const desk = open();
    await see('#new-applicant');
    for (let beat = 0; beat < 30; beat += 1) {
      await fireEvent.keyDown(document.body, { key: 'F2', repeat: beat > 0 });
    }
    await see('#name');
    await press('F2', document.body);
    await see('#name');
    expect(await desk.applications()).toHaveLength(1);
    await type('name', 'Rosa');
    await see('[data-test="saved"]');
    await press('F2', document.body);
    await waitFor(async () => expect(await desk.applications()).toHaveLength(2));
  });
});

describe('the enrolment', () => {
  it('keeps what is typed while the disk is full, says so, and saves it later', async () => {
    const desk = open({ isDiskFull: true });
    await newApplicant();
    await type('name', 'Rosa');
    await waitFor(() => expect(element('save-state').textContent).toContain('the disk is full'));
    expect(element<HTMLInputElement>('name').value).toBe('Rosa');
    desk.isDiskFull = false;
    await fireEvent.focusOut(element('name'));
    await waitFor(() => expect(element('save-state').dataset['test']).toBe('saved'));
    await expectNoViolation();
  });

  it('says what is wrong when somebody goes on, and links to each field', async () => {
    open();
    await newApplicant();
    await submit('person-next');
    await see('#error-summary');
    const links = [...document.querySelectorAll('#error-summary a')];
    expect(links.map((link) => link.getAttribute('href'))).toEqual([
      '#name',
      '#birth_month',
      '#language',
    ]);
    await expectNoViolation();
  });

  it('goes from the first keystroke to the receipt; a second press changes nothing', async () => {
    const desk = open();
    await newApplicant();
    await fillPerson();
    await submit('person-next');
    await see('#document-search');
    await fireEvent.click(element('kind-driver_licence'));
    await fireEvent.click(element('attest'));
    await see('[data-test="meter-sum"].met');
    await expectNoViolation();
    await submit('documents-next');
    await see('#photo-file');
    await see('#camera-problem');
    await expectNoViolation();
    const file = new File([JPEG], 'photo.jpg', { type: 'image/jpeg' });
    file.arrayBuffer = async () => JPEG.slice().buffer;
    await fireEvent.change(element('photo-file'), { target: { files: [file] } });
    await see('#crop-frame');
    await fireEvent.change(element('signature-skip'), { target: { value: 'prefers_not' } });
    await submit('photo-next');
    await see('#confirm');
    expect(document.querySelector('[data-test="fact-name"]')?.textContent).toBe('Rosa Delgado');
    await expectNoViolation();
    await submit('confirm');
    await see('#confirm[data-test="done"]');
    await submit('submit');
    await submit('submit');
    await see('#submit[data-test="done"]');
    expect(desk.calls.filter((call) => call === 'submit')).toHaveLength(1);
    expect(element('receipt').dataset['test']).toBe('waiting');
    desk.deliver();
    await see('#receipt[data-test="accepted"]');
    expect(desk.calls.filter((call) => call === 'proof_pdf'), 'drawn once').toHaveLength(1);
    await expectNoViolation();
  });

  it('refuses a file over the limit with the desk’s own sentence, before it is read', async () => {
    const desk = open();
    await newApplicant();
    await fireEvent.keyDown(window, { key: '3', altKey: true });
    await see('#photo-file');
    const file = new File([JPEG], 'vast.jpg', { type: 'image/jpeg' });
    Object.defineProperty(file, 'size', { value: 41_500_000 });
    await fireEvent.change(element('photo-file'), { target: { files: [file] } });
    await see('#photo-error');
    expect(element('photo-error').textContent).toContain('41.5 MB');
    expect(desk.calls).not.toContain('take_photo');
  });

  it('gives up an application only after asking', async () => {
    const desk = open();
    await newApplicant();
    await type('name', 'Rosa');
    await submit('give-up');
    await see('#give-up-yes');
    await submit('give-up-yes');
    await see('#new-applicant');
    expect((await desk.applications())[0]?.stage).toBe('withdrawn');
    await see('[data-test="drafts-empty"]');
    await expectNoViolation();
  });
});
