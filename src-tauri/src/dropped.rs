//! The files that somebody has dropped on the window, as the window system names them.
//!
//! WebKitGTK gives its pages no dropped file since CVE-2025-13947, by which a page could name one
//! itself. Here the page names none either: it is told of a drop, and asks for what it was.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use tauri::WebviewWindow;

/// The files of the last drop, until somebody takes them.
#[derive(Clone, Default)]
pub(crate) struct Dropped {
    files: Arc<Mutex<Vec<PathBuf>>>,
}

impl Dropped {
    /// Hands the files out, once.
    pub fn take(&self) -> Vec<PathBuf> {
        std::mem::take(&mut *self.files.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn put(&self, files: Vec<PathBuf>) {
        *self.files.lock().unwrap_or_else(PoisonError::into_inner) = files;
    }
}

/// Notes what is dropped on `window`; the web view is told of the drop all the same.
#[cfg(target_os = "linux")]
pub(crate) fn watch(window: &WebviewWindow, dropped: Dropped) -> tauri::Result<()> {
    use std::cell::{Cell, RefCell};
    use std::rc::Rc;

    use gtk::glib::filename_from_uri;
    use gtk::prelude::WidgetExt;

    window.with_webview(move |webview| {
        let view = webview.inner();
        let dragged = Rc::new(RefCell::new(Vec::new()));
        // A drag leaves before it drops, so only the next one forgets what the last one had.
        let is_over = Rc::new(Cell::new(false));
        let (left, entered, forgotten) = (is_over.clone(), is_over, dragged.clone());
        view.connect_drag_leave(move |_, _, _| left.set(false));
        view.connect_drag_motion(move |_, _, _, _, _| {
            if !entered.replace(true) {
                forgotten.take();
            }
            false
        });
        let named = dragged.clone();
        view.connect_drag_data_received(move |_, _, _, _, data, _, _| {
            let addresses = data.uris();
            if !addresses.is_empty() {
                let files = addresses.iter().filter_map(|one| filename_from_uri(one).ok());
                named.replace(files.map(|(path, _)| path).collect());
            }
        });
        view.connect_drag_drop(move |_, _, _, _, _| {
            dropped.put(dragged.take());
            false
        });
    })
}

/// Other platforms' web views hand the files to the page.
#[cfg(not(target_os = "linux"))]
pub(crate) fn watch(_window: &WebviewWindow, _dropped: Dropped) -> tauri::Result<()> {
    Ok(())
}
