//! The count in the room: papers, tellers, declared interests, what is printed for them; and the minutes.

use crate::{
    fault::Fault,
    heavy::heavy,
    sitting::{consultation::view as consults, view},
    web::{Site, visit::Visit},
};
use app::pages;
use axum::{Router, extract::Path, response::Response, routing::get};
use rules::id::{ItemId, SessionId, VoteId};

/// The addresses of this file.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/v/{vote}/paper", get(paper))
        .route("/v/{vote}/count", get(count))
        .route("/i/{item}/ballots", get(ballots))
        .route("/s/{session}/papers", get(papers))
        .route("/s/{session}/sign-in-sheet", get(sign_in_sheet))
        .route("/v/{vote}/tally-sheet", get(tally_sheet))
        .route("/s/{session}/minutes", get(minutes))
        .route("/s/{session}/consultation", get(consultation))
        .route("/i/{item}/interest", get(interest))
        .route("/i/{item}/appraised", get(appraised))
}

async fn consultation(mut visit: Visit, Path(id): Path<SessionId>) -> Result<Response, Fault> {
    let page = consults::page(&visit.site.desk, visit.viewer()?, &id, &visit.cx).await?;
    visit.of(&page.heading.community).await?;
    Ok(visit.page(pages::consultation::consultation(&visit.cx, page)))
}

async fn paper(mut visit: Visit, Path(id): Path<VoteId>) -> Result<Response, Fault> {
    let asked = view::ListAsked::read(&visit.query, &["waits", "holds"]);
    let page = view::paper(&visit.site.desk, visit.viewer()?, &id, (&asked, &visit.cx)).await?;
    visit.of(&page.heading.community).await?;
    Ok(visit.page(pages::count::paper(&visit.cx, page)))
}

async fn count(mut visit: Visit, Path(id): Path<VoteId>) -> Result<Response, Fault> {
    let page = view::count(&visit.site.desk, visit.viewer()?, &id, &visit.cx).await?;
    visit.of(&page.heading.community).await?;
    Ok(visit.island_page(pages::count::count(&visit.cx, page)))
}

async fn ballots(mut visit: Visit, Path(item): Path<ItemId>) -> Result<Response, Fault> {
    let count = visit.query.get("n").and_then(|typed| rules::typed::whole(typed)).and_then(|n| n.try_into().ok());
    let page = view::ballot_sheet(&visit.site.desk, visit.viewer()?, &item, count).await?;
    visit.of(&page.heading.community).await?;
    Ok(visit.page(pages::sheet::ballots(&visit.cx, page)))
}

async fn papers(mut visit: Visit, Path(id): Path<SessionId>) -> Result<Response, Fault> {
    let asked = view::PapersAsked::read(&visit.query, visit.site.settings.public_url());
    let page = view::papers(&visit.site.desk, visit.viewer()?, &id, &asked).await?;
    visit.of(&page.heading.community).await?;
    let cx = visit.cx.clone();
    Ok(visit.page(heavy(move || pages::sheet::papers(&cx, page)).await?))
}

async fn sign_in_sheet(mut visit: Visit, Path(id): Path<SessionId>) -> Result<Response, Fault> {
    let page = view::sign_in_sheet(&visit.site.desk, visit.viewer()?, &id).await?;
    visit.of(&page.heading.community).await?;
    Ok(visit.page(pages::sheet::sign_in(&visit.cx, page)))
}

async fn tally_sheet(mut visit: Visit, Path(id): Path<VoteId>) -> Result<Response, Fault> {
    let page = view::tally_sheet(&visit.site.desk, visit.viewer()?, &id).await?;
    visit.of(&page.heading.community).await?;
    Ok(visit.page(pages::sheet::tally(&visit.cx, page)))
}

async fn interest(mut visit: Visit, Path(item): Path<ItemId>) -> Result<Response, Fault> {
    let page = view::interest(&visit.site.desk, visit.viewer()?, &item, &visit.cx).await?;
    visit.of(&page.heading.community).await?;
    Ok(visit.page(pages::interest::interest(&visit.cx, page)))
}

async fn appraised(mut visit: Visit, Path(item): Path<ItemId>) -> Result<Response, Fault> {
    let page = view::appraised(&visit.site.desk, visit.viewer()?, &item, &visit.cx).await?;
    visit.of(&page.heading.community).await?;
    Ok(visit.page(pages::appraised::appraised(&visit.cx, page)))
}

async fn minutes(mut visit: Visit, Path(id): Path<SessionId>) -> Result<Response, Fault> {
    let page =
        view::minutes(&visit.site.desk, visit.viewer()?, &id, (visit.query.contains_key("anew"), &visit.cx)).await?;
    visit.of(&page.heading.community).await?;
    let cx = visit.cx.clone();
    Ok(visit.page(heavy(move || pages::minutes::minutes(&cx, page)).await?))
}
