// What is typed into the Person step, and which problems with it are told.
import { SvelteSet } from 'svelte/reactivity';
import type { Field, PersonForm, Problem } from '../../desk/types';
import type { Enrolment } from '../enrol/enrolment.svelte';
import { errorBeside } from './problems';
import { told } from './told';

export class PersonInput {
  form = $state<PersonForm>() as PersonForm;
  /** The problems when a field was last left: they don't come and go under the typing hand. */
  judged = $state.raw<readonly Problem[]>([]);
  /** The fields that somebody typed into and left. */
  readonly left = new SvelteSet<Field>();
  readonly #enrolment: Enrolment;

  constructor(enrolment: Enrolment) {
    this.#enrolment = enrolment;
    this.form = { ...enrolment.application.person };
  }

  /** The problems to be told now. */
  get told(): readonly Problem[] {
    return told(this.#enrolment.application.problems, this.judged);
  }

  /** The sentence beside `field`; none while there is nothing to say yet. */
  errorBeside(field: Field): string | undefined {
    return errorBeside(field, this.told, this.left, this.#enrolment.tried.has('person'));
  }

  /** Something was typed. What of it is kept, the desk knows. */
  typed(): void {
    const { desk, id, isOpen } = this.#enrolment;
    if (!isOpen) return;
    const person = $state.snapshot(this.form);
    this.#enrolment.change('person', () => desk.savePerson(id, person));
  }

  /** Saves, and takes note of what is wrong with the step as it now is. */
  async judge(): Promise<void> {
    await this.#enrolment.flush();
    this.judged = this.#enrolment.application.problems;
  }
}
