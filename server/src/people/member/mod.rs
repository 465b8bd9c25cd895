//! Members and their ways in: slips and logins, handed out, confirmed and ended by the clerk; seats that end; erasure. What stays
//! a method of the desk is no act: slips are shown once, whoever joins a membership to their login is no member yet, and erasing
//! is the command line's.

pub mod acts;
mod choosing;
mod erase;
mod leaving;
mod link;
pub mod rows;
mod slip;
mod typed;

pub(crate) use choosing::{Chosen, People, Printing, Way, by_home};
pub(crate) use leaving::{come_of_age, leave};
pub(crate) use slip::AT_ONCE;
pub use slip::Slip;
pub(crate) use typed::{read, returning, stands};

use crate::{
    fault::Fault,
    people::{
        community::rows as communities,
        login::rows as logins,
        member::rows::{self as members, MemberRow},
    },
    secret,
    store::{Conn, Writing, journal::Entry},
};
use rules::{
    Refusal,
    id::{MemberId, PersonId},
    permit::{Act, Permit, Standing, permit},
    says::Says,
};
use serde_json::json;

/// The entry that says that a login was confirmed in person.
pub(crate) async fn append_confirmed(writing: &mut Writing, permit: &Permit, member: &MemberId) -> Result<(), Fault> {
    let entry =
        Entry::new(Says::LoginConfirmed, Some(permit.role()), "", json!({})).about(member, json!({ "member": member }));
    writing.append(entry).await?;
    Ok(())
}

/// Whether the person behind a member belongs to another community too: there no clerk of this one has a say.
async fn is_elsewhere(writing: &mut Writing, member: &MemberRow) -> Result<bool, Fault> {
    is_linked(writing.conn(), member).await
}

/// The same for a page. Whoever serves an office above communities is elsewhere too.
pub(crate) async fn is_linked(conn: &mut Conn, member: &MemberRow) -> Result<bool, Fault> {
    if crate::act::rows::serves(conn, &member.person).await? {
        return Ok(true);
    }
    let all = crate::act::rows::memberships(conn, &member.person).await?;
    Ok(all.iter().any(|one| one.community.place() != member.community.place()))
}

/// Who may make and part the way in of a member: a slip signs in as its owner, so that of somebody who holds an office is the
/// administrator's to make.
async fn over_login(
    writing: &mut Writing,
    standing: &Standing,
    member: &MemberId,
) -> Result<Result<Permit, Refusal>, Fault> {
    let community = writing.community().clone();
    if communities::holds_role(writing.conn(), &community, member).await? {
        return Ok(permit(standing, Act::IssueStaffSlip).map_err(|_| Refusal::OfficeByAdministrator));
    }
    Ok(permit(standing, Act::IssueSlip))
}

/// Gives a member a person of their own. The one before keeps its logins for wherever else it belongs, and no code that was
/// made for this member brings it back.
async fn part(writing: &mut Writing, member: &MemberRow) -> Result<(), Fault> {
    let (own, now) = (PersonId::from(secret::id()), writing.now().0);
    members::insert_person(writing.conn(), &own, false, now).await?;
    members::set_person(writing, &member.id, &own).await?;
    writing.asks(&member.person);
    logins::revoke_codes_of(writing.conn(), &member.id, now).await
}
