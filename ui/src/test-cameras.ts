// Cameras for the tests: plugged in and out, denied and busy, as no machine that tests has them.
import { fireEvent, waitFor } from '@testing-library/svelte';
import { vi } from 'vitest';

/** What a camera sends until it is pulled out. */
class FakeTrack extends EventTarget {
  readonly kind = 'video';
  readyState: 'live' | 'ended' = 'live';
  readonly #id: string;

  constructor(id: string) {
    super();
    this.#id = id;
  }

  getSettings() {
    return { deviceId: this.#id };
  }

  stop(): void {
    this.readyState = 'ended';
  }
}

export class FakeCameras extends EventTarget {
  /** What the next openings fail with; opened anyway when this is empty. */
  readonly failures: string[] = [];
  readonly tracks: FakeTrack[] = [];
  readonly getUserMedia = vi.fn(async ({ video }: MediaStreamConstraints) => {
    const failure = this.failures.shift();
    if (failure) throw new DOMException('no camera', failure);
    const wanted = (video as { deviceId?: { exact: string } }).deviceId?.exact;
    const id = wanted === undefined ? this.#ids[0] : this.#ids.find((one) => one === wanted);
    if (id === undefined) throw new DOMException('no such camera', 'NotFoundError');
    const track = new FakeTrack(id);
    this.tracks.push(track);
    return { getTracks: () => [track], getVideoTracks: () => [track] } as unknown as MediaStream;
  });
  #ids: string[];

  constructor(ids: readonly string[]) {
    super();
    this.#ids = [...ids];
    Object.defineProperty(navigator, 'mediaDevices', { value: this, configurable: true });
  }

  async enumerateDevices() {
    const cameras = this.#ids.map((id) => ({ kind: 'videoinput', deviceId: id, label: id }));
    return [{ kind: 'audioinput', deviceId: 'microphone', label: '' }, ...cameras];
  }

  /** The camera that was opened last. */
  get last(): FakeTrack {
    const track = this.tracks.at(-1);
    if (!track) throw new Error('no camera was opened');
    return track;
  }

  /** Pulls out the camera that was opened last, and every other one. */
  unplug(): void {
    this.#ids = [];
    this.last.readyState = 'ended';
    this.last.dispatchEvent(new Event('ended'));
    this.dispatchEvent(new Event('devicechange'));
  }

  plugIn(id: string): void {
    this.#ids = [...this.#ids, id];
    this.dispatchEvent(new Event('devicechange'));
  }

  remove(): void {
    Reflect.deleteProperty(navigator, 'mediaDevices');
  }
}

/** Lets the video on the screen show something, and canvases be drawn and written. */
export function mockPictures(): void {
  vi.spyOn(HTMLMediaElement.prototype, 'play').mockResolvedValue();
  for (const side of ['videoWidth', 'videoHeight'] as const) {
    vi.spyOn(HTMLVideoElement.prototype, side, 'get').mockReturnValue(600);
  }
  const nothing = () => undefined;
  const moves = { save: nothing, restore: nothing, translate: nothing, rotate: nothing };
  const drawn = { ...moves, drawImage: nothing, getImageData: () => ({}) as ImageData };
  const context = drawn as unknown as CanvasRenderingContext2D;
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(context as never);
  vi.spyOn(HTMLCanvasElement.prototype, 'toBlob').mockImplementation((then) =>
    then({ arrayBuffer: async () => new ArrayBuffer(5) } as Blob),
  );
}

/** The video on the screen begins to play, as soon as the camera is open. */
export async function play(): Promise<void> {
  const video = await waitFor(() => {
    const shown = document.querySelector('video');
    if (!shown?.srcObject) throw new Error('no camera is looked through');
    return shown;
  });
  await fireEvent(video, new Event('playing'));
}
