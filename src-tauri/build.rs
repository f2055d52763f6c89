//! Checks the window's configuration and capabilities at build time.

use tauri_build::{AppManifest, Attributes, try_build};

/// Every command the window may call. One that is missing here is refused at run time.
const COMMANDS: &[&str] = &[
    "start",
    "set_up",
    "confirm_recovery_words",
    "renew_recovery_words",
    "sign_in",
    "lock",
    "still_here",
    "session",
    "join",
    "line",
    "rules",
    "applications",
    "new_application",
    "open_application",
    "save_person",
    "save_documents",
    "judge_frame",
    "dropped_picture",
    "take_photo",
    "turn_photo",
    "crop_photo",
    "light_photo",
    "except_photo",
    "photo_bytes",
    "sign",
    "skip_signature",
    "clear_signature",
    "prove",
    "proof_pdf",
    "save_proof",
    "confirm",
    "submit",
    "withdraw",
    "show_print",
    "follow_print",
    "print_card",
    "cancel_print",
    "card_printed",
    "card_spoiled",
    "not_printed",
    "release_print",
    "reprint_card",
    "save_card",
    "save_sheets",
    "card_for_dialog",
    "print_by_dialog",
    "hand_over",
    "list_printers",
    "choose_printer",
    "stock",
    "receive_stock",
    "reconcile_stock",
];

fn main() {
    let attributes = Attributes::new()
        .capabilities_path_pattern("./src-tauri/capabilities/**/*")
        .app_manifest(AppManifest::new().commands(COMMANDS));
    if let Err(error) = try_build(attributes) {
        panic!("the window's configuration is wrong: {error:#}");
    }
}
