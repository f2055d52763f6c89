// The reasons for which a photo is used although a check does not pass.
import { isKey, say } from '../../../words/words.svelte';

/** A reason of the policy's as a sentence; one that this window does not know, as it is. */
export function reasonInWords(word: string): string {
  const key = `photo.exception_${word}`;
  return isKey(key) ? say(key) : word;
}
