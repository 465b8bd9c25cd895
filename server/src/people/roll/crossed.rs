//! Telephones that go from one person to another: a slip is sent to the telephone of the roll, so that with a column that slipped by a
//! line everybody would get the way in of somebody else.

use super::{
    homes::same_home,
    preview::Other,
    roll::Roll,
    twins::on_roll,
    who::{Found, Question},
};
use crate::{people::member::rows::MemberRow, roll_file::Line};
use rules::folding::{self, Phones};
use std::collections::HashMap;

impl Roll {
    /// Asks about whoever is known and has a new telephone in the file, or is new, where on the roll the telephone is somebody else's.
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
            let member = match *found {
                Found::Sure(at) => Some(at),
                Found::New => None,
                _ => continue,
            };
            let new = folding::phones(&line.phone);
            // Whoever was away finds that theirs is somebody else's by now.
            let stays = member.filter(|at| !self.is_away(*at)).and_then(|at| phones.get(at));
            if stays.is_some_and(|own| own.shared(&new) > 0) {
                continue;
            }
            let mut others = new.keys().iter().filter_map(|key| whose.get(key.as_str())).flatten();
            let taken_from = |other: &usize| {
                let lives = self.members.get(*other).is_some_and(|one| one.home.is_some() && same_home(line, one));
                match said.get(other).filter(|said| !said.is_empty()) {
                    // Whoever has given it away has another one in the file.
                    Some(said) if member.is_none() => said.shared(&new) > 0 && !lives,
                    Some(said) => said.shared(&new) == 0,
                    // Within a household a telephone may come to be shared.
                    None => !lives,
                }
            };
            if others.any(taken_from) {
                let question = if member.is_some() { Question::OthersPhone } else { Question::NewcomersPhone };
                *found = Found::Ask { member, question };
            }
        }
    }

    /// Whoever has a line's name and household on the roll, where its number is somebody else's: the number has gone from one to another.
    pub fn known_elsewhere(&self, line: &Line, meant: Option<&MemberRow>) -> Vec<Other> {
        // Without a household a name that one person alone has is theirs.
        let alone = line.household.is_empty() && self.named(&line.name).len() == 1;
        let named = self.named(&line.name).iter().filter_map(|at| self.members.get(*at));
        let others = named.filter(|one| meant.is_none_or(|meant| meant.id != one.id) && one.home.is_some());
        others.filter(|one| alone || (!line.household.is_empty() && same_home(line, one))).map(on_roll).collect()
    }

    /// Whoever has a line's telephone on the roll and neither its name nor its household.
    pub fn phone_elsewhere(&self, line: &Line, meant: Option<&MemberRow>) -> Vec<Other> {
        let near =
            |one: &MemberRow| folding::same(&one.name, &line.name) || (one.home.is_some() && same_home(line, one));
        self.having(line, meant).filter(|one| !near(one)).map(on_roll).collect()
    }

    /// Whoever has a line's telephone on the roll, but for who is meant.
    pub fn with_phone(&self, line: &Line, meant: Option<&MemberRow>) -> Vec<Other> {
        self.having(line, meant).map(on_roll).collect()
    }

    fn having(&self, line: &Line, meant: Option<&MemberRow>) -> impl Iterator<Item = &MemberRow> {
        let new = folding::phones(&line.phone);
        let others =
            self.members.iter().filter(move |one| one.active() && meant.is_none_or(|meant| meant.id != one.id));
        others.filter(move |one| folding::phones(&one.phone).shared(&new) > 0)
    }
}

/// Asks about whoever is new and has the telephone of somebody of another household who is new as well and stands before them in the
/// file: one of the two may have been written down with it by mistake, and a slip to sign in goes there.
pub fn shared_phones(lines: &[Line], found: &mut [Found]) {
    let mut whose: HashMap<String, Vec<&Line>> = HashMap::new();
    for (line, found) in lines.iter().zip(found.iter_mut()).filter(|(_, found)| **found == Found::New) {
        let phones = folding::phones(&line.phone);
        let mut others = phones.keys().iter().filter_map(|key| whose.get(key)).flatten();
        let shared = others.any(|other| !one_home(line, other));
        for key in phones.keys() {
            whose.entry(key.clone()).or_default().push(line);
        }
        if shared {
            *found = Found::Ask { member: None, question: Question::NewcomersShare };
        }
    }
}

/// Whether two lines are of one household: within it a telephone is shared.
fn one_home(line: &Line, other: &Line) -> bool {
    let home = |line: &Line| (folding::number(&line.household), folding::group(&line.division));
    !line.household.is_empty() && home(line) == home(other)
}
