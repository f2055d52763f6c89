//! The words that stand across a proof's faces; all others are in `assets/words/proof`.
//!
//! Holds no applicant's data and no layout.

/// Set across every face, so that no print of the page can pass for a card.
pub(crate) const WATERMARK: &str = "PROOF - NOT AN ID";
