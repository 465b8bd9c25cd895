//! The pages and forms of the live room: threads, moderation, the floor, the hall's screen.

use super::{
    Site,
    visit::{Posted, Visit},
};
use crate::{
    desk::{appeal::Hideable, discussion::FloorStep, sitting_view as view},
    fault::Fault,
    heavy::heavy,
};
use app::{address, pages};
use axum::{
    Router,
    extract::Path,
    response::Response,
    routing::{get, post},
};

/// The addresses of this file.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/i/{item}/thread", get(thread))
        .route("/do/i/{item}/propose", post(propose))
        .route("/do/i/{item}/remark", post(remark))
        .route("/do/i/{item}/order", post(order))
        .route("/do/i/{item}/call", post(call))
        .route("/do/i/{item}/end", post(end))
        .route("/do/i/{item}/end/publish", post(publish_end))
        .route("/p/{proposal}", get(proposal))
        .route("/do/p/{proposal}/revise", post(revise))
        .route("/do/p/{proposal}/withdraw", post(withdraw))
        .route("/do/p/{proposal}/second", post(second))
        .route("/do/p/{proposal}/put", post(put))
        .route("/do/p/{proposal}/hide", post(hide_proposal))
        .route("/r/{remark}", get(remark_page))
        .route("/do/r/{remark}/answered", post(answered))
        .route("/do/r/{remark}/hide", post(hide_remark))
        .route("/s/{session}/hidden", get(hidden))
        .route("/do/h/{hiding}/appeal", post(appeal))
        .route("/do/h/{hiding}/answer", post(answer))
        .route("/s/{session}/screen", get(screen))
        .route("/s/{session}/roll-call", get(roll_call))
        .route("/do/s/{session}/roll-call/answer", post(answer_roll_call))
        .route("/do/s/{session}/roll-call/begin", post(begin_roll_call))
        .route("/do/s/{session}/roll-call/end", post(end_roll_call))
        .route("/do/s/{session}/hand", post(hand))
        .route("/do/s/{session}/floor/{step}", post(floor))
        .route("/do/s/{session}/pause", post(pause))
}

async fn thread(mut visit: Visit, Path(item): Path<String>) -> Result<Response, Fault> {
    let answer = visit.query.get("answer").cloned();
    let page = view::thread(&visit.site.desk, visit.viewer()?, &item, answer.as_deref(), &visit.cx).await?;
    visit.of(&page.heading.community).await?;
    let cx = visit.cx.clone();
    Ok(visit.island_page(heavy(move || pages::thread::thread(&cx, page)).await?))
}

async fn propose(visit: Visit, Path(item): Path<String>, Posted(form): Posted) -> Result<Response, Fault> {
    let back = format!("/i/{item}/thread");
    if form.wants_preview() {
        visit.site.desk.item_for(visit.viewer()?, &item).await?;
        return visit.preview(&back, &form).await;
    }
    let answer = visit.site.desk.propose(visit.viewer()?, &item, &form).await?;
    visit.answer(answer, &back, &form).await
}

async fn remark(visit: Visit, Path(item): Path<String>, Posted(form): Posted) -> Result<Response, Fault> {
    let answer = visit.site.desk.remark(visit.viewer()?, &item, &form).await?;
    let back = match form.get("parent") {
        "" => format!("/i/{item}/thread"),
        parent => address::asking(&format!("/i/{item}/thread"), &[("answer", parent)]),
    };
    visit.answer(answer, &back, &form).await
}

async fn order(visit: Visit, Path(item): Path<String>, Posted(form): Posted) -> Result<Response, Fault> {
    let answer = visit.site.desk.order_thread(visit.viewer()?, &item, &form).await?;
    visit.answer(answer, &format!("/i/{item}/thread"), &form).await
}

async fn call(visit: Visit, Path(item): Path<String>, Posted(form): Posted) -> Result<Response, Fault> {
    let session = visit.site.desk.item_for(visit.viewer()?, &item).await?.session;
    let answer = visit.site.desk.call_item(visit.viewer()?, &item, &form).await?;
    visit.answer(answer, &format!("/s/{session}/chair"), &form).await
}

