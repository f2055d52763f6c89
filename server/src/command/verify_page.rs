//! `keyway-server verify-page`: the page that checks cards, with this server's key in it.
//!
//! One file that needs no server and no line; what it says of a card it says by that key.

use clap::Args;
use keyway_server::{Error, Folder};

use super::{Place, say};

/// The page as it was built; empty where this program was built before it.
const PAGE: &str = include_str!(concat!(env!("OUT_DIR"), "/verify.html"));

/// Where the key goes, as the page's source has it.
const EMPTY_KEY: &str = r#"<meta name="keyway-server-key" content="" />"#;

#[derive(Args)]
pub struct VerifyPage {
    /// Shows the key alone, for `keyway verify --key`.
    #[arg(long)]
    key: bool,
}

impl VerifyPage {
    pub async fn run(self, place: &Place) -> Result<(), Error> {
        place.database().await?;
        let key = hex::encode(Folder::open(&place.data)?.server_key()?.public().to_bytes());
        if self.key { say(&key) } else { say(&with_key(PAGE, &key).ok_or(Error::NoPage)?) }
    }
}

/// The page with a key in its place; none for a page that has no such place.
fn with_key(page: &str, key: &str) -> Option<String> {
    let (before, after) = page.split_once(EMPTY_KEY)?;
    Some(format!(r#"{before}<meta name="keyway-server-key" content="{key}" />{after}"#))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_goes_into_its_place_and_nowhere_else() {
        let page = format!("<head>{EMPTY_KEY}</head>");
        let expected = r#"<head><meta name="keyway-server-key" content="ab" /></head>"#;
        assert_eq!(with_key(&page, "ab").as_deref(), Some(expected));
    }

    #[test]
    fn a_page_without_a_place_for_the_key_is_none() {
        assert_eq!(with_key("", "ab"), None);
    }

    #[test]
    fn the_source_of_the_page_has_the_place() {
        assert!(include_str!("../../../ui/verify/index.html").contains(EMPTY_KEY));
    }
}
