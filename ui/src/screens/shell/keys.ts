// What a key means, wherever it is pressed. What is no press at all never comes here: see
// `parts/key-press.ts`.

/** What the window does at a key. */
export type Intent = 'new' | 'lock' | 'back' | 'help' | 1 | 2 | 3 | 4;

type Press = Pick<KeyboardEvent, 'key' | 'code' | 'altKey' | 'ctrlKey' | 'metaKey'>;

/** The meaning of a key press; none for a key that belongs to the field it was pressed in. */
export function intentOf(press: Press, isTyping: boolean): Intent | null {
  if (press.ctrlKey || press.metaKey) return null;
  if (press.altKey) return stepOf(press);
  switch (press.key) {
    case 'F2':
      return 'new';
    case 'F8':
      return 'lock';
    case 'Escape':
      return 'back';
    case '?':
      return isTyping ? null : 'help';
    default:
      return null;
  }
}

/** Keyboards write other signs with Alt; the key's place counts too. */
function stepOf(press: Press): Intent | null {
  const digit = /^(?:Digit|Numpad)([1-4])$/.exec(press.code)?.[1] ?? press.key;
  switch (digit) {
    case '1':
      return 1;
    case '2':
      return 2;
    case '3':
      return 3;
    case '4':
      return 4;
    default:
      return null;
  }
}
