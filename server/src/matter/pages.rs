//! Where members and staff work at a matter, and where one is opened. What everybody reads of it is `public`.

use crate::{
    fault::Fault,
    matter::view,
    people::community::rows as communities,
    record::dossier::{Dossier, left_out, procedures},
    store::Conn,
    web::{Site, visit::Visit},
};
use app::{
    pages,
    view::{
        board::Posted,
        matter::{MatterForm, ProcedurePage},
        record::Seal,
    },
};
use axum::{Router, extract::Path, response::Response, routing::get};
use rules::{
    Refusal,
    agenda::Matter,
    id::{CommunityId, DossierId},
    permit::Act,
    posting::Audience,
    procedure::Procedure,
};

/// The addresses of this file.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/d/{dossier}", get(dossier))
        .route("/c/{community}/matters/new", get(open))
        .route("/c/{community}/procedures/{procedure}/adopt", get(adopt))
}

async fn dossier(mut visit: Visit, Path(id): Path<DossierId>) -> Result<Response, Fault> {
    let desk = visit.site.desk.clone();
    let (dossier, today) = view::for_viewer(&desk, visit.viewer()?, &id).await?;
    visit.of(&dossier.row.community).await?;
    let standing = visit.viewer()?.standing(&dossier.row.community)?;
    let mut conn = desk.read().await?;
    let seal = seal(&dossier);
    let mut page = view::page(&mut conn, &visit.cx, (&dossier, today), Audience::Members, seal).await?;
    page.desk = Some(view::desk(&mut conn, &standing, (&dossier, today)).await?);
    Ok(visit.page(pages::matter::page(&visit.cx, &page)))
}

/// What proves it stands on its public page.
fn seal(dossier: &Dossier) -> Seal {
    let row = &dossier.published;
    Seal {
        revision: (row.revision, row.revision),
        path: app::address::published(&row.community, row.kind.id(), &row.subject),
        within: !row.is_public(),
        board: app::address::board(&row.community),
        posted: Posted { withdrawn: row.withdrawn.clone(), ..Posted::default() },
        ..Seal::default()
    }
}

/// The procedures that a place may begin a matter under, by what kind of place it is.
async fn offered(conn: &mut Conn, community: &CommunityId) -> Result<Vec<Procedure>, Fault> {
    let kind = communities::find(conn, community).await?.kind()?;
    let mut all = procedures(conn, community).await?;
    all.retain(|one| one.kinds.contains(&kind));
    Ok(all)
}

async fn open(mut visit: Visit, Path(community): Path<CommunityId>) -> Result<Response, Fault> {
    if !visit.viewer()?.standing(&community)?.may(Act::KeepMatter) {
        return Err(Fault::Forbidden(Refusal::NotYourRole));
    }
    visit.of(&community).await?;
    let mut conn = visit.site.desk.read().await?;
    let as_before = match visit.query.get("as") {
        Some(id) => view::as_before(&mut conn, &community, id).await?,
        None => None,
    };
    let procedures = offered(&mut conn, &community).await?;
    let kind = communities::find(&mut conn, &community).await?.kind()?;
    let fits = |matter: &Matter| procedures.iter().any(|one| one.fits(kind, *matter));
    let matters = Matter::ALL.iter().copied().filter(fits).collect();
    let page = MatterForm { community, matters, procedures, as_before };
    Ok(visit.page(pages::matter::open(&visit.cx, &page)))
}

async fn adopt(mut visit: Visit, Path((community, id)): Path<(CommunityId, String)>) -> Result<Response, Fault> {
    if !visit.viewer()?.standing(&community)?.may(Act::KeepMatter) {
        return Err(Fault::Forbidden(Refusal::NotYourRole));
    }
    visit.of(&community).await?;
    let mut conn = visit.site.desk.read().await?;
    let procedure = offered(&mut conn, &community).await?.into_iter().find(|one| one.id == id);
    let procedure = procedure.ok_or(Fault::NotFound)?;
    let name = communities::find(&mut conn, &community).await?.name;
    let left_out = left_out(&mut conn, &community, (&id, visit.cx.language)).await?;
    let page = ProcedurePage { community, name, procedure, left_out, adopts: Procedure::find(&id).cloned() };
    Ok(visit.page(pages::matter::procedure(&visit.cx, &page)))
}
