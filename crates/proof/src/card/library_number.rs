//! The library number as a card shows it: 14 digits, the last of them a check digit.
//!
//! Knows nothing of barcodes or pages; the check digit's rule is the domain's.

use domain::number::is_checked;

use crate::error::Error;

/// Digits of a library number with its check digit.
const DIGITS: usize = 14;

/// Refuses a library number that a library's scanner would refuse.
///
/// # Errors
/// [`Error::LibraryNumber`] unless `number` is 14 ASCII digits that end in their check digit.
pub fn check_library_number(number: &str) -> Result<(), Error> {
    if number.len() == DIGITS && is_checked(number) { Ok(()) } else { Err(Error::LibraryNumber) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_with_any_wrong_digit_is_refused() {
        let right = "20123456789011";
        check_library_number(right).expect("a right number");
        for place in 0..right.len() {
            let mut digits = right.as_bytes().to_vec();
            digits[place] = b'0' + (digits[place] - b'0' + 1) % 10;
            let wrong = String::from_utf8(digits).expect("digits");
            assert!(check_library_number(&wrong).is_err(), "digit {place} was changed");
        }
    }

    #[test]
    fn anything_but_14_ascii_digits_is_refused() {
        for wrong in [
            "",
            "2012345678901",
            "201234567890110",
            "2012345678901x",
            "２０１２３４５６７８９０１１",
        ] {
            assert!(check_library_number(wrong).is_err(), "{wrong:?}");
        }
    }
}
