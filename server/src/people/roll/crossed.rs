//! Telephones that go from one person to another: a slip is sent to the telephone of the roll, so that with a column that slipped by a
//! line everybody would get the way in of somebody else.

use super::{
    homes::same_home,
    preview::Other,
    roll::Roll,
    twins::on_roll,
    who::{Found, Question},
};
use crate::roll_file::Line;
use rules::folding::{self, Phones};
use rules::id::MemberId;
use std::collections::HashMap;

impl Roll {
    /// Asks about whoever is known and has a new telephone in the file, which on the roll is that of somebody else.
    pub fn crossed_phones(&self, lines: &[Line], found: &mut [Found]) {
        let phones: Vec<Phones> = self.members.iter().map(|one| folding::phones(&one.phone)).collect();
        let mut whose: HashMap<&str, Vec<usize>> = HashMap::new();
        for (at, _) in self.members.iter().enumerate().filter(|(_, one)| one.active()) {
            for key in phones.get(at).map_or(&[] as &[_], Phones::keys) {
                whose.entry(key).or_default().push(at);
            }
        }
        let said: HashMap<usize, Phones> = lines
            .iter()
            .zip(&*found)
            .filter_map(|(line, found)| match found {
                Found::Sure(at) | Found::Ask { member: Some(at), .. } => Some((*at, folding::phones(&line.phone))),
                _ => None,
            })
            .collect();
        for (line, found) in lines.iter().zip(found.iter_mut()) {
            let Found::Sure(at) = *found else { continue };
            let new = folding::phones(&line.phone);
            if phones.get(at).is_none_or(|own| own.shared(&new) > 0) {
                continue;
            }
            let mut others = new.keys().iter().filter_map(|key| whose.get(key.as_str())).flatten();
            let taken_from = |other: &usize| {
                let lives = self.members.get(*other).is_some_and(|one| same_home(line, one));
                match said.get(other).filter(|said| !said.is_empty()) {
                    Some(said) => said.shared(&new) == 0,
                    // Within a household a telephone may come to be shared.
                    None => !lives,
                }
            };
            if others.any(taken_from) {
                *found = Found::Ask { member: Some(at), question: Question::OthersPhone };
            }
        }
    }

    /// Whoever has a line's telephone on the roll, but for who is meant.
    pub fn with_phone(&self, line: &Line, meant: Option<&MemberId>) -> Vec<Other> {
        let new = folding::phones(&line.phone);
        let others = self.members.iter().filter(|one| one.active() && Some(&one.id) != meant);
        others.filter(|one| folding::phones(&one.phone).shared(&new) > 0).map(on_roll).collect()
    }
}
