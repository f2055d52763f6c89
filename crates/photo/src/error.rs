//! Why a file did not become a photo.
//!
//! Messages are for the log: numbers and formats only, never a file's name or content.

/// Everything that can keep bytes from becoming a card photo.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The file is larger than the policy lets the counter open.
    #[error("the file is {actual_bytes} bytes; the limit is {limit_bytes}")]
    TooManyBytes {
        /// The file's size, in bytes.
        actual_bytes: u64,
        /// The policy's limit, in bytes.
        limit_bytes: u64,
    },

    /// The header claims more pixels than the policy lets the counter decode, or than are held
    /// at once for a JPEG that comes in several passes.
    #[error("the picture has {actual} pixels; the limit is {limit}")]
    TooManyPixels {
        /// Width times height, as the header states it.
        actual: u64,
        /// The limit, in pixels.
        limit: u64,
    },

    /// The pixels are few enough but so deep (16 bits a channel) that they need too much memory.
    #[error("the picture needs {needed_bytes} bytes of memory; the limit is {limit_bytes}")]
    TooMuchMemory {
        /// Width times height, as the header states it.
        pixels: u64,
        /// What the decoded pixels take, in bytes.
        needed_bytes: u64,
        /// The most that is decoded, in bytes.
        limit_bytes: u64,
    },

    /// Too little detail for a card, once upright and brought to the working size.
    #[error(
        "the picture is {width_px} x {height_px} px; \
         the least is {min_width_px} x {min_height_px} px"
    )]
    TooSmall {
        /// Width of the upright working copy, in pixels.
        width_px: u32,
        /// Height of the upright working copy, in pixels.
        height_px: u32,
        /// The policy's least width, in pixels.
        min_width_px: u32,
        /// The policy's least height, in pixels.
        min_height_px: u32,
    },

    /// A HEIC, HEIF or AVIF file: what many phones make, and what is not decoded here.
    #[error("the file is a HEIC, HEIF or AVIF picture, which is not supported")]
    Heic,

    /// Nothing that is known as a picture: empty, text, or any other bytes.
    #[error("the file is not a picture")]
    NotAPicture,

    /// A known kind of file that is not decoded here.
    #[error("the file is a {format} file, which is not supported")]
    UnsupportedFormat {
        /// The format's common name.
        format: &'static str,
    },

    /// The file begins as a picture but is damaged, cut short, or of a kind that its decoder
    /// lacks (an arithmetic-coded JPEG, say).
    #[error("the picture cannot be decoded")]
    Corrupt(#[source] image::ImageError),

    /// A decoder gave up in a way that it should not have; the file is to blame all the same.
    #[error("the picture broke its decoder")]
    DecoderFailed,

    /// The picture shows no code that can be read.
    #[error("no code can be read in the picture")]
    NoCode,

    /// The crop reaches beyond the picture, or is no frame at all.
    #[error("the crop lies outside the picture")]
    CropOutside,

    /// The crop holds too little detail for a card.
    #[error("the crop is {width_px} px wide; the least is {min_width_px} px")]
    CropTooSmall {
        /// Width of the frame in the working copy, in pixels, rounded down.
        width_px: u32,
        /// The least width of a frame of the card's shape, in pixels, rounded up.
        min_width_px: u32,
    },

    /// The policy asks for a card photo of no size, or of more than a card could show.
    #[error("a card photo of {width_px} x {height_px} px cannot be made")]
    CardShape {
        /// The policy's width, in pixels.
        width_px: u32,
        /// The policy's height, in pixels.
        height_px: u32,
    },

    /// Even the lowest quality does not fit into the policy's limit.
    #[error("the card photo takes {smallest_bytes} bytes at least; the limit is {limit_bytes}")]
    CardOverLimit {
        /// The smallest JPEG that was made, in bytes.
        smallest_bytes: u64,
        /// The policy's limit, in bytes.
        limit_bytes: u64,
    },

    /// The resampler refused its input, which the checks before it should have ruled out.
    #[error("the picture cannot be resampled")]
    Resample(#[source] Box<dyn std::error::Error + Send + Sync>),

    /// The JPEG encoder refused its input.
    #[error("the picture cannot be encoded")]
    Encode(#[source] image::ImageError),

    /// The bytes of a live frame are not as many as its size asks for, or the size is none.
    #[error("a live frame of {width_px} x {height_px} px does not have {actual_bytes} bytes")]
    NotAFrame {
        /// The width that was named, in pixels.
        width_px: u32,
        /// The height that was named, in pixels.
        height_px: u32,
        /// The bytes that came.
        actual_bytes: u64,
    },

    /// The network that finds faces can't be made ready or failed: a fault of the build.
    #[error("the face finder failed")]
    Finder(#[source] Box<dyn std::error::Error + Send + Sync>),
}
