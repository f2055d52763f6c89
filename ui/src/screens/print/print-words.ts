// Sentences about printing that depend on words of the desk or of the policy.
import type { Print, StockState } from '../../desk/types';
import { failureInWords } from '../../words/failure-words';
import { isKey, say, sayCount } from '../../words/words.svelte';
import { isLeft } from './under-way';

/** How the printing stands, in one sentence. */
export function standingInWords(print: Print): string {
  return say(`print.is_${print.standing}`, { printer: print.job?.printer ?? '' });
}

/** Why the card can't be printed now; empty when it can. */
export function barInWords({ barred }: Print): string {
  if (barred === null) return '';
  // Nothing else of a submitted application forbids it than that its day was closed.
  if (barred === 'not_allowed_now') return say('print.day_is_over');
  return failureInWords({ code: barred, detail: {} });
}

/** What keeps the job from going on, or has ended it; empty when nothing does. */
export function troubleInWords(print: Print): string {
  if (isLeft(print)) return say('print.may_come', { printer: print.job?.printer ?? '' });
  const trouble = print.card === 'printed' ? null : (print.job?.trouble ?? null);
  return trouble === null ? '' : say(`trouble.${trouble}`);
}

/** A reason of the policy's as words; one that this window does not know, as it is. */
export function reasonInWords(word: string): string {
  const key = `reason.${word}`;
  return isKey(key) ? say(key) : word.replaceAll('_', ' ');
}

/** How many blanks are left. */
export function stockInWords({ left, is_low }: StockState): string {
  if (left === null) return say('stock.unknown');
  if (left <= 0) return say('stock.none', { count: left });
  return sayCount(is_low ? 'stock.low' : 'stock.left', left);
}
