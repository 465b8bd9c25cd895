//! What a line leaves in doubt beyond its name: whether anything of a member changes, and whether a new name is that of somebody
//! who is known.

use super::{
    homes::same_home,
    roll::Roll,
    who::{Found, Question},
};
use crate::roll_file::{Line, LineProblem};
use rules::{folding, permit::Role};
use std::collections::HashSet;

impl Roll {
    /// Whether the line says nothing of a member, beside number, name and home, that is not on the roll.
    pub fn stays(&self, line: &Line, at: usize) -> bool {
        let Some(member) = self.members.get(at) else { return false };
        let listed = |all: &std::collections::HashMap<String, Vec<String>>, said: Vec<String>| {
            let known: HashSet<String> = all.get(&member.id).into_iter().flatten().cloned().collect();
            said.into_iter().collect::<HashSet<_>>() == known
        };
        let body = |name: &String| self.body(name).map_or_else(|| name.clone(), |(name, _)| name.to_owned());
        let role = |role: &Role| role.id().to_owned();
        (line.phone.is_empty() || folding::phone(&line.phone) == folding::phone(&member.phone))
            && line.adult.is_none_or(|adult| adult == (member.adult == 1))
            && line.roles.as_ref().is_none_or(|roles| listed(&self.roles, roles.iter().map(role).collect()))
            && line.bodies.as_ref().is_none_or(|names| listed(&self.seats, names.iter().map(body).collect()))
    }

    /// Whoever is in the file under no name of theirs, and whose household and telephone a line has that is nobody's: perhaps it is
    /// they, and the name was mended. A person has to say.
    pub fn new_names(&self, lines: &[Line], found: &mut [Found], taken: &HashSet<usize>) {
        let open = |one: &Found| {
            matches!(one, Found::New { .. } | Found::Nobody(LineProblem::NoMatch) | Found::Ask { member: None, .. })
        };
        let nobodys = lines.iter().zip(&*found).filter(|(_, found)| open(found));
        let names: HashSet<String> = nobodys.map(|(line, _)| folding::folded(&line.name)).collect();
        let away = |at: &usize| {
            let member = self.members.get(*at).filter(|one| one.active() && !one.phone.is_empty());
            !taken.contains(at) && member.is_some_and(|one| !names.contains(&folding::folded(&one.name)))
        };
        let away: Vec<usize> = (0..self.members.len()).filter(away).collect();
        let mut told: HashSet<usize> = HashSet::new();
        for (line, found) in lines.iter().zip(found.iter_mut()) {
            let new = matches!(found, Found::New { .. } | Found::Nobody(LineProblem::NoMatch));
            if !new || line.name.is_empty() || line.household.is_empty() || line.phone.is_empty() {
                continue;
            }
            let phone = folding::phone(&line.phone);
            let perhaps = away.iter().copied().filter(|at| {
                self.members.get(*at).is_some_and(|one| same_home(line, one) && folding::phone(&one.phone) == phone)
            });
            // A telephone may be a whole family's: first whoever has a character in common, and nobody twice where others are left.
            let alike = |at: &usize| {
                let name = self.members.get(*at).map(|one| folding::folded(&one.name)).unwrap_or_default();
                folding::folded(&line.name).chars().any(|one| name.contains(one))
            };
            if let Some(at) = perhaps.min_by_key(|at| (told.contains(at), !alike(at))) {
                told.insert(at);
                *found = Found::Ask { member: Some(at), question: Question::NewName };
            }
        }
    }
}
