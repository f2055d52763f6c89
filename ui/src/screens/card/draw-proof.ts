// Draws the first page of a PDF onto a canvas, with pdf.js and nothing from the network.
import { withPdf } from '../../parts/pdf';

/** Fewest dots drawn for each unit of the screen: the card's small print must be readable. */
const LEAST_DENSITY = 2;

/** Draws the page as wide as `cssWidth`, at least as fine as the screen. */
export async function drawProof(
  pdf: ArrayBuffer,
  canvas: HTMLCanvasElement,
  cssWidth: number,
): Promise<void> {
  await withPdf(pdf, async (document) => {
    const page = await document.getPage(1);
    const plain = page.getViewport({ scale: 1 });
    const density = Math.max(LEAST_DENSITY, globalThis.devicePixelRatio);
    const scale = (cssWidth / plain.width) * density;
    const viewport = page.getViewport({ scale });
    [canvas.width, canvas.height] = [Math.round(viewport.width), Math.round(viewport.height)];
    await page.render({ canvas, viewport }).promise;
  });
}
