// How the printing of a card stands and what can be done about it, as the real desk answers.
import type { Offer, Print, Standing } from '../types';

/** What a print is told by. */
type Told = Pick<Print, 'card' | 'job' | 'barred'>;

/** A print with its standing and its offers. */
export function withOffers<T extends Told>(told: T): T & Pick<Print, 'standing' | 'offers'> {
  return { ...told, standing: standingOf(told), offers: offersOf(told) };
}

/** Where the printing of a card stands. */
function standingOf({ card, job }: Told): Standing {
  if (card === 'handed_over' || card === 'revoked') return card;
  if (card === 'printed') return job?.said_by === 'printer' ? 'printed' : 'printed_clerk';
  if (job?.stage === 'unsure') return job.printer === null ? 'unsure_file' : 'unsure';
  if (job && job.stage !== 'printed') return job.stage;
  return 'ready';
}

/** What starts another print. */
const STARTS: readonly Offer[] = ['print', 'dialog', 'save'];

/** What is offered, the most likely first; nothing that would be refused. */
function offersOf(print: Told): Offer[] {
  const offers = offersAt(standingOf(print), isLeft(print));
  return print.barred ? offers.filter((offer) => !STARTS.includes(offer)) : offers;
}

function offersAt(standing: Standing, mayCome: boolean): Offer[] {
  const release: Offer[] = mayCome ? ['release'] : [];
  switch (standing) {
    case 'ready':
      return [...STARTS];
    case 'spoiled':
      return [...STARTS, ...release];
    case 'failed':
      return [...STARTS, 'spoiled', 'printed', ...release];
    case 'printing':
      return ['cancel', 'printed', 'spoiled'];
    case 'unsure':
    case 'unsure_file':
      return ['printed', 'spoiled', 'nothing'];
    case 'printed':
      // It is the printer's word alone.
      return ['hand_over', 'nothing', 'reprint'];
    case 'printed_clerk':
      return ['hand_over', 'reprint'];
    case 'sending':
    case 'handed_over':
    case 'revoked':
      return [];
  }
}

/** Whether the printer may still make a card of what has failed or was spoiled. */
function isLeft(print: Told): boolean {
  return ['failed', 'spoiled'].includes(standingOf(print)) && print.job?.may_come === true;
}
