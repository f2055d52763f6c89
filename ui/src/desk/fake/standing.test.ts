// What the in-memory desk offers, by where the printing stands: as the real one does.
import { describe, expect, it } from 'vitest';
import { isLeft, isUnderWay } from '../../screens/print/under-way';
import type { CardStage, Code, Print, PrintJob } from '../types';
import { withOffers } from './standing';

function print(
  card: CardStage,
  job: Partial<PrintJob> | null = null,
  barred: Code | null = null,
): Print {
  const whole = { number: 1, stage: 'printing', said_by: 'printer', trouble: null, printer: 'P' };
  return withOffers({
    card,
    job: job && ({ ...whole, ...job } as PrintJob),
    printer: null,
    stock: { left: null, is_low: false },
    barred,
  });
}

describe('the panel', () => {
  it('offers to hand over a printed card only', () => {
    const offering = (one: Print) => one.offers.includes('hand_over');
    expect(offering(print('printed', { stage: 'printed' }))).toBe(true);
    for (const stage of ['sending', 'printing', 'unsure', 'failed'] as const) {
      expect(offering(print('reserved', { stage })), stage).toBe(false);
    }
    expect(offering(print('spoiled', { stage: 'spoiled' }))).toBe(false);
  });

  it('offers to print only when nothing is under way or unanswered', () => {
    const offering = (one: Print) => one.offers.includes('print');
    expect(offering(print('reserved'))).toBe(true);
    expect(offering(print('reserved', { stage: 'failed' }))).toBe(true);
    expect(offering(print('spoiled', { stage: 'spoiled' }))).toBe(true);
    for (const stage of ['sending', 'printing', 'unsure'] as const) {
      expect(offering(print('reserved', { stage })), stage).toBe(false);
    }
  });

  it('offers no print that would be refused, and still takes a word about the last one', () => {
    expect(print('reserved', null, 'lease_expired').offers).toEqual([]);
    const failed = print('reserved', { stage: 'failed' }, 'fields_forgotten');
    expect(failed.offers).toEqual(['spoiled', 'printed']);
  });

  it('offers to say that no card comes any more only where one may', () => {
    const left = { may_come: true };
    expect(print('reserved', { stage: 'failed', ...left }).offers).toContain('release');
    expect(print('spoiled', { stage: 'spoiled', ...left }).offers).toContain('release');
    expect(print('reserved', { stage: 'failed' }).offers).not.toContain('release');
    const printed = print('printed', { stage: 'printed', ...left });
    expect(isLeft(printed), 'the card is there').toBe(false);
    expect(isUnderWay(print('spoiled', { stage: 'spoiled', ...left })), 'asked again').toBe(true);
  });

  it('asks about a file and about a printer in other words', () => {
    expect(print('reserved', { stage: 'unsure' }).standing).toBe('unsure');
    expect(print('reserved', { stage: 'unsure', printer: null }).standing).toBe('unsure_file');
  });

  it('says who said that it was printed', () => {
    expect(print('printed', { stage: 'printed' }).standing).toBe('printed');
    const clerk = print('printed', { stage: 'printed', said_by: 'clerk' });
    expect(clerk.standing).toBe('printed_clerk');
  });

  it('takes “nothing came out” against the printer’s word and against no person’s', () => {
    const offering = (one: Print) => one.offers.includes('nothing');
    expect(offering(print('printed', { stage: 'printed', said_by: 'printer' }))).toBe(true);
    for (const said_by of ['clerk', 'counter', null] as const) {
      expect(offering(print('printed', { stage: 'printed', said_by }))).toBe(false);
    }
    expect(offering(print('handed_over', { stage: 'printed', said_by: 'printer' }))).toBe(false);
    const barred = print('printed', { stage: 'printed' }, 'fields_forgotten');
    expect(offering(barred), 'the truth is taken also when no other can be made').toBe(true);
  });

  it('looks at the printer while a job is at it, and no longer', () => {
    expect(isUnderWay(print('reserved', { stage: 'sending' }))).toBe(true);
    expect(isUnderWay(print('reserved', { stage: 'printing' }))).toBe(true);
    expect(isUnderWay(print('reserved', { stage: 'unsure' }))).toBe(false);
    expect(isUnderWay(print('reserved'))).toBe(false);
  });
});
