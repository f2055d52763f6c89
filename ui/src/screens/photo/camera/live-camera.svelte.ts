// The camera that is looked through: which one, whether it sends, and why not.
import {
  closeCamera,
  idOf,
  isSending,
  listCameras,
  openCamera,
  rememberCamera,
  rememberedCamera,
  rememberedQuarters,
  rememberQuarters,
  whenGone,
  whenPlugged,
  type CameraName,
  type NoCamera,
} from './camera';

export class LiveCamera {
  stream = $state.raw<MediaStream | null>(null);
  /** Why there is no picture; it stands until there is one. */
  problem = $state<NoCamera | null>(null);
  isOpening = $state(false);
  /** The camera that is looked through. */
  id = $state('');
  /** By how many quarter turns, clockwise, its picture is set right. */
  quarters = $state(0);
  #names = $state.raw<readonly CameraName[]>([]);
  #attempts = 0;
  #callOff: () => void = () => undefined;

  /** The cameras that can be chosen. */
  get choices(): readonly CameraName[] {
    return this.#names.filter(({ id }) => id !== '');
  }

  /** Opens the camera, and again by itself when one is plugged in. */
  start(): void {
    this.#callOff = whenPlugged(() => void this.#replugged());
    void this.open();
  }

  /** Opens the camera that was chosen last. */
  async open(): Promise<void> {
    this.#letGo();
    const attempt = (this.#attempts += 1);
    this.isOpening = true;
    const answer = await openCamera(rememberedCamera());
    if (attempt !== this.#attempts) {
      if (typeof answer !== 'string') closeCamera(answer);
      return;
    }
    this.isOpening = false;
    if (typeof answer === 'string') this.problem = answer;
    else this.#take(answer);
    this.#names = await listCameras();
  }

  /** Looks through another camera, now and the next time. */
  choose(id: string): void {
    this.id = id;
    rememberCamera(id);
    void this.open();
  }

  /** Turns the picture of this camera by a quarter, now and whenever it is looked through. */
  turn(turn: 'left' | 'right'): void {
    this.quarters = (this.quarters + (turn === 'right' ? 1 : 3)) % 4;
    rememberQuarters(this.id, this.quarters);
  }

  /** Whether what is seen is what is there now; a picture that stands still is let go of. */
  check(): boolean {
    const { stream } = this;
    if (stream && !isSending(stream)) this.#lose(stream);
    return this.stream !== null;
  }

  /** Nobody looks any more. */
  close(): void {
    this.#callOff();
    this.#attempts += 1;
    this.#letGo();
  }

  #take(stream: MediaStream): void {
    this.problem = null;
    this.stream = stream;
    this.id = idOf(stream);
    this.quarters = rememberedQuarters(this.id);
    whenGone(stream, () => this.#lose(stream));
    // It may have been pulled out while it was being opened.
    this.check();
  }

  #lose(stream: MediaStream): void {
    if (this.stream !== stream) return;
    this.#letGo();
    this.problem = 'gone';
  }

  #letGo(): void {
    if (this.stream) closeCamera(this.stream);
    this.stream = null;
  }

  async #replugged(): Promise<void> {
    this.#names = await listCameras();
    const isAwaited = this.problem === 'missing' || this.problem === 'gone';
    if (isAwaited && this.#names.length > 0 && !this.isOpening) await this.open();
  }
}
