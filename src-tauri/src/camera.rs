//! The camera in the window.
//!
//! WebKitGTK leaves it off and asks nobody: it is switched on here, for our own page only. A
//! microphone is never granted.

use tauri::WebviewWindow;

#[cfg(target_os = "linux")]
use crate::fence;

/// Switches the camera on in `window`.
#[cfg(target_os = "linux")]
pub(crate) fn allow(window: &WebviewWindow) -> tauri::Result<()> {
    use webkit2gtk::glib::prelude::{Cast, ObjectExt};
    use webkit2gtk::{
        DeviceInfoPermissionRequest, PermissionRequestExt, SettingsExt, UserMediaPermissionRequest,
        UserMediaPermissionRequestExt, WebViewExt,
    };
    window.with_webview(|webview| {
        let view = webview.inner();
        if let Some(settings) = WebViewExt::settings(&view) {
            settings.set_enable_media_stream(true);
            settings.set_enable_mock_capture_devices(is_test_picture_wanted());
        }
        view.connect_permission_request(|view, request| {
            if !view.uri().is_some_and(|uri| fence::is_our_page(&uri)) {
                request.deny();
                return true;
            }
            // The list of cameras, to choose one of.
            if request.is::<DeviceInfoPermissionRequest>() {
                request.allow();
                return true;
            }
            let Some(media) = request.downcast_ref::<UserMediaPermissionRequest>() else {
                return false;
            };
            if media.is_for_video_device() && !media.is_for_audio_device() {
                request.allow();
            } else {
                request.deny();
            }
            true
        });
    })
}

/// Other platforms' webviews ask the operator themselves.
#[cfg(not(target_os = "linux"))]
pub(crate) fn allow(_window: &WebviewWindow) -> tauri::Result<()> {
    Ok(())
}

/// WebKit's own test picture instead of a camera: in builds for testing only, never in a release.
#[cfg(target_os = "linux")]
fn is_test_picture_wanted() -> bool {
    cfg!(debug_assertions) && std::env::var_os("KEYWAY_TEST_PICTURE").is_some()
}
