// The catalogues agree, and say something about everything the desk may answer.
import { describe, expect, it } from 'vitest';
import types from '../desk/types.ts?raw';
import en from './en.json';
import es from './es.json';
import { saveReasonInWords } from './failure-words';

const CATALOGUES: [string, Record<string, string>][] = [
  ['en', en],
  ['es', es],
];

/** The words of a type that Rust generated. */
function wordsOf(type: string): string[] {
  const bare = types.replace(/\/\*[^]*?\*\//g, '');
  const body = new RegExp(`export type ${type} = ([^;]+);`).exec(bare)?.[1] ?? '';
  return [...body.matchAll(/"([^"]+)"/g)].map((match) => match[1] ?? '');
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
  it.each([
    ['Code', (word: string) => [`code.${word}`]],
    ['Wrong', (word: string) => [`wrong.${word}`]],
    ['NoticeCode', (word: string) => [`notice.${word}`, `notice.${word}_at`]],
    ['LineState', (word: string) => ['none', 'one', 'other'].map((n) => `line.${word}.${n}`)],
    ['Measure', (word: string) => [`measure.${word}`]],
    ['Retention', (word: string) => [`kept.${word}`]],
    ['Field', (word: string) => [`field.${word}`, `fate.${word}`]],
    ['Stage', (word: string) => [`stage.${word}`]],
    ['EnvelopeStage', (word: string) => [`envelope.${word}`, `card.receipt_${word}`]],
    ['Trouble', (word: string) => [`trouble.${word}`]],
    ['Group', (word: string) => [`documents.${word}`]],
    ['Check', (word: string) => [`check.${word}`]],
    ['Advice', (word: string) => [`advice.${word}`]],
  ] as const)('of the type %s', (type, keysOf) => {
    const words = wordsOf(type);
    expect(words.length, 'the type was found').toBeGreaterThan(0);
    for (const key of words.flatMap(keysOf)) expect(en).toHaveProperty([key]);
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
});
