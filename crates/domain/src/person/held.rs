//! What a form holds of each field: asked for, compared and forgotten, one field at a time.
//!
//! Which fields are forgotten, and when, is the policy's.

use super::{Partial, PersonForm};
use crate::Word;
use crate::field::{Asked, Field};
use crate::personal::Personal;

impl PersonForm {
    /// Whether anything was typed or chosen for `field`.
    #[must_use]
    pub fn holds(&self, field: Field) -> bool {
        self.only(field) != Self::default()
    }

    /// Whether `field` says another thing here than in `before`.
    #[must_use]
    pub fn differs_in(&self, field: Field, before: &Self) -> bool {
        self.only(field) != before.only(field)
    }

    /// Empties `field`, and says whether it held something. What is gone is no longer wished for.
    pub fn forget(&mut self, field: Field) -> bool {
        let held = self.holds(field);
        Self::default().copy(field, self);
        held
    }

    /// The form without what is kept only for those who wish for it, where nobody does.
    #[must_use]
    pub fn settled(&self) -> Self {
        let mut settled = self.clone();
        for field in Field::ALL {
            if field.traits().asked == Asked::OnWish && !self.wishes(*field) {
                settled.forget(*field);
            }
        }
        settled
    }

    /// What was typed in a field of text; nothing for another field.
    #[must_use]
    pub fn typed(&self, field: Field) -> &str {
        let typed = match field {
            Field::Name => &self.name,
            Field::NameGoneBy => &self.name_gone_by,
            Field::Address => &self.address,
            Field::EmergencyContact => &self.emergency_contact,
            Field::MedicalNotes => &self.medical_notes,
            Field::TransitStock => &self.transit_stock,
            Field::UpdatesEmail => &self.updates_email,
            _ => return "",
        };
        typed.reveal()
    }

    /// Whether the person wishes for what `field` serves; true where nothing has to be wished for.
    fn wishes(&self, field: Field) -> bool {
        match field {
            Field::Address => self.address_on_card,
            Field::TransitStock => self.transit,
            Field::UpdatesEmail => self.updates,
            _ => true,
        }
    }

    /// A form that holds nothing but `field`. A wish without a word is nothing yet.
    fn only(&self, field: Field) -> Self {
        let mut only = Self::default();
        if field.traits().asked != Asked::OnWish || !self.typed(field).is_empty() {
            self.copy(field, &mut only);
        }
        only
    }

    fn copy(&self, field: Field, to: &mut Self) {
        match field {
            Field::Name => to.name = self.name.clone(),
            Field::NameGoneBy => to.name_gone_by = self.name_gone_by.clone(),
            Field::BirthDate => {
                to.birth_day = self.birth_day.clone();
                to.birth_month = self.birth_month.clone();
                to.birth_year = self.birth_year.clone();
            }
            Field::Gender => to.gender = self.gender,
            Field::Language => to.language.clone_from(&self.language),
            Field::Address => {
                to.address_on_card = self.address_on_card;
                to.address = self.address.clone();
            }
            Field::EmergencyContact => to.emergency_contact = self.emergency_contact.clone(),
            Field::MedicalNotes => to.medical_notes = self.medical_notes.clone(),
            Field::Veteran => to.veteran = self.veteran,
            Field::OrganDonor => to.organ_donor = self.organ_donor,
            Field::Library => to.library = self.library,
            Field::TransitStock => {
                to.transit = self.transit;
                to.transit_stock = self.transit_stock.clone();
            }
            Field::UpdatesEmail => {
                to.updates = self.updates;
                to.updates_email = self.updates_email.clone();
            }
            // These have steps of their own.
            Field::Documents | Field::Photo | Field::Signature => {}
        }
    }
}

impl Partial {
    /// What is right of a field of text; nothing for another field.
    #[must_use]
    pub fn text(&self, field: Field) -> &str {
        let text = match field {
            Field::Name => &self.name,
            Field::NameGoneBy => &self.name_gone_by,
            Field::Address => &self.address,
            Field::EmergencyContact => &self.emergency_contact,
            Field::MedicalNotes => &self.medical_notes,
            Field::TransitStock => return self.transit_stock.as_deref().unwrap_or_default(),
            _ => return "",
        };
        text.as_ref().map_or("", |text| text.reveal())
    }

    /// Puts another text in place of one; changes nothing for another field.
    pub fn set_text(&mut self, field: Field, text: &str) {
        let place = match field {
            Field::Name => &mut self.name,
            Field::NameGoneBy => &mut self.name_gone_by,
            Field::Address => &mut self.address,
            Field::EmergencyContact => &mut self.emergency_contact,
            Field::MedicalNotes => &mut self.medical_notes,
            Field::TransitStock => {
                self.transit_stock = Some(text.to_owned());
                return;
            }
            _ => return,
        };
        *place = Some(Personal::new(text.to_owned()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::field::Step;
    use crate::person::Gender;

    /// A form with something in every field.
    fn full() -> PersonForm {
        let text = || "text".into();
        PersonForm {
            name: text(),
            name_gone_by: text(),
            birth_day: text(),
            birth_month: text(),
            birth_year: text(),
            gender: Some(Gender::X),
            language: "es".to_owned(),
            address_on_card: true,
            address: text(),
            emergency_contact: text(),
            medical_notes: text(),
            veteran: true,
            organ_donor: true,
            library: true,
            transit: true,
            transit_stock: text(),
            updates: true,
            updates_email: text(),
        }
    }

    fn held(form: &PersonForm) -> Vec<Field> {
        Field::ALL.iter().copied().filter(|field| form.holds(*field)).collect()
    }

    #[test]
    fn every_field_of_the_step_is_held_and_forgotten_by_itself_and_together_they_are_all() {
        let every: Vec<Field> = held(&full());
        let in_step = |field: &&Field| field.traits().step == Step::Person;
        assert_eq!(every, Field::ALL.iter().filter(in_step).copied().collect::<Vec<_>>());
        for field in &every {
            let mut form = full();
            assert!(form.forget(*field));
            assert!(!form.forget(*field), "nothing is left to forget");
            let rest: Vec<_> = every.iter().copied().filter(|other| other != field).collect();
            assert_eq!(held(&form), rest);
        }
        let mut form = full();
        for field in every {
            form.forget(field);
        }
        assert!(form == PersonForm::default(), "no key of the form is left out");
    }

    #[test]
    fn what_was_typed_anew_is_told_and_what_stayed_is_not() {
        let mended = PersonForm { address: "4001 N Ravenswood".into(), ..full() };
        let told = Field::ALL.iter().filter(|field| mended.differs_in(**field, &full()));
        assert_eq!(told.collect::<Vec<_>>(), [&Field::Address]);
    }

    #[test]
    fn what_nobody_wishes_for_is_not_kept_and_what_is_wished_for_is() {
        assert!(full().settled() == full());
        for (field, unwished) in [
            (Field::Address, PersonForm { address_on_card: false, ..full() }),
            (Field::TransitStock, PersonForm { transit: false, ..full() }),
            (Field::UpdatesEmail, PersonForm { updates: false, ..full() }),
        ] {
            let kept = unwished.settled();
            assert_eq!(kept.typed(field), "", "{field:?}");
            assert_eq!(held(&kept).len(), held(&full()).len() - 1, "and nothing else goes");
        }
        let begun = PersonForm { address_on_card: true, ..PersonForm::default() };
        assert!(begun.settled() == begun, "a wish without a word stays a wish");
        assert!(!begun.holds(Field::Address));
    }
}
