//! Which documents were seen, and whether together they are enough.
//!
//! A kind is only ever ticked: there is no place for a document's number, date or image.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What a document can show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "types.ts")]
pub enum Shows {
    /// A photograph of the holder.
    Photo,
    /// The holder's date of birth.
    BirthDate,
    /// That the holder lives in the city.
    Residency,
}

/// What a kind of document counts towards.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "types.ts")]
pub enum Group {
    /// Who the person is.
    Identity,
    /// Where the person lives.
    Residency,
}

/// One kind of document that the policy accepts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export_to = "types.ts")]
pub struct Kind {
    /// The word that is stored and sent.
    pub id: String,
    /// What it counts towards.
    pub group: Group,
    /// The name that a clerk reads, by language tag (BCP 47).
    pub label: BTreeMap<String, String>,
    /// What it shows.
    pub shows: BTreeSet<Shows>,
    /// Its points under a points rule; 0 where the rule has none.
    #[serde(default)]
    pub points: u32,
    /// How old the document may be, in days; none where age does not matter.
    #[serde(default)]
    pub recent_days: Option<u32>,
    /// The age bands that may use it; empty for everyone.
    #[serde(default)]
    pub bands: BTreeSet<String>,
    /// Whether the source of this entry could not be had.
    #[serde(default)]
    pub provisional: bool,
}

/// What must be met. A programme writes its own in the policy file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[ts(export_to = "types.ts")]
pub enum Requirement {
    /// Every one of these.
    AllOf(Vec<Requirement>),
    /// At least one of these.
    AnyOf(Vec<Requirement>),
    /// Some document shows this.
    Shows(Shows),
    /// The points of a group come to at least this.
    Points {
        /// Whose points are added up.
        group: Group,
        /// The sum that is enough.
        at_least: u32,
    },
}

/// What one line of the meter is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "types.ts")]
pub enum Measure {
    /// A document with a photograph.
    Photo,
    /// A document with the date of birth.
    BirthDate,
    /// A document that shows residency.
    Residency,
    /// Identity points.
    IdentityPoints,
    /// Residency points.
    ResidencyPoints,
}

/// One line of the meter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "types.ts")]
pub struct Need {
    /// What it is about.
    pub measure: Measure,
    /// What the documents seen so far come to.
    pub have: u32,
    /// What is enough.
    pub need: u32,
    /// Whether it is met.
    pub met: bool,
    /// Kinds not yet seen that would bring it forward.
    pub helped_by: Vec<String>,
}

/// How far the documents seen so far reach.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "types.ts")]
pub struct Meter {
    /// Whether the rule is met.
    pub satisfied: bool,
    /// The lines, in the order of the rule.
    pub needs: Vec<Need>,
    /// Kinds of which one alone would complete the rule; empty once it is met.
    pub completed_by: Vec<String>,
}

/// The kinds that a policy accepts and the rule that they must meet together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export_to = "types.ts")]
pub struct DocumentPolicy {
    /// What must be met.
    pub rule: Requirement,
    /// The kinds that are accepted.
    pub kinds: Vec<Kind>,
}

impl DocumentPolicy {
    /// The kind with this word.
    #[must_use]
    pub fn kind(&self, id: &str) -> Option<&Kind> {
        self.kinds.iter().find(|kind| kind.id == id)
    }

    /// How far `seen` reaches for a person of age band `band`.
    ///
    /// Kinds that the policy does not know, or that the band may not use, count nothing; the
    /// same kind counts once.
    #[must_use]
    pub fn meter(&self, seen: &BTreeSet<String>, band: Option<&str>) -> Meter {
        let usable = |kind: &&Kind| {
            kind.bands.is_empty() || band.is_some_and(|band| kind.bands.contains(band))
        };
        let (counted, open): (Vec<&Kind>, Vec<&Kind>) =
            self.kinds.iter().filter(usable).partition(|kind| seen.contains(&kind.id));
        let satisfied = self.rule.is_met(&counted);
        let completes = |kind: &&&Kind| {
            let mut with_it = counted.clone();
            with_it.push(kind);
            self.rule.is_met(&with_it)
        };
        let completed_by = if satisfied {
            Vec::new()
        } else {
            open.iter().filter(completes).map(|kind| kind.id.clone()).collect()
        };
        Meter { satisfied, needs: self.rule.needs(&counted, &open), completed_by }
    }
}

impl Requirement {
    fn is_met(&self, seen: &[&Kind]) -> bool {
        match self {
            Self::AllOf(parts) => parts.iter().all(|part| part.is_met(seen)),
            Self::AnyOf(parts) => parts.iter().any(|part| part.is_met(seen)),
            Self::Shows(what) => count(seen, *what) >= 1,
            Self::Points { group, at_least } => sum(seen, *group) >= *at_least,
        }
    }

    /// The lines of the meter; of alternatives, those of the one with the least missing.
    fn needs(&self, seen: &[&Kind], open: &[&Kind]) -> Vec<Need> {
        match self {
            Self::AllOf(parts) => parts.iter().flat_map(|part| part.needs(seen, open)).collect(),
            Self::AnyOf(parts) => parts
                .iter()
                .map(|part| part.needs(seen, open))
                .min_by_key(|needs| needs.iter().map(missing).sum::<u64>())
                .unwrap_or_default(),
            Self::Shows(what) => {
                let helps = |kind: &Kind| kind.shows.contains(what);
                vec![need(Measure::from(*what), count(seen, *what), 1, open, helps)]
            }
            Self::Points { group, at_least } => {
                let helps = |kind: &Kind| kind.group == *group && kind.points > 0;
                vec![need(Measure::from(*group), sum(seen, *group), *at_least, open, helps)]
            }
        }
    }
}

fn need(
    measure: Measure,
    have: u32,
    need: u32,
    open: &[&Kind],
    helps: impl Fn(&Kind) -> bool,
) -> Need {
    let met = have >= need;
    let helping = open.iter().filter(|kind| !met && helps(kind));
    Need { measure, have, need, met, helped_by: helping.map(|kind| kind.id.clone()).collect() }
}

fn missing(need: &Need) -> u64 {
    u64::from(need.need.saturating_sub(need.have))
}

fn count(seen: &[&Kind], what: Shows) -> u32 {
    let showing = seen.iter().filter(|kind| kind.shows.contains(&what)).count();
    u32::try_from(showing).unwrap_or(u32::MAX)
}

fn sum(seen: &[&Kind], group: Group) -> u32 {
    seen.iter()
        .filter(|kind| kind.group == group)
        .fold(0, |total, kind| total.saturating_add(kind.points))
}

impl From<Shows> for Measure {
    fn from(what: Shows) -> Self {
        match what {
            Shows::Photo => Self::Photo,
            Shows::BirthDate => Self::BirthDate,
            Shows::Residency => Self::Residency,
        }
    }
}

impl From<Group> for Measure {
    fn from(group: Group) -> Self {
        match group {
            Group::Identity => Self::IdentityPoints,
            Group::Residency => Self::ResidencyPoints,
        }
    }
}

#[cfg(test)]
mod tests;
