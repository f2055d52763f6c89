// Notices when nobody has touched the counter for a while.

const SIGNS = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const;
const MINUTE_MS = 60_000;

/** Calls `lock` after `minutes` without a touch, until the answered function is called. */
export function watchIdle(minutes: number, lock: () => void): () => void {
  let timer: ReturnType<typeof setTimeout>;
  const restart = () => {
    clearTimeout(timer);
    timer = setTimeout(lock, minutes * MINUTE_MS);
  };
  for (const sign of SIGNS) window.addEventListener(sign, restart, { passive: true });
  restart();
  return () => {
    clearTimeout(timer);
    for (const sign of SIGNS) window.removeEventListener(sign, restart);
  };
}
