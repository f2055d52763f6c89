//! The system's print dialog over the counter's window: the card's faces on pages of its size.
//!
//! Writes no file and offers no preview, which would be one. What comes out, nobody here knows.

use desk::view::DialogEnd;
use tauri::WebviewWindow;
use tokio::sync::oneshot;

/// Most faces of a card.
const LIMIT_FACES: usize = 2;
/// Widest and highest face, in pixels: 1200 dpi.
const LIMIT_PIXELS: u32 = 4_096;
const RGBA_BYTES: usize = 4;

/// The faces of a card as pictures of one size.
pub(crate) struct Faces {
    width: u32,
    height: u32,
    /// One face each, row by row: red, green, blue, opacity.
    rgba: Vec<Vec<u8>>,
}

impl Faces {
    /// Reads faces that follow one another; none when it is not one or two whole ones.
    pub fn read(width: u32, height: u32, rgba: &[u8]) -> Option<Self> {
        let is_sized = [width, height].iter().all(|side| (1..=LIMIT_PIXELS).contains(side));
        let size = usize::try_from(width.checked_mul(height)?).ok()? * RGBA_BYTES;
        let is_whole = is_sized && rgba.len().is_multiple_of(size);
        if !is_whole || !(1..=LIMIT_FACES).contains(&(rgba.len() / size)) {
            return None;
        }
        Some(Self { width, height, rgba: rgba.chunks_exact(size).map(<[u8]>::to_vec).collect() })
    }
}

/// Prints the faces by the dialog, and answers when it is closed and the pages have left.
pub(crate) async fn print(window: &WebviewWindow, faces: Faces) -> DialogEnd {
    let (tell, told) = oneshot::channel();
    let parent = window.clone();
    // Dialogs belong to the window's own thread.
    let is_asked = window.run_on_main_thread(move || {
        let _ = tell.send(system::print(&parent, faces));
    });
    if let Err(error) = is_asked {
        tracing::error!(%error, "the print dialog cannot be opened");
        return DialogEnd::Failed;
    }
    told.await.unwrap_or(DialogEnd::Failed)
}

#[cfg(not(target_os = "linux"))]
mod system {
    //! Other systems' dialogs are not offered: see the rules that the window is shown.

    use super::{DialogEnd, Faces, WebviewWindow};

    pub(super) fn print(_window: &WebviewWindow, _faces: Faces) -> DialogEnd {
        DialogEnd::Failed
    }
}

#[cfg(target_os = "linux")]
mod gtk_dialog;
#[cfg(target_os = "linux")]
use gtk_dialog as system;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_one_or_two_whole_faces_are_taken() {
        let faces = |count: usize| Faces::read(3, 2, &vec![7; count * 24]).map(|it| it.rgba.len());
        assert_eq!([faces(0), faces(1), faces(2), faces(3)], [None, Some(1), Some(2), None]);
        assert!(Faces::read(3, 2, &[7; 25]).is_none(), "a part of one");
        assert!(Faces::read(0, 2, &[7; 24]).is_none(), "no width");
        assert!(Faces::read(u32::MAX, u32::MAX, &[7; 24]).is_none(), "larger than memory");
    }
}
