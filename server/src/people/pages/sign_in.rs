//! Signing in and out, one's own logins.

use crate::{
    act::{Form, Viewer, form::local_path},
    fault::Fault,
    people::{
        choice::switches,
        login::sign_in::{SignIn, Slip, Spent},
    },
    text::qr,
    web::{
        Site,
        acts::page_behind,
        kept,
        visit::{Posted, Visit},
    },
    zone,
};
use app::{
    address, pages,
    view::people::{DeviceCode, LoginLine, Me, SlipPage, SpentSlip},
};
use axum::{
    Router,
    extract::{DefaultBodyLimit, Path},
    response::{IntoResponse, Redirect, Response},
    routing::{get, post},
};
use rules::{Language, Moment, Refusal, tries::LONGEST_MINUTES};

/// The addresses of this file.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/in", get(sign_in))
        .route("/do/in/code", post(with_code))
        .route("/do/in/password", post(with_password))
        .route("/slip/{token}", get(slip))
        .route("/do/slip/{token}", post(with_slip))
        .route("/do/slip/{token}/link", post(link_slip))
        .route("/link/{token}", get(link))
        .route("/do/link/{token}", post(set_password))
        .route("/me/leave", get(leave))
        .route("/do/sign-out", post(sign_out))
        .route("/do/refused-read", post(told))
        .route("/me", get(me))
        .route("/do/login/end", post(end_login))
        .route("/do/device-code", post(device_code))
        .layer(DefaultBodyLimit::max(FORM_BYTES))
}

/// The largest form of these, in bytes: anybody may send one.
const FORM_BYTES: usize = 16 * 1024;

/// The field of a refused sign-in that names the code which was spent.
const SPENT: &str = "spent";

async fn sign_in(visit: Visit) -> Result<Response, Fault> {
    // A typed code that was spent says the same as its slip's link.
    if let Some((code, Refusal::CodeSpent)) = visit.cx.refusal_of(SPENT) {
        let spent = visit.site.desk.spent(code).await?;
        return Ok(visit.marked(visit.page(spent_page(&visit, spent))));
    }
    let next = visit.query.get("next").and_then(|next| local_path(next));
    // Nothing waits for whoever was only sent a link that says so.
    let next = next.filter(|next| *next != kept::PATH || visit.kept.is_some()).unwrap_or_default().to_owned();
    let wait = visit.query.get("wait").and_then(|minutes| minutes.parse().ok());
    let refused = visit.cx.refused.as_ref().and_then(|one| one.refusal);
    let wait = wait.filter(|minutes| refused == Some(Refusal::TooManyTries) && (1..=LONGEST_MINUTES).contains(minutes));
    Ok(visit.marked(visit.page(pages::sign_in::sign_in(&visit.cx, &next, (wait, visit.has_ended())))))
}

/// When and on what device a slip or its code was spent, and what leads on.
fn spent_page(visit: &Visit, spent: Spent) -> String {
    let page = SpentSlip {
        at: zone::date_time(spent.at, &spent.zone, visit.cx.language),
        device: spent.device,
        home: visit.signed_in().filter(|one| one.person == spent.person).map(|_| "/home".to_owned()),
    };
    pages::sign_in::spent(&visit.cx, page)
}

async fn with_code(visit: Visit, Posted(form): Posted) -> Result<Response, Fault> {
    let result = visit.site.desk.sign_in_with_code(&form, &visit.caller).await?;
    finish(&visit, result, ("code", "/in"), &form).await
}

async fn with_password(visit: Visit, Posted(form): Posted) -> Result<Response, Fault> {
    let result = visit.site.desk.sign_in_with_password(&form, &visit.caller).await?;
    finish(&visit, result, ("password", "/in"), &form).await
}

