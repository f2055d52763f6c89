//! `keyway-server serve`.
//!
//! Says where it listens once it does, because a script may have asked for any free port.

use std::net::SocketAddr;
use std::sync::Arc;

use clap::Args;
use keyway_server::{Error, serve};
use tokio::net::TcpListener;

use super::{Place, say};

#[derive(Args)]
pub struct Serve {
    /// The address to listen on; port 0 is any free one.
    #[arg(long, default_value = "127.0.0.1:8710")]
    listen: SocketAddr,
}

impl Serve {
    pub async fn run(self, place: &Place) -> Result<(), Error> {
        let central = Arc::new(place.make().await?);
        let listener = TcpListener::bind(self.listen).await.map_err(Error::Network)?;
        // Before the line is out: whoever reads it may stop the server at once.
        let stop = stop_signal().map_err(Error::Network)?;
        let address = listener.local_addr().map_err(Error::Network)?;
        say(&format!("listening on http://{address}"))?;
        serve(listener, stop, central.clone()).await?;
        central.database().close().await;
        Ok(())
    }
}

#[cfg(unix)]
fn stop_signal() -> std::io::Result<impl Future<Output = ()> + Send + 'static> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}

#[cfg(not(unix))]
fn stop_signal() -> std::io::Result<impl Future<Output = ()> + Send + 'static> {
    Ok(async {
        // Without a signal handler the server runs until it is ended from outside.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    })
}
