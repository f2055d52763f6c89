// A desk in memory, so that the screens run in a plain browser and in tests.
//
// It must never be part of what is built for the counter.
import type { Desk } from './desk';
import type { Advice, Application, Crop, Line } from './types';
import type { LineState, Press, Turn } from './types';
import { ageOf, expiryOf, settled } from './fake/check';
import { FakeDoor } from './fake/door';
import { failure } from './fake/failure';
import { judged } from './fake/judge';
import { fresh, isUntouched, row, show, type Dossier } from './fake/dossier';
import { pdfOf } from './fake/pdf';
import { cut, framed, refusal, sizeAfter, sizeOf, turned } from './fake/picture';
import { passphraseMinChars, rules, savedProofHours } from './fake/policy';
import { FakePrinting } from './fake/print';
import type { Wish } from './fake/wish';

/** A desk that forgets everything when the page is closed. */
export class FakeDesk implements Desk {
  readonly calls: string[] = [];
  /** Who is signed in. */
  readonly door: FakeDoor;
  /** The printer and the blank cards. */
  readonly printing = new FakePrinting();
  isDiskFull: boolean;
  isOffline: boolean;
  /** What every picture is said to need; null when every check passes. */
  advice: Advice | null;
  #dossiers = new Map<string, Dossier>();
  #listeners = new Set<(line: Line) => void>();
  #lockListeners = new Set<() => void>();
  #hasNotice: boolean;

  constructor(wish: Wish = {}) {
    this.door = new FakeDoor(wish);
    this.isDiskFull = wish.isDiskFull ?? false;
    this.isOffline = wish.isOffline ?? false;
    this.#hasNotice = wish.hasNotice ?? false;
    this.advice = wish.advice ?? null;
  }

  async start() {
    return {
      door: this.door.stands,
      programme: rules.programme,
      operators: this.door.operators,
      wait_until_ms: this.door.waitUntilMs,
      notices: this.#hasNotice
        ? [{ code: 'policy_unreadable' as const, line: 12, reason: 'expected a comma' }]
        : [],
      passphrase_min_chars: passphraseMinChars,
      suggested_server: 'http://127.0.0.1:8787',
      suggested_code: 'KWAY-7Q2M-9DKF-31XT',
    };
  }

  async setUp(wish: { site: string; supervisor: string; passphrase: string }) {
    this.door.setUp(wish);
    return { recovery: this.door.words.show(), session: this.door.session() };
  }

  async confirmRecoveryWords(typed: [string, string]) {
    this.door.words.confirm(typed);
    return this.door.session();
  }

  async renewRecoveryWords(passphrase: string) {
    this.door.session();
    this.door.must(passphrase);
    return this.door.words.show();
  }

  async signIn(name: string, passphrase: string) {
    this.door.open(name, passphrase);
    return this.door.session();
  }

  async lock() {
    this.door.close();
    this.#lockListeners.forEach((listener) => listener());
  }

  async stillHere() {
    await this.session();
  }

  async onLocked(listener: () => void) {
    this.#lockListeners.add(listener);
    return () => this.#lockListeners.delete(listener);
  }

  async session() {
    return this.door.session();
  }

  async join({ address, code }: { address: string; code: string }) {
    if (!/^https?:\/\/./.test(address)) throw failure('bad_address');
    if (!code.includes('-')) throw failure('code_misspelt');
    this.door.isJoined = true;
    this.#ring();
    return this.session();
  }

