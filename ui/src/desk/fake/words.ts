// The recovery words of the in-memory desk.
import type { ShownWords } from '../types';
import { failure } from './failure';

const WORDS: readonly string[] = (
  'anchor basket candle dolphin ember forest garden harbor island jungle kettle ladder ' +
  'meadow needle orchard pepper quartz ribbon saddle timber umbrella velvet willow zephyr'
).split(' ');
const COUNT = 12;

/** Words are shown once, and are kept when two of them were typed. */
export class FakeWords {
  isKept: boolean;
  #shown: ShownWords | null = null;
  #edition = 0;

  constructor(isKept: boolean) {
    this.isKept = isKept;
  }

  show(): ShownWords {
    this.isKept = false;
    const from = (this.#edition % 2) * COUNT;
    this.#edition += 1;
    this.#shown = { words: WORDS.slice(from, from + COUNT), ask: [3, 9] };
    return this.#shown;
  }

  hide(): void {
    this.#shown = null;
  }

  confirm(typed: [string, string]): void {
    if (!this.#shown && this.isKept) return;
    if (!this.#shown) throw failure('not_allowed_now');
    const { words, ask } = this.#shown;
    const isRight = ask.every((at, n) => words[at - 1] === typed[n]?.trim().toLowerCase());
    if (!isRight) throw failure('words_differ');
    this.isKept = true;
    this.#shown = null;
  }
}
