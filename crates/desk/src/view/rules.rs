//! What the window needs of the policy.

use domain::documents::Kind;
use domain::photo::PhotoRules;
use domain::{Field, Retention};
use serde::Serialize;
use ts_rs::TS;

/// What the window needs of the policy.
#[derive(Clone, Serialize, TS)]
#[ts(export, export_to = "types.ts")]
pub struct Rules {
    /// The programme's name.
    pub programme: String,
    /// The languages that applicants may prefer (BCP 47).
    pub applicant_languages: Vec<String>,
    /// The kinds of documents.
    pub kinds: Vec<Kind>,
    /// The fields and their rules.
    pub fields: Vec<FieldNote>,
    /// The photo's limits.
    pub photo: PhotoRules,
    /// The signature's bounds, and the words for why there is none.
    pub signature: SignatureRules,
    /// The words that printing needs.
    pub printing: PrintingRules,
    /// Minutes without a touch after which the screen locks.
    pub idle_lock_minutes: u32,
    /// Hours after capture when counter-only fields are destroyed at the latest.
    pub counter_only_hours: u32,
}

/// What the window needs to know about signatures.
#[derive(Clone, Serialize, TS)]
#[ts(export, export_to = "types.ts")]
pub struct SignatureRules {
    /// The words for why there is none; empty when it can't be skipped.
    pub skip_reasons: Vec<String>,
    /// The shortest ink that counts as a signature, in ten-thousandths of the pad's width.
    pub least_ink: u32,
    /// Most strokes.
    pub limit_strokes: u32,
    /// Most dots of all strokes together.
    pub limit_dots: u32,
}

/// The words of the policy that printing needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export, export_to = "types.ts")]
pub struct PrintingRules {
    /// How a blank is ruined.
    pub spoil_reasons: Vec<String>,
    /// Why a card is made once more.
    pub reprint_reasons: Vec<String>,
    /// Why a count finds other than there should be.
    pub stock_reasons: Vec<String>,
    /// Whether a card may be printed before a supervisor's review.
    pub before_review: bool,
    /// Whether this system has a print dialog that the counter can open.
    pub has_dialog: bool,
}

/// What the window says beside a field.
#[derive(Clone, Serialize, TS)]
#[ts(export, export_to = "types.ts")]
pub struct FieldNote {
    /// The field.
    pub field: Field,
    /// Whether the card can't do without it.
    pub is_required: bool,
    /// Most characters; 0 for a field that is not text.
    pub limit_chars: u32,
    /// How long it is kept, and where.
    pub retention: Retention,
}
#[cfg(test)]
mod tests {
    use domain::design::CardField;
    use domain::{Field, Word};
    use serde_json::json;
    use ts_rs::{Config, TS};

    /// What is true of each field whatever the policy says, for the window to read beside its
    /// types.
    #[test]
    fn export_bindings_fields() {
        let config = Config::from_env();
        CardField::export_all(&config).expect("written");
        let fields = Field::ALL.iter().map(|field| {
            let traits = field.traits();
            json!({
                "field": field.word(),
                "holds": traits.holds.word(),
                "step": traits.step.word(),
            })
        });
        let listed = CardField::ALL.iter().filter(|field| field.is_listed());
        let table = json!({
            "fields": fields.collect::<Vec<_>>(),
            "listed": listed.map(|field| field.word()).collect::<Vec<_>>(),
        });
        let path = config.out_dir().join("fields.json");
        std::fs::write(path, format!("{table:#}\n")).expect("written");
    }
}
