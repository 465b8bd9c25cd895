//! What becomes of a decision: planned, reached, accepted, completed, rated, followed.

use super::{
    Site,
    board::picture,
    visit::{Posted, Visit},
};
use crate::{desk::execution::at, fault::Fault, form::Form};
use axum::{
    Router,
    extract::{Multipart, Path},
    response::Response,
    routing::post,
};

/// The addresses of this file.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/do/c/{community}/execution/{vote}/plan", post(plan))
        .route("/do/c/{community}/execution/{vote}/complete", post(complete))
        .route("/do/c/{community}/execution/{vote}/rate", post(rate))
        .route("/do/c/{community}/execution/{vote}/follow", post(follow))
        .route("/do/m/{milestone}/reach", post(reach))
        .route("/do/m/{milestone}/return", post(send_back))
        .route("/do/m/{milestone}/drop", post(give_up))
        .route("/do/m/{milestone}/accept", post(accept))
}

type Decision = (String, String);

async fn plan(visit: Visit, Path((place, vote)): Path<Decision>, Posted(form): Posted) -> Result<Response, Fault> {
    let answer = visit.site.desk.plan_milestone(visit.viewer()?, (&place, &vote), &form).await?;
    visit.answer(answer, &at(&place, &vote), &form).await
}

async fn complete(visit: Visit, Path((place, vote)): Path<Decision>, Posted(form): Posted) -> Result<Response, Fault> {
    if form.wants_preview() {
        visit.viewer()?.membership(&place)?;
        return visit.preview(&at(&place, &vote), &form).await;
    }
    let answer = visit.site.desk.complete(visit.viewer()?, (&place, &vote), &form).await?;
    visit.answer(answer, &at(&place, &vote), &form).await
}

async fn rate(visit: Visit, Path((place, vote)): Path<Decision>, Posted(form): Posted) -> Result<Response, Fault> {
    let answer = visit.site.desk.rate(visit.viewer()?, (&place, &vote), &form).await?;
    visit.answer(answer, &at(&place, &vote), &form).await
}

async fn follow(visit: Visit, Path((place, vote)): Path<Decision>, Posted(form): Posted) -> Result<Response, Fault> {
    let answer = visit.site.desk.follow(visit.viewer()?, (&place, &vote), &form).await?;
    visit.answer(answer, &at(&place, &vote), &form).await
}

async fn reach(visit: Visit, Path(id): Path<String>, Posted(form): Posted) -> Result<Response, Fault> {
    let row = visit.site.desk.milestone_for(visit.viewer()?, &id).await?;
    let answer = visit.site.desk.reach_milestone(visit.viewer()?, &id, &form).await?;
    visit.answer(answer, &at(&row.community, &row.vote), &form).await
}

async fn send_back(visit: Visit, Path(id): Path<String>, Posted(form): Posted) -> Result<Response, Fault> {
    let row = visit.site.desk.milestone_for(visit.viewer()?, &id).await?;
    let answer = visit.site.desk.return_milestone(visit.viewer()?, &id, &form).await?;
    visit.answer(answer, &at(&row.community, &row.vote), &form).await
}

async fn give_up(visit: Visit, Path(id): Path<String>, Posted(form): Posted) -> Result<Response, Fault> {
    let row = visit.site.desk.milestone_for(visit.viewer()?, &id).await?;
    let answer = visit.site.desk.drop_milestone(visit.viewer()?, &id, &form).await?;
    visit.answer(answer, &at(&row.community, &row.vote), &form).await
}

async fn accept(visit: Visit, Path(id): Path<String>, Posted(form): Posted) -> Result<Response, Fault> {
    let row = visit.site.desk.milestone_for(visit.viewer()?, &id).await?;
    let answer = visit.site.desk.accept_milestone(visit.viewer()?, &id, &form).await?;
    visit.answer(answer, &at(&row.community, &row.vote), &form).await
}

/// Takes the photo of a milestone.
pub async fn upload(visit: Visit, Path(id): Path<String>, parts: Multipart) -> Result<Response, Fault> {
    let row = visit.site.desk.milestone_for(visit.viewer()?, &id).await?;
    let back = at(&row.community, &row.vote);
    match picture(parts).await? {
        Ok(jpeg) => {
            let answer = visit.site.desk.photograph_milestone(visit.viewer()?, &id, jpeg).await?;
            visit.answer(answer, &back, &Form::default()).await
        }
        Err(refusal) => visit.refuse(&back, "", refusal, &Form::default()).await,
    }
}
