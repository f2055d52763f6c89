// Kinds are found by parts of their names, with or without accents.
import { describe, expect, it } from 'vitest';
import { rules } from '../../desk/fake/policy';
import { labelOf, matching } from './search';

function found(typed: string, language: string): string[] {
  return matching(rules.kinds, typed, language).map((kind) => kind.id);
}

describe('the search for a kind', () => {
  it('finds a name with accents by letters without', () => {
    expect(found('matricula', 'en')).toEqual(['consular_id']);
  });

  it('wants every typed word, in any order', () => {
    expect(found('chicago license', 'en')).toEqual(['driver_licence']);
  });

  it('shows every kind while nothing is typed', () => {
    expect(found('  ', 'en')).toHaveLength(rules.kinds.length);
  });

  it('reads a number in the digits of any keyboard, and passes over what nobody sees', () => {
    const numbered = rules.kinds.map((kind) => ({ ...kind, label: { en: `Form 21 ${kind.id}` } }));
    const ids = (typed: string) => matching(numbered, typed, 'en').map((kind) => kind.id);
    expect(ids('٢١ passport')).toEqual(['passport']);
    expect(ids('２１ pass\u200cport')).toEqual(['passport']);
    expect(ids('22 passport')).toEqual([]);
  });

  it('reads the name in the operator’s language, or else in English', () => {
    expect(found('recibo de servicios', 'es')).toEqual(['utility_bill']);
    const [first] = rules.kinds;
    expect(first && labelOf(first, 'xx')).toBe('Passport (US or foreign)');
  });
});
