// A face stays in no canvas longer than it is needed.
import { afterEach, describe, expect, it, vi } from 'vitest';
import { jpegOf, SmallCopies } from './frames';

/** A canvas of 1000 by 500 dots; jsdom draws nothing, so what is drawn is not looked at. */
function source(): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [1000, 500];
  return canvas;
}

afterEach(() => void vi.restoreAllMocks());

describe('a frame', () => {
  it('is empty once it is a file, and also when it could not become one', async () => {
    const [good, bad] = [source(), source()];
    good.toBlob = (then) => then({ arrayBuffer: async () => new ArrayBuffer(3) } as Blob);
    bad.toBlob = (then) => then(null);
    expect(await jpegOf(good)).toHaveLength(3);
    expect(await jpegOf(bad)).toBeNull();
    expect([good.width, good.height, bad.width, bad.height]).toEqual([0, 0, 0, 0]);
  });
});

describe('small copies', () => {
  it('are made in one canvas, which can be emptied', () => {
    const drawn = { drawImage: () => undefined, getImageData: () => ({}) as ImageData };
    const canvas = source();
    vi.spyOn(document, 'createElement').mockReturnValue(canvas);
    canvas.getContext = (() => drawn) as unknown as HTMLCanvasElement['getContext'];
    const copies = new SmallCopies(250);
    vi.mocked(document.createElement).mockRestore();
    expect(copies.of(source())?.factor).toBe(4);
    expect([canvas.width, canvas.height]).toEqual([250, 125]);
    copies.empty();
    expect([canvas.width, canvas.height]).toEqual([0, 0]);
  });
});
