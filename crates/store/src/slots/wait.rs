//! How long a slot waits after wrong passphrases.
//!
//! Pure: the counts and the time come in.

/// The first wait, in milliseconds.
const FIRST_MS: i64 = 2_000;
/// The longest wait, in milliseconds (15 minutes): a clerk who mistypes all morning still gets in.
const LONGEST_MS: i64 = 15 * 60 * 1_000;
/// Wrong ones that cost no wait: anyone may slip twice.
const FREE: u32 = 2;

/// The wait after so many wrong ones in a row: none, none, 2 s, 4 s, 8 s … 15 min.
pub(super) fn delay_ms(failed: u32) -> i64 {
    let Some(doublings) = failed.checked_sub(FREE + 1) else { return 0 };
    // Past this many the longest is reached anyway.
    FIRST_MS.saturating_mul(1 << doublings.min(20)).min(LONGEST_MS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_from_two_seconds_to_fifteen_minutes() {
        let seconds: Vec<i64> = (0..14).map(|failed| delay_ms(failed) / 1_000).collect();
        assert_eq!(seconds, [0, 0, 0, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900]);
        assert_eq!(delay_ms(u32::MAX), LONGEST_MS);
    }
}
