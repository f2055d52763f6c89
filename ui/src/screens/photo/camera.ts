// The camera of this machine: opened while it is looked through, closed as soon as it is not.

/** Why there is no live picture. */
export type NoCamera = 'missing' | 'denied' | 'busy';

/** Asked for where the camera can; the frame for the card needs 600 by 750 of it. */
const WANTED: MediaStreamConstraints = {
  audio: false,
  video: { width: { ideal: 1920 }, height: { ideal: 1080 }, facingMode: 'user' },
};
const JPEG_QUALITY = 0.95;

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

/** The picture that the camera shows now, as JPEG. */
export async function grab(video: HTMLVideoElement): Promise<Uint8Array | null> {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [video.videoWidth, video.videoHeight];
  canvas.getContext('2d')?.drawImage(video, 0, 0);
  const blob = await new Promise<Blob | null>((resolve) =>
    canvas.toBlob(resolve, 'image/jpeg', JPEG_QUALITY),
  );
  return blob && new Uint8Array(await blob.arrayBuffer());
}

function reasonOf(thrown: unknown): NoCamera {
  const name = thrown instanceof Error || thrown instanceof DOMException ? thrown.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'denied';
  if (name === 'NotReadableError' || name === 'AbortError') return 'busy';
  return 'missing';
}
