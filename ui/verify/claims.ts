// What a code says, read from its CBOR; docs/card-code.md describes it.
import { decode, encode } from 'cborg';
import { isSame } from './bytes';

/** The date of birth, or the ages between which the holder was when the card was made. */
export type Birth = { date: string } | { from: number; to: number | null };

export type Claims = {
  kind: 'card' | 'proof';
  programme: string;
  number: string;
  name: string;
  birth: Birth;
  /** The last day, `YYYY-MM-DD`; null for no expiry. */
  expiresOn: string | null;
};

/** Reads one value that is spelt in the one way that a code may use. */
export function readCbor(bytes: Uint8Array): unknown {
  const value: unknown = decode(bytes, {
    strict: true,
    allowIndefinite: false,
    allowUndefined: false,
    useMaps: true,
    rejectDuplicateMapKeys: true,
  });
  if (!isSame(encode(value), bytes)) throw new Error('another spelling');
  return value;
}

/** Reads the claims; throws for anything that is none. */
export function readClaims(bytes: Uint8Array): Claims {
  const map = readCbor(bytes);
  if (!(map instanceof Map)) throw new Error('no map');
  const birth = readBirth(map);
  const keys = [...map.keys()].join();
  if (keys !== ('date' in birth ? '1,2,3,4,5,7' : '1,2,3,4,6,7')) throw new Error('other keys');
  const expiresOn: unknown = map.get(7);
  return {
    kind: readKind(map.get(1)),
    programme: text(map.get(2)),
    number: text(map.get(3)),
    name: text(map.get(4)),
    birth,
    expiresOn: expiresOn === null ? null : date(expiresOn),
  };
}

function readKind(kind: unknown): Claims['kind'] {
  if (kind === 1) return 'card';
  if (kind === 2) return 'proof';
  throw new Error('no kind');
}

function readBirth(map: Map<unknown, unknown>): Birth {
  if (map.has(5)) return { date: date(map.get(5)) };
  const ages: unknown = map.get(6);
  if (!Array.isArray(ages) || ages.length !== 2) throw new Error('no ages');
  const [from, to]: unknown[] = ages;
  if (typeof from !== 'number' || (to !== null && typeof to !== 'number')) {
    throw new Error('no ages');
  }
  return { from, to };
}

function text(value: unknown): string {
  if (typeof value !== 'string') throw new Error('no text');
  return value;
}

function date(value: unknown): string {
  const day = text(value);
  const is = new Date(`${day}T00:00:00Z`);
  const isReal = /^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(is.getTime());
  if (!isReal || is.toISOString().slice(0, 10) !== day) throw new Error('no date');
  return day;
}
