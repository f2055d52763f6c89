//! Where a counter keeps its files.
//!
//! ```text
//! <data>/policy.json            the programme's rules, if it brought its own
//! <data>/policy.last-good.json  the last of them that could be read
//! <data>/counter/keyway.db      the encrypted database
//! <data>/counter/keyway.slots   the key slots, which open it
//! <documents>/Keyway proofs/    proofs that a clerk saved, deleted by their deadlines
//! <documents>/Keyway cards/     cards that a clerk saved to print elsewhere, likewise, and as soon as
//!                               it is said what became of them
//! ```
//!
//! No name of a file ever holds personal data.

use std::path::{Path, PathBuf};

use directories::{ProjectDirs, UserDirs};

/// Where a counter keeps its files.
#[derive(Clone, Debug)]
pub struct Places {
    data: PathBuf,
    proofs: PathBuf,
    cards: PathBuf,
}

impl Places {
    /// The platform's folders for this user; none on a machine without a home.
    #[must_use]
    pub fn of_this_user() -> Option<Self> {
        let data = ProjectDirs::from("", "", "Keyway")?.data_dir().to_owned();
        let user = UserDirs::new()?;
        let documents = user.document_dir().unwrap_or_else(|| user.home_dir());
        Some(Self {
            data,
            proofs: documents.join("Keyway proofs"),
            cards: documents.join("Keyway cards"),
        })
    }

    /// Everything under one folder.
    #[must_use]
    pub fn under(folder: &Path) -> Self {
        Self { data: folder.to_owned(), proofs: folder.join("proofs"), cards: folder.join("cards") }
    }

    /// The folder that holds all but the saved proofs and cards.
    #[must_use]
    pub fn data(&self) -> &Path {
        &self.data
    }

    /// The folder of database and key slots; there is a counter when it is there.
    #[must_use]
    pub fn counter(&self) -> PathBuf {
        self.data.join("counter")
    }

    /// The encrypted database, inside a counter's folder.
    #[must_use]
    pub fn database_in(counter: &Path) -> PathBuf {
        counter.join("keyway.db")
    }

    /// The key slots, inside a counter's folder.
    #[must_use]
    pub fn slots_in(counter: &Path) -> PathBuf {
        counter.join("keyway.slots")
    }

    /// The programme's own policy file.
    #[must_use]
    pub fn policy(&self) -> PathBuf {
        self.data.join("policy.json")
    }

    /// The last policy file that could be read.
    #[must_use]
    pub fn last_good_policy(&self) -> PathBuf {
        self.data.join("policy.last-good.json")
    }

    /// The folder of saved proofs.
    #[must_use]
    pub fn proofs(&self) -> &Path {
        &self.proofs
    }

    /// The folder of cards saved to be printed elsewhere.
    #[must_use]
    pub fn cards(&self) -> &Path {
        &self.cards
    }

    /// The folder of cards saved on sheets.
    #[must_use]
    pub fn sheets(&self) -> PathBuf {
        self.cards.join("sheets")
    }
}
