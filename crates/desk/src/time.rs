//! What is known of the time, and how long ago something was. Reads no clock by itself.

mod known;
mod moment;

pub(crate) use known::{Known, Said};
pub(crate) use moment::Moment;
