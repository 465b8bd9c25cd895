//! The public record as files: static pages, JSON and the journal, readable without a server.

use crate::{
    act::Desk,
    fault::Fault,
    people::community::rows as community,
    public::{board, calendar, data, duties, front, matters, office, page, petition},
    record::{
        content_file, head, journal_lines,
        photo::rows as photo,
        publication::{Kind, rows as publication},
        record_of,
    },
    secret,
};
use app::{address, pages, view::Cx};
use futures::TryStreamExt;
use rules::{
    Language,
    id::CommunityId,
    posting::{Audience, Category},
    rule_set::RuleSet,
};
use serde::{Deserialize, Serialize};
use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

/// Where whoever opens the folder begins.
pub(crate) const START: &str = "<!DOCTYPE html><html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><title>议事</title>\
<meta http-equiv=\"refresh\" content=\"0; url=zh-CN/index.html\"><link rel=\"stylesheet\" href=\"yishi.css\"></head><body><main>\
<p><a href=\"zh-CN/index.html\">公开记录</a></p><p lang=\"en\"><a href=\"en/index.html\">The public record</a></p></main></body></html>\n";

/// The list of the communities, in the folder of each of them.
pub(crate) const LIST: &str = "communities.json";

/// What a place put on file, and what it was ordered to publish.
pub(crate) const FILINGS: &str = "filings.json";
pub(crate) const ORDERS: &str = "orders.json";

/// The list of all other files.
pub(crate) const FILES: &str = "manifest.json";

/// Every file of an export but this one, with its SHA-256.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct ManifestFile {
    /// By path.
    pub(crate) files: BTreeMap<String, String>,
}

/// What was written.
#[derive(Debug)]
pub struct Written {
    /// How many files.
    pub files: usize,
    /// The SHA-256 of the list of them: whoever has it from whoever exported knows every file.
    pub fingerprint: String,
}

/// A community, and the end of its chain when it was exported, as it is printed: `SEQ:HASH`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct Listed {
    /// Its id.
    pub(crate) community: CommunityId,
    /// The end of its chain.
    pub(crate) head: String,
}

