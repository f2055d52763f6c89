// Which kinds of documents are ticked as seen, and whether the clerk attests it.
import type { Enrolment } from '../enrol/enrolment.svelte';

export class DocumentsInput {
  seen = $state.raw<readonly string[]>([]);
  isAttested = $state(false);
  readonly #enrolment: Enrolment;

  constructor(enrolment: Enrolment) {
    this.#enrolment = enrolment;
    this.seen = enrolment.application.documents.seen;
    this.isAttested = enrolment.application.documents.is_attested;
  }

  /** A kind was ticked or unticked. The attestation spoke of other kinds, so it is taken back. */
  tick(kind: string, isSeen: boolean): void {
    const others = this.seen.filter((id) => id !== kind);
    this.seen = isSeen ? [...others, kind] : others;
    this.attest(false);
  }

  /** The clerk says that the documents were seen and given back, or takes it back. */
  attest(isAttested: boolean): void {
    const { desk, id } = this.#enrolment;
    const seen = [...this.seen];
    this.isAttested = isAttested;
    this.#enrolment.change('documents', () => desk.saveDocuments(id, seen, isAttested));
    // A tick is a whole answer: it is not waited for another one.
    void this.#enrolment.flush();
  }
}
