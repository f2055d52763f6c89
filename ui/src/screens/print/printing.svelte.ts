// The printing of one card on the screen: looks at it while it is under way, and says what is done.
//
// It decides nothing: what a press means is the desk's business.
import type { Desk } from '../../desk/desk';
import { asFailure, type Failure } from '../../desk/failure';
import type { Press, Print, SavedProof } from '../../desk/types';
import { isUnderWay } from './under-way';

/** Milliseconds between two looks at the printer. */
const LOOK_EVERY_MS = 1_000;
/** How long the buttons rest after they changed: longer than a double click lasts. */
export const REST_MS = 600;

export class Printing {
  print = $state.raw<Print | null>(null);
  failure = $state.raw<Failure | null>(null);
  /** The verb that is under way, so that a second press does nothing. */
  busy = $state<string | null>(null);
  /** The buttons have just changed: a press was meant for what stood there before. */
  isResting = $state(false);
  /** By the count there are no blanks: the clerk is asked. */
  isAskingForBlanks = $state(false);
  saved = $state.raw<SavedProof | null>(null);
  readonly #desk: Desk;
  readonly #id: string;
  readonly #onFailure: (failure: Failure) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #rest: ReturnType<typeof setTimeout> | undefined;
  #isStopped = false;
  /** The failure on the screen is a look's, and the next good look takes it away. */
  #isLookFailed = false;
  #onBlanks: () => Promise<void> = async () => undefined;

  constructor(desk: Desk, id: string, onFailure: (failure: Failure) => void) {
    this.#desk = desk;
    this.#id = id;
    this.#onFailure = onFailure;
  }

  /** Looks now, and goes on looking while something is under way. */
  async look(): Promise<void> {
    clearTimeout(this.#timer);
    try {
      // What is known is shown at once: a printer may take its time to answer.
      if (this.print === null) this.#take(await this.#desk.showPrint(this.#id));
      this.#take(await this.#desk.followPrint(this.#id));
      if (this.#isLookFailed) [this.#isLookFailed, this.failure] = [false, null];
    } catch (thrown) {
      this.#isLookFailed = true;
      this.#meet(asFailure(thrown));
    }
    this.#lookAgain();
  }

  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    clearTimeout(this.#rest);
  }

  /** Prints; with blanks in hand, whatever the count says. */
  async send(hasBlanks = false): Promise<void> {
    const press = this.#press(hasBlanks);
    await this.#act('print', () => this.#desk.printCard(this.#id, press));
    this.#askForBlanks(() => this.send(true));
  }

  /** Prints by the system's dialog; the clerk is then asked what came out. */
  async byDialog(hasBlanks = false): Promise<void> {
    if (this.busy !== null) return;
    const press = this.#press(hasBlanks);
    await this.#act('dialog', async () => {
      const [{ drawFaces }, pdf] = await Promise.all([
        import('./draw-faces'),
        this.#desk.cardForDialog(this.#id, press),
      ]);
      return this.#desk.printByDialog(this.#id, press, await drawFaces(pdf));
    });
    // A dialog that failed may have printed: the card then is a question.
    if (this.failure?.code === 'print_dialog') await this.look();
    this.#askForBlanks(() => this.byDialog(true));
  }

  /** The clerk has blanks in hand: what was refused is done. */
  async withBlanks(): Promise<void> {
    this.isAskingForBlanks = false;
    await this.#onBlanks();
  }

  /** Saves the card as a file; the clerk is then asked what became of it. */
  async save(): Promise<void> {
    const press = this.#press(true);
    await this.#act('save', async () => {
      this.saved = await this.#desk.saveCard(this.#id, press);
      return this.#desk.followPrint(this.#id);
    });
  }

  cancel(): Promise<void> {
    const press = this.#press();
    return this.#act('cancel', () => this.#desk.cancelPrint(this.#id, press));
  }

  printed(): Promise<void> {
    const press = this.#press();
    return this.#act('printed', () => this.#desk.cardPrinted(this.#id, press));
  }

  nothing(): Promise<void> {
    const press = this.#press();
    return this.#act('nothing', () => this.#desk.notPrinted(this.#id, press));
  }

  release(): Promise<void> {
    const press = this.#press();
    return this.#act('release', () => this.#desk.releasePrint(this.#id, press));
  }

  spoiled(reason: string): Promise<void> {
    const press = this.#press();
    return this.#act('spoiled', () => this.#desk.cardSpoiled(this.#id, press, reason));
  }

  reprint(reason: string): Promise<void> {
    const press = this.#press();
    return this.#act('reprint', () => this.#desk.reprintCard(this.#id, press, reason));
  }

  /** Hands the card over, and shows how it then stands. */
  handOver(verb: () => Promise<Failure | null>): Promise<void> {
    return this.#act('hand_over', async () => {
      const failure = await verb();
      if (failure) throw failure;
      return this.#desk.followPrint(this.#id);
    });
  }

  async #act(name: string, verb: () => Promise<Print>): Promise<void> {
    if (this.busy !== null) return;
    [this.busy, this.failure, this.#isLookFailed] = [name, null, false];
    // What the printer says meanwhile is shown as it comes.
    this.#lookAgain();
    try {
      this.#take(await verb());
    } catch (thrown) {
      this.#meet(asFailure(thrown));
    } finally {
      this.busy = null;
      this.#lookAgain();
    }
  }

  #askForBlanks(again: () => Promise<void>): void {
    if (this.failure?.code !== 'no_blanks') return;
    [this.failure, this.isAskingForBlanks, this.#onBlanks] = [null, true, again];
  }

  #press(hasBlanks = false): Press {
    return { seen: this.print?.job?.number ?? 0, has_blanks: hasBlanks };
  }

  #take(print: Print): void {
    if (this.#isStopped) return;
    const hasMoved = this.print !== null && this.print.standing !== print.standing;
    this.print = print;
    if (!hasMoved) return;
    this.isResting = true;
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => (this.isResting = false), REST_MS);
  }

  #lookAgain(): void {
    clearTimeout(this.#timer);
    if (this.#isStopped) return;
    const isWorth = this.busy === 'print' || (this.print !== null && isUnderWay(this.print));
    if (isWorth) this.#timer = setTimeout(() => void this.look(), LOOK_EVERY_MS);
  }

  #meet(failure: Failure): void {
    if (this.#isStopped) return;
    this.failure = failure;
    if (failure.code === 'signed_out') this.#onFailure(failure);
  }
}
