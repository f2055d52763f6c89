// Where each of the last three moves stands.
import type { Application, Stage } from '../../desk/types';
import { say } from '../../words/words.svelte';

/** How a move is shown. */
export type MoveView = { title: string; where: string; state: 'open' | 'done' | 'later' };

const SUBMITTED: readonly Stage[] = ['submitted', 'approved', 'closed'];

/** The three moves of `application`, while the verb `busy` is under way. */
export function movesOf(application: Application, busy: string | null) {
  const { stage, envelope } = application;
  const isSubmitted = SUBMITTED.includes(stage);
  const isConfirmed = isSubmitted || stage === 'confirmed';
  const confirm: MoveView = {
    title: say('card.confirm'),
    state: isConfirmed ? 'done' : 'open',
    where: isConfirmed ? say('card.confirm_done') : say('card.confirm_open'),
  };
  const submit: MoveView = {
    title: say('card.submit'),
    state: isSubmitted ? 'done' : isConfirmed ? 'open' : 'later',
    where: isConfirmed ? say('card.submit_open') : say('card.submit_not_yet'),
  };
  const next: MoveView = {
    title: say('card.next'),
    state: isSubmitted ? 'open' : 'later',
    where: isSubmitted ? say('card.next_open') : say('card.next_not_yet'),
  };
  if (isSubmitted) submit.where = envelope ? say(`envelope.${envelope}`) : say('stage.submitted');
  if (busy === 'confirm') confirm.where = say('card.busy');
  if (busy === 'submit') submit.where = say('card.submit_busy');
  return { confirm, submit, next };
}
