//! A visit: the request's login, language and elder mode, and how it is answered.

pub use crate::web::{
    cookie::{cookie, cookie_name, own_cookie, set_cookie},
    look::{KEEP, Look, anonymous, look, look_cookie, look_value, public},
    policy::{html, let_script_run},
    posted::Posted,
};
use crate::{
    act::{Form, Viewer, form, none},
    fault::Fault,
    heavy::heavy,
    secret,
    store::{
        Answer,
        form::{self as forms, Draft},
    },
    text,
    web::{
        Site,
        caller::{self, Caller},
        kept, telling,
    },
};
use app::{
    address,
    parts::refusals,
    view::{Cx, Preview, Refused, Who},
};
use axum::{
    extract::{FromRef, FromRequestParts, Query},
    http::{HeaderValue, StatusCode, Uri, header, request::Parts},
    response::{IntoResponse, Redirect, Response},
};
use rules::{
    Language, Moment, Refusal,
    id::{CommunityId, PersonId},
    masking,
    tries::LONGEST_MINUTES,
    typed::TextForm,
};
use std::{collections::HashMap, net::IpAddr};

/// The place where a typed text is shown as it would look.
const PREVIEW: &str = "preview";

/// The cookie that tells a device when its secret ballot was taken in, and for how long it waits for the next page.
const RECEIVED: &str = "yishi_received";
const RECEIVED_SECONDS: i64 = 60;

/// How long a cookie is kept: as long as a login holds at most.
pub const COOKIE_SECONDS: i64 = 180 * 24 * 3600;

/// A request from somebody, signed in or not.
pub struct Visit {
    /// The site.
    pub site: Site,
    /// Who is signed in.
    pub(crate) viewer: Option<Viewer>,
    /// What pages are shown with.
    pub cx: Cx,
    /// The query's values.
    pub query: HashMap<String, String>,
    /// Where somebody signs in from.
    pub caller: Caller,
    /// The client's address as it is logged.
    ip: Option<IpAddr>,
    /// The secret of the device's cookie.
    mark: String,
    /// The device has no such cookie yet.
    new_mark: bool,
    /// Names what this device had typed when its login ended.
    pub kept: Option<String>,
    /// The hash of the login's secret.
    secret_hash: Option<String>,
    set_look: Option<String>,
    /// The island sent it, and stays on its page.
    live: bool,
    /// When the secret ballot was taken in that this device has just sent: told to the device alone and once.
    pub received: Option<Moment>,
}

impl<S> FromRequestParts<S> for Visit
where
    Site: FromRef<S>,
    S: Send + Sync,
{
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Fault> {
        let site = Site::from_ref(state);
        let query = query(&parts.uri);
        let mut cx = anonymous(&parts.uri, &parts.headers);
        let held = cookie(&parts.headers, cookie_name(&site));
        let viewer = match &held {
            Some(secret) => site.desk.viewer(secret).await?,
            None => None,
        };
        let secret_hash = held.map(|secret| secret::digest(&[&secret]));
        let held = caller::held_mark(&site, &parts.headers);
        let new_mark = held.is_none();
        let mark = held.unwrap_or_else(secret::token);
        let kept = cookie(&parts.headers, kept::COOKIE).filter(|key| !key.is_empty());
        cx.elsewhere = elsewhere(&site, parts);
        if let Some(viewer) = &viewer {
            cx.who = Some(who(viewer, parts.uri.path()));
            cx.key = secret::page_key(&viewer.login);
        }
        let nobody = PersonId::default();
        let who_asks = viewer.as_ref().map_or(("", &nobody), |one| (one.login.as_str(), &one.person));
        if let Some(key) = query.get("form") {
            cx.refused = if telling::is_one(key) {
                telling::read(key, &mark, query.get("at").map_or("", String::as_str), site.desk.now())
            } else {
                let draft = forms::draft(&mut *site.desk.read().await?, key, who_asks, site.desk.now()).await?;
                let (language, now) = (cx.language, site.desk.now());
                match draft {
                    // What is rendered for it is rendered beside the workers.
                    Some(draft) => {
                        let covers_phones = (site.covers_phones)(&draft.form);
                        heavy(move || refused(draft, covers_phones, language, now)).await?
                    }
                    None => None,
                }
            };
        }
        // Chosen by hand, or brought along by whoever has chosen none yet.
        let chosen = query.contains_key(KEEP) || cookie(&parts.headers, "yishi_look").is_none();
        let set_look = (chosen && query.contains_key("lang")).then(|| look_value(&cx));
        let ip = caller::client(&site, parts);
        let caller = Caller {
            address: ip.map(caller::network).unwrap_or_default(),
            device: caller::device(&parts.headers),
            mark: secret::digest(&["device", &mark]),
        };
        let live = parts.headers.contains_key("x-yishi-live");
        let received = cookie(&parts.headers, RECEIVED).and_then(|at| at.parse().ok()).map(Moment);
        Ok(Self { site, viewer, cx, query, caller, ip, mark, new_mark, kept, secret_hash, set_look, live, received })
    }
}

