//! The pages and forms of the live room: threads, moderation, the floor, the hall's screen.

use crate::{
    fault::Fault,
    heavy::heavy,
    sitting::view,
    web::{Site, visit::Visit},
};
use app::pages;
use axum::{Router, extract::Path, response::Response, routing::get};
use rules::id::{ItemId, SessionId};

/// The addresses of this file.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/i/{item}/thread", get(thread))
        .route("/p/{proposal}", get(proposal))
        .route("/r/{remark}", get(remark_page))
        .route("/s/{session}/hidden", get(hidden))
        .route("/s/{session}/screen", get(screen))
        .route("/s/{session}/roll-call", get(roll_call))
}

async fn thread(mut visit: Visit, Path(item): Path<ItemId>) -> Result<Response, Fault> {
    let answer = visit.query.get("answer").cloned();
    let asked = (answer.as_deref(), visit.query.contains_key("all"));
    let page = view::thread(&visit.site.desk, visit.viewer()?, &item, asked, &visit.cx).await?;
    visit.of(&page.heading.community).await?;
    let cx = visit.cx.clone();
    Ok(visit.island_page(heavy(move || pages::thread::thread(&cx, page)).await?))
}

async fn proposal(mut visit: Visit, Path(id): Path<String>) -> Result<Response, Fault> {
    let shown = visit.query.get("revision").and_then(|number| number.parse().ok());
    let page = view::proposal(&visit.site.desk, visit.viewer()?, &id, shown, &visit.cx).await?;
    visit.of(&page.heading.community).await?;
    Ok(visit.island_page(pages::thread::proposal(&visit.cx, page)))
}

async fn remark_page(mut visit: Visit, Path(id): Path<String>) -> Result<Response, Fault> {
    let page = view::remark(&visit.site.desk, visit.viewer()?, &id, &visit.cx).await?;
    visit.of(&page.heading.community).await?;
    Ok(visit.page(pages::thread::remark(&visit.cx, page)))
}

async fn hidden(mut visit: Visit, Path(id): Path<SessionId>) -> Result<Response, Fault> {
    let page = view::hidden(&visit.site.desk, visit.viewer()?, &id, &visit.cx).await?;
    visit.of(&page.heading.community).await?;
    Ok(visit.page(pages::hidden::hidden(&visit.cx, page)))
}

async fn screen(mut visit: Visit, Path(id): Path<SessionId>) -> Result<Response, Fault> {
    let page = view::screen(&visit.site.desk, visit.viewer()?, &id, &visit.cx).await?;
    visit.of(&page.heading.community).await?;
    // The hall reads the screen: nothing on it says who has signed in.
    visit.cx.who = None;
    Ok(visit.island_page(pages::screen::screen(&visit.cx, page)))
}

async fn roll_call(mut visit: Visit, Path(id): Path<SessionId>) -> Result<Response, Fault> {
    let page = view::roll_call_page(&visit.site.desk, visit.viewer()?, &id, &visit.cx).await?;
    visit.of(&page.heading.community).await?;
    Ok(visit.island_page(pages::screen::roll_call(&visit.cx, page)))
}
