//! What the refusals of the other crates mean at a counter: their codes, and the figures with them.

use std::io;

use domain::signature::WrongSignature;
use domain::{Field, Word};
use serde_json::Value;
use store::slots::UnlockError;

use super::{Code, Step};
use crate::ports::LineError;

pub(super) fn unlock_code(error: &UnlockError) -> Code {
    match error {
        UnlockError::Wrong { .. } => Code::WrongPassphrase,
        UnlockError::TooSoon { .. } => Code::TooSoon,
        UnlockError::Unknown => Code::UnknownOperator,
        UnlockError::Store(error) => store_code(error),
    }
}

pub(super) fn line_code(error: &LineError) -> Code {
    use wire::join::RefusalCode;
    match error {
        LineError::Unreachable(_) | LineError::Lost(_) => Code::Offline,
        LineError::TooLarge | LineError::Refused(RefusalCode::TooLarge) => Code::TooLargeForLine,
        LineError::NotAServer => Code::NotAServer,
        LineError::Refused(RefusalCode::CodeRefused | RefusalCode::TooManyTries) => {
            Code::CodeRefused
        }
        LineError::Refused(RefusalCode::NoNumbersLeft) => Code::NoNumbers,
        LineError::Refused(RefusalCode::NotThisCounter) => Code::CounterRevoked,
        LineError::Refused(RefusalCode::Internal) => Code::ServerFailing,
        LineError::Refused(RefusalCode::Malformed) => Code::Internal,
    }
}

pub(super) fn store_code(error: &store::Error) -> Code {
    match error {
        store::Error::NewerVersion { .. } => Code::DatabaseNewer,
        store::Error::WrongKeyOrDamaged => Code::DatabaseUnreadable,
        store::Error::Busy => Code::DatabaseBusy,
        store::Error::DiskFull => Code::DiskFull,
        store::Error::Sealed => Code::Unreadable,
        store::Error::StageMoved
        | store::Error::IllegalMove(_)
        | store::Error::IllegalCardMove(_)
        | store::Error::IllegalEnvelopeMove(_)
        | store::Error::IllegalPrintMove(_) => Code::NotAllowedNow,
        store::Error::Io(error) => io_code(error),
        _ => Code::Internal,
    }
}

pub(super) fn io_code(error: &io::Error) -> Code {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Code::DiskFull,
        _ => Code::Internal,
    }
}

pub(super) fn photo_code(error: &photo::Error) -> Code {
    match error {
        photo::Error::TooManyBytes { .. } => Code::PhotoTooLarge,
        photo::Error::TooManyPixels { .. } | photo::Error::TooMuchMemory { .. } => {
            Code::PhotoTooManyPixels
        }
        photo::Error::TooSmall { .. } => Code::PhotoTooSmall,
        photo::Error::Heic => Code::PhotoHeic,
        photo::Error::CropOutside | photo::Error::CropTooSmall { .. } => Code::CropOutside,
        photo::Error::Corrupt(_) | photo::Error::DecoderFailed => Code::PhotoCorrupt,
        photo::Error::NotAPicture
        | photo::Error::UnsupportedFormat { .. }
        | photo::Error::NotAFrame { .. }
        | photo::Error::NoCode => Code::PhotoNotAPicture,
        // No file is to blame for rules that can't be met, nor for the program's own faults.
        photo::Error::CardShape { .. }
        | photo::Error::CardOverLimit { .. }
        | photo::Error::Resample(_)
        | photo::Error::Encode(_)
        | photo::Error::Finder(_) => Code::Internal,
    }
}

pub(super) fn photo_detail(error: &photo::Error) -> Vec<(&'static str, Value)> {
    match error {
        photo::Error::TooManyBytes { actual_bytes, limit_bytes } => {
            vec![("actual_bytes", (*actual_bytes).into()), ("limit_bytes", (*limit_bytes).into())]
        }
        photo::Error::TooManyPixels { actual, limit } => {
            vec![("actual", (*actual).into()), ("limit", (*limit).into())]
        }
        photo::Error::TooMuchMemory { pixels, needed_bytes, limit_bytes } => {
            // As many pixels of this depth as the memory holds.
            let limit = pixels.saturating_mul(*limit_bytes) / (*needed_bytes).max(1);
            vec![("actual", (*pixels).into()), ("limit", limit.into())]
        }
        photo::Error::TooSmall { width_px, height_px, min_width_px, min_height_px } => vec![
            ("width", (*width_px).into()),
            ("height", (*height_px).into()),
            ("min_width", (*min_width_px).into()),
            ("min_height", (*min_height_px).into()),
        ],
        _ => Vec::new(),
    }
}