impl Visit {
    /// Who is signed in.
    ///
    /// # Errors
    /// [`Fault::SignIn`] when nobody is.
    pub fn viewer(&self) -> Result<&Viewer, Fault> {
        self.viewer.as_ref().ok_or(Fault::SignIn)
    }

    /// Who is signed in, if somebody is.
    pub const fn signed_in(&self) -> Option<&Viewer> {
        self.viewer.as_ref()
    }

    /// This device was signed in, and its login holds no more.
    pub const fn has_ended(&self) -> bool {
        self.secret_hash.is_some() && self.viewer.is_none()
    }

    /// A page without script.
    pub fn page(&self, page: String) -> Response {
        self.look(html(page, None))
    }

    /// A page with islands.
    pub fn island_page(&self, page: String) -> Response {
        self.look(html(page, Some(&self.cx.nonce)))
    }

    fn look(&self, response: Response) -> Response {
        match &self.set_look {
            None => response,
            Some(look) => set_cookie(response, &look_cookie(look)),
        }
    }

    /// The answer to a secret ballot that was taken in: the device is told when, by a cookie that its next page takes away again.
    /// Nothing here keeps the time.
    pub fn received_now(&self, response: Response) -> Response {
        let at = self.site.desk.now().0.to_string();
        set_cookie(response, &own_cookie(&self.site, RECEIVED, &at, RECEIVED_SECONDS))
    }

    /// The page that has told it.
    pub fn forget_received(&self, response: Response) -> Response {
        match &self.received {
            Some(_) => set_cookie(response, &own_cookie(&self.site, RECEIVED, "", 0)),
            None => response,
        }
    }

    /// Answers a form: on to the next page, or back with the refusal beside its field and what was typed kept.
    ///
    /// # Errors
    /// Database errors.
    pub async fn answer(&self, answer: Answer, back: &str, form: &Form) -> Result<Response, Fault> {
        match answer {
            // The island sent it and stays where it is: it wants to know that the text has arrived.
            Answer::Done { to } if self.live => Ok((StatusCode::OK, to).into_response()),
            Answer::Done { to } => Ok(Redirect::to(&to).into_response()),
            Answer::Refused { field, refusal } => self.refuse(back, &field, refusal, form).await,
        }
    }

    /// Sends back to the form with what was typed, to be shown as it would look.
    ///
    /// # Errors
    /// Database errors.
    pub async fn preview(&self, back: &str, form: &Form) -> Result<Response, Fault> {
        self.send_back(back, PREVIEW, "", form).await
    }

    /// Turns to another part of the page: there the form stands as it was left.
    ///
    /// # Errors
    /// Database errors.
    pub async fn turn(&self, to: &str, part: &str, form: &Form) -> Result<Response, Fault> {
        self.send_back(to, part, "", form).await
    }

    /// One stable line for each sign-in that was refused, for those who watch the log: no name, no code.
    pub fn log_refused(&self, kind: &'static str) {
        let ip = self.ip.map_or_else(|| "unknown".to_owned(), |ip| ip.to_canonical().to_string());
        tracing::warn!("sign-in refused ip={ip} kind={kind}");
    }

    /// Sends back a sign-in that was not looked at; nothing of it is kept.
    pub fn wait(&self, back: &str, field: &str, until: Moment) -> Response {
        let minutes = (until.0 - self.site.desk.now().0 + 59_999).div_euclid(60_000).clamp(1, LONGEST_MINUTES);
        self.tell(back, field, Refusal::TooManyTries, &[("wait", &minutes.to_string())])
    }

