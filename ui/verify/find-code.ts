// Finds the QR code in a picture and gives its bytes, not a text.
import { decodeQR } from 'qr/decode.js';
import { fromLatin1, toLatin1 } from './bytes';

/** Longest sides that a picture is looked at in, in pixels. */
const SIDES = [1600, 2800, 800];

/** Milliseconds for one look at a still picture; a frame of the camera gets one look anyway. */
const STILL_LIMIT_MS = 1500;

export type Pixels = { width: number; height: number; data: Uint8ClampedArray };

/** The bytes of the code in these pixels (RGBA), or nothing. */
export function findCode(pixels: Pixels, limitMs: number): Uint8Array | undefined {
  try {
    return fromLatin1(decodeQR(pixels, { textDecoder: toLatin1, timeLimit: limitMs }));
  } catch {
    return undefined;
  }
}

/** The bytes of the code in a picture file, or nothing. Throws for what is no picture. */
export async function findInFile(file: Blob): Promise<Uint8Array | undefined> {
  const picture = await createImageBitmap(file);
  try {
    for (const side of SIDES) {
      const found = findCode(draw(picture, picture.width, picture.height, side), STILL_LIMIT_MS);
      if (found) return found;
    }
    return undefined;
  } finally {
    picture.close();
  }
}

/** The bytes of the code that the camera sees now, or nothing. */
export function findInVideo(video: HTMLVideoElement): Uint8Array | undefined {
  if (video.videoWidth === 0) return undefined;
  return findCode(draw(video, video.videoWidth, video.videoHeight, 1280), 60);
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
