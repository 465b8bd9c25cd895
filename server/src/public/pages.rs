//! The public's addresses: an ETag answers 304, nothing runs in the browser. A login is read in one case alone: where what
//! is asked for stays within the community, its members find it at the same address, and for anybody else nothing is there.

use crate::{
    act::cache,
    fault::Fault,
    people::community::rows as communities,
    public::{self, board::Asked},
    record::{self, publication::Kind},
    web::{
        Site, asset,
        visit::{self, Look, Visit},
    },
};
use app::{address, pages, view::Cx};
use axum::{
    Router,
    body::{Body, Bytes},
    extract::{FromRequestParts, Path, Query, Request, State},
    http::{HeaderMap, HeaderValue, StatusCode, Uri, header, request::Parts},
    response::{IntoResponse, Redirect, Response},
    routing::get,
};
use rules::{
    id::CommunityId,
    posting::{Audience, Category},
};

/// The addresses of this file.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/", get(communities))
        .route("/c/{community}", get(board))
        .route("/robots.txt", get(robots))
        .route("/sitemap.xml", get(sitemap))
        .route("/openapi.json", get(async |headers: HeaderMap| file(&headers, JSON, public::data::OPENAPI.to_owned())))
        .route("/site.webmanifest", get(manifest))
        .route(address::TAKING_PART, get(taking_part))
        .route(address::PASSING, get(passing))
        .merge(public::office::routes())
        .route("/c/{community}/figures", get(figures))
        .route("/c/{community}/data", get(data))
        .route("/c/{community}/decisions.csv", get(decisions_csv))
        .route("/c/{community}/decisions.json", get(decisions_json))
        .merge(public::calendar::routes())
        .route("/c/{community}/feed/{feed}", get(feed))
        .route("/c/{community}/search", get(search))
        .route("/c/{community}/photo/{photo}", get(photo))
        .route("/c/{community}/check", get(check))
        .merge(public::matters::routes())
        .route("/c/{community}/journal.jsonl", get(journal))
        .route("/c/{community}/{kind}/{subject}", get(published))
        .route("/c/{community}/{kind}/{subject}/v/{revision}", get(earlier))
        .route("/c/{community}/outcome/{vote}/record.json", get(count_record))
        .merge(public::petition::routes().merge(public::draw::routes()).merge(public::duties::routes()))
}

/// The answer with its ETag; 304 where the asker has it already.
fn answer(headers: &HeaderMap, kind: &'static str, body: Bytes, tag: &str) -> Response {
    answer_with(headers, kind, body.into(), tag)
}

/// The same with a body that may still be read.
fn answer_with(headers: &HeaderMap, kind: &'static str, body: Body, tag: &str) -> Response {
    let asked = headers.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let known = asked.split(',').any(|one| one.trim().trim_start_matches("W/") == tag);
    let mut response = if known {
        StatusCode::NOT_MODIFIED.into_response()
    } else if kind == HTML {
        visit::html(body, None)
    } else {
        Response::new(body)
    };
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    // Kept, and asked for again each time: whoever has just asked something finds it there.
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, no-cache"));
    if let Ok(tag) = HeaderValue::from_str(tag) {
        headers.insert(header::ETAG, tag);
    }
    response
}

/// A file: what it holds names it.
pub(super) fn file(headers: &HeaderMap, kind: &'static str, body: String) -> Response {
    let tag = cache::tag(&body);
    answer(headers, kind, body.into(), &tag)
}

pub(super) const HTML: &str = "text/html; charset=utf-8";
pub(super) const JSON: &str = "application/json; charset=utf-8";
const LINES: &str = "application/x-ndjson; charset=utf-8";

/// A page, as it was last rendered where nothing was done since. Language and elder mode stand in the address, so one
/// rendering serves everybody.
pub(super) async fn page<R>(site: &Site, request: Request, render: impl FnOnce(Cx) -> R) -> Result<Response, Fault>
where
    R: Future<Output = Result<String, Fault>>,
{
    let (parts, _) = request.into_parts();
    page_asked(site, &parts, |cx, _| render(cx)).await
}

