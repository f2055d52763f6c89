// The three moves open one after the other.
import { describe, expect, it } from 'vitest';
import { fresh, show } from '../../desk/fake/dossier';
import type { EnvelopeStage, Stage } from '../../desk/types';
import { movesOf } from './moves';

function states(stage: Stage, envelope: EnvelopeStage | null = null) {
  const moves = movesOf({ ...show(fresh(1)), stage, envelope }, null);
  return [moves.confirm.state, moves.submit.state, moves.next.state];
}

describe('the moves', () => {
  it('open in their order', () => {
    expect(states('ready')).toEqual(['open', 'later', 'later']);
    expect(states('confirmed')).toEqual(['done', 'open', 'later']);
    expect(states('submitted', 'waiting')).toEqual(['done', 'done', 'open']);
  });

  it('say where the envelope stands once it is submitted', () => {
    const application = { ...show(fresh(1)), stage: 'submitted' as const };
    const where = movesOf({ ...application, envelope: 'accepted' }, null).submit.where;
    expect(where).toBe('Received by the server');
  });
});
