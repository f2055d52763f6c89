// Which problems of the Person step are told now.
//
// What a card can't print is told as it is typed, for no letter that follows can mend it; what
// may yet become right is told when its field was left.
import type { Field, Problem, Wrong } from '../../desk/types';

const AT_ONCE: readonly Wrong[] = ['no_glyph', 'no_room'];

const FORM: readonly Field[] = [
  'name',
  'name_gone_by',
  'birth_date',
  'language',
  'gender',
  'address',
  'emergency_contact',
  'medical_notes',
  'transit_stock',
  'updates_email',
];

/** Whether a problem is told while its field is still typed into. */
export function isAtOnce({ wrong }: Problem): boolean {
  return AT_ONCE.includes(wrong);
}

/** What is told, in the order of the form: `now` by the last save, `judged` as fields were left. */
export function told(now: readonly Problem[], judged: readonly Problem[]): readonly Problem[] {
  const atOnce = now.filter(isAtOnce);
  const isFree = ({ field }: Problem) => atOnce.every((one) => one.field !== field);
  const rest = judged.filter((one) => !isAtOnce(one) && isFree(one));
  const order = ({ field }: Problem) => FORM.indexOf(field);
  return [...rest, ...atOnce].sort((one, other) => order(one) - order(other));
}
