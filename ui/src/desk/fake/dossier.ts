// One application in the memory of the in-memory desk.
import type { Application, ApplicationRow, Card, Crop, EnvelopeStage } from '../types';
import type { PersonForm, Photo, PhotoLight, Picture, Print, Report, Stage } from '../types';
import { ageOf, problemsOf } from './check';
import { meterOf } from './meter';

/** All that is kept of one application. */
export type Dossier = {
  id: string;
  number: number;
  stage: Stage;
  savedAtMs: number;
  person: PersonForm;
  seen: string[];
  isAttested: boolean;
  bytes: Uint8Array | null;
  picture: Picture | null;
  crop: Crop | null;
  report: Report | null;
  exception: string | null;
  asTaken: boolean;
  edition: number;
  strokes: [number, number, number][][] | null;
  skipped: string | null;
  card: Card | null;
  envelope: EnvelopeStage | null;
};

const OPEN: readonly Stage[] = ['draft', 'ready', 'confirmed', 'returned'];

/** A fresh application. */
export function fresh(number: number): Dossier {
  return {
    id: `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`,
    number,
    stage: 'draft',
    savedAtMs: Date.now(),
    person: emptyForm(),
    seen: [],
    isAttested: false,
    bytes: null,
    picture: null,
    crop: null,
    report: null,
    exception: null,
    asTaken: false,
    edition: 0,
    strokes: null,
    skipped: null,
    card: null,
    envelope: null,
  };
}

/** Whether nothing was done in it. */
export function isUntouched(dossier: Dossier): boolean {
  const same = { id: dossier.id, number: dossier.number, savedAtMs: dossier.savedAtMs };
  return JSON.stringify({ ...fresh(0), ...same }) === JSON.stringify(dossier);
}

/** A Person step in which nothing was typed. */
export function emptyForm(): PersonForm {
  return {
    name: '',
    name_gone_by: '',
    birth_day: '',
    birth_month: '',
    birth_year: '',
    gender: null,
    language: '',
    address_on_card: false,
    address: '',
    emergency_contact: '',
    medical_notes: '',
    veteran: false,
    organ_donor: false,
    library: false,
    transit: false,
    transit_stock: '',
    updates: false,
    updates_email: '',
  };
}

/** The application as the window is shown it. */
export function show(dossier: Dossier): Application {
  const today = new Date();
  const age = ageOf(dossier.person, today);
  const meter = meterOf(dossier.seen, age?.band ?? null);
  const problems = problemsOf(dossier.person, today);
  return {
    id: dossier.id,
    number: dossier.number,
    stage: dossier.stage,
    is_open: OPEN.includes(dossier.stage),
    saved_at_ms: dossier.savedAtMs,
    person: { ...dossier.person },
    problems,
    age,
    documents: { seen: [...dossier.seen], is_attested: dossier.isAttested, meter },
    photo: photoOf(dossier),
    signature: { is_wanted: true, strokes: dossier.strokes, skipped: dossier.skipped },
    card: dossier.stage === 'draft' ? null : dossier.card,
    envelope: dossier.envelope,
    done: {
      person: problems.length === 0,
      documents: meter.satisfied && dossier.isAttested,
      photo: dossier.exception !== null || isGood(dossier.report),
      signature: dossier.strokes !== null || dossier.skipped !== null,
      card: ['confirmed', 'submitted', 'closed'].includes(dossier.stage),
    },
  };
}

function photoOf(dossier: Dossier): Photo {
  const { picture, crop, report, exception, edition } = dossier;
  return { picture, crop, report, exception, light: picture && lightOf(dossier), edition };
}

function lightOf({ report, asTaken }: Dossier): PhotoLight {
  if (asTaken) return 'untouched';
  const scene = report?.findings.find((finding) => finding.check === 'scene_light');
  return scene && scene.value < 0.85 ? 'brightened' : 'good';
}

function isGood(report: Report | null): boolean {
  return report !== null && report.findings.every((finding) => finding.advice === null);
}

/** The row of the list. */
export function row(dossier: Dossier, print: Print | null): ApplicationRow {
  const { id, number, stage, envelope } = dossier;
  return {
    id,
    number,
    is_readable: true,
    name: dossier.person.name,
    stage,
    saved_at_ms: dossier.savedAtMs,
    envelope,
    card: print?.card ?? null,
    print: print?.job?.stage ?? null,
  };
}
