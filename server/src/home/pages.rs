//! Home, and what members and staff see of the board: disclosures, what is published, what is overdue. What they do there are
//! acts (`record`), but for the photo.

use crate::{
    act::{Form, viewer::Serving},
    fault::Fault,
    home::{about as view, duties, ledger, office as above, overdue},
    people::community::rows as communities,
    public::board::{Asked, SIZE},
    record::{petition::view as petition, posting::about as about_address, publication::Kind},
    web::{Site, upload, visit::Visit},
};
use app::{
    address, pages,
    view::{draw::NewDraw, people::Home, petition::NewPetition, record::Listed},
};
use axum::{
    Router,
    extract::{Multipart, Path},
    http::Uri,
    response::{IntoResponse, Redirect, Response},
    routing::get,
};
use rules::{
    Refusal,
    id::{CommunityId, OfficeId, OrderId},
    permit::Act,
};

/// The addresses of this file.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/c/{community}/disclosures/{id}", get(disclosure))
        .route("/c/{community}/about/{kind}/{id}", get(about))
        .route("/c/{community}/overdue", get(beyond_its_day))
        .route("/c/{community}/within", get(within))
        .route("/c/{community}/petitions/new", get(new_petition))
        .route("/c/{community}/draws/new", get(new_draw))
        .route("/o/{office}", get(office))
        .route("/order/{order}", get(order))
        .route("/c/{community}/orders/new", get(new_order))
        .route("/home", get(home))
        .route("/c/{community}/room", get(room))
        .merge(duties::routes())
        .merge(ledger::routes())
        .merge(super::register::routes())
}

async fn disclosure(mut visit: Visit, Path((community, id)): Path<(CommunityId, String)>) -> Result<Response, Fault> {
    let (page, urban) =
        view::disclosure(&visit.site.desk, visit.viewer()?, (&community, &id), (&visit.query, &visit.cx)).await?;
    visit.of(&community).await?;
    Ok(visit.page(pages::disclosure::form(&visit.cx, page, urban)))
}

type Thing = (CommunityId, String, String);

fn kind_of(kind: &str) -> Result<Kind, Fault> {
    Kind::from_id(kind).ok_or(Fault::NotFound)
}

fn back((community, kind, id): &Thing) -> String {
    about_address(community, kind, id)
}

async fn about(mut visit: Visit, Path(thing): Path<Thing>) -> Result<Response, Fault> {
    let (community, kind, id) = &thing;
    let at = (community, kind_of(kind)?, id.as_str());
    let page = view::about(&visit.site.desk, visit.viewer()?, at, &visit.cx).await?;
    visit.of(community).await?;
    Ok(visit.page(pages::board::about(&visit.cx, page)))
}

/// Takes the photo of the board.
pub async fn upload(visit: Visit, Path(thing): Path<Thing>, parts: Multipart) -> Result<Response, Fault> {
    let (community, kind, id) = &thing;
    let at = (community, kind_of(kind)?, id.as_str());
    // Whoever may not do it need not send it, and nothing is read.
    visit.viewer()?.membership(community)?;
    if !visit.viewer()?.standing(community)?.may(Act::KeepBoard) {
        return visit.refuse(&back(&thing), "", Refusal::NotYourRole, &Form::default()).await;
    }
    match upload::picture(parts).await? {
        Ok(jpeg) => {
            let answer = visit.site.desk.attach_photo(visit.viewer()?, at, jpeg).await?;
            visit.answer(answer, &back(&thing), &Form::default()).await
        }
        Err(refusal) => visit.refuse(&back(&thing), "", refusal, &Form::default()).await,
    }
}

async fn beyond_its_day(mut visit: Visit, Path(community): Path<CommunityId>) -> Result<Response, Fault> {
    let page = overdue::page(&visit.site.desk, visit.viewer()?, &community, (&visit.query, &visit.cx)).await?;
    visit.of(&community).await?;
    Ok(visit.page(pages::board::overdue(&visit.cx, page)))
}

/// Where a member begins a joint request.
async fn new_petition(mut visit: Visit, Path(community): Path<CommunityId>) -> Result<Response, Fault> {
    visit.viewer()?.membership(&community)?;
    visit.of(&community).await?;
    let mut conn = visit.site.desk.read().await?;
    let place = communities::find(&mut conn, &community).await?;
    let rules = visit.site.desk.rules.of(&community);
    let asks = petition::asks(&mut conn, &place, &rules, visit.cx.language).await?;
    Ok(visit.page(pages::petition::new(&visit.cx, NewPetition { community, asks })))
}

