// What stands on the card, line by line.
import type { Application, PersonForm } from '../../desk/types';
import { asciiDigits, asStored, withoutUnseen } from '../../words/digits';
import { dateInWords } from '../../words/format';
import { say } from '../../words/words.svelte';

/** One line to check. */
export type Fact = { name: FactName; text: string };

type FactName =
  | 'name'
  | 'name_gone_by'
  | 'birth'
  | 'gender'
  | 'address'
  | 'veteran'
  | 'organ_donor'
  | 'emergency_contact'
  | 'medical_notes'
  | 'expires'
  | 'number'
  | 'library'
  | 'transit';

/** The lines of the card, in its order; what was not wished is left out, but for the gender. */
export function factsOf({ person, card }: Application): Fact[] {
  const lines: [FactName, string][] = [
    ['name', person.name.trim()],
    ['name_gone_by', person.name_gone_by.trim()],
    ['birth', birthInWords(person)],
    ['gender', person.gender ?? say('card.left_off')],
    ['address', person.address_on_card ? person.address.trim() : ''],
    ['veteran', person.veteran ? say('card.shown') : ''],
    ['organ_donor', person.organ_donor ? say('card.shown') : ''],
    ['emergency_contact', person.emergency_contact.trim()],
    ['medical_notes', person.medical_notes.trim()],
    ['expires', card?.expires_on ? dateInWords(card.expires_on) : say('card.never_expires')],
    ['number', card?.number ?? ''],
    ['library', card?.library_number ?? ''],
    ['transit', person.transit ? asciiDigits(asStored(person.transit_stock)) : ''],
  ];
  return lines.filter(([, text]) => text !== '').map(([name, text]) => ({ name, text }));
}

function birthInWords(person: PersonForm): string {
  const [year, month, day] = [person.birth_year, person.birth_month, person.birth_day].map(
    (part) => asciiDigits(withoutUnseen(part)).trim().padStart(2, '0'),
  );
  const iso = `${year}-${month}-${day}`;
  return Number.isNaN(Date.parse(iso)) ? '' : dateInWords(iso);
}
