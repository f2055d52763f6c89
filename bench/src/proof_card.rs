//! The cards that are drawn here: one face with everything a card can hold, or many names.

use std::io;

use domain::design::{CODE_LIMIT_BYTES, CardDesign};
use domain::number::NumberFormat;
use domain::photo::{Crop, PhotoRules};
use domain::{Policy, Signature};
use jiff::civil::date;
use proof::Face;

/// Names for many cards, in six scripts.
pub const NAMES: [&str; 8] = [
    "Rosa Delgado-Núñez",
    "Łukasz Żółć",
    "Nguyễn Thị Ánh Tuyết",
    "Олександра Їжакевич",
    "محمد عبد الله الخطيب",
    "王小明",
    "सुनीता शर्मा",
    "Olúwaṣeun Ọ̀ṣúntókun",
];

/// What a card is drawn from.
pub struct Card {
    pub design: CardDesign,
    pub photo: Vec<u8>,
    signature: Signature,
    library: String,
    code: [u8; CODE_LIMIT_BYTES],
}

impl Card {
    pub fn new() -> io::Result<Self> {
        let rules = PhotoRules::default();
        let file = std::fs::read("tests/fixtures/astronaut.png")?;
        let picture = photo::open(&file, &rules).map_err(io::Error::other)?;
        let crop = Crop::centred(picture.width(), picture.height(), 0.8);
        let photo = photo::crop(&picture, crop, &rules).map_err(io::Error::other)?.jpeg;
        let library = NumberFormat { prefix: "21234".into(), digits: 14 };
        let library = library.write(1).map_err(io::Error::other)?;
        let policy = include_str!("../../assets/programme/chicago.json");
        let design = Policy::from_json(policy).map_err(io::Error::other)?.card_design;
        let signature = signature()?;
        // Every byte once, as a signature has them: a code of equal bytes would pack too well.
        let mut code = [0; CODE_LIMIT_BYTES];
        for (at, byte) in code.iter_mut().enumerate() {
            *byte = (at * 167 + 13) as u8;
        }
        Ok(Self { design, photo, signature, library, code })
    }

    pub fn face<'a>(&'a self, name: &'a str) -> Face<'a> {
        Face {
            programme: "City of Chicago CityKey",
            contact: "Office of the City Clerk, 121 N LaSalle St, Chicago, IL 60602 · 312-742-5375",
            name,
            name_gone_by: Some("Rosie"),
            birth_date: date(1984, 2, 29),
            expires_on: Some(date(2031, 11, 23)),
            gender: Some("X"),
            address: Some("4001 North Ravenswood Avenue\nChicago, IL 60613"),
            card_number: "310000000018",
            library_number: Some(&self.library),
            transit_stock: Some("0167001234567890"),
            photo_jpeg: &self.photo,
            signature: Some(&self.signature),
            veteran: true,
            organ_donor: true,
            emergency_contact: Some("Ana Ruiz, sister, 312-555-0142"),
            medical_notes: Some("Type 1 diabetes, insulin."),
            band: "adult",
            code: Some(&self.code),
        }
    }

    /// The bytes of the code.
    pub fn code(&self) -> &[u8] {
        &self.code
    }
}

/// A signature as a pad gives it: three words in loops, 300 dots in all.
fn signature() -> io::Result<Signature> {
    let word = |first: u16| {
        let dot = |at: u16| {
            let turn = f32::from(at) * 0.31 + f32::from(first);
            let x = f32::from(first) * 30.0 + f32::from(at) * 24.0 + 180.0 * turn.cos();
            let y = 1500.0 - (500.0 + 300.0 * (turn * 0.37).sin()) * turn.sin();
            let pressure = 140.0 + 70.0 * (turn * 0.5).sin();
            ((x + 200.0) as u16, y as u16, pressure as u8).into()
        };
        (0..100).map(dot).collect()
    };
    Signature::new(vec![word(0), word(80), word(160)]).map_err(io::Error::other)
}
