//! One round with the server: who is there, then each part, whatever the others said.
//!
//! Envelopes go first: no number that is refused may hold back what a clerk has submitted.

use domain::Word;
use std::sync::Arc;

use store::Store;
use store::table::membership::{self, MembershipRow};
use wire::lease::NumberKind;

use super::reply::keys_of;
use crate::desk::Desk;
use crate::error::{Code, Error};
use crate::line::{Part, Touch, is_graver, state_of};
use crate::ports::LineError;
use crate::view::LineState;

/// What a round has done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Envelopes that the server keeps.
    pub accepted: u32,
    /// Envelopes that were set aside.
    pub quarantined: u32,
}

impl Desk {
    /// Goes one round with the server; does nothing before a server was joined.
    ///
    /// # Errors
    /// The gravest of what went wrong in any part. Nothing is lost: what has no receipt waits,
    /// and the other parts were done all the same.
    pub async fn sync_once(&self) -> Result<Progress, Error> {
        let (progress, went) = self.go_round().await;
        went.map(|()| progress)
    }

    /// As [`Desk::sync_once`]; tells also what was done before something went wrong.
    pub(crate) async fn go_round(&self) -> (Progress, Result<(), Error>) {
        let mut progress = Progress::default();
        let Some(store) = self.store() else { return (progress, Ok(())) };
        let membership = match store.read(|tx| Ok::<_, Error>(membership::get(tx)?)) {
            Ok(Some(membership)) => membership,
            Ok(None) => return (progress, Ok(())),
            Err(error) => {
                self.hear(state_of(&error));
                return (progress, Err(error));
            }
        };
        let mut touch = self.touch.lock().await;
        let met = self.meet(&store, &membership).await;
        self.note_asked();
        if let Err(error) = met {
            self.hear(state_of(&error));
            return (progress, Err(error));
        }
        let went = self.parts(&store, &membership, &mut touch, &mut progress).await;
        self.hear(touch.worst().unwrap_or(LineState::Online));
        (progress, went)
    }

    /// Every part that is due, one after another.
    async fn parts(
        &self,
        store: &Arc<Store>,
        membership: &MembershipRow,
        touch: &mut Touch,
        progress: &mut Progress,
    ) -> Result<(), Error> {
        let mut went = Ok(());
        let sent = self.send_due(store, membership, &mut touch.carry, progress).await;
        let was_revoked = touch.trouble(Part::Envelopes) == Some(LineState::Revoked);
        match sent {
            // What rests is still too large, and is told for as long as it rests.
            Ok(()) if touch.carry.any_rests() => {
                let error = LineError::TooLarge.into();
                touch.note(Part::Envelopes, Err(&error), self.clock.steady_ms());
            }
            // A revoked counter with nothing to send is no less revoked.
            Ok(()) if was_revoked && progress.accepted == 0 => {}
            sent => self.note_part(touch, Part::Envelopes, sent, &mut went),
        }
        if touch.is_due(Part::Certificate, self.clock.steady_ms()) {
            let certified = self.certify(store, membership).await;
            self.note_part(touch, Part::Certificate, certified, &mut went);
        }
        for &kind in NumberKind::ALL {
            let part = Part::Numbers(kind);
            if touch.is_due(part, self.clock.steady_ms()) {
                let refilled = self.refill(store, membership, kind).await;
                self.note_part(touch, part, refilled, &mut went);
            }
        }
        went
    }

    /// Notes how a part went, and keeps the gravest error of the round.
    fn note_part(
        &self,
        touch: &mut Touch,
        part: Part,
        of_part: Result<(), Error>,
        of_round: &mut Result<(), Error>,
    ) {
        touch.note(part, of_part.as_ref().copied(), self.clock.steady_ms());
        let Err(error) = of_part else { return };
        tracing::info!(?part, code = ?error.code(), "a part of the round failed");
        if of_round.as_ref().err().is_none_or(|before| is_graver(&error, before)) {
            *of_round = Err(error);
        }
    }

    /// Makes sure that it is the joined server that answers, and learns its clock.
    async fn meet(&self, store: &Arc<Store>, membership: &MembershipRow) -> Result<(), Error> {
        let reply = self.transport.programme(&membership.address).await?;
        let (programme, server) = keys_of(&reply)?;
        if programme.to_bytes() != membership.programme_key
            || server.to_bytes() != membership.server_key
        {
            return Err(Code::WrongServer.into());
        }
        store.write(|tx| self.hear_time(tx, reply.server_time_ms))?;
        self.note_contact();
        Ok(())
    }
}

#[cfg(test)]
mod tests;
