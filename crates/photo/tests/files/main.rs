//! Real, foreign, odd and broken files, in at the crate's public door and out as a card.

mod broken;
mod portrait;
