// What keeps a picture from being taken: the desk's refusals, and what the desk never hears of.
import type { Failure } from '../../../desk/failure';
import { failureInWords } from '../../../words/failure-words';
import { say } from '../../../words/words.svelte';

/** A refusal of the desk; or a file that can't be read, or a camera that gave no picture. */
export type Trouble = Failure | { code: 'file_unreadable' | 'no_picture' };

/** What to tell the operator about it. */
export function troubleInWords(trouble: Trouble): string {
  return 'detail' in trouble ? failureInWords(trouble) : say(`photo.${trouble.code}`);
}
