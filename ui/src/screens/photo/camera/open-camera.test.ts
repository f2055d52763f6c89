// What opens a camera, and in which words it says that there is none.
import { afterEach, describe, expect, it } from 'vitest';
import { FakeCameras } from '../../../test-cameras';
import { closeCamera, isSending, listCameras, openCamera } from './camera';

let cameras: FakeCameras | null = null;

function plugged(...ids: string[]): FakeCameras {
  return (cameras = new FakeCameras(ids));
}

afterEach(() => {
  cameras?.remove();
  cameras = null;
});

describe('a camera', () => {
  it('is missing where there is none, and where the window knows of no camera at all', async () => {
    expect(await openCamera(null)).toBe('missing');
    expect(await listCameras()).toEqual([]);
    plugged();
    expect(await openCamera(null)).toBe('missing');
  });

  it.each([
    ['NotAllowedError', 'denied'],
    ['SecurityError', 'denied'],
    ['NotReadableError', 'busy'],
    ['AbortError', 'busy'],
    ['NotFoundError', 'missing'],
    ['SomethingElse', 'missing'],
  ])('that fails with %s is %s', async (name, word) => {
    plugged('desk').failures.push(name);
    expect(await openCamera(null)).toBe(word);
  });

  it('is the one that was chosen, and any other where that one is not there', async () => {
    const all = plugged('laptop', 'desk');
    await openCamera('desk');
    expect(all.last.getSettings().deviceId).toBe('desk');
    await openCamera('sold');
    expect(all.last.getSettings().deviceId).toBe('laptop');
    await openCamera(null);
    expect(all.last.getSettings().deviceId).toBe('laptop');
  });

  it('is not replaced by another one when the chosen one is in use', async () => {
    const all = plugged('laptop', 'desk');
    all.failures.push('NotReadableError');
    expect(await openCamera('desk')).toBe('busy');
    expect(all.tracks).toEqual([]);
  });

  it('is listed without the microphones', async () => {
    plugged('laptop', 'desk');
    expect((await listCameras()).map(({ id }) => id)).toEqual(['laptop', 'desk']);
  });

  it('sends until it is closed', async () => {
    plugged('desk');
    const stream = await openCamera(null);
    if (typeof stream === 'string') throw new Error(stream);
    expect(isSending(stream)).toBe(true);
    closeCamera(stream);
    expect(isSending(stream)).toBe(false);
  });
});
