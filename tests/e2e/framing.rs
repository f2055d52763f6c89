//! Where the window lays the frame for the card over the imported portrait.

use std::fs;
use std::ops::RangeInclusive;

use fantoccini::Client;
use serde_json::Value;

use crate::keys::wait_for;
use crate::stage::workspace;

/// The portrait is as wide as it is high.
const PORTRAIT_PX: f64 = 512.0;
/// The eyes' height above the frame's bottom, over the frame's height: the programme's range, and
/// 3 percent, for the portrait ends right above the hair and the frame can go no higher.
const EYES_HEIGHT: RangeInclusive<f64> = 0.50..=0.68;
/// How far from the frame's middle the eyes' middle may lie, over the frame's width.
const OFF_CENTRE: f64 = 0.06;

/// A frame in the portrait's pixels, turned clockwise about its own middle.
struct Frame {
    middle: (f64, f64),
    width: f64,
    height: f64,
    turn_degrees: f64,
}

impl Frame {
    /// Where a spot lies: from the frame's middle to the right over its width, and from its
    /// bottom up over its height.
    fn place(&self, (x, y): (f64, f64)) -> (f64, f64) {
        let (sine, cosine) = self.turn_degrees.to_radians().sin_cos();
        let (x, y) = (x - self.middle.0, y - self.middle.1);
        let (across, down) = (x * cosine + y * sine, y * cosine - x * sine);
        (across / self.width, 0.5 - down / self.height)
    }
}

/// The frame on the screen lies around the portrait's face: both eyes at the height that the
/// programme asks for, and the face in the middle.
pub async fn lies_around_the_face(window: &Client) {
    let frame = shown(window).await;
    let [left, right] = pupils().map(|(x, y)| frame.place((x, y)));
    for (_, up) in [left, right] {
        assert!(EYES_HEIGHT.contains(&up), "an eye is {up:.3} up in the frame");
    }
    let off_centre = f64::midpoint(left.0, right.0).abs();
    assert!(off_centre <= OFF_CENTRE, "the face is {off_centre:.3} off the frame's middle");
}

/// The frame as the window draws it, which is over the whole portrait in percent.
async fn shown(window: &Client) -> Frame {
    wait_for(window, "#crop-frame").await;
    let script = "const style = document.getElementById('crop-frame').parentElement.style; \
                  const turn = style.transform.replace('rotate(', ''); \
                  const parts = [style.left, style.top, style.width, style.height, turn]; \
                  return parts.map((part) => parseFloat(part))";
    let parts = window.execute(script, vec![]).await.expect("a frame");
    let [left, top, width, height, turn_degrees]: [f64; 5] =
        serde_json::from_value(parts).expect("five numbers");
    let px = PORTRAIT_PX / 100.0;
    Frame {
        middle: ((left + width / 2.0) * px, (top + height / 2.0) * px),
        width: width * px,
        height: height * px,
        turn_degrees,
    }
}

/// Where the portrait's pupils are, as its fixture has them.
fn pupils() -> [(f64, f64); 2] {
    let path = workspace().join("tests/fixtures/portraits/portraits.json");
    let listed = fs::read_to_string(path).expect("the portraits' list");
    let listed: Vec<Value> = serde_json::from_str(&listed).expect("a list");
    let portrait = listed.iter().find(|one| one["file"] == "astronaut.jpg").expect("listed");
    serde_json::from_value(portrait["eyes"].clone()).expect("two eyes")
}
