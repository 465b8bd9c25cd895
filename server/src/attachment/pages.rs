//! The pages of pictures that are kept: for who keeps and supervises them alone.

use super::{Attached, Owner, rows};
use crate::{
    act::{Form, Subject},
    fault::Fault,
    heavy, photo,
    record::photo::rows as photos,
    web::{
        Site, upload,
        visit::{Posted, Visit},
    },
};
use app::{
    address, pages,
    view::attachment::{AttachmentPage, AttachmentsPage, Picture},
};
use axum::{
    Router,
    extract::{Multipart, Path},
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use rules::{
    Refusal,
    attachment::{Area, Of, State, cover},
    id::{AttachmentId, CommunityId},
    permit::Act,
};

/// The addresses of this file.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/c/{community}/attachments/{of}/{id}", get(all))
        .route("/a/{attachment}", get(one))
        .route("/a/{attachment}/picture", get(picture))
        .route("/do/a/{attachment}/cover", post(cover_areas))
}

type Thing = (CommunityId, String, String);

fn of(text: &str) -> Result<Of, Fault> {
    Of::from_id(text).ok_or(Fault::NotFound)
}

/// Lets those in who keep and supervise pictures; for others of the community it says why not.
fn reads(visit: &Visit, community: &CommunityId) -> Result<(), Fault> {
    let viewer = visit.viewer()?;
    viewer.membership(community)?;
    if viewer.standing(community)?.may(Act::ReadAttachments) {
        Ok(())
    } else {
        Err(Fault::Forbidden(Refusal::NotYourRole))
    }
}

async fn all(mut visit: Visit, Path((community, belongs, id)): Path<Thing>) -> Result<Response, Fault> {
    reads(&visit, &community)?;
    let belongs = of(&belongs)?;
    let mut conn = visit.site.desk.read().await?;
    let owner = Owner::find(&mut conn, &community, belongs, &id).await?;
    let pictures = rows::of(&mut conn, &community, (belongs, &id)).await?.into_iter().map(shown).collect();
    drop(conn);
    let may_keep = visit.viewer()?.standing(&community)?.may(Act::KeepAttachments);
    visit.of(&community).await?;
    let page = AttachmentsPage {
        community: community.0,
        belongs,
        id,
        title: owner.title,
        back: owner.page,
        pictures,
        may_keep,
    };
    Ok(visit.page(pages::attachment::all(&visit.cx, page)))
}

fn shown(row: rows::AttachmentRow) -> Picture {
    Picture {
        id: row.id.0,
        state: row.state,
        hash: row.hash,
        title: row.title,
        reason: row.reason,
        kilobytes: (row.bytes + 1023) / 1024,
    }
}

async fn one(mut visit: Visit, Path(id): Path<AttachmentId>) -> Result<Response, Fault> {
    let row = visit.site.desk.attachment_for(visit.viewer()?, &id).await?;
    let community = row.community.clone();
    reads(&visit, &community)?;
    let mut conn = visit.site.desk.read().await?;
    let on = Attached::find(&mut conn, &id).await?;
    let is_read = on.owner.is_read(&mut conn, &community).await?;
    drop(conn);
    let standing = visit.viewer()?.standing(&community)?;
    let page = AttachmentPage {
        back: address::attachments(&community, row.belongs.id(), &row.subject),
        of: on.owner.title,
        within: on.owner.audience == rules::posting::Audience::Members,
        may_keep: standing.may(Act::KeepAttachments) && row.state == State::Kept,
        may_publish: standing.may(Act::PublishAttachment) && row.state == State::Kept && is_read,
        too_early: row.state == State::Kept && !is_read,
        may_withdraw: match row.state {
            State::Kept => standing.may(Act::KeepAttachments),
            State::Public => standing.may(Act::WithdrawPublication),
            State::Withdrawn => false,
        },
        picture: shown(row),
    };
    visit.of(&community).await?;
    Ok(visit.page(pages::attachment::one(&visit.cx, page)))
}

