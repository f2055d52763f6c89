// Who is at the in-memory desk: set up, signed in, locked, and how long nobody may try.
import { asStored } from '../../words/digits';
import type { Door, Role, Session } from '../types';
import { failure } from './failure';
import { passphraseMinChars } from './policy';
import type { Wish } from './wish';
import { FakeWords } from './words';

/** The passphrase that opens the in-memory desk. */
export const PASSPHRASE = 'lake street bridge';

export class FakeDoor {
  role: Role = 'supervisor';
  stands: Door;
  operators: string[];
  isJoined: boolean;
  /** Until when nobody may try a passphrase. */
  waitUntilMs: number | null = null;
  readonly words: FakeWords;
  #operator: string;
  #site = 'Austin Branch Library';
  #wrongTries = 0;

  constructor(wish: Wish) {
    this.stands = wish.door ?? 'open';
    const isNew = this.stands === 'new';
    this.operators = wish.operators ?? (isNew ? [] : ['Ana Ruiz', 'Sam Okafor']);
    this.#operator = this.operators[0] ?? '';
    this.isJoined = wish.isJoined ?? !isNew;
    this.words = new FakeWords(wish.hasWords ?? !isNew);
  }

  setUp(wish: { site: string; supervisor: string; passphrase: string }): void {
    if (asStored(wish.site) === '') throw failure('name_missing', { field: 'site' });
    if (asStored(wish.supervisor) === '') throw failure('name_missing', { field: 'supervisor' });
    if ([...wish.passphrase].length < passphraseMinChars) {
      throw failure('passphrase_too_short', { min: passphraseMinChars });
    }
    this.#site = asStored(wish.site);
    this.#operator = asStored(wish.supervisor);
    this.operators = [this.#operator];
    this.stands = 'open';
  }

  open(name: string, passphrase: string): void {
    this.must(passphrase);
    this.#operator = name;
    this.stands = 'open';
  }

  close(): void {
    this.words.hide();
    this.stands = 'locked';
  }

  /** Refuses a passphrase that is not the one, each time for longer. */
  must(passphrase: string): void {
    const now = Date.now();
    if (this.waitUntilMs !== null && now < this.waitUntilMs) {
      throw failure('too_soon', { wait_until_ms: this.waitUntilMs });
    }
    if (passphrase !== PASSPHRASE) {
      this.#wrongTries += 1;
      this.waitUntilMs = now + 1000 * 2 ** this.#wrongTries;
      throw failure('wrong_passphrase', { wait_until_ms: this.waitUntilMs });
    }
    this.waitUntilMs = null;
  }

  /** Who is signed in; refuses when nobody is. */
  session(): Session {
    if (this.stands !== 'open') throw failure('signed_out');
    return {
      operator: this.#operator,
      role: this.role,
      site: this.#site,
      day: new Date().toISOString().slice(0, 10),
      is_joined: this.isJoined,
      has_recovery_words: this.words.isKept,
    };
  }
}
