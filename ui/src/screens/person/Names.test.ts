// What the card can't show of a name, told as it is typed; judged by axe.
import { fireEvent, render, waitFor } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import { FakeDesk } from '../../desk/fake';
import { element, expectNoViolation, see } from '../../test-eyes';
import App from '../shell/App.svelte';
import { problemInWords } from './problems';

async function typeName(value: string): Promise<void> {
  render(App, { desk: new FakeDesk() });
  await see('#new-applicant');
  await fireEvent.keyDown(window, { key: 'F2' });
  await see('#name');
  await fireEvent.input(element('name'), { target: { value } });
}

const errorText = () => document.getElementById('name-error')?.textContent ?? '';

describe('what the card can’t show', () => {
  it('is told as it is typed, with the character, its number and its place', async () => {
    await typeName('Ana 😀');
    await waitFor(() => expect(errorText()).toContain('U+1F600'));
    expect(errorText()).toContain('😀');
    expect(errorText()).toContain('character 5 of the name');
    await expectNoViolation();
    await fireEvent.input(element('name'), { target: { value: 'Ana' } });
    await waitFor(() => expect(errorText()).toBe(''));
  });

  it('says how many characters there is room for', async () => {
    await typeName('W'.repeat(60));
    await waitFor(() => expect(errorText()).toContain('first 40 characters'));
  });

  it('leaves what may yet become right alone until the field is left', async () => {
    await typeName('1');
    await waitFor(() => expect(element('save-state').dataset['test']).toBe('saved'));
    expect(errorText()).toBe('');
    await fireEvent.focusOut(element('name'));
    await waitFor(() => expect(errorText()).toContain('no letter'));
  });

  it('names the line of a text of several, and shows a mark on a circle', () => {
    const spot = { character: '\u093F', code_point: 'U+093F', line: 2, place: 3 };
    const problem = { field: 'address', wrong: 'no_glyph', limit: null, spot } as const;
    expect(problemInWords(problem)).toContain('“\u2068\u25CC\u093F\u2069” (U+093F)');
    expect(problemInWords(problem)).toContain('character 3 in line 2 of the address');
  });
});
