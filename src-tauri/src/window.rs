//! The clerk's window, and the threads beside it: one keeps in touch with the server, one
//! follows print jobs, one locks and forgets in time, one makes ready what finds faces.

use std::process::ExitCode;
use std::sync::Arc;
use std::thread;

use desk::Desk;
use tauri::webview::NewWindowResponse;
use tauri::{App, AppHandle, Emitter, Manager, WebviewWindowBuilder};

use crate::dropped::{self, Dropped};
use crate::fence::{self, OnePage};
use crate::{camera, commands, sleep, terminal};

/// Opens the window and returns when it is closed.
pub(crate) fn open(desk: Arc<Desk>) -> ExitCode {
    let for_sync = Arc::clone(&desk);
    let built = tauri::Builder::default()
        .manage(desk)
        .invoke_handler(commands::handler())
        .setup(move |app| {
            show(app)?;
            tell_the_line(app.handle().clone(), Arc::clone(&for_sync));
            tell_of_locks(app.handle().clone(), &for_sync);
            sleep::lock_before(Arc::clone(&for_sync));
            warm_up(Arc::clone(&for_sync))?;
            keep_watch(Arc::clone(&for_sync))?;
            keep_printing(Arc::clone(&for_sync))?;
            keep_in_touch(for_sync)?;
            Ok(())
        })
        .build(tauri::generate_context!());
    match built {
        Ok(app) => {
            app.run(|_, _| {});
            ExitCode::SUCCESS
        }
        Err(error) => terminal::fail(&format!("the window cannot be opened: {error}")),
    }
}

/// Opens the window on its one page, which it never leaves.
fn show(app: &App) -> Result<(), Box<dyn std::error::Error>> {
    let config = app.config().app.windows.first().ok_or("no window is configured")?;
    let (page, dropped) = (OnePage::default(), Dropped::default());
    let only = page.clone();
    app.manage(dropped.clone());
    let window = WebviewWindowBuilder::from_config(app.handle(), config)?
        .on_navigation(move |url| only.lets(url))
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .on_download(|_, _| false)
        .build()?;
    camera::allow(&window)?;
    fence::put_up(&window, page)?;
    dropped::watch(&window, dropped)?;
    Ok(())
}

/// A thread of its own, because a round with the server also waits for the disk.
fn keep_in_touch(desk: Arc<Desk>) -> std::io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    thread::Builder::new()
        .name("sync".into())
        .spawn(move || runtime.block_on(desk.keep_in_touch()))?;
    Ok(())
}

/// A thread of its own, because forgetting also waits for the disk, and nothing may hold it up.
fn keep_watch(desk: Arc<Desk>) -> std::io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    thread::Builder::new()
        .name("watch".into())
        .spawn(move || runtime.block_on(desk.keep_watch()))?;
    Ok(())
}

/// A thread of its own, because following a print job also waits for the disk.
fn keep_printing(desk: Arc<Desk>) -> std::io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    thread::Builder::new()
        .name("printing".into())
        .spawn(move || runtime.block_on(desk.keep_printing()))?;
    Ok(())
}

/// Loads what finds faces while the operator signs in, so that the first picture needn't wait.
fn warm_up(desk: Arc<Desk>) -> std::io::Result<()> {
    thread::Builder::new().name("warm-up".into()).spawn(move || {
        if let Err(error) = desk.warm_up() {
            tracing::error!(%error, "faces can't be found");
        }
    })?;
    Ok(())
}

/// Tells the window of every change of the line.
fn tell_the_line(app: AppHandle, desk: Arc<Desk>) {
    tauri::async_runtime::spawn(async move {
        let mut changes = desk.line_changes();
        while changes.changed().await.is_ok() {
            match desk.line() {
                Ok(line) => {
                    if app.get_webview_window("main").is_some() {
                        let _ = app.emit("line", line);
                    }
                }
                Err(error) => tracing::warn!(%error, "the line cannot be told"),
            }
        }
    });
}

/// Tells the window when the screen is locked, and leaves nothing of ours on the clipboard.
fn tell_of_locks(app: AppHandle, desk: &Desk) {
    let mut locks = desk.locks();
    tauri::async_runtime::spawn(async move {
        while locks.changed().await.is_ok() {
            let _ = app.run_on_main_thread(fence::forget_copies);
            let _ = app.emit("locked", ());
        }
    });
}
