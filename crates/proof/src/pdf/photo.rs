//! The photo as a picture object: the JPEG goes into the PDF byte for byte.
//!
//! Decodes no pixel and changes none: judging and cropping the photo is not this crate's work.

use crate::error::Error;

/// The frame that a JPEG declares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Frame {
    width: u16,
    height: u16,
    components: u8,
}

/// What a PDF says of a JPEG that it shows as it is, with the filter `DCTDecode`.
///
/// # Errors
/// [`Error::Photo`] if the bytes are no 8-bit JPEG of one or three components, or not 4:5.
pub(crate) fn entries(jpeg: &[u8]) -> Result<String, Error> {
    let Frame { width, height, components } = frame(jpeg).ok_or(Error::Photo)?;
    let is_portrait = u32::from(width) * 5 == u32::from(height) * 4;
    let space = match components {
        1 => "DeviceGray",
        3 => "DeviceRGB",
        _ => return Err(Error::Photo),
    };
    if !is_portrait || width == 0 {
        return Err(Error::Photo);
    }
    Ok(format!(
        "/Type/XObject/Subtype/Image/Width {width}/Height {height}/BitsPerComponent 8\
         /ColorSpace/{space}/Filter/DCTDecode"
    ))
}

/// The first frame header (ITU-T T.81, B.2.2) of a JPEG of 8 bits a sample.
fn frame(jpeg: &[u8]) -> Option<Frame> {
    let mut rest = jpeg.strip_prefix(&[0xFF, 0xD8])?;
    loop {
        let (head, after) = rest.split_first_chunk::<2>()?;
        if head[0] != 0xFF {
            return None;
        }
        // A marker may be preceded by any number of fill bytes.
        if head[1] == 0xFF {
            rest = &rest[1..];
            continue;
        }
        let length = usize::from(u16::from_be_bytes(*after.first_chunk::<2>()?));
        let segment = after.get(2..length)?;
        match head[1] {
            // Start of frame, but for the three markers of other meaning in that range.
            0xC0..=0xCF if !matches!(head[1], 0xC4 | 0xC8 | 0xCC) => return start_of(segment),
            // Start of scan or end of image: too late for a frame.
            0xDA | 0xD9 => return None,
            _ => rest = &after[length..],
        }
    }
}

fn start_of(segment: &[u8]) -> Option<Frame> {
    match segment {
        [8, h1, h0, w1, w0, components, ..] => Some(Frame {
            width: u16::from_be_bytes([*w1, *w0]),
            height: u16::from_be_bytes([*h1, *h0]),
            components: *components,
        }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(width: u16, height: u16, components: u8) -> Vec<u8> {
        let mut jpeg = vec![0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 2, 0xFF, 0xFF, 0xC2, 0, 17, 8];
        jpeg.extend(height.to_be_bytes());
        jpeg.extend(width.to_be_bytes());
        jpeg.push(components);
        jpeg.extend([0; 9]);
        jpeg
    }

    #[test]
    fn a_portrait_is_taken_as_it_is() {
        let entries = entries(&header(600, 750, 3)).expect("a 4:5 colour header");
        assert!(entries.contains("/Width 600/Height 750/BitsPerComponent 8/ColorSpace/DeviceRGB"));
    }

    #[test]
    fn what_a_pdf_reader_would_draw_wrongly_is_refused() {
        for (width, height, components) in [(600, 750, 4), (600, 600, 3), (0, 0, 3)] {
            assert!(entries(&header(width, height, components)).is_err());
        }
    }

    #[test]
    fn cut_and_foreign_bytes_are_refused() {
        let whole = header(600, 750, 3);
        for end in 0..20 {
            assert!(entries(&whole[..end]).is_err(), "cut at {end}");
        }
        assert!(entries(b"\x89PNG\r\n\x1a\n").is_err());
        assert!(entries(&[0xFF, 0xD8, 0xFF, 0xE0, 0, 0, 0, 0]).is_err(), "a segment of length 0");
    }
}
