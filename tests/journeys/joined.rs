//! A counter that has joined a server, as most journeys begin.

use tempfile::{TempDir, tempdir};

use crate::counter::Counter;
use crate::server::Server;

/// A counter, the server that it has joined, and their folders.
pub struct Joined {
    pub counter: Counter,
    pub server: Server,
    /// The counter's own.
    pub folder: TempDir,
    _server_folder: TempDir,
}

impl Joined {
    /// The same after the counter's restart.
    pub fn restarted(self) -> Self {
        Self { counter: self.counter.restarted(self.folder.path()), ..self }
    }
}

/// Starts a server, and a counter that joins it.
pub async fn joined() -> Joined {
    let (server_folder, folder) = (tempdir().expect("folder"), tempdir().expect("folder"));
    let server = Server::start(server_folder.path());
    let counter = Counter::set_up(folder.path());
    counter.join(&server.url(), &server.code()).await;
    Joined { counter, server, folder, _server_folder: server_folder }
}
