// The sentences of the page, by language. Both catalogues have the same keys.
import en from './words/en.json';
import es from './words/es.json';

export type Key = keyof typeof en;
export type Language = 'en' | 'es';

export const LANGUAGES: { id: Language; name: string }[] = [
  { id: 'en', name: 'English' },
  { id: 'es', name: 'Español' },
];

const CATALOGUES: Record<Language, Record<Key, string>> = { en, es };

/** The language that the browser prefers among those that there are. */
export function preferred(): Language {
  return navigator.language.toLowerCase().startsWith('es') ? 'es' : 'en';
}

export function say(language: Language, key: Key, figures: Record<string, number> = {}): string {
  const sentence = CATALOGUES[language][key];
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => String(figures[name] ?? ''));
}

/** The day here, `YYYY-MM-DD`. */
export function today(now: Date): string {
  const two = (figure: number) => String(figure).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** A date `YYYY-MM-DD` as every card shows it, in any language of this page. */
export function asOnCard(date: string): string {
  const [year, month, day] = date.split('-').map(Number);
  return `${MONTHS[(month ?? 1) - 1] ?? ''} ${day ?? ''}, ${year ?? ''}`;
}
