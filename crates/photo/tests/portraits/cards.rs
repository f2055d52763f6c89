//! The cards that come of the pictures.
