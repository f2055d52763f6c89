// Reads and frames pictures with the browser's own means.
import type { Crop, Picture, PhotoRules, Turn } from '../types';
import type { Failure } from '../failure';
import { failure } from './failure';

/** Refuses what the real desk refuses, as far as the first bytes tell. */
export function refusal(bytes: Uint8Array, limits: PhotoRules): Failure | null {
  const { limit_bytes } = limits;
  if (bytes.length > limit_bytes) {
    return failure('photo_too_large', { actual_bytes: bytes.length, limit_bytes });
  }
  const head = String.fromCharCode(...bytes.slice(0, 12));
  if (/^....ftyp(heic|heix|mif1|hevc)/s.test(head)) return failure('photo_heic');
  const isPicture = /^(\xff\xd8\xff|\x89PNG|RIFF....WEBP)/s.test(head);
  return isPicture ? null : failure('photo_not_a_picture');
}

/** The size of a picture; a fixed one where the browser has no decoder. */
export async function sizeOf(bytes: Uint8Array): Promise<Picture> {
  if (typeof createImageBitmap !== 'function') return { width: 1200, height: 900 };
  const bitmap = await createImageBitmap(blob(bytes)).catch(() => null);
  if (!bitmap) throw failure('photo_corrupt');
  return { width: bitmap.width, height: bitmap.height };
}

/** The size of a picture after a turn. */
export function sizeAfter({ width, height }: Picture, turn: Turn): Picture {
  return turn === 'mirror' ? { width, height } : { width: height, height: width };
}

/** The turned picture; the picture itself where the browser has no canvas. */
export async function turned(bytes: Uint8Array, turn: Turn): Promise<Uint8Array> {
  if (typeof OffscreenCanvas !== 'function') return bytes;
  const bitmap = await createImageBitmap(blob(bytes));
  const { width, height } = sizeAfter(bitmap, turn);
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  context?.translate(width / 2, height / 2);
  if (turn === 'mirror') context?.scale(-1, 1);
  else context?.rotate(((turn === 'right' ? 1 : -1) * Math.PI) / 2);
  context?.drawImage(bitmap, -bitmap.width / 2, -bitmap.height / 2);
  const drawn = await canvas.convertToBlob({ type: 'image/jpeg' });
  return new Uint8Array(await drawn.arrayBuffer());
}

/** A frame in the middle, a little turned, as around a face that leans. */
export function framed(picture: Picture, aspect: number): Crop {
  const width = 0.75 * Math.min(picture.width, picture.height * aspect);
  const height = width / aspect;
  return {
    left: (1 - width / picture.width) / 2,
    top: (1 - height / picture.height) / 3,
    width: width / picture.width,
    turn_degrees: 2,
  };
}

/** The framed photo; the whole picture where the browser has no canvas. */
export async function cut(bytes: Uint8Array, crop: Crop, to: PhotoRules): Promise<ArrayBuffer> {
  if (typeof OffscreenCanvas !== 'function') return bytes.slice().buffer;
  const bitmap = await createImageBitmap(blob(bytes));
  const canvas = new OffscreenCanvas(to.card_width_px, to.card_height_px);
  const width = crop.width * bitmap.width;
  const height = (width * to.card_height_px) / to.card_width_px;
  const [left, top] = [crop.left * bitmap.width, crop.top * bitmap.height];
  const context = canvas.getContext('2d');
  // What a frame shows is turned the other way, about the middle of the card.
  context?.translate(canvas.width / 2, canvas.height / 2);
  context?.rotate((-crop.turn_degrees * Math.PI) / 180);
  context?.scale(canvas.width / width, canvas.width / width);
  context?.drawImage(bitmap, -(left + width / 2), -(top + height / 2));
  return (await canvas.convertToBlob({ type: 'image/jpeg' })).arrayBuffer();
}

function blob(bytes: Uint8Array): Blob {
  return new Blob([bytes.slice()]);
}
