// What a row says of its card, and whether it asks for somebody.
import { describe, expect, it } from 'vitest';
import type { ApplicationRow } from '../../desk/types';
import { asksForAPerson, cardInWords, withoutNameKey } from './rows';

const ROW: ApplicationRow = {
  id: '1',
  number: 1,
  is_readable: true,
  name: 'Rosa Delgado',
  stage: 'submitted',
  saved_at_ms: 0,
  envelope: 'accepted',
  card: 'reserved',
  print: null,
};

describe('a row', () => {
  it('says nothing of a card that nobody began to print', () => {
    expect(cardInWords(ROW)).toBeNull();
    expect(asksForAPerson(ROW)).toBe(false);
  });

  it('says that a printed card was not handed over, until it was', () => {
    const printed: ApplicationRow = { ...ROW, card: 'printed', print: 'printed' };
    expect(cardInWords(printed)).toContain('Not handed over');
    expect(cardInWords({ ...printed, stage: 'closed' })).toContain('Not handed over');
    expect(cardInWords({ ...printed, stage: 'closed', card: 'handed_over' })).toBe('Handed over');
  });

  it('says why no name is there', () => {
    expect(withoutNameKey({ ...ROW, stage: 'draft' })).toBe('home.no_name');
    expect(withoutNameKey({ ...ROW, stage: 'closed' })).toBe('home.forgotten_name');
    expect(withoutNameKey({ ...ROW, stage: 'draft', is_readable: false })).toBe('home.unreadable');
  });

  it('asks for a person where nobody knows, and where the card can be printed again', () => {
    for (const print of ['unsure', 'failed'] as const) {
      expect(asksForAPerson({ ...ROW, print }), print).toBe(true);
      expect(cardInWords({ ...ROW, print }), print).not.toBeNull();
    }
    expect(asksForAPerson({ ...ROW, print: 'printing' })).toBe(false);
    expect(asksForAPerson({ ...ROW, print: 'failed', stage: 'closed' })).toBe(false);
  });
});
