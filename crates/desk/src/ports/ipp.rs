//! Printers over IPP (RFC 8010, RFC 8011): driverless ones on the network, and CUPS queues.
//!
//! Every question is bounded in time and every answer in size. Follows no redirect, uses no proxy
//! and writes no file: a card's PDF goes from memory to the printer that was chosen.

mod address;
mod reply;
mod state;
mod unanswered;

use std::time::Duration;

use async_trait::async_trait;
use domain::Trouble;
use ipp::attribute::IppAttribute;
use ipp::model::{DelimiterTag, IppVersion, Operation};
use ipp::parser::IppParseError;
use ipp::request::IppRequestResponse;
use ipp::value::IppValue;
use reqwest::{Client, StatusCode, header, redirect};

use super::printer::{FoundPrinter, JobState, PrintError, Printers};
use address::http_of;
pub use address::printer_address;
use reply::{LIMIT_REPLY_BYTES, Reply};
use unanswered::unanswered;

const CONNECT_LIMIT: Duration = Duration::from_secs(5);
/// For the answer to a question: a counter waits with its clerk.
const ANSWER_LIMIT: Duration = Duration::from_secs(8);
/// For taking a whole document.
const SENDING_LIMIT: Duration = Duration::from_secs(60);
/// Most printers that a print service's list is read to.
const LIMIT_PRINTERS: usize = 100;
/// Where CUPS listens on the machine that it runs on.
const PRINT_SERVICE: &str = "ipp://localhost:631";
/// Who the printer sees; never the operator.
const USER: &str = "keyway";
const PDF: &str = "application/pdf";
/// A card's medium (PWG 5101.1).
const ID_1: &str = "iso_id-1_53.98x85.6mm";

/// Printers over IPP.
#[derive(Debug)]
pub struct Ipp {
    client: Client,
    service: String,
}

impl Ipp {
    /// Makes the client; opens no connection yet.
    ///
    /// # Errors
    /// [`PrintError::Unreachable`] when the machine has no working TLS set-up.
    pub fn make() -> Result<Self, PrintError> {
        Self::with_service(PRINT_SERVICE)
    }

    /// As [`Ipp::make`], for a print service that listens elsewhere, such as
    /// `ipp://localhost:8631`.
    ///
    /// # Errors
    /// As [`Ipp::make`].
    pub fn with_service(service: &str) -> Result<Self, PrintError> {
        // A second install is refused and changes nothing, which is what is wanted.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = Client::builder()
            .redirect(redirect::Policy::none())
            .no_proxy()
            .connect_timeout(CONNECT_LIMIT)
            .pool_max_idle_per_host(0)
            .user_agent(concat!("keyway/", env!("CARGO_PKG_VERSION")))
            .build()
            .map_err(|error| PrintError::Unreachable(error.into()))?;
        Ok(Self { client, service: service.to_owned() })
    }

    /// Sends one request, with `document` behind it, and reads the printer's answer.
    async fn ask(
        &self,
        uri: &str,
        request: IppRequestResponse,
        document: &[u8],
    ) -> Result<Reply, PrintError> {
        let address = http_of(uri).ok_or(PrintError::NotAPrinter)?;
        let body = [request.to_bytes().as_ref(), document].concat();
        let limit = if document.is_empty() { ANSWER_LIMIT } else { SENDING_LIMIT };
        let sent = self.client.post(address).header(header::CONTENT_TYPE, "application/ipp");
        let mut reply = sent.timeout(limit).body(body).send().await.map_err(unanswered)?;
        match reply.status() {
            StatusCode::OK => {}
            StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => {
                return Err(PrintError::Refused(Trouble::NotAuthorised));
            }
            _ => return Err(PrintError::NotAPrinter),
        }
        let mut bytes = Vec::new();
        while let Some(chunk) = reply.chunk().await.map_err(unanswered)? {
            if bytes.len() + chunk.len() > LIMIT_REPLY_BYTES {
                return Err(PrintError::NotAPrinter);
            }
            bytes.extend_from_slice(&chunk);
        }
        Reply::read(bytes)
    }

