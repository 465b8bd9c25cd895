//! What a file changes of what is under way: the rolls of sittings that were called, and the numbers on slips that were handed out.

use super::{
    homes::Home,
    preview::{Change, Judged, Somebody},
    roll::Roll,
};
use crate::people::member::rows::MemberRow;
use rules::{
    belonging::{Facts, Residence, entitled},
    body::Seating,
    folding,
    id::MemberId,
};
use serde::{Deserialize, Serialize};

/// A sitting that was called and has not begun: until it opens, its roll is what the community's roll says.
pub struct Called {
    /// Its title.
    pub title: String,
    /// The name of its body.
    pub body: String,
    /// Who is on that body's roll.
    pub seating: Seating,
}

/// A called sitting whose roll a file changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalledChange {
    /// Its title.
    pub title: String,
    /// How many people come to its roll.
    pub come: usize,
    /// How many are on it no more.
    pub go: usize,
}

impl Roll {
    /// Of each called sitting how many people the lines bring to its roll and take from it. Whoever is asked about counts as the one
    /// on the roll; whether somebody absent leaves, the clerk says later.
    pub fn called_changes(&self, judged: &[Judged]) -> Vec<CalledChange> {
        let changes = self.called.iter().map(|called| {
            let mut change = CalledChange { title: called.title.clone(), come: 0, go: 0 };
            for one in judged {
                match self.on_roll(called, one) {
                    (false, true) => change.come += 1,
                    (true, false) => change.go += 1,
                    _ => {}
                }
            }
            change
        });
        changes.filter(|one| one.come + one.go > 0).collect()
    }

    /// Whether whom a line means is on the roll of a called sitting: as it stands, and by the file.
    fn on_roll(&self, called: &Called, one: &Judged) -> (bool, bool) {
        let known = match &one.change {
            Change::Add | Change::Ask { member: None, .. } => None,
            Change::Alter { member, .. } | Change::Ask { member: Some(Somebody { id: member, .. }), .. } => {
                self.members.iter().find(|row| row.id == *member)
            }
            Change::Same { .. } | Change::Total | Change::Refuse(_) => return (false, false),
        };
        let before = known.map(|row| self.facts(called, row));
        let stands = before.unwrap_or(Facts {
            residence: Residence::Living,
            adult: true,
            household: false,
            seat: false,
            unit: false,
            stands: false,
        });
        let named = one.line.bodies.as_ref().map(|all| all.iter().any(|name| folding::same(name, &called.body)));
        let after = Facts {
            residence: Residence::Living,
            adult: one.line.adult.unwrap_or(stands.adult),
            household: match one.home {
                Home::Keep | Home::Nowhere => stands.household,
                Home::Known(_) | Home::Placed { .. } | Home::New { .. } => true,
            },
            seat: named.unwrap_or(stands.seat),
            ..stands
        };
        (before.is_some_and(|facts| entitled(called.seating, &facts)), entitled(called.seating, &after))
    }

    fn facts(&self, called: &Called, row: &MemberRow) -> Facts {
        let seats = self.seats.get(&row.id);
        Facts {
            residence: row.state,
            adult: *row.adult,
            household: row.home.is_some(),
            seat: seats.is_some_and(|all| all.iter().any(|name| folding::same(name, &called.body))),
            // Which units somebody owns, and for whom they stand, no file of members says.
            unit: false,
            stands: false,
        }
    }

    /// How many of these hold a slip that nobody has used yet: it bears the number that they have had.
    pub fn with_slips<'a>(&self, renumbered: impl Iterator<Item = &'a MemberId>) -> usize {
        let has_slip =
            |member: &&MemberId| self.ties.get(*member).is_some_and(|all| all.iter().any(|tie| tie == "slip"));
        renumbered.filter(has_slip).count()
    }
}
