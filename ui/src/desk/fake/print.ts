// Printer, blank cards and print jobs of the in-memory desk.
import type {
  CardStage,
  Code,
  Press,
  Print,
  Printer,
  Printers,
  PrintJob,
  PrintStage,
  Stock,
  StockState,
  Trouble,
} from '../types';
import { failure } from './failure';
import { printingRules } from './policy';
import { withOffers } from './standing';

/**
 * What the in-memory printer does with a job at the next look. `is_silent`: it has vanished, and
 * keeps the job, as long as it is in this mood.
 */
export type PrinterMood =
  | 'prints'
  | 'holds'
  | 'empty'
  | 'jams'
  | 'vanishes'
  | 'is_silent'
  | 'is_gone';

/** Where a queue of this machine is. */
export const QUEUE: Printer = {
  uri: 'ipp://localhost:631/printers/Cards',
  name: 'Card printer by the window',
};

/** A card, its newest job, and whether that takes one of the counted blanks. */
type Life = { card: CardStage; job: PrintJob | null; isOnBlank: boolean };

const OPEN: readonly PrintStage[] = ['sending', 'printing', 'unsure'];

/** Everything about printing that the in-memory desk knows. */
export class FakePrinting {
  mood: PrinterMood = 'prints';
  /** How the system's print dialog ends. */
  dialog: 'sent' | 'cancelled' | 'failed' = 'sent';
  /** Why no card may be printed now. */
  barred: Code | null = null;
  chosen: Printer | null = null;
  #lives = new Map<string, Life>();
  #left: number | null = null;
  #entry = 0;
  #today = { received: 0, corrected: 0, used: 0, spoiled: 0, reprinted: 0, handed_over: 0 };

  show(id: string): Print {
    return this.#view(id);
  }

  look(id: string): Print {
    const job = this.#of(id).job;
    if (job?.stage === 'printing') this.#advance(id, job);
    else this.#callOff(id);
    return this.#view(id);
  }

  /** How a card stands, without a look at the printer. */
  stands(id: string): Print {
    return this.#view(id);
  }

