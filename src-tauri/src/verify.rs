//! `keyway verify`: what a card's code is, in plain words.
//!
//! Judges nothing itself; what it prints is what the asker holds in hand.

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;
use std::process::ExitCode;

use desk::{Birth, CardClaims, Desk, Error, Verdict};

/// What `keyway verify` ends with when nothing could be checked.
const UNCHECKED: u8 = 2;

/// A date as the card shows it: both must be the same at a glance.
const AS_ON_CARD: &str = "%b %-d, %Y";

/// Most of a file that is read, in bytes: one more than any picture may have is enough.
const LIMIT_READ_BYTES: u64 = 40_000_001;

/// Checks the code in a picture and says what it is.
pub(crate) fn run(desk: &Desk, image: &Path, key: &str) -> ExitCode {
    let done = read(image).and_then(|bytes| desk.verify_code(&bytes, key)).and_then(|verdict| {
        writeln!(io::stdout(), "{}", words(&verdict))?;
        Ok(matches!(verdict, Verdict::Genuine(_)))
    });
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            let _ = writeln!(io::stderr(), "keyway: {error}");
            ExitCode::from(UNCHECKED)
        }
    }
}

fn read(image: &Path) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    if image == Path::new("-") {
        io::stdin().lock().take(LIMIT_READ_BYTES).read_to_end(&mut bytes)?;
    } else {
        File::open(image)?.take(LIMIT_READ_BYTES).read_to_end(&mut bytes)?;
    }
    Ok(bytes)
}

fn words(verdict: &Verdict) -> String {
    match verdict {
        Verdict::Genuine(claims) => told("genuine: the card must say", claims),
        Verdict::Expired(claims) => told("expired: a card of the programme, but no longer", claims),
        Verdict::Proof(claims) => told("a proof and not a card", claims),
        Verdict::OtherProgramme => "a code of another programme".to_owned(),
        Verdict::NotGenuine => "not genuine: no counter of the programme signed this".to_owned(),
    }
}

fn told(headline: &str, claims: &CardClaims) -> String {
    let birth = match &claims.birth {
        Birth::Date(date) => format!("date of birth: {}", date.strftime(AS_ON_CARD)),
        Birth::Years { from, to: Some(to) } => format!("age when it was made: {from} to {to}"),
        Birth::Years { from, to: None } => format!("age when it was made: {from} or older"),
    };
    let expiry = claims.expires_on.map(|date| date.strftime(AS_ON_CARD).to_string());
    let expiry = expiry.unwrap_or("no expiry".to_owned());
    let lines = [
        headline.to_owned(),
        format!("programme: {}", shown(&claims.programme)),
        format!("card number: {}", shown(&claims.number)),
        format!("name: {}", shown(claims.name.reveal())),
        birth,
        format!("expires: {expiry}"),
    ];
    lines.join("\n")
}

/// The text without what would command a terminal.
fn shown(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).collect()
}
