// Each measured value is shown in its own unit, beside what was wanted.
import { describe, expect, it } from 'vitest';
import type { Check, Finding } from '../../../desk/types';
import { measureInWords } from './measure';

function finding(check: Check, value: number, min: number | null, max: number | null): Finding {
  return { check, value, min, max, advice: null };
}

describe('a measured value', () => {
  it.each([
    [finding('faces', 0, 1, 1), 'measured 0, wanted 1'],
    [finding('head_size', 0.583, 0.6, 0.75), 'measured 58%, wanted 60% to 75%'],
    [finding('level', 11.46, null, 5), 'measured 11.5°, wanted at most 5°'],
    [finding('sharpness', 21.43, 30, null), 'measured 21.4, wanted at least 30'],
    [finding('clipping', 0.004, null, 0.05), 'measured 0.4%, wanted at most 5%'],
    [finding('resolution', 180, 240, null), 'measured 180 pixels, wanted at least 240 pixels'],
    [finding('frontal', 0.0814, null, null), 'measured 8.1%'],
  ])('%o', (found, words) => {
    expect(measureInWords(found)).toBe(words);
  });
});
