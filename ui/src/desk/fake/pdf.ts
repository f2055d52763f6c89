// A small one-page PDF in the place of the real proof.

/** The bytes of a US Letter page with a card's outline and `lines` of text. */
export function pdfOf(lines: readonly string[]): ArrayBuffer {
  const content = [
    '0.70 0.87 0.95 rg 60 520 243 153 re f 0.9 0.95 0.98 rg 320 520 243 153 re f',
    '0 0.37 0.64 RG 2 w 60 520 243 153 re S 320 520 243 153 re S',
    'BT 0.1 0.1 0.2 rg /F1 20 Tf 60 720 Td (PROOF - NOT A CARD) Tj ET',
    ...lines.map((line, at) => `BT /F1 12 Tf 72 ${648 - at * 18} Td (${plain(line)}) Tj ET`),
  ].join('\n');
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R ' +
      '/Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  return new TextEncoder().encode(file(objects)).buffer as ArrayBuffer;
}

function file(objects: readonly string[]): string {
  let text = '%PDF-1.4\n';
  const offsets = objects.map((body, at) => {
    const offset = text.length;
    text += `${at + 1} 0 obj\n${body}\nendobj\n`;
    return offset;
  });
  const start = text.length;
  const entries = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`);
  const size = objects.length + 1;
  text += `xref\n0 ${size}\n0000000000 65535 f \n${entries.join('')}`;
  return `${text}trailer << /Size ${size} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
}

function plain(line: string): string {
  return line.replace(/[^\x20-\x7e]/g, '?').replace(/[()\\]/g, ' ');
}
