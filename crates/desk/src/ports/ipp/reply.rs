//! A printer's answer, read within bounds: anything on the network may give one.
//!
//! Knows the shape of an answer and its status; what a state means is [`super::state`]'s business.

use std::io::Cursor;

use domain::Trouble;
use ipp::attribute::{IppAttributeGroup, IppAttributes};
use ipp::model::{DelimiterTag, StatusCode};
use ipp::parser::IppParser;
use ipp::reader::IppReader;
use ipp::value::IppValue;

use crate::ports::printer::PrintError;

/// Most bytes of an answer: a print service's list of a hundred queues has some 30 KB.
pub(super) const LIMIT_REPLY_BYTES: usize = 512 * 1024;
/// Deepest collection in a collection; what is asked for here has none.
const LIMIT_DEPTH: usize = 8;
/// Bytes of version, status and number before the attributes.
const HEADER_BYTES: usize = 8;
/// Tags up to this one part the groups (RFC 8010, section 3.5.1).
const LAST_DELIMITER: u8 = 0x0f;
const END_OF_ATTRIBUTES: u8 = 0x03;
const BEGIN_COLLECTION: u8 = 0x34;
const END_COLLECTION: u8 = 0x37;
/// A text and a name with their language.
const WITH_LANGUAGE: [u8; 2] = [0x35, 0x36];

/// A printer's answer.
pub(super) struct Reply {
    status: StatusCode,
    attributes: IppAttributes,
}

/// One printer or job in it.
pub(super) struct About<'r>(&'r IppAttributeGroup);

impl Reply {
    /// Reads an answer.
    pub fn read(bytes: Vec<u8>) -> Result<Self, PrintError> {
        if !is_readable(&bytes) {
            return Err(PrintError::NotAPrinter);
        }
        let parser = IppParser::new(IppReader::new(Cursor::new(bytes)));
        let (header, attributes, _) = parser.parse_parts().map_err(|_| PrintError::NotAPrinter)?;
        Ok(Self { status: header.status_code(), attributes })
    }

    /// Whether the printer did what it was asked.
    pub fn succeeded(&self) -> Result<(), PrintError> {
        if self.status.is_success() {
            return Ok(());
        }
        tracing::info!(status = ?self.status, "a printer refused");
        Err(PrintError::Refused(match self.status {
            StatusCode::ClientErrorNotAuthenticated
            | StatusCode::ClientErrorNotAuthorized
            | StatusCode::ClientErrorForbidden => Trouble::NotAuthorised,
            StatusCode::ClientErrorNotFound | StatusCode::ClientErrorGone => Trouble::Forgotten,
            StatusCode::ClientErrorDocumentFormatNotSupported
            | StatusCode::ClientErrorDocumentFormatError => Trouble::NoPdf,
            StatusCode::ServerErrorNotAcceptingJobs
            | StatusCode::ServerErrorBusy
            | StatusCode::ServerErrorServiceUnavailable
            | StatusCode::ServerErrorTemporaryError => Trouble::NotAccepting,
            StatusCode::ServerErrorDeviceError => Trouble::Stopped,
            StatusCode::ServerErrorJobCanceled => Trouble::Cancelled,
            _ => Trouble::Other,
        }))
    }

    /// The printers that it tells of.
    pub fn printers(&self) -> impl Iterator<Item = About<'_>> {
        self.attributes.groups_of(DelimiterTag::PrinterAttributes).map(About)
    }

    /// The jobs that it tells of.
    pub fn jobs(&self) -> impl Iterator<Item = About<'_>> {
        self.attributes.groups_of(DelimiterTag::JobAttributes).map(About)
    }

    /// The words of an attribute, of a job's or a printer's.
    pub fn words<'r>(&'r self, name: &'r str) -> impl Iterator<Item = &'r str> {
        self.values(name).filter_map(text_of)
    }

    /// The number of an attribute.
    pub fn number(&self, name: &str) -> Option<i32> {
        self.values(name).find_map(number_of)
    }

    /// The yes or no of an attribute.
    pub fn flag(&self, name: &str) -> Option<bool> {
        self.values(name).find_map(|value| value.as_boolean().copied())
    }

    fn values<'r>(&'r self, name: &'r str) -> impl Iterator<Item = &'r IppValue> {
        let groups = self.attributes.groups().iter();
        groups.filter_map(move |group| group.get(name)).flat_map(|found| found.value())
    }
}

