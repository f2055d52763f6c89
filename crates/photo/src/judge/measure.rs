//! The arithmetic that the checks share.

/// A percentage of the policy's, 0 to 1.
pub(super) fn fraction(percent: u8) -> f64 {
    f64::from(percent) / 100.0
}

/// The luma of an sRGB colour, 0 to 255.
pub(super) fn luma([red, green, blue]: [u8; 3]) -> f64 {
    0.2126 * f64::from(red) + 0.7152 * f64::from(green) + 0.0722 * f64::from(blue)
}

/// The value below which `part` (0 to 1) of `values` lie; they are put in order on the way.
pub(super) fn quantile(values: &mut [f64], part: f64) -> f64 {
    let at = ((values.len().max(1) - 1) as f64 * part).round() as usize;
    match values.get(at) {
        Some(_) => *values.select_nth_unstable_by(at, f64::total_cmp).1,
        None => 0.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quantile_is_the_value_at_that_part() {
        let mut values = [5.0, 1.0, 3.0, 2.0, 4.0];
        assert!((quantile(&mut values, 0.5) - 3.0).abs() < 1e-9);
        assert!((quantile(&mut values, 1.0) - 5.0).abs() < 1e-9);
        assert!(quantile(&mut [], 0.5).abs() < 1e-9);
    }
}
