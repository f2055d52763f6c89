// How the in-memory desk refuses.
import type { Failure } from '../failure';
import type { Code } from '../types';

/** A refusal as the desk throws it. */
export function failure(code: Code, detail: Failure['detail'] = {}): Failure {
  return { code, detail };
}
