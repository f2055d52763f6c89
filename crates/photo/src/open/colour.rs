//! Any decoded picture to opaque 8-bit sRGB.
//!
//! Converts RGB pictures by their embedded ICC profile (phones embed Display P3). Two limits:
//! the profile of a grey or CMYK picture, and a PNG's `gAMA` and `cICP`, are not applied; such
//! a picture is taken as sRGB, CMYK by the plain formula.

use image::{DynamicImage, Rgb, RgbImage, Rgba};
use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};

/// `decoded` as RGB of 8 bits; what shows through is white, as on the card.
pub(super) fn flatten(decoded: DynamicImage) -> RgbImage {
    if !decoded.color().has_alpha() {
        return decoded.into_rgb8();
    }
    let layered = decoded.into_rgba8();
    let mut flat = RgbImage::new(layered.width(), layered.height());
    for (target, source) in flat.pixels_mut().zip(layered.pixels()) {
        *target = over_white(*source);
    }
    flat
}

fn over_white(Rgba([red, green, blue, alpha]): Rgba<u8>) -> Rgb<u8> {
    let blend = |channel: u8| {
        let mixed = u32::from(channel) * u32::from(alpha) + 255 * (255 - u32::from(alpha));
        // At most 255 * 255 + 127 over 255, so the conversion holds; white if it ever did not.
        u8::try_from((mixed + 127) / 255).unwrap_or(u8::MAX)
    };
    Rgb([blend(red), blend(green), blend(blue)])
}

/// `pixels` in sRGB, given the ICC profile that came with them.
///
/// A profile that cannot be read or applied is ignored: the picture still shows the person, and
/// the clerk sees the result on the card.
pub(super) fn to_srgb(pixels: RgbImage, profile: Option<&[u8]>) -> RgbImage {
    match profile.and_then(|profile| converted(&pixels, profile)) {
        Some(converted) => converted,
        None => pixels,
    }
}

/// `pixels` taken from the colour space of `profile` to sRGB, if that profile describes RGB.
fn converted(pixels: &RgbImage, profile: &[u8]) -> Option<RgbImage> {
    let source = ColorProfile::new_from_slice(profile).ok()?;
    if source.color_space != DataColorSpace::Rgb {
        return None;
    }
    let transform = source
        .create_transform_8bit(
            Layout::Rgb,
            &ColorProfile::new_srgb(),
            Layout::Rgb,
            TransformOptions::default(),
        )
        .ok()?;
    let mut target = RgbImage::new(pixels.width(), pixels.height());
    transform.transform(pixels, &mut target).ok()?;
    Some(target)
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{GrayImage, ImageBuffer, Luma, RgbaImage};

    fn profile(colours: &ColorProfile) -> Vec<u8> {
        colours.encode().expect("a built-in profile encodes")
    }

    #[test]
    fn what_is_transparent_becomes_white() {
        let mut layered = RgbaImage::new(3, 1);
        layered.put_pixel(0, 0, Rgba([10, 20, 30, 0]));
        layered.put_pixel(1, 0, Rgba([10, 20, 30, 255]));
        layered.put_pixel(2, 0, Rgba([0, 0, 0, 128]));
        let flat = flatten(DynamicImage::ImageRgba8(layered));
        let pixels: Vec<[u8; 3]> = flat.pixels().map(|pixel| pixel.0).collect();
        assert_eq!(pixels, [[255, 255, 255], [10, 20, 30], [127, 127, 127]]);
    }

    #[test]
    fn sixteen_bits_and_grey_become_eight_bit_rgb() {
        let deep: ImageBuffer<Rgb<u16>, Vec<u16>> =
            ImageBuffer::from_pixel(1, 1, Rgb([0, 32_896, 65_535]));
        let flat = flatten(DynamicImage::ImageRgb16(deep));
        assert_eq!(flat.get_pixel(0, 0).0, [0, 128, 255]);
        let grey = GrayImage::from_pixel(1, 1, Luma([77]));
        let flat = flatten(DynamicImage::ImageLuma8(grey));
        assert_eq!(flat.get_pixel(0, 0).0, [77, 77, 77]);
    }

    #[test]
    fn a_phones_wide_red_is_brought_into_srgb() {
        let skin = RgbImage::from_pixel(4, 4, Rgb([200, 140, 120]));
        let p3 = profile(&ColorProfile::new_display_p3());
        let [red, green, blue] = to_srgb(skin, Some(&p3)).get_pixel(0, 0).0;
        assert!(red > 203, "the same colour has more red in sRGB's narrower range: {red}");
        assert!(green < 140 && blue < 120, "and less of the others: {green}, {blue}");
    }

    #[test]
    fn an_srgb_profile_changes_nothing_visible() {
        let skin = RgbImage::from_pixel(4, 4, Rgb([200, 140, 120]));
        let srgb = profile(&ColorProfile::new_srgb());
        let after = to_srgb(skin.clone(), Some(&srgb));
        for (before, after) in skin.iter().zip(after.iter()) {
            assert!(before.abs_diff(*after) <= 1, "{before} became {after}");
        }
    }

    #[test]
    fn a_profile_that_cannot_be_read_is_ignored() {
        let skin = RgbImage::from_pixel(4, 4, Rgb([200, 140, 120]));
        let mut cut = profile(&ColorProfile::new_display_p3());
        cut.truncate(150);
        for bad in [b"".as_slice(), b"not a profile", &cut] {
            assert_eq!(to_srgb(skin.clone(), Some(bad)), skin);
        }
    }
}
