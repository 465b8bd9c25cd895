//! The pages and forms of a session. What a page shows is put together in `sitting::view`.

use crate::{
    fault::Fault,
    heavy::heavy,
    secret,
    sitting::{presence::room_code, view, vote::acts::sheet_of},
    text::qr,
    web::{
        Site,
        visit::{Posted, Visit},
    },
};
use app::{
    address, pages,
    view::door::{DoorPage, RoomCodePage, ScanPage},
};
use axum::{
    Router,
    extract::{Path, Query},
    http::{HeaderValue, header},
    response::{IntoResponse, Redirect, Response},
    routing::{get, post},
};
use rules::{
    Refusal,
    appraisal::Line,
    ballot::{Choice, Mode},
    id::{CommunityId, ItemId, SessionId, VoteId},
    permit::Act,
};
use std::collections::HashMap;

/// The addresses of this file.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/c/{community}/sessions/new", get(new_session))
        .route("/s/{session}", get(session))
        .route("/s/{session}/edit", get(edit_form))
        .route("/s/{session}/correct-notice", get(correct_form))
        .route("/i/{item}/edit", get(item_form))
        .route("/s/{session}/chair", get(chair))
        .route("/s/{session}/door", get(door))
        .route("/s/{session}/room-code", get(code_page))
        .route("/s/{session}/room-code.svg", get(code_picture))
        .route("/s/{session}/here/{code}", get(scan_page))
        .route("/do/s/{session}/here/{code}", post(scan))
        .route("/i/{item}", get(text))
        .route("/i/{item}/gates", get(gates))
        .route("/v/{vote}", get(vote))
        .route("/do/v/{vote}/check", post(check))
        .route("/v/{vote}/outcome", get(outcome))
}

async fn new_session(
    mut visit: Visit,
    Path(community): Path<CommunityId>,
    Query(query): Query<HashMap<String, String>>,
) -> Result<Response, Fault> {
    let standing = visit.viewer()?.standing(&community)?;
    if !standing.may(Act::DraftSession) {
        return Err(Fault::Forbidden(Refusal::NotYourRole));
    }
    visit.of(&community).await?;
    let page = view::new_form(
        &visit.site.desk,
        &community,
        (query.contains_key("last"), query.get("matter").map(String::as_str)),
        &visit.cx,
    )
    .await?;
    Ok(visit.page(pages::chair::form_page(&visit.cx, page)))
}

async fn session(mut visit: Visit, Path(id): Path<SessionId>) -> Result<Response, Fault> {
    let community = visit.site.desk.session_for(visit.viewer()?, &id).await?.community;
    visit.of(&community).await?;
    let page = view::session(&visit.site.desk, visit.viewer()?, &id, &visit.cx).await?;
    Ok(visit.island_page(pages::session::session(&visit.cx, page)))
}

async fn edit_form(mut visit: Visit, Path(id): Path<SessionId>) -> Result<Response, Fault> {
    let community = visit.site.desk.session_for(visit.viewer()?, &id).await?.community;
    if !visit.viewer()?.standing(&community)?.may(Act::DraftSession) {
        return Err(Fault::Forbidden(Refusal::NotYourRole));
    }
    visit.of(&community).await?;
    let page = view::edit_form(&visit.site.desk, &community, &id, &visit.cx).await?;
    Ok(visit.page(pages::chair::form_page(&visit.cx, page)))
}

async fn correct_form(mut visit: Visit, Path(id): Path<SessionId>) -> Result<Response, Fault> {
    let session = visit.site.desk.session_for(visit.viewer()?, &id).await?;
    let community = session.community;
    let presides = visit.viewer()?.membership(&community)?.member == session.presiding;
    if !presides || !visit.viewer()?.verified {
        return Err(Fault::Forbidden(Refusal::NotYourRole));
    }
    visit.of(&community).await?;
    let page = view::edit_form(&visit.site.desk, &community, &id, &visit.cx).await?;
    Ok(visit.page(pages::chair::correct_page(&visit.cx, page)))
}

async fn item_form(mut visit: Visit, Path(item): Path<ItemId>) -> Result<Response, Fault> {
    let page = view::item_form(&visit.site.desk, visit.viewer()?, &item, &visit.cx).await?;
    visit.of(&page.heading.community).await?;
    Ok(visit.page(pages::chair::item_page(&visit.cx, page)))
}

async fn chair(mut visit: Visit, Path(id): Path<SessionId>) -> Result<Response, Fault> {
    let community = visit.site.desk.session_for(visit.viewer()?, &id).await?.community;
    visit.of(&community).await?;
    let page = view::chair(&visit.site.desk, visit.viewer()?, &id, &visit.cx).await?;
    Ok(visit.island_page(pages::chair::chair(&visit.cx, page)))
}

async fn door(mut visit: Visit, Path(id): Path<SessionId>) -> Result<Response, Fault> {
    let community = visit.site.desk.session_for(visit.viewer()?, &id).await?.community;
    if !visit.viewer()?.standing(&community)?.may(Act::KeepPresence) {
        return Err(Fault::Forbidden(Refusal::NotYourRole));
    }
    visit.of(&community).await?;
    let asked = view::ListAsked::read(&visit.query, &DoorPage::SHOWS);
    let page = view::door(&visit.site.desk, (visit.viewer()?, &community), &id, (&asked, &visit.cx)).await?;
    let cx = visit.cx.clone();
    Ok(visit.island_page(heavy(move || pages::door::door(&cx, page)).await?))
}