/// The same for a list, by what it is asked for. Who has chosen a look elsewhere on this site keeps it.
pub(super) async fn page_asked<R>(
    site: &Site,
    parts: &Parts,
    render: impl FnOnce(Cx, Asked) -> R,
) -> Result<Response, Fault>
where
    R: Future<Output = Result<String, Fault>>,
{
    match visit::look(parts) {
        Look::AsAsked => rendered(site, parts, render).await,
        Look::Leads(to) => Ok(visit::unkept(Redirect::to(&to).into_response())),
        Look::Changed(cookie) => Ok(visit::unkept(visit::set_cookie(rendered(site, parts, render).await?, &cookie))),
    }
}

async fn rendered<R>(site: &Site, parts: &Parts, render: impl FnOnce(Cx, Asked) -> R) -> Result<Response, Fault>
where
    R: Future<Output = Result<String, Fault>>,
{
    let elsewhere = visit::elsewhere(site, parts);
    let cx = Cx { base: site.settings.public_url().to_owned(), elsewhere, ..visit::public(parts) };
    let asked = Asked::read(&visit::query(&parts.uri));
    if cx.elsewhere.is_some() {
        // What it says belongs to whoever asked.
        return Ok(visit::unkept(visit::html(render(cx, asked).await?, None)));
    }
    let key = format!("{} {} {} {}", cx.path, cx.language.tag(), cx.elder, asked.key());
    let (pages, now) = (&site.desk.pages, site.desk.now());
    if let Some(page) = pages.get(&key, now) {
        return Ok(answer(&parts.headers, HTML, page.body, &page.tag));
    }
    let epoch = pages.epoch();
    let page = pages.put(key, (epoch, now), render(cx, asked).await?);
    Ok(answer(&parts.headers, HTML, page.body, &page.tag))
}

/// The visit of a member of the community; for anybody else nothing is there.
async fn member(site: &Site, parts: &mut Parts, community: &CommunityId) -> Result<Visit, Fault> {
    belonging(Visit::from_request_parts(parts, site).await?, community).await
}

/// A visit, where it is that of a member.
async fn belonging(mut visit: Visit, community: &CommunityId) -> Result<Visit, Fault> {
    let viewer = visit.signed_in().ok_or(Fault::NotFound)?;
    viewer.membership(community).map_err(|_| Fault::NotFound)?;
    visit.of(community).await?;
    Ok(visit)
}

