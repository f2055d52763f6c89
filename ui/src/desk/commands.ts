// The desk behind Tauri. Nothing outside this folder imports `@tauri-apps`.
import { invoke } from '@tauri-apps/api/core';
import { listen } from '@tauri-apps/api/event';
import type { Desk } from './desk';
import type { Line } from './types';

/** The desk of the real counter. */
export const commands: Desk = {
  start: () => invoke('start'),
  setUp: (setUp) => invoke('set_up', { setUp }),
  confirmRecoveryWords: (typed) => invoke('confirm_recovery_words', { typed }),
  renewRecoveryWords: (passphrase) => invoke('renew_recovery_words', { passphrase }),
  signIn: (name, passphrase) => invoke('sign_in', { name, passphrase }),
  lock: () => invoke('lock'),
  stillHere: () => invoke('still_here'),
  onLocked: (listener) => listen('locked', listener),
  session: () => invoke('session'),
  join: (join) => invoke('join', { join }),
  line: () => invoke('line'),
  onLine: (listener) => listen<Line>('line', (event) => listener(event.payload)),
  rules: () => invoke('rules'),
  applications: () => invoke('applications'),
  newApplication: () => invoke('new_application'),
  openApplication: (id) => invoke('open_application', { id }),
  savePerson: (id, person) => invoke('save_person', { id, person }),
  saveDocuments: (id, seen, isAttested) => invoke('save_documents', { id, seen, isAttested }),
  judgeFrame: ({ width, height, data }) =>
    invoke('judge_frame', new Uint8Array(data.buffer), {
      headers: { 'frame-width': `${width}`, 'frame-height': `${height}` },
    }),
  droppedPicture: () => invoke('dropped_picture'),
  takePhoto: (id, bytes) => invoke('take_photo', bytes, { headers: { 'application-id': id } }),
  turnPhoto: (id, turn) => invoke('turn_photo', { id, turn }),
  cropPhoto: (id, crop) => invoke('crop_photo', { id, crop }),
  exceptPhoto: (id, reason) => invoke('except_photo', { id, reason }),
  lightPhoto: (id, asTaken) => invoke('light_photo', { id, asTaken }),
  photoBytes: (id, which) => invoke('photo_bytes', { id, which }),
  sign: (id, strokes) => invoke('sign', { id, strokes }),
  skipSignature: (id, reason) => invoke('skip_signature', { id, reason }),
  clearSignature: (id) => invoke('clear_signature', { id }),
  prove: (id) => invoke('prove', { id }),
  proofPdf: (id) => invoke('proof_pdf', { id }),
  saveProof: (id) => invoke('save_proof', { id }),
  confirm: (id) => invoke('confirm', { id }),
  submit: (id) => invoke('submit', { id }),
  withdraw: (id) => invoke('withdraw', { id }),
  showPrint: (id) => invoke('show_print', { id }),
  followPrint: (id) => invoke('follow_print', { id }),
  printCard: (id, press) => invoke('print_card', { id, press }),
  cancelPrint: (id, press) => invoke('cancel_print', { id, press }),
  cardPrinted: (id, press) => invoke('card_printed', { id, press }),
  cardSpoiled: (id, press, reason) => invoke('card_spoiled', { id, press, reason }),
  notPrinted: (id, press) => invoke('not_printed', { id, press }),
  releasePrint: (id, press) => invoke('release_print', { id, press }),
  reprintCard: (id, press, reason) => invoke('reprint_card', { id, press, reason }),
  saveCard: (id, press) => invoke('save_card', { id, press }),
  saveSheets: (kind) => invoke('save_sheets', { kind }),
  cardForDialog: (id, press) => invoke('card_for_dialog', { id, press }),
  printByDialog: (id, press, { width, height, pixels }) =>
    invoke('print_by_dialog', pixels, {
      headers: {
        'application-id': id,
        seen: `${press.seen}`,
        'has-blanks': `${press.has_blanks}`,
        'face-width': `${width}`,
        'face-height': `${height}`,
      },
    }),
  handOver: (id) => invoke('hand_over', { id }),
  listPrinters: () => invoke('list_printers'),
  choosePrinter: (address) => invoke('choose_printer', { address }),
  stock: () => invoke('stock'),
  receiveStock: (entry, count) => invoke('receive_stock', { entry, count }),
  reconcileStock: (entry, counted, reason) =>
    invoke('reconcile_stock', { entry, counted, reason }),
};
