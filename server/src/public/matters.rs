//! The matters of a community for everybody: what goes on, what has ended, and the procedures in plain words.

use crate::{
    act::Desk,
    fault::Fault,
    matter::view,
    people::community::rows as communities,
    public::{
        board::{Asked, SIZE},
        pages::{page, page_asked},
    },
    record::dossier::{self as dossiers, Dossier, rows},
    web::Site,
    zone,
};
use app::{
    address, pages,
    view::{
        Cx,
        cut::Cut,
        matter::{MattersPage, ProcedurePage},
    },
};
use axum::{
    Router,
    extract::{Path, Request, State},
    response::Response,
    routing::get,
};
use rules::id::CommunityId;

/// The addresses of this file.
pub(super) fn routes() -> Router<Site> {
    Router::new()
        .route("/c/{community}/matters", get(matters))
        .route("/c/{community}/procedures/{procedure}", get(explained))
}

async fn matters(
    State(site): State<Site>,
    Path(community): Path<CommunityId>,
    request: Request,
) -> Result<Response, Fault> {
    let (parts, _) = request.into_parts();
    page_asked(&site, &parts, async |cx, asked| list(&site.desk, cx, &community, &asked).await).await
}

async fn explained(
    State(site): State<Site>,
    Path((community, id)): Path<(CommunityId, String)>,
    request: Request,
) -> Result<Response, Fault> {
    page(&site, request, |cx| procedure(&site.desk, cx, &community, &id)).await
}

/// `/c/…/matters`.
pub(crate) async fn list(desk: &Desk, mut cx: Cx, community: &CommunityId, asked: &Asked) -> Result<String, Fault> {
    let mut conn = desk.read().await?;
    let place = communities::find(&mut conn, community).await?;
    place.marks(&mut cx);
    let today = zone::day(desk.now(), &place.zone)?;
    let ended = asked.ended();
    let open = rows::count_public(&mut conn, community, false).await?;
    let over = rows::count_public(&mut conn, community, true).await?;
    let cut = Cut::of(asked.page_number(), SIZE, if ended { over } else { open });
    let mut lines = Vec::new();
    for row in rows::public(&mut conn, community, (ended, cut.size, cut.offset())).await? {
        let dossier = Dossier::of(&mut conn, row).await?;
        lines.push(view::line(&mut conn, cx.language, (&dossier, today)).await?);
    }
    let procedures = dossiers::offered(&mut conn, community, place.kind()?).await?;
    let shown = MattersPage {
        name: place.name,
        ended,
        counts: (open, over),
        lines,
        cut,
        procedures: procedures
            .iter()
            .map(|one| (address::procedure(community, &one.id), one.name.of(cx.language).to_owned()))
            .collect(),
        community: place.id,
    };
    Ok(pages::matter::list(&cx, &shown))
}

/// `/c/…/procedures/…`.
pub(crate) async fn procedure(desk: &Desk, mut cx: Cx, community: &CommunityId, id: &str) -> Result<String, Fault> {
    let mut conn = desk.read().await?;
    let place = communities::find(&mut conn, community).await?;
    place.marks(&mut cx);
    let offered = dossiers::offered(&mut conn, community, place.kind()?).await?;
    let procedure = offered.into_iter().find(|one| one.id == id).ok_or(Fault::NotFound)?;
    let left_out = dossiers::left_out(&mut conn, community, (id, cx.language)).await?;
    let shown = ProcedurePage { community: place.id, name: place.name, procedure, left_out, adopts: None };
    Ok(pages::matter::procedure(&cx, &shown))
}

/// How many pages the list of matters has.
pub(crate) async fn pages(desk: &Desk, community: &CommunityId, ended: bool) -> Result<i64, Fault> {
    let total = rows::count_public(&mut *desk.read().await?, community, ended).await?;
    Ok(Cut::of(1, SIZE, total).pages())
}

/// The ids of the procedures that a community may use.
pub(crate) async fn procedures(desk: &Desk, community: &CommunityId) -> Result<Vec<String>, Fault> {
    let mut conn = desk.read().await?;
    let kind = communities::find(&mut conn, community).await?.kind()?;
    Ok(dossiers::offered(&mut conn, community, kind).await?.into_iter().map(|one| one.id).collect())
}
