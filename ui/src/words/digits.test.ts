// Numbers and texts of any keyboard.
import { describe, expect, it } from 'vitest';
import { asciiDigits, asStored, wholeNumber, withoutUnseen } from './digits';

describe('digits', () => {
  it.each(['1990', '۱۹۹۰', '١٩٩٠', '१९९०', '১৯৯০', '၁၉၉၀', '１９９０', '𞥑𞥙𞥙𞥐', '𝟏𝟗𝟡𝟶'])(
    'of %s are read',
    (typed) => expect(asciiDigits(typed)).toBe('1990'),
  );

  it('have their value in every script', () => {
    const every = Array.from({ length: 0x20000 }, (_, code) => code)
      .filter((code) => code < 0xd800 || code > 0xdfff)
      .map((code) => String.fromCodePoint(code))
      .filter((c) => /\p{Nd}/u.test(c));
    expect(every.length).toBeGreaterThan(600);
    expect(asciiDigits(every.join(''))).toBe('0123456789'.repeat(every.length / 10));
  });

  it('make a whole number and nothing else does', () => {
    expect(wholeNumber(' \u200e۱۲\u200f ', 6)).toBe(12);
    for (const typed of ['', ' ', '-1', '1.5', '1a', '²', '1234567']) {
      expect(wholeNumber(typed, 6), typed).toBeNull();
    }
  });
});

describe('what nobody sees', () => {
  it('is taken out of what is searched for, and off the ends of what is stored', () => {
    expect(withoutUnseen('vi\u200csa\ufeff')).toBe('visa');
    expect(asStored('\ufeff Jose\u0301 \u200e')).toBe('Jos\u00e9');
  });
});