/// The picture as it stands, for those who keep and supervise it.
async fn picture(visit: Visit, Path(id): Path<AttachmentId>) -> Result<Response, Fault> {
    let row = visit.site.desk.attachment_for(visit.viewer()?, &id).await?;
    reads(&visit, &row.community)?;
    let found = photos::find(&mut *visit.site.desk.read().await?, &row.community, &row.photo).await?;
    let kind = (header::CONTENT_TYPE, HeaderValue::from_static("image/jpeg"));
    let kept = (header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(([kind, kept], found.jpeg()?).into_response())
}

/// Takes a picture in.
pub async fn upload(
    visit: Visit,
    Path((community, belongs, id)): Path<Thing>,
    parts: Multipart,
) -> Result<Response, Fault> {
    let back = address::attachments(&community, &belongs, &id);
    let belongs = of(&belongs)?;
    visit.viewer()?.membership(&community)?;
    // Whoever may not do it need not send it, and nothing is read.
    if !visit.viewer()?.standing(&community)?.may(Act::KeepAttachments) {
        return visit.refuse(&back, "", Refusal::NotYourRole, &Form::default()).await;
    }
    match upload::picture(parts).await? {
        Ok(jpeg) => {
            let answer = visit.site.desk.attach(visit.viewer()?, &community, (belongs, &id), jpeg).await?;
            visit.answer(answer, &back, &Form::default()).await
        }
        Err(refusal) => visit.refuse(&back, "picture", refusal, &Form::default()).await,
    }
}

/// Blacks out what the form names: the cells that were ticked, and a rectangle between two corners.
async fn cover_areas(visit: Visit, Path(id): Path<AttachmentId>, Posted(form): Posted) -> Result<Response, Fault> {
    let row = visit.site.desk.attachment_for(visit.viewer()?, &id).await?;
    let back = address::attachment(&id);
    if !visit.viewer()?.standing(&row.community)?.may(Act::KeepAttachments) {
        return visit.refuse(&back, "", Refusal::NotYourRole, &form).await;
    }
    let areas = match areas(&form) {
        Ok(areas) => areas,
        Err(refusal) => return visit.refuse(&back, "left", refusal, &form).await,
    };
    // Judged again inside the transaction: nothing is drawn in vain.
    if let Err(refusal) = cover(&id, row.state, &areas) {
        return visit.refuse(&back, "", refusal, &form).await;
    }
    let shown = photos::find(&mut *visit.site.desk.read().await?, &row.community, &row.photo).await?.jpeg()?;
    let drawn = areas.clone();
    let jpeg = match heavy::picture(move || photo::cover(&shown, &drawn)).await? {
        Ok(jpeg) => jpeg,
        Err(refusal) => return visit.refuse(&back, "", refusal, &form).await,
    };
    let desk = &visit.site.desk;
    let answer = desk.cover_attachment(visit.viewer()?, (&row.community, &id), areas, jpeg, &form).await?;
    visit.answer(answer, &back, &form).await
}

/// The rectangles that a form names. Of two corners all four numbers are given, or none.
fn areas(form: &Form) -> Result<Vec<Area>, Refusal> {
    let mut areas = Vec::new();
    for cell in form.all("cell") {
        areas.push(cell.parse().ok().and_then(Area::cell).ok_or(Refusal::NotOffered)?);
    }
    let corners = ["left", "top", "right", "bottom"].map(|name| form.get(name));
    if corners.iter().all(|one| one.is_empty()) {
        return Ok(areas);
    }
    let mut numbers = [0; 4];
    for (number, typed) in numbers.iter_mut().zip(corners) {
        *number = rules::typed::whole(typed).and_then(|one| u32::try_from(one).ok()).ok_or(Refusal::NothingCovered)?;
    }
    areas.push(Area::between(numbers).ok_or(Refusal::NothingCovered)?);
    Ok(areas)
}
