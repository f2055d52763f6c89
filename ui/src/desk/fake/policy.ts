// The programme's default policy, as the in-memory desk reads it.
import chicago from '../../../../assets/programme/chicago.json';
import type { Field, FieldNote, Group, Kind, Retention, Rules, Shows } from '../types';

type KindInFile = {
  id: string;
  group: string;
  label: Record<string, string>;
  shows: string[];
  points?: number;
  recent_days?: number;
  bands?: string[];
  provisional?: boolean;
};

type FieldInFile = { required?: boolean; limit_chars?: number; retention: string };

/** The age bands of the policy. */
export const bands = chicago.bands;

/** How many digits a blank's transit number has. */
export const transitDigits = chicago.numbers.transit;

/** What the policy says about printing and blank cards. */
export const printingRules = chicago.printing;

/** The rules that the window is shown. */
export const rules: Rules = {
  programme: chicago.programme.name,
  applicant_languages: chicago.languages.applicant,
  kinds: (chicago.documents.kinds as KindInFile[]).map(kind),
  fields: Object.entries(chicago.fields as Record<string, FieldInFile>).map(note),
  photo: chicago.photo,
  // The bounds are the desk's own, not the policy's.
  signature: { ...chicago.signature, least_ink: 333, limit_strokes: 200, limit_dots: 4_000 },
  printing: {
    spoil_reasons: chicago.printing.spoil_reasons,
    reprint_reasons: chicago.printing.reprint_reasons,
    stock_reasons: chicago.printing.stock_reasons,
    before_review: chicago.counter.print_before_review,
    has_dialog: true,
  },
  idle_lock_minutes: chicago.counter.idle_lock_minutes,
  counter_only_hours: chicago.keep.counter_only_hours,
};

/** Fewest characters of a passphrase. */
export const passphraseMinChars = chicago.counter.passphrase_min_chars;

/** Hours that a saved proof is kept. */
export const savedProofHours = chicago.keep.saved_proof_hours;

function kind(read: KindInFile): Kind {
  return {
    id: read.id,
    group: read.group as Group,
    label: read.label,
    shows: read.shows as Shows[],
    points: read.points ?? 0,
    recent_days: read.recent_days ?? null,
    bands: read.bands ?? [],
    provisional: read.provisional ?? false,
  };
}

function note([field, rule]: [string, FieldInFile]): FieldNote {
  return {
    field: field as Field,
    is_required: rule.required ?? false,
    limit_chars: rule.limit_chars ?? 0,
    retention: rule.retention as Retention,
  };
}
