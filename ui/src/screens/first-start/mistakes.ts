// What is wrong with the first start's form before the desk is asked.
import type { Failure } from '../../desk/failure';
import { say } from '../../words/words.svelte';

/** The form as typed. */
export type SetUpForm = { site: string; supervisor: string; passphrase: string; repeat: string };
/** The ids of its fields. */
export type SetUpField = 'site' | 'supervisor' | 'passphrase' | 'passphrase-repeat';

/** Everything that is wrong with `form`, in its order. */
export function mistakesIn(form: SetUpForm, min: number): { id: SetUpField; text: string }[] {
  const mistakes: { id: SetUpField; text: string }[] = [];
  if (form.site.trim() === '') mistakes.push({ id: 'site', text: say('code.name_missing_site') });
  if (form.supervisor.trim() === '') {
    mistakes.push({ id: 'supervisor', text: say('code.name_missing_supervisor') });
  }
  if ([...form.passphrase].length < min) {
    mistakes.push({ id: 'passphrase', text: say('code.passphrase_too_short', { min }) });
  } else if (form.passphrase !== form.repeat) {
    mistakes.push({ id: 'passphrase-repeat', text: say('first.repeat_differs') });
  }
  return mistakes;
}

/** The field that a failure of the desk stands beside. */
export function fieldOfFailure({ code, detail }: Failure): SetUpField {
  if (code === 'passphrase_too_short') return 'passphrase';
  return detail['field'] === 'supervisor' ? 'supervisor' : 'site';
}
