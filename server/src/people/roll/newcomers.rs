//! Newcomers of a name that stands there already: one person may have been written down twice, and then has two votes.

use super::{
    homes::same_home,
    roll::Roll,
    who::{Found, Question},
};
use crate::roll_file::Line;
use rules::folding::{self, Phones};
use std::collections::HashMap;

/// So many lines of one name and household are asked about, though each has a number of its own. Two of them are marked alone: father
/// and son may have one name, three people hardly.
const MANY: usize = 3;

/// A line, as far as it tells one namesake from another.
struct Told<'a> {
    at: usize,
    line: &'a Line,
    phones: Phones,
}

impl Told<'_> {
    /// Whether the two are surely two people: each has a telephone, and none of them is the other's; or one is of age and one is not.
    fn apart(&self, other: &Self) -> bool {
        let phones = !self.phones.is_empty() && !other.phones.is_empty() && self.phones.shared(&other.phones) == 0;
        phones || matches!((self.line.adult, other.line.adult), (Some(one), Some(other)) if one != other)
    }
}

impl Roll {
    /// Asks about whoever is new and has the name and household of somebody on the roll, or of two more lines of the file, and whom
    /// neither telephone nor age tells from them. Where another line of the name is asked whether it is somebody on the roll, this one
    /// may be they as well: that a line stands first says of nobody who they are.
    pub fn same_names(&self, lines: &[Line], found: &mut [Found]) {
        let mut open: HashMap<String, usize> = HashMap::new();
        for (line, found) in lines.iter().zip(&*found) {
            if let Found::Ask { member: Some(at), question: Question::SamePerson } = found
                && !self.is_away(*at)
            {
                open.entry(folding::folded(&line.name)).or_insert(*at);
            }
        }
        let mut written: HashMap<(String, String, String), Vec<Told<'_>>> = HashMap::new();
        for (at, line) in lines.iter().enumerate().filter(|(_, line)| !line.total && !line.name.is_empty()) {
            let home = (folding::number(&line.household), folding::group(&line.division));
            let key = (folding::folded(&line.name), home.0, home.1);
            written.entry(key).or_default().push(Told { at, line, phones: folding::phones(&line.phone) });
        }
        for one in written.values().flat_map(|all| all.iter().map(move |one| (one, all))) {
            let (one, all) = one;
            let like = all.iter().filter(|other| other.at != one.at && !one.apart(other)).count();
            let Some(found) = found.get_mut(one.at).filter(|found| **found == Found::New) else { continue };
            let same = open.get(&folding::folded(&one.line.name));
            if same.is_some() {
                *found = Found::Ask { member: same.copied(), question: Question::SamePerson };
            } else if like + 1 >= MANY || self.lives_there(one) {
                *found = Found::Ask { member: None, question: Question::Another };
            }
        }
    }

    /// Whether somebody on the roll has the name and household of a line, and is not surely another person.
    fn lives_there(&self, one: &Told<'_>) -> bool {
        let members = self.named(&one.line.name).iter().filter_map(|at| self.members.get(*at));
        let mut there = members.filter(|member| member.home.is_some() && same_home(one.line, member));
        there.any(|member| {
            let own = folding::phones(&member.phone);
            let phones = !own.is_empty() && !one.phones.is_empty() && own.shared(&one.phones) == 0;
            let age = one.line.adult.is_some_and(|adult| adult != *member.adult);
            !phones && !age
        })
    }
}
