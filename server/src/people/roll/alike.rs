//! Households whose numbers look alike: 1, 1号 and 一 of one group may be one household, and are two until the clerk says that they
//! are not. Two households have two votes, and two families in one have lost one: neither happens unasked.

use super::roll::Roll;
use crate::roll_file::Line;
use rules::folding;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What the clerk said of households whose numbers look alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "snake_case")]
pub enum Alike {
    /// One household, however its number is written.
    One,
    /// Each is a household.
    Each,
}

/// Household numbers of one group that look alike.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LookAlike {
    /// The group as it is written; empty where there is none.
    pub division: String,
    /// The ways of writing, at least two, those of the roll first.
    pub homes: Vec<Spelt>,
}

/// A household number as it is written, with whoever lives under it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spelt {
    /// The number.
    pub number: String,
    /// The names of whoever lives there by the roll.
    pub roll: Vec<String>,
    /// And by the file.
    pub file: Vec<String>,
}

/// Somebody's household: on the roll, or in the file.
struct Lives<'a> {
    division: &'a str,
    number: &'a str,
    name: &'a str,
    on_roll: bool,
}

/// By group and look: the group as it is written, and the ways of writing by the number's key.
type ByLook<'a> = BTreeMap<(&'a str, &'a str), (&'a str, Vec<(String, Spelt)>)>;

impl LookAlike {
    /// The households of roll and file that may be one.
    pub fn find(roll: &Roll, lines: &[Line]) -> Vec<Self> {
        let members = roll.members.iter().filter(|one| one.active() && one.home.is_some()).map(|one| Lives {
            division: one.division.as_deref().unwrap_or_default(),
            number: one.household.as_deref().unwrap_or_default(),
            name: &one.name,
            on_roll: true,
        });
        let named = lines.iter().filter(|line| !line.total && !line.household.is_empty());
        let written = named.map(|line| Lives {
            division: &line.division,
            number: &line.household,
            name: &line.name,
            on_roll: false,
        });
        let all: Vec<(String, String, Lives<'_>)> = members
            .chain(written)
            .map(|one| (folding::household_look(one.number), folding::group(one.division), one))
            .collect();
        // Who names no group is of the only one in which there is such a number.
        let mut groups: HashMap<&str, BTreeSet<&str>> = HashMap::new();
        for (look, group, _) in all.iter().filter(|(_, group, _)| !group.is_empty()) {
            groups.entry(look.as_str()).or_default().insert(group.as_str());
        }
        let mut found: ByLook<'_> = BTreeMap::new();
        for (look, group, one) in &all {
            let only = groups.get(look.as_str()).filter(|all| all.len() == 1).and_then(BTreeSet::first);
            let group = only.filter(|_| group.is_empty()).copied().unwrap_or(group.as_str());
            let (division, homes) = found.entry((group, look.as_str())).or_default();
            if division.is_empty() {
                *division = one.division;
            }
            let key = folding::number(one.number);
            let at = homes.iter().position(|(known, _)| *known == key).unwrap_or_else(|| {
                homes.push((key, Spelt { number: one.number.to_owned(), roll: Vec::new(), file: Vec::new() }));
                homes.len() - 1
            });
            if let Some((_, spelt)) = homes.get_mut(at) {
                if one.on_roll { &mut spelt.roll } else { &mut spelt.file }.push(one.name.to_owned());
            }
        }
        let several = found.into_values().filter(|(_, homes)| homes.len() > 1);
        several
            .map(|(division, homes)| Self {
                division: division.to_owned(),
                homes: homes.into_iter().map(|(_, spelt)| spelt).collect(),
            })
            .filter(|one| one.homes.iter().any(|one| !one.file.is_empty()))
            .collect()
    }

    /// Whether the file would make a household beside one that looks alike. Those that the roll has kept apart were asked about.
    pub fn is_new(&self) -> bool {
        self.homes.iter().any(|one| one.roll.is_empty())
    }

    /// Whether a line was counted among those of the file.
    fn counts(&self, line: &Line) -> bool {
        let written = |one: &&Spelt| folding::number(&one.number) == folding::number(&line.household);
        self.homes.iter().filter(written).any(|one| one.file.contains(&line.name))
    }

    /// How the household is written where all of it is one: as the roll has it, and there as most of its people are written.
    fn one(&self) -> &str {
        let most = self.homes.iter().rev().max_by_key(|one| (one.roll.len(), one.file.len()));
        most.map_or("", |one| one.number.as_str())
    }
}

/// Reads households whose numbers look alike as one.
pub fn join(all: &[LookAlike], lines: &mut [Line]) {
    let mut looks: HashMap<String, Vec<&LookAlike>> = HashMap::new();
    for one in all {
        looks.entry(folding::household_look(one.one())).or_default().push(one);
    }
    for line in lines.iter_mut().filter(|line| !line.total && !line.household.is_empty()) {
        let there = looks.get(&folding::household_look(&line.household)).map_or(&[] as &[_], Vec::as_slice);
        let group = folding::group(&line.division);
        let own = there.iter().find(|one| folding::group(&one.division) == group);
        // Who names no group was counted where there is only one.
        let own = own.or_else(|| there.iter().find(|one| group.is_empty() && one.counts(line)));
        if let Some(one) = own.filter(|one| folding::number(one.one()) != folding::number(&line.household)) {
            one.one().clone_into(&mut line.household);
        }
    }
}

/// Household numbers of one group in the file that differ in the zeros before them only, and are one: a spreadsheet drops them.
pub fn zeros(lines: &[Line]) -> Vec<String> {
    let mut written: BTreeMap<(String, String), BTreeSet<&str>> = BTreeMap::new();
    for line in lines.iter().filter(|line| !line.total && !line.household.is_empty()) {
        let key = (folding::group(&line.division), folding::number(&line.household));
        written.entry(key).or_default().insert(&line.household);
    }
    let several = written.into_values().filter(|all| all.len() > 1);
    several.map(|all| all.into_iter().collect::<Vec<_>>().join("＝")).collect()
}
