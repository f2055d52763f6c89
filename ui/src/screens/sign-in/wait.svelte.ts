// How long nobody may try a passphrase, counted down.

const TICK_MS = 250;

/** A moment that is waited for; `seconds` counts down to 0. */
export class Wait {
  seconds = $state(0);
  #untilMs = 0;
  #timer: ReturnType<typeof setInterval> | undefined;

  /** Waits until `untilMs`, or no longer where there is none. */
  until(untilMs: number | null): void {
    this.stop();
    this.#untilMs = untilMs ?? 0;
    this.#look();
    if (this.seconds > 0) this.#timer = setInterval(() => this.#look(), TICK_MS);
  }

  /** Counts no longer. */
  stop(): void {
    clearInterval(this.#timer);
  }

  #look(): void {
    this.seconds = Math.max(0, Math.ceil((this.#untilMs - Date.now()) / 1000));
    if (this.seconds === 0) this.stop();
  }
}