async fn end(visit: Visit, Path(item): Path<String>, Posted(form): Posted) -> Result<Response, Fault> {
    let session = visit.site.desk.item_for(visit.viewer()?, &item).await?.session;
    let answer = visit.site.desk.end_item(visit.viewer()?, &item, &form).await?;
    visit.answer(answer, &format!("/s/{session}/chair"), &form).await
}

async fn publish_end(visit: Visit, Path(item): Path<String>, Posted(form): Posted) -> Result<Response, Fault> {
    let session = visit.site.desk.item_for(visit.viewer()?, &item).await?.session;
    let answer = visit.site.desk.publish_ending(visit.viewer()?, &item, &form).await?;
    visit.answer(answer, &format!("/s/{session}/chair"), &form).await
}

async fn proposal(mut visit: Visit, Path(id): Path<String>) -> Result<Response, Fault> {
    let shown = visit.query.get("revision").and_then(|number| number.parse().ok());
    let page = view::proposal(&visit.site.desk, visit.viewer()?, &id, shown, &visit.cx).await?;
    visit.of(&page.heading.community).await?;
    Ok(visit.island_page(pages::thread::proposal(&visit.cx, page)))
}

async fn revise(visit: Visit, Path(id): Path<String>, Posted(form): Posted) -> Result<Response, Fault> {
    let back = format!("/p/{id}");
    if form.wants_preview() {
        visit.site.desk.proposal_for(visit.viewer()?, &id).await?;
        return visit.preview(&back, &form).await;
    }
    let answer = visit.site.desk.revise_proposal(visit.viewer()?, &id, &form).await?;
    visit.answer(answer, &back, &form).await
}

async fn withdraw(visit: Visit, Path(id): Path<String>, Posted(form): Posted) -> Result<Response, Fault> {
    let answer = visit.site.desk.withdraw_proposal(visit.viewer()?, &id, &form).await?;
    visit.answer(answer, &format!("/p/{id}"), &form).await
}

async fn second(visit: Visit, Path(id): Path<String>, Posted(form): Posted) -> Result<Response, Fault> {
    let item = visit.site.desk.proposal_for(visit.viewer()?, &id).await?.item;
    let answer = visit.site.desk.second_proposal(visit.viewer()?, &id, &form).await?;
    visit.answer(answer, &format!("/i/{item}/thread"), &form).await
}

async fn put(visit: Visit, Path(id): Path<String>, Posted(form): Posted) -> Result<Response, Fault> {
    let answer = visit.site.desk.put_proposal(visit.viewer()?, &id, &form).await?;
    visit.answer(answer, &format!("/p/{id}"), &form).await
}

async fn hide_proposal(visit: Visit, Path(id): Path<String>, Posted(form): Posted) -> Result<Response, Fault> {
    let answer = visit.site.desk.hide(visit.viewer()?, Hideable::Proposal(id.clone()), &form).await?;
    visit.answer(answer, &format!("/p/{id}"), &form).await
}

async fn remark_page(mut visit: Visit, Path(id): Path<String>) -> Result<Response, Fault> {
    let page = view::remark(&visit.site.desk, visit.viewer()?, &id, &visit.cx).await?;
    visit.of(&page.heading.community).await?;
    Ok(visit.page(pages::thread::remark(&visit.cx, page)))
}

async fn answered(visit: Visit, Path(id): Path<String>, Posted(form): Posted) -> Result<Response, Fault> {
    let answer = visit.site.desk.mark_answered(visit.viewer()?, &id, &form).await?;
    visit.answer(answer, &format!("/r/{id}"), &form).await
}

async fn hide_remark(visit: Visit, Path(id): Path<String>, Posted(form): Posted) -> Result<Response, Fault> {
    let answer = visit.site.desk.hide(visit.viewer()?, Hideable::Remark(id.clone()), &form).await?;
    visit.answer(answer, &format!("/r/{id}"), &form).await
}

