// Whether the printer is still to be asked about a card.
import type { Print } from '../../desk/types';

/** Whether the printer may still make a card of what has failed or was spoiled. */
export function isLeft({ offers }: Print): boolean {
  return offers.includes('release');
}

/** Whether the printer is still to be asked. */
export function isUnderWay(print: Print): boolean {
  return print.standing === 'sending' || print.standing === 'printing' || isLeft(print);
}
