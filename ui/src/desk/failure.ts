// How a verb of the desk fails: a code and its figures, never a sentence.
import type { Code } from './types';

/** What the desk rejects with. The window owns the sentence. */
export type Failure = { code: Code; detail: Record<string, string | number> };

/** Codes of a save that may go through if it is tried again with the same input. */
const PASSING: readonly Code[] = ['disk_full', 'database_busy', 'internal'];

/** Reads whatever was thrown as a failure; what nobody knows is `internal`. */
export function asFailure(thrown: unknown): Failure {
  if (typeof thrown === 'object' && thrown !== null && 'code' in thrown) {
    const { code, detail } = thrown as { code: Code; detail?: Failure['detail'] };
    return { code, detail: detail ?? {} };
  }
  return { code: 'internal', detail: {} };
}

/** Whether trying the same save again may help. */
export function isPassing(failure: Failure): boolean {
  return PASSING.includes(failure.code);
}
