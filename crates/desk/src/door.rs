//! The way in: setting the counter up, signing in and out, recovering, joining a server.

mod join;
mod recover;
mod recovery_words;
mod rules;
mod set_up;
mod sign_in;
mod waits;
