// The steps in their order, and what each of them finishes.
import type { Application, Done } from '../../desk/types';

/** What is finished in a step: a new step is a line here, and its screen a line in `Enrol`. */
const FINISHES = {
  person: ['person'],
  documents: ['documents'],
  photo: ['photo', 'signature'],
  card: ['card'],
} as const satisfies Record<string, readonly (keyof Done)[]>;

/** One of the steps of an enrolment. */
export type Step = keyof typeof FINISHES;
/** What the card can't be made without. */
export type Missing = Exclude<keyof Done, 'card'>;

/** The steps of an enrolment. */
export const STEPS = Object.keys(FINISHES) as Step[];

/** The step after `step`; the last stays the last. */
export function after(step: Step): Step {
  return STEPS[STEPS.indexOf(step) + 1] ?? 'card';
}

/** The step before `step`; none before the first. */
export function before(step: Step): Step | null {
  return STEPS[STEPS.indexOf(step) - 1] ?? null;
}

/** Whether nothing of `step` is missing. */
export function isDone(step: Step, { done }: Application): boolean {
  return FINISHES[step].every((part) => done[part]);
}

/** Where to take up an application again: the first step that is not finished. */
export function firstOpen(application: Application): Step {
  return STEPS.find((step) => !isDone(step, application)) ?? 'card';
}

/** What is missing before the card can be made, each with the step to go to. */
export function missing({ done }: Application): { what: Missing; step: Step }[] {
  const all = STEPS.flatMap((step) => FINISHES[step].map((what) => ({ what, step })));
  return all.filter((one): one is { what: Missing; step: Step } => {
    return one.what !== 'card' && !done[one.what];
  });
}
