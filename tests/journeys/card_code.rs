//! The signed code: from the joining to the picture that anybody checks.

use std::path::Path;
use std::process::{Command, Output};

use desk::{Birth, Code, Verdict};
use jiff::ToSpan;
use tempfile::tempdir;

use crate::counter::{Counter, NAME};
use crate::server::{Server, program};

/// The first page of a PDF at 300 dots per inch, as PNG.
fn rendered(folder: &Path, pdf: &[u8]) -> Vec<u8> {
    let (file, page) = (folder.join("proof.pdf"), folder.join("page"));
    std::fs::write(&file, pdf).expect("written");
    let mut pdftoppm = Command::new("pdftoppm");
    pdftoppm.args(["-r", "300", "-png", "-singlefile"]).arg(&file).arg(&page);
    assert!(pdftoppm.status().expect("poppler is installed").success());
    std::fs::read(folder.join("page.png")).expect("a page")
}

fn verify(counter: &Path, picture: &Path, key: &str) -> Output {
    let mut keyway = Command::new(program("keyway"));
    keyway.args(["verify", "--key", key]).arg(picture).env("KEYWAY_DATA", counter);
    keyway.output().expect("it runs")
}

#[tokio::test]
async fn a_proofs_code_is_believed_as_a_proofs_and_by_its_own_server_alone() {
    let (server_folder, counter_folder) = (tempdir().expect("folder"), tempdir().expect("folder"));
    let server = Server::start(server_folder.path());
    let counter = Counter::set_up(counter_folder.path());
    counter.join(&server.url(), &server.code()).await;
    let enrolled = counter.enrol();
    let pdf = counter.desk.proof_pdf(&enrolled.id).expect("a proof");
    let pictures = tempdir().expect("folder");
    let picture = rendered(pictures.path(), &pdf);

    let key = server.verify_key();
    let verdict = counter.desk.verify_code(&picture, &key).expect("it is read");
    let Verdict::Proof(claims) = verdict else { panic!("not a proof: {verdict:?}") };
    let card = enrolled.card.expect("a card");
    assert_eq!(claims.number, card.number);
    assert_eq!(claims.name.reveal(), NAME);
    let Birth::Date(birth) = claims.birth else { panic!("Chicago's policy says the date") };
    assert_eq!(birth.to_string(), "1984-02-29");
    let in_five_years = counter.clock.day() + 5_i16.years();
    assert_eq!(claims.expires_on, Some(in_five_years), "she is between 14 and 64");

    let again = counter.desk.proof_pdf(&enrolled.id).expect("a proof");
    let again = rendered(pictures.path(), &again);
    assert_eq!(again, picture, "the same draft has the same code");

    let other_folder = tempdir().expect("folder");
    let other = Server::start(other_folder.path()).verify_key();
    let verdict = counter.desk.verify_code(&picture, &other).expect("it is read");
    assert_eq!(verdict, Verdict::OtherProgramme);
    let no_key = counter.desk.verify_code(&picture, "ab").expect_err("no key");
    assert_eq!(no_key.code(), Code::Internal);
}

#[tokio::test]
async fn the_terminal_says_what_a_code_is() {
    let (server_folder, counter_folder) = (tempdir().expect("folder"), tempdir().expect("folder"));
    let server = Server::start(server_folder.path());
    let counter = Counter::set_up(counter_folder.path());
    counter.join(&server.url(), &server.code()).await;
    let id = counter.enrol().id;
    let pictures = tempdir().expect("folder");
    rendered(pictures.path(), &counter.desk.proof_pdf(&id).expect("a proof"));
    let (page, elsewhere) = (pictures.path().join("page.png"), tempdir().expect("folder"));

    let told = verify(elsewhere.path(), &page, &server.verify_key());
    let words = String::from_utf8(told.stdout).expect("text");
    assert_eq!(told.status.code(), Some(1), "a proof is no card");
    assert!(words.starts_with("a proof and not a card\n"), "{words}");
    assert!(words.contains(NAME) && words.contains("date of birth: Feb 29, 1984"), "{words}");
    let expiry = (counter.clock.day() + 5_i16.years()).strftime("%b %-d, %Y");
    assert!(words.contains(&format!("expires: {expiry}")), "as the card shows it: {words}");

    let proof = pictures.path().join("proof.pdf");
    let unread = verify(elsewhere.path(), &proof, &server.verify_key());
    assert_eq!(unread.status.code(), Some(2), "a PDF is no picture");
    assert_eq!(verify(elsewhere.path(), &page, "ab").status.code(), Some(2), "no key");
}
