//! The administrator's and the clerk's pages.

use crate::{
    fault::Fault,
    people::{
        community::{basis_stands, rows as communities},
        finding::{is_house, lives_at, matches, page_name, place},
        login::rows as logins,
        member::{Slip, is_linked, rows as members},
        member_page,
        pages::{member::keeps, sign_in::spaced},
    },
    text::qr,
    web::{
        Site,
        visit::{Posted, Visit},
    },
    zone,
};
use app::{
    address, pages, say,
    view::{
        cut::Cut,
        people::{Admin, AdminCommunity, BodyLine, MemberLine, MemberState, Members, Slip as SlipView, StaffLine},
        record::Listed,
    },
};
use axum::{
    Router,
    extract::Path,
    response::{IntoResponse, Redirect, Response},
    routing::{get, post},
};
use rules::{
    Refusal,
    body::BodyKind,
    explain,
    permit::{Act, Role},
};
use std::collections::HashSet;

/// The most members that a page lists.
const SHOWN: usize = 100;

/// The addresses of this file.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/admin", get(admin))
        .route("/do/communities", post(make_community))
        .route("/admin/{community}", get(admin_community))
        .route("/do/c/{community}/staff-link", post(staff_link))
        .route("/c/{community}/members", get(member_list))
        .route("/do/c/{community}/slips", post(slips))
        .route("/do/c/{community}/send-code", post(send_code))
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
            mark: String::new(),
        })
        .collect();
    Ok(visit.page(pages::admin::admin(&visit.cx, Admin { communities: lines })))
}

async fn make_community(visit: Visit, Posted(form): Posted) -> Result<Response, Fault> {
    let answer = visit.site.desk.make_community(visit.viewer()?, &form).await?;
    visit.answer(answer, "/admin", &form).await
}

async fn admin_community(mut visit: Visit, Path(community): Path<String>) -> Result<Response, Fault> {
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
        let kind = row.kind()?;
        let rule = rules.rule(kind, None).map(|rule| explain::rule_words(&rule.rule, language)).unwrap_or_default();
        bodies.push(BodyLine {
            kind: kind.name(language).to_owned(),
            rule,
            base: basis_stands(&row),
            basis: [row.basis_text, row.basis_source, row.basis_by],
            id: row.id,
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
            member,
            name: person.name.clone(),
            number: person.number.clone(),
            role: role_name(&role),
            role_id: Role::from_id(&role).ok_or(Fault::Stored("roles.role"))?,
        });
    }
    staff.sort_by(|one, other| (&one.number, one.role_id.id()).cmp(&(&other.number, other.role_id.id())));
    let roles = Role::GIVEN.iter().map(|role| (role.id().to_owned(), role_name(role.id()))).collect();
    let page = AdminCommunity { community, name: place.name, kinds, bodies, roles, staff };
    Ok(visit.page(pages::admin::community(&visit.cx, page)))
}

async fn staff_link(visit: Visit, Path(community): Path<String>, Posted(form): Posted) -> Result<Response, Fault> {
    let link = visit.site.desk.staff_link(visit.viewer()?, &community, &form).await?;
    let token = match link {
        Ok(token) => token,
        Err(refusal) => return Err(Fault::Forbidden(refusal)),
    };
    let member = members::find(&mut *visit.site.desk.read().await?, &community, form.get("member")).await?;
    let url = format!("{}/link/{token}", visit.site.settings.public_url());
    Ok(visit.page(pages::admin::staff_link(&visit.cx, &community, &member.name, &url)))
}

/// A member as a line of a list.
pub fn member_line(
    row: &members::MemberRow,
    slips: &HashSet<String>,
    offices: &HashSet<String>,
) -> Result<MemberLine, Fault> {
    Ok(MemberLine {
        id: row.id.clone(),
        number: row.number.clone(),
        name: row.name.clone(),
        place: place(row),
        state: if row.stays == 1 { MemberState::Stays } else { MemberState::Is(row.residence()?) },
        has_slip: slips.contains(&row.id),
        office: offices.contains(&row.id),
    })
}

/// Whether the visitor may do this there.
pub fn allowed(visit: &Visit, community: &str, act: Act) -> Result<(), Fault> {
    let standing = visit.viewer()?.standing(community)?;
    if standing.may(act) { Ok(()) } else { Err(Fault::Forbidden(Refusal::NotYourRole)) }
}

