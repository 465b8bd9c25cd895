//! The record to take along: tables of decisions and votes as CSV and JSON, feeds, the map of the site. All of it is made from what was published and is public.

use crate::{
    act::Desk,
    fault::Fault,
    people::community::rows::{self as communities, CommunityRow},
    record::{
        objection::rows as objection,
        posting::rows as board,
        publication::{
            Kind,
            rows::{self as publication, Filter, PublicationRow},
        },
        search::form_of,
    },
    text::{beginning, unaltered},
    zone,
};
use app::{
    address, pages,
    view::{Cx, cut::Cut, data::FiguresPage},
};
use rules::{
    Language, Moment, agenda::Matter, body::BodyKind, id::CommunityId, posting::Category, published::OutcomeContent,
    session::Phase, typed,
};
use serde::Serialize;
use std::{collections::HashSet, str::FromStr};

/// The most lines of a feed.
const FEED: i64 = 50;
/// The most things that a table or the map holds.
const ALL: i64 = 50_000;

/// The description of the addresses that anybody may read.
pub(crate) const OPENAPI: &str = include_str!("openapi.json");

/// A decision as a line of a table: numbers, rule and result, and nobody's name.
#[derive(Debug, Serialize)]
pub(crate) struct Decision {
    number: String,
    title: String,
    matter: String,
    body: String,
    held_on: String,
    published_on: String,
    eligible: u64,
    present: u64,
    required_present: u64,
    /// Nothing of an appraisal, which has no such answers.
    in_favour: Option<u64>,
    against: Option<u64>,
    abstain: Option<u64>,
    invalid: Option<u64>,
    required_for: u64,
    passed: bool,
    reason: String,
    responsible: String,
    due: String,
    revision: i64,
    seq: i64,
    hash: String,
    address: String,
    /// Why it was withdrawn, or empty.
    withdrawn: String,
}

/// Every decision of a community, oldest first.
pub(crate) async fn decisions(desk: &Desk, base: &str, community: &CommunityId) -> Result<Vec<Decision>, Fault> {
    let mut conn = desk.read().await?;
    let place = communities::find(&mut conn, community).await?;
    let mut lines = Vec::new();
    for row in publication::outcomes(&mut conn, community).await?.into_iter().filter(PublicationRow::is_public) {
        let content: OutcomeContent = serde_json::from_str(&row.content)?;
        let [in_favour, against, abstain, invalid] = content.record.answers().map_or([None; 4], |all| all.map(Some));
        lines.push(Decision {
            matter: Matter::from_id(&content.matter).map_or_else(String::new, |one| one.name(Language::Zh).to_owned()),
            held_on: zone::day(Moment(content.held_at), &place.zone)?.to_string(),
            published_on: zone::day(Moment(row.at), &place.zone)?.to_string(),
            eligible: content.record.eligible(),
            present: content.verdict.present,
            required_present: content.verdict.required_present,
            in_favour,
            against,
            abstain,
            invalid,
            required_for: content.verdict.required_for,
            passed: content.verdict.passed,
            reason: serde_json::to_value(content.verdict.reason)?.as_str().unwrap_or_default().to_owned(),
            number: content.number,
            title: content.title,
            body: content.body,
            responsible: content.responsible,
            due: content.due,
            revision: row.revision,
            seq: row.seq,
            hash: row.hash.clone(),
            address: format!("{base}/c/{community}/outcome/{}", row.subject),
            withdrawn: row.withdrawn,
        });
    }
    Ok(lines)
}

/// The same as CSV, with a mark in front by which spreadsheets know its letters.
pub(crate) fn csv(lines: &[Decision]) -> Result<String, Fault> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for line in lines {
        writer.serialize(Guarded(line)).map_err(|error| Fault::Other(error.to_string()))?;
    }
    finished(writer)
}

/// A table that was written, with the mark by which spreadsheets know its letters.
pub(crate) fn finished(writer: csv::Writer<Vec<u8>>) -> Result<String, Fault> {
    let bytes = writer.into_inner().map_err(|error| Fault::Other(error.to_string()))?;
    let text = String::from_utf8(bytes).map_err(|error| Fault::Other(error.to_string()))?;
    Ok(format!("\u{feff}{text}"))
}

/// A text that no spreadsheet takes for a formula.
pub(crate) fn guarded(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}

/// A line whose texts no spreadsheet takes for a formula.
struct Guarded<'a>(&'a Decision);

