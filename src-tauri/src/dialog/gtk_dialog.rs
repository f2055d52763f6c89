//! GTK's print operation: exact pages, where the web view's own rounds them to whole points.
//!
//! Paints the pictures that it is given in true size, and nothing else.

use std::cell::Cell;
use std::rc::Rc;

use desk::view::DialogEnd;
use desk::{CARD_HEIGHT_MM, CARD_WIDTH_MM};
use gtk::cairo::{Context, Error, Filter, Format, ImageSurface};
use gtk::prelude::*;
use gtk::{
    PageSetup, PaperSize, PrintDuplex, PrintOperation, PrintOperationAction, PrintOperationResult,
    PrintSettings, ResponseType, Unit,
};
use tauri::WebviewWindow;

use super::Faces;

/// Dots per inch that the faces are drawn with; for devices that ask.
const RESOLUTION_DPI: i32 = 600;
const POINTS_PER_INCH: f64 = 72.0;
/// What GTK calls its dialog.
const PRINT_DIALOG: &str = "GtkPrintUnixDialog";
/// GTK's way to the printers; what it calls "Print to File" is another one.
const PRINTERS: &str = "cups";
/// The job's name at the printer: nothing personal.
const JOB_NAME: &str = "Keyway card";

/// Opens the dialog over `window`, prints, and answers how it ended.
pub(super) fn print(window: &WebviewWindow, faces: Faces) -> DialogEnd {
    let result = pictures(faces).map_err(|error| error.to_string()).and_then(|pictures| {
        let parent = window.gtk_window().map_err(|error| error.to_string())?;
        offer_printers_only()?;
        hide_preview();
        let operation = operation_for(pictures);
        let action = PrintOperationAction::PrintDialog;
        let is_preview = refuse_preview(&operation);
        let result = operation.run(action, Some(&parent)).map_err(|error| error.to_string())?;
        Ok(if is_preview.get() { PrintOperationResult::Cancel } else { result })
    });
    match result {
        Ok(PrintOperationResult::Apply) => DialogEnd::Sent,
        Ok(PrintOperationResult::Cancel) => DialogEnd::Cancelled,
        Ok(other) => {
            tracing::warn!(?other, "the print dialog failed");
            DialogEnd::Failed
        }
        Err(error) => {
            tracing::warn!(error, "the print dialog failed");
            DialogEnd::Failed
        }
    }
}

/// Leaves "Print to File" out of the dialog: it is a file with the whole card, wherever the clerk
/// likes, where the counter never finds it again.
fn offer_printers_only() -> Result<(), String> {
    let settings = gtk::Settings::default().ok_or("there is no screen")?;
    settings.set_gtk_print_backends(Some(PRINTERS));
    Ok(())
}

/// Takes the dialog's button for a preview away: a preview is a file with the whole card, opened
/// by another program.
fn hide_preview() {
    // Once the dialog's own loop runs.
    gtk::glib::idle_add_local_once(|| {
        let is_print = |window: &gtk::Widget| window.type_().name() == PRINT_DIALOG;
        let dialogs = gtk::Window::list_toplevels().into_iter().filter(is_print);
        for dialog in dialogs.filter_map(|window| window.downcast::<gtk::Dialog>().ok()) {
            if let Some(button) = dialog.widget_for_response(ResponseType::Apply) {
                button.hide();
                // Choosing another printer shows it again.
                button.connect_show(WidgetExt::hide);
            }
        }
    });
}

/// A preview that is asked for all the same is of nothing, and ends at once.
fn refuse_preview(operation: &PrintOperation) -> Rc<Cell<bool>> {
    let is_asked = Rc::new(Cell::new(false));
    let asked = Rc::clone(&is_asked);
    operation.connect_preview(move |_, _, context, _| {
        asked.set(true);
        let nothing = ImageSurface::create(Format::Rgb24, 1, 1).and_then(|it| Context::new(&it));
        // GTK ends the program where it finds nothing to draw on.
        let Ok(nothing) = nothing else { return false };
        context.set_cairo_context(&nothing, POINTS_PER_INCH, POINTS_PER_INCH);
        true
    });
    operation.connect_ready(|preview, _| preview.end_preview());
    is_asked
}

