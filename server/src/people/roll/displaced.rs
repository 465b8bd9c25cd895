//! Numbers that the file gives to somebody else: who gives up theirs, and who would, but that their own line is refused.

use super::{
    judge::somebody,
    preview::{Change, Displaced, HeldUp, Judged, Somebody},
    roll::Roll,
    who::Found,
};
use rules::{folding, id::MemberId, matching::Numbers};
use std::collections::HashSet;

impl Roll {
    /// Whoever holds a number that the file gives to somebody else, and does not get another by the file. 0030 and 30 are one
    /// number.
    pub fn displaced(&self, claims: &[(Option<&MemberId>, &str)], free: &mut Numbers) -> Vec<Displaced> {
        let claimed: HashSet<String> = claims.iter().map(|(_, number)| folding::number(number)).collect();
        let moving: HashSet<&MemberId> = claims.iter().filter_map(|(member, _)| *member).collect();
        self.members
            .iter()
            .filter(|one| !moving.contains(&one.id) && claimed.contains(&folding::number(&one.number)))
            .map(|one| Displaced { who: somebody(one), number: free.give(), row: None })
            .collect()
    }

    /// Takes out whose own line is in the file and refused: which number they have, nobody can say before it is mended. Of the others
    /// it is noted whose line is there and names no number.
    pub fn hold_up(&self, displaced: &mut Vec<Displaced>, judged: &[Judged], found: &[Found]) -> Vec<HeldUp> {
        let mut held = Vec::new();
        displaced.retain_mut(|one| {
            let mut own = judged.iter().zip(found).filter(|(_, found)| {
                let (Found::Sure(at) | Found::Ask { member: Some(at), .. }) = found else { return false };
                self.members.get(*at).is_some_and(|member| member.id == one.who.id)
            });
            // Whom a refused line of their name means cannot be said: it may be they.
            let mut named = judged.iter().filter(|judged| {
                matches!(judged.change, Change::Refuse(_)) && folding::same(&judged.line.name, &one.who.name)
            });
            let line = own.next().map(|(judged, _)| judged).or_else(|| named.next());
            match line {
                Some(line) if matches!(line.change, Change::Refuse(_)) => {
                    held.push(HeldUp { who: one.who.clone(), row: line.line.row });
                    false
                }
                line => {
                    one.row = line.map(|one| one.line.row);
                    true
                }
            }
        });
        held
    }
}

/// Whose number a line sets, and to what. `new`: the answer to its question is that it is somebody new.
pub fn claim(judged: &Judged, new: bool) -> Option<(Option<&MemberId>, &str)> {
    match &judged.change {
        Change::Add => Some((None, &judged.number)),
        Change::Ask { member: None, .. } => Some((None, &judged.number)),
        Change::Ask { .. } if new => Some((None, &judged.number)),
        Change::Alter { member, columns } | Change::Ask { member: Some(Somebody { id: member, .. }), columns, .. } => {
            let number = columns.iter().find(|one| one.name == "number")?;
            Some((Some(member), &number.after))
        }
        Change::Same { .. } | Change::Total | Change::Refuse(_) => None,
    }
}
