// What the panel offers, by where the printing stands.
import { describe, expect, it } from 'vitest';
import type { CardStage, Print, PrintJob } from '../../desk/types';
import { isLeft, isUnderWay, offersOf, standingOf } from './offers';

function print(card: CardStage, job: Partial<PrintJob> | null = null): Print {
  const whole = { number: 1, stage: 'printing', said_by: 'printer', trouble: null, printer: 'P' };
  return {
    card,
    job: job && ({ ...whole, ...job } as PrintJob),
    printer: null,
    stock: { left: null, is_low: false },
    barred: null,
  };
}

describe('the panel', () => {
  it('offers to hand over a printed card only', () => {
    const offering = (one: Print) => offersOf(one).includes('hand_over');
    expect(offering(print('printed', { stage: 'printed' }))).toBe(true);
    for (const stage of ['sending', 'printing', 'unsure', 'failed'] as const) {
      expect(offering(print('reserved', { stage })), stage).toBe(false);
    }
    expect(offering(print('spoiled', { stage: 'spoiled' }))).toBe(false);
  });

  it('offers to print only when nothing is under way or unanswered', () => {
    const offering = (one: Print) => offersOf(one).includes('print');
    expect(offering(print('reserved'))).toBe(true);
    expect(offering(print('reserved', { stage: 'failed' }))).toBe(true);
    expect(offering(print('spoiled', { stage: 'spoiled' }))).toBe(true);
    for (const stage of ['sending', 'printing', 'unsure'] as const) {
      expect(offering(print('reserved', { stage })), stage).toBe(false);
    }
  });

  it('offers no print that would be refused, and still takes a word about the last one', () => {
    expect(offersOf({ ...print('reserved'), barred: 'lease_expired' })).toEqual([]);
    const failed = print('reserved', { stage: 'failed' });
    expect(offersOf({ ...failed, barred: 'fields_forgotten' })).toEqual(['spoiled', 'printed']);
  });

  it('offers to say that no card comes any more only where one may', () => {
    const left = { may_come: true };
    expect(offersOf(print('reserved', { stage: 'failed', ...left }))).toContain('release');
    expect(offersOf(print('spoiled', { stage: 'spoiled', ...left }))).toContain('release');
    expect(offersOf(print('reserved', { stage: 'failed' }))).not.toContain('release');
    const printed = print('printed', { stage: 'printed', ...left });
    expect(isLeft(printed), 'the card is there').toBe(false);
    expect(isUnderWay(print('spoiled', { stage: 'spoiled', ...left })), 'asked again').toBe(true);
  });

  it('asks about a file and about a printer in other words', () => {
    expect(standingOf(print('reserved', { stage: 'unsure' }))).toBe('unsure');
    expect(standingOf(print('reserved', { stage: 'unsure', printer: null }))).toBe('unsure_file');
  });

  it('says who said that it was printed', () => {
    expect(standingOf(print('printed', { stage: 'printed' }))).toBe('printed');
    const clerk = print('printed', { stage: 'printed', said_by: 'clerk' });
    expect(standingOf(clerk)).toBe('printed_clerk');
  });

  it('takes “nothing came out” against the printer’s word and against no person’s', () => {
    const offering = (one: Print) => offersOf(one).includes('nothing');
    expect(offering(print('printed', { stage: 'printed', said_by: 'printer' }))).toBe(true);
    for (const said_by of ['clerk', 'counter', null] as const) {
      expect(offering(print('printed', { stage: 'printed', said_by }))).toBe(false);
    }
    expect(offering(print('handed_over', { stage: 'printed', said_by: 'printer' }))).toBe(false);
    const printed = print('printed', { stage: 'printed' });
    const barred: Print = { ...printed, barred: 'fields_forgotten' };
    expect(offering(barred), 'the truth is taken also when no other can be made').toBe(true);
  });

  it('looks at the printer while a job is at it, and no longer', () => {
    expect(isUnderWay(print('reserved', { stage: 'sending' }))).toBe(true);
    expect(isUnderWay(print('reserved', { stage: 'printing' }))).toBe(true);
    expect(isUnderWay(print('reserved', { stage: 'unsure' }))).toBe(false);
    expect(isUnderWay(print('reserved'))).toBe(false);
  });
});
