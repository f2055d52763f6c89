//! The Photo step: the picture, its frame and its light, and the signature beside it.

mod dropped;
mod photograph;
mod sign;