impl About<'_> {
    /// The first text of an attribute.
    pub fn first(&self, name: &str) -> Option<&str> {
        self.0.get(name)?.value().into_iter().find_map(text_of)
    }

    /// The first number of an attribute.
    pub fn number(&self, name: &str) -> Option<i32> {
        self.0.get(name)?.value().into_iter().find_map(number_of)
    }

    /// What people call it: the description that somebody gave it, or its name.
    pub fn called(&self) -> Option<String> {
        let named = ["printer-info", "printer-name"]
            .into_iter()
            .find_map(|name| self.first(name).map(str::trim).filter(|text| !text.is_empty()))?;
        // A printer's own text must not move the window's words about.
        Some(named.chars().filter(|c| !moves_words(*c)).take(80).collect())
    }
}

/// Control characters, and those of Unicode's format characters that turn the direction of a text
/// about, hide in it or break it: the marks, overrides and isolates, joiners, soft hyphen, tags.
fn moves_words(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{AD}' | '\u{600}'..='\u{605}' | '\u{61C}' | '\u{6DD}' | '\u{70F}'
            | '\u{890}'..='\u{891}' | '\u{8E2}' | '\u{180E}' | '\u{200B}'..='\u{200F}'
            | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}'
            | '\u{FFF9}'..='\u{FFFB}' | '\u{110BD}' | '\u{110CD}'
            | '\u{13430}'..='\u{1343F}' | '\u{1BCA0}'..='\u{1BCA3}'
            | '\u{1D173}'..='\u{1D17A}' | '\u{E0001}' | '\u{E0020}'..='\u{E007F}')
}

fn text_of(value: &IppValue) -> Option<&str> {
    match value {
        IppValue::Keyword(text) => Some(text.as_str()),
        IppValue::MimeMediaType(text) => Some(text.as_str()),
        IppValue::Uri(text) => Some(text.as_str()),
        IppValue::NameWithoutLanguage(name) | IppValue::NameWithLanguage { name, .. } => {
            Some(name.as_str())
        }
        IppValue::TextWithoutLanguage(text) | IppValue::TextWithLanguage { text, .. } => {
            Some(text.as_ref())
        }
        _ => None,
    }
}

fn number_of(value: &IppValue) -> Option<i32> {
    match value {
        IppValue::Integer(number) | IppValue::Enum(number) => Some(*number),
        _ => None,
    }
}

/// Whether the reader can be trusted with it: no collection lies deeper than [`LIMIT_DEPTH`], for
/// reading deeper ones costs memory and time out of all proportion to their bytes, and no text
/// with a language claims more bytes than there are, at which the reader panics.
fn is_readable(bytes: &[u8]) -> bool {
    let mut rest = bytes.get(HEADER_BYTES..).unwrap_or_default();
    let mut depth = 0_usize;
    while let Some((&tag, after)) = rest.split_first() {
        rest = after;
        match tag {
            END_OF_ATTRIBUTES => return true,
            0..=LAST_DELIMITER => continue,
            BEGIN_COLLECTION => depth += 1,
            END_COLLECTION => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > LIMIT_DEPTH {
            return false;
        }
        // Name, then value. What is cut short the reader refuses.
        let Some((_, after)) = measured(rest) else { return true };
        let Some((value, after)) = measured(after) else { return true };
        if WITH_LANGUAGE.contains(&tag) && !is_two_texts(value) {
            return false;
        }
        rest = after;
    }
    true
}

/// What stands after its length of two bytes, and the rest.
fn measured(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, after) = bytes.split_first_chunk::<2>()?;
    after.split_at_checked(usize::from(u16::from_be_bytes(*length)))
}

/// Whether a value is a language and a text (RFC 8010, section 3.9).
fn is_two_texts(value: &[u8]) -> bool {
    measured(value).and_then(|(_, rest)| measured(rest)).is_some()
}

#[cfg(test)]
pub(super) mod tests {
    use proptest::prelude::*;

    use super::*;

