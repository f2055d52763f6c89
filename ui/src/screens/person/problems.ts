// Which problems of the Person step are shown, and in which words.
//
// A field that is still empty is not blamed before somebody tries to go on.
import { fieldTypedIn, isInLines } from '../../desk/fields';
import type { Field, Problem, Spot } from '../../desk/types';
import { characterInWords } from '../../words/characters';
import { fieldInWords } from '../../words/failure-words';
import { say } from '../../words/words.svelte';
import { isAtOnce } from './told';

/** The id of the element that a problem's link leads to. */
export function elementOf(field: Field, dateOrder: readonly string[]): string {
  if (field === 'birth_date') return `birth_${dateOrder[0] ?? 'month'}`;
  return field === 'gender' ? 'gender_F' : field;
}

/** The sentence for a problem. */
export function problemInWords(problem: Problem): string {
  const { wrong, limit, spot } = problem;
  const field = fieldInWords(problem.field);
  const hasLines = isInLines(problem.field);
  if ((wrong === 'unseen' || wrong === 'unprintable') && spot !== null) {
    const { character, code_point, line, place } = spot;
    const name = characterInWords(code_point);
    const params = { field, character, name, line, place };
    return hasLines ? say(`wrong.${wrong}_in_line`, params) : say(`wrong.${wrong}`, params);
  }
  if (wrong === 'no_glyph' && spot !== null) {
    const params = { field, ...spot, character: shownInWords(spot) };
    return hasLines ? say('wrong.no_glyph_in_line', params) : say('wrong.no_glyph', params);
  }
  return say(`wrong.${wrong}`, { field, limit: limit ?? '' });
}

/**
 * A character, with its number beside it: the screen may have no font for it either.
 *
 * A mark without a letter stands on a dotted circle, and whatever runs from right to left turns
 * nothing of the sentence around.
 */
function shownInWords({ character, code_point }: Spot): string {
  if (character === '') return code_point;
  const shown = /^\p{M}/u.test(character) ? `\u25CC${character}` : character;
  return `“\u2068${shown}\u2069” (${code_point})`;
}

/** The sentence beside `field`; none while there is nothing to say yet. */
export function errorBeside(
  field: Field,
  problems: readonly Problem[],
  left: ReadonlySet<Field>,
  isTried: boolean,
): string | undefined {
  const problem = problems.find((one) => one.field === field);
  if (!problem) return undefined;
  const isLeft = left.has(field) && problem.wrong !== 'required';
  const isShown = isTried || isLeft || isAtOnce(problem);
  return isShown ? problemInWords(problem) : undefined;
}

/** The field that an element of the form belongs to. */
export function fieldOf(elementId: string): Field | null {
  if (elementId.startsWith('birth_')) return 'birth_date';
  return fieldTypedIn(elementId);
}
