// What happens to a field, in one line.
import type { Field, Rules } from '../../desk/types';
import { say } from '../../words/words.svelte';

/** "Printed on the card. Destroyed after the card is handed over." */
export function fateOf(field: Field, rules: Rules): string {
  const retention = rules.fields.find((note) => note.field === field)?.retention;
  return say(`fate.${field}`, { kept: retention ? say(`kept.${retention}`) : '' }).trim();
}

/** The word beside the label of a field that the card can do without. */
export function optionalWord(field: Field, rules: Rules): string | undefined {
  const isRequired = rules.fields.find((note) => note.field === field)?.is_required ?? false;
  return isRequired ? undefined : say('app.optional');
}
