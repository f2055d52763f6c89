// Numbers and texts as people type and paste them, on any keyboard.

/** What nobody sees: marks of direction, joiners, selectors of a form. */
const UNSEEN = /\p{Default_Ignorable_Code_Point}/gu;
const UNSEEN_AT_ENDS =
  /^(?:\s|\p{Default_Ignorable_Code_Point})+|(?:\s|\p{Default_Ignorable_Code_Point})+$/gu;

/** The text with every decimal digit of any script written as 0 to 9. */
export function asciiDigits(typed: string): string {
  return typed.replace(/\p{Nd}/gu, (digit) => String(valueOf(digit)));
}

/** A whole number of at most `most` digits; none for any other text. */
export function wholeNumber(typed: string, most: number): number | null {
  const digits = asciiDigits(withoutUnseen(typed).trim());
  return /^[0-9]+$/.test(digits) && digits.length <= most ? Number(digits) : null;
}

/** The text without what nobody sees, wherever it stands: for numbers and for searching. */
export function withoutUnseen(typed: string): string {
  return typed.replace(UNSEEN, '');
}

/** The text as it is stored: composed, and bare at its ends. */
export function asStored(typed: string): string {
  return typed.replace(UNSEEN_AT_ENDS, '').normalize('NFC');
}

/** Unicode keeps the ten digits of a script side by side from zero up, in rows of ten. */
function valueOf(digit: string): number {
  let code = digit.codePointAt(0) ?? 0;
  let before = -1;
  for (; /\p{Nd}/u.test(String.fromCodePoint(code)); code -= 1) before += 1;
  return before % 10;
}
