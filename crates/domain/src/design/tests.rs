//! Which designs are taken.
