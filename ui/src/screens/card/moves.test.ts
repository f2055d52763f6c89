// The four moves open one after the other.
import { describe, expect, it } from 'vitest';
import { fresh, show } from '../../desk/fake/dossier';
import { withOffers } from '../../desk/fake/standing';
import type { Print, Stage } from '../../desk/types';
import { movesOf } from './moves';

function states(stage: Stage, print: Partial<Print> = {}) {
  const application = { ...show(fresh(1)), stage, envelope: null };
  const moves = movesOf(application, null, withOffers({ ...PRINT, ...print }));
  const { confirm, submit, print: printing, handOver } = moves;
  return [confirm, submit, printing, handOver].map(({ state }) => state);
}

const PRINT = {
  card: 'reserved' as const,
  job: null,
  printer: { uri: 'ipp://p/ipp/print', name: 'P' },
  stock: { left: null, is_low: false },
  barred: null,
};

describe('the moves', () => {
  it('open in their order', () => {
    expect(states('ready')).toEqual(['open', 'later', 'later', 'later']);
    expect(states('confirmed')).toEqual(['done', 'open', 'later', 'later']);
    expect(states('submitted')).toEqual(['done', 'done', 'open', 'later']);
    expect(states('submitted', { card: 'printed' })).toEqual(['done', 'done', 'done', 'open']);
    expect(states('closed', { card: 'handed_over' })).toEqual(['done', 'done', 'done', 'done']);
  });

  it('print nothing that would be refused, nor while a job is under way', () => {
    expect(states('submitted', { barred: 'lease_expired' })[2]).toBe('later');
    const told = { said_by: null, trouble: null, may_come: false };
    const job = { number: 1, ...told, printer: 'P', file: null };
    expect(states('submitted', { job: { ...job, stage: 'printing' } })[2]).toBe('later');
    expect(states('submitted', { job: { ...job, stage: 'unsure' } })[2], 'asks').toBe('open');
  });

  it('say where the envelope stands once it is submitted', () => {
    const application = { ...show(fresh(1)), stage: 'submitted' as const };
    const where = movesOf({ ...application, envelope: 'accepted' }, null, null).submit.where;
    expect(where).toBe('Received by the server');
  });
});
