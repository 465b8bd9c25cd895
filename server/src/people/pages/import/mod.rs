//! Importing a roll: the file, what has to be asked, the preview, and taking it in.

mod numbers;
pub mod words;

use crate::{
    act::Form,
    fault::Fault,
    heavy::heavy,
    people::{
        pages::staff::allowed,
        roll::{Choice, Open},
    },
    roll_file::{self, Sheet},
    web::{
        Site, upload as uploaded,
        visit::{Posted, Visit, query},
    },
};
use app::{
    address, pages,
    view::import::{ImportPage, Shows},
};
use axum::{
    Router,
    extract::{Multipart, Path},
    http::Uri,
    response::{IntoResponse, Redirect, Response},
    routing::{get, post},
};
use rules::{Refusal, id::CommunityId, permit::Act};
use words::{Address, Words};

/// The addresses of this file.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/c/{community}/import", get(import))
        .route("/c/{community}/import/{id}", get(preview))
        .route("/do/c/{community}/import/{id}/look", post(look))
}

async fn import(mut visit: Visit, Path(community): Path<CommunityId>) -> Result<Response, Fault> {
    allowed(&visit, &community, Act::ImportRoll)?;
    visit.of(&community).await?;
    Ok(visit.page(pages::import::upload(&visit.cx, &community)))
}

/// Takes a file.
pub async fn upload(visit: Visit, Path(community): Path<CommunityId>, parts: Multipart) -> Result<Response, Fault> {
    const GIVE_UP: usize = 512 * 1024 * 1024;
    allowed(&visit, &community, Act::ImportRoll)?;
    let back = address::import(&community);
    let bytes = uploaded::read(parts, roll_file::LARGEST, GIVE_UP).await;
    let sent = bytes.map_err(|unread| unread.fault(Refusal::FileTooLarge))?;
    let book = heavy(move || roll_file::read(&sent.file()?)).await?;
    let kept = match book {
        Err(refusal) => Err(refusal),
        Ok(mut book) => {
            // Roles are the administrator's to give: from a clerk the column is left out, and the preview says why.
            if !visit.viewer()?.administrator {
                book.sheets.iter_mut().for_each(Sheet::leave_roles);
            }
            visit.site.desk.keep_roll(visit.viewer()?, &community, &book).await?
        }
    };
    match kept {
        Ok(id) => Ok(Redirect::to(&address::import_file(&community, &id)).into_response()),
        Err(refusal) => visit.refuse(&back, "file", refusal, &Form::default()).await,
    }
}

/// Another page or kind of lines: there the form stands as it was left. What is shown is said by the button that was pressed.
async fn look(
    visit: Visit,
    Path((community, id)): Path<(CommunityId, String)>,
    Posted(form): Posted,
) -> Result<Response, Fault> {
    allowed(&visit, &community, Act::ImportRoll)?;
    let asked = format!("/?{}", form.get("at")).parse::<Uri>().map(|uri| query(&uri)).unwrap_or_default();
    let asked = |name: &str| asked.get(name).map(String::as_str).unwrap_or_default();
    let base = address::import_file(&address::encoded(&community), &address::encoded(&id));
    let address = Address { base, choice: Choice::read(asked) };
    let lines = [("show", asked("show")), ("from", asked("from"))];
    visit.turn(&address.with(&address.choice, &lines), "lines", &form).await
}

async fn preview(mut visit: Visit, Path((community, id)): Path<(CommunityId, String)>) -> Result<Response, Fault> {
    allowed(&visit, &community, Act::ImportRoll)?;
    visit.of(&community).await?;
    // After a refusal the choice is that of the form.
    let kept = |name: &str| visit.cx.refused.as_ref().and_then(|one| one.fields.get(name)).map(String::as_str);
    let asked = |name: &str| visit.query.get(name).map(String::as_str).or_else(|| kept(name)).unwrap_or_default();
    let choice = Choice::read(asked);
    let Some((book, held)) = visit.site.desk.roll_preview(visit.viewer()?, &community, &id, &choice).await? else {
        return Ok(visit.tell(&address::import(&community), "", Refusal::FilePreviewGone, &[]));
    };
    let address = Address { base: address::import_file(&community, &id), choice };
    let words = Words(visit.cx.language);
    let sheet = choice.sheet(&book).ok();
    let shows = match &held {
        Err(Open::Sheet) => Shows::Sheets(
            words.which(&book),
            book.sheets.iter().enumerate().map(|(at, sheet)| (at.to_string(), words.sheet(sheet))).collect(),
        ),
        Err(Open::Numbers) => Shows::Numbers,
        Ok(preview) => {
            let from = asked("from").parse().unwrap_or_default();
            Shows::Preview(Box::new(words.preview(preview, &address, asked("show"), from)))
        }
    };
    let (notes, warnings) = words.said(&book, sheet, held.as_ref().ok());
    let page = ImportPage { community, id, notes, warnings, chosen: choice.said(), shows };
    let cx = visit.cx.clone();
    Ok(visit.page(heavy(move || pages::import::preview(&cx, page)).await?))
}
