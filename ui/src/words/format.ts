// Dates, times and names of languages, as people in the operator's language write them.
import { language, say, sayCount } from './words.svelte';

/** Dates are written as in the United States, in either language. */
function locale(): string {
  return `${language()}-US`;
}

/** A day `YYYY-MM-DD` in words. */
export function dayInWords(day: string): string {
  const format = new Intl.DateTimeFormat(locale(), { dateStyle: 'full', timeZone: 'UTC' });
  return format.format(new Date(`${day}T00:00:00Z`));
}

/** A day `YYYY-MM-DD` with the month as a word, for a date that must not be misread. */
export function dateInWords(day: string): string {
  const format = new Intl.DateTimeFormat(locale(), { dateStyle: 'long', timeZone: 'UTC' });
  return format.format(new Date(`${day}T00:00:00Z`));
}

/** The hour and minute of a moment. */
export function timeOfDay(atMs: number): string {
  return new Intl.DateTimeFormat(locale(), { timeStyle: 'short' }).format(new Date(atMs));
}

/** A wait in words: seconds under a minute, then minutes, then hours, never too short. */
export function waitInWords(seconds: number): string {
  if (seconds < 60) return sayCount('time.seconds', Math.max(1, Math.ceil(seconds)));
  if (seconds < 3600) return sayCount('time.minutes', Math.ceil(seconds / 60));
  return sayCount('time.hours', Math.ceil(seconds / 3600));
}

/** About how long: whole minutes, hours or days. */
export function spanInWords(seconds: number): string {
  if (seconds < 2 * 3600) return sayCount('time.minutes', Math.round(seconds / 60));
  if (seconds < 48 * 3600) return sayCount('time.hours', Math.round(seconds / 3600));
  return sayCount('time.days', Math.round(seconds / 86_400));
}

/** A language's own name, followed by its name in the operator's language. */
export function languageName(tag: string): string {
  const own = nameOf(tag, tag);
  const here = nameOf(tag, language());
  return own.toLowerCase() === here.toLowerCase() ? own : `${own} (${here})`;
}

/** Several words as one list. */
export function listInWords(words: readonly string[]): string {
  return new Intl.ListFormat(language(), { type: 'disjunction' }).format(words);
}

/** An age band of the policy; a band that nobody named is shown by its id. */
export function bandInWords(band: string): string {
  switch (band) {
    case 'child':
    case 'young':
    case 'adult':
    case 'senior':
      return say(`band.${band}`);
    default:
      return band;
  }
}

function nameOf(tag: string, inLanguage: string): string {
  const name = new Intl.DisplayNames([inLanguage], { type: 'language' }).of(tag) ?? tag;
  return name.charAt(0).toLocaleUpperCase(inLanguage) + name.slice(1);
}
