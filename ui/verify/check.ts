// Whether a code is genuine: the server's key vouches for the counter's, the counter's for the
// claims. Asks nobody.
import { hashes, verify } from '@noble/ed25519';
import { sha256, sha512 } from '@noble/hashes/sha2.js';
import { encode } from 'cborg';
import { fromLatin1, isSame, joined } from './bytes';
import { readCbor, readClaims, type Claims } from './claims';

hashes.sha512 = sha512;

export type Verdict =
  | { is: 'genuine' | 'expired' | 'proof'; claims: Claims }
  | { is: 'other_programme' | 'not_genuine' };

const TAG_OF_SIGN1 = 0xd2;
const EDDSA = -8;
const [ALGORITHM, KEY_ID, CERTIFICATE] = [1, 4, -70001];
const SIGNED = fromLatin1('keyway card code 1');
const CERTIFIED = fromLatin1('keyway counter certificate 1\0');

type Code = {
  protectedHeader: Uint8Array;
  keyId: Uint8Array;
  certificate: Uint8Array;
  payload: Uint8Array;
  signature: Uint8Array;
};

/** What a code is, on the day `today` (`YYYY-MM-DD`). Never throws. */
export function check(bytes: Uint8Array, serverKey: Uint8Array, today: string): Verdict {
  try {
    const code = readCode(bytes);
    if (!isSame(code.keyId, sha256(serverKey).slice(0, 8))) return { is: 'other_programme' };
    if (!isSigned(code, serverKey)) return { is: 'not_genuine' };
    const claims = readClaims(code.payload);
    if (claims.kind === 'proof') return { is: 'proof', claims };
    const isOver = claims.expiresOn !== null && claims.expiresOn < today;
    return { is: isOver ? 'expired' : 'genuine', claims };
  } catch {
    return { is: 'not_genuine' };
  }
}

const RANKED = ['genuine', 'expired', 'proof', 'other_programme', 'not_genuine'] as const;

/** What counts of all codes in a picture: another one beside the card's must not hide it. */
export function best(verdicts: Verdict[]): Verdict | undefined {
  const rank = ({ is }: Verdict) => RANKED.indexOf(is);
  return [...verdicts].sort((one, other) => rank(one) - rank(other))[0];
}

function readCode(bytes: Uint8Array): Code {
  if (bytes[0] !== TAG_OF_SIGN1) throw new Error('no COSE_Sign1');
  const parts = readCbor(bytes.slice(1));
  if (!Array.isArray(parts) || parts.length !== 4) throw new Error('no COSE_Sign1');
  const [protectedHeader, rest, payload, signature]: unknown[] = parts;
  if (!(rest instanceof Map) || rest.size > 0) throw new Error('an unprotected header');
  const header = readCbor(bytesOf(protectedHeader));
  if (!(header instanceof Map) || header.size !== 3) throw new Error('another header');
  if (header.get(ALGORITHM) !== EDDSA) throw new Error('another algorithm');
  return {
    protectedHeader: bytesOf(protectedHeader),
    keyId: bytesOf(header.get(KEY_ID), 8),
    certificate: bytesOf(header.get(CERTIFICATE), 96),
    payload: bytesOf(payload),
    signature: bytesOf(signature, 64),
  };
}

function isSigned(code: Code, serverKey: Uint8Array): boolean {
  const strict = { zip215: false };
  const counterKey = code.certificate.slice(0, 32);
  const voucher = joined(CERTIFIED, counterKey);
  const said = Uint8Array.from(
    encode(['Signature1', code.protectedHeader, SIGNED, code.payload]),
  );
  return (
    verify(code.certificate.slice(32), voucher, serverKey, strict) &&
    verify(code.signature, said, counterKey, strict)
  );
}

function bytesOf(value: unknown, length?: number): Uint8Array {
  if (!(value instanceof Uint8Array)) throw new Error('no bytes');
  if (length !== undefined && value.length !== length) throw new Error('another length');
  // A copy: what a decoder cuts out of a buffer is not always a plain array.
  return Uint8Array.from(value);
}
