// The desk as the screens know it: one typed function for each command.
//
// No screen knows whether Tauri or the in-memory desk is behind it.
import type {
  Application,
  ApplicationRow,
  Crop,
  Join,
  Line,
  PersonForm,
  Press,
  Print,
  Printers,
  Report,
  Rules,
  SavedProof,
  SavedSheets,
  SheetKind,
  Session,
  SetUp,
  SetUpDone,
  ShownWords,
  Start,
  Stock,
  Turn,
  Which,
} from './types';

/** The card's faces, drawn: red, green, blue and opacity of each dot, face after face. */
export type Faces = { width: number; height: number; pixels: Uint8Array };

/** Every function rejects with a `Failure`. */
export interface Desk {
  start(): Promise<Start>;
  setUp(setUp: SetUp): Promise<SetUpDone>;
  /** Takes in that somebody has the recovery words on paper: those of the places asked for. */
  confirmRecoveryWords(typed: [string, string]): Promise<Session>;
  /** Makes new recovery words; those of before open nothing from then on. */
  renewRecoveryWords(passphrase: string): Promise<ShownWords>;
  signIn(name: string, passphrase: string): Promise<Session>;
  lock(): Promise<void>;
  /** Somebody is at the counter. */
  stillHere(): Promise<void>;
  /** Tells of every lock, whatever locked, until the answered function is called. */
  onLocked(listener: () => void): Promise<() => void>;
  session(): Promise<Session>;
  join(join: Join): Promise<Session>;
  line(): Promise<Line>;
  /** Tells of every change of the line until the answered function is called. */
  onLine(listener: (line: Line) => void): Promise<() => void>;
  rules(): Promise<Rules>;
  applications(): Promise<ApplicationRow[]>;
  newApplication(): Promise<Application>;
  openApplication(id: string): Promise<Application>;
  savePerson(id: string, person: PersonForm): Promise<Application>;
  saveDocuments(id: string, seen: string[], isAttested: boolean): Promise<Application>;
  /** Judges one frame of the live picture: RGBA, row by row. Nothing is kept of it. */
  judgeFrame(frame: ImageData): Promise<Report>;
  /** The picture file that was just dropped; no bytes where it was no file. */
  droppedPicture(): Promise<ArrayBuffer>;
  takePhoto(id: string, bytes: Uint8Array): Promise<Application>;
  /** Turns the picture by a quarter or mirrors it; it is judged and framed anew. */
  turnPhoto(id: string, turn: Turn): Promise<Application>;
  cropPhoto(id: string, crop: Crop): Promise<Application>;
  /** Takes the photo as it is, for a reason of the policy's; null takes that back. */
  exceptPhoto(id: string, reason: string | null): Promise<Application>;
  /** Shows the picture on the card as it was taken, or brightened by its scene's lights again. */
  lightPhoto(id: string, asTaken: boolean): Promise<Application>;
  photoBytes(id: string, which: Which): Promise<ArrayBuffer>;
  /** Keeps the strokes as they now are: dots of left, down and pressure. */
  sign(id: string, strokes: [number, number, number][][]): Promise<Application>;
  /** Goes without a signature, for a reason of the policy's. */
  skipSignature(id: string, reason: string): Promise<Application>;
  clearSignature(id: string): Promise<Application>;
  prove(id: string): Promise<Application>;
  proofPdf(id: string): Promise<ArrayBuffer>;
  saveProof(id: string): Promise<SavedProof>;
  confirm(id: string): Promise<Application>;
  submit(id: string): Promise<Application>;
  withdraw(id: string): Promise<void>;
  /** How the printing of a card stands by what is stored. */
  showPrint(id: string): Promise<Print>;
  /** How the printing of a card stands; asks the printer. */
  followPrint(id: string): Promise<Print>;
  /** Sends a card to the chosen printer; a second press prints nothing. */
  printCard(id: string, press: Press): Promise<Print>;
  cancelPrint(id: string, press: Press): Promise<Print>;
  /** The clerk has a good card in hand. */
  cardPrinted(id: string, press: Press): Promise<Print>;
  cardSpoiled(id: string, press: Press, reason: string): Promise<Print>;
  /** Nothing came out of the printer. */
  notPrinted(id: string, press: Press): Promise<Print>;
  /** The printer makes no card of a job any more, says the clerk. */
  releasePrint(id: string, press: Press): Promise<Print>;
  /** Voids a printed card, so that it can be printed anew. */
  reprintCard(id: string, press: Press, reason: string): Promise<Print>;
  /** Saves the card as a file, to be printed elsewhere. */
  saveCard(id: string, press: Press): Promise<SavedProof>;
  /** Saves the cards that wait to be printed on sheets; a second press finds none. */
  saveSheets(kind: SheetKind): Promise<SavedSheets>;
  /** The card as PDF, to draw what the system's print dialog prints. */
  cardForDialog(id: string, press: Press): Promise<ArrayBuffer>;
  /** Opens the system's print dialog, and answers when it is closed. */
  printByDialog(id: string, press: Press, faces: Faces): Promise<Print>;
  handOver(id: string): Promise<Application>;
  listPrinters(): Promise<Printers>;
  choosePrinter(address: string): Promise<Printers>;
  stock(): Promise<Stock>;
  /** Records blanks that came in; `entry` is the newest entry that was seen. */
  receiveStock(entry: number, count: number): Promise<Stock>;
  reconcileStock(entry: number, counted: number, reason: string | null): Promise<Stock>;
}
