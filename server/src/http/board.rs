//! What members and staff do about the board: disclosures, objections, postings, what is overdue.

use super::{
    Site, upload,
    visit::{Posted, Visit},
};
use crate::{
    desk::{board::about as about_address, board_view as view, publish::Kind},
    fault::Fault,
    form::Form,
    photo,
    record::board::{Asked, SIZE},
};
use app::pages;
use axum::{
    Router,
    extract::{Multipart, Path},
    response::Response,
    routing::{get, post},
};
use rules::{Refusal, permit::Act};

/// The addresses of this file.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/c/{community}/disclosures/{id}", get(disclosure))
        .route("/do/c/{community}/disclosures/{id}", post(write))
        .route("/do/c/{community}/disclosures/{id}/sign", post(sign))
        .route("/do/c/{community}/disclosures/{id}/return", post(send_back))
        .route("/do/c/{community}/disclosures/{id}/publish", post(publish))
        .route("/c/{community}/about/{kind}/{id}", get(about))
        .route("/do/c/{community}/about/{kind}/{id}/object", post(object))
        .route("/do/c/{community}/about/{kind}/{id}/paper", post(object_on_paper))
        .route("/do/c/{community}/about/{kind}/{id}/take-down", post(take_down))
        .route("/do/c/{community}/about/{kind}/{id}/withdraw", post(withdraw))
        .route("/do/c/{community}/about/{kind}/{id}/take-back", post(take_back))
        .route("/do/c/{community}/about/{kind}/{id}/take-back-whole", post(take_back))
        .route("/do/t/{takeback}/answer", post(answer_takeback))
        .route("/do/o/{objection}/reply", post(reply))
        .route("/do/o/{objection}/hide", post(hide))
        .route("/do/oh/{hiding}/appeal", post(appeal))
        .route("/do/oh/{hiding}/answer", post(answer_appeal))
        .route("/c/{community}/overdue", get(overdue))
        .route("/c/{community}/within", get(within))
}

async fn disclosure(mut visit: Visit, Path((community, id)): Path<(String, String)>) -> Result<Response, Fault> {
    let (page, urban) =
        view::disclosure(&visit.site.desk, visit.viewer()?, (&community, &id), (&visit.query, &visit.cx)).await?;
    visit.of(&community).await?;
    Ok(visit.page(pages::disclosure::form(&visit.cx, page, urban)))
}

async fn write(
    visit: Visit,
    Path((community, id)): Path<(String, String)>,
    Posted(form): Posted,
) -> Result<Response, Fault> {
    if form.wants_preview() {
        visit.viewer()?.membership(&community)?;
        return visit.preview(&format!("/c/{community}/disclosures/{id}"), &form).await;
    }
    let answer = visit.site.desk.write_disclosure(visit.viewer()?, (&community, &id), &form).await?;
    visit.answer(answer, &format!("/c/{community}/disclosures/{id}"), &form).await
}

async fn send_back(
    visit: Visit,
    Path((community, id)): Path<(String, String)>,
    Posted(form): Posted,
) -> Result<Response, Fault> {
    let answer = visit.site.desk.return_disclosure(visit.viewer()?, (&community, &id), &form).await?;
    visit.answer(answer, &format!("/c/{community}/disclosures/{id}"), &form).await
}

async fn sign(
    visit: Visit,
    Path((community, id)): Path<(String, String)>,
    Posted(form): Posted,
) -> Result<Response, Fault> {
    let answer = visit.site.desk.countersign_disclosure(visit.viewer()?, (&community, &id), &form).await?;
    visit.answer(answer, &format!("/c/{community}/disclosures/{id}"), &form).await
}

async fn publish(
    visit: Visit,
    Path((community, id)): Path<(String, String)>,
    Posted(form): Posted,
) -> Result<Response, Fault> {
    let answer = visit.site.desk.publish_disclosure(visit.viewer()?, (&community, &id), &form).await?;
    visit.answer(answer, &format!("/c/{community}/disclosures/{id}"), &form).await
}

type Thing = (String, String, String);

fn kind_of(kind: &str) -> Result<Kind, Fault> {
    Kind::from_id(kind).ok_or(Fault::NotFound)
}

fn back((community, kind, id): &Thing) -> String {
    about_address(community, kind, id)
}

async fn about(mut visit: Visit, Path(thing): Path<Thing>) -> Result<Response, Fault> {
    let (community, kind, id) = &thing;
    let at = (community.as_str(), kind_of(kind)?, id.as_str());
    let page = view::about(&visit.site.desk, visit.viewer()?, at, &visit.cx).await?;
    visit.of(community).await?;
    Ok(visit.page(pages::board::about(&visit.cx, page)))
}

async fn object(visit: Visit, Path(thing): Path<Thing>, Posted(form): Posted) -> Result<Response, Fault> {
    file(visit, thing, form, false).await
}

/// What the clerk enters for somebody who brought it on paper.
async fn object_on_paper(visit: Visit, Path(thing): Path<Thing>, Posted(form): Posted) -> Result<Response, Fault> {
    file(visit, thing, form, true).await
}

