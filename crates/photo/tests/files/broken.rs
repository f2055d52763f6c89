//! The corpus of broken, foreign and odd files in `tests/fixtures/broken`, each with what it gets.
//!
//! Every finding of the fuzz target (`fuzz/`) is kept there as a file.

use std::collections::BTreeMap;
use std::path::Path;

use domain::photo::{Crop, PhotoRules};
use keyway_photo::{Error, crop, open};

/// What the files get: the opened size or the refusal, and which files that is.
#[rustfmt::skip]
const EXPECTED: &[(&str, &[&str])] = &[
    ("40 x 50", &[
        "exif-of-length-zero.jpg",
        "exif-offset-of-four-gigabytes.jpg", "exif-orientation-of-nine.jpg", "icc-cut.jpg",
        "icc-part-two-of-one.jpg", "icc-part-zero-of-zero.jpg", "icc-tags-of-four-billion.jpg",
        "jpeg-of-noise.jpg",
        "jpeg-progressive-cut-to-first-scans.jpg", "jpeg-quantised-by-zero.jpg",
        "jpeg-restarts-out-of-order.jpg", "jpeg-without-end.jpg", "odd-422.jpg", "odd-alpha.png",
        "odd-alpha.webp",
        "odd-animated.png", "odd-animated.webp", "odd-cmyk.jpg", "odd-fill-bytes.jpg",
        "odd-gray-alpha.png", "odd-gray.jpg", "odd-interlaced.png", "odd-lossless.webp",
        "odd-one-bit.png", "odd-palette-transparent.png", "odd-palette.png", "odd-progressive.jpg",
        "odd-restarts.jpg", "odd-sixteen-bits-colour.png", "odd-sixteen-bits.png",
        "odd-trailer.jpg", "png-animated-without-frames.png", "png-data-too-long.png",
        "png-named-jpeg.jpg", "png-palette-index-beyond.png",
        "png-profile-unpacks-to-100-megabytes.png", "png-text-unpacks-to-100-megabytes.png",
        "png-without-end.png",
        "webp-exif-damaged.webp", "webp-riff-of-four-gigabytes.webp",
        "webp-riff-of-length-zero.webp",
    ]),
    ("1800 x 16", &[
        "jpeg-wide.jpg",
    ]),
    ("40 x 1", &[
        "odd-one-pixel-high.jpg",
    ]),
    ("50 x 40", &[
        "exif-entries-beyond-the-end.jpg", "exif-points-at-itself.jpg",
    ]),
    ("corrupt", &[
        "jpeg-arithmetic.jpg", "jpeg-claims-twice-the-height.jpg", "jpeg-claims-wide.jpg",
        "jpeg-cut-before-scan.jpg", "jpeg-cut-but-thumbnail-ends.jpg",
        "jpeg-cut-in-header.jpg", "jpeg-cut-in-huffman-table.jpg", "jpeg-cut-in-scan.jpg",
        "jpeg-half-scan-then-end.jpg",
        "jpeg-huffman-no-codes.jpg", "jpeg-huffman-of-ones.jpg", "jpeg-huffman-too-many-codes.jpg",
        "jpeg-lossless-frame.jpg", "jpeg-no-components.jpg", "jpeg-of-200-scans.jpg",
        "jpeg-sampling-of-fifteen.jpg", "jpeg-sampling-of-zero.jpg", "jpeg-scan-before-frame.jpg",
        "jpeg-segment-beyond-the-end.jpg", "jpeg-segment-of-length-zero.jpg",
        "jpeg-seven-components.jpg", "jpeg-twelve-bits.jpg", "jpeg-two-frames.jpg",
        "jpeg-wide-of-damaged-data.jpg", "jpeg-without-tables.jpg", "jpeg-zero-height.jpg",
        "jpeg-zero-width.jpg", "only-magic.jpg", "only-magic.png", "only-magic.webp",
        "png-chunk-of-four-gigabytes.png", "png-claims-four-billion-square.png",
        "png-cut-in-data.png", "png-data-checksum-wrong.png", "png-data-too-short.png",
        "png-depth-of-three.png", "png-filter-of-nine.png", "png-header-checksum-wrong.png",
        "png-palette-missing.png", "png-two-headers.png",
        "png-zero-size.png", "webp-animated-without-frames.webp",
        "webp-canvas-of-16777216-square.webp", "webp-canvas-unlike-its-picture.webp",
        "webp-cut.webp", "webp-frame-outside-its-canvas.webp", "webp-frame-tag-wrong.webp",
        "webp-lossless-cut.webp", "webp-zero-size.webp",
    ]),
    ("not a picture", &[
        "empty.jpg", "text-named-picture.jpg", "zeros.jpg",
    ]),
    ("too many pixels", &[
        "jpeg-claims-65535-square.jpg", "png-claims-100000-square.png",
        "webp-claims-16383-square.webp",
    ]),
    ("BMP", &[
        "picture.bmp",
    ]),
    ("GIF", &[
        "picture.gif",
    ]),
    ("HEIC", &[
        "picture.heic",
    ]),
    ("TIFF", &[
        "picture.tiff",
    ]),
    ("too much memory", &[
        "png-deep-claims-10000-square.png",
    ]),
];

fn told(bytes: &[u8]) -> String {
    let rules = PhotoRules { min_width_px: 1, min_height_px: 1, ..PhotoRules::default() };
    let picture = match open(bytes, &rules) {
        Ok(picture) => picture,
        Err(error) => return refusal(&error).to_owned(),
    };
    let centred = Crop::centred(picture.width(), picture.height(), 0.8);
    let card = crop(&picture, centred, &rules).expect("what opens can be cropped");
    let again = open(&card.jpeg, &rules).expect("a card photo opens");
    assert_eq!((again.width(), again.height()), (600, 750), "a whole card photo");
    format!("{} x {}", picture.width(), picture.height())
}

fn refusal(error: &Error) -> &'static str {
    match error {
        Error::TooManyPixels { .. } => "too many pixels",
        Error::TooMuchMemory { .. } => "too much memory",
        Error::TooSmall { .. } => "too small",
        Error::Heic => "HEIC",
        Error::NotAPicture => "not a picture",
        Error::UnsupportedFormat { format } => format,
        Error::Corrupt(_) => "corrupt",
        Error::DecoderFailed => "decoder failed",
        _ => "another error, which a file should not cause",
    }
}

#[test]
fn every_broken_file_gets_what_it_should() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/broken");
    let mut got = BTreeMap::new();
    for entry in std::fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("readable").path();
        let name = path.file_name().and_then(|name| name.to_str()).expect("a plain name");
        if name != "README.md" {
            got.insert(name.to_owned(), told(&std::fs::read(&path).expect("readable")));
        }
    }
    let expected: BTreeMap<String, String> = EXPECTED
        .iter()
        .flat_map(|(told, names)| names.iter().map(|name| (name.to_string(), told.to_string())))
        .collect();
    for (name, told) in &got {
        assert_eq!(Some(told), expected.get(name), "{name}");
    }
    assert_eq!(got.len(), expected.len(), "each file that is spoken of is there");
}
