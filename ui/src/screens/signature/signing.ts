// What is missing of a signature, and the reasons to go without one.
import type { Enrolment } from '../enrol/enrolment.svelte';
import { isKey, say } from '../../words/words.svelte';

/** What the error summary says of a missing signature; null when nothing is missing. */
export function signatureMistake(enrolment: Enrolment): { id: string; text: string } | null {
  if (!enrolment.isOpen || enrolment.application.done.signature) return null;
  return { id: 'signature-pad', text: say('signature.needed') };
}

/** A reason of the policy's as a sentence; one that this window does not know, as it is. */
export function skipReasonInWords(word: string): string {
  const key = `signature.skip_${word}`;
  return isKey(key) ? say(key) : word;
}
