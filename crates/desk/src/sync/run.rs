//! One round with the server: who is there, numbers, envelopes.

use std::sync::Arc;

use domain::envelope::EnvelopeEvent;
use store::Store;
use store::table::journal;
use store::table::membership::{self, MembershipRow};
use wire::stream::read_all;
use wire::{LIMIT_UPLOAD_BYTES, LIMIT_UPLOAD_ENVELOPES, Receipt, VerifyKey};

use super::plan::{Upload, plan, settle};
use crate::desk::Desk;
use crate::error::Error;
use crate::ports::LineError;
use crate::verb::keys_of;
use crate::view::LineState;

/// Most uploads in one round; the rest waits for the next, so that a round always ends.
const LIMIT_UPLOADS: usize = 1_000;

/// What a round has done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Envelopes that the server keeps.
    pub accepted: u32,
    /// Envelopes that the server set aside.
    pub quarantined: u32,
}

impl Desk {
    /// Goes one round with the server; does nothing before a server was joined.
    ///
    /// # Errors
    /// The line gave no answer that counts. Nothing is lost: what has no receipt waits.
    pub async fn sync_once(&self) -> Result<Progress, Error> {
        let Some(store) = self.store() else { return Ok(Progress::default()) };
        let membership = store.read(|tx| Ok::<_, Error>(membership::get(tx)?))?;
        let Some(membership) = membership else { return Ok(Progress::default()) };
        let result = self.round(&store, &membership).await;
        self.note_asked();
        match &result {
            Ok(_) => self.hear(LineState::Online),
            Err(Error::WrongServer) => self.hear(LineState::WrongServer),
            Err(_) => self.hear(LineState::Offline),
        }
        result
    }

    async fn round(
        &self,
        store: &Arc<Store>,
        membership: &MembershipRow,
    ) -> Result<Progress, Error> {
        self.meet(store, membership).await?;
        self.certify(store, membership).await?;
        self.refill(store, membership).await?;
        let mut progress = Progress::default();
        for _ in 0..LIMIT_UPLOADS {
            let due = store.write(|tx| {
                let due = journal::due(tx, LIMIT_UPLOAD_ENVELOPES as u32, LIMIT_UPLOAD_BYTES)?;
                for row in &due {
                    journal::mark(tx, row.sequence, EnvelopeEvent::Send)?;
                }
                Ok::<_, Error>(due)
            })?;
            let Some(upload) = plan(&due) else { break };
            self.hear(LineState::Sending);
            let done = self.send(store, membership, upload).await?;
            progress.accepted += done.accepted;
            progress.quarantined += done.quarantined;
        }
        Ok(progress)
    }

    /// Makes sure that it is the joined server that answers, and learns its clock.
    async fn meet(&self, store: &Arc<Store>, membership: &MembershipRow) -> Result<(), Error> {
        let reply = self.transport.programme(&membership.address).await?;
        let (programme, server) = keys_of(&reply)?;
        if programme.to_bytes() != membership.programme_key
            || server.to_bytes() != membership.server_key
        {
            return Err(Error::WrongServer);
        }
        store.write(|tx| self.hear_time(tx, reply.server_time_ms))?;
        self.note_contact();
        Ok(())
    }

    async fn send(
        &self,
        store: &Arc<Store>,
        membership: &MembershipRow,
        upload: Upload,
    ) -> Result<Progress, Error> {
        let sent = self.transport.upload(&membership.address, upload.body.clone()).await;
        let receipts = sent.and_then(|body| {
            read_all::<Receipt>(&body, LIMIT_UPLOAD_ENVELOPES).map_err(|_| LineError::NotAServer)
        });
        let server = VerifyKey::from_bytes(&membership.server_key)?;
        let believed = receipts.as_deref().unwrap_or(&[]);
        let settlements = settle(&upload, believed, membership.counter, &server);
        let mut progress = Progress::default();
        store.write(|tx| {
            for one in &settlements {
                match one.event {
                    EnvelopeEvent::Lose => {
                        journal::mark(tx, one.sequence, EnvelopeEvent::Lose)?;
                        continue;
                    }
                    EnvelopeEvent::Accept => progress.accepted += 1,
                    _ => progress.quarantined += 1,
                }
                journal::settle(tx, one.sequence, one.event, &one.receipt, one.reason)?;
            }
            Ok::<_, Error>(())
        })?;
        let receipts = receipts?;
        if receipts.iter().any(|receipt| receipt.verify(&server).is_err()) {
            return Err(Error::WrongServer);
        }
        // Garbled on the way: the same envelopes are sent again.
        let is_settled = settlements.iter().all(|one| one.event != EnvelopeEvent::Lose);
        if is_settled { Ok(progress) } else { Err(LineError::NotAServer.into()) }
    }
}
