//! What the window needs of the policy, and what it must show first.

use domain::signature::{LEAST_INK, LIMIT_DOTS, LIMIT_STROKES};

use crate::desk::Desk;
use crate::error::Error;
use crate::view::{Door, FieldNote, PrintingRules, Rules, SignatureRules, Start};

impl Desk {
    /// What the window must show first.
    ///
    /// # Errors
    /// When the key slots can't be read.
    pub fn start(&self) -> Result<Start, Error> {
        let slots = self.slots()?;
        let door = match &slots {
            None => Door::New,
            Some(_) if self.at_work().is_ok() => Door::Open,
            Some(_) => Door::Locked,
        };
        let wait_until_ms =
            slots.as_ref().and_then(|slots| slots.wait_until_ms(self.waits_now_ms()));
        Ok(Start {
            door,
            programme: self.policy.programme.name.clone(),
            operators: slots.as_ref().map(|slots| slots.operator_names()).unwrap_or_default(),
            wait_until_ms: wait_until_ms.map(|until_ms| self.on_the_wall_ms(until_ms)),
            notices: self.notices.clone(),
            passphrase_min_chars: self.policy.counter.passphrase_min_chars,
            suggested_server: self.options.suggested_server.clone(),
            suggested_code: self.options.suggested_code.clone(),
        })
    }

    /// What the window needs of the policy.
    #[must_use]
    pub fn rules(&self) -> Rules {
        let policy = &self.policy;
        let note = |(field, rule): (&domain::Field, &domain::policy::FieldRule)| FieldNote {
            field: *field,
            is_required: rule.required,
            limit_chars: rule.limit_chars,
            retention: rule.retention,
        };
        Rules {
            programme: policy.programme.name.clone(),
            applicant_languages: policy.languages.applicant.clone(),
            kinds: policy.documents.kinds.clone(),
            fields: policy.fields.iter().map(note).collect(),
            photo: policy.photo.clone(),
            signature: SignatureRules {
                skip_reasons: policy.signature.skip_reasons.clone(),
                least_ink: LEAST_INK,
                limit_strokes: LIMIT_STROKES,
                limit_dots: LIMIT_DOTS,
            },
            printing: PrintingRules {
                spoil_reasons: policy.printing.spoil_reasons.clone(),
                reprint_reasons: policy.printing.reprint_reasons.clone(),
                stock_reasons: policy.printing.stock_reasons.clone(),
                before_review: policy.counter.print_before_review,
                has_dialog: cfg!(target_os = "linux"),
            },
            idle_lock_minutes: policy.counter.idle_lock_minutes,
            counter_only_hours: policy.keep.counter_only_hours,
        }
    }
}
