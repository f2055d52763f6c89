//! The proof page's own sentences in the applicant's language, and dates as it writes them.
//!
//! Knows no layout, and no word that stands on the card itself: those are the design's.

use std::sync::OnceLock;

use jiff::civil::Date;
use serde::Deserialize;

use crate::error::{Error, Field};

/// A language in which the proof page can speak.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// English, also for every language that is not here.
    #[default]
    English,
    /// Spanish.
    Spanish,
    /// Polish.
    Polish,
    /// Chinese, in simplified characters.
    Chinese,
    /// Arabic, from right to left.
    Arabic,
    /// French.
    French,
    /// Filipino.
    Filipino,
}

/// A language's tag, its file, and what was read from it.
struct Known {
    language: Language,
    tag: &'static str,
    file: &'static str,
    read: OnceLock<Result<Sentences, String>>,
}

macro_rules! known {
    ($language:ident, $tag:literal) => {
        Known {
            language: Language::$language,
            tag: $tag,
            file: include_str!(concat!("../../../../assets/words/proof/", $tag, ".json")),
            read: OnceLock::new(),
        }
    };
}

/// All languages; the first speaks for those that are not here.
static KNOWN: [Known; 7] = [
    known!(English, "en"),
    known!(Spanish, "es"),
    known!(Polish, "pl"),
    known!(Chinese, "zh"),
    known!(Arabic, "ar"),
    known!(French, "fr"),
    known!(Filipino, "fil"),
];

impl Language {
    /// All languages.
    pub const ALL: [Language; 7] = [
        Language::English,
        Language::Spanish,
        Language::Polish,
        Language::Chinese,
        Language::Arabic,
        Language::French,
        Language::Filipino,
    ];

    /// The language of a tag (BCP 47) such as `es` or `es-MX`; English where it is not here.
    #[must_use]
    pub fn of(tag: &str) -> Language {
        let primary = tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
        // Tagalog's own tag is the older name of the same words.
        let primary = if primary == "tl" { "fil" } else { &primary };
        KNOWN
            .iter()
            .find(|known| known.tag == primary)
            .map_or_else(Language::default, |known| known.language)
    }

    /// The language's tag (BCP 47).
    #[must_use]
    pub fn tag(self) -> &'static str {
        self.known().tag
    }

    /// Whether it is written from right to left.
    pub(crate) fn is_rtl(self) -> bool {
        self == Language::Arabic
    }

    /// Its sentences.
    ///
    /// # Errors
    /// [`Error::Write`] if the built-in file cannot be read.
    pub(crate) fn sentences(self) -> Result<&'static Sentences, Error> {
        let known = self.known();
        let read = || serde_json::from_str(known.file).map_err(|error| error.to_string());
        known.read.get_or_init(read).as_ref().map_err(|error| Error::Write(error.as_str().into()))
    }

    fn known(self) -> &'static Known {
        KNOWN.iter().find(|known| known.language == self).unwrap_or(&KNOWN[0])
    }
}

/// One language's file: every sentence, no other.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Sentences {
    document_title: String,
    pub(crate) title: String,
    pub(crate) lead: String,
    pub(crate) true_size: String,
    pub(crate) front_enlarged: String,
    pub(crate) back_enlarged: String,
    pub(crate) front: String,
    pub(crate) back: String,
    pub(crate) check: String,
    pub(crate) check_what: String,
    pub(crate) check_then: String,
    pub(crate) promise: String,
    promise_documents: String,
    promise_address: String,
    promise_personal: String,
    promise_register: String,
    pub(crate) confirm: String,
    pub(crate) initials: String,
    name: String,
    name_gone_by: String,
    birth_date: String,
    expires: String,
    pub(crate) no_expiry: String,
    gender: String,
    address: String,
    card_number: String,
    library_number: String,
    transit_stock: String,
    emergency_contact: String,
    medical_notes: String,
    veteran: String,
    organ_donor: String,
    pub(crate) shown: String,
    date: String,
    first_day: String,
    months: [String; 12],
}

/// What the programme's policy promises of forgetting: only figures that the code keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Promise {
    /// Hours after which an address is destroyed where the card is not handed over before.
    pub address_hours: u32,
}

impl Sentences {
    /// The document's title.
    pub(crate) fn document_title(&self, number: &str) -> String {
        self.document_title.replace("{number}", number)
    }

    /// What is kept and what is forgotten.
    pub(crate) fn promises(&self, promise: Promise) -> [String; 4] {
        let hours = self.promise_address.replace("{hours}", &promise.address_hours.to_string());
        [
            self.promise_documents.clone(),
            hours,
            self.promise_personal.clone(),
            self.promise_register.clone(),
        ]
    }

    /// A date that no reader can take for another: the month is a word.
    pub(crate) fn date(&self, date: Date) -> String {
        let month = usize::from(date.month().unsigned_abs()).saturating_sub(1);
        let month = self.months.get(month).map_or("", String::as_str);
        let day = match date.day() {
            1 => self.first_day.clone(),
            day => day.to_string(),
        };
        let date = self.date.replace("{year}", &date.year().to_string());
        date.replace("{month}", month).replace("{day}", &day)
    }

