//! The proof's own words, in one place so that a language can be put beside this one.
//!
//! Holds no applicant's data and no layout.

/// Set across every face, so that no print of the page can pass for a card.
pub(crate) const WATERMARK: &str = "PROOF - NOT AN ID";

pub(crate) const TITLE: &str = "Proof of your card";
pub(crate) const LEAD: &str = "This page is not an identity document. Please read it carefully.";
pub(crate) const TRUE_SIZE: &str = "True size (print at 100 %)";
pub(crate) const FRONT_ENLARGED: &str = "Front, enlarged";
pub(crate) const BACK_ENLARGED: &str = "Back, enlarged";

pub(crate) const CHECK: &str = "Please check";
pub(crate) const CHECK_WHAT: &str = "Is everything spelt and numbered as it should be, \
                                     and is the photo yours?";
pub(crate) const CHECK_THEN: &str = "If something is wrong, tell the clerk now. It is put right \
                                     before the card is printed.";

pub(crate) const NAME: &str = "Name";
pub(crate) const NAME_GONE_BY: &str = "Name gone by";
pub(crate) const BIRTH_DATE: &str = "Date of birth";
pub(crate) const EXPIRES: &str = "Expires";
pub(crate) const NO_EXPIRY: &str = "No expiry";
pub(crate) const GENDER: &str = "Gender";
pub(crate) const ADDRESS: &str = "Address";
pub(crate) const CARD_NUMBER: &str = "Card number";
pub(crate) const LIBRARY_NUMBER: &str = "Library card";
pub(crate) const TRANSIT_STOCK: &str = "Transit card";
pub(crate) const EMERGENCY_CONTACT: &str = "Emergency contact";
pub(crate) const MEDICAL_NOTES: &str = "Medical notes";
pub(crate) const VETERAN: &str = "Veteran insignia";
pub(crate) const ORGAN_DONOR: &str = "Organ donor mark";
pub(crate) const SHOWN: &str = "Shown on the card";
