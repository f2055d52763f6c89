// The bytes of a picture file, chosen or dropped; one that is too large is not even read.
import type { Trouble } from './trouble';

/** The file's bytes, or why there are none. */
export async function bytesOf(file: File, limitBytes: number): Promise<Uint8Array | Trouble> {
  if (file.size > limitBytes) {
    const detail = { actual_bytes: file.size, limit_bytes: limitBytes };
    return { code: 'photo_too_large', detail };
  }
  // A stick may be pulled out between the choice and the reading.
  const bytes = await file.arrayBuffer().catch(() => null);
  return bytes ? new Uint8Array(bytes) : { code: 'file_unreadable' };
}
