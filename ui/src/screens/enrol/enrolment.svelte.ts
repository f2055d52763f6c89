// One application on the screen: what the desk made of it, how it is saved, and its step.
//
// What is typed, ticked, framed or drawn is each step's own input (see `of`); no answer of the
// desk overwrites what is typed.
import { untrack } from 'svelte';
import { SvelteSet } from 'svelte/reactivity';
import type { Desk } from '../../desk/desk';
import { asFailure, type Failure } from '../../desk/failure';
import type { Application } from '../../desk/types';
import { Autosave, type SaveState } from './autosave';
import { firstOpen, type Step } from './steps';

/** What a step holds of an application that is on the screen; nothing of it is known here. */
export type Input<I extends object> = new (enrolment: Enrolment) => I;

/** Saves one change; answers the application as it is by then. */
type Save = () => Promise<Application>;

export class Enrolment {
  application = $state.raw<Application>() as Application;
  step = $state<Step>('person');
  save = $state.raw<SaveState>({ kind: 'saved' });
  /** The verb that is under way, so that a second press does nothing. */
  busy = $state<string | null>(null);
  /** How often a step was chosen: "Go on" overrides none that was chosen while it saved. */
  choices = 0;
  /** The steps that somebody tried to leave by "Go on". */
  readonly tried = new SvelteSet<Step>();
  readonly desk: Desk;
  readonly #inputs = new WeakMap<Input<object>, object>();
  readonly #autosave: Autosave<Record<string, Save>>;
  readonly #onSignedOut: () => void;
  /** The line changed while a verb was under way, whose answer may be older than that. */
  #isOutdated = false;
  /** The last request: the next one waits for its end, whatever that is. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(desk: Desk, application: Application, onSignedOut: () => void) {
    this.desk = desk;
    this.#onSignedOut = onSignedOut;
    this.application = application;
    this.step = firstOpen(application);
    this.#autosave = new Autosave<Record<string, Save>>(
      (_, save) => this.#ask(save),
      (state) => this.#tell(state),
    );
  }

  get id(): string {
    return this.application.id;
  }

  get isOpen(): boolean {
    return this.application.is_open;
  }

  get isAllSaved(): boolean {
    return this.#autosave.isAllSaved;
  }

  /** What a step holds of this application; made when it is first asked for, and kept. */
  of<I extends object>(input: Input<I>): I {
    const made = (this.#inputs.get(input) ?? untrack(() => new input(this))) as I;
    this.#inputs.set(input, made);
    return made;
  }

  /** Something was changed: it is saved after a pause, unless the same thing is changed again. */
  change(what: string, save: Save, pauseMs?: number): void {
    this.#autosave.change(what, save, pauseMs);
  }

  /** Saves everything now; answers whether everything is saved. */
  flush(): Promise<boolean> {
    return this.#autosave.flush();
  }

  /** Goes to a step; nothing holds it up. */
  goTo(step: Step): void {
    this.choices += 1;
    void this.flush();
    this.step = step;
  }

  /** Does one verb after everything is saved; a second press meanwhile does nothing. */
  async act(name: string, verb: () => Promise<Application>): Promise<Failure | null> {
    if (this.busy !== null) return null;
    this.busy = name;
    try {
      if (!(await this.flush()) && this.save.kind === 'failed') return this.save.failure;
      await this.#ask(verb);
      return null;
    } catch (thrown) {
      return this.#meet(asFailure(thrown));
    } finally {
      this.busy = null;
      if (this.#isOutdated) void this.refresh();
    }
  }

  /** Looks again where the application stands, as the line has changed. */
  async refresh(): Promise<void> {
    this.#isOutdated = this.busy !== null;
    if (this.isOpen || this.#isOutdated) return;
    await this.#ask(() => this.desk.openApplication(this.id)).catch(() => undefined);
  }

  /** Gives the application up; what waited to be saved is forgotten. */
  async giveUp(): Promise<Failure | null> {
    try {
      await this.desk.withdraw(this.id);
      this.#autosave.stop();
      return null;
    } catch (thrown) {
      return this.#meet(asFailure(thrown));
    }
  }

  /**
   * Asks the desk and shows its answer, one request after the other.
   *
   * The desk may do two requests in any order and answer them in any other: only the answer to
   * the one request that is under way is sure to know of all that was answered before.
   */
  async #ask(request: () => Promise<Application>): Promise<void> {
    const answer = this.#last.then(request);
    this.#last = answer.catch(() => undefined);
    this.application = await answer;
  }

  #tell(state: SaveState): void {
    this.save = state;
    if (state.kind === 'failed') this.#meet(state.failure);
  }

  #meet(failure: Failure): Failure {
    if (failure.code === 'signed_out') this.#onSignedOut();
    return failure;
  }
}
