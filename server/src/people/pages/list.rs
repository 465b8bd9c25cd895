//! The members as the clerk sees them: found, filtered, page by page.

use crate::{
    fault::Fault,
    people::{
        community::rows as communities,
        finding::page_name,
        member::{Chosen, People, Way},
        pages::staff::{allowed, member_line},
    },
    store::Conn,
    web::{Site, visit::Visit},
};
use app::{
    pages,
    view::{
        Choices,
        cut::Cut,
        people::{Filters, Members},
    },
};
use axum::{Router, extract::Path, response::Response, routing::get};
use rules::{folding, id::CommunityId, permit::Act};

/// The most members that a page lists.
const SHOWN: usize = 100;

/// The addresses of this file.
pub fn routes() -> Router<Site> {
    Router::new().route("/c/{community}/members", get(members))
}

async fn members(mut visit: Visit, Path(community): Path<CommunityId>) -> Result<Response, Fault> {
    allowed(&visit, &community, Act::ReadMembers)?;
    visit.of(&community).await?;
    let standing = visit.viewer()?.standing(&community)?;
    let mut chosen = chosen(&visit);
    // As addresses of before have it.
    if visit.query.get("without").is_some_and(|one| one == "1") {
        chosen.way = Some(Way::None);
    }
    let mut conn = visit.site.desk.read().await?;
    let people = People::load(&mut conn, &community, visit.site.desk.now().0).await?;
    let hits = people.chosen(&chosen);
    // Whoever is found exactly stands first: then pages are no ranges of numbers.
    let names = if chosen.query.is_empty() {
        hits.chunks(SHOWN).filter_map(|page| Some(page_name(page.first()?, page.last()?))).collect()
    } else {
        Vec::new()
    };
    let number = visit.query.get("page").and_then(|one| i64::try_from(rules::typed::whole(one)?).ok());
    let (cut, hits) = Cut::list(number.unwrap_or(1), SHOWN as i64, hits);
    let done = visit.query.get("imported").map(|text| text.split('-').map_while(|one| one.parse().ok()).collect());
    let filters = filters(&mut conn, &community, chosen).await?;
    let page = Members {
        found: hits
            .into_iter()
            .map(|one| member_line(one, &people.slips, &people.offices))
            .collect::<Result<_, _>>()?,
        cut,
        names,
        filters,
        imported: done.and_then(|figures: Vec<usize>| figures.try_into().ok()),
        community,
        may_issue: standing.may(Act::IssueSlip),
        may_import: standing.may(Act::ImportRoll),
        may_keep: standing.may(Act::KeepMembers),
    };
    Ok(visit.page(pages::members::members(&visit.cx, page)))
}

/// What the address asks for.
pub(super) fn chosen(visit: &Visit) -> Chosen {
    Chosen::read(|name| visit.query.get(name).map(String::as_str).unwrap_or_default())
}

/// What can be chosen, and what was.
pub(super) async fn filters(conn: &mut Conn, community: &CommunityId, chosen: Chosen) -> Result<Filters, Fault> {
    let mut groups = communities::divisions(conn, community).await?;
    groups.sort_by_cached_key(|name| folding::natural(&folding::group(name)));
    let groups: Choices = groups.into_iter().map(|name| (name.clone(), name)).collect();
    let bodies = communities::bodies(conn, community).await?;
    let bodies = bodies.into_iter().map(|body| (body.id.0, body.name)).collect();
    let way = chosen.way.map(Way::id).unwrap_or_default();
    let age = match chosen.adult {
        Some(true) => "adult",
        Some(false) => "minor",
        None => "",
    };
    Ok(Filters {
        groups,
        bodies,
        query: chosen.query,
        group: chosen.group,
        household: chosen.household,
        body: chosen.body,
        age,
        way,
        away: chosen.away,
    })
}