async fn code_page(mut visit: Visit, Path(id): Path<SessionId>) -> Result<Response, Fault> {
    let session = visit.site.desk.session_for(visit.viewer()?, &id).await?;
    let standing = visit.viewer()?.standing(&session.community)?;
    if !standing.may(Act::KeepPresence) && !standing.may(Act::DraftSession) {
        return Err(Fault::Forbidden(Refusal::NotYourRole));
    }
    visit.of(&session.community).await?;
    let heading = view::heading(&visit.site.desk, &session.community, &id, &visit.cx).await?;
    let page = RoomCodePage { heading, url: visit.site.settings.public_url().to_owned() };
    Ok(visit.island_page(pages::door::room_code(&visit.cx, page)))
}

async fn code_picture(visit: Visit, Path(id): Path<SessionId>) -> Result<Response, Fault> {
    let session = visit.site.desk.session_for(visit.viewer()?, &id).await?;
    let standing = visit.viewer()?.standing(&session.community)?;
    if !standing.may(Act::KeepPresence) && !standing.may(Act::DraftSession) {
        return Err(Fault::Forbidden(Refusal::NotYourRole));
    }
    let code = room_code(&session, visit.site.desk.now(), 0);
    let picture = qr(&format!("{}/s/{id}/here/{code}", visit.site.settings.public_url()));
    Ok(([(header::CONTENT_TYPE, HeaderValue::from_static("image/svg+xml"))], picture).into_response())
}

async fn scan_page(mut visit: Visit, Path((id, code)): Path<(SessionId, String)>) -> Result<Response, Fault> {
    let community = visit.site.desk.session_for(visit.viewer()?, &id).await?.community;
    visit.of(&community).await?;
    let heading = view::heading(&visit.site.desk, &community, &id, &visit.cx).await?;
    Ok(visit.page(pages::door::scan(&visit.cx, ScanPage { heading, code })))
}

async fn scan(
    visit: Visit,
    Path((id, code)): Path<(SessionId, String)>,
    Posted(form): Posted,
) -> Result<Response, Fault> {
    let answer = visit.site.desk.scan(visit.viewer()?, &id, &code).await?;
    visit.answer(answer, &address::session(&id), &form).await
}

async fn text(mut visit: Visit, Path(item): Path<ItemId>) -> Result<Response, Fault> {
    let (community, page) = view::text(&visit.site.desk, visit.viewer()?, &item, &visit.cx).await?;
    visit.of(&community).await?;
    Ok(visit.page(pages::text::text(&visit.cx, page)))
}

async fn gates(mut visit: Visit, Path(item): Path<ItemId>) -> Result<Response, Fault> {
    let page = view::gates_page(&visit.site.desk, visit.viewer()?, &item, &visit.cx).await?;
    visit.of(&page.heading.community).await?;
    Ok(visit.page(pages::gates::gates(&visit.cx, page)))
}

async fn vote(mut visit: Visit, Path(id): Path<VoteId>) -> Result<Response, Fault> {
    let community = visit.site.desk.vote_for(visit.viewer()?, &id).await?.community;
    visit.of(&community).await?;
    let mut page = view::vote_view(&visit.site.desk, visit.viewer()?, &id, (visit.received, &visit.cx)).await?;
    page.again = visit.query.contains_key("again");
    Ok(visit.forget_received(visit.island_page(pages::vote::vote(&visit.cx, page))))
}

/// The second screen of a ballot without script: what was chosen, before it is cast. Nothing of it is kept, and no address holds it.
async fn check(mut visit: Visit, Path(id): Path<VoteId>, Posted(form): Posted) -> Result<Response, Fault> {
    let community = visit.site.desk.vote_for(visit.viewer()?, &id).await?.community;
    visit.of(&community).await?;
    let page = view::vote_view(&visit.site.desk, visit.viewer()?, &id, (None, &visit.cx)).await?;
    let giver = form.get("giver");
    let held = page.held.iter().find(|one| one.giver == giver).cloned();
    let may = match &held {
        Some(one) => !one.taken && one.stored.is_none() && one.refused.is_none(),
        None => giver.is_empty() && !page.stored_secretly && page.stored.is_none() && page.refused.is_none(),
    };
    // What became of the vote meanwhile is said by its page.
    if !may {
        return Ok(Redirect::to(&address::vote_stored(&id)).into_response());
    }
    if let Some(sheet) = &page.sheet {
        return Ok(match sheet_of(&form, &sheet.terms, sheet.people.len()) {
            Ok(lines) if lines.iter().any(|line| *line != Line::Unmarked) => {
                visit.page(pages::vote::check_sheet(&visit.cx, page, &lines, held.as_ref(), secret::fill()))
            }
            Ok(_) => visit.tell(&address::vote(&id), "", Refusal::NoChoice, &[]),
            Err((field, refusal)) => visit.tell(&address::vote(&id), &field, refusal, &[]),
        });
    }
    let Some(choice) = Choice::from_form(form.get("choice")) else {
        return Ok(visit.tell(&address::vote(&id), "choice", Refusal::NoChoice, &[]));
    };
    let secretly = page.round.mode == Mode::Secret;
    let mut answer = visit.page(pages::vote::check(&visit.cx, page, choice, held.as_ref(), secret::fill()));
    if !secretly {
        // Whoever goes back to it finds it again; of a secret ballot the device keeps nothing.
        answer.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    }
    Ok(answer)
}

async fn outcome(mut visit: Visit, Path(id): Path<VoteId>) -> Result<Response, Fault> {
    let community = visit.site.desk.vote_for(visit.viewer()?, &id).await?.community;
    visit.of(&community).await?;
    let page = view::outcome(&visit.site.desk, visit.viewer()?, &id, &visit.cx).await?;
    Ok(visit.page(pages::outcome::outcome(&visit.cx, page)))
}
