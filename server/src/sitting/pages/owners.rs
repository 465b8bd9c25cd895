//! Owners and proxies: the units of an estate, and the written mandates of a session.

use crate::{
    fault::Fault,
    sitting::view,
    web::{Site, visit::Visit},
};
use app::pages;
use axum::{Router, extract::Path, response::Response, routing::get};
use rules::id::{BodyId, CommunityId, SessionId};

/// The addresses of this file.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/c/{community}/owners/{body}", get(units))
        .route("/s/{session}/proxies", get(proxies))
        .route("/s/{session}/proxy-form", get(form))
}

async fn units(mut visit: Visit, Path((community, body)): Path<(CommunityId, BodyId)>) -> Result<Response, Fault> {
    let page = view::units(&visit.site.desk, visit.viewer()?, &community, &body).await?;
    visit.of(&community).await?;
    Ok(visit.page(pages::owners::units(&visit.cx, page)))
}

async fn proxies(mut visit: Visit, Path(id): Path<SessionId>) -> Result<Response, Fault> {
    let page = view::proxies(&visit.site.desk, visit.viewer()?, &id, &visit.cx).await?;
    visit.of(&page.heading.community).await?;
    Ok(visit.page(pages::owners::proxies(&visit.cx, page)))
}

async fn form(mut visit: Visit, Path(id): Path<SessionId>) -> Result<Response, Fault> {
    let page = view::proxies(&visit.site.desk, visit.viewer()?, &id, &visit.cx).await?;
    visit.of(&page.heading.community).await?;
    Ok(visit.page(pages::sheet::proxy_form(&visit.cx, page)))
}