async fn member_list(mut visit: Visit, Path(community): Path<String>) -> Result<Response, Fault> {
    allowed(&visit, &community, Act::ReadMembers)?;
    visit.of(&community).await?;
    let standing = visit.viewer()?.standing(&community)?;
    let query = visit.query.get("q").map(|one| one.trim().to_owned()).unwrap_or_default();
    let western = rules::typed::ascii(&query);
    let mut conn = visit.site.desk.read().await?;
    let all = members::all(&mut conn, &community).await?;
    let slips = logins::open_slips(&mut conn, &community, visit.site.desk.now().0).await?;
    let slips: HashSet<String> = slips.into_iter().map(|(member,)| member).collect();
    let offices: HashSet<String> =
        communities::roles(&mut conn, &community).await?.into_iter().map(|(member, _)| member).collect();
    let number = |key: &str| visit.query.get(key).and_then(|one| i64::try_from(rules::typed::whole(one)?).ok());
    let without_slip = number("without") == Some(1);
    let away = number("away") == Some(1);
    let reached: HashSet<String> = if without_slip {
        logins::signed_in_members(&mut conn, &community).await?.into_iter().map(|(member,)| member).collect()
    } else {
        HashSet::new()
    };
    let house = is_house(&all, &western);
    let wanted = |one: &&members::MemberRow| {
        let reached = slips.contains(&one.id) || reached.contains(&one.id) || !one.belongs();
        let found = matches(one, &query) || matches(one, &western) || (house && lives_at(one, &western));
        found && !(without_slip && reached) && (!away || one.stays == 1)
    };
    let hits: Vec<_> = all.iter().filter(wanted).collect();
    let names = hits.chunks(SHOWN).filter_map(|page| Some(page_name(page.first()?, page.last()?))).collect();
    let (cut, hits) = Cut::list(number("page").unwrap_or(1), SHOWN as i64, hits);
    let done = visit.query.get("imported").map(|text| text.split('-').map_while(|one| one.parse().ok()).collect());
    let page = Members {
        found: hits.into_iter().map(|one| member_line(one, &slips, &offices)).collect::<Result<_, _>>()?,
        cut,
        names,
        without_slip,
        away,
        imported: done.and_then(|figures: Vec<usize>| figures.try_into().ok()),
        community,
        query,
        may_issue: standing.may(Act::IssueSlip),
        may_import: standing.may(Act::ImportRoll),
    };
    Ok(visit.page(pages::member::members(&visit.cx, page)))
}

async fn slips(mut visit: Visit, Path(community): Path<String>, Posted(form): Posted) -> Result<Response, Fault> {
    visit.viewer()?.in_community(&community)?;
    visit.of(&community).await?;
    let back = if keeps(&visit, &community)? { address::members(&community) } else { address::admin(&community) };
    match visit.site.desk.issue_slips(visit.viewer()?, &community, &form, form.ticked("in_person")).await? {
        Err(refusal) => visit.refuse(&back, "", refusal, &form).await,
        // The page was reloaded: what was printed stays good.
        Ok(slips) if slips.is_empty() => {
            let words = say::sentence(visit.cx.language, "slips-again", &[]);
            Ok(visit.page(pages::problem::problem(&visit.cx, "refused", Some(words), "")))
        }
        Ok(slips) => {
            let place = communities::find(&mut *visit.site.desk.read().await?, &community).await?;
            let views = slips.iter().map(|slip| slip_view(&visit, slip, &place)).collect();
            Ok(visit.page(pages::member::slips(&visit.cx, &back, views)))
        }
    }
}

async fn send_code(mut visit: Visit, Path(community): Path<String>, Posted(form): Posted) -> Result<Response, Fault> {
    visit.viewer()?.in_community(&community)?;
    visit.of(&community).await?;
    let back = member_page(&community, form.get("member"));
    match visit.site.desk.send_code(visit.viewer()?, &community, &form).await? {
        Ok(()) => Ok(Redirect::to(&address::asking(&back, &[("sent", "1")])).into_response()),
        Err(refusal) => visit.refuse(&back, "", refusal, &form).await,
    }
}

fn slip_view(visit: &Visit, slip: &Slip, place: &communities::CommunityRow) -> SlipView {
    let url = format!("{}/slip/{}", visit.site.settings.public_url(), slip.code.token);
    SlipView {
        community: place.name.clone(),
        name: slip.member.name.clone(),
        number: slip.member.number.clone(),
        code: spaced(&slip.code.code),
        qr: qr(&url),
        url: visit.site.settings.public_url().to_owned(),
        until: zone::date(slip.code.expires_at, &place.zone, visit.cx.language),
    }
}
