// The line is said in words, and never as an alarm.
import { afterEach, describe, expect, it } from 'vitest';
import type { Line } from '../../desk/types';
import { setLanguage } from '../../words/words.svelte';
import { clockInWords, lineInWords, quarantineInWords } from './line-words';

const OFFLINE: Line = {
  state: 'offline',
  waiting: 14,
  quarantined: 0,
  accepted: 3,
  last_contact_ms: null,
  to_answer: 0,
  stock: { left: null, is_low: false },
  day: '2026-03-02',
  clock_ahead_ms: null,
  is_overdue: false,
};

afterEach(() => setLanguage('en'));

describe('the line in words', () => {
  it('counts what is safe on the counter while it is offline', () => {
    const words = 'Offline. 14 safe on this counter, will be sent when the line is back.';
    expect(lineInWords(OFFLINE)).toBe(words);
  });

  it('says one as one, and nothing as nothing', () => {
    expect(lineInWords({ ...OFFLINE, waiting: 1 })).toContain('1 safe on this counter');
    expect(lineInWords({ ...OFFLINE, waiting: 0 })).toBe('Offline. Nothing is waiting to be sent.');
  });

  it('follows the operator’s language at once', () => {
    setLanguage('es');
    expect(lineInWords({ ...OFFLINE, state: 'online', waiting: 0 })).toContain('En línea.');
  });

  it('tells which way the clock is wrong and by how much, and nothing while it is right', () => {
    const HOUR = 3_600_000;
    expect(clockInWords(OFFLINE)).toBeNull();
    expect(clockInWords({ ...OFFLINE, clock_ahead_ms: 48 * HOUR })).toContain('2 days ahead');
    expect(clockInWords({ ...OFFLINE, clock_ahead_ms: -3 * HOUR })).toContain('3 hours behind');
    expect(clockInWords({ ...OFFLINE, clock_ahead_ms: HOUR / 10 })).toContain('6 minutes ahead');
  });

  it('says what the line refuses, and never that it is offline', () => {
    const states = ['too_large', 'revoked', 'numbers_refused', 'server_failing'] as const;
    for (const language of ['en', 'es'] as const) {
      setLanguage(language);
      for (const state of [...states, 'counter_failing'] as const) {
        const words = [0, 1, 7].map((waiting) => lineInWords({ ...OFFLINE, state, waiting }));
        for (const sentence of words) expect(sentence).not.toMatch(/Offline|Sin conexión/);
        expect(words[2]).toContain('7');
      }
    }
    setLanguage('en');
    const words = lineInWords({ ...OFFLINE, state: 'too_large', waiting: 2 });
    expect(words).toContain('The line refuses large messages. 2 safe on this counter.');
  });

  it('speaks of what was set aside only where there is something', () => {
    expect(quarantineInWords(OFFLINE)).toBeNull();
    expect(quarantineInWords({ ...OFFLINE, quarantined: 2 })).toContain('2 were set aside');
  });
});
