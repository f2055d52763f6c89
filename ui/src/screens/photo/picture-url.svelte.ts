// A picture of the desk as an address that an image can show.
import type { Which } from '../../desk/types';
import type { Enrolment } from '../enrol/enrolment.svelte';

/** Fetches a picture anew whenever `edition` answers another number; forgets the old one. */
export function pictureUrl(of: () => Enrolment, which: Which, edition: () => number) {
  let url = $state<string | null>(null);

  $effect(() => {
    if (edition() === 0) return;
    let isStale = false;
    const { desk, id } = of();
    void desk
      .photoBytes(id, which)
      .then((bytes) => {
        if (isStale) return;
        if (url) URL.revokeObjectURL(url);
        url = URL.createObjectURL(new Blob([bytes], { type: 'image/jpeg' }));
      })
      .catch(() => undefined);
    return () => (isStale = true);
  });

  $effect(() => () => {
    if (url) URL.revokeObjectURL(url);
  });

  return {
    get current() {
      return url;
    },
  };
}
