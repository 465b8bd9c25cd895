//! Two people of one name in one household: a name does not tell them apart, their numbers and telephones may.

use super::{homes::same_home, preview::Other, roll::Roll};
use crate::{
    people::{finding, member::rows::MemberRow},
    roll_file::Line,
};
use rules::folding;
use std::collections::HashMap;

/// The people of the roll and of a file by name and household.
pub struct Twins<'a> {
    roll: &'a Roll,
    /// Of each name and household number, the lines with their groups.
    lines: HashMap<(String, String), Vec<(String, Other)>>,
    /// Of each name, the lines that have a telephone.
    named: HashMap<String, Vec<Other>>,
    /// Of each telephone, the lines that have it.
    phones: HashMap<String, Vec<Other>>,
}

impl<'a> Twins<'a> {
    pub fn new(roll: &'a Roll, lines: &[Line]) -> Self {
        let mut found: HashMap<_, Vec<_>> = HashMap::new();
        let mut named: HashMap<_, Vec<_>> = HashMap::new();
        let mut phones: HashMap<_, Vec<_>> = HashMap::new();
        for line in lines.iter().filter(|line| !line.total && !line.name.is_empty()) {
            let (number, phone) = (line.number.clone(), line.phone.clone());
            let place = [line.division.as_str(), line.household.as_str()].join(" ").trim().to_owned();
            let other = Other { row: Some(line.row), number, name: line.name.clone(), phone, place };
            for key in folding::phones(&line.phone).keys() {
                phones.entry(key.clone()).or_default().push(other.clone());
            }
            if !line.phone.is_empty() {
                named.entry(folding::folded(&line.name)).or_default().push(other.clone());
            }
            if !line.household.is_empty() {
                found.entry(key(line)).or_default().push((folding::group(&line.division), other));
            }
        }
        Self { roll, lines: found, named, phones }
    }

    /// Whoever else of the line's name the telephones speak for, where its number means this member: on the roll, who has more of the
    /// line's telephones than the member; in the file, who has more of the member's than the line.
    pub fn by_phone(&self, line: &Line, meant: &MemberRow) -> Vec<Other> {
        let (phones, own) = (folding::phones(&line.phone), folding::phones(&meant.phone));
        let both = phones.shared(&own);
        let known = self.others(line, meant).filter(|one| folding::phones(&one.phone).shared(&phones) > both);
        let more = |phone: &str| folding::phones(phone).shared(&own) > both;
        // Whoever has it by their own number shares it.
        let shares = |other: &Other| self.own(line, meant, &other.number).is_some_and(|one| more(&one.phone));
        let written = self.named.get(&folding::folded(&line.name)).into_iter().flatten();
        let written = written.filter(|one| one.row != Some(line.row) && more(&one.phone) && !shares(one));
        known.map(on_roll).chain(written.cloned()).collect()
    }

    /// Whoever else of the line's name all else speaks for, where its number means this member and no telephone is equal: on the
    /// roll, who lives where the line says and the member does not, or of whom the line says nothing but what is so; in the file, who
    /// lives where the member does, while the line lives elsewhere.
    pub fn by_all_else(&self, line: &Line, meant: &MemberRow) -> Vec<Other> {
        if folding::phones(&line.phone).shared(&folding::phones(&meant.phone)) > 0 {
            return Vec::new();
        }
        let moves = !line.household.is_empty() && !same_home(line, meant);
        let is = |one: &MemberRow| (line.household.is_empty() || same_home(line, one)) && self.roll.stays(line, one);
        let lives = |one: &MemberRow| one.home.is_some() && same_home(line, one);
        let says = line.adult.is_some() || line.bodies.is_some() || line.roles.is_some();
        let known = self.others(line, meant).filter(|one| (moves && lives(one)) || (says && !is(meant) && is(one)));
        let home = (folding::folded(&line.name), folding::number(meant.household.as_deref().unwrap_or_default()));
        let group = folding::group(meant.division.as_deref().unwrap_or_default());
        let written = self.lines.get(&home).filter(|_| moves && meant.home.is_some()).into_iter().flatten();
        let written = written.filter(|(of, one)| {
            let stays = self.own(line, meant, &one.number).is_some_and(|one| one.home == meant.home);
            one.row != Some(line.row) && (*of == group || of.is_empty() || group.is_empty()) && !stays
        });
        known.map(on_roll).chain(written.map(|(_, one)| one.clone())).collect()
    }

    /// Whoever else in the file has a telephone of a line, each once.
    pub fn with_phone(&self, line: &Line) -> Vec<Other> {
        let phones = folding::phones(&line.phone);
        let all = phones.keys().iter().filter_map(|key| self.phones.get(key)).flatten();
        let mut others: Vec<Other> = all.filter(|one| one.row != Some(line.row)).cloned().collect();
        others.sort_by_key(|one| one.row);
        others.dedup_by_key(|one| one.row);
        others
    }

    /// The others of a line's name on the roll.
    fn others(&self, line: &Line, meant: &MemberRow) -> impl Iterator<Item = &'a MemberRow> {
        let known = self.roll.named(&line.name).iter().filter_map(|at| self.roll.members.get(*at));
        known.filter(|one| one.id != meant.id)
    }

    /// Whom the number of another line of this name means, where that is another one of it.
    fn own(&self, line: &Line, meant: &MemberRow, number: &str) -> Option<&'a MemberRow> {
        let one = self.roll.numbered(number).and_then(|at| self.roll.members.get(at))?;
        (one.id != meant.id && folding::same(&one.name, &line.name)).then_some(one)
    }

    /// Whoever else of the line's name is of its household: on the roll, but for who is meant, and in the file. Nobody where who
    /// is meant lives elsewhere: then it is the household that does not fit.
    pub fn of(&self, line: &Line, meant: Option<&MemberRow>) -> Vec<Other> {
        if meant.is_some_and(|one| !same_home(line, one)) { Vec::new() } else { self.there(line, meant) }
    }

    /// The same wherever who is meant lives now.
    pub fn there(&self, line: &Line, meant: Option<&MemberRow>) -> Vec<Other> {
        if line.household.is_empty() {
            return Vec::new();
        }
        let known = self.roll.named(&line.name).iter().filter_map(|at| self.roll.members.get(*at));
        let known =
            known.filter(|one| meant.is_none_or(|meant| meant.id != one.id) && same_home(line, one)).map(on_roll);
        let group = folding::group(&line.division);
        let written = self
            .lines
            .get(&key(line))
            .into_iter()
            .flatten()
            .filter(|(of, one)| one.row != Some(line.row) && (*of == group || of.is_empty() || group.is_empty()));
        known.chain(written.map(|(_, one)| one.clone())).collect()
    }
}

/// Somebody on the roll, with what may tell them apart.
pub fn on_roll(row: &MemberRow) -> Other {
    let [number, name, phone] = [&row.number, &row.name, &row.phone].map(Clone::clone);
    Other { row: None, number, name, phone, place: finding::place(row) }
}

fn key(line: &Line) -> (String, String) {
    (folding::folded(&line.name), folding::number(&line.household))
}
