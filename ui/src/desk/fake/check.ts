// What is wrong with a Person step, as the real desk judges it.
import type { Age, Field, PersonForm, Problem, Wrong } from '../types';
import { asciiDigits, asStored, withoutUnseen } from '../../words/digits';
import { bands, rules, transitDigits } from './policy';

const OLDEST_YEARS = 125;

/** Every problem of `form`, in the order of the form. */
export function problemsOf(form: PersonForm, today: Date): Problem[] {
  const found: (Problem | null)[] = [
    text('name', form.name, true),
    text('name_gone_by', form.name_gone_by, false),
    birth(form, today),
    form.language === '' ? problem('language', 'required') : null,
    form.address_on_card ? text('address', form.address, true) : null,
    contact(form.emergency_contact),
    text('medical_notes', form.medical_notes, false),
    form.transit ? stock(form.transit_stock) : null,
    form.updates ? email(form.updates_email) : null,
  ];
  return found.filter((one) => one !== null);
}

/** The form without what is kept only for those who wish for it, where nobody does. */
export function settled(form: PersonForm): PersonForm {
  return {
    ...form,
    address: form.address_on_card ? form.address : '',
    transit_stock: form.transit ? form.transit_stock : '',
    updates_email: form.updates ? form.updates_email : '',
  };
}

/** The age and band, as soon as the date of birth is whole. */
export function ageOf(form: PersonForm, today: Date): Age | null {
  const born = typedDate(form);
  if (!born) return null;
  const years = yearsBetween(born, today);
  const band = bands.find((one) => one.from_years <= years && years <= (one.to_years ?? 999));
  if (!band || years > OLDEST_YEARS) return null;
  return { years, band: band.id, card_years: band.card_years };
}

/** The last day of a card issued today, `YYYY-MM-DD`. */
export function expiryOf(age: Age | null, today: Date): string | null {
  if (!age?.card_years) return null;
  const last = new Date(today);
  last.setFullYear(last.getFullYear() + age.card_years);
  return last.toISOString().slice(0, 10);
}

function problem(field: Field, wrong: Wrong, limit: number | null = null): Problem {
  return { field, wrong, limit, spot: null };
}

/** What the card can't hold: of pictures it has none, and a word of 40 letters is wide enough. */
function cardProblem(field: Field, typed: string): Problem | null {
  for (const [row, line] of typed.split('\n').entries()) {
    const letters = [...new Intl.Segmenter().segment(line)].map((one) => one.segment);
    const at = letters.findIndex((letter) => /\p{Extended_Pictographic}/u.test(letter));
    const character = letters[at];
    if (character === undefined) continue;
    const number = (character.codePointAt(0) ?? 0).toString(16).toUpperCase();
    const spot = { character, code_point: `U+${number}`, line: row + 1, place: at + 1 };
    return { field, wrong: 'no_glyph', limit: null, spot };
  }
  const wide = /\S{41}/u.exec(typed);
  return wide && problem(field, 'no_room', wide.index + 40);
}

function text(field: Field, typed: string, isRequired: boolean): Problem | null {
  const folded = asStored(typed);
  const limit = rules.fields.find((note) => note.field === field)?.limit_chars ?? 0;
  if (folded === '') return isRequired ? problem(field, 'required') : null;
  const unseen = unseenIn(field, folded);
  if (unseen) return unseen;
  if ([...folded].length > limit) return problem(field, 'too_long', limit);
  return /\p{L}/u.test(folded) ? cardProblem(field, typed) : problem(field, 'no_letter');
}

const UNWANTED = /(?![\u200c\u200d\p{Variation_Selector}])\p{Default_Ignorable_Code_Point}/u;

/** The first character that nobody sees and no script wants: the real desk knows the scripts. */
function unseenIn(field: Field, text: string): Problem | null {
  const found = UNWANTED.exec(text);
  if (!found) return null;
  const before = withoutUnseen(text.slice(0, found.index)).split('\n');
  const code = found[0].codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0') ?? '';
  const place = [...(before.at(-1) ?? '')].length;
  const spot = { character: '', code_point: `U+${code}`, line: before.length, place };
  return { field, wrong: 'unseen', limit: null, spot };
}

function contact(typed: string): Problem | null {
  const lines = typed.split('\n').filter((line) => line.trim() !== '');
  const wrong = text('emergency_contact', typed, false);
  if (wrong || lines.length <= 2) return wrong;
  return problem('emergency_contact', 'too_many_lines', 2);
}

function birth(form: PersonForm, today: Date): Problem | null {
  if (form.birth_day + form.birth_month + form.birth_year === '') {
    return problem('birth_date', 'required');
  }
  const born = typedDate(form);
  if (!born) {
    const isShort = /^[0-9]{1,3}$/.test(number(form.birth_year));
    return problem('birth_date', isShort ? 'short_year' : 'not_a_date');
  }
  if (born > today) return problem('birth_date', 'in_the_future');
  const isTooOld = yearsBetween(born, today) > OLDEST_YEARS;
  return isTooOld ? problem('birth_date', 'too_long_ago') : null;
}

function stock(typed: string): Problem | null {
  const digits = asciiDigits(withoutUnseen(typed).replace(/[\s\p{Dash}]/gu, ''));
  if (digits === '') return problem('transit_stock', 'required');
  const { min_digits, max_digits } = transitDigits;
  const fits = /^\d+$/.test(digits) && digits.length >= min_digits && digits.length <= max_digits;
  return fits ? null : problem('transit_stock', 'not_a_stock_number', max_digits);
}

function email(typed: string): Problem | null {
  if (typed.trim() === '') return problem('updates_email', 'required');
  const looksRight = /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(typed.trim());
  return looksRight ? null : problem('updates_email', 'not_an_email');
}

function typedDate(form: PersonForm): Date | null {
  const parts = [form.birth_day, form.birth_month, form.birth_year].map(number);
  if (!parts.every((part) => /^\d+$/.test(part))) return null;
  const [day = '', month = '', year = ''] = parts;
  if (year.length !== 4) return null;
  const date = new Date(Number(year), Number(month) - 1, Number(day));
  return date.getMonth() === Number(month) - 1 && date.getDate() === Number(day) ? date : null;
}

function number(typed: string): string {
  return asciiDigits(withoutUnseen(typed)).trim();
}

function yearsBetween(born: Date, today: Date): number {
  const had =
    today.getMonth() > born.getMonth() ||
    (today.getMonth() === born.getMonth() && today.getDate() >= born.getDate());
  return today.getFullYear() - born.getFullYear() - (had ? 0 : 1);
}
