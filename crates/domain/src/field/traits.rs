//! What is true of a field whatever the policy says: the one place where a field is described.
//!
//! A new field that has no line here does not compile; what it must have besides is found by the
//! tests that go over [`Field::ALL`].

use strum::{IntoStaticStr, VariantArray};

use super::{Field, Retention};
use crate::design::CardField;

/// What a field is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Traits {
    /// What it holds.
    pub holds: Holds,
    /// The step that asks for it.
    pub step: Step,
    /// Who is asked.
    pub asked: Asked,
    /// The classes that a policy may give it, the strictest first: what the wire carries, and what
    /// it must not or can't, decides.
    pub classes: &'static [Retention],
    /// Where the card shows it.
    pub card: Option<CardField>,
}

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Holds {
    /// A text of one line, with at least one letter.
    Line,
    /// A text of several lines, with at least one letter.
    Lines,
    /// A date.
    Date,
    /// One of a list.
    Choice,
    /// A mark that is set or not.
    Mark,
    /// A number of digits.
    Number,
    /// An e-mail address.
    Email,
    /// Something that is ticked, taken or drawn in a step of its own.
    Step,
}

/// The step of an enrolment that asks for a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Step {
    /// What is typed about the person.
    Person,
    /// Which documents were seen.
    Documents,
    /// The photo.
    Photo,
    /// The signature.
    Signature,
}

/// Who is asked for a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// Everybody.
    Always,
    /// Those whose programme has a rule for it.
    ByPolicy,
    /// Those who wish for what it serves; what it says is kept for nobody else.
    OnWish,
}

impl Holds {
    /// Whether it is written in letters, and the policy bounds how many.
    #[must_use]
    pub fn is_text(self) -> bool {
        matches!(self, Self::Line | Self::Lines)
    }
}

const HERE: &[Retention] = &[Retention::CounterOnly];
const SENT: &[Retention] = &[Retention::UntilIssued];
/// What the wire carries where there is one, and can do without.
const HERE_OR_SENT: &[Retention] = &[Retention::CounterOnly, Retention::UntilIssued];
const REGISTER: &[Retention] = &[Retention::Register];

const fn typed(holds: Holds, asked: Asked, classes: &'static [Retention]) -> Traits {
    Traits { holds, step: Step::Person, asked, classes, card: None }
}

const fn step(step: Step, asked: Asked, classes: &'static [Retention]) -> Traits {
    Traits { holds: Holds::Step, step, asked, classes, card: None }
}

impl Traits {
    /// Whether nobody but the person may decide that it is there.
    #[must_use]
    pub fn is_own_choice(&self) -> bool {
        self.holds == Holds::Mark && self.asked == Asked::ByPolicy
    }

    const fn shown_as(mut self, field: CardField) -> Self {
        self.card = Some(field);
        self
    }
}

impl Field {
    /// What is true of this field whatever the policy says.
    #[must_use]
    pub const fn traits(self) -> Traits {
        use Asked::{Always, ByPolicy, OnWish};
        use CardField as On;
        use Holds::{Choice, Date, Email, Line, Lines, Mark, Number};
        match self {
            Self::Name => typed(Line, Always, SENT).shown_as(On::Name),
            Self::NameGoneBy => typed(Line, Always, HERE_OR_SENT).shown_as(On::NameGoneBy),
            Self::BirthDate => typed(Date, Always, SENT).shown_as(On::BirthDate),
            Self::Gender => typed(Choice, Always, HERE_OR_SENT).shown_as(On::Gender),
            Self::Language => typed(Choice, Always, SENT),
            Self::Address => typed(Lines, OnWish, HERE).shown_as(On::Address),
            Self::EmergencyContact => typed(Lines, ByPolicy, HERE).shown_as(On::EmergencyContact),
            Self::MedicalNotes => typed(Lines, ByPolicy, HERE).shown_as(On::MedicalNotes),
            Self::Veteran => typed(Mark, ByPolicy, SENT).shown_as(On::Veteran),
            Self::OrganDonor => typed(Mark, ByPolicy, SENT).shown_as(On::OrganDonor),
            Self::Library => typed(Mark, Always, REGISTER).shown_as(On::LibraryNumber),
            Self::TransitStock => typed(Number, OnWish, REGISTER).shown_as(On::TransitStock),
            Self::UpdatesEmail => typed(Email, OnWish, SENT),
            Self::Documents => step(Step::Documents, Always, HERE),
            Self::Photo => step(Step::Photo, Always, SENT).shown_as(On::Photo),
            Self::Signature => step(Step::Signature, ByPolicy, SENT).shown_as(On::Signature),
        }
    }

    /// Most lines that the card has room for; `None` where its characters are the only bound. The
    /// back of the card, with the emergency contact, also carries two codes.
    #[must_use]
    pub const fn limit_lines(self) -> Option<u32> {
        match self {
            Self::EmergencyContact => Some(2),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Word;

    #[test]
    fn every_field_may_have_a_class_and_what_never_leaves_may_have_no_other() {
        for field in Field::ALL {
            let classes = field.traits().classes;
            assert!(!classes.is_empty(), "{field:?}");
        }
        for field in
            [Field::Address, Field::EmergencyContact, Field::MedicalNotes, Field::Documents]
        {
            assert_eq!(field.traits().classes, [Retention::CounterOnly], "{field:?}");
        }
    }
}
