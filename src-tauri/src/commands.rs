//! The commands that the window may call, one file a screen.
//!
//! Each unpacks, calls one verb of the desk, and returns. They run off the window's thread.

mod applications;
mod card;
mod door;
mod photo;
mod print;
mod print_dialog;
mod raw;
mod signature;
mod steps;
mod stock;

use std::sync::Arc;

use desk::Desk;
use tauri::State;
use tauri::ipc::Invoke;

/// The desk, as commands get it.
pub(crate) type AtDesk<'a> = State<'a, Arc<Desk>>;

/// Answers every command of the window.
///
/// The one list of them: the build script (`src-tauri/build.rs`) makes the window's permissions from
/// it, and `tests/tidy` holds `ui/src/desk/commands.ts` to it.
pub(crate) fn handler() -> impl Fn(Invoke<tauri::Wry>) -> bool + Send + Sync + 'static {
    tauri::generate_handler![
        door::start,
        door::set_up,
        door::confirm_recovery_words,
        door::renew_recovery_words,
        door::sign_in,
        door::lock,
        door::still_here,
        door::session,
        door::join,
        door::line,
        door::rules,
        applications::applications,
        applications::new_application,
        applications::open_application,
        applications::withdraw,
        steps::save_person,
        steps::save_documents,
        photo::judge_frame,
        photo::dropped_picture,
        photo::take_photo,
        photo::turn_photo,
        photo::crop_photo,
        photo::light_photo,
        photo::except_photo,
        photo::photo_bytes,
        signature::sign,
        signature::skip_signature,
        signature::clear_signature,
        card::prove,
        card::proof_pdf,
        card::save_proof,
        card::confirm,
        card::submit,
        print::show_print,
        print::follow_print,
        print::print_card,
        print::cancel_print,
        print::card_printed,
        print::card_spoiled,
        print::not_printed,
        print::release_print,
        print::reprint_card,
        print::save_card,
        print::save_sheets,
        print_dialog::card_for_dialog,
        print_dialog::print_by_dialog,
        print::hand_over,
        print::list_printers,
        print::choose_printer,
        stock::stock,
        stock::receive_stock,
        stock::reconcile_stock,
    ]
}
