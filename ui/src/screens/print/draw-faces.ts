// Draws the card's faces as the system's print dialog prints them: dots in memory, no file.
import type { Faces } from '../../desk/desk';
import { withPdf } from '../../parts/pdf';

/** Dots per inch: as fine as card printers print. */
const DOTS_PER_INCH = 600;
const POINTS_PER_INCH = 72;

/** Draws every page of the card's PDF; the pages are of one size. */
export function drawFaces(pdf: ArrayBuffer): Promise<Faces> {
  return withPdf(pdf, async (document) => {
    const canvas = globalThis.document.createElement('canvas');
    const drawn: ImageData[] = [];
    for (let number = 1; number <= document.numPages; number += 1) {
      const page = await document.getPage(number);
      const viewport = page.getViewport({ scale: DOTS_PER_INCH / POINTS_PER_INCH });
      [canvas.width, canvas.height] = [Math.round(viewport.width), Math.round(viewport.height)];
      await page.render({ canvas, viewport }).promise;
      const onto = canvas.getContext('2d');
      if (!onto) throw new Error('nothing can be drawn here');
      drawn.push(onto.getImageData(0, 0, canvas.width, canvas.height));
    }
    return joined(drawn, canvas.width, canvas.height);
  });
}

function joined(drawn: readonly ImageData[], width: number, height: number): Faces {
  const size = width * height * 4;
  const pixels = new Uint8Array(size * drawn.length);
  drawn.forEach((face, at) => pixels.set(face.data, at * size));
  return { width, height, pixels };
}
