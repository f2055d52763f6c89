// Draws the first page of a PDF onto a canvas, with pdf.js and nothing from the network.
import { getDocument, GlobalWorkerOptions } from 'pdfjs-dist/legacy/build/pdf.mjs';
import workerUrl from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url';

GlobalWorkerOptions.workerSrc = workerUrl;

/** Fewest dots drawn for each unit of the screen: the card's small print must be readable. */
const LEAST_DENSITY = 2;

/** Draws the page as wide as `cssWidth`, at least as fine as the screen. */
export async function drawProof(
  pdf: ArrayBuffer,
  canvas: HTMLCanvasElement,
  cssWidth: number,
): Promise<void> {
  const loading = getDocument({ data: new Uint8Array(pdf), enableXfa: false });
  try {
    const page = await (await loading.promise).getPage(1);
    const plain = page.getViewport({ scale: 1 });
    const density = Math.max(LEAST_DENSITY, globalThis.devicePixelRatio);
    const scale = (cssWidth / plain.width) * density;
    const viewport = page.getViewport({ scale });
    [canvas.width, canvas.height] = [Math.round(viewport.width), Math.round(viewport.height)];
    await page.render({ canvas, viewport }).promise;
  } finally {
    await loading.destroy();
  }
}
