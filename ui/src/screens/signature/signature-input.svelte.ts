// What is drawn on the pad, or why nothing is.
import { CHOICE_MS } from '../enrol/autosave';
import type { Enrolment } from '../enrol/enrolment.svelte';
import type { Stroke } from './strokes';

export class SignatureInput {
  /** What is drawn on the pad; perhaps not yet enough for a signature. */
  strokes = $state.raw<readonly Stroke[]>([]);
  /** Why there is no signature; a word of the policy's. */
  skipped = $state<string | null>(null);
  readonly #enrolment: Enrolment;

  constructor(enrolment: Enrolment) {
    this.#enrolment = enrolment;
    this.strokes = enrolment.application.signature.strokes ?? [];
    this.skipped = enrolment.application.signature.skipped;
  }

  /** The pad has changed; what is not enough for a signature is not kept as one. */
  draw(strokes: readonly Stroke[], isEnough: boolean): void {
    const { desk, id, isOpen } = this.#enrolment;
    if (!isOpen) return;
    this.strokes = strokes;
    this.skipped = null;
    const save = () => (isEnough ? desk.sign(id, [...strokes]) : desk.clearSignature(id));
    this.#enrolment.change('signing', save);
    // A stroke is a whole answer, as a tick is.
    void this.#enrolment.flush();
  }

  /** There is no signature, for a reason, or that is taken back; saved as the photo's reason is. */
  skip(reason: string | null): void {
    const { desk, id, isOpen } = this.#enrolment;
    if (!isOpen || this.skipped === reason) return;
    this.strokes = [];
    this.skipped = reason;
    const save = () =>
      reason === null ? desk.clearSignature(id) : desk.skipSignature(id, reason);
    this.#enrolment.change('signing', save, CHOICE_MS);
  }
}