impl Serialize for Guarded<'_> {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let Decision { title, body, responsible, withdrawn, .. } = self.0;
        let guard = |text: &String| guarded(text);
        let line = Decision {
            title: guard(title),
            body: guard(body),
            responsible: guard(responsible),
            withdrawn: guard(withdrawn),
            number: self.0.number.clone(),
            matter: self.0.matter.clone(),
            held_on: self.0.held_on.clone(),
            published_on: self.0.published_on.clone(),
            reason: self.0.reason.clone(),
            due: self.0.due.clone(),
            hash: self.0.hash.clone(),
            address: self.0.address.clone(),
            ..*self.0
        };
        line.serialize(to)
    }
}

/// The Atom feed of a community, of all or of one category, newest first.
pub(crate) async fn feed(
    desk: &Desk,
    base: &str,
    community: &CommunityId,
    (category, page): (Option<Category>, i64),
) -> Result<String, Fault> {
    let mut conn = desk.read().await?;
    let place = communities::find(&mut conn, community).await?;
    let filter = public(category.map_or("", Category::id), "");
    let cut = Cut::of(page, FEED, publication::count(&mut conn, community, &filter).await?);
    let mut rows = publication::list(&mut conn, community, &filter, (cut.size, cut.offset())).await?;
    let today = zone::day(desk.now(), &place.zone)?.to_string();
    // What hangs on the board now is in the feed, however much came after it.
    if cut.page == 1 {
        let posted = publication::posted(&mut conn, community, &filter.category, &today).await?;
        let known: HashSet<String> = rows.iter().map(|row| row.id.clone()).collect();
        rows.extend(posted.into_iter().filter(|row| !known.contains(&row.id)));
    }
    let up = board::until(&mut conn, community, board::Posted::Current(&today)).await?;
    let board = format!("{base}/c/{community}");
    let first = format!("{board}/feed/{}.atom", category.map_or("all", Category::id));
    // A long feed is paged (RFC 5005): every part names the next.
    let of_page = |page: i64| if page == 1 { first.clone() } else { format!("{first}?page={page}") };
    let own = of_page(cut.page);
    let link = |href: String, rel: &str| atom_syndication::Link { href, rel: rel.to_owned(), ..Default::default() };
    let updated = rows.first().map_or(Ok(desk.now()), |row| Ok::<_, Fault>(Moment(row.at)))?;
    let entries = rows
        .iter()
        .map(|row| {
            let address = format!("{base}{}", address::published(community, row.kind.id(), &row.subject));
            Ok(atom_syndication::Entry {
                title: typed::line(&row.title).into(),
                id: format!("{address}/v/{}", row.revision),
                updated: instant(Moment(row.at))?,
                published: Some(instant(Moment(row.at))?),
                links: vec![link(address, "alternate")],
                categories: vec![atom_syndication::Category {
                    term: row.category.id().to_owned(),
                    ..Default::default()
                }],
                summary: Some(
                    typed::line(&summary(row, up.get(&(row.kind.id().to_owned(), row.subject.clone())))).into(),
                ),
                ..Default::default()
            })
        })
        .collect::<Result<Vec<_>, Fault>>()?;
    let feed = atom_syndication::Feed {
        title: typed::line(&place.name).into(),
        id: first.clone(),
        updated: instant(updated)?,
        authors: vec![atom_syndication::Person { name: typed::line(&place.name), ..Default::default() }],
        links: [
            vec![link(own, "self"), link(board, "alternate")],
            if cut.pages() > 1 {
                vec![link(of_page(1), "first"), link(of_page(cut.pages()), "last")]
            } else {
                Vec::new()
            },
            if cut.page > 1 { vec![link(of_page(cut.page - 1), "previous")] } else { Vec::new() },
            if cut.page < cut.pages() { vec![link(of_page(cut.page + 1), "next")] } else { Vec::new() },
        ]
        .concat(),
        entries,
        ..Default::default()
    };
    Ok(feed.to_string())
}

