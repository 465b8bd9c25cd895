//! Where members and staff work at a matter, and where one is opened. What everybody reads of it is `public`.

use crate::{
    fault::Fault,
    matter::{Judged, view},
    people::community::rows as communities,
    record::dossier::{Dossier, adoption, in_use, left_out, offered, procedure},
    web::{Site, visit::Visit},
};
use app::{
    pages,
    view::{
        board::Posted,
        matter::{Adopts, MatterCorrect, MatterForm, MatterStart, ProcedurePage},
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
        .route("/d/{dossier}/correct", get(correct))
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
    let judged = Judged::of(&mut conn, &dossier, today).await?;
    let mut page = view::page(&mut conn, &visit.cx, (&dossier, &judged), Audience::Members, seal).await?;
    page.desk = Some(view::desk(&mut conn, &standing, (&dossier, &judged)).await?);
    Ok(visit.page(pages::matter::page(&visit.cx, &page)))
}

async fn correct(mut visit: Visit, Path(id): Path<DossierId>) -> Result<Response, Fault> {
    let desk = visit.site.desk.clone();
    let (dossier, _) = view::for_viewer(&desk, visit.viewer()?, &id).await?;
    visit.of(&dossier.row.community).await?;
    if !visit.viewer()?.standing(&dossier.row.community)?.may(Act::KeepMatter) {
        return Err(Fault::Forbidden(Refusal::NotYourRole));
    }
    let mut conn = desk.read().await?;
    let procedure = procedure(&mut conn, &dossier.row).await?;
    let name = |step: &str| {
        procedure.steps.iter().find(|one| one.id == step).map_or(step, |one| one.name.of(visit.cx.language)).to_owned()
    };
    let steps = dossier.content.records.iter().map(|one| name(&one.step)).collect();
    let page = MatterCorrect {
        dossier: dossier.row.id,
        revision: dossier.published.revision,
        content: dossier.content,
        steps,
    };
    Ok(visit.page(pages::matter::correct(&visit.cx, &page)))
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

async fn open(mut visit: Visit, Path(community): Path<CommunityId>) -> Result<Response, Fault> {
    if !visit.viewer()?.standing(&community)?.may(Act::KeepMatter) {
        return Err(Fault::Forbidden(Refusal::NotYourRole));
    }
    visit.of(&community).await?;
    let mut conn = visit.site.desk.read().await?;
    let place = communities::find(&mut conn, &community).await?;
    let start = match (visit.query.get("as"), visit.query.get("from")) {
        (Some(id), _) => view::as_before(&mut conn, &community, id).await?,
        (None, Some(thing)) => view::begun_from(&mut conn, (&community, &place.zone), thing).await?,
        (None, None) => MatterStart::default(),
    };
    let kind = place.kind()?;
    let procedures = offered(&mut conn, &community, kind).await?;
    let fits = |matter: &Matter| procedures.iter().any(|one| one.fits(kind, *matter));
    let matters = Matter::ALL.iter().copied().filter(fits).collect();
    let page = MatterForm { community, matters, procedures, start };
    Ok(visit.page(pages::matter::open(&visit.cx, &page)))
}

async fn adopt(mut visit: Visit, Path((community, id)): Path<(CommunityId, String)>) -> Result<Response, Fault> {
    if !visit.viewer()?.standing(&community)?.may(Act::KeepMatter) {
        return Err(Fault::Forbidden(Refusal::NotYourRole));
    }
    visit.of(&community).await?;
    let mut conn = visit.site.desk.read().await?;
    let place = communities::find(&mut conn, &community).await?;
    let offered = offered(&mut conn, &community, place.kind()?).await?;
    let procedure = offered.into_iter().find(|one| one.id == id).ok_or(Fault::NotFound)?;
    let left_out = left_out(&mut conn, &community, (&id, visit.cx.language)).await?;
    let adopts = match Procedure::find(&id) {
        Some(shipped) => Some(Adopts {
            shipped: shipped.clone(),
            changes: adoption(&mut conn, &community, &id).await?,
            seen: in_use(&mut conn, &community).await?,
        }),
        None => None,
    };
    let page = ProcedurePage { community, name: place.name, procedure, left_out, adopts };
    Ok(visit.page(pages::matter::procedure(&visit.cx, &page)))
}