/// Writes everything public into a folder: per community and language its board, notices and decisions, and per
/// community the journal and the JSON of its decisions and counts.
///
/// # Errors
/// When a file cannot be written.
pub async fn export(desk: &Desk, base: &str, folder: &Path) -> Result<Written, Fault> {
    let mut list = ManifestFile::default();
    let mut write = |name: String, text: Vec<u8>| -> Result<(), Fault> {
        let path = folder.join(&name);
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent).map_err(Fault::file(parent))?;
        }
        std::fs::write(&path, &text).map_err(Fault::file(&path))?;
        list.files.insert(name, secret::digest_bytes(&text));
        Ok(())
    };
    write("yishi.css".to_owned(), crate::style::sheet().as_bytes().to_vec())?;
    write("openapi.json".to_owned(), data::OPENAPI.as_bytes().to_vec())?;
    write("index.html".to_owned(), START.as_bytes().to_vec())?;
    let places = community::all(&mut *desk.read().await?).await?;
    for language in Language::ALL {
        let tag = language.tag();
        let cx = |path: &str| Cx { language, public: true, path: path.to_owned(), ..Cx::default() };
        let rules = desk.rules.of("");
        for (at, help) in [
            (address::TAKING_PART, pages::help::taking_part as fn(&Cx, &RuleSet) -> String),
            (address::PASSING, pages::help::passing),
        ] {
            write(format!("{tag}{at}.html"), local(&help(&cx(at), &rules), "../../", tag).into_bytes())?;
        }
        write(format!("{tag}/index.html"), local(&front::front(desk, cx("/"), "").await?, "../", tag).into_bytes())?;
        for place in &places {
            let id = &place.id;
            let at = address::board(&id);
            for (path, html) in board_pages(desk, id, &cx(&at)).await? {
                write(path, html.into_bytes())?;
            }
            for (path, html) in matter_pages(desk, id, &cx(&at)).await? {
                write(path, html.into_bytes())?;
            }
            for (name, html) in [
                ("orders", office::orders(desk, cx(&format!("{at}/orders")), id).await?),
                ("check", page::check(desk, cx(&format!("{at}/check")), id).await?),
                ("figures", data::figures(desk, cx(&format!("{at}/figures")), id).await?),
                ("data", data::data(desk, cx(&format!("{at}/data")), id).await?),
            ] {
                write(format!("{tag}/c/{id}/{name}.html"), local(&html, "../../../", tag).into_bytes())?;
            }
            for row in publication::public(&mut *desk.read().await?, id).await? {
                let latest = format!("c/{id}/{}/{}", row.kind.id(), row.kind.name_of(id, &row.subject));
                let revision = format!("{latest}/v/{}", row.revision);
                for (path, up, number) in
                    [(latest, "../../../../", None), (revision, "../../../../../../", Some(row.revision))]
                {
                    let cx = cx(&format!("/{path}"));
                    let html =
                        page::published(desk, cx, base, row.kind, (id, &row.subject, number), Audience::Public).await?;
                    write(format!("{tag}/{path}.html"), local(&html, up, tag).into_bytes())?;
                }
            }
        }
    }
    let mut heads = Vec::new();
    for place in &places {
        let head = head(desk, &place.id).await?;
        heads.push(Listed { community: place.id.clone(), head: format!("{}:{}", head.seq, head.hash) });
    }
    heads.sort();
    for place in &places {
        let id = &place.id;
        write(format!("c/{id}/{}", LIST), serde_json::to_vec_pretty(&heads)?)?;
        write(format!("c/{id}/journal.jsonl"), whole_journal(desk, id).await?)?;
        let decisions = data::decisions(desk, base, id).await?;
        write(format!("c/{id}/decisions.csv"), data::csv(&decisions)?.into_bytes())?;
        write(format!("c/{id}/decisions.json"), serde_json::to_vec_pretty(&decisions)?)?;
        let mut conn = desk.read().await?;
        let (filings, orders) = (office::filings_of(&mut conn, id).await?, office::orders_of(&mut conn, id).await?);
        drop(conn);
        write(format!("c/{id}/{FILINGS}"), serde_json::to_vec_pretty(&filings)?)?;
        write(format!("c/{id}/{ORDERS}"), serde_json::to_vec_pretty(&orders)?)?;
        write(format!("c/{id}/sessions.ics"), calendar::all(desk, base, id).await?.into_bytes())?;
        for category in [None].into_iter().chain(Category::ALL.iter().copied().map(Some)) {
            let name = category.map_or("all", Category::id);
            write(format!("c/{id}/feed/{name}.atom"), data::feed(desk, base, id, (category, 1)).await?.into_bytes())?;
        }
        for name in photo::of_community(&mut *desk.read().await?, id).await? {
            match super::photo(desk, (id, &name), Audience::Public).await {
                Ok(jpeg) => write(format!("c/{id}/photo/{name}.jpg"), jpeg)?,
                // What stays within the community is not taken along.
                Err(Fault::NotFound) => {}
                Err(fault) => return Err(fault),
            }
        }
        for row in publication::public(&mut *desk.read().await?, id).await? {
            // Revisions come oldest first: the unnumbered files end as the latest.
            let path = format!("c/{id}/{}/{}", row.kind.id(), row.kind.name_of(id, &row.subject));
            if let Some(record) = record_of(row.kind, &row.content)? {
                write(format!("{path}/record.json"), record.into_bytes())?;
            }
            if row.kind == Kind::Notice {
                let text = calendar::one(desk, base, (id, &row.subject)).await?;
                write(format!("{path}/calendar.ics"), text.into_bytes())?;
            }
            write(format!("{path}.json"), content_file(&row).into_bytes())?;
            write(format!("{path}/revision-{}.json", row.revision), content_file(&row).into_bytes())?;
        }
    }
    let path = folder.join(FILES);
    let text = serde_json::to_vec_pretty(&list)?;
    std::fs::write(&path, &text).map_err(Fault::file(&path))?;
    Ok(Written { files: list.files.len() + 1, fingerprint: secret::digest_bytes(&text) })
}

