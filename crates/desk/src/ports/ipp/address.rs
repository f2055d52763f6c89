//! Where a printer is: addresses that people type, and what they mean over HTTP.
//!
//! An address never carries a name or password: it stands in the database and in the log.

use domain::text;
use ipp::prelude::Uri;

/// Longest address (RFC 8011, section 5.1.6).
const LIMIT_BYTES: usize = 1023;
/// The port of both `ipp` and `ipps` (RFC 8010, RFC 7472).
const PORT: u16 = 631;
/// Where a printer of the IPP Everywhere kind answers (PWG 5100.14).
const USUAL_PATH: &str = "/ipp/print";

/// The whole IPP address that somebody means who types `typed`, such as `ipp://printer.local/ipp`
/// or only `192.168.1.20`; `None` for what is none.
#[must_use]
pub fn printer_address(typed: &str) -> Option<String> {
    let typed = text::plain(typed);
    let whole = if typed.contains("://") { typed } else { format!("ipp://{typed}") };
    let uri: Uri = whole.parse().ok()?;
    let scheme = uri.scheme_str().filter(|scheme| matches!(*scheme, "ipp" | "ipps"))?;
    let authority = uri.authority()?;
    let is_plain = uri.query().is_none() && !whole.contains(['#', '@']);
    if !is_plain || authority.host().is_empty() {
        return None;
    }
    let path = if uri.path() == "/" { USUAL_PATH } else { uri.path() };
    let address = format!("{scheme}://{authority}{path}");
    (address.len() <= LIMIT_BYTES).then_some(address)
}

/// The HTTP address behind an IPP one.
pub(super) fn http_of(address: &str) -> Option<String> {
    let uri: Uri = address.parse().ok()?;
    let scheme = match uri.scheme_str()? {
        "ipp" => "http",
        "ipps" => "https",
        _ => return None,
    };
    let authority = uri.authority()?;
    let (host, port) = (authority.host(), authority.port_u16().unwrap_or(PORT));
    Some(format!("{scheme}://{host}:{port}{}", uri.path()))
}

/// The path of an IPP address.
pub(super) fn path_of(address: &str) -> Option<String> {
    let uri: Uri = address.parse().ok()?;
    (uri.path() != "/").then(|| uri.path().to_owned())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_people_type_becomes_a_whole_address() {
        for (typed, address) in [
            (" 192.168.1.20 ", "ipp://192.168.1.20/ipp/print"),
            ("\u{FEFF}۱۹۲.۱۶۸.۱.۲۰\u{200E}", "ipp://192.168.1.20/ipp/print"),
            ("printer.local:8631", "ipp://printer.local:8631/ipp/print"),
            ("ipp://[::1]:631/ipp", "ipp://[::1]:631/ipp"),
            ("ipps://printer.local", "ipps://printer.local/ipp/print"),
            ("ipp://localhost:631/printers/Cards", "ipp://localhost:631/printers/Cards"),
        ] {
            assert_eq!(printer_address(typed).as_deref(), Some(address));
        }
    }

    #[test]
    fn what_is_no_printers_address_is_refused() {
        for typed in [
            "",
            "http://printer.local/ipp",
            "file:///etc/passwd",
            "ipp://",
            "ipp:///ipp/print",
            "ipp://clerk:secret@printer.local/ipp",
            "ipp://printer.local/ipp?x=1",
            "ipp://printer.local/ipp#x",
            "two words",
            &"long".repeat(300),
        ] {
            assert_eq!(printer_address(typed), None, "{typed}");
        }
    }

    #[test]
    fn both_schemes_have_the_same_port() {
        assert_eq!(http_of("ipp://p/ipp").as_deref(), Some("http://p:631/ipp"));
        assert_eq!(http_of("ipps://p/ipp").as_deref(), Some("https://p:631/ipp"));
        assert_eq!(http_of("ipp://[::1]:8/x").as_deref(), Some("http://[::1]:8/x"));
    }

    proptest! {
        #[test]
        fn an_address_that_is_taken_is_taken_as_it_is_the_second_time(typed in "\\PC{0,60}") {
            if let Some(address) = printer_address(&typed) {
                prop_assert_eq!(printer_address(&address), Some(address.clone()));
                prop_assert!(http_of(&address).is_some());
            }
        }
    }
}
