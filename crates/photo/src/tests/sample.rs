//! Pictures and files that the tests of this crate share.
//!
//! Built here rather than stored, so that a test shows what is in them.

use domain::photo::PhotoRules;
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::codecs::webp::WebPEncoder;
use image::{ExtendedColorType, ImageEncoder, Rgb, RgbImage};

use crate::face::Face;
use crate::picture::Spot;

/// Red, green, blue, yellow: top left, top right, bottom left, bottom right.
const QUADRANTS: [[u8; 3]; 4] = [[200, 40, 40], [40, 160, 60], [50, 60, 190], [220, 200, 50]];

/// Rules under which the small pictures of the tests may be opened.
pub(crate) fn rules() -> PhotoRules {
    PhotoRules { min_width_px: 8, min_height_px: 8, ..PhotoRules::default() }
}

/// A picture of four colours, one to a quarter: no turn or flip leaves it as it is.
pub(crate) fn quadrants(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        Rgb(QUADRANTS[usize::from(x >= width / 2) + 2 * usize::from(y >= height / 2)])
    })
}

/// Fails unless `pixels` shows the four quarters where [`quadrants`] puts them.
pub(crate) fn assert_quadrants(pixels: &RgbImage) {
    let (width, height) = pixels.dimensions();
    for (index, expected) in QUADRANTS.into_iter().enumerate() {
        let x = if index % 2 == 0 { width / 4 } else { width * 3 / 4 };
        let y = if index < 2 { height / 4 } else { height * 3 / 4 };
        assert_near(pixels.get_pixel(x, y).0, expected);
    }
}

/// Fails unless two colours are the same but for a JPEG's loss.
pub(crate) fn assert_near(actual: [u8; 3], expected: [u8; 3]) {
    let near = actual.iter().zip(expected).all(|(one, other)| one.abs_diff(other) <= 12);
    assert!(near, "{actual:?} should be near {expected:?}");
}

/// Noise, the same every time (xorshift): the hardest picture for a JPEG.
pub(crate) fn noise(width: u32, height: u32) -> RgbImage {
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    RgbImage::from_fn(width, height, |_, _| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        let [red, green, blue, ..] = state.to_le_bytes();
        Rgb([red, green, blue])
    })
}

/// `upright` as a camera that writes `orientation` stores it. Written out from the Exif
/// standard's table of where the stored first row and column lie, not from the code under test.
pub(crate) fn stored_as(upright: &RgbImage, orientation: u8) -> RgbImage {
    let (width, height) = upright.dimensions();
    let (stored_width, stored_height) =
        if orientation >= 5 { (height, width) } else { (width, height) };
    RgbImage::from_fn(stored_width, stored_height, |x, y| {
        let (from_x, from_y) = match orientation {
            2 => (width - 1 - x, y),
            3 => (width - 1 - x, height - 1 - y),
            4 => (x, height - 1 - y),
            5 => (y, x),
            6 => (width - 1 - y, x),
            7 => (width - 1 - y, height - 1 - x),
            8 => (y, height - 1 - x),
            _ => (x, y),
        };
        *upright.get_pixel(from_x, from_y)
    })
}

/// Exif data with one entry: tag 0x0112, one SHORT, little-endian.
pub(crate) fn exif(orientation: u8) -> Vec<u8> {
    exif_with(orientation, 3, 2, true)
}

/// Exif data with one entry: tag 0x0112, one value of type `kind` in `length` bytes.
pub(crate) fn exif_with(orientation: u8, kind: u16, length: usize, is_little: bool) -> Vec<u8> {
    let number = |value: u32, length: usize| {
        let mut bytes = value.to_be_bytes()[4 - length..].to_vec();
        if is_little {
            bytes.reverse();
        }
        bytes
    };
    let mut value = number(orientation.into(), length);
    value.resize(4, 0);
    let order: &[u8] = if is_little { b"II" } else { b"MM" };
    let entry = [number(0x0112, 2), number(kind.into(), 2), number(1, 4), value].concat();
    let directory = [number(1, 2), entry, number(0, 4)].concat();
    [order, &number(42, 2), &number(8, 4), &directory].concat()
}

pub(crate) fn jpeg(pixels: &RgbImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut bytes, 92);
    write(encoder, pixels);
    bytes
}

pub(crate) fn png(pixels: &RgbImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    write(PngEncoder::new(&mut bytes), pixels);
    bytes
}

pub(crate) fn webp(pixels: &RgbImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    write(WebPEncoder::new_lossless(&mut bytes), pixels);
    bytes
}

fn write(encoder: impl ImageEncoder, pixels: &RgbImage) {
    let (width, height) = pixels.dimensions();
    encoder.write_image(pixels, width, height, ExtendedColorType::Rgb8).expect("a valid picture");
}

/// Puts a segment right behind a JPEG's start marker.
pub(crate) fn insert_segment(jpeg: &mut Vec<u8>, marker: u8, content: &[u8]) {
    let length = u16::try_from(content.len() + 2).expect("a short segment");
    let mut segment = vec![0xFF, marker];
    segment.extend_from_slice(&length.to_be_bytes());
    segment.extend_from_slice(content);
    jpeg.splice(2..2, segment);
}

pub(crate) fn jpeg_with_orientation(pixels: &RgbImage, orientation: u8) -> Vec<u8> {
    jpeg_with_exif(pixels, &[exif(orientation)])
}

/// A JPEG with these blocks of Exif data, in this order.
pub(crate) fn jpeg_with_exif(pixels: &RgbImage, blocks: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = jpeg(pixels);
    for block in blocks.iter().rev() {
        insert_segment(&mut bytes, 0xE1, &[b"Exif\0\0".as_slice(), block].concat());
    }
    bytes
}

