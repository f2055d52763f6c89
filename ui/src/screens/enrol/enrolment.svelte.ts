// One application on the screen: what is typed, what the desk made of it, and how they meet.
//
// What is typed is never overwritten by an answer of the desk.
import { SvelteSet } from 'svelte/reactivity';
import type { Desk } from '../../desk/desk';
import { asFailure, type Failure } from '../../desk/failure';
import type { Application, Code, Crop, Field, PersonForm } from '../../desk/types';
import type { Problem, Turn } from '../../desk/types';
import { Autosave, CHOICE_MS, type SaveState } from './autosave';
import { firstOpen, type Step } from './steps';
import { told } from './told';

type Parts = {
  person: PersonForm;
  documents: { seen: string[]; isAttested: boolean };
  crop: Crop;
  exception: string | null;
  signing: { strokes: Strokes } | { reason: string } | null;
};

type Strokes = readonly [number, number, number][][];

/** How the desk refuses a frame or a reason, whatever is tried. */
const REFUSED: readonly Code[] = ['crop_outside', 'no_such_reason'];

export class Enrolment {
  application = $state.raw<Application>() as Application;
  form = $state<PersonForm>() as PersonForm;
  seen = $state.raw<readonly string[]>([]);
  isAttested = $state(false);
  crop = $state.raw<Crop | null>(null);
  /** Why the photo is used although a check does not pass; a word of the policy's. */
  exception = $state<string | null>(null);
  /** What is drawn on the pad; perhaps not yet enough for a signature. */
  strokes = $state.raw<Strokes>([]);
  /** Why there is no signature; a word of the policy's. */
  skipped = $state<string | null>(null);
  step = $state<Step>('person');
  save = $state.raw<SaveState>({ kind: 'saved' });
  /** The verb that is under way, so that a second press does nothing. */
  busy = $state<string | null>(null);
  /** The problems when a field was last left: they don't come and go under the typing hand. */
  judged = $state.raw<readonly Problem[]>([]);
  /** How often a step was chosen: "Go on" overrides none that was chosen while it saved. */
  choices = 0;
  /** The steps that somebody tried to leave by "Go on". */
  readonly tried = new SvelteSet<Step>();
  /** The fields that somebody typed into and left. */
  readonly left = new SvelteSet<Field>();
  readonly desk: Desk;
  readonly #autosave: Autosave<Parts>;
  readonly #onSignedOut: () => void;
  /** The line changed while a verb was under way, whose answer may be older than that. */
  #isOutdated = false;
  /** The last request: the next one waits for its end, whatever that is. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(desk: Desk, application: Application, onSignedOut: () => void) {
    this.desk = desk;
    this.#onSignedOut = onSignedOut;
    this.application = application;
    this.form = { ...application.person };
    this.seen = application.documents.seen;
    this.isAttested = application.documents.is_attested;
    this.crop = application.photo.crop;
    this.exception = application.photo.exception;
    this.strokes = application.signature.strokes ?? [];
    this.skipped = application.signature.skipped;
    this.step = firstOpen(application);
    this.#autosave = new Autosave<Parts>(
      (part, value) => this.#saveOne(part, value),
      (state) => this.#tell(state),
    );
  }

  get id(): string {
    return this.application.id;
  }

  get isOpen(): boolean {
    return this.application.is_open;
  }

  /** The problems to be told now. */
  get told(): readonly Problem[] {
    return told(this.application.problems, this.judged);
  }

  get isAllSaved(): boolean {
    return this.#autosave.isAllSaved;
  }

