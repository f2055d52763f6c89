//! The network that finds faces: a square of pixels in, its maps out.
//!
//! A crate of its own to fence off what runs the network: that takes minutes to compile, and nothing
//! of ours changes it. Knows nothing of pictures or faces.

#![deny(missing_docs)]

use std::error::Error;
use std::sync::Arc;

use tract_onnx::prelude::*;

/// CenterFace (`assets/face/`).
const MODEL: &[u8] = include_bytes!("../../../assets/face/centerface.onnx");

/// Channels of the input: red, green and blue.
const CHANNELS: usize = 3;

/// Why the network gave no answer.
pub type NetError = Box<dyn Error + Send + Sync>;

/// The network, made ready for a square input of one size.
pub struct Net {
    plan: Arc<TypedRunnableModel>,
    side_px: usize,
}

/// The network's answer: for each cell how sure it is, the face's size, the shift of its middle, and
/// five landmarks, channel by channel.
pub struct Maps {
    /// Cells in a row.
    pub columns: usize,
    /// How sure it is: one channel, 0 to 1.
    pub heat: Vec<f32>,
    /// Two channels: the natural logarithms of the height and the width, in cells.
    pub sizes: Vec<f32>,
    /// Two channels: down and right, in cells.
    pub shifts: Vec<f32>,
    /// Ten channels: down and right of each landmark, as parts of the face.
    pub marks: Vec<f32>,
}

impl Net {
    /// Makes the network ready for an input of `side_px` pixels, a multiple of 32, as it asks.
    ///
    /// # Errors
    /// A network that can't be read or has another shape: the build is broken.
    pub fn load(side_px: usize) -> Result<Self, NetError> {
        let plan = tract_onnx::onnx()
            .with_ignore_output_shapes(true)
            .model_for_read(&mut std::io::Cursor::new(MODEL))?
            .with_input_fact(0, f32::fact([1, CHANNELS, side_px, side_px]).into())?
            .into_optimized()?
            .into_runnable()?;
        Ok(Self { plan, side_px })
    }

    /// Pixels on each side of the input.
    #[must_use]
    pub fn side_px(&self) -> usize {
        self.side_px
    }

    /// The network's answer for `planes`: red, then green, then blue, each row by row, 0 to 255.
    ///
    /// # Errors
    /// Planes of another size; a network that fails.
    pub fn run(&self, planes: &[f32]) -> Result<Maps, NetError> {
        let input = Tensor::from_shape(&[1, CHANNELS, self.side_px, self.side_px], planes)?;
        maps(&self.plan.run(tvec!(input.into()))?)
    }
}

/// Takes the maps out of the network's outputs, which come in this order.
fn maps(outputs: &[TValue]) -> Result<Maps, NetError> {
    let [heat, sizes, shifts, marks] = outputs else {
        return Err("the network has other outputs".into());
    };
    let columns = heat.shape().last().copied().unwrap_or(0);
    let map = |value: &TValue, channels: usize| -> Result<Vec<f32>, NetError> {
        let values = value.try_as_plain_ram()?.as_slice::<f32>()?.to_vec();
        let fits = values.len() == channels * heat.len();
        if fits { Ok(values) } else { Err("the network's maps differ in size".into()) }
    };
    Ok(Maps {
        columns,
        heat: map(heat, 1)?,
        sizes: map(sizes, 2)?,
        shifts: map(shifts, 2)?,
        marks: map(marks, 10)?,
    })
}
