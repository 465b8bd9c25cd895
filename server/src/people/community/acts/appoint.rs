//! Somebody joins the staff: a member of the roll, by number and name, or a person from outside who gets a number of their own.
//! That somebody is not on the roll is said, never concluded from a number that nobody has; and where their name is on it, a person
//! says whether it is they.

use super::super::new_member;
use crate::{
    act::{Act, Address, At, Form, Stop},
    people::{
        admin_page,
        community::rows::{self as communities, CommunityRow},
        member::rows::{self as members, MemberRow},
        naming::{confirmed, known, namesakes},
        staff_list,
    },
};
use rules::{
    Refusal,
    id::MemberId,
    naming::{holds_number, holds_several},
    permit::{Act as May, Role},
    says::Says,
};
use serde_json::json;

/// Gives somebody a role.
pub struct Appoint;

impl Act for Appoint {
    type On = CommunityRow;
    const AT: &'static str = "/c/{community}/staff";
    const MAY: &'static [May] = &[May::AppointStaff];
    const SAYS: &'static [Says] = &[Says::StaffAppointed];

    async fn run(at: &mut At<'_, CommunityRow>, form: &Form) -> Result<Address, Stop> {
        let role = Role::from_id(form.get("role")).filter(|role| Role::GIVEN.contains(role));
        let role = role.ok_or(("role", Refusal::NotOffered))?;
        let number = form.line("number", 80)?;
        let member = match known(at.writing.conn(), &at.on.id, &number).await? {
            Some((member, said)) => on_roll(member, &said, form)?,
            None => outside(at, &number, form).await?,
        };
        let roles = communities::roles(at.writing.conn(), &at.on.id).await?;
        if roles.iter().any(|(one, held)| *one == member && held == role.id()) {
            return Err(("role", Refusal::RoleHeld).into());
        }
        communities::give_role(at.writing, &at.permit, &member, role).await?;
        at.say_of_member(Says::StaffAppointed, &member, json!({ "role": role.id() })).await?;
        Ok(Address(staff_list(&at.on.id)))
    }

    fn back(on: &CommunityRow) -> String {
        admin_page(&on.id)
    }
}

/// The member whom number and name mean. The name may stand in its own field, too; where both are filled in, both must be right.
fn on_roll(member: MemberRow, said: &str, form: &Form) -> Result<MemberId, Stop> {
    let [first, second] = match (said, form.get("name")) {
        (one, "") | ("", one) => [one, one],
        (one, other) => [one, other],
    };
    confirmed("number", &member, first)?;
    confirmed("number", &member, second)?;
    if member.active() { Ok(member.id) } else { Err(("number", Refusal::MemberLeft).into()) }
}

/// A person from outside, under a number that nobody has or had.
async fn outside(at: &mut At<'_, CommunityRow>, number: &str, form: &Form) -> Result<MemberId, Stop> {
    if !form.ticked("outside") {
        return Err(("number", Refusal::NoSuchMember).into());
    }
    if number.chars().count() > 30 {
        return Err(("number", Refusal::TooLong).into());
    }
    // Whoever was erased keeps the number.
    if members::numbered(at.writing.conn(), &at.on.id, number).await?.is_some() {
        return Err(("number", Refusal::MemberLeft).into());
    }
    let name = form.line("name", 40)?;
    if holds_number(&name) || holds_several(&name) {
        return Err(("name", Refusal::NumberInName).into());
    }
    let people = members::all(at.writing.conn(), &at.on.id).await?;
    let same = namesakes(&people, &name);
    // What was said holds for those who were shown.
    let answer = Some(form.get("who")).filter(|_| form.get("about") == shown(&same));
    match (answer, same.iter().find(|one| answer == Some(one.id.as_str()))) {
        (_, Some(one)) if one.active() => return Ok(one.id.clone()),
        (_, Some(_)) => return Err(("who", Refusal::MemberLeft).into()),
        (Some("other"), None) => {}
        _ if same.is_empty() => {}
        _ => return Err(("who", Refusal::MemberAsked).into()),
    }
    let row = new_member(&at.on.id, number, &name);
    let now = at.now().0;
    members::insert_person(at.writing.conn(), &row.person, false, now).await?;
    members::insert(at.writing, &at.permit, &row).await?;
    Ok(row.id)
}

/// Names those who were asked about, so that an answer holds for no others.
pub(crate) fn shown(same: &[&MemberRow]) -> String {
    same.iter().map(|one| one.id.as_str()).collect::<Vec<_>>().join(",")
}
