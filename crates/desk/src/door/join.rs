//! Joining the central server with a one-time code.
//!
//! The counter's key is made here and never leaves; the secret of the code is said only to a
//! server whose keys the code names.

use domain::Act;
use domain::text;
use reqwest::Url;
use store::table::lease;
use store::table::membership::{self, MembershipRow};
use wire::join::{JoinReply, JoinRequest};
use wire::{CounterKey, JoinCode};

use crate::card::{certificate_of, keep_certificate};
use crate::desk::Desk;
use crate::error::{Code, Error};
use crate::ports::make_key;
use crate::server::{keys_of, lease_row};
use crate::view::{Join, LineState, Session};

impl Desk {
    /// Joins the server at an address with a one-time code.
    ///
    /// A try that was cut off is safe to repeat: it uses the same key, and the server gives the
    /// same answer.
    ///
    /// # Errors
    /// A misspelt address or code, a server that is not there, is none, is another, or refuses.
    pub async fn join(&self, wish: &Join) -> Result<Session, Error> {
        let (store, who) = self.at_work()?;
        let address = server_address(&wish.address)?;
        let code = JoinCode::parse(&wish.code)?;
        let key = store.write(|tx| {
            if membership::get(tx)?.is_some() {
                return Err(Error::Refused(Code::AlreadyJoined));
            }
            let key = membership::pending_key(tx)?.unwrap_or_else(make_key);
            membership::keep_pending_key(tx, &key)?;
            Ok(key)
        })?;
        let programme = self.transport.programme(&address).await?;
        let (programme_key, server_key) = keys_of(&programme)?;
        if !code.fits(&programme_key, &server_key) {
            return Err(Code::WrongServer.into());
        }
        let request = JoinRequest {
            secret: code.secret().to_owned(),
            counter_key: hex::encode(CounterKey::from_bytes(key.as_slice())?.public().to_bytes()),
            site: who.site.clone(),
        };
        let reply: JoinReply = self.transport.join(&address, &request).await?;
        let certificate = certificate_of(&reply.certificate, &key, &server_key)?;
        let row = MembershipRow {
            counter: reply.counter,
            address,
            counter_key: key,
            programme_key: programme_key.to_bytes(),
            server_key: server_key.to_bytes(),
            joined_at_ms: reply.server_time_ms,
            server_offset_ms: reply.server_time_ms.saturating_sub(self.clock.at_ms()),
        };
        store.write(|tx| {
            membership::join(tx, &row)?;
            self.hear_time(tx, reply.server_time_ms)?;
            keep_certificate(tx, &certificate)?;
            for lease in &reply.leases {
                lease::add(tx, &lease_row(lease))?;
            }
            self.note(tx, Some(who.operator.id), Act::Join, None, None)
        })?;
        self.hear(LineState::Online);
        self.note_contact();
        self.bell.notify_one();
        self.session()
    }
}

/// The address without path and slash: `https` anywhere, `http` on this machine only, because a
/// name that crosses a network in the clear is no longer only the programme's.
fn server_address(typed: &str) -> Result<String, Error> {
    let typed = text::plain(typed);
    let with_scheme = if typed.contains("://") { typed } else { format!("https://{typed}") };
    let url = Url::parse(&with_scheme).map_err(|_| Code::BadAddress)?;
    let host = url.host_str().ok_or(Code::BadAddress)?;
    let is_loopback = matches!(host, "localhost" | "127.0.0.1" | "[::1]");
    let is_bare = url.path() == "/" && url.query().is_none() && url.username().is_empty();
    match url.scheme() {
        "https" if is_bare => {}
        "http" if is_bare && is_loopback => {}
        _ => return Err(Code::BadAddress.into()),
    }
    Ok(url.as_str().trim_end_matches('/').to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_needs_https_unless_it_is_this_machine() {
        let good = |typed: &str| server_address(typed).expect("an address");
        assert_eq!(good("cards.example.org"), "https://cards.example.org");
        assert_eq!(good(" https://cards.example.org:8710/ "), "https://cards.example.org:8710");
        assert_eq!(good("http://127.0.0.1:8710"), "http://127.0.0.1:8710");
        assert_eq!(good("\u{FEFF}http://۱۲۷.۰.۰.۱:８７１０\u{200E}"), "http://127.0.0.1:8710");
        for bad in ["http://cards.example.org", "", "ftp://x.org", "https://x.org/a", "https://"] {
            assert!(matches!(server_address(bad), Err(Error::Refused(Code::BadAddress))), "{bad}");
        }
    }
}
