// The reasons for which a photo is used although a check does not pass.
import en from '../../../words/en.json';
import { say, type Key } from '../../../words/words.svelte';

/** A reason of the policy's as a sentence; one that this window does not know, as it is. */
export function reasonInWords(word: string): string {
  const key = `photo.exception_${word}`;
  return key in en ? say(key as Key) : word;
}
