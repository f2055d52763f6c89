// Looks at the live picture again and again, one frame at a time, and asks what is to be said.
//
// It never touches the video itself, and whatever fails here, the camera goes on.
import type { Report } from '../../../desk/types';
import { atFullSize } from '../report/report';

/** Least time from one judged frame to the next: ten a second at most, five being wanted. */
export const PERIOD_MS = 100;
/** After a frame that could not be judged: no use in hurrying. */
const AFTER_FAILURE_MS = 1_000;
/** An answer that takes longer is a failure for whoever asked. */
export const PATIENCE_MS = 2_000;
/** A judgement that takes longer is taken to have died, and the next one is begun. */
export const LIMIT_WAIT_MS = 15_000;

/** Judges a frame; more than one is never under way. */
export type Judge<Frame> = (frame: Frame) => Promise<Report>;

/** What a watch needs. */
export type Watch<Frame> = {
  /** A small copy of what the camera shows, and how many times smaller it is; none just now. */
  look: () => { frame: Frame; factor: number } | null;
  judge: Judge<Frame>;
  /** Calls back at a new frame of the camera; answers what calls that off. */
  atNextFrame: (then: () => void) => () => void;
  nowMs: () => number;
  /** What was found; null when nothing can be said. */
  tell: (report: Report | null) => void;
};

/** Watches until the answered function is called. */
export function watchFrames<Frame>(watch: Watch<Frame>): () => void {
  let isStopped = false;
  let dueAtMs = 0;
  let callOff = watch.atNextFrame(step);

  function step(): void {
    if (isStopped) return;
    if (watch.nowMs() < dueAtMs) goOn();
    else void lookOnce().then(goOn);
  }

  function goOn(): void {
    if (!isStopped) callOff = watch.atNextFrame(step);
  }

  async function lookOnce(): Promise<void> {
    dueAtMs = watch.nowMs() + PERIOD_MS;
    try {
      const seen = watch.look();
      if (!seen) return;
      const report = await watch.judge(seen.frame);
      if (!isStopped) watch.tell(atFullSize(report, seen.factor));
    } catch {
      dueAtMs = watch.nowMs() + AFTER_FAILURE_MS;
      if (!isStopped) watch.tell(null);
    }
  }

  return () => {
    isStopped = true;
    callOff();
  };
}

/**
 * The same judge, asked one frame after the other, whoever asks; a late answer is a failure.
 *
 * Late or not, the next frame waits for its end: the judge's work can't be called off. A frame
 * whose own time runs out before its turn is not judged at all.
 */
export function oneAtATime<Frame>(judge: Judge<Frame>, patienceMs = PATIENCE_MS): Judge<Frame> {
  let last: Promise<unknown> = Promise.resolve();
  return (frame) => {
    let isWanted = true;
    const judging = last.then(() => {
      if (!isWanted) throw new Error('the turn is late');
      return judge(frame);
    });
    last = inTime(judging, LIMIT_WAIT_MS).catch(() => undefined);
    return inTime(judging, patienceMs).finally(() => (isWanted = false));
  };
}

async function inTime<T>(answer: Promise<T>, patienceMs: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('the judgement is late')), patienceMs);
  });
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}