/// Where a draw is fixed.
async fn new_draw(mut visit: Visit, Path(community): Path<CommunityId>) -> Result<Response, Fault> {
    visit.viewer()?.membership(&community)?;
    if !visit.viewer()?.standing(&community)?.may(Act::KeepDraw) {
        return Err(Fault::Forbidden(Refusal::NotYourRole));
    }
    visit.of(&community).await?;
    Ok(visit.page(pages::draw::new(&visit.cx, NewDraw { community })))
}

async fn within(mut visit: Visit, Path(community): Path<CommunityId>) -> Result<Response, Fault> {
    let page = Asked::read(&visit.query).page_number();
    let page = view::within(&visit.site.desk, visit.viewer()?, &community, &visit.cx, (page, SIZE)).await?;
    visit.of(&community).await?;
    Ok(visit.page(pages::board::within(&visit.cx, page)))
}

async fn office(mut visit: Visit, Path(id): Path<OfficeId>) -> Result<Response, Fault> {
    let asked = (&visit.query, &visit.cx);
    let page = above::office(&visit.site.desk, visit.signed_in(), &id, asked).await?;
    visit.cx.demo = page.demo;
    Ok(visit.page(pages::office::office(&visit.cx, page)))
}

async fn order(mut visit: Visit, Path(id): Path<OrderId>) -> Result<Response, Fault> {
    let page = above::order(&visit.site.desk, visit.viewer()?, &id).await?;
    visit.of(&page.community).await?;
    Ok(visit.page(pages::office::one(&visit.cx, page)))
}

async fn new_order(mut visit: Visit, Path(community): Path<CommunityId>) -> Result<Response, Fault> {
    let page = above::new_order(&visit.site.desk, visit.viewer()?, &community).await?;
    visit.of(&community).await?;
    Ok(visit.page(pages::office::new_order(&visit.cx, page)))
}

async fn home(visit: Visit, uri: Uri) -> Result<Response, Fault> {
    let viewer = visit.viewer()?;
    // The look that was asked for goes along.
    let asked = |to: String| uri.query().map_or_else(|| to.clone(), |query| format!("{to}?{query}"));
    let own: Vec<_> = viewer.memberships.iter().filter(|one| !one.community.is_practice()).collect();
    let offices: Vec<_> = viewer.offices.iter().collect();
    if let ([], [only], false) = (own.as_slice(), offices.as_slice(), viewer.administrator) {
        return Ok(Redirect::to(&asked(address::office(&only.office))).into_response());
    }
    match own.as_slice() {
        [one] if !viewer.administrator && offices.is_empty() => {
            return Ok(Redirect::to(&asked(address::room(&one.community))).into_response());
        }
        [] if viewer.administrator && offices.is_empty() => {
            return Ok(Redirect::to(&asked("/admin".to_owned())).into_response());
        }
        _ => {}
    }
    let communities = own
        .into_iter()
        .map(|one| Listed {
            href: address::room(&one.community),
            title: one.community_name.clone(),
            note: one.name.clone(),
            mark: String::new(),
        })
        .collect();
    let office = |one: &Serving| Listed {
        href: address::office(&one.office),
        title: one.office_name.clone(),
        note: one.name.clone(),
        mark: String::new(),
    };
    let offices = offices.into_iter().map(office).collect();
    Ok(visit.page(pages::room::home(&visit.cx, Home { communities, offices })))
}

async fn room(mut visit: Visit, Path(community): Path<CommunityId>) -> Result<Response, Fault> {
    // Whoever only serves an office above goes to that.
    let viewer = visit.viewer()?;
    if viewer.in_community(&community).is_err()
        && let Some(one) = viewer.offices.iter().find(|one| one.places.contains(&community))
    {
        // What was refused is told there.
        let form = visit.query.get("form").map_or("", String::as_str);
        return Ok(Redirect::to(&address::asking(&address::office(&one.office), &[("form", form)])).into_response());
    }
    viewer.in_community(&community)?;
    visit.of(&community).await?;
    let asked = (&visit.query, &visit.cx);
    let mut page = super::room(&visit.site.desk, visit.viewer()?, &community, asked).await?;
    page.refused = crate::people::pages::sign_in::refused_words(&visit).await?;
    Ok(visit.page(pages::room::room(&visit.cx, page)))
}
