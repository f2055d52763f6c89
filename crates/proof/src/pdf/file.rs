//! A PDF file, written from front to back: what was written is forgotten but for its place.
//!
//! Streams go out at once; small objects gather in compressed object streams. The same objects
//! give the same bytes: the file's identifier is a hash of what it holds. Knows no page.

use std::fmt;
use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use sha2::{Digest, Sha256};

use crate::error::Error;

/// Objects in one object stream.
const GATHERED: usize = 100;

/// The number of an object; prints as a reference to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Ref(u32);

impl fmt::Display for Ref {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} 0 R", self.0)
    }
}

/// How a stream's bytes are kept.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Packing {
    /// Compressed.
    Flate,
    /// As they are: they are compressed already, or must be readable as text.
    Plain,
}

/// Where an object stands.
#[derive(Clone, Copy)]
enum Place {
    Nowhere,
    At(u64),
    Inside(Ref, u16),
}

/// The file so far.
pub(crate) struct File<W> {
    out: W,
    at: u64,
    hash: Sha256,
    places: Vec<Place>,
    gathered: Vec<(Ref, Vec<u8>)>,
}

impl<W: Write> File<W> {
    /// Begins a file of PDF 1.7.
    pub(crate) fn new(out: W) -> Result<File<W>, Error> {
        let places = vec![Place::Nowhere];
        let mut file = File { out, at: 0, hash: Sha256::new(), places, gathered: Vec::new() };
        // The second line tells programs that the file is not text (ISO 32000-1, 7.5.2).
        file.write(b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n")?;
        Ok(file)
    }

    /// A number for an object that is written later.
    pub(crate) fn reserve(&mut self) -> Ref {
        self.places.push(Place::Nowhere);
        Ref((self.places.len() - 1) as u32)
    }

    /// Writes a small object.
    pub(crate) fn put(&mut self, id: Ref, body: impl Into<Vec<u8>>) -> Result<(), Error> {
        self.gathered.push((id, body.into()));
        if self.gathered.len() >= GATHERED { self.gather() } else { Ok(()) }
    }

    /// Writes a stream whose dictionary holds `entries` besides length and filter.
    pub(crate) fn stream(
        &mut self,
        id: Ref,
        entries: &str,
        data: &[u8],
        packing: Packing,
    ) -> Result<(), Error> {
        let packed = match packing {
            Packing::Flate => Some(deflated(data)?),
            Packing::Plain => None,
        };
        let filter = if packed.is_some() { "/Filter/FlateDecode" } else { "" };
        let data = packed.as_deref().unwrap_or(data);
        self.place(id, Place::At(self.at));
        let length = data.len();
        let head = format!("{} 0 obj\n<<{entries}{filter}/Length {length}>>\nstream\n", id.0);
        self.write(head.as_bytes())?;
        self.write(data)?;
        self.write(b"\nendstream\nendobj\n")
    }

    /// Writes what is still to be written, and the table of all objects.
    pub(crate) fn finish(mut self, root: Ref, info: Ref) -> Result<W, Error> {
        self.gather()?;
        let id = self.hash.clone().finalize();
        let id: String = id.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
        let table = self.reserve();
        let start = self.at;
        self.place(table, Place::At(start));
        let mut rows = Vec::with_capacity(self.places.len() * 7);
        for place in &self.places {
            let (kind, where_, index) = match place {
                Place::Nowhere => (0, 0, 0xFFFF),
                Place::At(at) => (1, u32::try_from(*at).map_err(|_| too_long())?, 0),
                Place::Inside(stream, index) => (2, stream.0, *index),
            };
            rows.push(kind);
            rows.extend(where_.to_be_bytes());
            rows.extend(u16::to_be_bytes(index));
        }
        let entries = format!(
            "/Type/XRef/Size {}/W[1 4 2]/Root {root}/Info {info}/ID[<{id}><{id}>]",
            self.places.len()
        );
        self.stream(table, &entries, &rows, Packing::Flate)?;
        self.write(format!("startxref\n{start}\n%%EOF\n").as_bytes())?;
        self.out.flush().map_err(unwritten)?;
        Ok(self.out)
    }

    /// Writes the gathered objects as one object stream (ISO 32000-1, 7.5.7).
    fn gather(&mut self) -> Result<(), Error> {
        let gathered = std::mem::take(&mut self.gathered);
        if gathered.is_empty() {
            return Ok(());
        }
        let stream = self.reserve();
        let (mut head, mut bodies) = (String::new(), Vec::new());
        for (index, (id, body)) in gathered.iter().enumerate() {
            head.push_str(&format!("{} {} ", id.0, bodies.len()));
            bodies.extend(body);
            bodies.push(b'\n');
            self.place(*id, Place::Inside(stream, index as u16));
        }
        let entries = format!("/Type/ObjStm/N {}/First {}", gathered.len(), head.len());
        let mut data = head.into_bytes();
        data.append(&mut bodies);
        self.stream(stream, &entries, &data, Packing::Flate)
    }

    fn place(&mut self, id: Ref, place: Place) {
        if let Some(known) = self.places.get_mut(id.0 as usize) {
            *known = place;
        }
    }

    fn write(&mut self, bytes: &[u8]) -> Result<(), Error> {
        self.out.write_all(bytes).map_err(unwritten)?;
        self.hash.update(bytes);
        self.at += bytes.len() as u64;
        Ok(())
    }
}

fn deflated(data: &[u8]) -> Result<Vec<u8>, Error> {
    let mut packer = ZlibEncoder::new(Vec::with_capacity(data.len() / 2), Compression::best());
    packer.write_all(data).map_err(unwritten)?;
    packer.finish().map_err(unwritten)
}

fn too_long() -> Error {
    Error::Write("the file is longer than its table can say".into())
}

fn unwritten(error: std::io::Error) -> Error {
    Error::Write(error.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_object_stands_where_the_table_says() {
        let mut file = File::new(Vec::new()).expect("memory");
        let (root, info, stream) = (file.reserve(), file.reserve(), file.reserve());
        file.stream(stream, "/A 1", b"as it is", Packing::Plain).expect("memory");
        file.put(root, "<<>>").expect("memory");
        file.put(info, "<<>>").expect("memory");
        let bytes = file.finish(root, info).expect("memory");
        let text = String::from_utf8_lossy(&bytes);
        assert!(text.contains("3 0 obj\n<</A 1/Length 8>>\nstream\nas it is\nendstream"));
        let start = text.rsplit("startxref\n").next().expect("an end");
        let start: usize = start.lines().next().and_then(|n| n.parse().ok()).expect("a number");
        assert!(bytes[start..].starts_with(b"5 0 obj\n<</Type/XRef"), "{text}");
    }

    #[test]
    fn a_writer_that_fails_is_an_error() {
        let full: &mut [u8] = &mut [0; 4];
        assert!(matches!(File::new(full), Err(Error::Write(_))));
    }
}
