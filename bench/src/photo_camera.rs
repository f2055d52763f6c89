//! A picture as a phone's 12-megapixel camera writes it, made from the fixture's portrait.
//!
//! The same bytes every time: held upright and stored lying (Exif orientation 6), colour in half
//! the size both ways, quality 92, with a sensor's noise, which is what fills such a file.

use std::io;
use std::path::Path;

use image::RgbImage;
use image::imageops::{self, FilterType};
use turbojpeg::{Compressor, Image, PixelFormat, Subsamp};

const WIDTH: u32 = 4_032;
const HEIGHT: u32 = 3_024;
/// Width and height of the picture once it is upright, in pixels.
pub const UPRIGHT: (u32, u32) = (HEIGHT, WIDTH);
const QUALITY: i32 = 92;
/// The noise's spread over the sum of four random bytes, whose own spread is 148 of 255.
const NOISE: f32 = 0.042;

/// Exif data with one entry, the orientation: 6, a quarter turn clockwise.
const EXIF: &[u8] = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0";

/// The file's bytes, from the portrait at `portrait`.
pub fn jpeg(portrait: &Path) -> io::Result<Vec<u8>> {
    let portrait = image::open(portrait).map_err(io::Error::other)?.into_rgb8();
    let (width, height) = (portrait.height() * 3 / 4, portrait.height());
    let left = (portrait.width() - width) / 2;
    let part = imageops::crop_imm(&portrait, left, 0, width, height).to_image();
    let mut upright = imageops::resize(&part, HEIGHT, WIDTH, FilterType::CatmullRom);
    add_noise(&mut upright);
    let stored = imageops::rotate270(&upright);
    let mut encoder = Compressor::new().map_err(io::Error::other)?;
    encoder.set_quality(QUALITY).map_err(io::Error::other)?;
    encoder.set_subsamp(Subsamp::Sub2x2).map_err(io::Error::other)?;
    let (width, height) = (stored.width() as usize, stored.height() as usize);
    let (pitch, format) = (width * 3, PixelFormat::RGB);
    let lying = Image { pixels: &*stored, width, pitch, height, format };
    let mut bytes = encoder.compress_to_vec(lying).map_err(io::Error::other)?;
    // Behind the start marker: the Exif segment with its marker and length.
    let length = u16::try_from(EXIF.len() + 2).map_err(io::Error::other)?;
    let segment = [&[0xFF, 0xE1], &length.to_be_bytes()[..], EXIF].concat();
    bytes.splice(2..2, segment);
    Ok(bytes)
}

/// Adds noise near a normal spread (the sum of four random bytes; xorshift).
fn add_noise(pixels: &mut RgbImage) {
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    for value in pixels.iter_mut() {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        let four = &state.to_le_bytes()[..4];
        let sum: f32 = four.iter().map(|byte| f32::from(*byte) - 127.5).sum();
        // A cast from f32 saturates, as a sensor does.
        *value = (f32::from(*value) + sum * NOISE).round() as u8;
    }
}
