// The camera on the screen: live, denied, unplugged, chosen, pressed twice, and left.
import { fireEvent, render, waitFor } from '@testing-library/svelte';
import { createRawSnippet } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { judged } from '../../../desk/fake/judge';
import { FakeCameras, mockPictures, play } from '../../../test-cameras';
import { element, see } from '../../../test-eyes';
import Camera from './Camera.svelte';

const ontake = vi.fn<(bytes: Uint8Array) => Promise<void>>(async () => undefined);
const onkeep = vi.fn();
const onempty = vi.fn();
let cameras: FakeCameras;

type Given = { canKeep?: boolean; isTaking?: boolean };

function show({ canKeep = false, isTaking = false }: Given = {}) {
  const children = createRawSnippet(() => ({ render: () => '<p>a file</p>' }));
  const judge = async () => judged(null, null);
  return render(Camera, { judge, isTaking, canKeep, ontake, onkeep, onempty, children });
}

async function showLive(given: Given = {}) {
  const shown = show(given);
  await play();
  await see('video[data-test="live"]');
  return shown;
}

function isBarred(id: string): boolean {
  return element(id).getAttribute('aria-disabled') === 'true';
}

function press(key: string, on: Element | Window = document.body): Promise<boolean> {
  return fireEvent.keyDown(on, { key });
}

beforeEach(() => {
  cameras = new FakeCameras(['desk']);
  mockPictures();
});
afterEach(() => {
  vi.restoreAllMocks();
  ontake.mockClear();
  onkeep.mockClear();
  onempty.mockClear();
  cameras.remove();
  localStorage.clear();
});

describe('a camera that can’t be looked through', () => {
  it.each([
    ['NotAllowedError', 'may not be used'],
    ['NotReadableError', 'Another program'],
    ['NotFoundError', 'No camera was found'],
  ])('says why, aloud, and is tried again by a button: %s', async (name, words) => {
    cameras.failures.push(name);
    show();
    await see('#camera-problem');
    expect(element('camera-problem').closest('[role="status"]')?.textContent).toContain(words);
    expect(document.getElementById('shutter')).toBeNull();
    element('camera-again').focus();
    await fireEvent.click(element('camera-again'));
    await see('video');
    await waitFor(() => expect(document.activeElement?.id).toBe('shutter'));
  });

  it('keeps the word and the focus when it fails again', async () => {
    cameras.failures.push('NotReadableError', 'NotReadableError');
    show();
    await see('#camera-again');
    element('camera-again').focus();
    await fireEvent.click(element('camera-again'));
    await waitFor(() => expect(cameras.getUserMedia).toHaveBeenCalledTimes(2));
    await waitFor(() => expect(isBarred('camera-again')).toBe(false));
    expect(document.activeElement?.id).toBe('camera-again');
  });
});

describe('a camera that is unplugged', () => {
  it('is noticed: no still picture is taken, and the focus goes to the way out', async () => {
    await showLive();
    element('shutter').focus();
    cameras.unplug();
    await see('#camera-problem');
    expect(element('camera-problem').textContent).toContain('was unplugged');
    expect(document.querySelector('video')).toBeNull();
    await waitFor(() => expect(document.activeElement?.id).toBe('camera-again'));
    await press(' ');
    expect(ontake).not.toHaveBeenCalled();
  });

  it('is noticed at the press at the latest, if nobody was told', async () => {
    await showLive();
    cameras.last.readyState = 'ended';
    await press(' ');
    await see('#camera-problem');
    expect(ontake).not.toHaveBeenCalled();
  });

  it('is opened again by itself when it is plugged in again', async () => {
    await showLive();
    cameras.unplug();
    await see('#camera-problem');
    cameras.plugIn('desk');
    await see('video');
    expect(document.getElementById('camera-problem')).toBeNull();
  });
});

