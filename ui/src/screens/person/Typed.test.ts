// What keyboards and clipboards send to the Person step: other digits, short years, unseen marks.
import { fireEvent, render, waitFor } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import { FakeDesk } from '../../desk/fake';
import { element, see } from '../../test-eyes';
import App from '../shell/App.svelte';

async function openStep(): Promise<void> {
  render(App, { desk: new FakeDesk() });
  await see('#new-applicant');
  await fireEvent.keyDown(window, { key: 'F2' });
  await see('#name');
}

async function type(id: string, value: string): Promise<void> {
  element(id).focus();
  await fireEvent.input(element(id), { target: { value } });
}

/** Leaves the field for another, as Tab does. */
async function leave(id: string): Promise<void> {
  await fireEvent.focusOut(element(id), { relatedTarget: element('language') });
}

async function seeText(id: string, text: string): Promise<void> {
  await waitFor(() => expect(element(id).textContent).toContain(text), { timeout: 4_000 });
}

describe('a date of birth', () => {
  it('is read in the digits of another keyboard, and stays as typed', async () => {
    await openStep();
    await type('birth_month', '۳');
    await type('birth_day', '٧');
    await type('birth_year', '१९९०');
    await seeText('age-band', 'Adult');
    expect(element<HTMLInputElement>('birth_year').value).toBe('१९९०');
  });

  it('asks for a whole year by name, and has room for a mark that was pasted with it', async () => {
    await openStep();
    await type('birth_month', '3');
    await type('birth_day', '7');
    await type('birth_year', '84');
    await leave('birth_year');
    await seeText('birth-error', 'Type the year with all four digits');
    expect(element<HTMLInputElement>('birth_year').maxLength, 'nothing pasted is cut').toBe(-1);
  });
});

describe('a name', () => {
  it('with a mark inside it is told by the mark and its place', async () => {
    await openStep();
    await type('name', 'Ros\u202ea');
    await leave('name');
    await seeText('name-error', 'after character 3 of the name: a mark of direction, U+202E');
  });
});