/// What a feed says of a thing: its kind, until when it is posted and how it begins; or that it was withdrawn.
fn summary(row: &PublicationRow, until: Option<&String>) -> String {
    let say = |key: &str, of: &[(&'static str, String)]| app::say::sentence(Language::Zh, key, of);
    let kind = say(&format!("publication-{}", row.kind.id()), &[]);
    if !row.withdrawn.is_empty() {
        return format!("{kind}。{}", say("board-withdrawn", &[("reason", row.withdrawn.clone())]));
    }
    let content: serde_json::Value = serde_json::from_str(&row.content).unwrap_or_default();
    // A sitting that is off says so: its notice alone would call people to it.
    let off = content.get("phase").and_then(|phase| Phase::from_id(phase.as_str()?));
    let off = off.filter(|phase| matches!(phase, Phase::Cancelled | Phase::Suspended));
    let kind =
        off.map_or_else(|| kind.clone(), |phase| format!("{kind} · {}", say(&format!("phase-{}", phase.id()), &[])));
    let text = ["decision", "text"].into_iter().find_map(|key| {
        let text = content.get(key)?.as_str()?;
        Some(unaltered(form_of(content.as_object()?, key), text))
    });
    let until = until.map_or_else(String::new, |day| format!(" · {}", say("board-until", &[("day", day.clone())])));
    format!("{kind}{until}。{}", beginning(&text.unwrap_or_default()))
}

fn instant(moment: Moment) -> Result<atom_syndication::FixedDateTime, Fault> {
    let text = zone::instant(moment)?;
    atom_syndication::FixedDateTime::from_str(&text).map_err(|error| Fault::Other(error.to_string()))
}

/// The addresses of everything public, for search engines: the help as well as the record.
pub(crate) async fn sitemap(desk: &Desk, base: &str) -> Result<String, Fault> {
    let mut conn = desk.read().await?;
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    out.push_str("<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    let mut add = |path: &str, day: Option<String>| {
        let day = day.map(|day| format!("<lastmod>{day}</lastmod>")).unwrap_or_default();
        out.push_str(&format!("<url><loc>{base}{path}</loc>{day}</url>\n"));
    };
    for path in ["/", address::TAKING_PART, address::PASSING] {
        add(path, None);
    }
    for place in communities::all(&mut conn).await? {
        let board = address::board(&place.id);
        add(&board, None);
        for row in publication::list(&mut conn, &place.id, &public("", ""), (ALL, 0)).await? {
            add(&address::published(&place.id, row.kind.id(), &row.subject), Some(day_of(&place, &row)?));
        }
    }
    out.push_str("</urlset>\n");
    Ok(out)
}

fn day_of(place: &CommunityRow, row: &PublicationRow) -> Result<String, Fault> {
    Ok(zone::day(Moment(row.at), &place.zone)?.to_string())
}

/// Which pages a search engine may read: the record, and none of those behind a login.
pub(crate) fn robots(base: &str) -> String {
    format!(
        "User-agent: *\nDisallow: /do/\nDisallow: /in\nDisallow: /me\nDisallow: /s/\nDisallow: /v/\nDisallow: /i/\n\
         Disallow: /p/\nDisallow: /r/\nDisallow: /live/\nDisallow: /slip/\nDisallow: /c/*/about/\nSitemap: {base}/sitemap.xml\n"
    )
}

/// Everything public of a kind.
pub(super) async fn public_of(
    conn: &mut crate::store::Conn,
    community: &CommunityId,
    kind: Kind,
) -> Result<Vec<PublicationRow>, Fault> {
    publication::list(conn, community, &public("", kind.id()), (ALL, 0)).await
}

fn public(category: &str, kind: &str) -> Filter {
    Filter { category: category.to_owned(), kind: kind.to_owned(), ..Filter::public() }
}

/// `/c/…/figures`: how many decisions, how they ended, and how many came, month by month.
pub(crate) async fn figures(desk: &Desk, mut cx: Cx, community: &CommunityId) -> Result<String, Fault> {
    let mut conn = desk.read().await?;
    let place = communities::find(&mut conn, community).await?;
    place.marks(&mut cx);
    let mut page = FiguresPage { name: place.name, community: place.id, ..FiguresPage::default() };
    for row in publication::outcomes(&mut conn, community).await?.into_iter().filter(PublicationRow::is_public) {
        let content: OutcomeContent = serde_json::from_str(&row.content)?;
        // What a consultation council says is an opinion, not a decision; what was withdrawn is none any more.
        if !row.withdrawn.is_empty() || content.record.body() == BodyKind::ConsultationCouncil.id() {
            continue;
        }
        let count = if content.verdict.passed { &mut page.passed } else { &mut page.failed };
        *count += 1;
        let month: String = zone::day(Moment(content.held_at), &place.zone)?.to_string().chars().take(7).collect();
        let (entitled, present) = (content.record.eligible(), content.verdict.present);
        match page.months.last_mut().filter(|(last, ..)| *last == month) {
            Some((_, all, here)) => (*all, *here) = (*all + entitled, *here + present),
            None => page.months.push((month, entitled, present)),
        }
    }
    // The last year of months.
    let over = page.months.len().saturating_sub(12);
    page.months.drain(..over);
    let asked = objection::in_public(&mut conn, community).await?;
    page.asked = asked.len();
    page.answered = asked.iter().filter(|(_, replied)| replied.is_some()).count();
    Ok(pages::data::figures(&cx, page))
}

/// `/c/…/data`: what can be taken along.
pub(crate) async fn data(desk: &Desk, mut cx: Cx, community: &CommunityId) -> Result<String, Fault> {
    let place = communities::find(&mut *desk.read().await?, community).await?;
    place.marks(&mut cx);
    Ok(pages::data::data(&cx, community, &place.name))
}
