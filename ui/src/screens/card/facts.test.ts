// What stands on the card is read in the digits of any keyboard.
import { describe, expect, it } from 'vitest';
import type { Application } from '../../desk/types';
import { FakeDesk } from '../../desk/fake';
import { LISTED, UNLISTED } from '../../desk/fields';
import { factsOf } from './facts';

describe('the lines of the card', () => {
  it('are those of the list that the desk describes', async () => {
    const listed: readonly string[] = LISTED;
    expect(listed).toHaveLength(13);
    for (const odd of UNLISTED) expect(listed).not.toContain(odd);
    const named = factsOf(await with_({ name: 'Rosa', veteran: true })).map(({ name }) => name);
    expect(named).toEqual(['name', 'expires_on', 'gender', 'veteran']);
  });

  it('tell a date and a number that were typed in other digits', async () => {
    const person = {
      birth_day: '۷',
      birth_month: '\u200f٣',
      birth_year: '१९९०',
      transit: true,
      transit_stock: '\ufeff０１２３',
    };
    const facts = factsOf(await with_(person));
    const textOf = (name: string) => facts.find((fact) => fact.name === name)?.text;
    expect(textOf('birth_date')).toBe('March 7, 1990');
    expect(textOf('transit_stock')).toBe('0123');
  });
});

async function with_(typed: Partial<Application['person']>): Promise<Application> {
  const desk = new FakeDesk();
  await desk.setUp({ site: 'Sulzer Library', supervisor: 'Ada Brook', passphrase: 'long enough' });
  const begun = await desk.newApplication();
  return desk.savePerson(begun.id, { ...begun.person, ...typed });
}
