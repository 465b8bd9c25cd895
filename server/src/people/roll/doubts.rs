//! What a line leaves in doubt beyond its name: whether anything of a member changes, and whether a new name is that of somebody
//! who is known.

use super::{
    homes::same_home,
    roll::Roll,
    who::{Found, Question, Search},
};
use crate::{
    people::member::rows::MemberRow,
    roll_file::{Line, LineProblem},
};
use rules::{
    folding::{self, Phones},
    id::MemberId,
    matching,
    permit::Role,
};
use std::{
    cmp::Reverse,
    collections::{HashMap, HashSet},
};

impl Roll {
    /// Whether the line says nothing of a member, beside number, name and home, that is not on the roll.
    pub fn stays(&self, line: &Line, member: &MemberRow) -> bool {
        let listed = |all: &HashMap<MemberId, Vec<String>>, said: Vec<String>| {
            let known: HashSet<String> = all.get(&member.id).into_iter().flatten().cloned().collect();
            said.into_iter().collect::<HashSet<_>>() == known
        };
        let body = |name: &String| self.body(name).map_or_else(|| name.clone(), |(name, _)| name.to_owned());
        let role = |role: &Role| role.id().to_owned();
        (line.phone.is_empty() || folding::phones(&line.phone) == folding::phones(&member.phone))
            && line.adult.is_none_or(|adult| adult == *member.adult)
            && line.roles.as_ref().is_none_or(|roles| listed(&self.roles, roles.iter().map(role).collect()))
            && line.bodies.as_ref().is_none_or(|names| listed(&self.seats, names.iter().map(body).collect()))
    }

    /// Whoever is in the file under no name of theirs, beside a line that is nobody's and has their household or their telephone:
    /// perhaps it is they, and the name was mended. A person has to say, for otherwise somebody would stand on the roll twice.
    pub fn new_names(&self, lines: &[Line], found: &mut [Found], taken: &HashSet<usize>, search: &Search<'_>) {
        let open = |one: &Found| {
            matches!(one, Found::New | Found::Nobody(LineProblem::NoMatch) | Found::Ask { member: None, .. })
        };
        let nobodys = lines.iter().zip(&*found).filter(|(_, found)| open(found));
        let names: HashSet<String> = nobodys.map(|(line, _)| folding::folded(&line.name)).collect();
        let away =
            self.members.iter().enumerate().filter(|(at, one)| {
                one.active() && !taken.contains(at) && !names.contains(&folding::folded(&one.name))
            });
        let away: Vec<Away<'_>> = away.map(|(at, member)| Away::new(at, member)).collect();
        let mut by_key: HashMap<String, Vec<&Away<'_>>> = HashMap::new();
        for one in &away {
            for key in keys(&one.member.number, one.member.household.as_deref(), &one.phones) {
                by_key.entry(key).or_default().push(one);
            }
        }
        let mut told: HashSet<usize> = HashSet::new();
        for (line, found) in lines.iter().zip(found.iter_mut()) {
            let new = matches!(found, Found::New | Found::Nobody(LineProblem::NoMatch));
            if !new || line.name.is_empty() {
                continue;
            }
            let (name, phones) = (folding::folded(&line.name), folding::phones(&line.phone));
            let household = Some(line.household.as_str()).filter(|one| !one.is_empty());
            let near = keys(&line.number, household, &phones).filter_map(|key| by_key.get(&key)).flatten();
            let hints = near.filter_map(|one| Some((one.at, one.hints(line, (&name, &phones), search)?)));
            // A household has many, and so may a telephone: first whoever has most in common, and nobody twice where others are left.
            if let Some((at, _)) = hints.max_by_key(|(at, hints)| (!told.contains(at), *hints, Reverse(*at))) {
                told.insert(at);
                *found = Found::Ask { member: Some(at), question: Question::NewName };
            }
        }
    }
}

/// By what somebody may be found whose name was mended: number, household, telephone.
fn keys(number: &str, household: Option<&str>, phones: &Phones) -> impl Iterator<Item = String> {
    let lives = household.map(folding::number).unwrap_or_default();
    let phones = phones.keys().iter().map(|key| format!("phone {key}"));
    [format!("number {}", folding::number(number)), format!("household {lives}")].into_iter().chain(phones)
}

/// Somebody on the roll whose name the file does not have.
struct Away<'a> {
    at: usize,
    member: &'a MemberRow,
    name: String,
    phones: Phones,
}

impl<'a> Away<'a> {
    fn new(at: usize, member: &'a MemberRow) -> Self {
        Self { at, member, name: folding::folded(&member.name), phones: folding::phones(&member.phone) }
    }

    /// What speaks for a line's being theirs, the strongest first: number, telephone, household, the name. Nothing where only a
    /// number does, for one that was filled in anew is anybody's, or only that both have no household.
    fn hints(&self, line: &Line, (name, phones): (&str, &Phones), search: &Search<'_>) -> Option<[bool; 4]> {
        let number = !line.number.is_empty() && folding::number(&line.number) == folding::number(&self.member.number);
        let phone = self.phones.shared(phones) > 0;
        let alike = matching::mended(name, &self.name);
        let home = !search.refilled && same_home(line, self.member);
        let lives = home && !line.household.is_empty() && !search.lone;
        // Within a household a telephone is shared.
        let phone = phone && !(search.lone && home && !line.household.is_empty());
        (phone || lives || (alike && (home || number))).then_some([number, phone, home, alike])
    }
}
