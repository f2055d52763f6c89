// The photos that were taken while the step is open, so that an earlier one can be used after all.
//
// In this window's memory only, and gone when the step is left.
import type { Crop, Turn } from '../../../desk/types';
import { together } from '../turn/turns';

/** Most tries that are kept; the oldest goes first. */
export const LIMIT_TRIES = 6;
/** Most bytes that the tries may hold together: files from a camera can be large. */
export const LIMIT_TRIES_BYTES = 120_000_000;

/**
 * One photo as it was handed in, its picture on the card as an address, and what the clerk made
 * of it: how it was turned, and before another one was taken the frame, the reason to use it as
 * it is, and whether the card shows it untouched.
 */
export type Try = {
  number: number;
  bytes: Uint8Array;
  url: string;
  turns: readonly Turn[];
  crop: Crop | null;
  reason: string | null;
  asTaken: boolean;
};

export class Tries {
  /** Newest first. */
  list = $state.raw<readonly Try[]>([]);
  /** The number of the try that the card shows. */
  chosen = $state<number | null>(null);
  #count = 0;

  /** Takes in a new try, which is the chosen one. */
  add(bytes: Uint8Array, card: ArrayBuffer): void {
    this.#count += 1;
    const url = urlOf(card);
    const made = { turns: [], crop: null, reason: null, asTaken: false };
    const taken = { number: this.#count, bytes, url, ...made };
    const all = [taken, ...this.list];
    let held = 0;
    this.list = all.slice(0, LIMIT_TRIES).filter((one, at) => {
      held += one.bytes.length;
      return at === 0 || held <= LIMIT_TRIES_BYTES;
    });
    for (const one of all) if (!this.list.includes(one)) URL.revokeObjectURL(one.url);
    this.chosen = this.#count;
  }

  /** The chosen try was turned; to nothing, where it is the photo as it was handed in again. */
  turned(turn: Turn | null): void {
    this.#change((one) => ({ ...one, turns: turn ? together([...one.turns, turn]) : [] }));
  }

  /** The chosen try looks like this on the card by now. */
  show(card: ArrayBuffer): void {
    this.#change((one) => {
      URL.revokeObjectURL(one.url);
      return { ...one, url: urlOf(card) };
    });
  }

  /** The chosen try gives way to another one; what was made of it is kept with it. */
  setAside(crop: Crop | null, reason: string | null, asTaken: boolean): void {
    this.#change((one) => ({ ...one, crop, reason, asTaken }));
    this.chosen = null;
  }

  /** Forgets everything. */
  forget(): void {
    for (const one of this.list) URL.revokeObjectURL(one.url);
    this.list = [];
    this.chosen = null;
  }

  #change(change: (one: Try) => Try): void {
    this.list = this.list.map((one) => (one.number === this.chosen ? change(one) : one));
  }
}

function urlOf(card: ArrayBuffer): string {
  return URL.createObjectURL(new Blob([card], { type: 'image/jpeg' }));
}
