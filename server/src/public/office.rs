//! What everybody reads of the offices above communities: the tree by name, and what they ordered a place to publish. And, to be taken
//! along, the lists of what a place put on file and was ordered.

use crate::{
    act::Desk,
    fault::Fault,
    people::{
        community::rows as communities,
        office::{rows as offices, tree::Tree},
    },
    public::pages::page,
    record::{
        filing::rows::{self as filings, FilingRow},
        order::{
            rows::{self as orders, OrderRow},
            shown,
        },
        publication::rows as publications,
    },
    store::Conn,
    web::Site,
    zone,
};
use app::{
    address, pages,
    view::{
        Cx,
        office::{OrderView, OrdersPage},
    },
};
use axum::{
    Router,
    extract::{Path, Request, State},
    response::Response,
    routing::get,
};
use rules::{days::Date, id::CommunityId};
use serde_json::{Value, json};
use std::collections::HashSet;

/// The addresses of this file.
pub(super) fn routes() -> Router<Site> {
    Router::new().route(address::OFFICES, get(offices)).route("/c/{community}/orders", get(orders_to))
}

async fn offices(State(site): State<Site>, request: Request) -> Result<Response, Fault> {
    page(&site, request, |cx| tree(&site.desk, cx)).await
}

async fn orders_to(
    State(site): State<Site>,
    Path(community): Path<CommunityId>,
    request: Request,
) -> Result<Response, Fault> {
    page(&site, request, |cx| orders(&site.desk, cx, &community)).await
}

/// `/offices`.
async fn tree(desk: &Desk, mut cx: Cx) -> Result<String, Fault> {
    let tree = Tree::of(&mut *desk.read().await?).await?;
    cx.demo = tree.is_demo();
    Ok(pages::office::tree(&cx, tree.tops()))
}

/// `/c/…/orders`.
pub(crate) async fn orders(desk: &Desk, mut cx: Cx, community: &CommunityId) -> Result<String, Fault> {
    let mut conn = desk.read().await?;
    let place = communities::find(&mut conn, community).await?;
    place.marks(&mut cx);
    let today = zone::day(desk.now(), &place.zone)?;
    let mut page = OrdersPage { community: place.id, name: place.name, orders: Vec::new() };
    for row in orders::all(&mut conn, community).await? {
        page.orders.push(shown(&mut conn, row, today).await?);
    }
    Ok(pages::office::orders(&cx, page))
}

/// The open orders to a place, those that are due first before the others.
pub(super) async fn open(conn: &mut Conn, community: &CommunityId, today: Date) -> Result<Vec<OrderView>, Fault> {
    let mut open = Vec::new();
    for row in orders::open(conn, community).await? {
        open.push(shown(conn, row, today).await?);
    }
    Ok(open)
}

/// The office that a place hangs under: its address and its name.
pub(super) async fn above(conn: &mut Conn, community: &CommunityId) -> Result<Option<(String, String)>, Fault> {
    let nearest = offices::above(conn, community).await?.into_iter().next();
    Ok(nearest.map(|row| (address::office(&row.id), row.name)))
}

/// What a place put on file, oldest first: of what everybody may read.
pub(crate) async fn filings_of(conn: &mut Conn, community: &CommunityId) -> Result<Vec<Value>, Fault> {
    let public: HashSet<_> = publications::public_things(conn, community).await?.into_iter().collect();
    let readable = |row: &FilingRow| public.contains(&(row.of_kind.id().to_owned(), row.subject.clone()));
    let line = |row: FilingRow| {
        json!({
            "id": row.id, "number": row.number, "kind": row.of_kind, "subject": row.subject, "revision": row.revision,
            "to": row.addressee, "office": row.office_name, "day": row.day, "note": row.note, "state": row.state,
            "words": row.words, "answered": row.answer_day,
        })
    };
    Ok(filings::all(conn, community).await?.into_iter().filter(readable).map(line).collect())
}

/// What offices ordered a place to publish, oldest first.
pub(crate) async fn orders_of(conn: &mut Conn, community: &CommunityId) -> Result<Vec<Value>, Fault> {
    let line = |row: OrderRow| {
        json!({
            "id": row.id, "number": row.number, "office": row.office_name, "what": row.what, "basis": row.basis,
            "day": row.day, "due": row.due_day, "state": row.state, "answer": row.answer, "answered": row.answer_day,
            "by_kind": row.met_kind.0, "by": row.met_subject, "reason": row.reason, "closed": row.closed_day,
        })
    };
    Ok(orders::all(conn, community).await?.into_iter().rev().map(line).collect())
}
