// Opens a PDF from memory with pdf.js, and closes it; nothing from the network.
import { getDocument, GlobalWorkerOptions } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import workerUrl from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url';

GlobalWorkerOptions.workerSrc = workerUrl;

/** Lends the document to `use`. */
export async function withPdf<T>(
  pdf: ArrayBuffer,
  use: (document: PDFDocumentProxy) => Promise<T>,
): Promise<T> {
  const loading = getDocument({ data: new Uint8Array(pdf), enableXfa: false });
  try {
    return await use(await loading.promise);
  } finally {
    await loading.destroy();
  }
}