    /// What the printer says about the job of this number, as long as it is the one of this name.
    async fn about_job(&self, uri: &str, job: i32, name: &str) -> Result<Reply, PrintError> {
        let request = of_job(Operation::GetJobAttributes, uri, job)?;
        let wanted = ["job-name", "job-state", "job-state-reasons"];
        let reply = self.ask(uri, wanting(request, &wanted)?, &[]).await?;
        reply.succeeded()?;
        // Many a printer counts from 1 again when it is switched on: the number says nothing.
        if reply.words("job-name").any(|named| named != name) {
            return Err(PrintError::Refused(Trouble::Forgotten));
        }
        Ok(reply)
    }

    async fn attributes(&self, uri: &str) -> Result<Reply, PrintError> {
        let wanted = [
            "printer-name",
            "printer-info",
            "document-format-supported",
            "printer-is-accepting-jobs",
            "media-supported",
            "sides-supported",
            "print-scaling-supported",
        ];
        let request = request(Operation::GetPrinterAttributes, Some(uri))?;
        let reply = self.ask(uri, wanting(request, &wanted)?, &[]).await?;
        // A printer that does not know itself by this address is none at this address.
        reply.succeeded().map_err(|error| match error {
            PrintError::Refused(Trouble::Forgotten) => PrintError::NotAPrinter,
            other => other,
        })?;
        if !reply.words("document-format-supported").any(|format| format == PDF) {
            return Err(PrintError::Refused(Trouble::NoPdf));
        }
        // A card has two sides. A printer that says nothing of its sides may well print both.
        let says_sides = reply.words("sides-supported").next().is_some();
        let is_two_sided = |offered: &str| offered.starts_with("two-sided");
        if says_sides && !reply.words("sides-supported").any(is_two_sided) {
            return Err(PrintError::Refused(Trouble::OneSided));
        }
        Ok(reply)
    }
}

#[async_trait]
impl Printers for Ipp {
    async fn find(&self) -> Result<Vec<FoundPrinter>, PrintError> {
        let wanted = ["printer-name", "printer-info", "printer-uri-supported"];
        let request = wanting(request(Operation::CupsGetPrinters, None)?, &wanted)?;
        let reply = self.ask(&self.service, request, &[]).await?;
        match reply.succeeded() {
            // CUPS says so where there is no queue.
            Err(PrintError::Refused(Trouble::Forgotten)) => return Ok(Vec::new()),
            other => other?,
        }
        let queues = reply.printers().filter_map(|printer| {
            let path = address::path_of(printer.first("printer-uri-supported")?)?;
            let name = printer.called()?;
            Some(FoundPrinter { uri: format!("{}{path}", self.service), name })
        });
        Ok(queues.take(LIMIT_PRINTERS).collect())
    }

    async fn meet(&self, uri: &str) -> Result<FoundPrinter, PrintError> {
        let reply = self.attributes(uri).await?;
        let name = reply.printers().find_map(|printer| printer.called());
        Ok(FoundPrinter { uri: uri.to_owned(), name: name.unwrap_or_else(|| uri.to_owned()) })
    }

    async fn submit(&self, uri: &str, name: &str, pdf: Vec<u8>) -> Result<i32, PrintError> {
        // Until here nothing was sent, so no error leaves anything open.
        let printer = self.attributes(uri).await.map_err(|error| match error {
            PrintError::Silent(source) => PrintError::Unreachable(source),
            other => other,
        })?;
        if printer.flag("printer-is-accepting-jobs") == Some(false) {
            return Err(PrintError::Refused(Trouble::NotAccepting));
        }
        let request = print_job(uri, name, &printer)?;
        let reply = self.ask(uri, request, &pdf).await.map_err(after_sending)?;
        reply.succeeded()?;
        reply.number("job-id").ok_or_else(|| after_sending(PrintError::NotAPrinter))
    }

    async fn job(&self, uri: &str, job: i32, name: &str) -> Result<JobState, PrintError> {
        let about_job = self.about_job(uri, job, name).await?;
        let request = request_printer_state(uri)?;
        let about_printer = self.ask(uri, request, &[]).await;
        state::of(&about_job, about_printer)
    }

    async fn cancel(&self, uri: &str, job: i32, name: &str) -> Result<(), PrintError> {
        self.about_job(uri, job, name).await?;
        let request = of_job(Operation::CancelJob, uri, job)?;
        self.ask(uri, request, &[]).await?.succeeded()
    }