    /// A field's label in the list to check.
    pub(crate) fn label(&self, field: Field) -> &str {
        match field {
            Field::Name => &self.name,
            Field::NameGoneBy => &self.name_gone_by,
            Field::BirthDate => &self.birth_date,
            Field::ExpiresOn => &self.expires,
            Field::Gender => &self.gender,
            Field::Address => &self.address,
            Field::CardNumber => &self.card_number,
            Field::LibraryNumber => &self.library_number,
            Field::TransitStock => &self.transit_stock,
            Field::EmergencyContact => &self.emergency_contact,
            Field::MedicalNotes => &self.medical_notes,
            Field::Veteran => &self.veteran,
            Field::OrganDonor => &self.organ_donor,
            _ => "",
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use jiff::civil::date;

    use super::*;
    use crate::text::{Weight, caption};

    fn strings(language: Language) -> serde_json::Map<String, serde_json::Value> {
        serde_json::from_str(language.known().file).expect("a file of sentences")
    }

    /// The names in braces.
    fn holes(text: &str) -> BTreeSet<&str> {
        text.split('{').skip(1).filter_map(|rest| rest.split('}').next()).collect()
    }

    #[test]
    fn every_language_says_the_same_things_with_the_same_holes() {
        let english = strings(Language::English);
        for language in Language::ALL {
            language.sentences().expect("readable");
            let own = strings(language);
            assert_eq!(own.keys().collect::<Vec<_>>(), english.keys().collect::<Vec<_>>());
            for (key, text) in &own {
                let (text, english) = (text.as_str(), english[key].as_str());
                assert_eq!(text.map(holes), english.map(holes), "{key} of {language:?}");
                assert!(text != Some(""), "{key} of {language:?} is blank");
            }
        }
    }

    #[test]
    fn the_promise_names_every_field_that_is_kept_until_the_card_is_issued() {
        for (language, words) in [
            (Language::English, ["names", "photo", "signature", "gender", "marks"]),
            (Language::Spanish, ["nombres", "foto", "firma", "género", "marcas"]),
            (Language::Polish, ["Imiona", "zdjęcie", "podpis", "płci", "znaki"]),
            (Language::Chinese, ["常用名", "照片", "签名", "性别", "标志"]),
            (Language::Arabic, ["والاسم المستخدم", "وصورتك", "وتوقيعك", "والجنس", "والعلامات"]),
            (Language::French, ["noms", "photo", "signature", "genre", "mentions"]),
            (Language::Filipino, ["mga pangalan", "larawan", "pirma", "kasarian", "tanda"]),
        ] {
            let sentence = &language.sentences().expect("readable").promise_personal;
            for word in words {
                assert!(sentence.contains(word), "{word} in {sentence}");
            }
        }
    }

    #[test]
    fn no_page_promises_an_end_that_no_code_brings() {
        // Nothing at the server forgets yet: every language says so, and names no days.
        for (language, server, no_date) in [
            (Language::English, "central server", "no date to destroy it is set yet"),
            (Language::Spanish, "servidor central", "aún no hay fecha"),
            (Language::Polish, "centralny serwer", "nie ma jeszcze daty"),
            (Language::Chinese, "中央服务器", "没有销毁日期"),
            (Language::Arabic, "الخادم المركزي", "ولم يُحدَّد بعد موعد"),
            (Language::French, "serveur central", "aucune date de destruction n’est encore fixée"),
            (Language::Filipino, "sentral na server", "wala pang takdang araw"),
        ] {
            let sentences = language.sentences().expect("readable");
            let promises = sentences.promises(Promise { address_hours: 24 });
            let [_, address, personal, _] = &promises;
            assert!(personal.contains(server) && personal.contains(no_date), "{personal}");
            assert!(address.contains("24"), "{address}");
            let figures = promises.concat();
            let figures: String = figures.chars().filter(char::is_ascii_digit).collect();
            assert_eq!(figures, "24", "{language:?}: the hours alone are kept by code");
        }
    }

    #[test]
    fn every_sentence_can_be_drawn_in_both_weights() {
        for language in Language::ALL {
            let sentences = strings(language).into_iter();
            let all = sentences.flat_map(|(_, value)| match value {
                serde_json::Value::Array(months) => months,
                text => vec![text],
            });
            for text in all {
                let text = text.as_str().expect("a sentence");
                for weight in [Weight::Regular, Weight::Bold] {
                    caption(text, 9.0, f32::MAX, weight).expect("every glyph is there");
                }
            }
        }
    }

    #[test]
    fn a_policy_may_name_the_languages_that_are_here_and_no_others() {
        assert_eq!(Language::ALL.map(Language::tag), domain::policy::words::APPLICANT_LANGUAGES);
    }

    #[test]
    fn dates_are_written_as_people_write_them() {
        for (language, first, other) in [
            (Language::English, "March 1, 2031", "February 29, 1984"),
            (Language::Spanish, "1 de marzo de 2031", "29 de febrero de 1984"),
            (Language::Polish, "1 marca 2031", "29 lutego 1984"),
            (Language::Chinese, "2031年3月1日", "1984年2月29日"),
            (Language::Arabic, "1 مارس 2031", "29 فبراير 1984"),
            (Language::French, "1er mars 2031", "29 février 1984"),
            (Language::Filipino, "Marso 1, 2031", "Pebrero 29, 1984"),
        ] {
            let sentences = language.sentences().expect("readable");
            assert_eq!(sentences.date(date(2031, 3, 1)), first);
            assert_eq!(sentences.date(date(1984, 2, 29)), other);
        }
    }

    #[test]
    fn a_tag_finds_its_language_and_an_unknown_one_english() {
        for (tag, language) in [
            ("es-MX", Language::Spanish),
            ("zh_Hans", Language::Chinese),
            ("FIL", Language::Filipino),
            ("tl", Language::Filipino),
            ("ar", Language::Arabic),
            ("uk", Language::English),
            ("", Language::English),
        ] {
            assert_eq!(Language::of(tag), language, "{tag}");
        }
    }
}
