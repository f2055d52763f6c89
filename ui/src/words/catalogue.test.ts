// The catalogues agree, and say something about everything the desk may answer.
import { describe, expect, it } from 'vitest';
import { UNLISTED } from '../desk/fields';
import types from '../desk/types.ts?raw';
import en from './en.json';
import es from './es.json';
import { saveReasonInWords } from './failure-words';

const CATALOGUES: [string, Record<string, string>][] = [
  ['en', en],
  ['es', es],
];

type Keys = (word: string) => string[];

/** The sentences of each word, by its type. */
const SAID: Record<string, Keys> = {
  Advice: (word) => [`advice.${word}`],
  CardField: (word) => (UNLISTED.some((field) => field === word) ? [] : [`card.fact_${word}`]),
  CardStage: (word) => [`print.is_${word === 'reserved' ? 'ready' : word}`],
  Check: (word) => [`check.${word}`],
  Code: (word) => [`code.${word}`],
  EnvelopeStage: (word) => [`envelope.${word}`, `card.receipt_${word}`],
  Field: (word) => [`field.${word}`, `fate.${word}`],
  Gender: (word) => [`person.gender_${word}`],
  Group: (word) => [`documents.${word}`],
  LineState: (word) => ['none', 'one', 'other'].map((n) => `line.${word}.${n}`),
  Measure: (word) => [`measure.${word}`],
  NoticeCode: (word) => [`notice.${word}`, `notice.${word}_at`],
  // Printing and handing over are large moves of the step.
  Offer: (word) => [
    ['print', 'hand_over'].includes(word) ? `card.${word}` : `print.do_${word}`,
  ],
  // Of a picture in good light there is nothing to say.
  PhotoLight: (word) => (word === 'good' ? [] : [`photo.light_${word}`]),
  PrintStage: (word) => [`print.is_${word}`],
  Retention: (word) => [`kept.${word}`],
  SheetKind: (word) => [`sheets.${word}`],
  Standing: (word) => [`print.is_${word}`],
  Stage: (word) => [`stage.${word}`],
  Trouble: (word) => [`trouble.${word}`],
  Turn: (word) => [`photo.turn_${word}`, `photo.turned_${word}`],
  Wrong: (word) => [`wrong.${word}`],
};

/** The types whose words nobody reads: they decide what is shown or asked. */
const UNSAID: readonly string[] = ['Door', 'Role', 'SaidBy', 'Shows', 'Which'];

/** The words of every type of words that Rust generated. */
function wordsByType(source: string): Map<string, string[]> {
  const bare = source.replace(/\/\*[^]*?\*\//g, '');
  const found = bare.matchAll(/export type (\w+) = ((?:[\s|]*"[^"]+")+);/g);
  const wordsOf = (body = '') => [...body.matchAll(/"([^"]+)"/g)].map(([, word]) => word ?? '');
  return new Map([...found].map(([, type, body]) => [type ?? '', wordsOf(body)]));
}

/** The types of words that nobody has said what to do with, and those that are gone. */
function unplaced(source: string): string[] {
  const placed = [...Object.keys(SAID), ...UNSAID];
  const there = [...wordsByType(source).keys()];
  const isOdd = (type: string) => placed.includes(type) !== there.includes(type);
  return [...new Set([...there, ...placed])].filter(isOdd);
}

/** The sentences that the words of `type` lack. */
function missing(type: string, source: string): string[] {
  const keys = (wordsByType(source).get(type) ?? []).flatMap((word) => SAID[type]?.(word) ?? []);
  return keys.filter((key) => !(key in en));
}

function placeholders(sentence: string): string[] {
  return [...sentence.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '').sort();
}

describe('the catalogues', () => {
  it('have the same keys', () => {
    expect(Object.keys(es).sort()).toEqual(Object.keys(en).sort());
  });

  it.each(Object.keys(en))('use the same placeholders in %s', (key) => {
    const used = CATALOGUES.map(([, catalogue]) => placeholders(catalogue[key] ?? ''));
    expect(used[1]).toEqual(used[0]);
  });

  it('leave no sentence empty', () => {
    for (const [, catalogue] of CATALOGUES) {
      for (const [key, sentence] of Object.entries(catalogue)) {
        expect(sentence.trim(), key).not.toBe('');
      }
    }
  });
});

describe('every word of the desk has a sentence', () => {
  it.each(Object.keys(SAID))('of the type %s', (type) => {
    expect(missing(type, types)).toEqual([]);
  });

  it('or is of a type whose words nobody reads', () => {
    expect(unplaced(types)).toEqual([]);
  });

  it.each(Object.keys(SAID))('which a new word of the type %s has not', (type) => {
    const more = types.replace(`export type ${type} = `, '$&"unheard_of" | ');
    const lacking = missing(type, more);
    expect(lacking).not.toEqual([]);
    expect(lacking).toEqual(SAID[type]?.('unheard_of'));
  });

  it('which a new type has not, nor one that is gone', () => {
    const mood = 'export type Mood = "glad" | "sad";';
    expect(unplaced(`${types}\n/** How it feels. */\n${mood}\n`)).toEqual(['Mood']);
    expect(unplaced(types.replace('export type Advice =', 'type Advice ='))).toEqual(['Advice']);
  });
});

describe('what is said of keeping', () => {
  it('names the central server, which forgets nothing yet, and no end that no code brings', () => {
    for (const [language, catalogue] of CATALOGUES) {
      for (const kept of ['kept.until-issued', 'kept.register']) {
        expect(catalogue[kept], language).toMatch(/central server|servidor central/);
      }
      expect(catalogue['kept.until-issued'], language).toMatch(/no end date yet|aún sin fecha/);
      expect(catalogue['kept.counter-only'], language).not.toMatch(/serv/);
    }
  });
});

describe('why a save was refused', () => {
  const REFUSALS = [
    'crop_outside',
    'signature_too_little',
    'signature_too_much',
    'no_such_reason',
  ] as const;

  it.each(REFUSALS)('is said of %s in its own words', (code) => {
    expect(saveReasonInWords({ code, detail: {} })).not.toBe(en['save.reason.other']);
  });

  it('is said of nothing that the desk does not answer', () => {
    const reasons = Object.keys(en).filter((key) => key.startsWith('save.reason.'));
    const said = reasons.map((key) => key.slice('save.reason.'.length));
    const codes = [...(wordsByType(types).get('Code') ?? []), 'other'];
    expect(said.filter((word) => !codes.includes(word))).toEqual([]);
  });
});
