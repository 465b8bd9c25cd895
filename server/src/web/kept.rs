//! What was typed survives the end of a login: a form that arrives when nobody is signed in any more is kept for an hour, for
//! the person who was, and is shown again, filled and not sent, when that person signs in on the same device. Nobody else who
//! signs in there sees it: the page says to which login it was shown, the device holds a name of what is kept, and the row says
//! whose it is.

use crate::{
    act::{Form, form::local_path},
    fault::Fault,
    secret,
    store::form::{self as forms, Draft},
    web::{
        Site,
        acts::{page_behind, vote_of_ballot},
        telling,
        visit::{self, Visit},
    },
};
use app::address;
use axum::{
    http::{HeaderMap, Uri, header},
    response::{IntoResponse, Redirect, Response},
};
use rules::Refusal;

/// Names what was kept, on the device that sent it.
pub const COOKIE: &str = "yishi_kept";
/// Whose login was ended last on this device: the hash of its secret, which signs nobody in.
pub const LEFT: &str = "yishi_left";
/// How long both are kept: as long as the text.
pub const SECONDS: i64 = 3600;
/// Where somebody is sent who has signed in again.
pub const PATH: &str = "/kept";
/// Where the page that showed the form stands among the kept values.
const PAGE: &str = "kept-page";

/// The answer to a form that nobody sent: to the sign-in, with what was typed kept where it is known whose it is. Of a ballot
/// nothing is kept: that it was not cast is said. The island stays with its status: it would take the sign-in page for an
/// acknowledgement.
///
/// # Errors
/// Database errors.
pub async fn to_sign_in(
    site: &Site,
    headers: &HeaderMap,
    (path, form): (&str, Option<Form>),
    answer: Response,
) -> Result<Response, Fault> {
    let ballot = vote_of_ballot(path);
    let page = ballot.map_or_else(|| page_of(headers), |vote| address::vote(&vote));
    let kept = match form {
        Some(form) => keep(site, headers, &form, &page).await?,
        None => None,
    };
    let next = if kept.is_some() { PATH } else { page.as_str() };
    let mut response = if headers.contains_key("x-yishi-live") {
        answer
    } else if next.is_empty() {
        Redirect::to("/in").into_response()
    } else {
        let told = ballot.and_then(|_| telling::key_of(site, headers, ("", Refusal::BallotNotCast)));
        let told = told.as_deref().map(|key| ("form", key));
        let asked: Vec<_> = [("next", next)].into_iter().chain(told).collect();
        Redirect::to(&address::asking("/in", &asked)).into_response()
    };
    if let Some(key) = kept {
        response = visit::set_cookie(response, &visit::own_cookie(site, COOKIE, &key, SECONDS));
    }
    Ok(response)
}

/// The page that the form stood on, as the browser names it; without what it held before.
fn page_of(headers: &HeaderMap) -> String {
    let named = headers.get(header::REFERER).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let Ok(uri) = named.parse::<Uri>() else { return String::new() };
    if let Some(page) = page_behind(uri.path()) {
        return page;
    }
    let kept = uri.query().unwrap_or_default().split('&').filter(|pair| !pair.is_empty() && !pair.starts_with("form="));
    let query = kept.collect::<Vec<_>>().join("&");
    let mark = if query.is_empty() { "" } else { "?" };
    let page = format!("{}{mark}{query}", uri.path());
    local_path(&page).filter(|page| *page != "/in").unwrap_or_default().to_owned()
}

async fn keep(site: &Site, headers: &HeaderMap, form: &Form, page: &str) -> Result<Option<String>, Fault> {
    let Some(fields) = form.kept_after_sign_out() else { return Ok(None) };
    let of_login = visit::cookie(headers, visit::cookie_name(site)).map(|secret| secret::digest(&[&secret]));
    let Some(hash) = of_login.or_else(|| visit::cookie(headers, LEFT)) else { return Ok(None) };
    let Some((login, person)) = crate::act::rows::whose(&mut *site.desk.read().await?, &hash).await? else {
        return Ok(None);
    };
    // The page must have been shown to that login: where several people have used the device, an old page is not the last one's.
    if !secret::is_page_of(&form.key().unwrap_or_default(), &login) {
        return Ok(None);
    }
    let owner = forms::after(&person);
    if !site.desk.pace.allows(&owner, site.desk.now()) {
        return Ok(None);
    }
    let mut fields = fields;
    fields.insert(PAGE.to_owned(), page.into());
    let draft = Draft {
        form: form.path().to_owned(),
        fields: serde_json::Value::Object(fields).to_string(),
        field: String::new(),
        refusal: Refusal::LoginEnded.code().to_owned(),
        about: String::new(),
        steps: String::new(),
    };
    let (key, now) = (secret::token(), site.desk.now());
    let kept = key.clone();
    site.desk
        .quietly(move |conn| {
            Box::pin(async move {
                forms::keep_draft(conn, &kept, &owner, &draft, now).await?;
                forms::keep_newest(conn, &owner).await
            })
        })
        .await?;
    Ok(Some(key))
}

/// `/kept`: whoever has signed in again goes to the form with what they had typed; anybody else goes on.
///
/// # Errors
/// Database errors, and [`Fault::SignIn`].
pub async fn kept(visit: Visit) -> Result<Response, Fault> {
    let viewer = visit.viewer()?;
    let on = visit.query.get("next").and_then(|next| local_path(next)).unwrap_or("/home").to_owned();
    let Some(key) = visit.kept.clone() else { return Ok(Redirect::to(&on).into_response()) };
    let mut conn = visit.site.desk.read().await?;
    let draft = forms::draft(&mut conn, &key, (&viewer.login, &viewer.person), visit.site.desk.now()).await?;
    let Some(draft) = draft else { return Ok(Redirect::to(&on).into_response()) };
    let fields: serde_json::Value = serde_json::from_str(&draft.fields)?;
    let page = fields.get(PAGE).and_then(|page| page.as_str()).and_then(local_path).unwrap_or("/me");
    let response = Redirect::to(&address::asking(page, &[("form", &key)])).into_response();
    Ok(visit::set_cookie(response, &visit::own_cookie(&visit.site, COOKIE, "", 0)))
}

#[cfg(test)]
mod tests {
    use super::page_of;
    use axum::http::{HeaderMap, HeaderValue, header};

    #[test]
    fn the_page_of_a_form_is_a_path_of_this_site() {
        let page = |named: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::REFERER, HeaderValue::from_static(named));
            page_of(&headers)
        };
        assert_eq!(page("https://y.example/s/x/minutes?form=abc&q=1"), "/s/x/minutes?q=1");
        assert_eq!(page("https://y.example/v/x/outcome?form=abc"), "/v/x/outcome");
        assert_eq!(page("https://y.example/do/v/x/check"), "/v/x", "the second screen of a ballot");
        for none in ["", "nonsense value", "https://y.example//evil.example/", "https://y.example/in"] {
            assert_eq!(page(none), "", "{none}");
        }
    }
}
