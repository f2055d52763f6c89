// One visit to the Photo step: what was taken in it, and what the machine proposed.
import { isPassing, type Failure } from '../../desk/failure';
import type { Crop, Turn } from '../../desk/types';
import type { Enrolment } from '../enrol/enrolment.svelte';
import { isSame } from './framing/crop';
import { PhotoInput } from './framing/photo-input.svelte';
import { passes } from './report/report';
import { Tries, type Try } from './tries/tries.svelte';
import type { Trouble } from './file/trouble';

/** Why an open step is not finished. */
export type Lack = 'picture' | 'reason';

export class PhotoSession {
  readonly tries = new Tries();
  /** Why the last picture was not taken. */
  trouble = $state.raw<Trouble | null>(null);
  /** A picture that was not taken for a passing fault: nobody need be photographed again. */
  held = $state.raw<{ bytes: Uint8Array; earlier: Try | null } | null>(null);
  /** Whether the camera is shown although there is a photo. */
  isRetaking = $state(false);
  /** The frame that the machine proposed for the photo there is; unknown after a return. */
  automatic = $state.raw<Crop | null>(null);
  /** How many pictures were taken in. */
  pictures = $state(0);
  readonly #enrolment: Enrolment;
  readonly #input: PhotoInput;
  #isLeft = false;

  constructor(enrolment: Enrolment) {
    this.#enrolment = enrolment;
    this.#input = enrolment.of(PhotoInput);
  }

  get hasPicture(): boolean {
    return this.#enrolment.application.photo.picture !== null;
  }

  get isTaking(): boolean {
    return this.#enrolment.busy === 'photo';
  }

  /** What is missing: the photo passes every check, or the clerk gives a reason. */
  get lack(): Lack | null {
    const { report } = this.#enrolment.application.photo;
    if (!this.hasPicture) return 'picture';
    if (this.#input.exception !== null || (report && passes(report))) return null;
    return 'reason';
  }

  /** Takes in a new picture; answers whether it was taken. */
  async take(bytes: Uint8Array): Promise<boolean> {
    if (!(await this.#hand(bytes, null))) return false;
    // A picture without its thumbnail is no try, but it is taken all the same.
    const { desk, id } = this.#enrolment;
    const card = await desk.photoBytes(id, 'card').catch(() => null);
    if (card && !this.#isLeft) this.tries.add(bytes, card);
    return true;
  }

  /** Turns or mirrors the photo there is; answers whether it was done. */
  async turn(turn: Turn): Promise<boolean> {
    if (this.#enrolment.busy !== null) return false;
    const failure = await this.#turn(turn);
    this.meet(failure);
    if (failure) return false;
    const { pictures } = this;
    const { desk, id } = this.#enrolment;
    const card = await desk.photoBytes(id, 'card').catch(() => null);
    // Another picture may be there by now.
    if (card && !this.#isLeft && pictures === this.pictures) this.tries.show(card);
    return true;
  }

  /** Takes an earlier try after all, turned, framed, lit and excused as it was. */
  async choose(earlier: Try): Promise<boolean> {
    if (!(await this.#hand(earlier.bytes, earlier))) return false;
    this.tries.chosen = earlier.number;
    this.tries.turned(null);
    for (const turn of earlier.turns) {
      const failure = await this.#turn(turn);
      this.meet(failure);
      if (failure) return false;
    }
    const { crop, reason, asTaken } = earlier;
    if (crop && this.automatic && !isSame(crop, this.automatic)) this.#input.frame(crop);
    if (reason !== null) this.#input.except(reason);
    await this.#enrolment.flush();
    if (asTaken) await this.#input.light(true);
    return true;
  }

  /** The photo there is stays. */
  keep(): void {
    this.meet(null);
    this.isRetaking = false;
  }

  /** Shows why there is no picture to take; one that was held gives way to it. */
  meet(trouble: Trouble | null): void {
    this.trouble = trouble;
    this.held = null;
  }

  /** The step is left: nothing of the tries stays in memory. */
  leave(): void {
    this.#isLeft = true;
    this.held = null;
    this.tries.forget();
  }

  async #turn(turn: Turn): Promise<Failure | null> {
    const failure = await this.#input.turn(turn);
    if (failure) return failure;
    this.tries.turned(turn);
    this.automatic = this.#enrolment.application.photo.crop;
    this.pictures += 1;
    return null;
  }

  async #hand(bytes: Uint8Array, earlier: Try | null): Promise<boolean> {
    const { busy, application } = this.#enrolment;
    const { crop, exception } = this.#input;
    const asTaken = application.photo.light === 'untouched';
    if (busy !== null) return false;
    const failure = await this.#input.take(bytes);
    this.meet(failure);
    if (failure && isPassing(failure) && !this.#isLeft) this.held = { bytes, earlier };
    if (failure) return false;
    this.tries.setAside(crop, exception, asTaken);
    this.automatic = this.#enrolment.application.photo.crop;
    this.pictures += 1;
    this.isRetaking = false;
    return true;
  }
}