fn operation_for(pictures: Vec<ImageSurface>) -> PrintOperation {
    let operation = PrintOperation::new();
    operation.set_n_pages(i32::try_from(pictures.len()).unwrap_or(0));
    operation.set_default_page_setup(Some(&card_pages()));
    operation.set_print_settings(Some(&settings()));
    operation.set_job_name(JOB_NAME);
    operation.set_use_full_page(true);
    operation.set_unit(Unit::Mm);
    // Until the pages have left, so that what fails is heard of.
    operation.set_allow_async(false);
    operation.connect_draw_page(move |operation, context, page| {
        let picture = usize::try_from(page).ok().and_then(|page| pictures.get(page));
        let (Some(page), Some(picture)) = (context.cairo_context(), picture) else {
            return operation.cancel();
        };
        // Rather no card than half a card.
        if let Err(error) = paint(&page, picture) {
            tracing::warn!(%error, "a face cannot be painted");
            operation.cancel();
        }
    });
    operation
}

/// Pages of ID-1, as it lies, without margins.
fn card_pages() -> PageSetup {
    let (width, height) = (f64::from(CARD_WIDTH_MM), f64::from(CARD_HEIGHT_MM));
    let pages = PageSetup::new();
    pages.set_paper_size(&PaperSize::new_custom("id-1", "ID-1", width, height, Unit::Mm));
    pages.set_top_margin(0.0, Unit::Mm);
    pages.set_bottom_margin(0.0, Unit::Mm);
    pages.set_left_margin(0.0, Unit::Mm);
    pages.set_right_margin(0.0, Unit::Mm);
    pages
}

fn settings() -> PrintSettings {
    let settings = PrintSettings::new();
    settings.set_resolution(RESOLUTION_DPI);
    settings.set_use_color(true);
    // Both faces on one blank; the dialog shows it, and the clerk may choose otherwise.
    settings.set_duplex(PrintDuplex::Vertical);
    settings
}

/// The faces as cairo takes them: without opacity, four bytes a pixel.
fn pictures(faces: Faces) -> Result<Vec<ImageSurface>, Error> {
    let side = |pixels: u32| i32::try_from(pixels).map_err(|_| Error::InvalidSize);
    let (width, height) = (side(faces.width)?, side(faces.height)?);
    let stride = Format::Rgb24.stride_for_width(faces.width)?;
    let picture = |mut pixels: Vec<u8>| {
        for pixel in pixels.chunks_exact_mut(4) {
            let [red, green, blue, _] = [pixel[0], pixel[1], pixel[2], pixel[3]];
            pixel.copy_from_slice(&u32::from_be_bytes([0, red, green, blue]).to_ne_bytes());
        }
        ImageSurface::create_for_data(pixels, Format::Rgb24, width, height, stride)
    };
    faces.rgba.into_iter().map(picture).collect()
}

/// Paints a picture as large as a card; the page's unit is the millimetre.
fn paint(page: &Context, picture: &ImageSurface) -> Result<(), Error> {
    let (width, height) = (f64::from(picture.width()), f64::from(picture.height()));
    page.scale(f64::from(CARD_WIDTH_MM) / width, f64::from(CARD_HEIGHT_MM) / height);
    page.set_source_surface(picture, 0.0, 0.0)?;
    page.source().set_filter(Filter::Nearest);
    page.paint()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Where there is no screen there is no dialog either.
    #[test]
    fn the_dialog_offers_printers_and_no_file() {
        if gtk::init().is_err() {
            return;
        }
        offer_printers_only().expect("a screen");
        let offered = gtk::Settings::default().and_then(|settings| settings.gtk_print_backends());
        assert_eq!(offered.as_deref(), Some(PRINTERS));
    }
}
