// The camera of this machine: opened while it is looked through, closed as soon as it is not.

/** Why there is no live picture. */
export type NoCamera = 'missing' | 'denied' | 'busy';

/** Asked for where the camera can; the frame for the card needs 600 by 750 of it. */
const WANTED: MediaStreamConstraints = {
  audio: false,
  video: {
    width: { ideal: 1920 },
    height: { ideal: 1080 },
    frameRate: { ideal: 30 },
    facingMode: 'user',
  },
};

/** Opens the camera, or says why there is none. */
export async function openCamera(): Promise<MediaStream | NoCamera> {
  const devices = (navigator as Partial<Navigator>).mediaDevices;
  if (!devices) return 'missing';
  try {
    return await devices.getUserMedia(WANTED);
  } catch (thrown) {
    return reasonOf(thrown);
  }
}

/** Closes the camera; its light goes out. */
export function closeCamera(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

function reasonOf(thrown: unknown): NoCamera {
  const name = thrown instanceof Error || thrown instanceof DOMException ? thrown.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'denied';
  if (name === 'NotReadableError' || name === 'AbortError') return 'busy';
  return 'missing';
}