  async line(): Promise<Line> {
    const of = (stages: string[]) =>
      [...this.#dossiers.values()].filter((one) => stages.includes(one.envelope ?? '')).length;
    const waiting = of(['waiting', 'sent']);
    const joined: LineState = this.isOffline ? 'offline' : waiting > 0 ? 'sending' : 'online';
    return {
      state: this.door.isJoined ? joined : 'not_joined',
      waiting,
      quarantined: of(['quarantined']),
      accepted: of(['accepted']),
      last_contact_ms: this.door.isJoined ? Date.now() : null,
      to_answer: this.printing.toAnswer,
      stock: this.printing.stock().state,
      day: new Date().toISOString().slice(0, 10),
      clock_ahead_ms: null,
      is_overdue: false,
    };
  }

  async onLine(listener: (line: Line) => void) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async rules() {
    return rules;
  }

  async applications() {
    await this.session();
    const dossiers = [...this.#dossiers.values()].reverse();
    return dossiers.map((one) => row(one, one.card && this.printing.stands(one.id)));
  }

  async newApplication() {
    await this.session();
    // One without a word typed is the same one.
    const untouched = [...this.#dossiers.values()].find(isUntouched);
    if (untouched) return show(untouched);
    const dossier = fresh(this.#dossiers.size + 1);
    this.#dossiers.set(dossier.id, dossier);
    return show(dossier);
  }

  async openApplication(id: string) {
    return show(this.#find(id));
  }

  async savePerson(id: string, person: Dossier['person']) {
    return this.#change('save_person', id, (dossier) => (dossier.person = settled(person)));
  }

  async saveDocuments(id: string, seen: string[], isAttested: boolean) {
    return this.#change('save_documents', id, (dossier) => {
      dossier.seen = [...seen];
      dossier.isAttested = isAttested && seen.length > 0;
    });
  }

  async judgeFrame(frame: ImageData) {
    return judged(frame, this.advice);
  }

  async droppedPicture() {
    return new ArrayBuffer(0);
  }

  async takePhoto(id: string, bytes: Uint8Array) {
    const refused = refusal(bytes, rules.photo);
    if (refused) throw refused;
    const picture = await sizeOf(bytes);
    return this.#change('take_photo', id, (dossier) => {
      dossier.bytes = bytes;
      dossier.picture = picture;
      dossier.crop = framed(picture, rules.photo.card_width_px / rules.photo.card_height_px);
      dossier.report = judged(null, this.advice);
      dossier.exception = null;
      dossier.asTaken = false;
      dossier.edition += 1;
    });
  }

  async turnPhoto(id: string, turn: Turn) {
    const { bytes, picture } = this.#find(id);
    if (!bytes || !picture) throw failure('not_complete', { step: 'photo' });
    const [upright, size] = [await turned(bytes, turn), sizeAfter(picture, turn)];
    return this.#change('turn_photo', id, (dossier) => {
      dossier.bytes = upright;
      dossier.picture = size;
      dossier.crop = framed(size, rules.photo.card_width_px / rules.photo.card_height_px);
      dossier.report = judged(null, this.advice);
      dossier.edition += 1;
    });
  }

  async cropPhoto(id: string, crop: Crop) {
    return this.#change('crop_photo', id, (dossier) => {
      dossier.crop = { ...crop };
      dossier.report = judged(null, this.advice);
      dossier.edition += 1;
    });
  }

  async lightPhoto(id: string, asTaken: boolean) {
    if (!this.#find(id).picture) throw failure('not_complete', { step: 'photo' });
    return this.#change('light_photo', id, (dossier) => {
      dossier.asTaken = asTaken;
      dossier.edition += 1;
    });
  }

  async exceptPhoto(id: string, reason: string | null) {
    if (reason !== null && !rules.photo.exceptions.includes(reason)) {
      throw failure('no_such_reason');
    }
    if (!this.#find(id).picture) throw failure('not_complete', { step: 'photo' });
    return this.#change('except_photo', id, (dossier) => (dossier.exception = reason));
  }

  async photoBytes(id: string, which: 'picture' | 'card') {
    const { bytes, crop } = this.#find(id);
    if (!bytes || !crop) throw failure('not_complete', { step: 'photo' });
    return which === 'card' ? cut(bytes, crop, rules.photo) : bytes.slice().buffer;
  }

  async sign(id: string, strokes: [number, number, number][][]) {
    return this.#change('sign', id, (dossier) => {
      dossier.strokes = strokes.map((stroke) => [...stroke]);
      dossier.skipped = null;
    });
  }

  async skipSignature(id: string, reason: string) {
    if (!rules.signature.skip_reasons.includes(reason)) throw failure('no_such_reason');
    return this.#change('skip_signature', id, (dossier) => {
      dossier.strokes = null;
      dossier.skipped = reason;
    });
  }

  async clearSignature(id: string) {
    return this.#change('clear_signature', id, (dossier) => {
      dossier.strokes = null;
      dossier.skipped = null;
    });
  }

  async prove(id: string) {
    this.calls.push('prove');
    const dossier = this.#find(id);
    const { done } = show(dossier);
    for (const step of ['person', 'documents', 'photo', 'signature'] as const) {
      if (!done[step]) throw failure('not_complete', { step });
    }
    if (!this.door.isJoined) throw failure('not_joined');
    if (dossier.stage !== 'draft') return show(dossier);
    const today = new Date();
    dossier.card = {
      number: `31${String(dossier.number).padStart(10, '0')}`,
      library_number: dossier.person.library ? '21234000000018' : null,
      expires_on: expiryOf(ageOf(dossier.person, today), today),
    };
    dossier.stage = 'ready';
    return show(dossier);
  }

  async proofPdf(id: string) {
    this.calls.push('proof_pdf');
    const { person, card } = this.#find(id);
    if (!card) throw failure('not_complete', { step: 'person' });
    return pdfOf([person.name, `Card ${card.number}`, `Expires ${card.expires_on ?? 'never'}`]);
  }

  async saveProof(id: string) {
    const file = `proof-${String(this.#find(id).number).padStart(6, '0')}.pdf`;
    return { path: `/home/clerk/Keyway/proofs/${file}`, kept_hours: savedProofHours };
  }

  async confirm(id: string) {
    this.calls.push('confirm');
    const dossier = this.#find(id);
    if (!['ready', 'confirmed'].includes(dossier.stage)) throw failure('not_allowed_now');
    dossier.stage = 'confirmed';
    return show(dossier);
  }

  async submit(id: string) {
    this.calls.push('submit');
    const dossier = this.#find(id);
    if (!['confirmed', 'submitted'].includes(dossier.stage)) throw failure('not_allowed_now');
    if (dossier.stage === 'confirmed') {
      dossier.stage = 'submitted';
      dossier.envelope = 'waiting';
      setTimeout(() => this.deliver(), 1500);
    }
    this.#ring();
    return show(dossier);
  }

  async withdraw(id: string) {
    const dossier = this.#find(id);
    if (!show(dossier).is_open) throw failure('not_allowed_now');
    dossier.stage = 'withdrawn';
  }

  async showPrint(id: string) {
    return this.printing.show(this.#find(id).id);
  }

  async followPrint(id: string) {
    return this.printing.look(this.#find(id).id);
  }

  async printCard(id: string, press: Press) {
    this.calls.push('print_card');
    return this.printing.print(this.#submitted(id).id, press);
  }

  async cancelPrint(id: string) {
    return this.printing.cancel(this.#find(id).id);
  }

  async cardPrinted(id: string, press: Press) {
    return this.printing.say(this.#find(id).id, press, 'printed', null);
  }

  async cardSpoiled(id: string, press: Press, reason: string) {
    return this.printing.say(this.#find(id).id, press, 'spoiled', reason);
  }

  async notPrinted(id: string, press: Press) {
    return this.printing.say(this.#find(id).id, press, 'failed', null);
  }

  async releasePrint(id: string, press: Press) {
    return this.printing.release(this.#find(id).id, press);
  }

  async reprintCard(id: string, press: Press, reason: string) {
    return this.printing.reprint(this.#find(id).id, press, reason);
  }

  async saveCard(id: string, press: Press) {
    const { number } = this.#submitted(id);
    const path = `/home/clerk/Keyway/cards/card-${String(number).padStart(6, '0')}.pdf`;
    this.printing.save(id, press, path);
    return { path, kept_hours: savedProofHours };
  }

  async saveSheets() {
    const waiting = [...this.#dossiers.values()].filter(
      ({ id, stage }) => stage === 'submitted' && this.printing.waits(id),
    );
    const path = waiting.length > 0 ? '/home/clerk/Keyway/cards/sheets/sheets.pdf' : null;
    for (const { id } of waiting) this.printing.save(id, this.printing.seen(id), path, false);
    return { path, cards: waiting.length, left_out: 0, kept_hours: savedProofHours };
  }

  async cardForDialog(id: string, press: Press) {
    const { person } = this.#submitted(id);
    this.printing.mayPrintByHand(id, press);
    return pdfOf([person.name]);
  }

  async printByDialog(id: string, press: Press) {
    this.calls.push('print_by_dialog');
    return this.printing.printByDialog(this.#submitted(id).id, press);
  }

  async handOver(id: string) {
    const dossier = this.#find(id);
    this.printing.handOver(id);
    dossier.stage = 'closed';
    dossier.person = { ...dossier.person, address: '', address_on_card: false };
    return show(dossier);
  }

  async listPrinters() {
    return this.printing.printers();
  }

  async choosePrinter(address: string) {
    return this.printing.choose(address);
  }

  async stock() {
    return this.printing.stock();
  }

  async receiveStock(entry: number, count: number) {
    return this.printing.receive(entry, count);
  }

  async reconcileStock(entry: number, counted: number, reason: string | null) {
    return this.printing.reconcile(entry, counted, reason);
  }

  /** Lets the server acknowledge everything that waits, if the line is there. */
  deliver() {
    if (this.isOffline) return;
    for (const dossier of this.#dossiers.values()) {
      if (dossier.envelope === 'waiting') dossier.envelope = 'accepted';
    }
    this.#ring();
  }

  #find(id: string): Dossier {
    this.door.session();
    const dossier = this.#dossiers.get(id);
    if (!dossier) throw failure('no_such_application');
    return dossier;
  }

  #submitted(id: string): Dossier {
    const dossier = this.#find(id);
    if (!['submitted', 'approved'].includes(dossier.stage)) throw failure('not_allowed_now');
    return dossier;
  }

  async #change(
    call: string,
    id: string,
    apply: (dossier: Dossier) => void,
  ): Promise<Application> {
    this.calls.push(call);
    const dossier = this.#find(id);
    if (!show(dossier).is_open) throw failure('not_allowed_now');
    if (this.isDiskFull) throw failure('disk_full');
    apply(dossier);
    dossier.stage = 'draft';
    dossier.savedAtMs = Date.now();
    return show(dossier);
  }

  #ring() {
    void this.line().then((line) => this.#listeners.forEach((listener) => listener(line)));
  }
}
