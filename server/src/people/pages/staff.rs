//! The administrator's pages; and how a member stands as a line of a list.

use crate::{
    act::base,
    fault::Fault,
    people::{
        community::{basis_stands, name_stands, rows as communities},
        finding::place as member_place,
        member::{is_linked, rows as members},
        naming::namesakes,
        office::rows as offices,
    },
    web::{
        Site,
        visit::{Posted, Visit},
    },
};
use app::{
    address, pages, say,
    view::{
        people::{Admin, AdminCommunity, BodyLine, MemberLine, MemberState, StaffLine},
        record::Listed,
    },
};
use axum::{
    Router,
    extract::Path,
    response::Response,
    routing::{get, post},
};
use rules::{
    Language, Refusal,
    belonging::Residence,
    body::BodyKind,
    explain,
    id::{CommunityId, MemberId},
    permit::{Act, Role},
};
use std::collections::{BTreeSet, HashSet};

/// The addresses of this file.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/admin", get(admin))
        .route("/do/communities", post(make_community))
        .route("/admin/{community}", get(admin_community))
        .route("/do/c/{community}/staff-link", post(staff_link))
}

async fn admin(visit: Visit) -> Result<Response, Fault> {
    if !visit.viewer()?.administrator {
        return Err(Fault::NotFound);
    }
    let rows = communities::all(&mut *visit.site.desk.read().await?).await?;
    let lines = rows
        .into_iter()
        .map(|row| Listed {
            href: address::admin(&row.id),
            title: row.name,
            note: say::sentence(visit.cx.language, &format!("kind-{}", row.kind), &[]),
            mark: retired_mark(visit.cx.language, &row.retired),
        })
        .collect();
    Ok(visit.page(pages::admin::admin(&visit.cx, Admin { communities: lines })))
}

async fn make_community(visit: Visit, Posted(form): Posted) -> Result<Response, Fault> {
    let answer = visit.site.desk.make_community(visit.viewer()?, &form).await?;
    visit.answer(answer, "/admin", &form).await
}

async fn admin_community(mut visit: Visit, Path(community): Path<CommunityId>) -> Result<Response, Fault> {
    if !visit.viewer()?.administrator {
        return Err(Fault::NotFound);
    }
    visit.of(&community).await?;
    let language = visit.cx.language;
    let mut conn = visit.site.desk.read().await?;
    let place = communities::find(&mut conn, &community).await?;
    let kind = place.kind()?;
    let kinds = BodyKind::ALL.iter().filter(|one| one.fits(kind));
    let kinds = kinds.map(|one| (one.id().to_owned(), one.name(language).to_owned())).collect();
    let rules = visit.site.desk.rules.of(&community);
    let mut bodies = Vec::new();
    for row in communities::bodies(&mut conn, &community).await? {
        let kind = row.kind;
        let rule = rules.rule(kind, None).map(|rule| explain::rule_words(&rule.rule, language)).unwrap_or_default();
        bodies.push(BodyLine {
            kind: kind.name(language).to_owned(),
            rule,
            base: basis_stands(&row),
            stands: name_stands(&row.name, &row.retired),
            retired: row.retired.clone(),
            basis: [row.basis_text, row.basis_source, row.basis_by],
            id: row.id.0,
            name: row.name,
        });
    }
    let people = members::all(&mut conn, &community).await?;
    let role_name = |role: &str| say::sentence(language, &format!("role-{role}"), &[]);
    let mut staff = Vec::new();
    for (member, role) in communities::roles(&mut conn, &community).await? {
        let Some(person) = people.iter().find(|one| one.id == member) else { continue };
        staff.push(StaffLine {
            linked: is_linked(&mut conn, person).await?,
            away: person.state == Residence::Away,
            member: member.0,
            name: person.name.clone(),
            number: person.number.clone(),
            role: role_name(&role),
            role_id: Role::from_id(&role).ok_or(Fault::Stored("roles.role"))?,
        });
    }
    staff.sort_by(|one, other| (&one.number, one.role_id.id()).cmp(&(&other.number, other.role_id.id())));
    let roles = Role::GIVEN.iter().map(|role| (role.id().to_owned(), role_name(role.id()))).collect();
    let asked = visit.cx.refused.as_ref().filter(|one| one.refusal == Some(Refusal::MemberAsked));
    let name = asked.and_then(|one| one.fields.get("name")).map_or("", String::as_str);
    let same = namesakes(&people, name).into_iter().filter(|_| asked.is_some());
    let words =
        |one: &members::MemberRow| [one.number.as_str(), &one.name, &member_place(one)].join(" ").trim().to_owned();
    let namesakes = same.map(|one| (one.id.0.clone(), words(one))).collect();
    let above = offices::above(&mut conn, &community).await?.into_iter().next();
    let above = above.map(|row| row.id.0).unwrap_or_default();
    let page = AdminCommunity {
        office_base: base::of(&[&above]),
        office: (above, super::offices::choices(&offices::all(&mut conn).await?)),
        stands: name_stands(&place.name, &place.retired),
        retired: place.retired,
        community,
        name: place.name,
        kinds,
        bodies,
        roles,
        staff,
        namesakes,
    };
    Ok(visit.page(pages::admin::community(&visit.cx, page)))
}

async fn staff_link(visit: Visit, Path(community): Path<CommunityId>, Posted(form): Posted) -> Result<Response, Fault> {
    let link = visit.site.desk.staff_link(visit.viewer()?, &community, &form).await?;
    let token = match link {
        Ok(token) => token,
        Err(refusal) => return Err(Fault::Forbidden(refusal)),
    };
    let member = members::find(&mut *visit.site.desk.read().await?, &community, form.get("member")).await?;
    let url = format!("{}/link/{token}", visit.site.settings.public_url());
    Ok(visit.page(pages::admin::staff_link(&visit.cx, &community, &member.name, &url)))
}

/// A word that marks what is retired in a list.
pub(crate) fn retired_mark(language: Language, since: &str) -> String {
    if since.is_empty() { String::new() } else { say::sentence(language, "retired", &[]) }
}

/// A member as a line of a list.
pub fn member_line(
    row: &members::MemberRow,
    slips: &BTreeSet<MemberId>,
    offices: &HashSet<MemberId>,
) -> Result<MemberLine, Fault> {
    Ok(MemberLine {
        id: row.id.to_string(),
        number: row.number.clone(),
        name: row.name.clone(),
        place: member_place(row),
        state: if *row.stays { MemberState::Stays } else { MemberState::Is(row.state) },
        has_slip: slips.contains(&row.id),
        office: offices.contains(&row.id),
    })
}

/// Whether the visitor may do this there.
pub fn allowed(visit: &Visit, community: &CommunityId, act: Act) -> Result<(), Fault> {
    let standing = visit.viewer()?.standing(community)?;
    if standing.may(act) { Ok(()) } else { Err(Fault::Forbidden(Refusal::NotYourRole)) }
}