/// What `read` finds for the public, answered by `public`; what is not there for them, for a member and kept by nobody on
/// the way.
async fn by_reader<T, R>(
    site: &Site,
    mut parts: Parts,
    (community, kind): (&CommunityId, &'static str),
    read: impl Fn(Audience) -> R,
    public: impl FnOnce(&HeaderMap, T) -> Response,
) -> Result<Response, Fault>
where
    T: IntoResponse,
    R: Future<Output = Result<T, Fault>>,
{
    match read(Audience::Public).await {
        Ok(found) => Ok(public(&parts.headers, found)),
        Err(Fault::NotFound) => {
            member(site, &mut parts, community).await?;
            Ok(([(header::CONTENT_TYPE, kind)], read(Audience::Members).await?).into_response())
        }
        Err(fault) => Err(fault),
    }
}

/// Every community; where there is only one, its board.
async fn communities(State(site): State<Site>, request: Request) -> Result<Response, Fault> {
    if let [only] = communities::all(&mut *site.desk.read().await?).await?.as_slice() {
        let query = request.uri().query().map_or_else(String::new, |query| format!("?{query}"));
        return Ok(Redirect::to(&format!("{}{query}", address::board(&only.id))).into_response());
    }
    let (parts, _) = request.into_parts();
    page_asked(&site, &parts, async |cx, asked| public::front::front(&site.desk, cx, asked.query()).await).await
}

async fn board(
    State(site): State<Site>,
    Path(community): Path<CommunityId>,
    request: Request,
) -> Result<Response, Fault> {
    let (parts, _) = request.into_parts();
    page_asked(&site, &parts, async |cx, asked| public::board::board(&site.desk, cx, &community, &asked).await).await
}

async fn search(
    State(site): State<Site>,
    Path(community): Path<CommunityId>,
    request: Request,
) -> Result<Response, Fault> {
    let (parts, _) = request.into_parts();
    page_asked(&site, &parts, async |cx, asked| public::board::found(&site.desk, cx, &community, &asked).await).await
}

/// A photo of something published: it never changes.
async fn photo(
    State(site): State<Site>,
    Path((community, id)): Path<(CommunityId, String)>,
    request: Request,
) -> Result<Response, Fault> {
    const JPEG: &str = "image/jpeg";
    let (parts, _) = request.into_parts();
    let read = |reader| public::photo(&site.desk, (&community, &id), reader);
    // Like a page: what it is of may come to be for members.
    by_reader(&site, parts, (&community, JPEG), read, |headers, jpeg| {
        answer(headers, JPEG, jpeg.into(), &format!("\"{id}\""))
    })
    .await
}

async fn check(
    State(site): State<Site>,
    Path(community): Path<CommunityId>,
    request: Request,
) -> Result<Response, Fault> {
    page(&site, request, |cx| public::page::check(&site.desk, cx, &community)).await
}

/// The chain, line by line as it is read: `since=SEQ` leaves out what the asker has. The head names the whole of it.
async fn journal(
    State(site): State<Site>,
    Path(community): Path<CommunityId>,
    Query(asked): Query<Since>,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    let head = record::head(&site.desk, &community).await?;
    let since = asked.since.unwrap_or(0).max(0);
    let tag = format!("\"{}-{}-{since}\"", head.seq, head.hash.get(..16).unwrap_or_default());
    let lines = Body::from_stream(record::journal_lines(site.desk.clone(), community, since, head.seq));
    Ok(answer_with(&headers, LINES, lines, &tag))
}

#[derive(serde::Deserialize)]
struct Since {
    since: Option<i64>,
}

/// Something published, as it stands.
async fn published(
    State(site): State<Site>,
    Path((community, kind, subject)): Path<(CommunityId, String, String)>,
    request: Request,
) -> Result<Response, Fault> {
    let kind = Kind::from_id(&kind).ok_or(Fault::NotFound)?;
    let (parts, _) = request.into_parts();
    match subject.strip_suffix(".json") {
        Some(subject) => {
            let subject = kind.subject_of(&community, subject);
            let read = |reader| record::content_json(&site.desk, kind, (&community, &subject), reader);
            by_reader(&site, parts, (&community, JSON), read, |headers, text| file(headers, JSON, text)).await
        }
        None => sheet(&site, parts, kind, (&community, &kind.subject_of(&community, &subject), None)).await,
    }
}

/// An earlier revision keeps its own address, and says that there is a later one.
async fn earlier(
    State(site): State<Site>,
    Path((community, kind, subject, revision)): Path<(CommunityId, String, String, i64)>,
    request: Request,
) -> Result<Response, Fault> {
    let kind = Kind::from_id(&kind).ok_or(Fault::NotFound)?;
    let subject = kind.subject_of(&community, &subject);
    let mut response = sheet(&site, request.into_parts().0, kind, (&community, &subject, Some(revision))).await?;
    // Search engines keep what stands now, not what was corrected or taken back.
    response.headers_mut().insert("x-robots-tag", HeaderValue::from_static("noindex"));
    Ok(response)
}

/// The sheet of something published, by its community, subject and revision.
async fn sheet(
    site: &Site,
    mut parts: Parts,
    kind: Kind,
    thing: (&CommunityId, &str, Option<i64>),
) -> Result<Response, Fault> {
    let base = site.settings.public_url();
    let render = |cx, reader| public::page::published(&site.desk, cx, base, kind, thing, reader);
    match page_asked(site, &parts, |cx, _| render(cx, Audience::Public)).await {
        Err(Fault::NotFound) => {
            let visit = Visit::from_request_parts(&mut parts, site).await?;
            // Names are never public, and every sheet of minutes leads to them: whoever is not signed in signs in first, whether or
            // not there are any.
            if kind == Kind::Attendance && visit.signed_in().is_none() {
                return Ok(Redirect::to(&address::asking("/in", &[("next", parts.uri.path())])).into_response());
            }
            let visit = belonging(visit, thing.0).await?;
            Ok(visit.page(render(Cx { paper: true, ..visit.cx.clone() }, Audience::Members).await?))
        }
        other => other,
    }
}

async fn count_record(
    State(site): State<Site>,
    Path((community, vote)): Path<(CommunityId, String)>,
    request: Request,
) -> Result<Response, Fault> {
    let (parts, _) = request.into_parts();
    let read = |reader| record::record_json(&site.desk, (&community, &vote), reader);
    by_reader(&site, parts, (&community, JSON), read, |headers, text| file(headers, JSON, text)).await
}

async fn figures(
    State(site): State<Site>,
    Path(community): Path<CommunityId>,
    request: Request,
) -> Result<Response, Fault> {
    page(&site, request, |cx| public::data::figures(&site.desk, cx, &community)).await
}

async fn data(
    State(site): State<Site>,
    Path(community): Path<CommunityId>,
    request: Request,
) -> Result<Response, Fault> {
    page(&site, request, |cx| public::data::data(&site.desk, cx, &community)).await
}

async fn decisions_csv(
    State(site): State<Site>,
    Path(community): Path<CommunityId>,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    let lines = public::data::decisions(&site.desk, site.settings.public_url(), &community).await?;
    Ok(file(&headers, "text/csv; charset=utf-8", public::data::csv(&lines)?))
}

async fn decisions_json(
    State(site): State<Site>,
    Path(community): Path<CommunityId>,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    let lines = public::data::decisions(&site.desk, site.settings.public_url(), &community).await?;
    Ok(file(&headers, JSON, serde_json::to_string_pretty(&lines)?))
}

/// `all.atom`, or that of a category.
async fn feed(
    State(site): State<Site>,
    Path((community, name)): Path<(CommunityId, String)>,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    let page = Asked::read(&visit::query(&uri)).page_number();
    let category = match name.strip_suffix(".atom").ok_or(Fault::NotFound)? {
        "all" => None,
        id => Some(Category::from_id(id).ok_or(Fault::NotFound)?),
    };
    let text = public::data::feed(&site.desk, site.settings.public_url(), &community, (category, page)).await?;
    Ok(file(&headers, "application/atom+xml; charset=utf-8", text))
}

async fn robots(State(site): State<Site>, headers: HeaderMap) -> Response {
    file(&headers, "text/plain; charset=utf-8", public::data::robots(site.settings.public_url()))
}

async fn sitemap(State(site): State<Site>, headers: HeaderMap) -> Result<Response, Fault> {
    let text = public::data::sitemap(&site.desk, site.settings.public_url()).await?;
    Ok(file(&headers, "application/xml; charset=utf-8", text))
}

/// How one takes part, by the rules of this installation.
async fn taking_part(State(site): State<Site>, request: Request) -> Result<Response, Fault> {
    page(&site, request, async |cx| Ok(pages::help::taking_part(&cx, &site.desk.rules.of("")))).await
}

/// How a vote passes, by the same rules.
async fn passing(State(site): State<Site>, request: Request) -> Result<Response, Fault> {
    page(&site, request, async |cx| Ok(pages::help::passing(&cx, &site.desk.rules.of("")))).await
}

/// What a telephone keeps of the site when somebody puts it beside their apps.
async fn manifest(headers: HeaderMap) -> Response {
    file(&headers, "application/manifest+json; charset=utf-8", crate::web::icons::manifest(&asset::BUILD))
}
