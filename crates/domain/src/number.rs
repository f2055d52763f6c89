//! The numbers that stand on a card, and their check digits.
//!
//! Which numbers are free is the lease's business, in the store.

use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantArray};

/// Which numbers there are leases of.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, IntoStaticStr, VariantArray, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum NumberKind {
    /// Card numbers.
    Card,
    /// Library numbers.
    Library,
}

/// How a kind of number is written: a prefix, a serial padded with zeros, a check digit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NumberFormat {
    /// Leading digits that every number of this kind has.
    pub prefix: String,
    /// Length of the whole number with its check digit, in digits.
    pub digits: u8,
}

/// A serial that does not fit its format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("serial {serial} does not fit a number of {digits} digits")]
pub struct SerialTooLarge {
    /// The serial that was asked for.
    pub serial: u64,
    /// The digits of the whole number.
    pub digits: u8,
}

impl NumberFormat {
    /// The number with this serial, ending in its mod-10 check digit.
    ///
    /// # Errors
    /// [`SerialTooLarge`] when the serial needs more digits than the format leaves.
    pub fn write(&self, serial: u64) -> Result<String, SerialTooLarge> {
        let room = usize::from(self.digits).saturating_sub(self.prefix.len() + 1);
        let padded = format!("{serial:0room$}");
        if padded.len() > room || room == 0 {
            return Err(SerialTooLarge { serial, digits: self.digits });
        }
        let body = format!("{}{padded}", self.prefix);
        let check = check_digit(&body);
        Ok(format!("{body}{check}"))
    }

    /// The serial of a number of this kind; `None` for a number of another.
    #[must_use]
    pub fn serial(&self, number: &str) -> Option<u64> {
        let serial = number.strip_prefix(self.prefix.as_str())?.parse::<u64>().ok()? / 10;
        self.write(serial).is_ok_and(|written| written == number).then_some(serial)
    }

    /// The highest serial that fits.
    #[must_use]
    pub fn last_serial(&self) -> u64 {
        let room = usize::from(self.digits).saturating_sub(self.prefix.len() + 1);
        10_u64.saturating_pow(u32::try_from(room).unwrap_or(u32::MAX)).saturating_sub(1)
    }
}

/// The mod-10 check digit (ISO/IEC 7812-1 annex B, "Luhn") for `digits`.
///
/// Library barcodes of 14 digits use the same: weights 2, 1, 2, 1 … from the left. Characters
/// that are not digits are passed over.
#[must_use]
pub fn check_digit(digits: &str) -> u32 {
    let sum: u32 = digits
        .chars()
        .rev()
        .filter_map(|c| c.to_digit(10))
        .enumerate()
        .map(|(place, digit)| if place % 2 == 0 { double(digit) } else { digit })
        .sum();
    (10 - sum % 10) % 10
}

/// Whether the last digit of `number` is its check digit.
#[must_use]
pub fn is_checked(number: &str) -> bool {
    let all_digits = number.len() >= 2 && number.bytes().all(|b| b.is_ascii_digit());
    all_digits && {
        let (body, check) = number.split_at(number.len() - 1);
        check_digit(body).to_string() == check
    }
}

fn double(digit: u32) -> u32 {
    let twice = digit * 2;
    if twice > 9 { twice - 9 } else { twice }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_check_digit_is_the_published_one() {
        assert_eq!(check_digit("7992739871"), 3, "ISO/IEC 7812-1's well-known example");
        assert!(is_checked("79927398713"));
    }

    #[test]
    fn published_library_barcodes_have_this_check_digit() {
        // The worked examples of the Jersey Catalog's FAQ on printing barcodes and of the Dynix
        // library system's description of its Codabar format.
        for number in ["30234000517861", "33191000105864"] {
            assert!(is_checked(number), "{number}");
        }
    }

    proptest! {
        #[test]
        fn one_wrong_digit_never_passes(
            serial in 0_u64..10_000_000, at in 0_usize..14, by in 1_u8..10,
        ) {
            let format = NumberFormat { prefix: "212340".into(), digits: 14 };
            let number = format.write(serial).expect("seven digits fit");
            prop_assert!(is_checked(&number));
            let mut bytes = number.into_bytes();
            bytes[at] = b'0' + (bytes[at] - b'0' + by) % 10;
            let wrong = String::from_utf8(bytes).expect("digits");
            prop_assert!(!is_checked(&wrong));
        }
    }

    #[test]
    fn a_number_gives_its_serial_back_and_another_kinds_number_gives_none() {
        let format = NumberFormat { prefix: "31".into(), digits: 12 };
        let number = format.write(4711).expect("it fits");
        assert_eq!(format.serial(&number), Some(4711));
        for other in ["", "31", "21234000000018", "310000047119", "31000004711é"] {
            assert_eq!(format.serial(other), None, "{other}");
        }
    }

    #[test]
    fn a_serial_too_large_is_refused_and_the_last_one_fits() {
        let format = NumberFormat { prefix: "31".into(), digits: 6 };
        assert_eq!(format.last_serial(), 999);
        assert!(format.write(999).is_ok());
        assert_eq!(format.write(1000), Err(SerialTooLarge { serial: 1000, digits: 6 }));
    }
}
