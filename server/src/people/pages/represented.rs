//! Who stands for which households, for those who keep the roll.

use crate::{
    fault::Fault,
    people::{
        community::rows as communities,
        member::rows as members,
        represented::{Homes, lines, proposed, rows as represented, stands},
    },
    web::{Site, visit::Visit},
};
use app::{
    pages,
    view::owners::{RepresentedLine, RepresentedPage},
};
use axum::{Router, extract::Path, response::Response, routing::get};
use rules::{
    Refusal,
    id::{BodyId, CommunityId, MemberId},
    permit::Act,
};
use std::collections::HashSet;

/// Its address.
pub(super) fn routes() -> Router<Site> {
    Router::new().route("/c/{community}/represented/{body}", get(register))
}

async fn register(mut visit: Visit, Path((community, body)): Path<(CommunityId, BodyId)>) -> Result<Response, Fault> {
    let standing = visit.viewer()?.standing(&community)?;
    let mut conn = visit.site.desk.read().await?;
    let body = communities::body(&mut conn, &community, &body).await?;
    if !body.kind.counts_represented() {
        return Err(Fault::NotFound);
    }
    if !standing.may(Act::ImportRoll) {
        return Err(Fault::Forbidden(Refusal::NotYourRole));
    }
    let homes = Homes::new(represented::homes(&mut conn, &community).await?);
    let people = members::all(&mut conn, &community).await?;
    let saved = represented::register(&mut conn, &body.id).await?;
    let base = stands(&saved);
    let nothing = saved.is_empty();
    let all: Vec<(String, MemberId)> = match nothing {
        true => proposed(&represented::seated(&mut conn, &community).await?, &homes),
        false => saved.into_iter().map(|row| (row.household, row.member)).collect(),
    };
    let erased: HashSet<&MemberId> = people.iter().filter(|one| one.erased()).map(|one| &one.id).collect();
    let stood_for: HashSet<usize> = all
        .iter()
        .filter(|(_, member)| !erased.contains(member))
        .filter_map(|(home, _)| homes.position(home))
        .collect();
    let without: Vec<usize> = (0..homes.all().len()).filter(|home| !stood_for.contains(home)).collect();
    let page = RepresentedPage {
        lines: lines(&all, &people, &homes)
            .into_iter()
            .map(|line| RepresentedLine {
                number: line.number,
                name: line.name,
                households: line.households,
                count: line.count,
            })
            .collect(),
        proposed: nothing,
        households: homes.all().len(),
        without: without.len(),
        without_named: homes.said(without),
        base,
        body: body.id.0,
        name: body.name,
        community: community.clone(),
    };
    drop(conn);
    visit.of(&community).await?;
    Ok(visit.page(pages::represented::represented(&visit.cx, page)))
}
