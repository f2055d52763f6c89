// What the clerk makes of the photo: its frame, turns and light, and the reason to use it as it is.
import { asFailure, type Failure } from '../../../desk/failure';
import type { Application, Code, Crop, Turn } from '../../../desk/types';
import { CHOICE_MS } from '../../enrol/autosave';
import type { Enrolment } from '../../enrol/enrolment.svelte';

/** How the desk refuses a frame or a reason, whatever is tried. */
const REFUSED: readonly Code[] = ['crop_outside', 'no_such_reason'];

export class PhotoInput {
  crop = $state.raw<Crop | null>(null);
  /** Why the photo is used although a check does not pass; a word of the policy's. */
  exception = $state<string | null>(null);
  readonly #enrolment: Enrolment;

  constructor(enrolment: Enrolment) {
    this.#enrolment = enrolment;
    this.#show();
  }

  /** Whether frame and reason may be changed: those of a photo that is coming are not known yet. */
  get isFramable(): boolean {
    return this.#enrolment.isOpen && this.#enrolment.busy !== 'photo';
  }

  /** The frame was moved. */
  frame(crop: Crop): void {
    if (!this.isFramable) return;
    const { desk, id } = this.#enrolment;
    this.crop = crop;
    this.#enrolment.change('crop', () =>
      desk.cropPhoto(id, crop).catch((thrown) => {
        // What was refused is shown no more as if it were kept, unless it is another by now.
        if (isRefused(thrown) && this.crop === crop) this.crop = this.#kept.crop;
        throw thrown;
      }),
    );
  }

  /**
   * The photo is used as it is, for a reason, or that is taken back.
   *
   * Choosing is not deciding: it is saved, and noted under the clerk's name, when the list or the
   * step is left, by Enter, or after a pause, never for a choice that an arrow passes over.
   */
  except(reason: string | null): void {
    if (!this.isFramable || this.exception === reason) return;
    const { desk, id } = this.#enrolment;
    this.exception = reason;
    const save = () =>
      desk.exceptPhoto(id, reason).catch((thrown) => {
        if (isRefused(thrown) && this.exception === reason) this.exception = this.#kept.exception;
        throw thrown;
      });
    this.#enrolment.change('exception', save, CHOICE_MS);
  }

  /** Takes in a picture. */
  take(bytes: Uint8Array): Promise<Failure | null> {
    const { desk, id } = this.#enrolment;
    return this.#photograph(() => desk.takePhoto(id, bytes));
  }

  /** Turns the picture by a quarter, or mirrors it; the frame for it is the machine's. */
  turn(turn: Turn): Promise<Failure | null> {
    const { desk, id } = this.#enrolment;
    return this.#photograph(() => desk.turnPhoto(id, turn));
  }

  /** The card shows the picture as it was taken, or brightened by its scene's lights again. */
  light(asTaken: boolean): Promise<Failure | null> {
    const { desk, id } = this.#enrolment;
    return this.#enrolment.act('light', () => desk.lightPhoto(id, asTaken));
  }

  /** The photo as the desk keeps it. */
  get #kept() {
    return this.#enrolment.application.photo;
  }

  /** Another picture comes, with a frame of its own. */
  async #photograph(verb: () => Promise<Application>): Promise<Failure | null> {
    const failure = await this.#enrolment.act('photo', verb);
    if (!failure) this.#show();
    return failure;
  }

  #show(): void {
    this.crop = this.#kept.crop;
    this.exception = this.#kept.exception;
  }
}

function isRefused(thrown: unknown): boolean {
  return REFUSED.includes(asFailure(thrown).code);
}
