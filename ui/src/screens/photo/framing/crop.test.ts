// The frame never leaves the picture, whatever is done to it.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Crop } from '../../../desk/types';
import { boundsOf, heightOf, inside, LIMIT_TURN_DEGREES, moved, scaled } from './crop';
import { slid, slidersOf, turned, type Bounds, type FrameRules, type Sliders } from './crop';
import { cornerOf, CORNERS, pulled, swung } from './handles';

const RULES: FrameRules = {
  min_width_px: 240,
  min_height_px: 300,
  card_width_px: 600,
  card_height_px: 750,
};
const SMALL = 1e-9;
const SLIDERS: readonly (keyof Sliders)[] = ['size', 'across', 'down', 'turn'];

const pictures = fc.record({
  width: fc.integer({ min: 240, max: 6000 }),
  height: fc.integer({ min: 300, max: 6000 }),
});
const part = fc.double({ min: -2, max: 2, noNaN: true });
const degrees = fc.double({ min: -30, max: 30, noNaN: true });
const crops = fc.record({ left: part, top: part, width: part, turn_degrees: degrees });
const spots = fc.record({ x: part, y: part });

function expectLegal(crop: Crop, bounds: Bounds) {
  for (const corner of CORNERS) {
    const { x, y } = cornerOf(crop, corner, bounds);
    expect(Math.min(x, y)).toBeGreaterThanOrEqual(-SMALL);
    expect(x).toBeLessThanOrEqual(1 + SMALL);
    expect(y).toBeLessThanOrEqual(bounds.pictureTall + SMALL);
  }
  expect(crop.width).toBeGreaterThanOrEqual(bounds.leastWidth - SMALL);
  expect(Math.abs(crop.turn_degrees)).toBeLessThanOrEqual(LIMIT_TURN_DEGREES);
}

describe('the frame', () => {
  it('has the shape of the card in pixels', () => {
    const picture = { width: 1000, height: 500 };
    const bounds = boundsOf(picture, RULES);
    const crop = inside({ left: 0.3, top: 0, width: 0.4, turn_degrees: 0 }, bounds);
    const pixels = [crop.width * picture.width, heightOf(crop, bounds) * picture.height];
    expect(pixels[0]).toBeCloseTo(400);
    expect(pixels[1]).toBeCloseTo(500);
  });

  it('has all its turned corners in the picture and its least detail, whatever is done', () => {
    fc.assert(
      fc.property(pictures, crops, part, part, degrees, (picture, crop, right, down, turn) => {
        const bounds = boundsOf(picture, RULES);
        const frame = inside(crop, bounds);
        expectLegal(frame, bounds);
        expectLegal(moved(frame, right, down, bounds), bounds);
        expectLegal(scaled(frame, Math.abs(right) + 0.01, bounds), bounds);
        expectLegal(turned(frame, turn, bounds), bounds);
        for (const slider of SLIDERS) {
          expectLegal(slid(frame, slider, down * 100, bounds), bounds);
        }
      }),
    );
  });

  it('is legal wherever its handles are pulled', () => {
    const corners = fc.constantFrom(...CORNERS);
    fc.assert(
      fc.property(pictures, crops, corners, spots, spots, (picture, crop, corner, from, to) => {
        const bounds = boundsOf(picture, RULES);
        const frame = inside(crop, bounds);
        expectLegal(pulled(frame, corner, to, bounds), bounds);
        expectLegal(swung(frame, from, to, bounds), bounds);
      }),
    );
  });

  it('leaves a legal frame as it is', () => {
    fc.assert(
      fc.property(pictures, crops, (picture, crop) => {
        const bounds = boundsOf(picture, RULES);
        const frame = inside(crop, bounds);
        const again = inside(frame, bounds);
        for (const name of ['left', 'top', 'width', 'turn_degrees'] as const) {
          expect(again[name]).toBeCloseTo(frame[name], 9);
        }
      }),
    );
  });

  it('shows what its sliders were set to', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100 }), degrees, (value, turn) => {
        const bounds = boundsOf({ width: 3000, height: 2000 }, RULES);
        const start = inside({ left: 0.3, top: 0.2, width: 0.3, turn_degrees: turn }, bounds);
        for (const slider of ['size', 'across', 'down'] as const) {
          const frame = slid(start, slider, value, bounds);
          expect(slidersOf(frame, bounds)[slider]).toBeCloseTo(value, 5);
        }
        const upright = slid(start, 'turn', value / 10, bounds);
        expect(slidersOf(upright, bounds).turn).toBeCloseTo(value / 10, 5);
      }),
    );
  });

  it('keeps its middle when it grows or turns with room around it', () => {
    const bounds = boundsOf({ width: 2000, height: 2000 }, RULES);
    const before = inside({ left: 0.4, top: 0.4, width: 0.2, turn_degrees: 0 }, bounds);
    for (const after of [scaled(before, 1.1, bounds), turned(before, 7, bounds)]) {
      expect(after.left + after.width / 2).toBeCloseTo(before.left + before.width / 2);
      expect(after.top + heightOf(after, bounds) / 2).toBeCloseTo(
        before.top + heightOf(before, bounds) / 2,
      );
    }
  });
});

describe('a corner that is pulled', () => {
  const bounds = boundsOf({ width: 2000, height: 1500 }, RULES);
  const frame = inside({ left: 0.4, top: 0.3, width: 0.2, turn_degrees: 6 }, bounds);

  it('follows the pointer along the diagonal while the opposite corner stays', () => {
    for (const corner of CORNERS) {
      const opposite = CORNERS[(CORNERS.indexOf(corner) + 2) % 4] ?? corner;
      const [from, fixed] = [cornerOf(frame, corner, bounds), cornerOf(frame, opposite, bounds)];
      const spot = { x: fixed.x + (from.x - fixed.x) * 1.2, y: fixed.y + (from.y - fixed.y) * 1.2 };
      const after = pulled(frame, corner, spot, bounds);
      expect(after.width).toBeCloseTo(frame.width * 1.2);
      expect(cornerOf(after, opposite, bounds).x).toBeCloseTo(fixed.x);
      expect(cornerOf(after, opposite, bounds).y).toBeCloseTo(fixed.y);
    }
  });

  it('stops at the edge of the picture without moving the opposite corner', () => {
    const [leftUpper, , rightLower] = CORNERS;
    if (!leftUpper || !rightLower) throw new Error('a frame has four corners');
    const after = pulled(frame, rightLower, { x: 9, y: 9 }, bounds);
    expect(cornerOf(after, leftUpper, bounds).x).toBeCloseTo(cornerOf(frame, leftUpper, bounds).x);
    expect(after.width).toBeGreaterThan(frame.width);
  });
});

describe('the handle above the frame', () => {
  it('turns the frame with the pointer, the short way round', () => {
    const bounds = boundsOf({ width: 2000, height: 2000 }, RULES);
    const frame = inside({ left: 0.4, top: 0.4, width: 0.2, turn_degrees: 0 }, bounds);
    const above = { x: 0.5, y: 0.2 };
    const bit = { x: 0.5 + 0.3 * Math.sin(0.1), y: 0.525 - 0.3 * Math.cos(0.1) };
    expect(swung(frame, above, bit, bounds).turn_degrees).toBeCloseTo((0.1 * 180) / Math.PI, 5);
    const [left, right] = [{ x: 0.499, y: 0.9 }, { x: 0.501, y: 0.9 }];
    expect(Math.abs(swung(frame, left, right, bounds).turn_degrees)).toBeLessThan(1);
  });
});
