// Finds kinds of documents by what is typed.
import type { Kind } from '../../desk/types';
import { asciiDigits, withoutUnseen } from '../../words/digits';

/** The name of a kind in the operator's language, or else in English, or else its word. */
export function labelOf(kind: Kind, language: string): string {
  return kind.label[language] ?? kind.label['en'] ?? kind.id;
}

/** The kinds with every typed word in their name, in the order of the policy. */
export function matching(kinds: readonly Kind[], typed: string, language: string): Kind[] {
  const words = plain(typed).split(' ').filter(Boolean);
  return kinds.filter((kind) => {
    const name = plain(labelOf(kind, language));
    return words.every((word) => name.includes(word));
  });
}

/** Small letters without accents, so that "matricula" finds "matrícula". */
function plain(text: string): string {
  const seen = asciiDigits(withoutUnseen(text));
  const bare = seen.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return bare.replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
}