  /** Something in the Person step was typed. What is switched off is not handed over. */
  typed(): void {
    if (!this.isOpen) return;
    const form = $state.snapshot(this.form);
    this.#autosave.change('person', {
      ...form,
      address: form.address_on_card ? form.address : '',
      transit_stock: form.transit ? form.transit_stock : '',
      updates_email: form.updates ? form.updates_email : '',
    });
  }

  /** A kind was ticked or unticked. The attestation spoke of other kinds, so it is taken back. */
  tick(kind: string, isSeen: boolean): void {
    const others = this.seen.filter((id) => id !== kind);
    this.seen = isSeen ? [...others, kind] : others;
    this.attest(false);
  }

  /** The clerk says that the documents were seen and given back, or takes it back. */
  attest(isAttested: boolean): void {
    this.isAttested = isAttested;
    this.#autosave.change('documents', { seen: [...this.seen], isAttested });
    // A tick is a whole answer: it is not waited for another one.
    void this.flush();
  }

  /** Whether frame and reason may be changed: those of a photo that is coming are not known yet. */
  get isFramable(): boolean {
    return this.isOpen && this.busy !== 'photo';
  }

  /** The frame was moved. */
  frame(crop: Crop): void {
    if (!this.isFramable) return;
    this.crop = crop;
    this.#autosave.change('crop', crop);
  }

  /**
   * The photo is used as it is, for a reason, or that is taken back.
   *
   * Choosing is not deciding: it is saved, and noted under the clerk's name, when the list or the
   * step is left, by Enter, or after a pause, never for a choice that an arrow passes over.
   */
  except(reason: string | null): void {
    if (!this.isFramable || this.exception === reason) return;
    this.exception = reason;
    this.#autosave.change('exception', reason, CHOICE_MS);
  }

  /** The pad has changed; what is not enough for a signature is not kept as one. */
  draw(strokes: Strokes, isEnough: boolean): void {
    if (!this.isOpen) return;
    this.strokes = strokes;
    this.skipped = null;
    this.#autosave.change('signing', isEnough ? { strokes } : null);
    // A stroke is a whole answer, as a tick is.
    void this.flush();
  }

  /** There is no signature, for a reason, or that is taken back; see `except`. */
  skipSignature(reason: string | null): void {
    if (!this.isOpen || this.skipped === reason) return;
    this.strokes = [];
    this.skipped = reason;
    this.#autosave.change('signing', reason === null ? null : { reason }, CHOICE_MS);
  }

  /** Saves everything now; answers whether everything is saved. */
  flush(): Promise<boolean> {
    return this.#autosave.flush();
  }

  /** Saves, and takes note of what is wrong with the Person step as it now is. */
  async judge(): Promise<void> {
    await this.flush();
    this.judged = this.application.problems;
  }

  /** Goes to a step; nothing holds it up. */
  goTo(step: Step): void {
    this.choices += 1;
    void this.flush();
    this.step = step;
  }

  /** Takes in a picture. */
  takePhoto(bytes: Uint8Array): Promise<Failure | null> {
    return this.#photograph(() => this.desk.takePhoto(this.id, bytes));
  }

  /** Turns the picture by a quarter, or mirrors it; the frame for it is the machine's. */
  turnPhoto(turn: Turn): Promise<Failure | null> {
    return this.#photograph(() => this.desk.turnPhoto(this.id, turn));
  }

  /** The card shows the picture as it was taken, or brightened by its scene's lights again. */
  light(asTaken: boolean): Promise<Failure | null> {
    return this.act('light', () => this.desk.lightPhoto(this.id, asTaken));
  }

  /** Does one verb after everything is saved; a second press meanwhile does nothing. */
  async act(name: string, verb: () => Promise<Application>): Promise<Failure | null> {
    if (this.busy !== null) return null;
    this.busy = name;
    try {
      if (!(await this.flush()) && this.save.kind === 'failed') return this.save.failure;
      await this.#ask(verb);
      return null;
    } catch (thrown) {
      return this.#meet(asFailure(thrown));
    } finally {
      this.busy = null;
      if (this.#isOutdated) void this.refresh();
    }
  }

  /** Looks again where the application stands, as the line has changed. */
  async refresh(): Promise<void> {
    this.#isOutdated = this.busy !== null;
    if (this.isOpen || this.#isOutdated) return;
    await this.#ask(() => this.desk.openApplication(this.id)).catch(() => undefined);
  }

  /** Gives the application up; what waited to be saved is forgotten. */
  async giveUp(): Promise<Failure | null> {
    try {
      await this.desk.withdraw(this.id);
      this.#autosave.stop();
      return null;
    } catch (thrown) {
      return this.#meet(asFailure(thrown));
    }
  }

  /** Another picture comes, with a frame of its own. */
  async #photograph(verb: () => Promise<Application>): Promise<Failure | null> {
    const failure = await this.act('photo', verb);
    if (!failure) {
      this.crop = this.application.photo.crop;
      this.exception = this.application.photo.exception;
    }
    return failure;
  }

  async #saveOne<P extends keyof Parts>(part: P, value: Parts[P]): Promise<void> {
    const savers: { [Q in keyof Parts]: (value: Parts[Q]) => Promise<Application> } = {
      person: (person) => this.desk.savePerson(this.id, person),
      documents: ({ seen, isAttested }) => this.desk.saveDocuments(this.id, seen, isAttested),
      crop: (crop) => this.desk.cropPhoto(this.id, crop),
      exception: (reason) => this.desk.exceptPhoto(this.id, reason),
      signing: (signing) => this.#saveSigning(signing),
    };
    try {
      await this.#ask(() => savers[part](value));
    } catch (thrown) {
      if (REFUSED.includes(asFailure(thrown).code)) this.#putBack(part, value);
      throw thrown;
    }
  }

  /** What was refused is shown no more as if it were kept, unless it is another one by now. */
  #putBack<P extends keyof Parts>(part: P, value: Parts[P]): void {
    const { crop, exception } = this.application.photo;
    if (part === 'crop' && this.crop === value) this.crop = crop;
    if (part === 'exception' && this.exception === value) this.exception = exception;
  }

  /**
   * Asks the desk and shows its answer, one request after the other.
   *
   * The desk may do two requests in any order and answer them in any other: only the answer to
   * the one request that is under way is sure to know of all that was answered before.
   */
  async #ask(request: () => Promise<Application>): Promise<void> {
    const answer = this.#last.then(request);
    this.#last = answer.catch(() => undefined);
    this.application = await answer;
  }

  #saveSigning(signing: Parts['signing']): Promise<Application> {
    if (signing === null) return this.desk.clearSignature(this.id);
    if ('reason' in signing) return this.desk.skipSignature(this.id, signing.reason);
    return this.desk.sign(this.id, [...signing.strokes]);
  }

  #tell(state: SaveState): void {
    this.save = state;
    if (state.kind === 'failed') this.#meet(state.failure);
  }

  #meet(failure: Failure): Failure {
    if (failure.code === 'signed_out') this.#onSignedOut();
    return failure;
  }
}