    /// Sends back with a refusal that keeps nothing: the address says it all, to this device.
    pub fn tell(&self, back: &str, field: &str, refusal: Refusal, more: &[(&str, &str)]) -> Response {
        // The places of a content are too long for an address; sent once more they are shown.
        let field = if field.starts_with("mask:") { "mask" } else { field };
        let key = telling::key(&self.mark, (field, refusal), self.site.desk.now());
        self.marked(self.back_to(back, refusals::ID, &key, more))
    }

    /// The page for a device that may come again: it is given its cookie before anything is spent.
    pub fn marked(&self, response: Response) -> Response {
        if self.new_mark { set_cookie(response, &self.mark_cookie()) } else { response }
    }

    fn mark_cookie(&self) -> String {
        caller::mark_cookie(&self.site, &self.mark)
    }

    /// Sends back with a refusal.
    ///
    /// # Errors
    /// Database errors.
    pub async fn refuse(&self, back: &str, field: &str, refusal: Refusal, form: &Form) -> Result<Response, Fault> {
        self.send_back(back, field, refusal.code(), form).await
    }

    async fn send_back(&self, back: &str, field: &str, code: &str, form: &Form) -> Result<Response, Fault> {
        let key = secret::token();
        let login = self.viewer.as_ref().map_or("", |one| one.login.as_str()).to_owned();
        let fields = form.kept(field);
        // Whoever sends faster than a person can write is told why, and nothing is kept for them.
        let pace = &self.site.desk.kept_pace;
        let by = if login.is_empty() { format!("address {}", self.caller.address) } else { format!("login {login}") };
        if !pace.allows(&by, self.site.desk.now()) {
            let refusal = Refusal::from_code(code).unwrap_or(Refusal::TooFast);
            return Ok(self.tell(back, field, refusal, &[("at", form.path())]));
        }
        let draft = Draft {
            form: form.path().to_owned(),
            fields,
            field: field.to_owned(),
            refusal: code.to_owned(),
            about: form.about().to_owned(),
            steps: if form.told().steps.is_empty() { String::new() } else { serde_json::to_string(form.told())? },
        };
        let (now, kept) = (self.site.desk.now(), key.clone());
        self.site
            .desk
            .quietly(move |conn| Box::pin(async move { forms::keep_draft(conn, &kept, &login, &draft, now).await }))
            .await?;
        // A refusal is read first, in the summary, and leads to its field; a preview or another part of the page is gone to.
        let anchor = if code.is_empty() { field } else { refusals::ID };
        Ok(self.back_to(back, anchor, &key, &[]))
    }

    fn back_to(&self, back: &str, anchor: &str, key: &str, more: &[(&str, &str)]) -> Response {
        let (path, _) = back.split_once('#').unwrap_or((back, ""));
        let to = address::asking(&address::asking(path, &[("form", key)]), more);
        let to = format!("{to}#{}", address::encoded(anchor));
        if self.live {
            return (StatusCode::CONFLICT, to).into_response();
        }
        Redirect::to(&to).into_response()
    }

    /// Sends on with a new login.
    pub fn signed_in_to(&self, cookie: &str, to: &str) -> Response {
        let value = own_cookie(&self.site, cookie_name(&self.site), cookie, COOKIE_SECONDS);
        // By way of what was typed here when the login ended, if it was this person's.
        let by_way = address::asking(kept::PATH, &[("next", to)]);
        let to = if self.kept.is_some() && to != kept::PATH { &by_way } else { to };
        // The device is named again at each sign-in, so that one in use stays known.
        set_cookie(set_cookie(Redirect::to(to).into_response(), &value), &self.mark_cookie())
    }

    /// Sends on without a login.
    pub fn signed_out_to(&self, to: &str) -> Response {
        let value = own_cookie(&self.site, cookie_name(&self.site), "", 0);
        let response = set_cookie(Redirect::to(to).into_response(), &value);
        // Whose forms still stand open on this device: what they send is kept for them.
        match &self.secret_hash {
            Some(hash) => set_cookie(response, &own_cookie(&self.site, kept::LEFT, hash, kept::SECONDS)),
            None => response,
        }
    }
}

