//! Which of the checks that do not pass is told first.

use domain::photo::Check;

/// The place of a check among those that are told, the most urgent first: whether there is one
/// face and where it is, then how it is held, then its light; what a better frame or another file
/// would mend comes last.
///
/// A check without a place here does not compile.
pub(super) fn urgency(check: Check) -> u8 {
    match check {
        Check::Faces => 0,
        Check::HeadSize => 1,
        Check::Place => 2,
        Check::Frontal => 3,
        Check::Level => 4,
        Check::SceneLight => 5,
        Check::Exposure => 6,
        Check::Clipping => 7,
        Check::EvenLight => 8,
        Check::Sharpness => 9,
        Check::Background => 10,
        Check::Resolution => 11,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_is_there_is_told_before_how_they_are_lit_and_the_file_last() {
        let told = [
            Check::Faces,
            Check::HeadSize,
            Check::Place,
            Check::Frontal,
            Check::Level,
            Check::SceneLight,
            Check::Exposure,
            Check::Clipping,
            Check::EvenLight,
            Check::Sharpness,
            Check::Background,
            Check::Resolution,
        ];
        assert!(told.map(urgency).is_sorted_by(|one, next| one < next), "no two at one place");
    }
}
