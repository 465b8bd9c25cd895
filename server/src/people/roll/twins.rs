//! Two people of one name in one household: a name does not tell them apart, their numbers and telephones may.

use super::{homes::same_home, preview::Other, roll::Roll};
use crate::{people::member::rows::MemberRow, roll_file::Line};
use rules::folding;
use std::collections::HashMap;

/// The people of the roll and of a file by name and household.
pub struct Twins<'a> {
    roll: &'a Roll,
    /// Of each name and household number, the lines with their groups.
    lines: HashMap<(String, String), Vec<(String, Other)>>,
    /// Of each name, the lines that have a telephone.
    named: HashMap<String, Vec<Other>>,
}

impl<'a> Twins<'a> {
    pub fn new(roll: &'a Roll, lines: &[Line]) -> Self {
        let mut found: HashMap<_, Vec<_>> = HashMap::new();
        let mut named: HashMap<_, Vec<_>> = HashMap::new();
        for line in lines.iter().filter(|line| !line.total && !line.name.is_empty()) {
            let (number, phone) = (line.number.clone(), line.phone.clone());
            let other = Other { row: Some(line.row), number, phone };
            if !line.phone.is_empty() {
                named.entry(folding::folded(&line.name)).or_default().push(other.clone());
            }
            if !line.household.is_empty() {
                found.entry(key(line)).or_default().push((folding::group(&line.division), other));
            }
        }
        Self { roll, lines: found, named }
    }

    /// Whoever else of the line's name the telephones speak for, where its number means this member: on the roll, who has the line's
    /// telephone; in the file, who has the member's. Nobody where line and member have the same one.
    pub fn by_phone(&self, line: &Line, meant: &MemberRow) -> Vec<Other> {
        let (phone, own) = (folding::phone(&line.phone), folding::phone(&meant.phone));
        if phone == own {
            return Vec::new();
        }
        let has = |of: &str, phone: &str| !phone.is_empty() && folding::phone(of) == phone;
        let known = self.roll.named(&line.name).iter().filter_map(|at| self.roll.members.get(*at));
        let known = known.filter(|one| one.id != meant.id && has(&one.phone, &phone)).map(|one| Other {
            row: None,
            number: one.number.clone(),
            phone: one.phone.clone(),
        });
        // Whoever has it by their own number shares it.
        let shares = |other: &Other| {
            let at = self.roll.numbered(&other.number).and_then(|at| self.roll.members.get(at));
            at.is_some_and(|one| one.id != meant.id && has(&one.phone, &own))
        };
        let written = self.named.get(&folding::folded(&line.name)).into_iter().flatten();
        let written = written.filter(|one| one.row != Some(line.row) && has(&one.phone, &own) && !shares(one));
        known.chain(written.cloned()).collect()
    }

    /// Whoever else of the line's name is of its household: on the roll, but for who is meant, and in the file. Nobody where who
    /// is meant lives elsewhere: then it is the household that does not fit.
    pub fn of(&self, line: &Line, meant: Option<&MemberRow>) -> Vec<Other> {
        if line.household.is_empty() || meant.is_some_and(|one| !same_home(line, one)) {
            return Vec::new();
        }
        let known = self.roll.named(&line.name).iter().filter_map(|at| self.roll.members.get(*at));
        let known = known
            .filter(|one| meant.is_none_or(|meant| meant.id != one.id) && same_home(line, one))
            .map(|one| Other { row: None, number: one.number.clone(), phone: one.phone.clone() });
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

fn key(line: &Line) -> (String, String) {
    (folding::folded(&line.name), folding::number(&line.household))
}