async fn file(visit: Visit, thing: Thing, form: Form, on_paper: bool) -> Result<Response, Fault> {
    let (community, kind, id) = &thing;
    let at = (community.as_str(), kind_of(kind)?, id.as_str());
    let answer = visit.site.desk.file_objection(visit.viewer()?, at, on_paper, &form).await?;
    visit.answer(answer, &back(&thing), &form).await
}

async fn take_down(visit: Visit, Path(thing): Path<Thing>, Posted(form): Posted) -> Result<Response, Fault> {
    let (community, kind, id) = &thing;
    let at = (community.as_str(), kind_of(kind)?, id.as_str());
    let answer = visit.site.desk.take_down(visit.viewer()?, at, &form).await?;
    visit.answer(answer, &back(&thing), &form).await
}

async fn withdraw(visit: Visit, Path(thing): Path<Thing>, Posted(form): Posted) -> Result<Response, Fault> {
    let (community, kind, id) = &thing;
    let at = (community.as_str(), kind_of(kind)?, id.as_str());
    let answer = visit.site.desk.withdraw(visit.viewer()?, at, &form).await?;
    visit.answer(answer, &back(&thing), &form).await
}

async fn take_back(visit: Visit, Path(thing): Path<Thing>, Posted(form): Posted) -> Result<Response, Fault> {
    let (community, kind, id) = &thing;
    let at = (community.as_str(), kind_of(kind)?, id.as_str());
    let answer = visit.site.desk.ask_takeback(visit.viewer()?, at, &form).await?;
    visit.answer(answer, &back(&thing), &form).await
}

async fn answer_takeback(visit: Visit, Path(id): Path<String>, Posted(form): Posted) -> Result<Response, Fault> {
    let to = view::where_taken_back(&visit.site.desk, visit.viewer()?, &id).await?;
    let answer = visit.site.desk.answer_takeback(visit.viewer()?, &id, &form).await?;
    visit.answer(answer, &to, &form).await
}

/// Takes the photo of the board.
pub async fn upload(visit: Visit, Path(thing): Path<Thing>, parts: Multipart) -> Result<Response, Fault> {
    let (community, kind, id) = &thing;
    let at = (community.as_str(), kind_of(kind)?, id.as_str());
    visit.viewer()?.membership(community)?;
    match picture(parts).await? {
        Ok(jpeg) => {
            let answer = visit.site.desk.attach_photo(visit.viewer()?, at, jpeg).await?;
            visit.answer(answer, &back(&thing), &Form::default()).await
        }
        Err(refusal) => visit.refuse(&back(&thing), "", refusal, &Form::default()).await,
    }
}

/// A picture that was sent, written anew.
pub async fn picture(parts: Multipart) -> Result<Result<Vec<u8>, Refusal>, Fault> {
    const GIVE_UP: usize = 128 * 1024 * 1024;
    let bytes = upload::read(parts, photo::LARGEST, GIVE_UP).await;
    let bytes = bytes.map_err(|unread| unread.fault(Refusal::PhotoTooLarge))?;
    tokio::task::spawn_blocking(move || photo::renew(&bytes)).await.map_err(|error| Fault::Other(error.to_string()))
}

async fn reply(visit: Visit, Path(id): Path<String>, Posted(form): Posted) -> Result<Response, Fault> {
    let to = view::where_asked(&visit.site.desk, visit.viewer()?, &id).await?;
    let answer = visit.site.desk.reply_objection(visit.viewer()?, &id, &form).await?;
    visit.answer(answer, &to, &form).await
}

async fn hide(visit: Visit, Path(id): Path<String>, Posted(form): Posted) -> Result<Response, Fault> {
    let to = view::where_asked(&visit.site.desk, visit.viewer()?, &id).await?;
    let answer = visit.site.desk.hide_objection(visit.viewer()?, &id, &form).await?;
    visit.answer(answer, &to, &form).await
}

async fn appeal(visit: Visit, Path(id): Path<String>, Posted(form): Posted) -> Result<Response, Fault> {
    let to = view::where_hidden(&visit.site.desk, visit.viewer()?, &id).await?;
    let answer = visit.site.desk.step_objection(visit.viewer()?, &id, &form, Act::Appeal).await?;
    visit.answer(answer, &to, &form).await
}

async fn answer_appeal(visit: Visit, Path(id): Path<String>, Posted(form): Posted) -> Result<Response, Fault> {
    let to = view::where_hidden(&visit.site.desk, visit.viewer()?, &id).await?;
    let answer = visit.site.desk.step_objection(visit.viewer()?, &id, &form, Act::DecideAppeal).await?;
    visit.answer(answer, &to, &form).await
}

async fn overdue(mut visit: Visit, Path(community): Path<String>) -> Result<Response, Fault> {
    let page = view::overdue(&visit.site.desk, visit.viewer()?, &community, (&visit.query, &visit.cx)).await?;
    visit.of(&community).await?;
    Ok(visit.page(pages::board::overdue(&visit.cx, page)))
}

async fn within(mut visit: Visit, Path(community): Path<String>) -> Result<Response, Fault> {
    let page = Asked::read(&visit.query).page_number();
    let page = view::within(&visit.site.desk, visit.viewer()?, &community, &visit.cx, (page, SIZE)).await?;
    visit.of(&community).await?;
    Ok(visit.page(pages::board::within(&visit.cx, page)))
}
