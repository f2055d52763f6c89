//! The parts of a round: each runs whatever the others said, and waits by itself when refused.
//!
//! Sends nothing; it remembers how each part stands, so that the top bar can tell the worst.

use wire::lease::NumberKind;

use super::carry::Carry;
use crate::error::{Code, Error};
use crate::ports::LineError;
use crate::view::LineState;

/// After the first refusal of a part; twice as long after each more.
const FIRST_WAIT_MS: u64 = 30_000;
/// After many.
const LONGEST_WAIT_MS: u64 = 1_800_000;

/// One part of a round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// The journal's envelopes.
    Envelopes,
    /// The certificate that a counter may lack.
    Certificate,
    /// New numbers of a kind.
    Numbers(NumberKind),
}

/// What is remembered from round to round.
#[derive(Default)]
pub(crate) struct Touch {
    pub carry: Carry,
    standings: Vec<(Part, Standing)>,
}

/// How one part stands.
#[derive(Clone, Copy, Default)]
struct Standing {
    trouble: Option<LineState>,
    refusals: u32,
    again_at_ms: u64,
}

impl Touch {
    /// Whether a part is to run in this round.
    pub fn is_due(&self, part: Part, now_ms: u64) -> bool {
        self.standing(part).again_at_ms <= now_ms
    }

    /// Notes how a part went.
    pub fn note(&mut self, part: Part, went: Result<(), &Error>, now_ms: u64) {
        let before = self.standing(part);
        let now = match went {
            Ok(()) => Standing::default(),
            Err(error) if is_the_lines(error) => {
                Standing { trouble: Some(state_of(error)), again_at_ms: now_ms, ..before }
            }
            Err(error) => Standing {
                trouble: Some(state_of(error)),
                refusals: before.refusals.saturating_add(1),
                again_at_ms: now_ms.saturating_add(wait_ms(before.refusals)),
            },
        };
        self.standings.retain(|(of, _)| *of != part);
        self.standings.push((part, now));
    }

    /// The worst of what the parts have met; none when all is well.
    pub fn worst(&self) -> Option<LineState> {
        let troubles = self.standings.iter().filter_map(|(_, standing)| standing.trouble);
        troubles.max_by_key(|state| gravity(*state))
    }

    /// What a part has met the last time that it ran.
    pub fn trouble(&self, part: Part) -> Option<LineState> {
        self.standing(part).trouble
    }

    fn standing(&self, part: Part) -> Standing {
        let found = self.standings.iter().find(|(of, _)| *of == part);
        found.map(|(_, standing)| *standing).unwrap_or_default()
    }
}

/// Whether a round that met both should tell of `error`.
pub(crate) fn is_graver(error: &Error, before: &Error) -> bool {
    gravity(state_of(error)) > gravity(state_of(before))
}

fn wait_ms(refusals: u32) -> u64 {
    FIRST_WAIT_MS.saturating_mul(1 << refusals.min(16)).min(LONGEST_WAIT_MS)
}

/// Whether the line is at fault, and not who answers.
fn is_the_lines(error: &Error) -> bool {
    use LineError as L;
    matches!(error, Error::Line(L::Unreachable(_) | L::Lost(_) | L::NotAServer))
}

/// How the top bar tells of a fault in a round.
pub(crate) fn state_of(error: &Error) -> LineState {
    use wire::join::RefusalCode as R;
    match error {
        Error::Refused(Code::WrongServer) => LineState::WrongServer,
        Error::Line(LineError::TooLarge | LineError::Refused(R::TooLarge)) => LineState::TooLarge,
        Error::Line(LineError::Refused(R::NotThisCounter)) => LineState::Revoked,
        Error::Line(LineError::Refused(R::NoNumbersLeft)) => LineState::NumbersRefused,
        Error::Line(LineError::Refused(_)) | Error::Wire(_) => LineState::ServerFailing,
        Error::Line(_) => LineState::Offline,
        _ => LineState::CounterFailing,
    }
}

/// How much a state wants a person: the gravest is told.
fn gravity(state: LineState) -> u8 {
    match state {
        LineState::WrongServer => 8,
        LineState::CounterFailing => 7,
        LineState::Revoked => 6,
        LineState::TooLarge => 5,
        LineState::ServerFailing => 4,
        LineState::NeedsAPerson => 3,
        LineState::Offline => 2,
        LineState::NumbersRefused => 1,
        LineState::NotJoined | LineState::Online | LineState::Sending => 0,
    }
}

#[cfg(test)]
mod tests {
    use wire::join::RefusalCode;

    use super::*;

    const CARDS: Part = Part::Numbers(NumberKind::Card);

    fn refused(code: RefusalCode) -> Error {
        Error::Line(LineError::Refused(code))
    }

    #[test]
    fn a_refused_part_waits_longer_each_time_and_holds_up_no_other() {
        let mut touch = Touch::default();
        let error = refused(RefusalCode::NoNumbersLeft);
        touch.note(CARDS, Err(&error), 0);
        assert!(!touch.is_due(CARDS, FIRST_WAIT_MS - 1) && touch.is_due(CARDS, FIRST_WAIT_MS));
        assert!(touch.is_due(Part::Numbers(NumberKind::Library), 0));
        touch.note(CARDS, Err(&error), 0);
        assert!(!touch.is_due(CARDS, FIRST_WAIT_MS));
        for _ in 0..70 {
            touch.note(CARDS, Err(&error), 0);
        }
        assert!(touch.is_due(CARDS, LONGEST_WAIT_MS));
        touch.note(CARDS, Ok(()), 0);
        assert!(touch.is_due(CARDS, 0) && touch.worst().is_none());
    }

    #[test]
    fn what_the_line_has_done_is_tried_again_in_the_next_round() {
        let mut touch = Touch::default();
        touch.note(Part::Certificate, Err(&Error::Line(LineError::NotAServer)), 5);
        assert!(touch.is_due(Part::Certificate, 5));
        assert_eq!(touch.worst(), Some(LineState::Offline));
    }

    #[test]
    fn the_gravest_of_the_troubles_is_told() {
        let mut touch = Touch::default();
        touch.note(CARDS, Err(&refused(RefusalCode::NoNumbersLeft)), 0);
        touch.note(Part::Envelopes, Err(&Error::Line(LineError::NotAServer)), 0);
        assert_eq!(touch.worst(), Some(LineState::Offline));
        touch.note(Part::Certificate, Err(&refused(RefusalCode::NotThisCounter)), 0);
        assert_eq!(touch.worst(), Some(LineState::Revoked));
        touch.note(Part::Envelopes, Ok(()), 0);
        touch.note(Part::Certificate, Ok(()), 0);
        assert_eq!(touch.worst(), Some(LineState::NumbersRefused));
    }
}
