// Which list a row belongs to, and what it says.
import type { ApplicationRow } from '../../desk/types';
import { say } from '../../words/words.svelte';

/** Whether somebody still has to work on it. */
export function isHalfWay({ stage }: ApplicationRow): boolean {
  return ['draft', 'ready', 'confirmed', 'returned'].includes(stage);
}

/** Whether it is on its way or there. */
export function isSubmitted({ stage }: ApplicationRow): boolean {
  return ['submitted', 'approved', 'closed'].includes(stage);
}

/** Where it stands: its envelope once it has one. */
export function stateInWords(row: ApplicationRow): string {
  return row.envelope ? say(`envelope.${row.envelope}`) : say(`stage.${row.stage}`);
}
