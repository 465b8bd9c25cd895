//! Acts come in by one door.

use crate::{
    act::{
        Act, KeyOf, Remembers,
        form::{KEPT_CHARS, local_path},
    },
    fault::Fault,
    store::Answer,
    web::visit::{Posted, Visit},
};
use app::address;
use axum::{extract::Path, response::Response};
use rules::proposal;

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
        let (field, text) = form.text();
        // What is longer than its field takes is not rendered. A person gets it back to shorten it; what no person types waits
        // nowhere.
        return match proposal::optional(text, proposal::BODY_LIMIT) {
            Ok(_) => visit.preview(&back, &form).await,
            Err(refusal) if proposal::optional(text, KEPT_CHARS).is_ok() => {
                visit.refuse(&back, field, refusal, &form).await
            }
            Err(refusal) => Ok(visit.tell(&back, field, refusal, &[("at", form.path())])),
        };
    }
    let done = visit.site.desk.perform::<A>(viewer, key, &form).await?;
    let answer = match (done.answer, local_path(form.get("back"))) {
        (Answer::Done { .. }, Some(to)) => Answer::done(to),
        (answer, _) => answer,
    };
    // What is said of a vote goes with the vote: of a ballot, that it was refused.
    let form = if A::FORM == Remembers::Typed { form } else { form.going_with(&done.about) };
    let form = form.telling(done.steps);
    // What was sent a second time was taken in when it was sent first.
    let first = |to: &str| !to.contains("?again=");
    let taken = A::FORM == Remembers::Nothing && matches!(&answer, Answer::Done { to } if first(to));
    let response = visit.answer(answer, &done.back, &form).await?;
    Ok(if taken { visit.received_now(response) } else { response })
}

/// The page that an address of forms belongs to: whoever opens such an address, by going back or by signing in again, finds it there.
/// What is done has no page of its own.
#[must_use]
pub fn page_behind(path: &str) -> Option<String> {
    let mut parts = path.strip_prefix("/do/")?.split('/');
    let (kind, id) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let page = match kind {
        _ if id.is_empty() => "/home".to_owned(),
        "v" => address::vote(&id),
        "s" => address::session(&id),
        "i" => address::thread(&id),
        "p" => address::proposal(&id),
        _ => "/home".to_owned(),
    };
    Some(page)
}

/// The vote at whose address a ballot was sent, or looked at before it was cast.
#[must_use]
pub fn vote_of_ballot(path: &str) -> Option<&str> {
    let (vote, act) = path.strip_prefix("/do/v/")?.split_once('/')?;
    ["ballot", "secret-ballot", "appraisal-ballot", "check"].contains(&act).then_some(vote)
}

#[cfg(test)]
mod tests {
    use super::{page_behind, vote_of_ballot};

    #[test]
    fn what_is_sent_belongs_to_a_page() {
        for (path, page) in [
            ("/do/v/x/check", "/v/x"),
            ("/do/s/x/move/open", "/s/x"),
            ("/do/i/x/propose", "/i/x/thread"),
            ("/do/p/x/second", "/p/x"),
            ("/do/in/code", "/home"),
            ("/do/v/", "/home"),
            ("/do/", "/home"),
        ] {
            assert_eq!(page_behind(path).as_deref(), Some(page), "{path}");
        }
        assert_eq!((page_behind("/v/x"), page_behind("/doings")), (None, None));
        assert_eq!((vote_of_ballot("/do/v/x/secret-ballot"), vote_of_ballot("/do/v/x/close")), (Some("x"), None));
    }
}
