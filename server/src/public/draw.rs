//! The record of a draw as a file: `yishi recount` draws again from it.

use crate::{
    fault::Fault,
    public::pages::{JSON, file},
    record,
    web::Site,
};
use axum::{
    Router,
    extract::{Path, State},
    http::HeaderMap,
    response::Response,
    routing::get,
};
use rules::id::CommunityId;

/// The addresses of this file.
pub(super) fn routes() -> Router<Site> {
    Router::new().route("/c/{community}/draw/{draw}/record.json", get(drawn))
}

async fn drawn(
    State(site): State<Site>,
    Path((community, draw)): Path<(CommunityId, String)>,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    Ok(file(&headers, JSON, record::draw_json(&site.desk, &community, &draw).await?))
}
