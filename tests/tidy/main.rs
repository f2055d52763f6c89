//! The architecture, enforced: what ARCHITECTURE.md says is read from manifests and sources.
//!
//! Each checker is a function over texts, with a bad sample of its own, so that it can fail.

mod arrows;
mod circles;
#[path = "../../src-tauri/command_list.rs"]
mod command_list;
mod commands;
mod files;
mod functions;
mod glossary;
mod levels;
mod rooms;
mod sources;
mod words;
