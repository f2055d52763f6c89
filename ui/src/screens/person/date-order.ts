// In which order people in the operator's language write a date.
import { language } from '../../words/words.svelte';

/** The parts of a date. */
export type DatePart = 'month' | 'day' | 'year';

/** Month first in the English of the United States, day first in Spanish. */
export function dateOrder(): readonly DatePart[] {
  return language() === 'en' ? ['month', 'day', 'year'] : ['day', 'month', 'year'];
}

/** A date of birth as it is typed, in the order of the fields. */
export function exampleDate(): string {
  const example = { month: '11', day: '23', year: '1984' };
  return dateOrder()
    .map((part) => example[part])
    .join(' ');
}
