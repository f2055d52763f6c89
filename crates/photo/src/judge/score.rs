//! One number by which the frames of a burst are compared.
//!
//! Of no meaning between different people or places; never shown.

use domain::photo::{Check, Finding};

/// What sharpness weighs beside the other checks together: within a burst little else changes,
/// and a blink of motion can't be mended.
const SHARPNESS_WEIGHT: f64 = 0.75;

/// The number of passing checks, and below the point how well the checks pass, sharpness first.
pub(super) fn score(findings: &[Finding]) -> f64 {
    let passing = findings.iter().filter(|finding| finding.advice.is_none()).count() as f64;
    let (mut sharpness, mut others, mut count) = (0.0, 0.0, 0.0_f64);
    for finding in findings {
        if finding.check == Check::Sharpness {
            sharpness = finding.value / (finding.value + finding.min.unwrap_or(1.0).max(1.0));
        } else {
            others += ease(finding);
            count += 1.0;
        }
    }
    let quality = SHARPNESS_WEIGHT * sharpness + (1.0 - SHARPNESS_WEIGHT) * others / count.max(1.0);
    passing + 0.999 * quality
}

/// How far from its limits a value is: 0 at or beyond one, 1 as far from both as it can be.
fn ease(finding: &Finding) -> f64 {
    let Finding { value, min, max, .. } = *finding;
    let ease = match (min, max) {
        (Some(min), Some(max)) if max > min => 2.0 * (value - min).min(max - value) / (max - min),
        (None, Some(max)) => 1.0 - value / max.max(f64::MIN_POSITIVE),
        (Some(min), None) => 1.0 - min / value.max(f64::MIN_POSITIVE),
        _ => 1.0,
    };
    ease.clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use domain::photo::Advice;

    use super::*;

    fn findings(sharpness: f64, lean: f64) -> Vec<Finding> {
        let (min, max) = (Some(30.0), Some(5.0));
        let blurred = (sharpness < 30.0).then_some(Advice::HoldStill);
        let leaning = (lean > 5.0).then_some(Advice::HoldHeadStraight);
        vec![
            Finding { check: Check::Sharpness, value: sharpness, min, max: None, advice: blurred },
            Finding { check: Check::Level, value: lean, min: None, max, advice: leaning },
        ]
    }

    #[test]
    fn a_passing_check_outweighs_every_margin() {
        assert!(score(&findings(31.0, 4.9)) > score(&findings(5000.0, 5.1)));
    }

    #[test]
    fn of_two_that_pass_the_sharper_one_is_better() {
        assert!(score(&findings(200.0, 3.0)) > score(&findings(60.0, 1.0)));
        assert!(score(&findings(60.0, 1.0)) > score(&findings(60.0, 3.0)), "then the rest");
    }
}
