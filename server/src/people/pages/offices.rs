//! The administrator's pages of offices above communities.

use crate::{
    fault::Fault,
    people::office::{
        rows::{self as offices, OfficeRow},
        stands,
        tree::Tree,
    },
    store::Answer,
    web::{
        Site,
        visit::{Posted, Visit},
    },
};
use app::{
    address, pages,
    view::{
        Choices,
        office::{AdminOffice, AdminOffices},
    },
};
use axum::{
    Router,
    extract::Path,
    response::Response,
    routing::{get, post},
};
use rules::id::OfficeId;

/// The addresses of this file.
pub fn routes() -> Router<Site> {
    Router::new()
        .route(address::ADMIN_OFFICES, get(all))
        .route("/admin/office/{office}", get(one))
        .route("/do/offices", post(make))
        .route("/do/offices/{office}/rename", post(rename))
        .route("/do/offices/{office}/move", post(put))
        .route("/do/offices/{office}/retire", post(retire))
        .route("/do/offices/{office}/staff", post(appoint))
        .route("/do/offices/{office}/dismiss", post(dismiss))
        .route("/do/offices/{office}/staff-link", post(link))
}

/// For whoever runs the platform alone; for anybody else nothing is there.
fn keeps(visit: &Visit) -> Result<(), Fault> {
    if visit.viewer()?.administrator { Ok(()) } else { Err(Fault::NotFound) }
}

/// Offices to choose from, with their ids.
pub(crate) fn choices(rows: &[OfficeRow]) -> Choices {
    let acts = rows.iter().filter(|row| row.retired.is_empty());
    acts.map(|row| (row.id.0.clone(), row.name.clone())).collect()
}

async fn all(visit: Visit) -> Result<Response, Fault> {
    keeps(&visit)?;
    let mut conn = visit.site.desk.read().await?;
    let page = AdminOffices {
        tree: Tree::to_keep(&mut conn).await?.tops(),
        offices: choices(&offices::all(&mut conn).await?),
    };
    Ok(visit.page(pages::offices::offices(&visit.cx, page)))
}

async fn one(visit: Visit, Path(id): Path<OfficeId>) -> Result<Response, Fault> {
    keeps(&visit)?;
    let mut conn = visit.site.desk.read().await?;
    let row = offices::find(&mut conn, &id).await?;
    let tree = Tree::to_keep(&mut conn).await?;
    let higher: Vec<_> =
        offices::all(&mut conn).await?.into_iter().filter(|one| one.level.is_above(row.level)).collect();
    let staff = offices::staff(&mut conn, &id).await?;
    let page = AdminOffice {
        branch: tree.branch(&row),
        stands: stands(&row),
        above: (row.parent.as_deref().unwrap_or_default().to_owned(), choices(&higher)),
        staff: staff.into_iter().map(|one| (one.id, one.name)).collect(),
        id: row.id,
        name: row.name,
        level: row.level,
        retired: row.retired,
    };
    Ok(visit.page(pages::offices::one(&visit.cx, page)))
}

async fn make(visit: Visit, Posted(form): Posted) -> Result<Response, Fault> {
    keeps(&visit)?;
    let answer = visit.site.desk.make_office(visit.viewer()?, &form).await?;
    visit.answer(answer, address::ADMIN_OFFICES, &form).await
}

async fn rename(visit: Visit, Path(id): Path<OfficeId>, Posted(form): Posted) -> Result<Response, Fault> {
    keeps(&visit)?;
    let answer = visit.site.desk.rename_office(visit.viewer()?, &id, &form).await?;
    visit.answer(answer, &address::admin_office(&id), &form).await
}

async fn put(visit: Visit, Path(id): Path<OfficeId>, Posted(form): Posted) -> Result<Response, Fault> {
    keeps(&visit)?;
    let answer = visit.site.desk.move_office(visit.viewer()?, &id, &form).await?;
    visit.answer(answer, &address::admin_office(&id), &form).await
}

async fn retire(visit: Visit, Path(id): Path<OfficeId>, Posted(form): Posted) -> Result<Response, Fault> {
    keeps(&visit)?;
    let answer = visit.site.desk.retire_office(visit.viewer()?, &id, &form).await?;
    visit.answer(answer, &address::admin_office(&id), &form).await
}

async fn appoint(visit: Visit, Path(id): Path<OfficeId>, Posted(form): Posted) -> Result<Response, Fault> {
    keeps(&visit)?;
    let answer = visit.site.desk.appoint_to_office(visit.viewer()?, &id, &form).await?;
    visit.answer(answer, &address::admin_office(&id), &form).await
}

async fn dismiss(visit: Visit, Path(id): Path<OfficeId>, Posted(form): Posted) -> Result<Response, Fault> {
    keeps(&visit)?;
    let answer = visit.site.desk.dismiss_from_office(visit.viewer()?, &id, &form).await?;
    visit.answer(answer, &address::admin_office(&id), &form).await
}

async fn link(visit: Visit, Path(id): Path<OfficeId>, Posted(form): Posted) -> Result<Response, Fault> {
    keeps(&visit)?;
    match visit.site.desk.office_link(visit.viewer()?, &id, &form).await? {
        Ok((token, name)) => {
            let url = format!("{}{}", visit.site.settings.public_url(), address::link(&token));
            Ok(visit.page(pages::offices::staff_link(&visit.cx, &id, &name, &url)))
        }
        Err(refusal) => visit.answer(Answer::from(refusal), &address::admin_office(&id), &form).await,
    }
}