/// The answer, kept by nobody on the way.
pub fn unkept(mut response: Response) -> Response {
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// The values of a query, through the gate for characters: what is not seen is not asked.
pub fn query(uri: &Uri) -> HashMap<String, String> {
    let Ok(Query(map)) = Query::<HashMap<String, String>>::try_from_uri(uri) else { return HashMap::new() };
    map.into_iter().map(|(name, value)| (name, rules::typed::line(&value))).collect()
}

/// Whether an address can be one of this site: its path and query hold no character that none has ([`rules::typed`]). They would be
/// an error of one engine and nothing to the other.
pub fn can_be(uri: &Uri) -> bool {
    let fits = |text: &str| {
        let bytes = percent_encoding::percent_decode_str(text).collect::<Vec<_>>();
        String::from_utf8(bytes).is_ok_and(|text| rules::typed::fits_address(&text))
    };
    let (path, query) = (uri.path(), uri.query().unwrap_or_default());
    // Nearly every address: nothing to decode.
    !(path.contains('%') || query.contains('%')) || (fits(path) && fits(query))
}

fn refused(draft: Draft, covers_phones: bool, language: Language, now: Moment) -> Option<Refused> {
    let fields: HashMap<String, String> = serde_json::from_str(&draft.fields).ok()?;
    // As it would look: in the form that was chosen for it.
    let preview = (draft.field == PREVIEW)
        .then(|| {
            let text = form::TEXTS.iter().find_map(|name| fields.get(*name))?;
            let chosen = fields.get("form").is_some_and(|form| form == TextForm::Markdown.id());
            let form = if chosen { TextForm::Markdown } else { TextForm::Typed };
            let html = text::before_signing(form, text, language);
            Some(Preview { html, changed: text::reads_otherwise(form, text), seen: secret::digest(&[text]) })
        })
        .flatten();
    let refusal = Refusal::from_code(&draft.refusal);
    let typed = fields.iter().map(|(name, text)| (name.as_str(), text.as_str()));
    let mut masked = none::of_refused((&draft.field, refusal), typed);
    if covers_phones {
        let places = masked.iter_mut().flat_map(|(_, one)| one.places.iter_mut());
        places.filter(|one| one.kind == masking::Kind::Mobile).for_each(|one| one.certain = true);
    }
    let steps = telling::steps(&draft.steps, language, now);
    // Which places they are stands in the field behind a colon.
    let field = if draft.field.starts_with("mask:") { "mask".to_owned() } else { draft.field };
    Some(Refused { preview, masked, empty: Vec::new(), fields, field, refusal, form: draft.form, steps })
}

fn who(viewer: &Viewer, path: &str) -> Who {
    let here = path.strip_prefix("/c/").and_then(|rest| rest.split('/').next()).map(CommunityId::from);
    let membership = here.and_then(|id| viewer.membership(&id).ok()).or_else(|| viewer.memberships.first());
    Who {
        name: membership.map_or_else(|| viewer.name().to_owned(), |one| one.name.clone()),
        verified: viewer.verified,
        community: membership.map(|one| (one.community.to_string(), one.community_name.clone())),
        administrator: viewer.administrator,
    }
}

/// The right address of a page that was opened at one that is not among the site's. Behind a proxy the host is what the proxy
/// says that it was asked for; one that does not say leaves nothing to judge by.
pub fn elsewhere(site: &Site, parts: &Parts) -> Option<String> {
    let text = |name: &str| parts.headers.get(name).and_then(|value| value.to_str().ok());
    let proxied = ["x-forwarded-for", "x-forwarded-proto", "forwarded", "via"].iter().any(|name| text(name).is_some());
    let direct = parts.uri.authority().map(ToString::to_string).or_else(|| text("host").map(str::to_owned));
    let host = text("x-forwarded-host").map(str::to_owned).or_else(|| direct.filter(|_| !proxied))?;
    let host_of = |url: &str| {
        url.split_once("://").map(|(scheme, host)| {
            let port = if scheme == "https" { ":443" } else { ":80" };
            host.strip_suffix(port).unwrap_or(host).to_ascii_lowercase()
        })
    };
    let asked = host.trim_end_matches(":443").trim_end_matches(":80").to_ascii_lowercase();
    let listed = site.settings.public_urls.iter().any(|url| host_of(url).is_some_and(|one| one == asked));
    let path = parts.uri.path_and_query().map_or("/", |path| path.as_str());
    (!listed).then(|| format!("{}{path}", site.settings.public_url()))
}
