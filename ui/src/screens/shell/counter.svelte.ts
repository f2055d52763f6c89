// What the whole window knows: who is signed in, which screen is shown, how the line is.
//
// It moves between screens; what a screen does stays with the screen.
import { createContext } from 'svelte';
import type { Desk } from '../../desk/desk';
import { asFailure, type Failure } from '../../desk/failure';
import type { Line, Rules, Session, Start } from '../../desk/types';
import { Enrolment } from '../enrol/enrolment.svelte';

/** The screens of the counter. */
export type Screen =
  | 'opening'
  | 'broken'
  | 'first-start'
  | 'sign-in'
  | 'join'
  | 'words'
  | 'home'
  | 'enrol';

/** How the screens come by the counter. */
export const [getCounter, setCounter] = createContext<Counter>();

export class Counter {
  screen = $state<Screen>('opening');
  start = $state.raw<Start | null>(null);
  session = $state.raw<Session | null>(null);
  rules = $state.raw<Rules | null>(null);
  line = $state.raw<Line | null>(null);
  enrolment = $state.raw<Enrolment | null>(null);
  failure = $state.raw<Failure | null>(null);
  isHelpOpen = $state(false);
  /** Nothing is shown, because nobody knows whether the counter is still open. */
  isCovered = $state(false);
  /** What Esc does on this screen; set by the screen. */
  back: (() => void) | null = null;
  readonly desk: Desk;
  #isBusy = false;
  #listening: Promise<unknown> | null = null;

  constructor(desk: Desk) {
    this.desk = desk;
  }

  /** Asks what to show first, and shows it. */
  async open(): Promise<void> {
    try {
      const [start, rules] = await Promise.all([this.desk.start(), this.desk.rules()]);
      [this.start, this.rules] = [start, rules];
      this.#listening ??= this.#listen();
      await this.#listening;
      if (start.door === 'open') await this.enter(await this.desk.session());
      else this.screen = start.door === 'new' ? 'first-start' : 'sign-in';
    } catch (thrown) {
      this.failure = asFailure(thrown);
      this.screen = 'broken';
    }
  }

  /** Goes to work: home, or the application that was not saved when the screen was locked. */
  async enter(session: Session): Promise<void> {
    this.session = session;
    this.failure = null;
    this.line = await this.desk.line().catch(() => null);
    if (this.enrolment) {
      void this.enrolment.flush();
      this.screen = 'enrol';
    } else {
      this.screen = 'home';
    }
  }

  /** Begins an application. */
  newApplicant(): Promise<void> {
    return this.#show(async () => this.#enrol(await this.desk.newApplication()));
  }

  /** Opens an application where it was left. */
  resume(id: string): Promise<void> {
    return this.#show(async () => this.#enrol(await this.desk.openApplication(id)));
  }

  /** Leaves whatever is shown for the list of applications; saves first. */
  home(): Promise<void> {
    return this.#show(async () => {
      this.enrolment = null;
      this.screen = 'home';
    });
  }

  /** Shows the form that joins a server; saves first. */
  showJoin(): Promise<void> {
    return this.#show(async () => {
      this.enrolment = null;
      this.screen = 'join';
    });
  }

  /** Shows the form that makes new recovery words; saves first. */
  showWords(): Promise<void> {
    return this.#show(async () => {
      this.enrolment = null;
      this.screen = 'words';
    });
  }

  /** Locks the screen. What could not be saved stays in memory and is saved after sign-in. */
  async lock(): Promise<void> {
    if (!this.session) return;
    const isSaved = (await this.enrolment?.flush()) ?? true;
    await this.desk.lock().catch(() => undefined);
    await this.signedOut(isSaved);
  }

  /** Tells the desk that somebody is there; it may be too late for that. */
  async stillHere(): Promise<void> {
    await this.desk.stillHere().catch((thrown) => this.meet(asFailure(thrown)));
  }

  /** Shows nothing until the desk has said that the counter is still open, else the sign-in. */
  async doubt(): Promise<void> {
    if (!this.session) return;
    this.isCovered = true;
    const isOpen = await this.desk.session().then(
      () => true,
      () => false,
    );
    if (!isOpen) await this.signedOut();
    this.isCovered = false;
  }

  /** Shows the sign-in, because the desk says that nobody is signed in. */
  async signedOut(isSaved = false): Promise<void> {
    if (isSaved || this.enrolment?.isAllSaved) this.enrolment = null;
    this.isHelpOpen = false;
    this.session = null;
    this.failure = null;
    this.start = await this.desk.start().catch(() => this.start);
    this.screen = 'sign-in';
  }

  /** Takes in a failure that belongs to no field; a lost session leads to the sign-in. */
  meet(failure: Failure): void {
    if (failure.code === 'signed_out') void this.signedOut();
    else this.failure = failure;
  }

  /** Looks again at what the top bar says, as something was printed or counted. */
  async lookAtLine(): Promise<void> {
    const line = await this.desk.line().catch(() => null);
    if (line && this.session) this.line = line;
  }

  #enrol(application: ConstructorParameters<typeof Enrolment>[1]): void {
    this.enrolment = new Enrolment(this.desk, application, () => void this.signedOut());
    this.screen = 'enrol';
  }

  #listen(): Promise<unknown> {
    return Promise.all([
      this.desk.onLine((line) => this.#hear(line)),
      this.desk.onLocked(() => void this.doubt()),
    ]);
  }

  #hear(line: Line): void {
    this.line = line;
    void this.enrolment?.refresh();
  }

  /** One change of screen at a time, and none before everything typed is saved. */
  async #show(change: () => Promise<void>): Promise<void> {
    if (!this.session || this.#isBusy) return;
    this.#isBusy = true;
    this.failure = null;
    try {
      const isSaved = (await this.enrolment?.flush()) ?? true;
      if (isSaved) await change();
    } catch (thrown) {
      this.meet(asFailure(thrown));
    } finally {
      this.#isBusy = false;
    }
  }
}
