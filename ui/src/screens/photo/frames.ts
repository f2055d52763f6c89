// Still frames of a live picture: small ones to be judged, one at full size to be kept.
//
// Nothing here is written anywhere; a frame that is let go of is gone.

/** Width of the copy that is judged while the camera is live, in pixels: quickly made. */
export const LIVE_WIDTH_PX = 480;
/** Width of the copy by which a burst is judged: fine enough to tell what is blurred. */
export const BURST_WIDTH_PX = 640;
const JPEG_QUALITY = 0.95;
/** A video that tells of no frame for this long is looked at all the same. */
const NO_FRAME_MS = 60;

/** A small copy, and how many times smaller than the original it is. */
export type SmallCopy = { frame: ImageData; factor: number };

type Source = HTMLVideoElement | HTMLCanvasElement;

/** Makes copies of at most `widthPx`, all in one canvas, which holds the last one until emptied. */
export class SmallCopies {
  readonly #canvas = document.createElement('canvas');
  readonly #widthPx: number;

  constructor(widthPx: number) {
    this.#widthPx = widthPx;
  }

  of(source: Source): SmallCopy | null {
    const [width, height] = sizeOf(source);
    if (width === 0 || height === 0) return null;
    const canvas = this.#canvas;
    const context = canvas.getContext('2d', { willReadFrequently: true });
    if (!context) return null;
    const factor = Math.max(1, width / this.#widthPx);
    const [across, down] = [Math.round(width / factor), Math.round(height / factor)];
    // Setting the size, even to what it is, empties the canvas.
    if (canvas.width !== across) canvas.width = across;
    if (canvas.height !== down) canvas.height = down;
    context.drawImage(source, 0, 0, across, down);
    return { frame: context.getImageData(0, 0, across, down), factor };
  }

  empty(): void {
    empty(this.#canvas);
  }
}

/** Lets go of the face in a canvas now, not whenever the canvas is collected. */
export function empty(canvas: HTMLCanvasElement): void {
  canvas.width = canvas.height = 0;
}

/** The frame that the camera shows now, at its full size. */
export function fullCopy(video: HTMLVideoElement): HTMLCanvasElement | null {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = sizeOf(video);
  const context = canvas.width > 0 ? canvas.getContext('2d') : null;
  context?.drawImage(video, 0, 0);
  return context && canvas;
}

/** A frame as a JPEG file; the frame itself is let go of. */
export async function jpegOf(canvas: HTMLCanvasElement): Promise<Uint8Array | null> {
  const blob = await new Promise<Blob | null>((resolve) =>
    canvas.toBlob(resolve, 'image/jpeg', JPEG_QUALITY),
  ).finally(() => empty(canvas));
  return blob && new Uint8Array(await blob.arrayBuffer());
}

/**
 * Calls back at the next frame of a video; answers what calls that off.
 *
 * Not every browser tells of frames, and some tell of none for a camera: then a timer does.
 */
export function atNextFrame(video: HTMLVideoElement, then: () => void): () => void {
  const tellsFrames = 'requestVideoFrameCallback' in video;
  const handle = tellsFrames ? video.requestVideoFrameCallback(once) : 0;
  const timer = setTimeout(once, NO_FRAME_MS);

  function callOff(): void {
    clearTimeout(timer);
    if (tellsFrames) video.cancelVideoFrameCallback(handle);
  }

  function once(): void {
    callOff();
    then();
  }

  return callOff;
}

function sizeOf(source: Source): [number, number] {
  if (source instanceof HTMLCanvasElement) return [source.width, source.height];
  return [source.videoWidth, source.videoHeight];
}
