//! A picture turned upright.
//!
//! Quarter turns go block by block, for a column of a large picture touches a new cache line at
//! every pixel; the rest is left to `image`, which does it in place.

use std::thread;

use image::metadata::Orientation::{self, Rotate90, Rotate90FlipH, Rotate270, Rotate270FlipH};
use image::{DynamicImage, RgbImage};

/// Columns that are turned together: as many as cache lines that one row of them takes.
const BLOCK: usize = 16;

/// Bands of the turned picture that are made beside each other, a thread to each.
const BANDS: usize = 2;

/// `pixels` after the turn that `orientation` names.
pub(crate) fn upright(pixels: RgbImage, orientation: Orientation) -> RgbImage {
    match orientation {
        Rotate90 => quarter(&pixels, true, false),
        Rotate270 => quarter(&pixels, false, true),
        Rotate90FlipH => quarter(&pixels, false, false),
        Rotate270FlipH => quarter(&pixels, true, true),
        _ => {
            let mut picture = DynamicImage::ImageRgb8(pixels);
            picture.apply_orientation(orientation);
            picture.into_rgb8()
        }
    }
}

/// `pixels` with rows and columns swapped, read from the last row and from the last column on
/// where the two say so.
fn quarter(pixels: &RgbImage, rows_from_last: bool, columns_from_last: bool) -> RgbImage {
    let (width, height) = (pixels.width() as usize, pixels.height() as usize);
    let mut turned = RgbImage::new(pixels.height(), pixels.width());
    let (source, _) = pixels.as_raw().as_chunks::<3>();
    let (target, _) = turned.as_chunks_mut::<3>();
    let band_rows = width.div_ceil(BANDS).max(1);
    thread::scope(|scope| {
        for (band, target) in target.chunks_mut((band_rows * height).max(1)).enumerate() {
            scope.spawn(move || {
                for (block, rows) in target.chunks_mut(BLOCK * height).enumerate() {
                    let first = band * band_rows + block * BLOCK;
                    for x in 0..height {
                        let from = if rows_from_last { height - 1 - x } else { x };
                        let line = &source[from * width..][..width];
                        for (row, target) in rows.chunks_exact_mut(height).enumerate() {
                            let y = first + row;
                            let column = if columns_from_last { width - 1 - y } else { y };
                            target[x] = line[column];
                        }
                    }
                }
            });
        }
    });
    turned
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::sample;

    #[test]
    fn every_turn_is_the_one_that_image_makes() {
        for (width, height) in [(1, 1), (37, 5), (16, 40), (3, 64)] {
            let pixels = sample::noise(width, height);
            for exif in 1..=8 {
                let orientation = Orientation::from_exif(exif).expect("1 to 8 exist");
                let mut expected = DynamicImage::ImageRgb8(pixels.clone());
                expected.apply_orientation(orientation);
                let turned = upright(pixels.clone(), orientation);
                assert!(turned == expected.into_rgb8(), "{exif} at {width} x {height}");
            }
        }
    }
}
