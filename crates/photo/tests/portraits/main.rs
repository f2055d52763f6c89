//! What is found in portraits, and what is said of them: real ones, and copies of them as other
//! cameras, lights and distances would have made them.
//!
//! The tables are written to cargo's directory for tests (`target/tmp`), to be read; their sums
//! are in docs/portraits.md; what holds is asserted here. A few portraits prove nothing about
//! people whom they do not show.

mod camera;
mod cards;
mod found;
mod groups;
mod hair;
mod light;
mod people;
mod photographs;
mod scene;
mod skin;
mod studio;
mod subject;
mod summary;
mod table;

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use domain::photo::PhotoRules;
use keyway_photo::Finder;

static FINDER: LazyLock<Finder> = LazyLock::new(|| Finder::load().expect("the network loads"));
static RULES: LazyLock<PhotoRules> = LazyLock::new(PhotoRules::default);

/// Where a table or a sheet is written.
fn written(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(name)
}
