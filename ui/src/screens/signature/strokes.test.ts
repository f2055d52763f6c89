// Strokes: what a pointer becomes, and what its ink looks like.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dotOf, inkIn, isNew, outlineOf, PAD, type Dot } from './strokes';

const PLACE = { left: 100, top: 50, width: 600 };

function at(clientX: number, clientY: number, pressure = 0.5, pointerType = 'mouse') {
  return dotOf({ clientX, clientY, pressure, pointerType }, PLACE);
}

describe('a dot', () => {
  it('is the same on a pad of any size', () => {
    const half = { left: 0, top: 0, width: 300 };
    const small = dotOf({ clientX: 150, clientY: 60, pressure: 1, pointerType: 'pen' }, half);
    expect(at(400, 170, 1, 'pen')).toEqual(small);
    expect(small).toEqual([5000, 2000, 255]);
  });

  it('has the pen’s own pressure, and an even one where none is felt', () => {
    expect(at(400, 100, 0.2, 'pen')[2]).toBe(51);
    expect(at(400, 100, 0, 'pen')[2]).toBe(0);
    expect(at(400, 100, 0, 'touch')[2]).toBe(128);
  });

  it('lies on the pad, in whole numbers, wherever the pointer went', () => {
    const any = fc.double({ noNaN: false });
    fc.assert(
      fc.property(any, any, any, fc.double({ min: 0, max: 4000 }), (x, y, pressure, width) => {
        const place = { left: 0, top: 0, width };
        const touch = { clientX: x, clientY: y, pressure, pointerType: 'pen' };
        dotOf(touch, place).forEach((value, part) => {
          expect(Number.isInteger(value)).toBe(true);
          expect(value).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThanOrEqual([PAD.width, PAD.height, 255][part] ?? 0);
        });
      }),
    );
  });

  it('that lies on the last one is not kept', () => {
    expect(isNew([5, 5, 9], [[0, 0, 9]])).toBe(false);
    expect(isNew([0, 40, 9], [[0, 0, 9]])).toBe(true);
    expect(isNew([0, 0, 9], [])).toBe(true);
  });
});

describe('the ink', () => {
  it('is as long as its strokes, without the ways between them', () => {
    expect(inkIn([[[0, 0, 9], [30, 40, 9]], [[900, 900, 9]]])).toBe(50);
  });

  it('is a closed outline of plain numbers for any stroke', () => {
    const dot = fc.tuple(
      fc.integer({ min: 0, max: PAD.width }),
      fc.integer({ min: 0, max: PAD.height }),
      fc.integer({ min: 0, max: 255 }),
    );
    fc.assert(
      fc.property(fc.array(dot, { minLength: 1, maxLength: 60 }), (dots) => {
        expect(outlineOf(dots as Dot[])).toMatch(/^M-?\d+ -?\d+Q[-\d ]+Z$/);
      }),
    );
  });

  it('is wider where the pen pressed harder', () => {
    const height = (pressure: number) => {
      const line = outlineOf(Array.from({ length: 20 }, (_, n): Dot => [n * 100, 500, pressure]));
      const all = [...line.matchAll(/-?\d+ (-?\d+)/g)].map((match) => Number(match[1]));
      return Math.max(...all) - Math.min(...all);
    };
    expect(height(240)).toBeGreaterThan(height(40));
  });
});
