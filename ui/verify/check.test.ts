// The second reader of the codes agrees with the first on the same golden bytes.
import { encode } from 'cborg';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { check } from './check';
import { readClaims } from './claims';
import { golden } from './golden';

const KEY = golden('server_key');
const CLAIMS = {
  programme: 'City of Chicago Municipal ID',
  number: '310000000018',
  name: 'Nguyễn Thị Ánh',
  expiresOn: '2031-11-23',
};

describe('a code', () => {
  it('of a card is genuine through its last day, and expired after it', () => {
    const claims = { ...CLAIMS, kind: 'card', birth: { date: '1990-03-07' } };
    const code = golden('card_code');
    expect(check(code, KEY, '2026-11-24')).toEqual({ is: 'genuine', claims });
    expect(check(code, KEY, '2031-11-23')).toEqual({ is: 'genuine', claims });
    expect(check(code, KEY, '2031-11-24')).toEqual({ is: 'expired', claims });
  });

  it('of a proof says that it is one', () => {
    const claims = { ...CLAIMS, kind: 'proof', birth: { from: 22, to: 64 } };
    expect(check(golden('proof_code'), KEY, '2026-11-24')).toEqual({ is: 'proof', claims });
  });

  it('of another programme is told apart from a forged one', () => {
    const other = KEY.map((byte) => byte ^ 1);
    expect(check(golden('card_code'), other, '2026-11-24')).toEqual({ is: 'other_programme' });
  });

  it('with any bit flipped is refused', { timeout: 60_000 }, () => {
    const good = golden('card_code');
    for (let bit = 0; bit < good.length * 8; bit += 1) {
      const bytes = good.slice();
      bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      const { is } = check(bytes, KEY, '2026-11-24');
      expect(['not_genuine', 'other_programme'], `bit ${bit}`).toContain(is);
    }
  });

  it('that is cut, or goes on, is refused', () => {
    const good = golden('card_code');
    for (let length = 0; length < good.length; length += 1) {
      expect(check(good.slice(0, length), KEY, '2026-11-24').is).toBe('not_genuine');
    }
    expect(check(Uint8Array.from([...good, 0]), KEY, '2026-11-24').is).toBe('not_genuine');
  });

  it('of any bytes never throws', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(check(Uint8Array.from([0xd2, ...bytes]), KEY, '2026-11-24').is).toBe('not_genuine');
      }),
    );
  });
});

describe('claims', () => {
  const said = [1, 'P', '31', 'N', '1990-03-07', null];
  const map = (values: unknown[], keys = [1, 2, 3, 4, 5, 7]) =>
    encode(new Map(keys.map((key, at) => [key, values[at]])));

  it('without an expiry have none', () => {
    expect(readClaims(map(said)).expiresOn).toBeNull();
  });

  it.each([
    ['a kind that is none', map([3, ...said.slice(1)])],
    ['a day that is none', map(['', '', '', '', '1990-02-30', null])],
    ['a day before its time', map([...said.slice(0, 5), '2031-13-01'])],
    ['a key too many', map([...said, 'x'], [1, 2, 3, 4, 5, 7, 8])],
    ['both births', map([...said.slice(0, 5), [1, 2], null], [1, 2, 3, 4, 5, 6, 7])],
    ['a number for a name', map([1, 'P', '31', 4, '1990-03-07', null])],
  ])('with %s are refused', (_, bytes) => {
    expect(() => readClaims(bytes)).toThrow();
  });
});
