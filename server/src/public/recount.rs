//! `/recount`: anybody's record, judged again.

use super::pages::{HTML, file};
use crate::{
    fault::Fault,
    heavy::heavy,
    record,
    record::publication::Kind,
    web::{
        Site,
        upload::{self, Unread},
        visit::{self},
    },
};
use app::{
    address,
    pages::{self, data::Recounted},
    say,
    view::Cx,
};
use axum::{
    extract::{FromRequest, Multipart, Request, State},
    response::Response,
};
use rules::{Language, id::CommunityId};
use std::time::Duration;
use tokio::{sync::Semaphore, time::timeout};

/// The page on which anybody counts a record again, on their own device. `of=COMMUNITY/VOTE`, or
/// `of=COMMUNITY/KIND/ID`: the record of that public thing is there already, and what the server finds in it.
pub async fn recount(State(site): State<Site>, request: Request) -> Result<Response, Fault> {
    let (parts, _) = request.into_parts();
    let cx = Cx { base: site.settings.public_url().to_owned(), ..visit::public(&parts) };
    let query = visit::query(&parts.uri);
    let (of, told) = match query.get("of").and_then(|of| of.split_once('/')) {
        Some((community, thing)) => {
            let named = thing.split_once('/').and_then(|(kind, subject)| Some((Kind::from_id(kind)?, subject)));
            let (kind, subject) = named.unwrap_or((Kind::Outcome, thing));
            let (title, record) =
                record::to_recount(&site.desk, (&CommunityId::from(community), kind, subject)).await?;
            let told = judged(&record, cx.language).await?;
            (Some(Recounted { href: address::published(community, kind.id(), subject), title, record }), told)
        }
        None => (None, Vec::new()),
    };
    let mut page = file(&parts.headers, HTML, pages::data::recount(&cx, &told, of));
    visit::let_script_run(&mut page);
    Ok(page)
}

/// What a record says when it is judged anew, in sentences.
async fn judged(record: &str, language: Language) -> Result<Vec<(&'static str, String)>, Fault> {
    let record = record.to_owned();
    let told = heavy(move || ::recount::report(&record, language)).await?;
    Ok(told.into_iter().map(|(mark, words)| (mark.id(), words)).collect())
}

/// The same without JavaScript: judges the file or the text that was sent, and keeps it nowhere. What cannot be judged is said where the judgement would stand.
pub async fn recounted(State(site): State<Site>, request: Request) -> Result<Response, Fault> {
    let (parts, body) = request.into_parts();
    let cx = Cx { base: site.settings.public_url().to_owned(), ..visit::public(&parts) };
    // Anybody may send one of four megabytes: only so many are held at once.
    static HELD: Semaphore = Semaphore::const_new(16);
    let _held = timeout(Duration::from_secs(20), HELD.acquire()).await.map_err(|_| Fault::Busy)?;
    let told = match sent(Request::from_parts(parts, body)).await {
        Ok(text) => judged(&text, cx.language).await?,
        Err(why) => vec![(::recount::Mark::Wrong.id(), say::sentence(cx.language, why, &[]))],
    };
    let mut page = visit::html(pages::data::recount(&cx, &told, None), None);
    visit::let_script_run(&mut page);
    Ok(page)
}

/// The text that was sent; else the key of the sentence that says what is wrong.
async fn sent(request: Request) -> Result<String, &'static str> {
    const LARGEST: usize = 4 * 1024 * 1024;
    const GIVE_UP: usize = 64 * 1024 * 1024;
    const EMPTY: &str = "recount-empty";
    const LARGE: &str = "recount-large";
    let parts = Multipart::from_request(request, &()).await.map_err(|_| EMPTY)?;
    let sent = upload::read(parts, LARGEST, GIVE_UP).await.map_err(|unread| match unread {
        Unread::TooLong => LARGE,
        Unread::Broken(_) => EMPTY,
    })?;
    match String::from_utf8(sent.bytes) {
        Ok(text) if text.len() > LARGEST => Err(LARGE),
        Ok(text) if text.trim().is_empty() => Err(EMPTY),
        Ok(text) => Ok(text),
        Err(_) => Err(EMPTY),
    }
}
