//! The public record as files: static pages, JSON and the journal, readable without a server.

use super::{board, count_record, journal_lines, page};
use crate::{
    desk::{Desk, publish::Kind},
    fault::Fault,
    store::{
        community,
        publication::{self, PublicationRow},
    },
};
use app::view::Cx;
use rules::Language;
use std::{collections::HashMap, path::Path};

/// Writes everything public into a folder: per community and language its board, notices and decisions, and per
/// community the journal and the JSON of its decisions and counts.
///
/// # Errors
/// When a file cannot be written.
pub async fn export(desk: &Desk, base: &str, folder: &Path) -> Result<usize, Fault> {
    let mut written = 0;
    let mut write = |path: String, text: String| -> Result<(), Fault> {
        let path = folder.join(path);
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent).map_err(Fault::file(parent))?;
        }
        std::fs::write(&path, text).map_err(Fault::file(&path))?;
        written += 1;
        Ok(())
    };
    write("yishi.css".to_owned(), crate::http::style_sheet().to_owned())?;
    let places = community::all(&mut *desk.read().await?).await?;
    for language in Language::ALL {
        let tag = language.tag();
        let cx = |path: &str| Cx { language, public: true, path: path.to_owned(), ..Cx::default() };
        write(format!("{tag}/index.html"), local(&page::communities(desk, cx("/")).await?, "../", tag))?;
        for place in &places {
            let id = &place.id;
            let at = format!("/c/{id}");
            write(
                format!("{tag}/c/{id}.html"),
                local(&board::board(desk, cx(&at), id, &board::Asked::read(&HashMap::new())).await?, "../../", tag),
            )?;
            write(format!("{tag}/c/{id}/check.html"), local(&page::check(desk, cx(&at), id).await?, "../../../", tag))?;
            for row in
                publication::all(&mut *desk.read().await?, id).await?.into_iter().filter(PublicationRow::is_public)
            {
                let latest = format!("c/{id}/{}/{}", row.kind, row.subject);
                let revision = format!("{latest}/v/{}", row.revision);
                for (path, up, number) in
                    [(latest, "../../../../", None), (revision, "../../../../../../", Some(row.revision))]
                {
                    let cx = cx(&format!("/{path}"));
                    let kind = Kind::from_id(&row.kind).ok_or(Fault::Stored("publications.kind"))?;
                    let html = page::published(desk, cx, base, kind, (id, &row.subject), number).await?;
                    write(format!("{tag}/{path}.html"), local(&html, up, tag))?;
                }
            }
        }
    }
    for place in &places {
        let id = &place.id;
        write(format!("c/{id}/journal.jsonl"), journal_lines(desk, id).await?)?;
        for row in publication::all(&mut *desk.read().await?, id).await?.into_iter().filter(PublicationRow::is_public) {
            // Revisions come oldest first: the unnumbered files end as the latest.
            let path = format!("c/{id}/{}/{}", row.kind, row.subject);
            if row.kind == Kind::Outcome.id() {
                write(format!("{path}/record.json"), count_record(&row)?)?;
            }
            write(format!("{path}.json"), row.content.clone())?;
            write(format!("{path}/revision-{}.json", row.revision), row.content)?;
        }
    }
    Ok(written)
}

/// Turns the addresses of a page into paths between files. `up` leads from the page to the folder's top.
fn local(html: &str, up: &str, tag: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, after)) = rest.split_once("href=\"") {
        out.push_str(before);
        out.push_str("href=\"");
        let Some((address, tail)) = after.split_once('"') else {
            rest = after;
            break;
        };
        out.push_str(&local_address(address, up, tag));
        out.push('"');
        rest = tail;
    }
    out.push_str(rest);
    out
}

fn local_address(address: &str, up: &str, tag: &str) -> String {
    if address.starts_with("/pkg/") {
        return if address.ends_with(".css") { format!("{up}yishi.css") } else { String::from("#") };
    }
    let path = address.split('?').next().unwrap_or_default();
    match path.strip_prefix('/') {
        None => address.to_owned(),
        Some("") => format!("{up}{tag}/index.html"),
        Some(path) if path.ends_with(".jsonl") || path.ends_with(".json") => format!("{up}{path}"),
        Some(path) if path.starts_with("c/") => format!("{up}{tag}/{path}.html"),
        Some(_) => String::from("#"),
    }
}
