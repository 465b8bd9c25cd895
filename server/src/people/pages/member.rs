//! One member, as the clerk and the administrator see them: logins, seats, units.

use crate::{
    fault::Fault,
    people::{
        community::rows as communities,
        login::{
            rows::{self as logins, tries},
            tries::strangers_wait,
        },
        member::{is_linked, rows as members},
        owners::rows as owners,
        pages::{
            sign_in::login_line,
            staff::{allowed, member_line},
        },
    },
    web::{Site, visit::Visit},
    zone,
};
use app::{pages, say, view::people::Member};
use axum::{Router, extract::Path, response::Response, routing::get};
use rules::{
    Moment,
    id::{BodyId, CommunityId, MemberId},
    permit::Act,
    says::Says,
};
use std::collections::HashSet;

/// The addresses of this file.
pub fn routes() -> Router<Site> {
    Router::new().route("/c/{community}/members/{member}", get(member))
}

async fn member(mut visit: Visit, Path((community, id)): Path<(CommunityId, String)>) -> Result<Response, Fault> {
    allowed(&visit, &community, Act::ReadMembers)?;
    visit.of(&community).await?;
    let standing = visit.viewer()?.standing(&community)?;
    let mut conn = visit.site.desk.read().await?;
    let row = members::find(&mut conn, &community, &id).await?;
    let rows = crate::act::rows::of_person(&mut conn, &row.person, visit.site.desk.now().0).await?;
    let roles = communities::roles(&mut conn, &community).await?;
    let slips = logins::open_slips(&mut conn, &community, visit.site.desk.now().0).await?;
    let language = visit.cx.language;
    let has_phone = !row.phone.is_empty();
    let held: HashSet<MemberId> =
        roles.iter().filter(|(member, _)| *member == row.id).map(|(member, _)| member.clone()).collect();
    let office = !held.is_empty();
    let bodies = communities::bodies(&mut conn, &community).await?;
    let seats = communities::seats(&mut conn, &community).await?.into_iter().filter(|(_, member)| *member == row.id);
    let name_of =
        |id: &BodyId| bodies.iter().find(|body| body.id == *id).map(|body| body.name.clone()).unwrap_or_default();
    let seats: Vec<_> = seats.map(|(body, _)| (name_of(&body), body)).map(|(name, body)| (body.0, name)).collect();
    let units = owners::of_member(&mut conn, &community, &row.id).await?;
    let place = communities::find(&mut conn, &community).await?;
    let refused = tries::refused_of(&mut conn, &row.person).await?;
    let refused = refused.map(|one| (one.times, zone::date_time(Moment(one.last_at), &place.zone, language)));
    let wait = strangers_wait(&mut conn, &row.person, visit.site.desk.now()).await?;
    let wait = wait.map(|until| zone::clock(until, &place.zone));
    let may = standing.may(if office { Act::IssueStaffSlip } else { Act::IssueSlip });
    let page = Member {
        community,
        line: member_line(&row, &slips, &held)?,
        linked: is_linked(&mut conn, &row).await?,
        seats,
        units: units.into_iter().map(|(body, number)| format!("{} {number}", name_of(&body))).collect(),
        may_end_seat: standing.may(Act::EndSeat),
        phone: row.phone,
        roles: roles
            .iter()
            .filter(|(member, _)| *member == row.id)
            .map(|(_, role)| say::sentence(language, &format!("role-{role}"), &[]))
            .collect(),
        logins: rows.iter().map(|one| login_line(one, "", language)).collect(),
        may_issue: may,
        may_confirm: standing.may(Act::ConfirmLogin),
        may_end: may,
        in_person: visit.query.contains_key("here"),
        may_send: visit.site.desk.carrier.is_some() && has_phone,
        sent: visit.query.contains_key("sent"),
        wait,
        refused,
        may_keep: standing.may(Act::KeepMembers),
        done: visit.query.get("done").and_then(|one| Says::from_id(one)).filter(|one| DONE.contains(one)),
        born: row.born,
        adult: *row.adult,
        left: (!row.left_why.is_empty()).then_some((row.left_why, row.left_on)),
    };
    Ok(visit.page(pages::member::member(&visit.cx, page)))
}

/// What this page says was done.
const DONE: [Says; 6] = [
    Says::MemberAdded,
    Says::MemberCorrected,
    Says::MemberMoved,
    Says::MemberStruckOff,
    Says::MemberReturned,
    Says::SeatGiven,
];

/// Whether the viewer comes from the members, of whom they keep the roll; an administrator comes from the staff.
pub(super) fn keeps(visit: &Visit, community: &CommunityId) -> Result<bool, Fault> {
    Ok(visit.viewer()?.standing(community)?.may(Act::ReadMembers))
}
