// Every sentence that the window says, in the operator's language.
//
// No screen holds a sentence of its own; numbers and names come in through placeholders.
import en from './en.json';
import es from './es.json';

/** The name of a sentence. */
export type Key = keyof typeof en;
type StemOf<K extends string> = K extends `${infer Stem}.other` ? Stem : never;
/** The name of a sentence that depends on a count. */
export type CountKey = StemOf<Key>;
/** What stands in the place of the placeholders. */
export type Params = Record<string, string | number>;

/** The operator's languages, each with its own name. */
export const LANGUAGES = { en: 'English', es: 'Español' } as const;
/** One of the operator's languages. */
export type Language = keyof typeof LANGUAGES;

const CATALOGUES: Record<Language, Record<Key, string>> = { en, es };
const STORED_AS = 'keyway.language';

class Speech {
  language = $state<Language>(remembered());
}

const speech = new Speech();

/** The operator's language. */
export function language(): Language {
  return speech.language;
}

/** Changes the operator's language and remembers it on this machine. */
export function setLanguage(wanted: Language): void {
  speech.language = wanted;
  globalThis.localStorage?.setItem(STORED_AS, wanted);
}

/** Whether there is a sentence of this name. */
export function isKey(text: string): text is Key {
  return text in en;
}

/** The sentence `key`. */
export function say(key: Key, params: Params = {}): string {
  return fill(CATALOGUES[speech.language][key], params);
}

/** The sentence `stem` for `count` things. */
export function sayCount(stem: CountKey, count: number, params: Params = {}): string {
  const isOne = new Intl.PluralRules(speech.language).select(count) === 'one';
  const key = `${stem}.${isOne ? 'one' : 'other'}` as Key;
  return say(key, { count: new Intl.NumberFormat(speech.language).format(count), ...params });
}

function fill(sentence: string, params: Params): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
}

function remembered(): Language {
  const stored = globalThis.localStorage?.getItem(STORED_AS) ?? '';
  return stored in LANGUAGES ? (stored as Language) : 'en';
}
