// The frame never leaves the picture, whatever is done to it.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Crop, PhotoRules } from '../../desk/types';
import { boundsOf, heightOf, inside, moved, scaled, slid, slidersOf, type Bounds } from './crop';

const RULES: PhotoRules = {
  limit_bytes: 40_000_000,
  limit_pixels: 100_000_000,
  min_width_px: 240,
  min_height_px: 300,
  card_width_px: 600,
  card_height_px: 750,
  card_limit_bytes: 100_000,
};
const SMALL = 1e-9;

const pictures = fc.record({
  width: fc.integer({ min: 240, max: 6000 }),
  height: fc.integer({ min: 300, max: 6000 }),
});
const part = fc.double({ min: -2, max: 2, noNaN: true });
const crops = fc.record({ left: part, top: part, width: part });

function expectInside(crop: Crop, bounds: Bounds) {
  expect(crop.left).toBeGreaterThanOrEqual(0);
  expect(crop.top).toBeGreaterThanOrEqual(0);
  expect(crop.left + crop.width).toBeLessThanOrEqual(1 + SMALL);
  expect(crop.top + heightOf(crop, bounds)).toBeLessThanOrEqual(1 + SMALL);
  expect(crop.width).toBeGreaterThanOrEqual(bounds.leastWidth - SMALL);
}

describe('the frame', () => {
  it('has the shape of the card in pixels', () => {
    const picture = { width: 1000, height: 500 };
    const bounds = boundsOf(picture, RULES);
    const crop = inside({ left: 0.3, top: 0, width: 0.4 }, bounds);
    const pixels = [crop.width * picture.width, heightOf(crop, bounds) * picture.height];
    expect(pixels[0]).toBeCloseTo(400);
    expect(pixels[1]).toBeCloseTo(500);
  });

  it('stays inside the picture and keeps its least detail, whatever is done', () => {
    fc.assert(
      fc.property(pictures, crops, part, part, part, (picture, crop, right, down, growth) => {
        const bounds = boundsOf(picture, RULES);
        const frame = inside(crop, bounds);
        expectInside(frame, bounds);
        expectInside(moved(frame, right, down, bounds), bounds);
        expectInside(scaled(frame, Math.abs(growth) + 0.01, bounds), bounds);
        for (const slider of ['size', 'across', 'down'] as const) {
          expectInside(slid(frame, slider, growth * 100, bounds), bounds);
        }
      }),
    );
  });

  it('shows what its sliders were set to', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100 }), (value) => {
        const bounds = boundsOf({ width: 3000, height: 2000 }, RULES);
        const start = inside({ left: 0.3, top: 0.2, width: 0.3 }, bounds);
        for (const slider of ['size', 'across', 'down'] as const) {
          const frame = slid(start, slider, value, bounds);
          expect(slidersOf(frame, bounds)[slider]).toBeCloseTo(value, 5);
        }
      }),
    );
  });

  it('keeps its middle when it grows with room around it', () => {
    const bounds = boundsOf({ width: 2000, height: 2000 }, RULES);
    const before = inside({ left: 0.4, top: 0.4, width: 0.2 }, bounds);
    const grown = scaled(before, 1.1, bounds);
    expect(grown.left + grown.width / 2).toBeCloseTo(before.left + before.width / 2);
    expect(grown.top + heightOf(grown, bounds) / 2).toBeCloseTo(
      before.top + heightOf(before, bounds) / 2,
    );
  });
});
