// Where each of the last four moves stands.
import type { Application, Print, Stage } from '../../desk/types';
import { say } from '../../words/words.svelte';

/** How a move is shown. */
export type MoveView = { title: string; where: string; state: 'open' | 'done' | 'later' };

const SUBMITTED: readonly Stage[] = ['submitted', 'approved', 'closed'];

/** Whether the application is submitted, whatever became of it since. */
export function isSubmitted({ stage }: Application): boolean {
  return SUBMITTED.includes(stage);
}

/**
 * The four moves of `application`, while the verb `busy` is under way; `print` tells how the
 * printing of its card stands, once that is known.
 */
export function movesOf(application: Application, busy: string | null, print: Print | null) {
  const isThere = isSubmitted(application);
  const isConfirmed = isThere || application.stage === 'confirmed';
  const confirm: MoveView = {
    title: say('card.confirm'),
    state: isConfirmed ? 'done' : 'open',
    where: isConfirmed ? say('card.confirm_done') : say('card.confirm_open'),
  };
  const submit: MoveView = {
    title: say('card.submit'),
    state: isThere ? 'done' : isConfirmed ? 'open' : 'later',
    where: isConfirmed ? say('card.submit_open') : say('card.submit_not_yet'),
  };
  if (isThere) submit.where = submittedInWords(application);
  if (busy === 'confirm') confirm.where = say('card.busy');
  if (busy === 'submit') submit.where = say('card.submit_busy');
  const known = isThere ? print : null;
  return { confirm, submit, print: printing(known), handOver: handingOver(known) };
}

function submittedInWords({ envelope }: Application): string {
  return envelope ? say(`envelope.${envelope}`) : say('stage.submitted');
}

function printing(print: Print | null): MoveView {
  const title = say('card.print');
  if (!print) return { title, state: 'later', where: say('card.print_not_yet') };
  const { card, barred, printer } = print;
  if (card === 'printed' || card === 'handed_over') {
    return { title, state: 'done', where: say('card.print_done') };
  }
  const standing = print.standing;
  if (standing === 'unsure' || standing === 'unsure_file') {
    return { title, state: 'open', where: say('card.print_unsure') };
  }
  if (barred !== null) return { title, state: 'later', where: say('print.is_barred') };
  if (!print.offers.includes('print')) {
    const where = standing === 'revoked' ? say('print.is_revoked') : say('card.print_busy');
    return { title, state: 'later', where };
  }
  if (!printer) return { title, state: 'open', where: say('card.print_no_printer') };
  if (standing === 'failed') return { title, state: 'open', where: say('card.print_failed') };
  return { title, state: 'open', where: say('card.print_open', { printer: printer.name }) };
}

function handingOver(print: Print | null): MoveView {
  const title = say('card.hand_over');
  if (print?.card === 'handed_over') {
    return { title, state: 'done', where: say('card.hand_over_done') };
  }
  const isPrinted = print?.card === 'printed';
  const where = say(`card.hand_over_${isPrinted ? 'open' : 'not_yet'}`);
  return { title, state: isPrinted ? 'open' : 'later', where };
}
