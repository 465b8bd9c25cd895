//! A file held against the roll: what becomes of each line, and who is absent.

use crate::{
    fault::Fault,
    roll_file::{Line, Sheet},
    secret,
    store::{
        Conn, community as communities,
        member::{self as members, MemberRow},
    },
};
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};

/// Why a line is not taken in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LineProblem {
    /// No name.
    NoName,
    /// No number, and name and household match nobody or several.
    NoMatch,
    /// The number stands in the file twice.
    DuplicateNumber,
    /// The same person twice.
    DuplicatePerson,
    /// A role that the program does not know.
    UnknownRole,
    /// A word that does not say whether somebody is of age.
    UnknownAdult,
    /// A body that the community does not have.
    UnknownBody,
    /// The household stands in the file under two groups.
    SplitHousehold,
    /// A value longer than 60 characters.
    TooLong,
    /// The member was erased.
    Erased,
}

impl LineProblem {
    /// The key of its sentence.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoName => "line-no-name",
            Self::NoMatch => "line-no-match",
            Self::DuplicateNumber => "line-duplicate-number",
            Self::DuplicatePerson => "line-duplicate-person",
            Self::UnknownRole => "line-unknown-role",
            Self::UnknownAdult => "line-unknown-adult",
            Self::UnknownBody => "line-unknown-body",
            Self::SplitHousehold => "line-split-household",
            Self::TooLong => "line-too-long",
            Self::Erased => "line-erased",
        }
    }
}

/// What becomes of a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Change {
    /// A new member.
    Add,
    /// A member with these columns changed.
    Alter {
        /// The member.
        member: String,
        /// Names of the changed columns.
        columns: Vec<String>,
    },
    /// A member who stays as is.
    Same {
        /// The member.
        member: String,
    },
    /// Not taken in.
    Refuse(LineProblem),
}

/// A file held against the roll.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preview {
    /// What becomes of each line.
    pub changes: Vec<(Line, Change)>,
    /// Active members of the roll who are not in the file: number and name.
    pub absent: Vec<(String, String, String)>,
}

impl Preview {
    /// How many lines are added, changed, unchanged, refused.
    pub fn totals(&self) -> [usize; 4] {
        let count = |wanted: fn(&Change) -> bool| self.changes.iter().filter(|(_, change)| wanted(change)).count();
        [
            count(|change| matches!(change, Change::Add)),
            count(|change| matches!(change, Change::Alter { .. })),
            count(|change| matches!(change, Change::Same { .. })),
            count(|change| matches!(change, Change::Refuse(_))),
        ]
    }

    /// Names this very preview: another roll or another file has another fingerprint.
    pub fn fingerprint(&self) -> Result<String, Fault> {
        Ok(secret::digest(&[&serde_json::to_string(self)?]))
    }
}

pub(super) struct Roll {
    pub members: Vec<MemberRow>,
    pub roles: HashMap<String, HashSet<String>>,
    seats: HashMap<String, HashSet<String>>,
    pub bodies: HashMap<String, String>,
}

impl Roll {
    pub async fn load(conn: &mut Conn, community: &str) -> Result<Self, Fault> {
        let group = |pairs: Vec<(String, String)>| {
            let mut map: HashMap<String, HashSet<String>> = HashMap::new();
            for (key, value) in pairs {
                map.entry(key).or_default().insert(value);
            }
            map
        };
        let seats =
            communities::seats(conn, community).await?.into_iter().map(|(body, member)| (member, body)).collect();
        Ok(Self {
            members: members::all(conn, community).await?,
            roles: group(communities::roles(conn, community).await?),
            seats: group(seats),
            bodies: communities::bodies(conn, community).await?.into_iter().map(|row| (row.name, row.id)).collect(),
        })
    }

