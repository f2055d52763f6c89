//! What may never leave the counter, field by field: asked for, noted and forgotten.
//!
//! No deadline is known here; the policy has it.

use super::PersonForm;
use crate::field::Field;
use crate::personal::Personal;

/// The fields whose text may never leave the counter.
pub const KEPT_HERE: [Field; 3] = [Field::Address, Field::EmergencyContact, Field::MedicalNotes];

impl PersonForm {
    /// Those of [`KEPT_HERE`] that hold something.
    pub fn held_here(&self) -> impl Iterator<Item = Field> {
        KEPT_HERE.into_iter().filter(|field| !self.kept_here(*field).is_empty())
    }

    /// Those of [`KEPT_HERE`] that hold another text than in `before`.
    pub fn changed_here(&self, before: &Self) -> impl Iterator<Item = Field> {
        KEPT_HERE.into_iter().filter(|field| self.kept_here(*field) != before.kept_here(*field))
    }

    /// Empties one of [`KEPT_HERE`], and says whether it held something. An address that is gone
    /// is no longer asked for on the card.
    pub fn forget(&mut self, field: Field) -> bool {
        self.address_on_card &= field != Field::Address;
        let text = match field {
            Field::Address => &mut self.address,
            Field::EmergencyContact => &mut self.emergency_contact,
            Field::MedicalNotes => &mut self.medical_notes,
            _ => return false,
        };
        !std::mem::take(text).reveal().is_empty()
    }

    fn kept_here(&self, field: Field) -> &str {
        let text: Option<&Personal<String>> = match field {
            Field::Address => Some(&self.address),
            Field::EmergencyContact => Some(&self.emergency_contact),
            Field::MedicalNotes => Some(&self.medical_notes),
            _ => None,
        };
        text.map_or("", |text| text.reveal())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed() -> PersonForm {
        PersonForm {
            name: "Rosa Delgado".into(),
            address_on_card: true,
            address: "4001 North Ravenswood Avenue".into(),
            medical_notes: "Asthma".into(),
            ..PersonForm::default()
        }
    }

    #[test]
    fn every_field_that_is_kept_here_has_a_text_and_is_forgotten_by_itself() {
        for field in KEPT_HERE {
            let text = || "text".into();
            let mut form = PersonForm {
                address: text(),
                emergency_contact: text(),
                medical_notes: text(),
                ..typed()
            };
            assert!(form.forget(field));
            assert!(!form.forget(field), "nothing is left to forget");
            let rest: Vec<_> = KEPT_HERE.into_iter().filter(|other| *other != field).collect();
            assert_eq!(form.held_here().collect::<Vec<_>>(), rest);
            assert_eq!(form.address_on_card, field != Field::Address);
        }
        assert!(!typed().forget(Field::Name), "and nothing else is");
    }

    #[test]
    fn what_was_typed_anew_is_told_and_what_stayed_is_not() {
        let mended = PersonForm { name: "Rosa".into(), ..typed() };
        assert_eq!(mended.changed_here(&typed()).count(), 0);
        let mended = PersonForm { address: "4001 N Ravenswood".into(), ..typed() };
        assert_eq!(mended.changed_here(&typed()).collect::<Vec<_>>(), [Field::Address]);
    }
}
