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

  /** A copy of `source`, turned clockwise by `quarters` of a circle. */
  of(source: Source, quarters = 0): SmallCopy | null {
    const [width, height] = sizeOf(source, quarters);
    if (width === 0 || height === 0) return null;
    const canvas = this.#canvas;
    const context = canvas.getContext('2d', { willReadFrequently: true });
    if (!context) return null;
    const factor = Math.max(1, width / this.#widthPx);
    const [across, down] = [Math.round(width / factor), Math.round(height / factor)];
    // Setting the size, even to what it is, empties the canvas.
    if (canvas.width !== across) canvas.width = across;
    if (canvas.height !== down) canvas.height = down;
    draw(context, source, [across, down], quarters);
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

/** The frame that the camera shows now, at its full size, turned clockwise by `quarters`. */
export function fullCopy(video: HTMLVideoElement, quarters = 0): HTMLCanvasElement | null {
  const canvas = document.createElement('canvas');
  const size = sizeOf(video, quarters);
  [canvas.width, canvas.height] = size;
  const context = canvas.width > 0 ? canvas.getContext('2d') : null;
  if (context) draw(context, video, size, quarters);
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

/** Draws `source`, turned clockwise by `quarters`, over the whole of a canvas of this size. */
function draw(
  context: CanvasRenderingContext2D,
  source: Source,
  [across, down]: [number, number],
  quarters: number,
): void {
  if (quarters === 0) return context.drawImage(source, 0, 0, across, down);
  const [width, height] = quarters % 2 === 0 ? [across, down] : [down, across];
  context.save();
  context.translate(across / 2, down / 2);
  context.rotate((quarters * Math.PI) / 2);
  context.drawImage(source, -width / 2, -height / 2, width, height);
  context.restore();
}

/** The size of what `source` shows, once it is turned. */
function sizeOf(source: Source, quarters: number): [number, number] {
  const isCanvas = source instanceof HTMLCanvasElement;
  const width = isCanvas ? source.width : source.videoWidth;
  const height = isCanvas ? source.height : source.videoHeight;
  return quarters % 2 === 0 ? [width, height] : [height, width];
}