    pub fn preview(&self, sheet: &Sheet) -> Preview {
        let mut by_number: HashMap<&str, &MemberRow> = HashMap::new();
        let mut by_house: HashMap<(&str, &str), Vec<&MemberRow>> = HashMap::new();
        for member in &self.members {
            by_number.insert(&member.number, member);
            if member.active() {
                let house = member.household.as_deref().unwrap_or_default();
                by_house.entry((&member.name, house)).or_default().push(member);
            }
        }
        let mut seen_numbers: HashMap<&str, usize> = HashMap::new();
        for line in &sheet.lines {
            *seen_numbers.entry(&line.number).or_default() += 1;
        }
        // One household, one group: the first line that names both decides, and another one contradicts it.
        let mut groups: HashMap<&str, &str> = HashMap::new();
        for line in sheet.lines.iter().filter(|line| !line.household.is_empty() && !line.division.is_empty()) {
            groups.entry(&line.household).or_insert(&line.division);
        }
        let split = |line: &Line| {
            !line.division.is_empty() && groups.get(line.household.as_str()).is_some_and(|one| *one != line.division)
        };
        let mut seen: HashSet<String> = HashSet::new();
        let changes: Vec<_> = sheet
            .lines
            .iter()
            .map(|line| {
                let twice =
                    !line.number.is_empty() && seen_numbers.get(line.number.as_str()).is_some_and(|count| *count > 1);
                let change = if twice {
                    Change::Refuse(LineProblem::DuplicateNumber)
                } else if split(line) {
                    Change::Refuse(LineProblem::SplitHousehold)
                } else {
                    self.change(line, sheet, &by_number, &by_house)
                };
                let member = match &change {
                    Change::Alter { member, .. } | Change::Same { member } => Some(member.clone()),
                    Change::Add | Change::Refuse(_) => None,
                };
                let again = member.is_some_and(|member| !seen.insert(member));
                let change = if again { Change::Refuse(LineProblem::DuplicatePerson) } else { change };
                (line.clone(), change)
            })
            .collect();
        let absent = self
            .members
            .iter()
            .filter(|one| one.active() && one.household.is_some() && !seen.contains(&one.id))
            .map(|one| (one.id.clone(), one.number.clone(), one.name.clone()))
            .collect();
        Preview { changes, absent }
    }

    fn change(
        &self,
        line: &Line,
        sheet: &Sheet,
        by_number: &HashMap<&str, &MemberRow>,
        by_house: &HashMap<(&str, &str), Vec<&MemberRow>>,
    ) -> Change {
        if line.name.is_empty() {
            return Change::Refuse(LineProblem::NoName);
        }
        let texts = [&line.number, &line.name, &line.household, &line.division, &line.phone];
        if texts.iter().any(|text| text.chars().count() > 60) {
            return Change::Refuse(LineProblem::TooLong);
        }
        let Ok(adult) = &line.adult else { return Change::Refuse(LineProblem::UnknownAdult) };
        let Ok(roles) = &line.roles else { return Change::Refuse(LineProblem::UnknownRole) };
        let bodies: Option<HashSet<String>> = line.bodies.iter().map(|name| self.bodies.get(name).cloned()).collect();
        let Some(bodies) = bodies else { return Change::Refuse(LineProblem::UnknownBody) };
        let by_name = by_house.get(&(line.name.as_str(), line.household.as_str())).map(Vec::as_slice);
        let known = match (by_number.get(line.number.as_str()), by_name) {
            (Some(known), _) => *known,
            (None, Some([one])) => *one,
            (None, Some([_, _, ..])) => return Change::Refuse(LineProblem::NoMatch),
            (None, _) if line.number.is_empty() => return Change::Refuse(LineProblem::NoMatch),
            (None, _) => return Change::Add,
        };
        if known.state == "erased" {
            return Change::Refuse(LineProblem::Erased);
        }
        let roles: HashSet<String> = roles.iter().map(|role| role.id().to_owned()).collect();
        let differs = |typed: &str, stored: &str| !typed.is_empty() && typed != stored;
        let empty = HashSet::new();
        let checks = [
            ("number", differs(&line.number, &known.number)),
            ("name", differs(&line.name, &known.name)),
            ("household", differs(&line.household, known.household.as_deref().unwrap_or_default())),
            ("division", differs(&line.division, known.division.as_deref().unwrap_or_default())),
            ("phone", differs(&line.phone, &known.phone)),
            ("adult", adult.is_some_and(|adult| adult != (known.adult == 1))),
            ("roles", sheet.has_roles && roles != *self.roles.get(&known.id).unwrap_or(&empty)),
            ("bodies", sheet.has_bodies && bodies != *self.seats.get(&known.id).unwrap_or(&empty)),
            ("state", !known.active()),
        ];
        let columns: Vec<_> =
            checks.iter().filter(|(_, changed)| *changed).map(|(name, _)| (*name).to_owned()).collect();
        let member = known.id.clone();
        if columns.is_empty() { Change::Same { member } } else { Change::Alter { member, columns } }
    }
}