/// Signs the person before out, then the new one in.
async fn finish(
    visit: &Visit,
    result: SignIn,
    (kind, back): (&'static str, &str),
    form: &Form,
) -> Result<Response, Fault> {
    match result {
        SignIn::Refused { field, refusal } => {
            visit.log_refused(kind);
            visit.refuse(back, field, refusal, form).await
        }
        SignIn::Spent(code) => {
            visit.log_refused(kind);
            visit.refuse(back, &format!("{SPENT}:{code}"), Refusal::CodeSpent, form).await
        }
        SignIn::Wait { field, until } => {
            visit.log_refused(kind);
            Ok(visit.wait(back, field, until))
        }
        SignIn::Done { cookie, to } => {
            if let Some(before) = visit.signed_in() {
                visit.site.desk.leave_login(before).await?;
            }
            let next = local_path(form.get("next")).unwrap_or(&to);
            Ok(visit.signed_in_to(&cookie, &page_behind(next).unwrap_or_else(|| next.to_owned())))
        }
    }
}

async fn slip(visit: Visit, Path(token): Path<String>) -> Result<Response, Fault> {
    let page = match visit.site.desk.slip(&token, &visit.caller).await? {
        Slip::Opens(owner) => {
            // Somebody who is a member elsewhere may be the same person.
            let elsewhere = |viewer: &Viewer| {
                !owner.office
                    && viewer.verified
                    && viewer.memberships.iter().all(|one| one.community_name != owner.community)
            };
            let page = SlipPage {
                link: visit.signed_in().is_some_and(elsewhere),
                leaves: visit.signed_in().filter(|one| one.person != owner.person).map(|one| one.name().to_owned()),
                device: visit.caller.device.clone(),
                token,
                name: owner.name,
                community: owner.community,
            };
            pages::sign_in::slip(&visit.cx, page)
        }
        Slip::Spent(spent) => spent_page(&visit, spent),
        Slip::Refused(refusal) => {
            let sentence = app::say::refusal(visit.cx.language, refusal);
            pages::problem::problem(&visit.cx, "refused", Some(sentence), "")
        }
    };
    Ok(visit.marked(visit.page(page)))
}

/// A slip that does not open leads back to its own page, which says why, and where it was spent.
async fn with_slip(visit: Visit, Path(token): Path<String>) -> Result<Response, Fault> {
    let back = address::slip(&token);
    match visit.site.desk.sign_in_with_slip(&token, &visit.caller).await? {
        SignIn::Refused { field, refusal } => {
            visit.log_refused("slip");
            Ok(visit.tell(&back, field, refusal, &[]))
        }
        SignIn::Spent(_) => {
            visit.log_refused("slip");
            Ok(visit.tell(&back, "", Refusal::CodeSpent, &[]))
        }
        result => finish(&visit, result, ("slip", &back), &Form::default()).await,
    }
}

async fn link_slip(visit: Visit, Path(token): Path<String>, Posted(form): Posted) -> Result<Response, Fault> {
    let answer = visit.site.desk.link_membership(visit.viewer()?, &token, &form).await?;
    visit.answer(answer, "/me", &form).await
}

async fn link(visit: Visit, Path(token): Path<String>) -> Result<Response, Fault> {
    Ok(match visit.site.desk.link_name(&token).await? {
        Ok(name) => visit.marked(visit.page(pages::sign_in::password(&visit.cx, &token, &name))),
        Err(refusal) => {
            let sentence = app::say::refusal(visit.cx.language, refusal);
            visit.page(pages::problem::problem(&visit.cx, "refused", Some(sentence), ""))
        }
    })
}

async fn set_password(visit: Visit, Path(token): Path<String>, Posted(form): Posted) -> Result<Response, Fault> {
    let result = visit.site.desk.set_password(&token, &form, &visit.caller).await?;
    finish(&visit, result, ("link", &address::link(&token)), &form).await
}

/// Asks first: whoever signs out needs a slip or a code to come back.
async fn leave(visit: Visit) -> Result<Response, Fault> {
    visit.viewer()?;
    Ok(visit.page(pages::sign_in::leave(&visit.cx)))
}

async fn sign_out(visit: Visit) -> Result<Response, Fault> {
    if let Some(viewer) = visit.signed_in() {
        visit.site.desk.end_login(viewer, &viewer.login).await?;
    }
    Ok(visit.signed_out_to("/in"))
}

async fn me(visit: Visit) -> Result<Response, Fault> {
    let viewer = visit.viewer()?;
    let rows =
        crate::act::rows::of_person(&mut *visit.site.desk.read().await?, &viewer.person, visit.site.desk.now().0)
            .await?;
    let logins = rows.iter().map(|row| login_line(row, &viewer.login, visit.cx.language)).collect();
    let refused = refused_words(&visit).await?;
    let mut notices = Vec::new();
    if visit.site.desk.carrier.is_some() {
        for membership in viewer.memberships.iter().filter(|one| !one.community.is_practice()) {
            notices.push(switches(&visit.site.desk, membership).await?);
        }
    }
    let page = Me { logins, has_membership: !viewer.memberships.is_empty(), refused, notices };
    Ok(visit.page(pages::sign_in::me(&visit.cx, page)))
}

/// What the viewer has not been told yet of sign-ins that were refused: how many, and when the last was.
pub(crate) async fn refused_words(visit: &Visit) -> Result<Option<(i64, String)>, Fault> {
    let row = visit.site.desk.refused_of(visit.viewer()?).await?;
    let language = visit.cx.language;
    Ok(row.map(|row| (row.times, zone::date_time(Moment(row.last_at), "Asia/Shanghai", language))))
}

/// The viewer has read it.
async fn told(visit: Visit, Posted(form): Posted) -> Result<Response, Fault> {
    visit.site.desk.told_of_refused(visit.viewer()?).await?;
    Ok(Redirect::to(local_path(form.get("back")).unwrap_or("/me")).into_response())
}

/// A login as a line of a list.
pub fn login_line(row: &crate::act::rows::LoginRow, current: &str, language: Language) -> LoginLine {
    LoginLine {
        id: row.id.to_string(),
        device: row.device.clone(),
        since: zone::date_time(Moment(row.created_at), "Asia/Shanghai", language),
        verified: *row.verified,
        current: row.id.as_str() == current,
    }
}

async fn end_login(visit: Visit, Posted(form): Posted) -> Result<Response, Fault> {
    visit.site.desk.end_login(visit.viewer()?, form.get("login")).await?;
    Ok(Redirect::to("/me").into_response())
}

async fn device_code(visit: Visit) -> Result<Response, Fault> {
    let viewer = visit.viewer()?;
    let fresh = visit.site.desk.device_code(viewer).await?;
    let url = format!("{}/slip/{}", visit.site.settings.public_url(), fresh.token);
    let number = viewer.memberships.first().map(|one| one.number.clone()).unwrap_or_default();
    let page = DeviceCode { number, code: spaced(&fresh.code), qr: qr(&url), url };
    Ok(visit.page(pages::sign_in::device_code(&visit.cx, page)))
}

/// A code as it is printed: in two groups of four.
pub fn spaced(code: &str) -> String {
    code.split_at_checked(4).map_or_else(|| code.to_owned(), |(first, second)| format!("{first} {second}"))
}