pub(super) fn signature_code(wrong: WrongSignature) -> Code {
    match wrong {
        WrongSignature::TooLittle => Code::SignatureTooLittle,
        WrongSignature::TooMuch => Code::SignatureTooMuch,
        // The window's own pad has no dot outside.
        WrongSignature::OutsidePad => Code::Internal,
    }
}

/// A wrong library number and a design that names a style it lacks stay internal: policy and
/// lease were checked before, and no clerk can mend them.
pub(super) fn proof_code(error: &proof::Error) -> Code {
    match error {
        proof::Error::MissingGlyph { .. } => Code::GlyphMissing,
        proof::Error::DoesNotFit { .. } | proof::Error::Symbol { .. } => Code::DoesNotFit,
        proof::Error::Blank { field: proof::Field::Name } | proof::Error::Photo => {
            Code::NotComplete
        }
        _ => Code::Internal,
    }
}

pub(super) fn proof_detail(error: &proof::Error) -> Vec<(&'static str, Value)> {
    match error {
        // A clerk counts characters from 1.
        proof::Error::MissingGlyph { field, at } => {
            vec![("field", field_word(*field).into()), ("at", (at + 1).into())]
        }
        proof::Error::DoesNotFit { field } | proof::Error::Symbol { field } => {
            vec![("field", field_word(*field).into())]
        }
        proof::Error::Blank { field: proof::Field::Name } => {
            vec![("step", Step::Person.word().into())]
        }
        proof::Error::Photo => vec![("step", Step::Photo.word().into())],
        _ => Vec::new(),
    }
}

/// The window's word for a printed field; for the signed code, the name that makes it long.
fn field_word(field: proof::Field) -> &'static str {
    field.of_card().and_then(Field::behind).map_or("other", Field::word)
}

#[cfg(test)]
mod tests {
    use proof::Field;

    use super::*;
    use crate::error::Error;

    #[test]
    fn a_card_that_cannot_be_drawn_says_what_the_clerk_can_mend() {
        for (error, code, detail) in [
            (
                proof::Error::MissingGlyph { field: Field::Address, at: 11 },
                Code::GlyphMissing,
                serde_json::json!({ "field": "address", "at": 12 }),
            ),
            (
                proof::Error::DoesNotFit { field: Field::MedicalNotes },
                Code::DoesNotFit,
                serde_json::json!({ "field": "medical_notes" }),
            ),
            (
                proof::Error::Symbol { field: Field::Code },
                Code::DoesNotFit,
                serde_json::json!({ "field": "name" }),
            ),
            (
                proof::Error::Blank { field: Field::Name },
                Code::NotComplete,
                serde_json::json!({ "step": "person" }),
            ),
            (proof::Error::Photo, Code::NotComplete, serde_json::json!({ "step": "photo" })),
            (proof::Error::Design, Code::Internal, serde_json::json!({})),
        ] {
            let error = Error::from(error);
            assert_eq!(error.code(), code, "{error}");
            assert_eq!(serde_json::json!(error.detail()), detail, "{error}");
        }
    }

    #[test]
    fn a_picture_too_deep_for_the_memory_is_told_in_pixels() {
        let (needed_bytes, limit_bytes) = (600_000_000, 300_000_000);
        let error = photo::Error::TooMuchMemory { pixels: 1_000, needed_bytes, limit_bytes };
        let error = Error::from(error);
        assert_eq!(error.code(), Code::PhotoTooManyPixels);
        assert_eq!(error.detail(), [("actual", 1_000.into()), ("limit", 500.into())].into());
    }

    #[test]
    fn no_file_is_blamed_for_rules_that_cannot_be_met() {
        for error in [
            photo::Error::CardShape { width_px: 0, height_px: 0 },
            photo::Error::CardOverLimit { smallest_bytes: 2, limit_bytes: 1 },
            photo::Error::Finder("no network".into()),
            photo::Error::Resample("no size".into()),
        ] {
            assert_eq!(Error::from(error).code(), Code::Internal);
        }
        assert_eq!(Error::from(photo::Error::NotAPicture).code(), Code::PhotoNotAPicture);
    }
}
