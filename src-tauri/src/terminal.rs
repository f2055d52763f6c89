//! The counter's commands for the terminal: setting up by script, recovery, the audit.
//!
//! A secret comes by standard input, never as an argument that others on the machine see.

use std::io::{self, BufRead, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use desk::view::{Join, SetUp, ShownWords};
use desk::{Code, Desk, Error};

use crate::verify;

/// How often the words are asked for.
const LIMIT_ASKED: u32 = 3;

/// The enrolment counter for a municipal ID. Without a command it opens the window.
#[derive(Parser)]
#[command(name = "keyway", version)]
enum Command {
    /// Set this counter up; the passphrase is one line of standard input. Prints the recovery
    /// words, once, and asks for two of them; without an answer the window asks for new ones.
    SetUp {
        /// The site's name.
        #[arg(long)]
        site: String,
        /// The first supervisor's name.
        #[arg(long)]
        supervisor: String,
        /// The address of the server to join.
        #[arg(long, requires = "code")]
        server: Option<String>,
        /// The one-time code for it.
        #[arg(long, requires = "server")]
        code: Option<String>,
    },
    /// Give an operator a new passphrase; the recovery words are the first line of standard
    /// input, the new passphrase is the second.
    Recover {
        /// The name to sign in with.
        #[arg(long)]
        operator: String,
    },
    /// Make new recovery words; a supervisor's passphrase is one line of standard input. Prints
    /// them, once, and asks for two of them. The words of before open nothing from then on.
    RenewWords {
        /// The supervisor's name.
        #[arg(long)]
        operator: String,
    },
    /// Verify the audit chain; the passphrase is one line of standard input.
    VerifyAudit {
        /// The name to sign in with.
        #[arg(long)]
        operator: String,
    },
    /// Check the code on a card's back in a picture of it, without any line. Ends with 0 for a
    /// genuine card, 1 for what is none, 2 when nothing could be checked.
    Verify {
        /// The picture (JPEG, PNG or WebP); `-` for standard input.
        image: PathBuf,
        /// The server's public key in hexadecimal, as the programme publishes it.
        #[arg(long)]
        key: String,
    },
}

/// Runs the command that `arguments` name.
pub(crate) fn run(desk: &Desk, arguments: &[String]) -> ExitCode {
    let line = std::iter::once("keyway".to_owned()).chain(arguments.iter().cloned());
    let command = match Command::try_parse_from(line) {
        Ok(command) => command,
        Err(usage) => usage.exit(),
    };
    let done = match command {
        Command::SetUp { site, supervisor, server, code } => {
            set_up(desk, site, supervisor, server.zip(code))
        }
        Command::Recover { operator } => recover(desk, &operator),
        Command::RenewWords { operator } => renew_words(desk, &operator),
        Command::VerifyAudit { operator } => verify_audit(desk, &operator),
        Command::Verify { image, key } => return verify::run(desk, &image, &key),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => fail(&error.to_string()),
    }
}

fn set_up(
    desk: &Desk,
    site: String,
    supervisor: String,
    server: Option<(String, String)>,
) -> Result<(), Error> {
    let passphrase = read_secret()?;
    let done = desk.set_up(&SetUp { site, supervisor, passphrase })?;
    show_words(desk, &done.recovery)?;
    if let Some((address, code)) = server {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        runtime.block_on(desk.join(&Join { address, code }))?;
        say("joined")?;
    }
    Ok(())
}

fn renew_words(desk: &Desk, operator: &str) -> Result<(), Error> {
    let passphrase = read_secret()?;
    desk.sign_in(operator, &passphrase)?;
    show_words(desk, &desk.renew_recovery_words(&passphrase)?)
}

/// Prints the words and asks for two of them. A script that answers nothing has them nowhere.
fn show_words(desk: &Desk, shown: &ShownWords) -> Result<(), Error> {
    say(&format!("recovery words: {}", shown.words.join(" ")))?;
    let [first, second] = shown.ask;
    for _ in 0..LIMIT_ASKED {
        say(&format!("write them down, then type words {first} and {second} from the paper:"))?;
        let line = read_secret()?;
        let mut typed = line.split_whitespace().map(str::to_owned);
        let (Some(first), Some(second)) = (typed.next(), typed.next()) else { break };
        match desk.confirm_recovery_words(&[first, second]) {
            Ok(_) => return say("the recovery words are on paper"),
            Err(Error::Refused(Code::WordsDiffer)) => say("these are other words")?,
            Err(error) => return Err(error),
        }
    }
    say("nobody has shown to have them: the counter will ask for new ones")
}

fn recover(desk: &Desk, operator: &str) -> Result<(), Error> {
    let (words, passphrase) = (read_secret()?, read_secret()?);
    desk.recover(&words, operator, &passphrase)?;
    say("the new passphrase is set")
}

fn verify_audit(desk: &Desk, operator: &str) -> Result<(), Error> {
    desk.sign_in(operator, &read_secret()?)?;
    let length = desk.verify_audit()?;
    say(&format!("the audit chain is whole: {length} entries"))
}

fn read_secret() -> Result<String, Error> {
    let mut line = String::new();
    io::stdin().lock().read_line(&mut line)?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}

fn say(line: &str) -> Result<(), Error> {
    Ok(writeln!(io::stdout(), "{line}")?)
}

/// Says why the counter can't go on.
pub(crate) fn fail(reason: &str) -> ExitCode {
    let _ = writeln!(io::stderr(), "keyway: {reason}");
    ExitCode::FAILURE
}
