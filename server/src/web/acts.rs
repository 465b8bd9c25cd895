//! Acts come in by one door.

use crate::{
    act::{Act, KeyOf, Remembers, form::local_path},
    fault::Fault,
    store::Answer,
    web::visit::{Posted, Visit},
};
use axum::{extract::Path, response::Response};

/// Does an act whose form was sent: on to the page that shows it, or back to the form with the refusal and what was typed. A form
/// that names the part of a list that it stood in leads back there; that name is not in the answer that is kept.
pub(crate) async fn act<A: Act>(
    visit: Visit,
    Path(key): Path<KeyOf<A>>,
    Posted(form): Posted,
) -> Result<Response, Fault> {
    let viewer = visit.viewer()?;
    if A::PREVIEWS && form.wants_preview() {
        let back = visit.site.desk.form_of::<A>(viewer, &key, &form).await?;
        return visit.preview(&back, &form).await;
    }
    let done = visit.site.desk.perform::<A>(viewer, key, &form).await?;
    let answer = match (done.answer, local_path(form.get("back"))) {
        (Answer::Done { .. }, Some(to)) => Answer::done(to),
        (answer, _) => answer,
    };
    // What is said of a vote goes with the vote: of a ballot, that it was refused.
    let form = if A::FORM == Remembers::Typed { form } else { form.going_with(&done.about) };
    let taken = A::FORM == Remembers::Nothing && matches!(answer, Answer::Done { .. });
    let response = visit.answer(answer, &done.back, &form).await?;
    Ok(if taken { visit.received_now(response) } else { response })
}
