// Saves what changes, one save at a time, until it is saved.
//
// ```text
// saved -> saving -> saved | failed -> saving (by itself, after a pause) | refused
// ```
//
// The newest value of each part wins; nothing is dropped but what the desk refuses for good.
import { asFailure, isPassing, type Failure } from '../../desk/failure';

/** A pause in typing after which a save begins. */
export const DELAY_MS = 400;
/**
 * A pause in choosing from a list after which a save begins: an arrow passes over each choice on
 * the way, and whoever is read to hears it to its end before the next press.
 */
export const CHOICE_MS = 4_000;
/** The pause before the first new try; it doubles from try to try. */
export const RETRY_MS = 2_000;
/** The longest pause between tries. */
export const RETRY_LIMIT_MS = 8_000;

/** How the saving stands. */
export type SaveState =
  | { kind: 'saved' }
  | { kind: 'saving' }
  | { kind: 'failed'; failure: Failure }
  | { kind: 'refused'; failure: Failure };

/** Saves one part of the application. */
export type Save<Parts> = <P extends keyof Parts>(part: P, value: Parts[P]) => Promise<void>;

export class Autosave<Parts extends object> {
  readonly #save: Save<Parts>;
  readonly #tell: (state: SaveState) => void;
  readonly #waiting = new Map<keyof Parts, Parts[keyof Parts]>();
  #running: Promise<boolean> | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #tries = 0;
  #isStopped = false;

  constructor(save: Save<Parts>, tell: (state: SaveState) => void) {
    this.#save = save;
    this.#tell = tell;
  }

  /** Whether nothing waits and nothing is on its way. */
  get isAllSaved(): boolean {
    return this.#waiting.size === 0 && this.#running === null;
  }

  /** Takes in a new value; it and all that waits is saved after a pause. */
  change<P extends keyof Parts>(part: P, value: Parts[P], pauseMs = DELAY_MS): void {
    if (this.#isStopped) return;
    this.#waiting.set(part, value);
    // While the disk is full the message stays; only the next try's outcome changes it.
    if (this.#tries === 0) this.#tell({ kind: 'saving' });
    this.#later(this.#tries === 0 ? pauseMs : this.#pause());
  }

  /** Saves everything now; answers whether everything is saved. */
  async flush(): Promise<boolean> {
    while (!this.isAllSaved) {
      clearTimeout(this.#timer);
      if (!(await (this.#running ?? this.#run()))) return false;
    }
    return true;
  }

  /** Forgets what waits, because the application is given up. */
  stop(): void {
    this.#isStopped = true;
    this.#waiting.clear();
    clearTimeout(this.#timer);
  }

  #later(pauseMs: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), pauseMs);
  }

  #pause(): number {
    return Math.min(RETRY_LIMIT_MS, RETRY_MS * 2 ** (this.#tries - 1));
  }

  #run(): Promise<boolean> {
    this.#running = this.#drain().finally(() => (this.#running = null));
    return this.#running;
  }

  async #drain(): Promise<boolean> {
    let refused: Failure | null = null;
    for (let next = this.#next(); next !== null; next = this.#next()) {
      const [part, value] = next;
      this.#waiting.delete(part);
      if (this.#tries === 0) this.#tell({ kind: 'saving' });
      try {
        await this.#save(part, value);
        this.#tries = 0;
      } catch (thrown) {
        const failure = asFailure(thrown);
        if (!this.#givesUp(failure)) return this.#keep(failure, part, value);
        refused = failure;
      }
    }
    this.#tell(refused ? { kind: 'refused', failure: refused } : { kind: 'saved' });
    return true;
  }

  #next(): [keyof Parts, Parts[keyof Parts]] | null {
    return this.#waiting.entries().next().value ?? null;
  }

  /** Whether the same value can never be saved, so that it is not tried again. */
  #givesUp(failure: Failure): boolean {
    return this.#isStopped || (!isPassing(failure) && failure.code !== 'signed_out');
  }

  /** Keeps a value that could not be saved, unless a newer one waits. Always false: not saved. */
  #keep(failure: Failure, part: keyof Parts, value: Parts[keyof Parts]): false {
    if (!this.#waiting.has(part)) this.#waiting.set(part, value);
    this.#tell({ kind: 'failed', failure });
    // Nobody signed in is no fault of the disk: it is tried when somebody is.
    if (failure.code !== 'signed_out') {
      this.#tries += 1;
      this.#later(this.#pause());
    }
    return false;
  }
}
