// Finds the QR codes in a picture and gives their bytes, not a text.
import { decodeQR } from 'qr/decode.js';
import { fromLatin1, toLatin1 } from './bytes';

/** Longest sides that a picture is looked at in, in pixels. */
const SIDES = [1600, 2800, 800];

/** Milliseconds for one look at a still picture; a frame of the camera gets one look anyway. */
const STILL_LIMIT_MS = 1500;

/** Most codes that are looked for in one picture. */
const LIMIT_CODES = 4;

export type Pixels = { width: number; height: number; data: Uint8ClampedArray };

type Box = { x: number; y: number; width: number; height: number };

/**
 * The bytes of the codes in these pixels (RGBA), up to the first that `suffices`: another code
 * beside the card's must not hide it. Paints over what it has found.
 */
export function findCodes(
  pixels: Pixels,
  limitMs: number,
  suffices: (bytes: Uint8Array) => boolean,
): Uint8Array[] {
  const found: Uint8Array[] = [];
  while (found.length < LIMIT_CODES) {
    const next = findCode(pixels, limitMs);
    if (!next) break;
    found.push(next.bytes);
    if (suffices(next.bytes)) break;
    paintOver(pixels, next.box);
  }
  return found;
}

function findCode(pixels: Pixels, limitMs: number): { bytes: Uint8Array; box: Box } | undefined {
  let box: Box | undefined;
  try {
    const text = decodeQR(pixels, {
      textDecoder: toLatin1,
      timeLimit: limitMs,
      pointsOnDetect: (points) => (box = points.boundingBox),
    });
    return box && { bytes: fromLatin1(text), box };
  } catch {
    return undefined;
  }
}

function paintOver({ width, height, data }: Pixels, box: Box): void {
  const [left, right] = [Math.max(0, Math.floor(box.x)), Math.ceil(box.x + box.width)];
  const [top, bottom] = [Math.max(0, Math.floor(box.y)), Math.ceil(box.y + box.height)];
  for (let y = top; y < Math.min(bottom, height); y += 1) {
    data.fill(255, (y * width + left) * 4, (y * width + Math.min(right, width)) * 4);
  }
}

/** The codes in a picture file, as [`findCodes`] does. Throws for what is no picture. */
export async function findInFile(
  file: Blob,
  suffices: (bytes: Uint8Array) => boolean,
): Promise<Uint8Array[]> {
  const picture = await createImageBitmap(file);
  const found: Uint8Array[] = [];
  try {
    for (const side of SIDES) {
      const pixels = draw(picture, picture.width, picture.height, side);
      found.push(...findCodes(pixels, STILL_LIMIT_MS, suffices));
      if (found.some(suffices)) break;
    }
    return found;
  } finally {
    picture.close();
  }
}

/** The codes that the camera sees now, as [`findCodes`] does. */
export function findInVideo(
  video: HTMLVideoElement,
  suffices: (bytes: Uint8Array) => boolean,
): Uint8Array[] {
  if (video.videoWidth === 0) return [];
  const pixels = draw(video, video.videoWidth, video.videoHeight, 1280);
  return findCodes(pixels, 60, suffices);
}

function draw(source: CanvasImageSource, width: number, height: number, side: number): Pixels {
  const scale = Math.min(1, side / Math.max(width, height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('no canvas');
  context.drawImage(source, 0, 0, canvas.width, canvas.height);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}
