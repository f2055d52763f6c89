// What is true of each field whatever the policy says, as Rust describes it (`./dev types`).
import table from './fields.json';
import type { CardField, Field } from './types';

const HOLDS = new Map(table.fields.map(({ field, holds }) => [field, holds]));

/** What is written letter by letter, or picked from a list, in one element of the Person step. */
const IN_ONE_ELEMENT: readonly string[] = ['line', 'lines', 'number', 'email', 'choice'];

/** What of the card is the programme's own, or seen at a glance. */
export const UNLISTED = ['programme', 'contact', 'photo', 'signature', 'code'] as const;
/** What the applicant checks on the card. */
export type Listed = Exclude<CardField, (typeof UNLISTED)[number]>;

/** The same, in the order in which it is read. */
export const LISTED = table.listed as readonly Listed[];

/** Whether a field is a text of several lines. */
export function isInLines(field: Field): boolean {
  return HOLDS.get(field) === 'lines';
}

/** The field of the Person step that is typed into the element of this name. */
export function fieldTypedIn(element: string): Field | null {
  const found = table.fields.find(({ field }) => field === element);
  if (found?.step !== 'person' || !IN_ONE_ELEMENT.includes(found.holds)) return null;
  return found.field as Field;
}
