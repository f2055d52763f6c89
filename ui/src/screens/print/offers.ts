// What can be done about a card's printing, by where it stands.
import type { Print } from '../../desk/types';

/** One thing that the panel offers. */
export type Offer =
  | 'print'
  | 'dialog'
  | 'save'
  | 'cancel'
  | 'printed'
  | 'spoiled'
  | 'nothing'
  | 'reprint'
  | 'hand_over';

/** How the printing stands, in one word: the panel's sentence goes by it. */
export type Standing =
  | 'ready'
  | 'sending'
  | 'printing'
  | 'unsure'
  | 'unsure_file'
  | 'failed'
  | 'printed'
  | 'printed_clerk'
  | 'spoiled'
  | 'handed_over'
  | 'revoked';

/** Where the printing of a card stands. */
export function standingOf({ card, job }: Print): Standing {
  if (card === 'handed_over' || card === 'revoked') return card;
  if (card === 'printed') return job?.said_by === 'clerk' ? 'printed_clerk' : 'printed';
  if (job?.stage === 'unsure') return job.printer === null ? 'unsure_file' : 'unsure';
  if (job && job.stage !== 'printed') return job.stage;
  return 'ready';
}

/** What starts another print. */
const STARTS: readonly Offer[] = ['print', 'dialog', 'save'];

/** What is offered, the most likely first; nothing that would be refused. */
export function offersOf(print: Print): Offer[] {
  const offers = offersAt(standingOf(print));
  return print.barred ? offers.filter((offer) => !STARTS.includes(offer)) : offers;
}

function offersAt(standing: Standing): Offer[] {
  switch (standing) {
    case 'ready':
    case 'spoiled':
      return [...STARTS];
    case 'failed':
      return [...STARTS, 'spoiled', 'printed'];
    case 'printing':
      return ['cancel', 'printed', 'spoiled'];
    case 'unsure':
    case 'unsure_file':
      return ['printed', 'spoiled', 'nothing'];
    case 'printed':
    case 'printed_clerk':
      return ['hand_over', 'reprint'];
    case 'sending':
    case 'handed_over':
    case 'revoked':
      return [];
  }
}

/** Whether the printer is still to be asked. */
export function isUnderWay({ job }: Print): boolean {
  return job?.stage === 'sending' || job?.stage === 'printing';
}
