// Problems of a character name it and its place.
import { describe, expect, it } from 'vitest';
import type { Problem, Spot } from '../../desk/types';
import { problemInWords } from './problems';

function unseen(field: Problem['field'], spot: Partial<Spot>): Problem {
  const whole = { character: '', code_point: 'U+200D', line: 1, place: 3, ...spot };
  return { field, wrong: 'unseen', limit: null, spot: whole };
}

describe('a character that nobody sees', () => {
  it('is told by its name, its number and its place', () => {
    expect(problemInWords(unseen('name', {}))).toBe(
      'Take out what nobody sees after character 3 of the name: zero-width joiner, U+200D.',
    );
  });

  it('is told with its line where there are lines', () => {
    expect(problemInWords(unseen('address', { line: 2, code_point: 'U+202E' }))).toBe(
      'Take out what nobody sees after character 3 in line 2 of the address: ' +
        'a mark of direction, U+202E.',
    );
  });

  it.each([
    ['U+E0100', 'a selector of a letter’s form, U+E0100'],
    ['U+001B', 'a control code, U+001B'],
    ['U+3164', 'U+3164'],
  ])('%s has a name', (code_point, name) => {
    expect(problemInWords(unseen('name', { code_point }))).toContain(`: ${name}.`);
  });
});

describe('a character without a form', () => {
  it('is shown with its place', () => {
    const spot = { character: '\ufffd', code_point: 'U+FFFD', line: 1, place: 2 };
    const problem: Problem = { field: 'name', wrong: 'unprintable', limit: null, spot };
    expect(problemInWords(problem)).toBe(
      'Take out “\ufffd” (U+FFFD), character 2 of the name: it can’t be printed.',
    );
  });
});
