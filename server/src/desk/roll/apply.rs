//! Takes a file into the roll, all or nothing, within the act's transaction.

use super::preview::{Change, Roll};
use crate::{
    desk::community::new_member,
    fault::Fault,
    roll_file::{Line, Sheet},
    secret,
    store::{
        Writing, community as communities,
        journal::Entry,
        member::{self as members, MemberRow},
    },
};
use rules::{
    Refusal,
    permit::{Permit, Role},
};
use serde_json::json;
use std::collections::{HashMap, HashSet};

/// Takes in a whole file: added, changed, left. `fingerprint`: that of the preview that the clerk saw.
pub(super) async fn apply(
    writing: &mut Writing,
    permit: &Permit,
    sheet: &Sheet,
    fingerprint: Option<&str>,
    leaving: &HashSet<String>,
) -> Result<Result<[usize; 3], Refusal>, Fault> {
    let community = writing.community().as_str().to_owned();
    let roll = Roll::load(writing.conn(), &community).await?;
    let preview = roll.preview(sheet);
    if let Some(shown) = fingerprint
        && preview.fingerprint()? != shown
    {
        return Ok(Err(Refusal::FileRollChanged));
    }
    let [added, altered, _, refused] = preview.totals();
    if refused > 0 {
        return Ok(Err(Refusal::FileRefusedLines));
    }
    let mut places = Places::default();
    for (line, change) in &preview.changes {
        let mut row = match change {
            Change::Add => new_member(&community, &line.number, &line.name),
            Change::Alter { member, .. } => {
                roll.members.iter().find(|one| one.id == *member).cloned().ok_or(Fault::Stored("members"))?
            }
            Change::Same { .. } | Change::Refuse(_) => continue,
        };
        let new = matches!(change, Change::Add);
        // Whoever comes back under a number that somebody left begins with a way in of their own.
        if !new && !row.active() {
            let (own, now) = (secret::id(), writing.now().0);
            members::insert_person(writing.conn(), &own, false, now).await?;
            members::set_person(writing, &row.id, &own).await?;
        }
        fill(&mut row, line);
        row.household = places.household(writing, permit, line, row.household.take()).await?;
        if new {
            let now = writing.now().0;
            members::insert_person(writing.conn(), &row.person, false, now).await?;
            members::insert(writing, permit, &row).await?;
        } else {
            members::update(writing, permit, &row).await?;
        }
        if sheet.has_roles
            && let Ok(roles) = &line.roles
        {
            set_roles(writing, permit, &row.id, roles, roll.roles.get(&row.id)).await?;
        }
        if sheet.has_bodies {
            if !new {
                communities::unseat(writing, permit, &row.id).await?;
            }
            for body in line.bodies.iter().filter_map(|name| roll.bodies.get(name)) {
                communities::seat(writing, permit, body, &row.id).await?;
            }
        }
    }
    let mut left = 0;
    for (id, ..) in preview.absent.iter().filter(|(id, ..)| leaving.contains(id)) {
        let mut row = roll.members.iter().find(|one| one.id == *id).cloned().ok_or(Fault::Stored("members"))?;
        row.state = "left".to_owned();
        row.household = places.known(writing, permit, row.household.take()).await?;
        // Who moves away stays in their seats and an owner: that ends by an act of its own (`desk/seat.rs`, the list of units).
        members::update(writing, permit, &row).await?;
        left += 1;
    }
    let body = json!({ "added": added, "changed": altered, "left": left });
    writing.append(Entry::new("roll.imported", Some(permit.role()), "", body)).await?;
    Ok(Ok([added, altered, left]))
}

fn fill(row: &mut MemberRow, line: &Line) {
    row.name.clone_from(&line.name);
    if !line.number.is_empty() {
        row.number.clone_from(&line.number);
    }
    if !line.phone.is_empty() {
        row.phone.clone_from(&line.phone);
    }
    if let Ok(Some(adult)) = line.adult {
        row.adult = i64::from(adult);
    }
    "active".clone_into(&mut row.state);
}

async fn set_roles(
    writing: &mut Writing,
    permit: &Permit,
    member: &str,
    roles: &[Role],
    before: Option<&HashSet<String>>,
) -> Result<(), Fault> {
    for role in Role::GIVEN {
        let had = before.is_some_and(|before| before.contains(role.id()));
        let act = match (roles.contains(role), had) {
            (true, false) => {
                communities::give_role(writing, permit, member, *role).await?;
                "staff.appointed"
            }
            (false, true) => {
                communities::take_role(writing, permit, member, *role).await?;
                "staff.dismissed"
            }
            _ => continue,
        };
        let entry = Entry::new(act, Some(permit.role()), "", json!({ "role": role.id() }))
            .about(member, json!({ "member": member }));
        writing.append(entry).await?;
    }
    Ok(())
}

/// Households and divisions by name, made on first sight.
#[derive(Default)]
struct Places {
    divisions: HashMap<String, String>,
    households: HashMap<(String, String), String>,
}

impl Places {
    /// The id of the line's household; the line's silence keeps the one before.
    async fn household(
        &mut self,
        writing: &mut Writing,
        permit: &Permit,
        line: &Line,
        before: Option<String>,
    ) -> Result<Option<String>, Fault> {
        let number = if line.household.is_empty() { before } else { Some(line.household.clone()) };
        let Some(number) = number else { return Ok(None) };
        let key = (number, line.division.clone());
        if let Some(id) = self.households.get(&key) {
            return Ok(Some(id.clone()));
        }
        let division = match line.division.as_str() {
            "" => None,
            name => Some(self.division(writing, permit, name).await?),
        };
        let id = communities::household(writing, permit, &key.0, division.as_deref(), &secret::id()).await?;
        self.households.insert(key, id.clone());
        Ok(Some(id))
    }

    async fn known(
        &mut self,
        writing: &mut Writing,
        permit: &Permit,
        number: Option<String>,
    ) -> Result<Option<String>, Fault> {
        self.household(writing, permit, &Line::default(), number).await
    }

    async fn division(&mut self, writing: &mut Writing, permit: &Permit, name: &str) -> Result<String, Fault> {
        if let Some(id) = self.divisions.get(name) {
            return Ok(id.clone());
        }
        let id = communities::division(writing, permit, name, &secret::id()).await?;
        self.divisions.insert(name.to_owned(), id.clone());
        Ok(id)
    }
}
