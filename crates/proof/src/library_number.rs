//! The library number: 14 digits, the last of them a mod-10 check digit.
//!
//! Knows nothing of barcodes or pages.

use crate::Error;

/// Digits before the check digit.
const PAYLOAD_DIGITS: usize = 13;

/// The check digit that completes 13 digits of a library number.
///
/// The rule is the mod-10 one of library barcodes (Luhn): weights 2, 1, 2, 1 … from the left,
/// the digits of each product summed, the check digit brings the sum to a multiple of ten.
///
/// # Errors
/// [`Error::LibraryNumber`] if `first_13` is anything but 13 ASCII digits.
pub fn codabar_check_digit(first_13: &str) -> Result<char, Error> {
    if first_13.len() != PAYLOAD_DIGITS {
        return Err(Error::LibraryNumber);
    }
    let mut sum = 0;
    for (place, c) in first_13.chars().enumerate() {
        let digit = c.to_digit(10).ok_or(Error::LibraryNumber)?;
        let product = if place % 2 == 0 { digit * 2 } else { digit };
        sum += product / 10 + product % 10;
    }
    char::from_digit((10 - sum % 10) % 10, 10).ok_or(Error::LibraryNumber)
}

/// Refuses a library number that a library's scanner would refuse.
///
/// # Errors
/// [`Error::LibraryNumber`] unless `number` is 14 ASCII digits that end in their check digit.
pub fn check_library_number(number: &str) -> Result<(), Error> {
    let (payload, check) = number.split_at_checked(PAYLOAD_DIGITS).ok_or(Error::LibraryNumber)?;
    let expected = codabar_check_digit(payload)?;
    let mut rest = check.chars();
    if rest.next() == Some(expected) && rest.next().is_none() {
        Ok(())
    } else {
        Err(Error::LibraryNumber)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_check_digit_follows_the_mod_10_rule() {
        // Worked by hand: 2·2 0·1 1·2 2·1 3·2 4·1 5·2 6·1 7·2 8·1 9·2 0·1 1·2 gives
        // 4+0+2+2+6+4+1+6+5+8+9+0+2 = 49, so 1.
        assert_eq!(codabar_check_digit("2012345678901").expect("13 digits"), '1');
        assert_eq!(codabar_check_digit("0000000000000").expect("13 digits"), '0');
    }

    #[test]
    fn a_number_with_any_wrong_digit_is_refused() {
        let right = "20123456789011";
        check_library_number(right).expect("a right number");
        for place in 0..right.len() {
            let mut wrong: Vec<u8> = right.bytes().collect();
            wrong[place] = b'0' + (wrong[place] - b'0' + 1) % 10;
            let wrong = String::from_utf8(wrong).expect("ascii");
            assert!(check_library_number(&wrong).is_err(), "digit {place} was changed");
        }
    }

    #[test]
    fn what_is_not_14_digits_is_refused() {
        for wrong in ["", "2012345678901", "201234567890111", "2012345678901a", "２０１２３４５"]
        {
            assert!(check_library_number(wrong).is_err(), "{wrong:?} is no library number");
        }
    }
}