  /** Cards of which a person must say what became of them. */
  get toAnswer(): number {
    const asks = ({ job }: Life) => job?.stage === 'unsure' || job?.stage === 'failed';
    return [...this.#lives.values()].filter(asks).length;
  }

  print(id: string, press: Press): Print {
    const { card, job } = this.#of(id);
    if (card === 'handed_over') throw failure('not_allowed_now');
    if (card === 'printed' || (job && OPEN.includes(job.stage))) return this.#view(id);
    if ((job?.number ?? 0) !== press.seen) return this.#view(id);
    this.#callOff(id);
    this.#mustNotCome(id);
    if (!this.chosen) throw failure('no_printer');
    if (this.#left !== null && this.#left <= 0 && !press.has_blanks) throw failure('no_blanks');
    const isGone = this.mood === 'is_gone';
    this.#of(id).isOnBlank = true;
    this.#of(id).job = {
      number: press.seen + 1,
      stage: isGone ? 'failed' : 'printing',
      said_by: isGone ? 'counter' : 'printer',
      trouble: isGone ? 'unreachable' : null,
      may_come: false,
      printer: this.chosen.name,
      file: null,
    };
    return this.#view(id);
  }

  cancel(id: string): Print {
    const { job } = this.#of(id);
    if (job?.stage === 'printing') this.#end(id, 'failed', 'printer', 'cancelled');
    return this.#view(id);
  }

  say(id: string, press: Press, stage: PrintStage, reason: string | null): Print {
    const { card, job } = this.#of(id);
    if (stage === 'spoiled' && !printingRules.spoil_reasons.includes(reason ?? '')) {
      throw failure('no_such_reason');
    }
    if (!job || card === 'handed_over') throw failure('not_allowed_now');
    if (job.number !== press.seen) return this.#view(id);
    const isByPrinter = job.stage === 'printed' && job.said_by === 'printer';
    if (isByPrinter && stage === 'printed') job.said_by = 'clerk';
    const isUsed = ['printed', 'spoiled'].includes(job.stage);
    if (stage === 'failed' && isUsed && !isByPrinter) throw failure('not_allowed_now');
    if (job.stage !== stage) this.#end(id, stage, 'clerk', null);
    return this.#view(id);
  }

  release(id: string, press: Press): Print {
    const { job } = this.#of(id);
    if (job?.number === press.seen) job.may_come = false;
    return this.#view(id);
  }

  reprint(id: string, press: Press, reason: string): Print {
    const { card, job } = this.#of(id);
    if (!printingRules.reprint_reasons.includes(reason)) throw failure('no_such_reason');
    if (!job || !['printed', 'spoiled'].includes(card)) throw failure('not_allowed_now');
    if (card === 'printed' && job.number === press.seen) {
      this.#end(id, 'spoiled', 'clerk', null);
      this.#today.reprinted += 1;
    }
    return this.#view(id);
  }

  save(id: string, press: Press, file: string | null, isOnBlank = true): void {
    const { card, job } = this.#of(id);
    if (!['reserved', 'spoiled'].includes(card)) throw failure('not_allowed_now');
    if (job && OPEN.includes(job.stage)) return;
    this.#mustNotCome(id);
    const number = press.seen + 1;
    const stage = 'unsure' as const;
    const life = this.#of(id);
    const told = { said_by: null, trouble: null, may_come: false };
    life.job = { number, stage, ...told, printer: null, file };
    life.isOnBlank = isOnBlank;
  }

  waits(id: string): boolean {
    const { card, job } = this.#of(id);
    return ['reserved', 'spoiled'].includes(card) && !(job && OPEN.includes(job.stage));
  }

  seen(id: string): Press {
    return { seen: this.#of(id).job?.number ?? 0, has_blanks: true };
  }

  mayPrintByHand(id: string, press: Press): void {
    const { card, job } = this.#of(id);
    const isOpen = job !== null && OPEN.includes(job.stage);
    const isStale = (job?.number ?? 0) !== press.seen;
    if (isOpen || isStale || !['reserved', 'spoiled'].includes(card)) {
      throw failure('not_allowed_now');
    }
    this.#mustNotCome(id);
    if (this.#left !== null && this.#left <= 0 && !press.has_blanks) throw failure('no_blanks');
  }

  printByDialog(id: string, press: Press): Print {
    const { job } = this.#of(id);
    if (job && OPEN.includes(job.stage)) return this.#view(id);
    this.mayPrintByHand(id, press);
    this.save(id, press, null);
    if (this.dialog === 'cancelled') this.#end(id, 'failed', 'counter', 'cancelled');
    if (this.dialog === 'failed') throw failure('print_dialog');
    return this.#view(id);
  }

  handOver(id: string): void {
    const life = this.#of(id);
    if (life.card === 'handed_over') return;
    if (life.card !== 'printed') throw failure('not_allowed_now');
    life.card = 'handed_over';
    this.#today.handed_over += 1;
  }

  printers(): Printers {
    return { chosen: this.chosen, found: [QUEUE], may_type: true };
  }

  choose(address: string): Printers {
    if (address.includes(' ')) throw failure('bad_printer_address');
    if (this.mood === 'is_gone') throw failure('printer', { trouble: 'unreachable' });
    this.chosen = address === QUEUE.uri ? QUEUE : { uri: address, name: address };
    return this.printers();
  }

  stock(): Stock {
    return { state: this.#state(), today: this.#today, entry: this.#entry, may_record: true };
  }

  receive(entry: number, count: number): Stock {
    this.#expect(entry, count, 1);
    this.#left = (this.#left ?? 0) + count;
    this.#today.received += count;
    return this.stock();
  }

  reconcile(entry: number, counted: number, reason: string | null): Stock {
    const isAskedAbout = ({ job, isOnBlank }: Life) => isOnBlank && job && OPEN.includes(job.stage);
    const open = [...this.#lives.values()].filter(isAskedAbout).length;
    if (open > 0) throw failure('prints_open', { open });
    const difference = counted - (this.#left ?? 0);
    if (difference !== 0 && !printingRules.stock_reasons.includes(reason ?? '')) {
      throw failure('no_such_reason');
    }
    this.#expect(entry, counted, 0);
    this.#left = counted;
    this.#today.corrected += difference;
    return this.stock();
  }

  #expect(entry: number, count: number, least: number): void {
    if (entry !== this.#entry) throw failure('stock_moved');
    if (!(count >= least && count <= 100_000)) throw failure('bad_count', { limit: 100_000 });
    this.#entry += 1;
  }

  #state(): StockState {
    const left = this.#left;
    return { left, is_low: left !== null && left <= printingRules.low_stock };
  }

  #of(id: string): Life {
    const life = this.#lives.get(id) ?? { card: 'reserved', job: null, isOnBlank: true };
    this.#lives.set(id, life);
    return life;
  }

  #advance(id: string, job: PrintJob): void {
    if (this.mood === 'prints') this.#end(id, 'printed', 'printer', null);
    if (this.mood === 'jams') this.#end(id, 'failed', 'printer', 'media_jam');
    if (this.mood === 'is_silent') this.#end(id, 'unsure', 'counter', 'vanished');
    if (this.mood === 'vanishes') this.#end(id, 'unsure', 'counter', 'vanished');
    if (this.mood === 'empty') this.#of(id).job = { ...job, trouble: 'media_empty' };
    if (this.mood === 'holds') this.#of(id).job = { ...job, trouble: null };
  }

  /** A printer that answers gives up what was given up on. */
  #callOff(id: string): void {
    const { job } = this.#of(id);
    if (job && this.mood !== 'is_silent') job.may_come = false;
  }

  #mustNotCome(id: string): void {
    if (this.#of(id).job?.may_come) throw failure('still_at_printer');
  }

  /** Ends a job; a blank counts once, and not where the printer's word is taken back. */
  #end(
    id: string,
    stage: PrintStage,
    said_by: PrintJob['said_by'],
    trouble: Trouble | null,
  ): void {
    const life = this.#of(id);
    if (!life.job) return;
    const wasUsed = ['printed', 'spoiled'].includes(life.job.stage);
    const isUsed = stage === 'printed' || stage === 'spoiled';
    const blank = life.isOnBlank ? 1 : 0;
    if (this.#left !== null) this.#left += blank * (Number(wasUsed) - Number(isUsed));
    if (life.job.stage === 'printed') this.#today.used -= blank;
    if (stage === 'printed') this.#today.used += blank;
    if (stage === 'spoiled') this.#today.spoiled += blank;
    if (isUsed) life.card = stage;
    else if (wasUsed) life.card = 'reserved';
    const may_come = this.mood === 'is_silent' && said_by === 'clerk' && life.job.printer !== null;
    life.job = { ...life.job, stage, said_by, trouble, may_come, file: null };
  }

  #view(id: string): Print {
    const { card, job } = this.#of(id);
    const { chosen: printer, barred } = this;
    return withOffers({ card, job: job && { ...job }, printer, stock: this.#state(), barred });
  }
}
