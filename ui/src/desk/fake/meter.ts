// How far the ticked documents reach: every one of photo, date of birth, residency.
import type { Kind, Meter, Need, Shows } from '../types';
import { rules } from './policy';

const WANTED: readonly Shows[] = ['photo', 'birth_date', 'residency'];

/** The meter of `seen` for a person of age band `band`. */
export function meterOf(seen: readonly string[], band: string | null): Meter {
  const usable = rules.kinds.filter(
    (kind) => kind.bands.length === 0 || (band !== null && kind.bands.includes(band)),
  );
  const counted = usable.filter((kind) => seen.includes(kind.id));
  const open = usable.filter((kind) => !seen.includes(kind.id));
  const needs = WANTED.map((what) => need(what, counted, open));
  const satisfied = needs.every((one) => one.met);
  const completes = (kind: Kind) =>
    needs.every((one) => one.met || kind.shows.includes(one.measure as Shows));
  const completed_by = satisfied ? [] : open.filter(completes).map((kind) => kind.id);
  return { satisfied, needs, completed_by };
}

function need(what: Shows, counted: Kind[], open: Kind[]): Need {
  const have = counted.filter((kind) => kind.shows.includes(what)).length;
  const met = have >= 1;
  const helping = open.filter((kind) => !met && kind.shows.includes(what));
  return { measure: what, have, need: 1, met, helped_by: helping.map((kind) => kind.id) };
}
