// What the live picture is said to need, without flicker: on the screen, and aloud more seldom.
import type { Report } from '../../../desk/types';
import { GROUP_NAMES, standingOf, wordOf } from '../report/report';
import type { GroupName, Standing, Word } from '../report/report';

/** How many of the last frames are remembered. */
export const WINDOW_FRAMES = 4;
/** A word stays while this many of the remembered frames say it. */
const KEPT_FRAMES = 2;
/** How long a word must have stood before it is spoken, in milliseconds. */
export const SPOKEN_AFTER_MS = 1_000;

/** What is shown of the guidance. */
export type Guide = {
  word: Word;
  /** The word for a screen reader; none before one has stood for a while. */
  spoken: Word | null;
  standings: Record<GroupName, Standing>;
};

/** A value that gives way only when it has become rare among the last frames. */
export class Steady<T> {
  #last: T[] = [];
  #value: T | null = null;

  take(next: T): T {
    this.#last = [...this.#last, next].slice(-WINDOW_FRAMES);
    if (this.#value === null || this.#count(this.#value) < KEPT_FRAMES) {
      this.#value = this.#commonest() ?? next;
    }
    return this.#value;
  }

  #count(value: T): number {
    return this.#last.filter((one) => one === value).length;
  }

  /** The most frequent one; of equally frequent ones the one that came last. */
  #commonest(): T | undefined {
    const newestFirst = [...this.#last].reverse();
    return newestFirst.sort((a, b) => this.#count(b) - this.#count(a))[0];
  }
}

/** Takes one report after the other and answers what to show. */
export class Guidance {
  readonly #word = new Steady<Word>();
  readonly #standings = new Map(GROUP_NAMES.map((name) => [name, new Steady<Standing>()]));
  #shown: Word | null = null;
  #shownAtMs = 0;
  #spoken: Word | null = null;

  take(report: Report, nowMs: number): Guide {
    const word = this.#word.take(wordOf(report));
    if (word !== this.#shown) [this.#shown, this.#shownAtMs] = [word, nowMs];
    if (nowMs - this.#shownAtMs >= SPOKEN_AFTER_MS) this.#spoken = word;
    const standings = {} as Guide['standings'];
    for (const [name, steady] of this.#standings) {
      standings[name] = steady.take(standingOf(report, name));
    }
    return { word, spoken: this.#spoken, standings };
  }
}