    /// An answer of this status, with a printer group of these attributes.
    pub fn bytes_of(status: u16, attributes: &[(u8, &str, &[u8])]) -> Vec<u8> {
        let mut bytes = vec![1, 1];
        bytes.extend(status.to_be_bytes());
        bytes.extend(1_u32.to_be_bytes());
        bytes.push(0x04);
        for (tag, name, value) in attributes {
            bytes.push(*tag);
            for part in [name.as_bytes(), value] {
                bytes.extend(u16::try_from(part.len()).expect("short").to_be_bytes());
                bytes.extend(part);
            }
        }
        bytes.push(END_OF_ATTRIBUTES);
        bytes
    }

    #[test]
    fn each_status_that_the_window_tells_apart_has_its_trouble() {
        for (status, trouble) in [
            (0x0403, Trouble::NotAuthorised),
            (0x0406, Trouble::Forgotten),
            (0x040a, Trouble::NoPdf),
            (0x0506, Trouble::NotAccepting),
            (0x0504, Trouble::Stopped),
            (0x0501, Trouble::Other),
        ] {
            let reply = Reply::read(bytes_of(status, &[])).expect("an answer");
            let refused = reply.succeeded().expect_err("a refusal").trouble();
            assert_eq!(refused, trouble, "{status:#x}");
        }
        Reply::read(bytes_of(1, &[])).expect("an answer").succeeded().expect("well enough");
    }

    #[test]
    fn a_printer_is_called_by_its_description_and_no_control_character_comes_through() {
        let attributes: [(u8, &str, &[u8]); 2] =
            [(0x42, "printer-name", b"cards"), (0x41, "printer-info", b"Card\x1b printer")];
        let reply = Reply::read(bytes_of(0, &attributes)).expect("an answer");
        let names: Vec<_> = reply.printers().filter_map(|printer| printer.called()).collect();
        assert_eq!(names, ["Card printer"]);
        let reply = Reply::read(bytes_of(0, &attributes[..1])).expect("an answer");
        let names: Vec<_> = reply.printers().filter_map(|printer| printer.called()).collect();
        assert_eq!(names, ["cards"]);
    }

    #[test]
    fn a_printers_name_turns_no_words_about_and_hides_none() {
        let name = "Ca\u{202E}rd\u{200B} \u{2066}prin\u{AD}ter\u{2069}\u{E0041} 王 é";
        let attributes: [(u8, &str, &[u8]); 1] = [(0x42, "printer-name", name.as_bytes())];
        let reply = Reply::read(bytes_of(0, &attributes)).expect("an answer");
        let names: Vec<_> = reply.printers().filter_map(|printer| printer.called()).collect();
        assert_eq!(names, ["Card printer 王 é"]);
    }

    #[test]
    fn collections_in_collections_without_end_are_refused() {
        let nested = vec![(BEGIN_COLLECTION, "", b"".as_slice()); 60_000];
        assert!(matches!(Reply::read(bytes_of(0, &nested)), Err(PrintError::NotAPrinter)));
    }

    #[test]
    fn a_name_that_claims_more_bytes_than_it_has_is_refused() {
        let whole: (u8, &str, &[u8]) = (0x36, "printer-name", b"\0\x02en\0\x04card");
        let reply = Reply::read(bytes_of(0, &[whole])).expect("an answer");
        let names: Vec<_> = reply.printers().filter_map(|printer| printer.called()).collect();
        assert_eq!(names, ["card"]);
        for length in 0..whole.2.len() {
            let cut = (whole.0, whole.1, &whole.2[..length]);
            assert!(Reply::read(bytes_of(0, &[cut])).is_err(), "{length} bytes");
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused_without_panic(
            header in prop::collection::vec(any::<u8>(), 0..12),
            parts in prop::collection::vec(
                (any::<u8>(), "[a-z-]{0,12}", prop::collection::vec(any::<u8>(), 0..12)), 0..12,
            ),
            cut in any::<prop::sample::Index>(),
        ) {
            let parts: Vec<_> =
                parts.iter().map(|(tag, name, value)| (*tag, name.as_str(), &value[..])).collect();
            let whole = bytes_of(0, &parts);
            let cut = whole[..cut.index(whole.len())].to_vec();
            for bytes in [header, cut, whole] {
                if let Ok(reply) = Reply::read(bytes) {
                    let _ = (reply.succeeded().is_ok(), reply.number("job-id"));
                    for (_, name, _) in &parts {
                        let _ = (reply.words(name).count(), reply.flag(name));
                    }
                }
            }
        }
    }
}
