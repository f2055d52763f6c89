//! A line that fails in every way that a line at an event does.

use std::net::SocketAddr;

use desk::Code;
use desk::view::{Join, LineState};
use tempfile::tempdir;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use crate::counter::{Counter, copy_files};
use crate::joined::joined;
use crate::server::Server;

#[tokio::test]
async fn a_server_unplugged_in_the_middle_loses_and_doubles_nothing() {
    let mut site = joined().await;
    site.counter.enrol_and_submit();
    site.counter.enrol_and_submit();
    site.counter.desk.sync_once().await.expect("the first two are sent");

    site.server.unplug();
    site.counter.enrol_and_submit();
    site.counter.enrol_and_submit();
    assert!(site.counter.desk.sync_once().await.is_err());
    let line = site.counter.desk.line().expect("a line");
    assert_eq!((line.state, line.waiting, line.accepted), (LineState::Offline, 2, 2));

    site.server.plug_in();
    site.counter.enrol_and_submit();
    site.counter.desk.sync_once().await.expect("the rest is sent");
    let line = site.counter.desk.line().expect("a line");
    assert_eq!((line.state, line.waiting, line.accepted), (LineState::Online, 0, 5));
    assert_eq!(site.server.sequences("accepted"), [1, 2, 3, 4, 5]);
}

#[tokio::test]
async fn an_upload_whose_reply_is_lost_is_stored_once() {
    let (server_folder, counter_folder) = (tempdir().expect("folder"), tempdir().expect("folder"));
    let server = Server::start(server_folder.path());
    let line = lossy_line(server.address()).await;
    let counter = Counter::set_up(counter_folder.path());
    counter.join(&format!("http://{line}"), &server.code()).await;
    counter.enrol_and_submit();
    // The line forwards the upload and cuts the reply, twice; then it is mended.
    assert!(counter.desk.sync_once().await.is_err());
    assert!(counter.desk.sync_once().await.is_err());
    assert_eq!(server.sequences("accepted"), [1], "the server has it since the first time");
    counter.desk.sync_once().await.expect("the same receipt comes again");
    assert_eq!(counter.desk.line().expect("a line").accepted, 1);
    assert_eq!(server.sequences("accepted"), [1]);
}

#[tokio::test]
async fn a_hotels_sign_in_page_counts_as_offline() {
    let mut site = joined().await;
    site.counter.enrol_and_submit();
    site.server.unplug();
    let portal = TcpListener::bind(site.server.address()).await.expect("the site.server's port");
    let page = tokio::spawn(answer_with_a_page(portal));
    let error = site.counter.desk.sync_once().await.expect_err("not our site.server");
    assert_eq!(error.code(), Code::NotAServer);
    let line = site.counter.desk.line().expect("a line");
    assert_eq!((line.state, line.waiting), (LineState::Offline, 1));
    page.abort();
    let _ = page.await;
    site.server.plug_in();
    site.counter.desk.sync_once().await.expect("sent");
    assert_eq!(site.server.sequences("accepted"), [1]);
}

#[tokio::test]
async fn a_server_with_another_programmes_key_is_refused() {
    let folders = [tempdir().expect("folder"), tempdir().expect("folder")];
    let counter_folder = tempdir().expect("folder");
    let mut ours = Server::start(folders[0].path());
    let other = Server::start(folders[1].path());
    let counter = Counter::set_up(counter_folder.path());
    let wish = Join { address: other.url(), code: ours.code() };
    let error = counter.desk.join(&wish).await.expect_err("the code names other keys");
    assert_eq!(error.code(), Code::WrongServer);

    counter.join(&ours.url(), &ours.code()).await;
    counter.enrol_and_submit();
    ours.unplug();
    drop(other);
    let mut impostor = Server::start(folders[1].path());
    impostor.unplug();
    impostor.move_to(ours.address());
    impostor.plug_in();
    assert!(counter.desk.sync_once().await.is_err());
    let line = counter.desk.line().expect("a line");
    assert_eq!((line.state, line.waiting), (LineState::WrongServer, 1));
    assert!(impostor.sequences("accepted").is_empty(), "nothing was sent to it");
}

#[tokio::test]
async fn a_code_joins_one_counter_only() {
    let folders = [tempdir().expect("a"), tempdir().expect("b"), tempdir().expect("c")];
    let server = Server::start(folders[0].path());
    let code = server.code();
    Counter::set_up(folders[1].path()).join(&server.url(), &code).await;
    let second = Counter::set_up(folders[2].path());
    let error = second.desk.join(&Join { address: server.url(), code }).await;
    assert_eq!(error.expect_err("used").code(), Code::CodeRefused);
}

#[tokio::test]
async fn a_number_used_twice_is_set_aside_and_the_next_ones_go_on() {
    let (server_folder, folder) = (tempdir().expect("folder"), tempdir().expect("folder"));
    let backup = tempdir().expect("folder");
    let server = Server::start(server_folder.path());
    let counter = Counter::set_up(folder.path());
    counter.join(&server.url(), &server.code()).await;
    copy_files(folder.path(), backup.path());
    counter.enrol_and_submit();
    counter.desk.sync_once().await.expect("sent");
    drop(counter);

    // The machine is set back to yesterday's copy: its next fact has a number that is taken.
    let restored = Counter::at(backup.path());
    restored.sign_in();
    restored.enrol_and_submit();
    restored.enrol_and_submit();
    restored.desk.sync_once().await.expect("the line works");
    let line = restored.desk.line().expect("a line");
    assert_eq!((line.accepted, line.quarantined, line.waiting), (1, 1, 0));
    assert_eq!(server.sequences("accepted"), [1, 2]);
}

/// A line to `server` that swallows the replies of the first two uploads.
async fn lossy_line(server: SocketAddr) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    tokio::spawn(async move {
        let mut losses_left = 2;
        while let Ok((client, _)) = listener.accept().await {
            if carry(client, server, losses_left > 0).await {
                losses_left -= 1;
            }
        }
    });
    address
}

/// Carries one connection's requests; returns whether an upload's reply was swallowed.
async fn carry(mut client: TcpStream, server: SocketAddr, is_lossy: bool) -> bool {
    let mut upstream = TcpStream::connect(server).await.expect("the server");
    let mut is_upload = false;
    let (mut up, mut down) = ([0; 65_536], [0; 65_536]);
    loop {
        tokio::select! {
            read = client.read(&mut up) => match read {
                Ok(count) if count > 0 => {
                    is_upload |= up[..count].starts_with(b"POST /v1/envelopes");
                    upstream.write_all(&up[..count]).await.expect("forwarded");
                }
                _ => return false,
            },
            read = upstream.read(&mut down) => match read {
                Ok(count) if count > 0 && is_lossy && is_upload => return true,
                Ok(count) if count > 0 => {
                    if client.write_all(&down[..count]).await.is_err() {
                        return false;
                    }
                }
                _ => return false,
            },
        }
    }
}

async fn answer_with_a_page(portal: TcpListener) {
    const PAGE: &str = "<html>Welcome to the hotel. Please sign in.</html>";
    while let Ok((mut client, _)) = portal.accept().await {
        let mut request = [0; 4_096];
        let _ = client.read(&mut request).await;
        let reply = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n{PAGE}", PAGE.len());
        let _ = client.write_all(reply.as_bytes()).await;
    }
}
