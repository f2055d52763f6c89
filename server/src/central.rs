//! The running server: its keys, its database, its clock.
//!
//! It holds the programme's public key only. What it can do is in one file per verb.

use std::sync::Arc;

use tokio::sync::{Mutex, Semaphore};
use wire::join::ProgrammeReply;
use wire::{JoinCode, LIMIT_UPLOAD_BYTES, ProgrammePublic, ServerKey};

use crate::chance::rng;
use crate::clock::Clock;
use crate::database::code::CodeRow;
use crate::database::{Address, Database, code};
use crate::error::Error;
use crate::folder::Folder;
use crate::tries::Tries;

/// Uploads that are worked on at the same time. Each takes up to twice the wire's bound beside
/// what came: as envelopes, and as the bytes to store; together 512 MiB at the very most.
const LIMIT_UPLOADS: usize = 16;
/// Bytes of uploads that have come and are not stored yet, half read or whole: 256 MiB.
const LIMIT_HALF_READ: usize = 16 * LIMIT_UPLOAD_BYTES;
/// How long a one-time code is good: a day.
const CODE_LIFE_MS: i64 = 24 * 60 * 60 * 1_000;

/// The running server.
#[derive(Debug)]
pub struct Central {
    pub(crate) database: Database,
    pub(crate) server_key: Arc<ServerKey>,
    pub(crate) programme: ProgrammePublic,
    pub(crate) clock: Clock,
    pub(crate) tries: Mutex<Tries>,
    pub(crate) uploads: Semaphore,
    pub(crate) half_read: Semaphore,
}

impl Central {
    /// Opens the server's keys and its database, which is made if it is not there.
    ///
    /// # Errors
    /// A key or the database can't be used.
    pub async fn open(folder: &Folder, address: &Address, clock: Clock) -> Result<Self, Error> {
        let (server_key, programme) = (Arc::new(folder.server_key()?), folder.programme()?);
        let database = Database::open(address).await?;
        Ok(Self {
            database,
            server_key,
            programme,
            clock,
            tries: Mutex::default(),
            uploads: Semaphore::new(LIMIT_UPLOADS),
            half_read: Semaphore::new(LIMIT_HALF_READ),
        })
    }

    /// The database, for the commands that list what is in it.
    #[must_use]
    pub fn database(&self) -> &Database {
        &self.database
    }

    /// Who the server is.
    #[must_use]
    pub fn programme(&self) -> ProgrammeReply {
        ProgrammeReply {
            programme_key: hex::encode(self.programme.to_bytes()),
            server_key: hex::encode(self.server_key.public().to_bytes()),
            server_time_ms: self.clock.at_ms(),
        }
    }

    /// Makes a one-time code, good for a day, for a counter at `site` if that is known already.
    ///
    /// # Errors
    /// The database failed.
    pub async fn make_code(&self, site: Option<String>) -> Result<JoinCode, Error> {
        let made = JoinCode::make(&self.programme, &self.server_key.public(), &mut rng());
        let expires_at_ms = self.clock.at_ms() + CODE_LIFE_MS;
        let row = CodeRow { site, expires_at_ms, counter: None };
        let mut tx = self.database.write().await?;
        code::add(&mut tx, &JoinCode::secret_sha256(made.secret()), &row).await?;
        tx.commit().await?;
        Ok(made)
    }
}
