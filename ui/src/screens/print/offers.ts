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
  | 'release'
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
  if (card === 'printed') return job?.said_by === 'printer' ? 'printed' : 'printed_clerk';
  if (job?.stage === 'unsure') return job.printer === null ? 'unsure_file' : 'unsure';
  if (job && job.stage !== 'printed') return job.stage;
  return 'ready';
}

/** What starts another print. */
const STARTS: readonly Offer[] = ['print', 'dialog', 'save'];

/** What is offered, the most likely first; nothing that would be refused. */
export function offersOf(print: Print): Offer[] {
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

/** Whether the printer is still to be asked. */
export function isUnderWay(print: Print): boolean {
  return ['sending', 'printing'].includes(print.job?.stage ?? '') || isLeft(print);
}

/** Whether the printer may still make a card of what has failed or was spoiled. */
export function isLeft(print: Print): boolean {
  return ['failed', 'spoiled'].includes(standingOf(print)) && print.job?.may_come === true;
}
