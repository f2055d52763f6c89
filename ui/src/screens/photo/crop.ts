// Where the frame for the card lies in the picture, and how it may be moved.
//
// Fractions of the picture, as the desk keeps them; every answer lies inside the picture.
import type { Crop, PhotoRules, Picture } from '../../desk/types';

/** What bounds a frame: the picture, the card's shape, and the least detail. */
export type Bounds = {
  /** Height of the frame over the picture's height, for each unit of `width`. */
  heightPerWidth: number;
  /** Narrowest frame, over the picture's width. */
  leastWidth: number;
  /** Widest frame, over the picture's width. */
  mostWidth: number;
};

/** A frame as three sliders show it, each from 0 to 100. */
export type Sliders = { size: number; across: number; down: number };

/** The bounds of a frame in `picture` under `rules`. */
export function boundsOf(picture: Picture, rules: PhotoRules): Bounds {
  const aspect = rules.card_width_px / rules.card_height_px;
  const heightPerWidth = picture.width / picture.height / aspect;
  const mostWidth = Math.min(1, 1 / heightPerWidth);
  const leastPx = Math.min(rules.min_width_px, rules.min_height_px * aspect);
  return { heightPerWidth, mostWidth, leastWidth: Math.min(mostWidth, leastPx / picture.width) };
}

/** The frame's height over the picture's height. */
export function heightOf(crop: Crop, bounds: Bounds): number {
  return crop.width * bounds.heightPerWidth;
}

/** The nearest frame that lies inside the picture and is neither too small nor too large. */
export function inside(crop: Crop, bounds: Bounds): Crop {
  const width = clamp(crop.width, bounds.leastWidth, bounds.mostWidth);
  return {
    width,
    left: clamp(crop.left, 0, 1 - width),
    top: clamp(crop.top, 0, 1 - width * bounds.heightPerWidth),
  };
}

/** The frame moved by a part of the picture. */
export function moved(crop: Crop, right: number, down: number, bounds: Bounds): Crop {
  return inside({ ...crop, left: crop.left + right, top: crop.top + down }, bounds);
}

/** The frame made `factor` times as wide, around its middle. */
export function scaled(crop: Crop, factor: number, bounds: Bounds): Crop {
  return resized(crop, crop.width * factor, bounds);
}

/** The frame as sliders show it; one that cannot move stands in the middle. */
export function slidersOf(crop: Crop, bounds: Bounds): Sliders {
  return {
    size: percent(crop.width - bounds.leastWidth, bounds.mostWidth - bounds.leastWidth),
    across: percent(crop.left, 1 - crop.width),
    down: percent(crop.top, 1 - heightOf(crop, bounds)),
  };
}

/** The frame with one slider set to `value`. */
export function slid(crop: Crop, slider: keyof Sliders, value: number, bounds: Bounds): Crop {
  const part = clamp(value, 0, 100) / 100;
  switch (slider) {
    case 'size': {
      const room = bounds.mostWidth - bounds.leastWidth;
      return resized(crop, bounds.leastWidth + part * room, bounds);
    }
    case 'across':
      return inside({ ...crop, left: part * (1 - crop.width) }, bounds);
    case 'down':
      return inside({ ...crop, top: part * (1 - heightOf(crop, bounds)) }, bounds);
  }
}

function resized(crop: Crop, wanted: number, bounds: Bounds): Crop {
  const width = clamp(wanted, bounds.leastWidth, bounds.mostWidth);
  const grown = width - crop.width;
  const left = crop.left - grown / 2;
  const top = crop.top - (grown * bounds.heightPerWidth) / 2;
  return inside({ left, top, width }, bounds);
}

function percent(part: number, whole: number): number {
  return whole < 1e-9 ? 50 : clamp((part / whole) * 100, 0, 100);
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(value, Math.max(least, most)));
}
