//! Which household a line means. A household is a number within its group: two families with number 1 in two groups are two
//! households, in one file as in two.

use crate::{
    people::{community::rows::HouseholdRow, member::rows::MemberRow},
    roll_file::{Line, LineProblem},
};
use rules::folding;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Where a member is to live.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Home {
    /// Where they live.
    Keep,
    /// In no household.
    Nowhere,
    /// In this household.
    Known(String),
    /// In this household, which had no group and is now of this one.
    Placed {
        /// The household.
        id: String,
        /// The group's name.
        division: String,
    },
    /// In a household that is made.
    New {
        /// The group's name.
        division: Option<String>,
        /// Its number.
        number: String,
    },
}

/// The households of the roll and of a file.
pub struct Homes<'a> {
    rows: HashMap<String, Vec<&'a HouseholdRow>>,
    /// How groups are spelt, by key.
    spelt: HashMap<String, String>,
    exact: BTreeSet<&'a str>,
    /// Of each household number of the file, the groups in which it stands.
    groups: BTreeMap<String, BTreeSet<String>>,
    /// How household numbers are written in the file, by key.
    written: HashMap<String, String>,
}

impl<'a> Homes<'a> {
    pub fn new(rows: &'a [HouseholdRow], divisions: &'a [String], lines: &[Line]) -> Self {
        let mut homes = Self {
            rows: HashMap::new(),
            spelt: HashMap::new(),
            exact: divisions.iter().map(String::as_str).collect(),
            groups: BTreeMap::new(),
            written: HashMap::new(),
        };
        for row in rows {
            homes.rows.entry(folding::number(&row.number)).or_default().push(row);
        }
        let named = lines.iter().filter(|line| !line.total && !line.division.is_empty());
        for name in divisions.iter().chain(named.clone().map(|line| &line.division)) {
            homes.spelt.entry(folding::group(name)).or_insert_with(|| name.clone());
        }
        for line in named.filter(|line| !line.household.is_empty()) {
            let key = folding::number(&line.household);
            homes.written.entry(key.clone()).or_insert_with(|| line.household.clone());
            homes.groups.entry(key).or_default().insert(folding::group(&line.division));
        }
        homes
    }

    /// Household numbers that the file names in several groups.
    pub fn repeated(&self) -> Vec<String> {
        let repeated = self.groups.iter().filter(|(_, groups)| groups.len() > 1);
        repeated.filter_map(|(key, _)| self.written.get(key).cloned()).collect()
    }

    /// Where the line says that a member lives. Its silence changes nothing.
    pub fn of(&self, line: &Line, known: Option<&MemberRow>) -> Result<Home, LineProblem> {
        let lives = known.filter(|one| one.home.is_some());
        let number = match (line.household.as_str(), lives.and_then(|one| one.household.as_deref())) {
            ("", None) => return Ok(if lives.is_some() { Home::Keep } else { Home::Nowhere }),
            ("", Some(number)) => number,
            (number, _) => number,
        };
        if !line.division.is_empty() {
            return Ok(self.within(number, &self.spell(&line.division), lives));
        }
        if lives.is_some_and(|one| same_number(one, number)) {
            return Ok(Home::Keep);
        }
        let key = folding::number(number);
        let said: Vec<&String> = self.groups.get(&key).into_iter().flatten().collect();
        let there = self.rows.get(&key).map_or(&[] as &[_], Vec::as_slice);
        // Whoever is of a group stays in it: another one has to be named.
        if let Some(own) = lives.and_then(|one| one.division.as_deref()) {
            let group = folding::group(own);
            let stands = there.iter().filter_map(|row| row.division.as_deref()).any(|one| folding::group(one) == group);
            let nowhere = said.is_empty() && there.is_empty();
            return if stands || nowhere || said.iter().any(|one| **one == group) {
                Ok(self.within(number, own, lives))
            } else {
                Err(LineProblem::OtherGroup)
            };
        }
        match (said.as_slice(), there) {
            // The other lines of this household say of which group it is.
            ([group], _) => {
                let division = self.spelt.get(*group).unwrap_or(group);
                Ok(self.within(number, division, lives))
            }
            ([], []) => Ok(Home::New { division: None, number: number.to_owned() }),
            ([], [one]) => Ok(Home::Known(one.id.clone())),
            _ => Err(LineProblem::WhichHousehold),
        }
    }

    /// Names the household in which a line's person is to live, so that two lines can be compared.
    pub fn house(&self, line: &Line, known: Option<&MemberRow>) -> Option<String> {
        match self.of(line, known).ok()? {
            Home::Nowhere => None,
            Home::Keep => known.and_then(|one| one.home.clone()),
            Home::Known(id) | Home::Placed { id, .. } => Some(id),
            Home::New { division, number } => {
                let group = division.map(|name| folding::group(&name)).unwrap_or_default();
                Some(format!("{group} {}", folding::number(&number)))
            }
        }
    }

    /// The group as the roll spells it.
    fn spell(&self, division: &str) -> String {
        if self.exact.contains(division) {
            return division.to_owned();
        }
        self.spelt.get(&folding::group(division)).cloned().unwrap_or_else(|| division.to_owned())
    }

    fn within(&self, number: &str, division: &str, lives: Option<&MemberRow>) -> Home {
        let key = folding::number(number);
        let there = self.rows.get(&key).map_or(&[] as &[_], Vec::as_slice);
        let group = folding::group(division);
        let of_group = |row: &&&HouseholdRow| row.division.as_deref().is_some_and(|one| folding::group(one) == group);
        if let Some(row) = there.iter().find(of_group) {
            let stays = lives.is_some_and(|one| one.home.as_deref() == Some(&row.id));
            return if stays { Home::Keep } else { Home::Known(row.id.clone()) };
        }
        // A household that came without a group is of the only group in which the file has its number.
        match there {
            [row] if row.division.is_none() && self.groups.get(&key).is_none_or(|groups| groups.len() == 1) => {
                Home::Placed { id: row.id.clone(), division: division.to_owned() }
            }
            _ => Home::New { division: Some(division.to_owned()), number: number.to_owned() },
        }
    }
}

/// Whether the line's household is that of a member, as far as it says.
pub fn same_home(line: &Line, member: &MemberRow) -> bool {
    let group = member.division.as_deref().unwrap_or_default();
    let same_group =
        line.division.is_empty() || group.is_empty() || folding::group(&line.division) == folding::group(group);
    match (line.household.as_str(), member.home.as_deref()) {
        // Neither has one: whoever keeps the roll is on it so.
        ("", None) => true,
        ("", Some(_)) | (_, None) => false,
        (number, Some(_)) => same_number(member, number) && same_group,
    }
}

fn same_number(member: &MemberRow, number: &str) -> bool {
    member.household.as_deref().is_some_and(|one| folding::number(one) == folding::number(number))
}
