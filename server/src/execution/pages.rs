//! The photo of a milestone comes in.

use crate::{act::Form, execution::at, fault::Fault, web::upload::picture, web::visit::Visit};
use axum::{
    extract::{Multipart, Path},
    response::Response,
};
use rules::{Refusal, permit::Act};

/// Takes the photo of a milestone.
pub async fn upload(visit: Visit, Path(id): Path<String>, parts: Multipart) -> Result<Response, Fault> {
    let row = visit.site.desk.milestone_for(visit.viewer()?, &id).await?;
    let back = at(&row.community, &row.vote);
    // Whoever may not do it need not send it, and nothing is read.
    if !visit.viewer()?.standing(&row.community)?.may(Act::KeepExecution) {
        return visit.refuse(&back, "", Refusal::NotYourRole, &Form::default()).await;
    }
    match picture(parts).await? {
        Ok(jpeg) => {
            let answer = visit.site.desk.photograph_milestone(visit.viewer()?, &id, jpeg).await?;
            visit.answer(answer, &back, &Form::default()).await
        }
        Err(refusal) => visit.refuse(&back, "", refusal, &Form::default()).await,
    }
}
