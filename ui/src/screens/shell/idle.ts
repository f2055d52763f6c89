// Tells the desk that somebody is at the counter, and notices time that nobody saw.
//
// The desk alone decides when the counter is locked: timers of a page stand still in sleep.

const SIGNS = ['keydown', 'pointerdown', 'pointermove', 'wheel', 'input', 'drop'] as const;
/** So long one word to the desk is enough; far shorter than any policy's idle time. */
const TELL_EVERY_MS = 5_000;
const LOOK_EVERY_MS = 500;
/** Looks that lie further apart: the machine has slept, or a clock was set. */
const GAP_MS = 5_000;

type Watch = {
  /** Somebody is there. */
  ontouch: () => void;
  /** Time has passed unseen: nothing may be shown before the desk was asked. */
  ongap: () => void;
};

/** Watches until the answered function is called. */
export function watchIdle({ ontouch, ongap }: Watch): () => void {
  let toldAtMs = -Infinity;
  let lookedAtMs = Date.now();

  function look(): void {
    const now = Date.now();
    const passed = Math.abs(now - lookedAtMs);
    lookedAtMs = now;
    if (passed > GAP_MS) ongap();
  }

  function touch(): void {
    look();
    const now = performance.now();
    if (now - toldAtMs < TELL_EVERY_MS) return;
    toldAtMs = now;
    ontouch();
  }

  const timer = setInterval(look, LOOK_EVERY_MS);
  const options = { passive: true, capture: true };
  for (const sign of SIGNS) window.addEventListener(sign, touch, options);
  for (const back of ['focus', 'pageshow']) window.addEventListener(back, look);
  document.addEventListener('visibilitychange', look);
  return () => {
    clearInterval(timer);
    for (const sign of SIGNS) window.removeEventListener(sign, touch, options);
    for (const back of ['focus', 'pageshow']) window.removeEventListener(back, look);
    document.removeEventListener('visibilitychange', look);
  };
}
