//! Ages, age bands and how long a card is valid.
//!
//! Today's date always comes in as an argument.

use jiff::{ToSpan, civil::Date};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The oldest age that a typed date of birth may give, in years. The oldest person on record
/// reached 122; anything above is a slip of the finger.
pub const OLDEST_YEARS: i16 = 125;

/// A range of ages that the policy treats alike.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export_to = "types.ts")]
pub struct Band {
    /// The word that other parts of the policy name it by.
    pub id: String,
    /// First age of the band, in completed years.
    pub from_years: i16,
    /// Last age of the band, in completed years; none for no upper end.
    pub to_years: Option<i16>,
    /// How long the card is valid, in years; none for no expiry.
    pub card_years: Option<i16>,
}

impl Band {
    /// Whether the band holds an age of `years`.
    #[must_use]
    pub fn holds(&self, years: i16) -> bool {
        self.from_years <= years && self.to_years.is_none_or(|last| years <= last)
    }

    /// The last day of a card issued on `day`, or `None` for a card without expiry.
    ///
    /// A card issued on 29 February ends on 28 February where that year has no 29th.
    #[must_use]
    pub fn expiry(&self, day: Date) -> Option<Date> {
        self.card_years.map(|years| day.saturating_add(years.years()))
    }
}

/// Completed years between `birth` and `today`; negative for a birth in the future.
///
/// Who was born on 29 February completes a year on 1 March where there is no 29th.
#[must_use]
pub fn years(birth: Date, today: Date) -> i16 {
    let had_birthday = (today.month(), today.day()) >= (birth.month(), birth.day());
    today.year() - birth.year() - i16::from(!had_birthday)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_year_is_complete_on_the_birthday_and_not_the_day_before() {
        assert_eq!(years(date(2012, 11, 24), date(2026, 11, 23)), 13);
        assert_eq!(years(date(2012, 11, 23), date(2026, 11, 23)), 14);
    }

    #[test]
    fn a_leap_day_birth_completes_its_year_on_the_first_of_march() {
        assert_eq!(years(date(2012, 2, 29), date(2026, 2, 28)), 13);
        assert_eq!(years(date(2012, 2, 29), date(2026, 3, 1)), 14);
    }

    #[test]
    fn a_card_issued_on_a_leap_day_ends_on_the_last_of_february() {
        let band = Band { id: "adult".into(), from_years: 22, to_years: None, card_years: Some(5) };
        assert_eq!(band.expiry(date(2028, 2, 29)), Some(date(2033, 2, 28)));
    }
}
