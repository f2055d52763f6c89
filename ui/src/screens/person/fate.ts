// What happens to a field, in one line.
import type { Field, FieldNote, Rules } from '../../desk/types';
import { asStored } from '../../words/digits';
import { say } from '../../words/words.svelte';

/** "Printed on the card. Destroyed here once the day is over and it was sent. …" */
export function fateOf(field: Field, rules: Rules): string {
  const retention = ruleFor(field, rules)?.retention;
  return say(`fate.${field}`, { kept: retention ? say(`kept.${retention}`) : '' }).trim();
}

/** The word beside the label of a field that the card can do without. */
export function optionalWord(field: Field, rules: Rules): string | undefined {
  return ruleFor(field, rules)?.is_required ? undefined : say('app.optional');
}

/** The policy's rule for `field`; none where the policy does not name it. */
export function ruleFor(field: Field, rules: Rules): FieldNote | undefined {
  return rules.fields.find((note) => note.field === field);
}

/** "12 of 160 characters", counted as the desk counts: by letters, not by their bytes. */
export function countOf(field: Field, typed: string, rules: Rules): string {
  const limit = ruleFor(field, rules)?.limit_chars ?? 0;
  return say('app.characters', { count: [...asStored(typed)].length, limit });
}

/** Whether the policy has the applicant asked for `field`. */
export function isAskedFor(field: Field, rules: Rules): boolean {
  return ruleFor(field, rules) !== undefined;
}
