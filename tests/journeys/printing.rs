//! From the submitted application to the card in the cardholder's hand, by a real printer.

use std::fs;
use std::ops::Deref;
use std::time::Duration;

use desk::Code;
use desk::view::{Application, DialogEnd, Press, Print};
use domain::printing::SaidBy;
use domain::{CardStage, PrintStage, Stage, Trouble};
use tempfile::tempdir;
use tokio::time::{sleep, timeout};

use crate::counter::{ADDRESS, Counter, NAME, any_file_holds, copy_files};
use crate::joined::{Joined, joined};
use crate::printer::Printer;

/// Most looks at a job, a tenth of a second apart.
pub const LOOKS: u32 = 300;

/// Waits until the script of the printer is told to go on, so that no test waits for a clock.
pub const HELD: &str = "cp \"$1\" \"$(dirname \"$0\")/card.pdf\"
touch \"$(dirname \"$0\")/begun\"
while [ ! -e \"$(dirname \"$0\")/go\" ]; do sleep 0.05; done";

/// A counter with a submitted application, and the server that it has joined.
pub struct Site {
    pub id: String,
    pub joined: Joined,
}

impl Deref for Site {
    type Target = Joined;

    fn deref(&self) -> &Joined {
        &self.joined
    }
}

pub async fn site() -> Site {
    let joined = joined().await;
    let id = joined.counter.enrol_and_submit().id;
    Site { id, joined }
}

impl Site {
    pub async fn choose(&self, printer: &Printer) {
        self.counter.desk.choose_printer(&printer.uri()).await.expect("chosen");
    }

    pub async fn print(&self, seen: u32) -> Print {
        self.counter.desk.print_card(&self.id, press(seen)).await.expect("begun")
    }

    pub async fn follow(&self) -> Print {
        self.counter.desk.follow_print(&self.id).await.expect("followed")
    }

    /// Follows the job until it `is` as wished.
    pub async fn follow_until(&self, is: impl Fn(&Print) -> bool) -> Print {
        for _ in 0..LOOKS {
            let print = self.follow().await;
            if is(&print) {
                return print;
            }
            sleep(Duration::from_millis(100)).await;
        }
        panic!("it never came to that: {:?}", self.follow().await);
    }

    fn application(&self) -> Application {
        self.counter.desk.open_application(&self.id).expect("open")
    }
}

pub const fn press(seen: u32) -> Press {
    Press { seen, has_blanks: false }
}

pub fn stage(print: &Print) -> PrintStage {
    print.job.as_ref().expect("a job").stage
}

pub fn trouble(print: &Print) -> Option<Trouble> {
    print.job.as_ref().expect("a job").trouble
}

pub fn go(printer: &Printer) {
    fs::write(printer.file("go"), "").expect("told");
}

pub async fn begun(printer: &Printer) {
    for _ in 0..LOOKS {
        if printer.file("begun").exists() {
            return;
        }
        sleep(Duration::from_millis(100)).await;
    }
    panic!("the printer never began");
}

#[tokio::test]
async fn a_card_is_printed_when_the_printer_says_so_and_not_before() {
    let (site, printer) = (site().await, Printer::start(HELD).await);
    site.choose(&printer).await;
    let sent = site.print(0).await;
    assert_eq!((sent.card, stage(&sent)), (CardStage::Reserved, PrintStage::Printing));
    begun(&printer).await;
    let still = site.follow().await;
    assert_eq!((still.card, stage(&still)), (CardStage::Reserved, PrintStage::Printing));

    go(&printer);
    let done = site.follow_until(|print| stage(print) != PrintStage::Printing).await;
    assert_eq!((done.card, stage(&done)), (CardStage::Printed, PrintStage::Printed));
    assert_eq!(done.job.expect("a job").said_by, Some(SaidBy::Printer));
    let card = fs::read(printer.file("card.pdf")).expect("the document that came");
    assert!(card.starts_with(b"%PDF-"), "the very PDF");

    let again = site.print(1).await;
    assert_eq!(again.job.expect("a job").number, 1, "a printed card is not printed again");
    let late = site.print(0).await;
    assert_eq!(late.job.expect("a job").number, 1, "nor by a press about nothing");
}

#[tokio::test]
async fn a_second_press_prints_nothing_twice() {
    let (site, printer) = (site().await, Printer::start(HELD).await);
    site.choose(&printer).await;
    let (first, second) = tokio::join!(site.print(0), site.print(0));
    assert_eq!(first.job.expect("a job").number, 1);
    assert_eq!(second.job.expect("a job").number, 1);
    begun(&printer).await;
    assert_eq!(site.print(1).await.job.expect("a job").number, 1, "while it is printing");
    go(&printer);
    site.follow_until(|print| stage(print) == PrintStage::Printed).await;
}

#[tokio::test]
async fn a_printer_that_is_out_of_cards_says_so_and_goes_on_when_it_has_some() {
    let script = format!(
        "echo 'STATE: +media-empty-warning' >&2\n{HELD}\necho 'STATE: -media-empty-warning' >&2"
    );
    let (site, printer) = (site().await, Printer::start(&script).await);
    site.choose(&printer).await;
    site.print(0).await;
    let empty = site.follow_until(|print| trouble(print).is_some()).await;
    assert_eq!((stage(&empty), trouble(&empty)), (PrintStage::Printing, Some(Trouble::MediaEmpty)));
    assert_eq!(empty.card, CardStage::Reserved);
    go(&printer);
    let done = site.follow_until(|print| stage(print) != PrintStage::Printing).await;
    assert_eq!((done.card, trouble(&done)), (CardStage::Printed, None));
}

#[tokio::test]
async fn a_printer_that_stops_half_way_prints_no_card_and_the_clerk_says_what_became_of_the_blank()
{
    let script = "n=$(dirname \"$0\")/tries; echo x >> \"$n\"
[ $(wc -l < \"$n\") -gt 1 ] || { echo 'STATE: +media-jam-warning' >&2; sleep 0.3; exit 1; }
echo 'STATE: -media-jam-warning' >&2";
    let (site, printer) = (site().await, Printer::start(script).await);
    site.choose(&printer).await;
    let desk = &site.counter.desk;
    desk.receive_stock(0, 10).expect("received");
    site.print(0).await;
    let failed = site.follow_until(|print| stage(print) != PrintStage::Printing).await;
    assert_eq!((failed.card, stage(&failed)), (CardStage::Reserved, PrintStage::Failed));
    assert!(matches!(trouble(&failed), Some(Trouble::MediaJam | Trouble::Aborted)), "{failed:?}");
    assert_eq!(failed.stock.left, Some(10), "no blank is used up by a word of the printer's");

    let unknown = desk.card_spoiled(&site.id, press(1), "bored").expect_err("no such reason");
    assert_eq!(unknown.code(), Code::NoSuchReason);
    let spoiled = desk.card_spoiled(&site.id, press(1), "misfeed").expect("said");
    desk.card_spoiled(&site.id, press(1), "misfeed").expect("twice is once");
    assert_eq!((spoiled.card, spoiled.stock.left), (CardStage::Spoiled, Some(9)));

    site.print(1).await;
    let done = site.follow_until(|print| stage(print) != PrintStage::Printing).await;
    assert_eq!((done.card, stage(&done)), (CardStage::Printed, PrintStage::Printed));
    let stock = desk.stock().expect("counted");
    assert_eq!((stock.today.used, stock.today.spoiled, stock.state.left), (1, 1, Some(8)));
}

#[tokio::test]
async fn a_printer_that_vanishes_leaves_the_question_to_the_clerk() {
    let (site, mut printer) = (site().await, Printer::start(HELD).await);
    site.choose(&printer).await;
    site.print(0).await;
    begun(&printer).await;
    printer.unplug();
    let silent = site.follow().await;
    assert_eq!((stage(&silent), trouble(&silent)), (PrintStage::Printing, Some(Trouble::Vanished)));
    site.counter.clock.pass_ms(20_000);
    let gone = site.follow().await;
    assert_eq!((stage(&gone), trouble(&gone)), (PrintStage::Unsure, Some(Trouble::Vanished)));
    assert_eq!(gone.card, CardStage::Reserved);
    let held = site.print(1).await;
    assert_eq!(held.job.expect("a job").number, 1, "nothing more is printed before the answer");

    let desk = &site.counter.desk;
    let said = desk.card_printed(&site.id, press(1)).expect("the clerk has it in hand");
    assert_eq!((said.card, stage(&said)), (CardStage::Printed, PrintStage::Printed));
    assert_eq!(said.job.expect("a job").said_by, Some(SaidBy::Clerk));
}

#[tokio::test]
async fn a_printer_that_comes_back_and_knows_nothing_of_the_job_leaves_it_to_the_clerk_too() {
    let (site, mut printer) = (site().await, Printer::start(HELD).await);
    site.choose(&printer).await;
    site.print(0).await;
    begun(&printer).await;
    printer.unplug();
    printer.plug_in().await;
    let back = site.follow().await;
    assert_eq!((stage(&back), trouble(&back)), (PrintStage::Unsure, Some(Trouble::Forgotten)));
    let desk = &site.counter.desk;
    let nothing = desk.not_printed(&site.id, press(1)).expect("nothing came out");
    assert_eq!((nothing.card, stage(&nothing)), (CardStage::Reserved, PrintStage::Failed));
    go(&printer);
    site.print(1).await;
    site.follow_until(|print| stage(print) == PrintStage::Printed).await;
}

#[tokio::test]
async fn a_counter_that_is_killed_follows_the_job_on_after_its_restart() {
    let (site, printer) = (site().await, Printer::start(HELD).await);
    site.choose(&printer).await;
    site.print(0).await;
    begun(&printer).await;
    let Site { id, joined: Joined { counter, folder, .. } } = site;
    let counter = counter.restarted(folder.path());
    counter.sign_in();
    let still = counter.desk.follow_print(&id).await.expect("followed");
    assert_eq!((still.card, stage(&still)), (CardStage::Reserved, PrintStage::Printing));
    go(&printer);
    let mut done = still;
    for _ in 0..LOOKS {
        done = counter.desk.follow_print(&id).await.expect("followed");
        if done.card == CardStage::Printed {
            break;
        }
        sleep(Duration::from_millis(100)).await;
    }
    assert_eq!((done.card, stage(&done)), (CardStage::Printed, PrintStage::Printed));
}

#[tokio::test]
async fn a_counter_that_is_killed_while_it_sends_asks_whether_the_card_was_printed() {
    let (site, mut printer) = (site().await, Printer::start(HELD).await);
    site.choose(&printer).await;
    let _mute = printer.go_mute();
    let send = site.counter.desk.print_card(&site.id, press(0));
    assert!(timeout(Duration::from_millis(200), send).await.is_err(), "it is on its way");
    // The files as they lie when the power goes.
    let after = tempdir().expect("folder");
    copy_files(site.folder.path(), after.path());
    let counter = Counter::at(after.path());
    counter.sign_in();
    let asked = counter.desk.follow_print(&site.id).await.expect("followed");
    assert_eq!((stage(&asked), trouble(&asked)), (PrintStage::Unsure, Some(Trouble::Interrupted)));
    assert_eq!(asked.card, CardStage::Reserved, "sending is not printing");
    let again = counter.desk.print_card(&site.id, press(1)).await.expect("held");
    assert_eq!(again.job.expect("a job").number, 1, "nothing is sent before the answer");
    let spoiled = counter.desk.card_spoiled(&site.id, press(1), "smudged").expect("said");
    assert_eq!(spoiled.card, CardStage::Spoiled);
}

#[tokio::test]
async fn a_card_made_once_more_uses_a_second_blank_and_the_first_is_spoiled() {
    let (site, printer) = (site().await, Printer::start("exit 0").await);
    site.choose(&printer).await;
    let desk = &site.counter.desk;
    desk.receive_stock(0, 2).expect("received");
    let early = desk.reprint_card(&site.id, press(0), "damaged").expect_err("nothing is printed");
    assert_eq!(early.code(), Code::NotAllowedNow);
    site.print(0).await;
    site.follow_until(|print| stage(print) == PrintStage::Printed).await;
    let void = desk.reprint_card(&site.id, press(1), "damaged").expect("said");
    desk.reprint_card(&site.id, press(1), "damaged").expect("twice is once");
    assert_eq!((void.card, void.stock.left), (CardStage::Spoiled, Some(1)));
    site.print(1).await;
    site.follow_until(|print| stage(print) == PrintStage::Printed).await;
    let stock = desk.stock().expect("counted");
    assert_eq!((stock.today.used, stock.today.spoiled, stock.today.reprinted), (1, 1, 1));
    assert_eq!(stock.state.left, Some(0));
}

#[tokio::test]
async fn a_count_of_no_blanks_asks_and_never_refuses_the_clerk_who_has_some() {
    let (site, printer) = (site().await, Printer::start("exit 0").await);
    site.choose(&printer).await;
    let desk = &site.counter.desk;
    desk.reconcile_stock(0, 0, None).expect("nothing there, as nobody recorded any");
    let asked = desk.print_card(&site.id, press(0)).await.expect_err("a question");
    assert_eq!(asked.code(), Code::NoBlanks);
    let in_hand = Press { seen: 0, has_blanks: true };
    desk.print_card(&site.id, in_hand).await.expect("printed");
    site.follow_until(|print| stage(print) == PrintStage::Printed).await;
    let stock = desk.stock().expect("counted");
    assert_eq!(stock.state.left, Some(-1), "the next count puts it right");

    let silent = desk.reconcile_stock(stock.entry, 7, None).expect_err("a difference");
    assert_eq!(silent.code(), Code::NoSuchReason, "it needs a reason");
    let counted = desk.reconcile_stock(stock.entry, 7, Some("miscounted")).expect("counted");
    assert_eq!((counted.state.left, counted.today.corrected), (Some(7), 8));
    let twice = desk.reconcile_stock(stock.entry, 7, Some("miscounted")).expect_err("moved");
    assert_eq!(twice.code(), Code::StockMoved, "a second press records nothing");
}

#[tokio::test]
async fn handing_over_ends_the_application_and_destroys_what_never_leaves_the_counter() {
    let (site, printer) = (site().await, Printer::start("exit 0").await);
    site.choose(&printer).await;
    let desk = &site.counter.desk;
    let early = desk.hand_over(&site.id).map(|_| ()).expect_err("no card yet");
    assert_eq!(early.code(), Code::NotAllowedNow);
    let saved = desk.save_proof(&site.id).expect("saved");
    site.print(0).await;
    site.follow_until(|print| stage(print) == PrintStage::Printed).await;

    let closed = desk.hand_over(&site.id).expect("handed over");
    desk.hand_over(&site.id).expect("twice is once");
    assert_eq!(closed.stage, Stage::Closed);
    assert_eq!(closed.person.address.reveal(), "", "destroyed at hand-over");
    assert_eq!(closed.person.name.reveal(), NAME, "still on its way to the server");
    assert!(!std::path::Path::new(&saved.path).exists(), "no file outlives the card's making");
    let again = desk.save_proof(&site.id).map(|_| ()).expect_err("nothing is left to prove");
    assert_eq!(again.code(), Code::NotAllowedNow);
    assert_eq!(site.follow().await.card, CardStage::HandedOver);
    let spoil = desk.card_spoiled(&site.id, press(1), "misfeed").expect_err("it is gone");
    assert_eq!(spoil.code(), Code::NotAllowedNow);
    assert_eq!(desk.stock().expect("counted").today.handed_over, 1);

    desk.sync_once().await.expect("sent");
    site.counter.clock.pass_hours(24);
    desk.lock().expect("locked");
    site.counter.sign_in();
    assert_eq!(site.application().person.name.reveal(), "", "the day is over");
    desk.verify_audit().expect("whole");
    assert!(!any_file_holds(site.folder.path(), ADDRESS));
}

#[tokio::test]
async fn a_card_saved_as_a_file_is_printed_when_the_clerk_says_so() {
    let site = site().await;
    let desk = &site.counter.desk;
    let none = desk.print_card(&site.id, press(0)).await.expect_err("no printer");
    assert_eq!(none.code(), Code::NoPrinter);
    let saved = desk.save_card(&site.id, press(0)).expect("saved");
    let again = desk.save_card(&site.id, press(0)).expect("saved again");
    assert_eq!(saved.path, again.path);
    assert!(!saved.path.contains("Rosa"), "no personal data in a file's name");
    let asked = site.follow().await;
    assert_eq!((asked.card, stage(&asked)), (CardStage::Reserved, PrintStage::Unsure));
    assert_eq!(asked.job.expect("a job").number, 1, "one question");
    let said = desk.card_printed(&site.id, press(1)).expect("said");
    assert_eq!(said.card, CardStage::Printed);
    desk.hand_over(&site.id).expect("handed over");
    assert!(!std::path::Path::new(&saved.path).exists(), "no file outlives the job");
}

#[tokio::test]
async fn a_card_printed_by_the_dialog_is_a_question_before_the_dialog_opens() {
    let site = site().await;
    let desk = &site.counter.desk;
    let pdf = desk.card_for_dialog(&site.id, press(0)).expect("a document");
    assert!(pdf.starts_with(b"%PDF-"));
    assert!(site.follow().await.job.is_none(), "a drawing begins nothing");
    assert!(desk.begin_dialog(&site.id, press(0)).expect("begun"), "the dialog is opened");
    assert!(!desk.begin_dialog(&site.id, press(0)).expect("held"), "a second press opens none");
    // The files as they lie when the power goes while the dialog is open.
    let after = tempdir().expect("folder");
    copy_files(site.folder.path(), after.path());
    let counter = Counter::at(after.path());
    counter.sign_in();
    let asked = counter.desk.follow_print(&site.id).await.expect("followed");
    assert_eq!((asked.card, stage(&asked)), (CardStage::Reserved, PrintStage::Unsure));

    let sent = desk.end_dialog(&site.id, press(0), DialogEnd::Sent).expect("told");
    assert_eq!((sent.card, stage(&sent)), (CardStage::Reserved, PrintStage::Unsure));
    assert!(!any_file_holds(site.folder.path(), "%PDF-"), "the card was in memory only");
    desk.card_printed(&site.id, press(1)).expect("the clerk has it in hand");
    let late = desk.end_dialog(&site.id, press(0), DialogEnd::Cancelled).expect("late");
    assert_eq!(late.card, CardStage::Printed, "the clerk's word stands");
    let again = desk.begin_dialog(&site.id, press(1)).expect_err("a printed card");
    assert_eq!(again.code(), Code::NotAllowedNow);
    desk.hand_over(&site.id).expect("handed over");
    desk.verify_audit().expect("whole");
}

#[tokio::test]
async fn a_dialog_that_is_cancelled_prints_no_card_and_one_that_fails_leaves_a_question() {
    let site = site().await;
    let desk = &site.counter.desk;
    assert!(desk.begin_dialog(&site.id, press(0)).expect("begun"));
    desk.lock().expect("the counter locks itself while the dialog is open");
    let locked = desk.end_dialog(&site.id, press(0), DialogEnd::Cancelled).expect_err("locked");
    assert_eq!(locked.code(), Code::SignedOut, "nothing is shown, and yet it is told");
    site.counter.sign_in();
    let ended = site.follow().await;
    assert_eq!((stage(&ended), trouble(&ended)), (PrintStage::Failed, Some(Trouble::Cancelled)));
    assert_eq!(ended.job.expect("a job").said_by, Some(SaidBy::Counter));
    let stale = desk.begin_dialog(&site.id, press(0)).expect_err("a press about nothing");
    assert_eq!(stale.code(), Code::NotAllowedNow);

    assert!(desk.begin_dialog(&site.id, press(1)).expect("begun anew"));
    let failed = desk.end_dialog(&site.id, press(1), DialogEnd::Failed).expect_err("in words");
    assert_eq!(failed.code(), Code::PrintDialog);
    assert_eq!(stage(&site.follow().await), PrintStage::Unsure, "a page may have left");
    let nothing = desk.not_printed(&site.id, press(2)).expect("said");
    assert_eq!((nothing.card, stage(&nothing)), (CardStage::Reserved, PrintStage::Failed));
}

#[tokio::test]
async fn a_printer_that_takes_no_pdf_is_not_chosen_and_one_that_is_gone_is_told() {
    let site = site().await;
    let desk = &site.counter.desk;
    let raster = Printer::with_formats("image/pwg-raster", "exit 0").await;
    let refused = desk.choose_printer(&raster.uri()).await.expect_err("no PDF");
    assert_eq!(refused.code(), Code::Printer);
    assert_eq!(refused.detail()["trouble"], "no_pdf");

    let mut printer = Printer::start("exit 0").await;
    site.choose(&printer).await;
    printer.unplug();
    let gone = site.print(0).await;
    assert_eq!((stage(&gone), trouble(&gone)), (PrintStage::Failed, Some(Trouble::Unreachable)));
    printer.plug_in().await;
    site.print(1).await;
    let done = site.follow_until(|print| stage(print) != PrintStage::Printing).await;
    assert_eq!(done.card, CardStage::Printed);
}

#[tokio::test]
async fn a_job_that_is_cancelled_prints_no_card() {
    let script = format!("trap 'exit 1' TERM\n{HELD}");
    let (site, printer) = (site().await, Printer::start(&script).await);
    site.choose(&printer).await;
    site.print(0).await;
    begun(&printer).await;
    site.counter.desk.cancel_print(&site.id, press(1)).await.expect("asked");
    go(&printer);
    let ended = site.follow_until(|print| stage(print) != PrintStage::Printing).await;
    assert_eq!((stage(&ended), trouble(&ended)), (PrintStage::Failed, Some(Trouble::Cancelled)));
    assert_eq!(ended.card, CardStage::Reserved);
}

#[tokio::test]
async fn an_expired_lease_refuses_to_print_until_the_server_has_taken_the_number_down() {
    let (site, printer) = (site().await, Printer::start("exit 0").await);
    site.choose(&printer).await;
    let desk = &site.counter.desk;
    site.counter.clock.pass_hours(31 * 24);
    let refused = desk.print_card(&site.id, press(0)).await.expect_err("expired");
    assert_eq!(refused.code(), Code::LeaseExpired);
    assert!(site.follow().await.job.is_none(), "nothing was begun");
    desk.sync_once().await.expect("sent");
    assert_eq!(site.server.sequences("accepted"), [1]);
    site.print(0).await;
    site.follow_until(|print| stage(print) == PrintStage::Printed).await;
}

#[tokio::test]
async fn a_card_whose_address_was_destroyed_in_time_is_not_printed_without_it() {
    let (site, printer) = (site().await, Printer::start("exit 0").await);
    site.choose(&printer).await;
    let desk = &site.counter.desk;
    site.counter.clock.pass_hours(25);
    desk.sweep().expect("swept");
    let refused = desk.print_card(&site.id, press(0)).await.expect_err("not what was confirmed");
    assert_eq!(refused.code(), Code::FieldsForgotten);
}

#[tokio::test]
async fn nothing_is_printed_before_it_is_submitted() {
    let site = joined().await;
    let counter = &site.counter;
    let draft = counter.desk.new_application().expect("begun").id;
    let printer = Printer::start(HELD).await;
    counter.desk.choose_printer(&printer.uri()).await.expect("chosen");
    let none = counter.desk.print_card(&draft, press(0)).await.expect_err("no card");
    assert_eq!(none.code(), Code::NotAllowedNow);
    let confirmed = counter.enrol().id;
    let early = counter.desk.print_card(&confirmed, press(0)).await.expect_err("not submitted");
    assert_eq!(early.code(), Code::NotAllowedNow);
    assert!(!printer.file("card.pdf").exists(), "nothing came to the printer");
}