async fn hidden(mut visit: Visit, Path(id): Path<String>) -> Result<Response, Fault> {
    let page = view::hidden(&visit.site.desk, visit.viewer()?, &id, &visit.cx).await?;
    visit.of(&page.heading.community).await?;
    Ok(visit.page(pages::hidden::hidden(&visit.cx, page)))
}

async fn appeal(visit: Visit, Path(id): Path<String>, Posted(form): Posted) -> Result<Response, Fault> {
    let session = visit.site.desk.hiding_for(visit.viewer()?, &id).await?.session;
    let answer = visit.site.desk.appeal(visit.viewer()?, &id, &form).await?;
    visit.answer(answer, &format!("/s/{session}/hidden"), &form).await
}

async fn answer(visit: Visit, Path(id): Path<String>, Posted(form): Posted) -> Result<Response, Fault> {
    let session = visit.site.desk.hiding_for(visit.viewer()?, &id).await?.session;
    let answer = visit.site.desk.answer_appeal(visit.viewer()?, &id, &form).await?;
    visit.answer(answer, &format!("/s/{session}/hidden"), &form).await
}

async fn screen(mut visit: Visit, Path(id): Path<String>) -> Result<Response, Fault> {
    let page = view::screen(&visit.site.desk, visit.viewer()?, &id, &visit.cx).await?;
    visit.of(&page.heading.community).await?;
    // The hall reads the screen: nothing on it says who has signed in.
    visit.cx.who = None;
    Ok(visit.island_page(pages::screen::screen(&visit.cx, page)))
}

async fn roll_call(mut visit: Visit, Path(id): Path<String>) -> Result<Response, Fault> {
    let page = view::roll_call_page(&visit.site.desk, visit.viewer()?, &id, &visit.cx).await?;
    visit.of(&page.heading.community).await?;
    Ok(visit.island_page(pages::screen::roll_call(&visit.cx, page)))
}

async fn answer_roll_call(visit: Visit, Path(id): Path<String>, Posted(form): Posted) -> Result<Response, Fault> {
    let answer = visit.site.desk.answer_roll_call(visit.viewer()?, &id, &form).await?;
    let back = if form.get("member").is_empty() { format!("/s/{id}") } else { format!("/s/{id}/roll-call") };
    visit.answer(answer, &back, &form).await
}

async fn begin_roll_call(visit: Visit, Path(id): Path<String>, Posted(form): Posted) -> Result<Response, Fault> {
    let answer = visit.site.desk.call_roll(visit.viewer()?, &id, true, &form).await?;
    visit.answer(answer, &format!("/s/{id}/chair"), &form).await
}

async fn end_roll_call(visit: Visit, Path(id): Path<String>, Posted(form): Posted) -> Result<Response, Fault> {
    let answer = visit.site.desk.call_roll(visit.viewer()?, &id, false, &form).await?;
    visit.answer(answer, &format!("/s/{id}/chair"), &form).await
}

async fn hand(visit: Visit, Path(id): Path<String>, Posted(form): Posted) -> Result<Response, Fault> {
    let answer = visit.site.desk.raise_hand(visit.viewer()?, &id, &form).await?;
    visit.answer(answer, &format!("/s/{id}"), &form).await
}

async fn floor(
    visit: Visit,
    Path((id, step)): Path<(String, String)>,
    Posted(form): Posted,
) -> Result<Response, Fault> {
    let step = FloorStep::from_id(&step).ok_or(Fault::NotFound)?;
    let answer = visit.site.desk.lead_floor(visit.viewer()?, &id, step, &form).await?;
    visit.answer(answer, &format!("/s/{id}/chair"), &form).await
}

async fn pause(visit: Visit, Path(id): Path<String>, Posted(form): Posted) -> Result<Response, Fault> {
    let answer = visit.site.desk.pause(visit.viewer()?, &id, &form).await?;
    visit.answer(answer, &format!("/s/{id}/chair"), &form).await
}
