//! What the start-up hands to the counter, from the environment.

use std::env;
use std::path::Path;

use desk::{Options, Places};

/// What the start-up hands to the counter.
pub(crate) struct Settings {
    pub places: Places,
    pub options: Options,
}

impl Settings {
    /// Reads `KEYWAY_DATA` (a folder instead of the platform's), `KEYWAY_SERVER` and
    /// `KEYWAY_CODE` (a server that waits to be joined).
    pub fn from_environment() -> Result<Self, &'static str> {
        let places = match env::var_os("KEYWAY_DATA") {
            Some(folder) => Places::under(Path::new(&folder)),
            None => Places::of_this_user().ok_or("there is no home folder; set KEYWAY_DATA")?,
        };
        let options = Options {
            suggested_server: env::var("KEYWAY_SERVER").ok(),
            suggested_code: env::var("KEYWAY_CODE").ok(),
        };
        Ok(Self { places, options })
    }
}