/// The files that every export of these communities holds, whatever was published: what leads in, boards, tables, calendars and feeds.
pub(crate) fn own_files(places: &BTreeSet<String>) -> Vec<String> {
    let mut all: Vec<String> = ["yishi.css", "openapi.json", "index.html"].map(str::to_owned).to_vec();
    let tags = || Language::ALL.iter().map(|language| language.tag());
    all.extend(tags().map(|tag| format!("{tag}/index.html")));
    for id in places {
        all.extend(tags().map(|tag| format!("{tag}/c/{id}.html")));
        let pages = |tag| ["check", "figures", "data"].map(|name| format!("{tag}/c/{id}/{name}.html"));
        all.extend(tags().flat_map(pages));
        let tables = [LIST, "journal.jsonl", "decisions.csv", "decisions.json", "sessions.ics", "feed/all.atom"];
        all.extend(tables.map(|name| format!("c/{id}/{name}")));
        all.extend(Category::ALL.iter().map(|one| format!("c/{id}/feed/{}.atom", one.id())));
    }
    all
}

/// The pages of a community's board, and those of what is posted now where the board shows only its beginning: path and page.
///
/// # Errors
/// Database errors.
pub async fn board_pages(desk: &Desk, community: &CommunityId, cx: &Cx) -> Result<Vec<(String, String)>, Fault> {
    let tag = cx.language.tag();
    let (pages, posted) = board::pages(desk, community).await?;
    let below = format!("{tag}/c/{community}");
    let all = (1..=pages).map(|number| match number {
        1 => (format!("{below}.html"), "../../", board::Asked::page(1)),
        other => (format!("{below}/page-{other}.html"), "../../../", board::Asked::page(other)),
    });
    let up = (1..=posted).map(|number| (format!("{below}/up-{number}.html"), "../../../", board::Asked::up(number)));
    let mut files = Vec::new();
    for (path, top, asked) in all.chain(up) {
        let html = board::board(desk, cx.clone(), community, &asked).await?;
        files.push((path, local(&html, top, tag)));
    }
    Ok(files)
}

/// The lists of a community's matters and joint requests, and its procedures in plain words: path and page.
async fn matter_pages(desk: &Desk, community: &CommunityId, cx: &Cx) -> Result<Vec<(String, String)>, Fault> {
    let tag = cx.language.tag();
    let below = format!("{tag}/c/{community}");
    let mut files = Vec::new();
    for ended in [false, true] {
        for number in 1..=matters::pages(desk, community, ended).await? {
            let (path, up) = match (ended, number) {
                (false, 1) => (format!("{below}/matters.html"), "../../../"),
                (false, other) => (format!("{below}/matters/page-{other}.html"), "../../../../"),
                (true, other) => (format!("{below}/matters/ended-{other}.html"), "../../../../"),
            };
            let asked = board::Asked::matters(ended, number);
            files.push((path, local(&matters::list(desk, cx.clone(), community, &asked).await?, up, tag)));
        }
    }
    for number in 1..=petition::list_pages(desk, community).await? {
        let (path, up) = match number {
            1 => (format!("{below}/petitions.html"), "../../../"),
            other => (format!("{below}/petitions/page-{other}.html"), "../../../../"),
        };
        files.push((path, local(&petition::petitions(desk, cx.clone(), community, number).await?, up, tag)));
    }
    for year in duties::years(desk, community).await? {
        let html = duties::year_page(desk, cx.clone(), community, &year.to_string()).await?;
        files.push((format!("{below}/duties/{year}.html"), local(&html, "../../../../", tag)));
    }
    for id in matters::procedures(desk, community).await? {
        let html = matters::procedure(desk, cx.clone(), community, &id).await?;
        files.push((format!("{below}/procedures/{id}.html"), local(&html, "../../../../", tag)));
    }
    Ok(files)
}

