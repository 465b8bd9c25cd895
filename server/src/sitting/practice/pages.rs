//! Beginning and ending a practice. Neither is an act: the place whose chain an act would enter is not there yet, or no more.

use crate::{
    fault::Fault,
    web::{
        Site,
        visit::{Posted, Visit},
    },
};
use app::address;
use axum::{Router, extract::Path, response::Response, routing::post};
use rules::id::CommunityId;

/// The addresses of this file.
pub(crate) fn routes() -> Router<Site> {
    Router::new().route("/do/c/{community}/practice", post(begin)).route("/do/c/{community}/practice/end", post(end))
}

async fn begin(visit: Visit, Path(place): Path<CommunityId>, Posted(form): Posted) -> Result<Response, Fault> {
    let answer = visit.site.desk.begin_practice(visit.viewer()?, &place, &form).await?;
    visit.answer(answer, &address::room(&place), &form).await
}

async fn end(visit: Visit, Path(place): Path<CommunityId>, Posted(form): Posted) -> Result<Response, Fault> {
    let answer = visit.site.desk.end_practice(visit.viewer()?, &place).await?;
    visit.answer(answer, &address::room(&place), &form).await
}
