// What stands on the card, line by line.
import { LISTED, type Listed } from '../../desk/fields';
import type { Application, PersonForm } from '../../desk/types';
import { asciiDigits, asStored, withoutUnseen } from '../../words/digits';
import { dateInWords } from '../../words/format';
import { say } from '../../words/words.svelte';

/** One line to check. */
export type Fact = { name: Listed; text: string };

/** What the card says in a field; empty where it says nothing. */
const TEXTS: Record<Listed, (application: Application) => string> = {
  name: ({ person }) => person.name.trim(),
  name_gone_by: ({ person }) => person.name_gone_by.trim(),
  birth_date: ({ person }) => birthInWords(person),
  gender: ({ person }) => person.gender ?? say('card.left_off'),
  address: ({ person }) => (person.address_on_card ? person.address.trim() : ''),
  veteran: ({ person }) => (person.veteran ? say('card.shown') : ''),
  organ_donor: ({ person }) => (person.organ_donor ? say('card.shown') : ''),
  emergency_contact: ({ person }) => person.emergency_contact.trim(),
  medical_notes: ({ person }) => person.medical_notes.trim(),
  expires_on: ({ card }) =>
    card?.expires_on ? dateInWords(card.expires_on) : say('card.never_expires'),
  card_number: ({ card }) => card?.number ?? '',
  library_number: ({ card }) => card?.library_number ?? '',
  transit_stock: ({ person }) =>
    person.transit ? asciiDigits(asStored(person.transit_stock)) : '',
};

/** The lines of the card, in its order; what was not wished is left out, but for the gender. */
export function factsOf(application: Application): Fact[] {
  const facts = LISTED.map((name) => ({ name, text: TEXTS[name](application) }));
  return facts.filter(({ text }) => text !== '');
}

function birthInWords(person: PersonForm): string {
  const [year, month, day] = [person.birth_year, person.birth_month, person.birth_day].map(
    (part) => asciiDigits(withoutUnseen(part)).trim().padStart(2, '0'),
  );
  const iso = `${year}-${month}-${day}`;
  return Number.isNaN(Date.parse(iso)) ? '' : dateInWords(iso);
}
