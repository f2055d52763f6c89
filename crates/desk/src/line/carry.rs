//! How much the line carries: learnt from what got through and from what did not. Pure.
//!
//! ```text
//! carried             -> more the next time: twice as much until the first failure, then slowly
//! too large, lost     -> half as much
//! refused as no CBOR  -> half the company, until the bad one is alone
//! one alone, again    -> passed over, and the others go on
//! ```
//!
//! A connection that was never made teaches nothing. Nothing here reads a clock or the journal.

use std::collections::BTreeMap;

use wire::LIMIT_UPLOAD_BYTES;

/// The first upload on an unknown line: about three applications.
const FIRST_BYTES: usize = 256 * 1024;
/// An upload that took longer was too large for this line, though it got through.
const LONG_MS: u64 = 20_000;
/// The gap between carried and refused, as a part of the carried, that is no more looked into.
const FINE: usize = 8;
/// How many uploads the line carries before it is asked again for what it refused as too large.
const LIMIT_MEMORY: u32 = 64;
/// How often an envelope is refused alone before it is passed over: once could be a bad line.
const LIMIT_REFUSED: u32 = 3;
/// How often an envelope is lost alone before it is passed over.
const LIMIT_LOST: u32 = 5;
/// How long an envelope that was passed over rests, the first time and at most.
const REST_MS: (u64, u64) = (60_000, 3_600_000);

/// What one upload held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Load {
    /// The number of its first envelope.
    pub first: u64,
    /// How many envelopes.
    pub envelopes: usize,
    /// How many bytes.
    pub bytes: usize,
}

/// How an upload ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// Receipts came back, after so many milliseconds.
    Carried(u64),
    /// The line or the server refuses so large a message.
    TooLarge,
    /// The server could not read it.
    Unreadable,
    /// It was begun, and no answer came that counts.
    Lost,
}

/// What to do after an upload.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// Send what is due next, at once.
    GoOn,
    /// Leave the line in peace until the next round.
    Wait,
    /// Pass over the one envelope that was sent.
    PassOver,
}

/// What the line has shown so far.
#[derive(Clone, Debug)]
pub struct Carry {
    /// Most bytes that the line is asked to carry.
    most_bytes: usize,
    /// Most bytes while a bad envelope is looked for.
    company_bytes: usize,
    /// The largest upload that got through.
    shown_bytes: usize,
    /// The smallest that was refused as too large, and how many got through since.
    refused: Option<(usize, u32)>,
    /// Whether an upload ever failed for its size.
    has_failed: bool,
    /// The envelope that was last tried alone, and how often.
    alone: (u64, u32),
    /// Passed over, by number: from when on each is tried again, and after which rest.
    resting: BTreeMap<u64, (u64, u64)>,
}

impl Default for Carry {
    fn default() -> Self {
        Self {
            most_bytes: FIRST_BYTES,
            company_bytes: LIMIT_UPLOAD_BYTES,
            shown_bytes: 0,
            refused: None,
            has_failed: false,
            alone: (0, 0),
            resting: BTreeMap::new(),
        }
    }
}

impl Carry {
    /// Most bytes for the next upload; one envelope goes whatever its size.
    #[must_use]
    pub fn limit_bytes(&self) -> usize {
        self.most_bytes.min(self.company_bytes)
    }

    /// Learns from an upload.
    pub fn learn(&mut self, load: Load, end: End) -> Next {
        match end {
            End::Carried(took_ms) => self.carried(load, took_ms),
            _ if load.envelopes == 1 => self.failed_alone(load, end),
            End::TooLarge => {
                self.shrink(load.bytes);
                self.refused = Some((load.bytes, 0));
                Next::GoOn
            }
            End::Unreadable => {
                self.company_bytes = load.bytes / 2;
                Next::GoOn
            }
            End::Lost => {
                self.shrink(load.bytes);
                Next::Wait
            }
        }
    }

    fn carried(&mut self, load: Load, took_ms: u64) -> Next {
        let was_full = load.bytes > self.most_bytes / 2;
        self.alone = (0, 0);
        self.resting.remove(&load.first);
        self.company_bytes = self.company_bytes.saturating_mul(2).min(LIMIT_UPLOAD_BYTES);
        self.shown_bytes = self.shown_bytes.max(load.bytes);
        self.refused = self.refused.and_then(|(bytes, carried)| {
            (carried < LIMIT_MEMORY && load.bytes < bytes).then_some((bytes, carried + 1))
        });
        if took_ms > LONG_MS {
            self.has_failed = true;
            let in_time = load.bytes as u64 * LONG_MS / took_ms;
            self.most_bytes = usize::try_from(in_time).unwrap_or(load.bytes);
        } else if was_full {
            self.most_bytes = self.most_bytes.max(load.bytes);
            self.grow();
        }
        Next::GoOn
    }

    fn grow(&mut self) {
        let most = self.most_bytes;
        let more = if self.has_failed { most / 4 } else { most };
        let wanted = most.saturating_add(more).min(LIMIT_UPLOAD_BYTES);
        self.most_bytes = match self.refused {
            None => wanted,
            Some((refused, _)) => {
                let unknown = refused.saturating_sub(most);
                if unknown <= most / FINE { most } else { wanted.min(most + unknown / 2) }
            }
        };
    }

    /// Asks for less than `bytes`: what got through before, or half.
    fn shrink(&mut self, bytes: usize) {
        self.has_failed = true;
        if self.shown_bytes >= bytes {
            self.shown_bytes = 0;
        }
        self.most_bytes = self.shown_bytes.max(bytes / 2);
    }

    fn failed_alone(&mut self, load: Load, end: End) -> Next {
        let before = if self.alone.0 == load.first { self.alone.1 } else { 0 };
        self.alone = (load.first, before + 1);
        let (limit, otherwise) = match end {
            // What is too large today is as large in a second.
            End::TooLarge => (1, Next::GoOn),
            End::Unreadable => (LIMIT_REFUSED, Next::GoOn),
            _ => (LIMIT_LOST, Next::Wait),
        };
        if self.alone.1 < limit {
            return otherwise;
        }
        // The bad one is found; the rest may go together again.
        self.company_bytes = LIMIT_UPLOAD_BYTES;
        Next::PassOver
    }

    /// Lets an envelope rest that the line does not carry; longer each time.
    pub fn rest(&mut self, sequence: u64, now_ms: u64) {
        let (first_ms, longest_ms) = REST_MS;
        let rested = self.resting.get(&sequence).map(|(_, rest_ms)| rest_ms * 2);
        let rest_ms = rested.unwrap_or(first_ms).min(longest_ms);
        self.resting.insert(sequence, (now_ms.saturating_add(rest_ms), rest_ms));
    }

    /// Forgets that an envelope rests: it is no longer to be sent.
    pub fn wake(&mut self, sequence: u64) {
        self.resting.remove(&sequence);
    }

    /// Whether the envelope rests, so that the others go on without it.
    #[must_use]
    pub fn rests(&self, sequence: u64) -> bool {
        self.resting.contains_key(&sequence)
    }

    /// Whether any envelope is too large for this line.
    #[must_use]
    pub fn any_rests(&self) -> bool {
        !self.resting.is_empty()
    }

    /// The envelopes that have rested long enough to be tried again, each alone.
    #[must_use]
    pub fn rested(&self, now_ms: u64) -> Vec<u64> {
        let over = self.resting.iter().filter(|(_, (again_at_ms, _))| *again_at_ms <= now_ms);
        over.map(|(sequence, _)| *sequence).collect()
    }
}

#[cfg(test)]
mod tests;
