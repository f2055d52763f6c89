// The cameras of this machine: one is open while it is looked through, and closed afterwards.

/** Why there is no live picture. */
export type NoCamera = 'missing' | 'denied' | 'busy' | 'gone';
/** One camera; it has no id and no label before any camera was allowed. */
export type CameraName = { id: string; label: string };

const STORED_AS = 'keyway.camera';
const TURNED_AS = 'keyway.camera-turned.';

/** Asked for where the camera can; the frame for the card needs 600 by 750 of it. */
const WANTED: MediaTrackConstraints = {
  width: { ideal: 1920 },
  height: { ideal: 1080 },
  frameRate: { ideal: 30 },
};

/** Opens the camera `id`, or another one where that one is not there; or says why there is none. */
export async function openCamera(id: string | null): Promise<MediaStream | NoCamera> {
  const devices = devicesHere();
  if (!devices) return 'missing';
  try {
    return (id !== null && (await openOne(devices, id))) || (await openAny(devices));
  } catch (thrown) {
    return reasonOf(thrown);
  }
}

/** Closes the camera; its light goes out. */
export function closeCamera(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

/** Whether the camera still sends; one that was unplugged leaves its last frame standing. */
export function isSending(stream: MediaStream): boolean {
  const tracks = stream.getVideoTracks();
  return tracks.length > 0 && tracks.every((track) => track.readyState === 'live');
}

/** Calls back once the camera stops by itself: it was unplugged, or the system took it. */
export function whenGone(stream: MediaStream, then: () => void): void {
  for (const track of stream.getVideoTracks()) track.addEventListener('ended', then);
}

/** Calls back when a camera is plugged in or out; answers what calls that off. */
export function whenPlugged(then: () => void): () => void {
  const devices = devicesHere();
  devices?.addEventListener('devicechange', then);
  return () => devices?.removeEventListener('devicechange', then);
}

/** The cameras there are. */
export async function listCameras(): Promise<readonly CameraName[]> {
  const all = await devicesHere()?.enumerateDevices().catch(() => []);
  const cameras = (all ?? []).filter(({ kind }) => kind === 'videoinput');
  return cameras.map(({ deviceId, label }) => ({ id: deviceId, label }));
}

/** Which of them is open. */
export function idOf(stream: MediaStream): string {
  return stream.getVideoTracks()[0]?.getSettings().deviceId ?? '';
}

/** The camera that was chosen on this machine; it says nothing of a person. */
export function rememberedCamera(): string | null {
  return globalThis.localStorage?.getItem(STORED_AS) ?? null;
}

/** Remembers the camera on this machine. */
export function rememberCamera(id: string): void {
  globalThis.localStorage?.setItem(STORED_AS, id);
}

/** By how many quarter turns a camera's picture is set right: it may hang or lie on its side. */
export function rememberedQuarters(id: string): number {
  const quarters = Number(globalThis.localStorage?.getItem(TURNED_AS + id));
  return [1, 2, 3].includes(quarters) ? quarters : 0;
}

/** Remembers it on this machine, for that camera. */
export function rememberQuarters(id: string, quarters: number): void {
  globalThis.localStorage?.setItem(TURNED_AS + id, `${quarters}`);
}

function devicesHere(): MediaDevices | undefined {
  return (navigator as Partial<Navigator>).mediaDevices;
}

/** No other camera will do, however well it would fit; none when this one is not there. */
async function openOne(devices: MediaDevices, id: string): Promise<MediaStream | null> {
  const video = { ...WANTED, deviceId: { exact: id } };
  return devices.getUserMedia({ audio: false, video }).catch((thrown: unknown) => {
    if (reasonOf(thrown) === 'missing') return null;
    throw thrown;
  });
}

function openAny(devices: MediaDevices): Promise<MediaStream> {
  return devices.getUserMedia({ audio: false, video: { ...WANTED, facingMode: 'user' } });
}

function reasonOf(thrown: unknown): NoCamera {
  const name = thrown instanceof Error || thrown instanceof DOMException ? thrown.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'denied';
  if (name === 'NotReadableError' || name === 'AbortError') return 'busy';
  return 'missing';
}
