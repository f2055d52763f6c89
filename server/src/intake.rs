//! Taking envelopes in: judged, written and signed for in one transaction.
//!
//! A bad envelope is set aside and the next ones go on. Nothing here can open one.

use domain::Word;
use std::collections::HashMap;
use std::sync::Arc;

use serde::de::IgnoredAny;
use serde_bytes::ByteArray;
use tokio::task::spawn_blocking;
use uuid::Uuid;
use wire::join::RefusalCode;
use wire::{
    FactKind, LIMIT_UPLOAD_ENVELOPES, Outcome, Reason, Receipt, ServerKey, Statement, VERSION,
};

use crate::central::Central;
use crate::database::envelope::EnvelopeRow;
use crate::database::quarantined::QuarantinedRow;
use crate::database::{Write, counter, envelope, quarantined};
use crate::error::Error;
use crate::judge::{Claim, Place, Standing, judge, prove, read};

/// How deep a value may be nested before the whole upload is unreadable.
const LIMIT_DEPTH: usize = 16;

type Proven = (Claim, Result<(), Reason>);

impl Central {
    /// Takes an upload in; the answer is a sequence of receipts, one for each envelope and in
    /// their order, and what they promise is on the disk.
    ///
    /// # Errors
    /// [`RefusalCode::Malformed`] for bytes that are no CBOR sequence (nothing of them is kept),
    /// [`RefusalCode::TooLarge`] for too many envelopes, or the database failed.
    pub async fn take_in(&self, upload: Vec<u8>) -> Result<Vec<u8>, Error> {
        let claims = spawn_blocking(move || {
            let pieces = pieces(&upload)?;
            Ok::<_, Error>(pieces.into_iter().map(read).collect::<Vec<_>>())
        })
        .await??;
        let standings = self.standings(&claims).await?;
        let programme = self.programme.id();
        let known = standings.clone();
        let proven: Vec<Proven> = spawn_blocking(move || {
            let prove_one = |claim: Claim| {
                let proof = prove(&claim, known.get(&claim.counter), programme);
                (claim, proof)
            };
            claims.into_iter().map(prove_one).collect()
        })
        .await?;
        let mut taking = Taking {
            tx: self.database.write().await?,
            key: self.server_key.clone(),
            now_ms: self.clock.at_ms(),
        };
        let mut receipts = Vec::new();
        for (claim, proof) in proven {
            let is_joined = standings.contains_key(&claim.counter);
            receipts.extend(taking.settle(&claim, proof, is_joined).await?);
        }
        taking.tx.commit().await?;
        Ok(receipts)
    }

    /// What is known of the counters that the claims name.
    async fn standings(&self, claims: &[Claim]) -> Result<HashMap<Uuid, Standing>, Error> {
        let mut tx = self.database.read().await?;
        let mut standings = HashMap::new();
        for claim in claims {
            if standings.contains_key(&claim.counter) {
                continue;
            }
            if let Some(row) = counter::get(&mut tx, claim.counter).await? {
                let is_revoked = row.revoked_at_ms.is_some();
                standings.insert(row.id, Standing { key: row.key, is_revoked });
            }
        }
        Ok(standings)
    }
}

/// The bytes of each value of the sequence, whatever the values are.
fn pieces(upload: &[u8]) -> Result<Vec<&[u8]>, Error> {
    let (mut rest, mut pieces) = (upload, Vec::new());
    while !rest.is_empty() {
        if pieces.len() == LIMIT_UPLOAD_ENVELOPES {
            return Err(Error::Refused(RefusalCode::TooLarge));
        }
        let before = rest;
        let _: IgnoredAny = ciborium::de::from_reader_with_recursion_limit(&mut rest, LIMIT_DEPTH)
            .map_err(|_| Error::Refused(RefusalCode::Malformed))?;
        pieces.push(&before[..before.len() - rest.len()]);
    }
    Ok(pieces)
}

/// One upload being written.
struct Taking {
    tx: Write,
    key: Arc<ServerKey>,
    now_ms: i64,
}

impl Taking {
    /// The bytes of the receipt for one envelope, after its effect is written.
    async fn settle(
        &mut self,
        claim: &Claim,
        proof: Result<(), Reason>,
        is_joined: bool,
    ) -> Result<Vec<u8>, Error> {
        let kept = envelope::receipt(&mut self.tx, claim.counter, claim.sequence).await?;
        let is_taken = kept.is_some();
        if let Some((sha256, receipt)) = kept
            && sha256 == claim.sha256
        {
            return Ok(receipt);
        }
        let expected = match counter::get(&mut self.tx, claim.counter).await? {
            Some(row) => row.expected,
            None => 1,
        };
        let outcome = judge(claim.sequence, proof, Place { expected, is_taken });
        let before = quarantined::get(&mut self.tx, &claim.sha256).await?;
        let mut received_at_ms = self.now_ms;
        if let Some(before) = before {
            if outcome == Outcome::Accepted {
                quarantined::remove(&mut self.tx, &claim.sha256).await?;
            } else if word(outcome) == Some(before.reason.as_str()) {
                return Ok(before.receipt);
            }
            received_at_ms = before.received_at_ms;
        }
        let receipt = self.sign(claim, outcome, received_at_ms)?;
        self.keep(claim, outcome, is_joined, received_at_ms, &receipt).await?;
        if is_joined {
            self.advance(claim.counter, expected).await?;
        }
        Ok(receipt)
    }

    fn sign(&self, claim: &Claim, outcome: Outcome, received_at_ms: i64) -> Result<Vec<u8>, Error> {
        let statement = Statement {
            version: VERSION,
            counter: claim.counter,
            sequence: claim.sequence,
            envelope_sha256: ByteArray::new(claim.sha256),
            outcome,
            received_at_ms,
        };
        Ok(Receipt::make(&statement, &self.key)?.to_bytes()?)
    }

    async fn keep(
        &mut self,
        claim: &Claim,
        outcome: Outcome,
        is_joined: bool,
        received_at_ms: i64,
        receipt: &[u8],
    ) -> Result<(), Error> {
        let (counter, sequence, application) = (claim.counter, claim.sequence, claim.application);
        let (sha256, bytes) = (&claim.sha256, claim.bytes.as_slice());
        let kind = claim.kind.map(FactKind::word);
        let Some(reason) = word(outcome) else {
            let kind = kind.ok_or(wire::Error::Malformed)?;
            let row = EnvelopeRow {
                counter,
                sequence,
                sha256,
                kind,
                application,
                received_at_ms,
                receipt,
                bytes,
            };
            return envelope::add(&mut self.tx, &row).await;
        };
        let row = QuarantinedRow {
            sha256,
            counter,
            is_joined,
            sequence,
            kind,
            application,
            reason,
            received_at_ms,
            receipt,
            bytes,
        };
        let is_kept = quarantined::put(&mut self.tx, &row).await?;
        tracing::warn!(reason, is_kept, "set an envelope aside");
        Ok(())
    }

    /// Moves on to the smallest number that no envelope accounts for.
    async fn advance(&mut self, counter: Uuid, expected: u64) -> Result<(), Error> {
        let mut next = expected;
        while envelope::is_accounted_for(&mut self.tx, counter, next).await? {
            next += 1;
        }
        if next == expected {
            Ok(())
        } else {
            counter::set_expected(&mut self.tx, counter, next).await
        }
    }
}

/// The reason's word for what was set aside.
fn word(outcome: Outcome) -> Option<&'static str> {
    match outcome {
        Outcome::Accepted => None,
        Outcome::Quarantined(reason) => Some(reason.word()),
    }
}