describe('the choice of a camera', () => {
  it('is not offered where there is none', async () => {
    await showLive();
    expect(document.getElementById('camera-choice')).toBeNull();
  });

  it('opens the other camera, closes the first, and is remembered on this machine', async () => {
    cameras.plugIn('laptop');
    const { unmount } = await showLive();
    await see('#camera-choice');
    expect(element<HTMLSelectElement>('camera-choice').value).toBe('desk');
    const first = cameras.last;
    await fireEvent.change(element('camera-choice'), { target: { value: 'laptop' } });
    await waitFor(() => expect(cameras.last.getSettings().deviceId).toBe('laptop'));
    expect(first.readyState).toBe('ended');
    unmount();
    expect(cameras.last.readyState, 'its light goes out').toBe('ended');
    await showLive();
    expect(cameras.last.getSettings().deviceId).toBe('laptop');
  });
});

describe('a camera that stands on its side', () => {
  it('is turned by button and key, for every look through it on this machine', async () => {
    cameras.plugIn('laptop');
    const { unmount } = await showLive();
    const quarters = () => document.querySelector('video')?.dataset['quarters'];
    await fireEvent.click(element('turn-right'));
    await fireEvent.keyDown(document.body, { key: 'ArrowRight', altKey: true });
    await fireEvent.keyDown(document.body, { key: 'ArrowLeft', altKey: true });
    await waitFor(() => expect(quarters()).toBe('1'));
    unmount();
    await showLive();
    await waitFor(() => expect(quarters()).toBe('1'));
    await fireEvent.change(element('camera-choice'), { target: { value: 'laptop' } });
    await waitFor(() => expect(quarters(), 'the other one stands').toBe('0'));
  });

  it('has its pictures turned before they are judged and taken', async () => {
    localStorage.setItem('keyway.camera-turned.desk', '3');
    const sizes: number[][] = [];
    vi.spyOn(HTMLVideoElement.prototype, 'videoHeight', 'get').mockReturnValue(450);
    vi.mocked(HTMLCanvasElement.prototype.toBlob).mockImplementation(function (
      this: HTMLCanvasElement,
      then,
    ) {
      sizes.push([this.width, this.height]);
      then({ arrayBuffer: async () => new ArrayBuffer(5) } as Blob);
    });
    await showLive();
    await press(' ');
    await waitFor(() => expect(ontake).toHaveBeenCalledOnce(), { timeout: 3_000 });
    expect(sizes).toEqual([[450, 600]]);
  });
});

describe('the shutter', () => {
  it('takes one photo, however often it is pressed', async () => {
    await showLive();
    await press(' ');
    await press(' ');
    await fireEvent.click(element('shutter'));
    await waitFor(() => expect(ontake).toHaveBeenCalled(), { timeout: 3_000 });
    await waitFor(() => expect(isBarred('shutter')).toBe(false));
    // A second burst would end a little later.
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(ontake).toHaveBeenCalledOnce();
    expect(ontake.mock.calls[0]?.[0]).toHaveLength(5);
  });

  it('says so when the camera gave no picture', async () => {
    await showLive();
    vi.mocked(HTMLCanvasElement.prototype.toBlob).mockImplementation((then) => then(null));
    await press(' ');
    await waitFor(() => expect(onempty).toHaveBeenCalledOnce(), { timeout: 3_000 });
    expect(ontake).not.toHaveBeenCalled();
  });

  it('belongs to Space only where no field or button has it', async () => {
    await showLive({ canKeep: true });
    await press(' ', element('keep-photo'));
    expect(isBarred('shutter')).toBe(false);
  });

  it('is barred while a photo is taken in, and so is keeping the one there is', async () => {
    await showLive({ canKeep: true, isTaking: true });
    expect([isBarred('shutter'), isBarred('keep-photo')]).toEqual([true, true]);
    await fireEvent.click(element('keep-photo'));
    await press(' ');
    expect(onkeep).not.toHaveBeenCalled();
    expect(ontake).not.toHaveBeenCalled();
  });

  it('takes nothing more once the step is left', async () => {
    const { unmount } = await showLive();
    await press(' ');
    unmount();
    await new Promise((resolve) => setTimeout(resolve, 900));
    expect(ontake).not.toHaveBeenCalled();
    expect(cameras.last.readyState).toBe('ended');
  });
});
