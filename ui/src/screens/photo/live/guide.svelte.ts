// The guidance for a live picture, for as long as it is looked at.
import type { Report } from '../../../desk/types';
import { atNextFrame, LIVE_WIDTH_PX, SmallCopies } from './frames';
import { Guidance, type Guide } from './guidance';
import { watchFrames, type Judge } from './watch';

/** Watches what `video` answers, turned by `quarters`, and rests while it answers nothing. */
export function guideFor(
  video: () => HTMLVideoElement | null,
  quarters: () => number,
  judge: Judge<ImageData>,
) {
  const copies = new SmallCopies(LIVE_WIDTH_PX);
  let guide = $state.raw<Guide | null>(null);

  $effect(() => {
    const seen = video();
    if (!seen) return;
    const guidance = new Guidance();
    const stop = watchFrames({
      // Nobody needs advice behind another window.
      look: () => (document.hidden ? null : copies.of(seen, quarters())),
      judge,
      atNextFrame: (then) => atNextFrame(seen, then),
      nowMs: () => performance.now(),
      tell: (report: Report | null) => {
        guide = report && guidance.take(report, performance.now());
      },
    });
    return () => {
      stop();
      copies.empty();
    };
  });

  return {
    get current() {
      return guide;
    },
  };
}