    async fn find_job(&self, uri: &str, name: &str) -> Result<Option<i32>, PrintError> {
        let mut request = request(Operation::GetJobs, Some(uri))?;
        name_us(&mut request)?;
        let reply = self.ask(uri, wanting(request, &["job-id", "job-name"])?, &[]).await?;
        reply.succeeded()?;
        let ours = reply.jobs().find(|job| job.first("job-name") == Some(name));
        Ok(ours.and_then(|job| job.number("job-id")))
    }
}

fn request_printer_state(uri: &str) -> Result<IppRequestResponse, PrintError> {
    let request = request(Operation::GetPrinterAttributes, Some(uri))?;
    wanting(request, &["printer-state", "printer-state-reasons"])
}

/// A job of one card: two pages, one for each side.
fn print_job(uri: &str, name: &str, printer: &Reply) -> Result<IppRequestResponse, PrintError> {
    let mut job = request(Operation::PrintJob, Some(uri))?;
    let mut add = |group, name, value| add(&mut job, group, name, value);
    let operation = DelimiterTag::OperationAttributes;
    add(operation, "requesting-user-name", IppValue::new_name_without_language(USER))?;
    add(operation, "job-name", IppValue::new_name_without_language(name))?;
    add(operation, "document-format", IppValue::new_mime_media_type(PDF))?;
    // What a printer does not offer is not asked for: it would be refused, or scaled.
    for (offers, attribute, keyword) in [
        ("media-supported", "media", ID_1),
        ("sides-supported", "sides", "two-sided-short-edge"),
        ("print-scaling-supported", "print-scaling", "none"),
    ] {
        if printer.words(offers).any(|offered| offered == keyword) {
            add(DelimiterTag::JobAttributes, attribute, IppValue::new_keyword(keyword))?;
        }
    }
    Ok(job)
}

fn request(operation: Operation, uri: Option<&str>) -> Result<IppRequestResponse, PrintError> {
    let request = IppRequestResponse::new(IppVersion::v1_1(), operation, None);
    let mut request = request.map_err(|_| PrintError::NotAPrinter)?;
    let group = DelimiterTag::OperationAttributes;
    if let Some(uri) = uri {
        add(&mut request, group, "printer-uri", IppValue::new_uri(uri))?;
    }
    Ok(request)
}

fn of_job(operation: Operation, uri: &str, job: i32) -> Result<IppRequestResponse, PrintError> {
    let mut request = request(operation, Some(uri))?;
    let group = DelimiterTag::OperationAttributes;
    add(&mut request, group, "job-id", Ok(IppValue::new_integer(job)))?;
    name_us(&mut request)?;
    Ok(request)
}

/// Says who asks: a print service shows a job's name to its owner only.
fn name_us(request: &mut IppRequestResponse) -> Result<(), PrintError> {
    let user = IppValue::new_name_without_language(USER);
    add(request, DelimiterTag::OperationAttributes, "requesting-user-name", user)
}

/// The request, which asks for these attributes and no others.
fn wanting(
    mut request: IppRequestResponse,
    names: &[&str],
) -> Result<IppRequestResponse, PrintError> {
    let names: Result<Vec<_>, _> = names.iter().map(|name| IppValue::new_keyword(*name)).collect();
    let group = DelimiterTag::OperationAttributes;
    add(&mut request, group, "requested-attributes", names.map(IppValue::Array))?;
    Ok(request)
}

fn add(
    request: &mut IppRequestResponse,
    group: DelimiterTag,
    name: &str,
    value: Result<IppValue, IppParseError>,
) -> Result<(), PrintError> {
    // Only a text beyond IPP's own bounds fails here.
    let value = value.map_err(|_| PrintError::NotAPrinter)?;
    let attribute = IppAttribute::with_name(name, value).map_err(|_| PrintError::NotAPrinter)?;
    request.attributes_mut().add(group, attribute);
    Ok(())
}

/// What an error means once the document is on its way: only a printer's own no is a no.
fn after_sending(error: PrintError) -> PrintError {
    match error {
        PrintError::NotAPrinter => PrintError::Silent("the answer cannot be read".into()),
        other => other,
    }
}
