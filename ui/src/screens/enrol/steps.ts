// The four steps, in their order.
import type { Application } from '../../desk/types';

/** The steps of an enrolment. */
export const STEPS = ['person', 'documents', 'photo', 'card'] as const;
/** One of them. */
export type Step = (typeof STEPS)[number];

/** The step after `step`; the last stays the last. */
export function after(step: Step): Step {
  return STEPS[STEPS.indexOf(step) + 1] ?? 'card';
}

/** The step before `step`; none before the first. */
export function before(step: Step): Step | null {
  return STEPS[STEPS.indexOf(step) - 1] ?? null;
}

/** Whether nothing of `step` is missing; the signature is a part of the Photo step. */
export function isDone(step: Step, { done }: Application): boolean {
  return done[step] && (step !== 'photo' || done.signature);
}

/** Where to take up an application again: the first step that is not finished. */
export function firstOpen(application: Application): Step {
  return STEPS.find((step) => !isDone(step, application)) ?? 'card';
}