/// Turns the addresses of a page into paths between files. `up` leads from the page to the folder's top.
fn local(html: &str, up: &str, tag: &str) -> String {
    let html = html.replacen("<body class=\"\"", "<body class=\"taken\"", 1);
    ["href=\"", "src=\""].into_iter().fold(html, |html, mark| {
        let mut parts = html.split(mark);
        let mut out = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let (address, rest) = part.split_once('"').unwrap_or((part, ""));
            out.push_str(mark);
            out.push_str(&local_address(address, up, tag));
            out.push('"');
            out.push_str(rest);
        }
        out
    })
}

/// Where a link leads within the export; a place on a page stays one.
fn local_address(address: &str, up: &str, tag: &str) -> String {
    match address.split_once('#') {
        Some((page, place)) if page.starts_with('/') => match local_page(page, up, tag) {
            // What needs a server leads nowhere.
            nowhere if nowhere == "#" => nowhere,
            to => format!("{to}#{place}"),
        },
        _ => local_page(address, up, tag),
    }
}

fn local_page(address: &str, up: &str, tag: &str) -> String {
    const FILES: [&str; 5] = [".jsonl", ".json", ".csv", ".ics", ".atom"];
    if address.starts_with("/pkg/") {
        return if address.ends_with(".css") { format!("{up}yishi.css") } else { String::from("#") };
    }
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    // Pages stand here in both languages, in one size, and of the board there is the whole.
    let asked = |key: &str| query.split("&amp;").find_map(|one| one.strip_prefix(key)?.strip_prefix('='));
    if asked("elder") == Some("1") || asked("category").is_some() {
        return String::from("#");
    }
    let tag = asked("lang").unwrap_or(tag);
    if asked("ended").is_some_and(|ended| !ended.is_empty()) {
        return format!("{up}{tag}{path}/ended-{}.html", asked("page").unwrap_or("1"));
    }
    if asked("up").is_some() {
        return format!("{up}{tag}{path}/up-{}.html", asked("page").unwrap_or("1"));
    }
    if let Some(number) = asked("page").filter(|number| *number != "1") {
        return format!("{up}{tag}{path}/page-{number}.html");
    }
    match path.strip_prefix('/') {
        None => address.to_owned(),
        Some("") => format!("{up}{tag}/index.html"),
        // The table of a year of duties is asked of a server.
        Some(path) if path.contains("/duties/") && path.ends_with(".csv") => String::from("#"),
        Some(path) if FILES.iter().any(|end| path.ends_with(end)) => format!("{up}{path}"),
        Some(path) if path.starts_with("help/") => format!("{up}{tag}/{path}.html"),
        Some(path) if path.contains("/photo/") => format!("{up}{path}.jpg"),
        // What needs a server leads nowhere.
        Some(path)
            if path.starts_with("c/")
                && !path.contains("/about/")
                && !path.ends_with("/room")
                && !path.ends_with("/new") =>
        {
            format!("{up}{tag}/{path}.html")
        }
        Some(_) => String::from("#"),
    }
}

/// The whole chain as a file.
async fn whole_journal(desk: &Desk, community: &CommunityId) -> Result<Vec<u8>, Fault> {
    let head = head(desk, community).await?;
    let lines = journal_lines(desk.clone(), community.to_owned(), 0, head.seq);
    lines
        .try_fold(Vec::new(), |mut file, lines| async move {
            file.extend_from_slice(lines.as_bytes());
            Ok(file)
        })
        .await
}
