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
  Rules,
  SavedProof,
  Session,
  SetUp,
  SetUpDone,
  Start,
  Which,
} from './types';

/** Every function rejects with a `Failure`. */
export interface Desk {
  start(): Promise<Start>;
  setUp(setUp: SetUp): Promise<SetUpDone>;
  signIn(name: string, passphrase: string): Promise<Session>;
  lock(): Promise<void>;
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
  takePhoto(id: string, bytes: Uint8Array): Promise<Application>;
  cropPhoto(id: string, crop: Crop): Promise<Application>;
  photoBytes(id: string, which: Which): Promise<ArrayBuffer>;
  prove(id: string): Promise<Application>;
  proofPdf(id: string): Promise<ArrayBuffer>;
  saveProof(id: string): Promise<SavedProof>;
  confirm(id: string): Promise<Application>;
  submit(id: string): Promise<Application>;
  withdraw(id: string): Promise<void>;
}
