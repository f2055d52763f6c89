//! What the web view is kept from: leaving our page, menus that copy, copies behind the lock.
//!
//! A web view follows links, opens what is dropped on it and offers to reload. A counter does
//! none of that: whatever replaced its page would have no lock and no way back.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tauri::{Url, WebviewWindow};

/// The one page of a window: loaded once, never left, and not loaded again.
#[derive(Clone, Default)]
pub(crate) struct OnePage {
    is_loaded: Arc<AtomicBool>,
}

impl OnePage {
    /// Whether the web view may go to `url`: to our page, the first time.
    pub fn lets(&self, url: &Url) -> bool {
        let lets = is_our_page(url.as_str()) && !self.is_loaded.swap(true, Ordering::SeqCst);
        if !lets {
            // The address may be anything that somebody dropped: it is not told.
            tracing::warn!(scheme = url.scheme(), "the window was not let go elsewhere");
        }
        lets
    }

    /// What showed the page has died: it may be loaded once more.
    fn is_gone(&self) {
        self.is_loaded.store(false, Ordering::SeqCst);
    }
}

/// Whether `address` is the page that is built into this program.
pub(crate) fn is_our_page(address: &str) -> bool {
    let Ok(url) = Url::parse(address) else { return false };
    let is_ours = match url.scheme() {
        "tauri" => url.host_str() == Some("localhost"),
        // What Windows calls the same.
        "http" | "https" => cfg!(windows) && url.host_str() == Some("tauri.localhost"),
        _ => false,
    };
    is_ours && url.port().is_none() && matches!(url.path(), "" | "/") && url.query().is_none()
}

/// Leaves no menu in the page but what edits a field, and brings the page back when the process
/// that shows it has died.
#[cfg(target_os = "linux")]
pub(crate) fn put_up(window: &WebviewWindow, page: OnePage) -> tauri::Result<()> {
    use webkit2gtk::{HitTestResultExt, WebViewExt};

    window.with_webview(move |webview| {
        let view = webview.inner();
        view.connect_context_menu(|_, menu, _, place| {
            if place.context_is_editable() {
                leave_editing(menu);
            }
            !place.context_is_editable()
        });
        view.connect_web_process_terminated(move |view, why| {
            tracing::error!(?why, "what shows the page has died; it is shown anew");
            page.is_gone();
            if let Some(uri) = view.uri() {
                view.load_uri(&uri);
            }
        });
    })
}

/// Other platforms' web views have other menus; the page bars those.
#[cfg(not(target_os = "linux"))]
pub(crate) fn put_up(_window: &WebviewWindow, _page: OnePage) -> tauri::Result<()> {
    Ok(())
}

/// Takes from a field's menu all that is not about its text.
#[cfg(target_os = "linux")]
fn leave_editing(menu: &webkit2gtk::ContextMenu) {
    use webkit2gtk::ContextMenuAction as Action;
    use webkit2gtk::{ContextMenuExt, ContextMenuItemExt};

    for item in menu.items() {
        let action = item.stock_action();
        if !matches!(action, Action::Cut | Action::Copy | Action::Paste | Action::SelectAll) {
            menu.remove(&item);
        }
    }
}

/// Takes what was copied in this program from the clipboards; what others have put there stays.
#[cfg(target_os = "linux")]
pub(crate) fn forget_copies() {
    use gtk::gdk::WindowType;

    for selection in [gtk::gdk::SELECTION_CLIPBOARD, gtk::gdk::SELECTION_PRIMARY] {
        // Told to clear twice, GTK takes away what another program has copied in between.
        let is_ours = |owner: gtk::gdk::Window| owner.window_type() != WindowType::Foreign;
        if gtk::gdk::selection_owner_get(&selection).is_some_and(is_ours) {
            gtk::Clipboard::get(&selection).clear();
        }
    }
}

/// Other platforms hand out no word of who owns the clipboard.
#[cfg(not(target_os = "linux"))]
pub(crate) fn forget_copies() {}

#[cfg(test)]
mod tests {
    use super::*;

    fn lets(page: &OnePage, address: &str) -> bool {
        page.lets(&Url::parse(address).expect("an address"))
    }

    #[test]
    fn the_window_goes_to_its_own_page_once_and_nowhere_else() {
        let page = OnePage::default();
        let elsewhere = [
            "https://example.org/",
            "http://127.0.0.1:8080/",
            "http://localhost/",
            "file:///home/clerk/photo.jpg",
            "tauri://localhost.example.org/",
            "tauri://localhost:1/",
            "tauri://localhost/index.html",
            "tauri://localhost/?fake",
            "tauri://other/",
            "data:text/html,x",
            "blob:tauri://localhost/1",
            "about:blank",
            "javascript:0",
        ];
        for address in elsewhere {
            assert!(!lets(&page, address), "{address}");
        }
        assert!(lets(&page, "tauri://localhost"));
        assert!(!lets(&page, "tauri://localhost"), "it is not loaded again");
        assert!(!lets(&page, "tauri://localhost/#main"), "nor by a mark in it");
        page.is_gone();
        assert!(lets(&page, "tauri://localhost/"), "but when what showed it has died");
    }
}
