// Which list a row belongs to, and what it says.
import type { ApplicationRow } from '../../desk/types';
import { say, type Key } from '../../words/words.svelte';

/** Whether somebody still has to work on it. */
export function isHalfWay({ stage }: ApplicationRow): boolean {
  return ['draft', 'ready', 'confirmed', 'returned'].includes(stage);
}

/** Whether it is on its way or there. */
export function isSubmitted({ stage }: ApplicationRow): boolean {
  return ['submitted', 'approved', 'closed'].includes(stage);
}

/** What stands in the place of a name that is not there. */
export function withoutNameKey(row: ApplicationRow): Key {
  if (!row.is_readable) return 'home.unreadable';
  return isHalfWay(row) ? 'home.no_name' : 'home.forgotten_name';
}

/** Where it stands: its envelope once it has one. */
export function stateInWords(row: ApplicationRow): string {
  return row.envelope ? say(`envelope.${row.envelope}`) : say(`stage.${row.stage}`);
}

/** Where its card stands, once somebody began to print it; none before. */
export function cardInWords({ stage, card, print }: ApplicationRow): string | null {
  if (card === 'printed' || card === 'handed_over' || card === 'revoked') {
    return say(`home.card_${card}`);
  }
  if (print === 'sending' || print === 'printing') return say('home.card_printing');
  if (print === 'unsure') return say('home.card_unsure');
  // What the day's end has destroyed can't be printed any more.
  if (stage === 'closed' || (print !== 'failed' && print !== 'spoiled')) return null;
  return say(`home.card_${print}`);
}

/** Whether a person must say what became of its card, or print it again. */
export function asksForAPerson({ stage, card, print }: ApplicationRow): boolean {
  if (print === 'unsure') return true;
  return print === 'failed' && card === 'reserved' && stage !== 'closed';
}