pub(crate) fn png_with_orientation(pixels: &RgbImage, orientation: u8) -> Vec<u8> {
    png_with_exif(pixels, exif(orientation))
}

pub(crate) fn png_with_exif(pixels: &RgbImage, exif: Vec<u8>) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = PngEncoder::new(&mut bytes);
    encoder.set_exif_metadata(exif).expect("a PNG takes Exif data");
    write(encoder, pixels);
    bytes
}

pub(crate) fn png_with_profile(pixels: &RgbImage, profile: Vec<u8>) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = PngEncoder::new(&mut bytes);
    encoder.set_icc_profile(profile).expect("a PNG takes a profile");
    write(encoder, pixels);
    bytes
}

pub(crate) fn webp_with_orientation(pixels: &RgbImage, orientation: u8) -> Vec<u8> {
    webp_with_exif(pixels, exif(orientation))
}

pub(crate) fn webp_with_exif(pixels: &RgbImage, exif: Vec<u8>) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = WebPEncoder::new_lossless(&mut bytes);
    encoder.set_exif_metadata(exif).expect("a WebP takes Exif data");
    write(encoder, pixels);
    bytes
}

/// A JPEG with Exif, XMP, ICC, IPTC and a comment.
pub(crate) fn jpeg_with_every_metadata(pixels: &RgbImage) -> Vec<u8> {
    let profile = moxcms::ColorProfile::new_srgb().encode().expect("encodes");
    let mut bytes = jpeg_with_orientation(pixels, 1);
    insert_segment(&mut bytes, 0xE1, b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta/>");
    let icc = [b"ICC_PROFILE\0\x01\x01".as_slice(), &profile].concat();
    insert_segment(&mut bytes, 0xE2, &icc);
    insert_segment(&mut bytes, 0xED, b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\0");
    insert_segment(&mut bytes, 0xFE, b"taken at 41.8781 N, 87.6298 W");
    bytes
}

/// The kinds of metadata in a JPEG: their signatures anywhere, their markers before the scan.
pub(crate) fn metadata_in(jpeg: &[u8]) -> Vec<&'static str> {
    let signatures: [(&[u8], &str); 6] = [
        (b"Exif", "Exif"),
        (b"xmpmeta", "XMP"),
        (b"ns.adobe.com", "XMP"),
        (b"ICC_PROFILE", "ICC"),
        (b"8BIM", "IPTC"),
        (b"41.8781", "comment"),
    ];
    let mut found: Vec<_> = signatures
        .into_iter()
        .filter(|(bytes, _)| jpeg.windows(bytes.len()).any(|window| window == *bytes))
        .map(|(_, name)| name)
        .collect();
    let mut at = 2;
    while jpeg[at] == 0xFF && jpeg[at + 1] != 0xDA {
        match jpeg[at + 1] {
            0xE1..=0xEF => found.push("an application segment"),
            0xFE => found.push("a comment segment"),
            _ => {}
        }
        at += 2 + usize::from(u16::from_be_bytes([jpeg[at + 2], jpeg[at + 3]]));
    }
    found
}

/// A PNG that claims a size and has no picture: signature, header and an empty data chunk.
pub(crate) fn png_header(width: u32, height: u32, depth: u8) -> Vec<u8> {
    let mut header = [width.to_be_bytes(), height.to_be_bytes()].concat();
    header.extend_from_slice(&[depth, 2, 0, 0, 0]);
    let mut bytes = b"\x89PNG\r\n\x1A\n".to_vec();
    for (kind, content) in [(b"IHDR", header.as_slice()), (b"IDAT", &[])] {
        let length = u32::try_from(content.len()).expect("a short chunk");
        bytes.extend_from_slice(&length.to_be_bytes());
        let checked = [kind.as_slice(), content].concat();
        bytes.extend_from_slice(&checked);
        bytes.extend_from_slice(&checksum(&checked).to_be_bytes());
    }
    bytes
}

/// The PNG standard's CRC-32, bit by bit.
fn checksum(bytes: &[u8]) -> u32 {
    let mut crc = u32::MAX;
    for byte in bytes {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = if crc & 1 == 1 { 0xEDB8_8320 ^ (crc >> 1) } else { crc >> 1 };
        }
    }
    !crc
}

/// The first box of an ISO media file.
pub(crate) fn ftyp(major: &[u8; 4], compatible: &[&[u8; 4]]) -> Vec<u8> {
    let length = u32::try_from(16 + 4 * compatible.len()).expect("a few brands");
    let mut bytes = length.to_be_bytes().to_vec();
    bytes.extend_from_slice(b"ftyp");
    bytes.extend_from_slice(major);
    bytes.extend_from_slice(&[0; 4]);
    bytes.extend(compatible.iter().flat_map(|brand| brand.iter()));
    bytes
}

/// A face seen from the front, its eyes 60 px apart around (200, 150), leaning by `degrees`.
pub(crate) fn leaning(degrees: f64) -> Face {
    let (sine, cosine) = degrees.to_radians().sin_cos();
    let at = |across: f64, down: f64| Spot {
        x: 200.0 + 60.0 * (across * cosine - down * sine),
        y: 150.0 + 60.0 * (across * sine + down * cosine),
    };
    Face {
        corners: [at(-1.0, -1.0), at(1.0, 2.0)],
        left_eye: at(-0.5, 0.0),
        right_eye: at(0.5, 0.0),
        nose: at(0.0, 0.6),
        mouth_left: at(-0.4, 1.1),
        mouth_right: at(0.4, 1.1),
    }
}
