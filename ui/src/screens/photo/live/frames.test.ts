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

describe('a frame of a camera that stands on its side', () => {
  it('is as high as the camera’s is wide, and drawn about its middle', () => {
    const calls: unknown[][] = [];
    const note = (name: string) => (...given: unknown[]) => void calls.push([name, ...given]);
    const drawn = {
      save: note('save'),
      restore: note('restore'),
      translate: note('translate'),
      rotate: note('rotate'),
      drawImage: (_: unknown, ...place: number[]) => void calls.push(['draw', ...place]),
      getImageData: () => ({}) as ImageData,
    };
    vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(drawn as never);
    const copy = new SmallCopies(250).of(source(), 1);
    expect(copy?.factor).toBe(2);
    expect(calls).toEqual([
      ['save'],
      ['translate', 125, 250],
      ['rotate', Math.PI / 2],
      ['draw', -250, -125, 500, 250],
      ['restore'],
    ]);
  });
});
