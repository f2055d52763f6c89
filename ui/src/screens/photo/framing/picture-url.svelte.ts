// A picture of the desk as an address that an image can show.
import type { Which } from '../../../desk/types';
import type { Enrolment } from '../../enrol/enrolment.svelte';

/** The pauses after which a picture that did not come is asked for again. */
export const RETRIES_MS = [500, 2_000, 8_000];

/** Fetches a picture anew whenever `edition` answers another number; forgets the old one. */
export function pictureUrl(of: () => Enrolment, which: Which, edition: () => number) {
  let url = $state<string | null>(null);
  let isMissing = $state(false);

  function show(bytes: ArrayBuffer | null): void {
    if (url) URL.revokeObjectURL(url);
    url = bytes && URL.createObjectURL(new Blob([bytes], { type: 'image/jpeg' }));
    isMissing = bytes === null;
  }

  $effect(() => {
    if (edition() === 0) return;
    const { desk, id } = of();
    let isStale = false;
    let timer: ReturnType<typeof setTimeout> | undefined;

    async function fetch(failures: number): Promise<void> {
      const bytes = await desk.photoBytes(id, which).catch(() => null);
      if (isStale) return;
      // Another photo's picture must not stand for one that did not come.
      show(bytes);
      const pauseMs = RETRIES_MS[failures];
      if (bytes || pauseMs === undefined) return;
      timer = setTimeout(() => void fetch(failures + 1), pauseMs);
    }

    void fetch(0);
    return () => {
      isStale = true;
      clearTimeout(timer);
    };
  });

  $effect(() => () => {
    if (url) URL.revokeObjectURL(url);
  });

  return {
    get current() {
      return url;
    },
    /** Whether there is a picture that can't be shown. */
    get isMissing() {
      return isMissing;
    },
  };
}
