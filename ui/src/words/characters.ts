// The name of a character that a sentence is about.
import { isKey, say, type Key } from './words.svelte';

/** A character that nobody sees or that has no form, by its number such as `U+200E`. */
export function characterInWords(codePoint: string): string {
  return say(keyOf(parseInt(codePoint.slice(2), 16)), { code_point: codePoint });
}

function keyOf(code: number): Key {
  const own = `unseen.${code.toString(16).padStart(4, '0')}`;
  if (isKey(own)) return own;
  const character = String.fromCodePoint(code);
  if (/\p{Bidi_Control}/u.test(character)) return 'unseen.direction';
  if (/\p{Variation_Selector}/u.test(character)) return 'unseen.form';
  return /\p{Cc}/u.test(character) ? 'unseen.control' : 'unseen.other';
}
