//! The public pages, from what was published and nothing else.

use crate::{
    act::{Desk, cache::code},
    execution::view as execution_view,
    fault::Fault,
    journal::{blanked, text_at, whole_at},
    matter::{Judged, view as matter_view},
    people::community::rows as communities,
    public::{
        board::posted,
        lines::{results, sum_of},
        petition,
    },
    record::{
        dossier::{Dossier, rows as dossiers},
        draw::view as draws,
        duty, latest,
        ledger::{rows as ledger, told},
        minutes,
        publication::{
            Kind, names_beside,
            rows::{self as publication, PublicationRow},
        },
        record_of,
    },
    sitting::{consultation::view as consultation, vote::rows as votes},
    store::{Conn, journal},
    text::published as shown,
    zone,
};
use app::{
    address, pages, say,
    view::{
        Cx,
        board::{DisclosurePage, Posted},
        duty::ForDuty,
        execution::{CompletionPage, Execution},
        minutes::{MinutesPage, NamesPage},
        record::{CheckPage, EndingPage, Listed, NoticePage, OutcomePage, Seal, TakenBack},
    },
};
use rules::{
    Moment,
    days::Date,
    id::{CommunityId, ItemId, SessionId},
    posting::Audience,
    published::{
        AttendanceContent, CompletionContent, DisclosureContent, EndingContent, MinutesContent, NoticeContent,
        OutcomeContent,
    },
    vote::Phase,
};

/// `/c/…/check`.
pub(crate) async fn check(desk: &Desk, mut cx: Cx, community: &CommunityId) -> Result<String, Fault> {
    let mut conn = desk.read().await?;
    let place = communities::find(&mut conn, community).await?;
    place.marks(&mut cx);
    let head = journal::head(&mut conn, community).await?;
    let page = CheckPage {
        name: place.name,
        board: address::board(&community),
        seq: head.seq,
        hash: head.hash,
        journal: address::file(community, "journal.jsonl"),
    };
    Ok(pages::record::check(&cx, page))
}

/// The page of something published, as it stands or as an earlier revision, for one who may read it.
pub(crate) async fn published(
    desk: &Desk,
    mut cx: Cx,
    base: &str,
    kind: Kind,
    (community, subject, revision): (&CommunityId, &str, Option<i64>),
    reader: Audience,
) -> Result<String, Fault> {
    let mut conn = desk.read().await?;
    let place = communities::find(&mut conn, community).await?;
    place.marks(&mut cx);
    let (row, count) = latest(&mut conn, community, kind, subject, revision, reader).await?;
    let mut seal = seal(&mut conn, &cx, base, &place, &row, count).await?;
    seal.posted = posted(&mut conn, cx.language, (&place, desk.now()), &row, "").await?;
    // What is drawn or signed is counted again as a decision is, once there is a record.
    let counted = matches!(kind, Kind::Draw | Kind::Petition) && row.is_public() && row.revision == count;
    if counted && record_of(kind, &row.content)?.is_some() {
        seal.recount = format!("{community}/{}/{subject}", kind.id());
    }
    match kind {
        Kind::Notice => {
            let results = results(&mut conn, &cx, (&place, desk.now()), subject).await?;
            notice(&cx, &row, seal, results)
        }
        Kind::Outcome => {
            let today = zone::day(desk.now(), &place.zone)?;
            let execution = execution_view::of(&mut conn, community, subject, today).await?;
            if row.is_public() && row.revision == count {
                seal.recount = format!("{community}/{subject}");
            }
            let ways = ways(&mut conn, &cx, &row).await?;
            let households = communities::count_households(&mut conn, community).await?;
            outcome(&cx, &row, seal, (execution, ways, households.unsigned_abs()), today)
        }
        Kind::Ending => {
            let of_item = votes_of(&mut conn, &cx, &row).await?;
            ending(&cx, &row, of_item, seal)
        }
        Kind::Disclosure => {
            let duty = duty::stands_for(&mut conn, (community, cx.language), subject).await?;
            disclosure(&mut conn, &cx, &row, (seal, duty), place.is_urban()).await
        }
        Kind::Completion => {
            let content: CompletionContent = serde_json::from_str(&row.content)?;
            let rating = execution_view::rating(&mut conn, community, subject).await?;
            let page = CompletionPage { text: shown(content.form, &content.text, cx.language), content, rating, seal };
            Ok(pages::execution::completion(&cx, page))
        }
        Kind::Consultation => consultation::opinion(&cx, &row, seal),
        Kind::Draw => draws::page(&cx, &row, seal),
        Kind::Petition => petition::petition(&mut conn, &cx, (&place, desk.now()), (&row, seal)).await,
        Kind::Minutes => {
            let content: MinutesContent = serde_json::from_str(&row.content)?;
            let key = names_beside(subject);
            let beside = publication::revisions(&mut conn, community, &key).await?;
            let names = if beside.is_empty() {
                String::new()
            } else {
                address::published(community, Kind::Attendance.id(), &key)
            };
            let shown = minutes::shown(content, cx.language);
            Ok(pages::minutes::published(&cx, MinutesPage { shown, seal, names }))
        }
        Kind::Matter => {
            let latest = row.revision == count;
            let content = serde_json::from_str(&row.content)?;
            let dossier = Dossier { row: dossiers::find(&mut conn, &subject.into()).await?, published: row, content };
            let today = zone::day(desk.now(), &place.zone)?;
            let judged = Judged::of(&mut conn, &dossier, today).await?;
            let mut page = matter_view::page(&mut conn, &cx, (&dossier, &judged), reader, seal).await?;
            if !latest {
                // How it stood then cannot be told from what belongs to it now.
                page.steps.clear();
                page.records.retain(|one| one.own.is_some());
            }
            Ok(pages::matter::page(&cx, &page))
        }
        Kind::Attendance => {
            let content: AttendanceContent = serde_json::from_str(&row.content)?;
            let minutes = address::published(community, Kind::Minutes.id(), &content.minutes);
            let shown = minutes::named(&mut conn, community, content, cx.language).await?;
            Ok(pages::minutes::names(&cx, NamesPage { shown, seal, minutes }))
        }
    }
}

/// The notice of a session.
fn notice(cx: &Cx, row: &PublicationRow, seal: Seal, results: Vec<Listed>) -> Result<String, Fault> {
    let content: NoticeContent = serde_json::from_str(&row.content)?;
    let page = NoticePage {
        starts: zone::date_time(Moment(content.starts_at), &content.zone, cx.language),
        calendar: address::calendar(&row.community, &row.subject),
        results,
        papers: content.items.iter().map(|item| shown(item.paper_form, &item.paper, cx.language)).collect(),
        content,
        seal,
    };
    Ok(pages::record::notice(cx, page))
}

/// What was disclosed without a vote.
async fn disclosure(
    conn: &mut Conn,
    cx: &Cx,
    row: &PublicationRow,
    (seal, duty): (Seal, Option<ForDuty>),
    urban: bool,
) -> Result<String, Fault> {
    let content: DisclosureContent = serde_json::from_str(&row.content)?;
    let text = shown(content.form, &content.text, cx.language);
    let corrected = match &content.ledger {
        Some(month) => told::corrected(conn, &row.community, month.span).await?,
        None => Vec::new(),
    };
    let page = DisclosurePage { community: row.community.clone(), text, content, duty, corrected, seal };
    Ok(pages::board::disclosure(cx, page, urban))
}

/// How an item ended without a vote.
fn ending(cx: &Cx, row: &PublicationRow, votes: Vec<(String, String)>, seal: Seal) -> Result<String, Fault> {
    let content: EndingContent = serde_json::from_str(&row.content)?;
    let page = EndingPage {
        held: zone::date_time(Moment(content.held_at), &content.zone, cx.language),
        text: shown(content.form, &content.text, cx.language),
        dissent: shown(content.form, &content.dissent, cx.language),
        content,
        votes,
        seal,
    };
    Ok(pages::record::ending(cx, page))
}

/// The votes on an item that was ended beside them: where the decision is published, and the result in words. A declared result stands
/// in the chain for whoever may read the ending.
async fn votes_of(conn: &mut Conn, cx: &Cx, ending: &PublicationRow) -> Result<Vec<(String, String)>, Fault> {
    let content: EndingContent = serde_json::from_str(&ending.content)?;
    let (session, item) = (SessionId::from(content.session_id.as_str()), ItemId::from(ending.subject.as_str()));
    let own = votes::of_item(conn, &session, &item).await?;
    let published = publication::of_session(conn, &ending.community, session.as_str()).await?;
    let mut words = Vec::new();
    for vote in own.iter().filter(|vote| vote.phase == Phase::Declared) {
        let Some((record, verdict)) = vote.count()? else { continue };
        let row = published.iter().find(|row| row.subject == vote.id.as_str());
        let href = row.map(|_| cx.href(&address::published(&ending.community, Kind::Outcome.id(), &vote.id.0)));
        words.push((href.unwrap_or_default(), record.sentence(&verdict, cx.language)));
    }
    Ok(words)
}

/// What a decision belongs to: the notice and the minutes of its meeting, where they may be read by whoever reads it, and where it was
/// talked over, which is for members.
async fn ways(conn: &mut Conn, cx: &Cx, row: &PublicationRow) -> Result<Vec<(String, String)>, Fault> {
    let content: OutcomeContent = serde_json::from_str(&row.content)?;
    let mut published = publication::revisions(conn, &row.community, &content.session_id).await?;
    published.extend(publication::of_session(conn, &row.community, &content.session_id).await?);
    let word = |key: &str| say::sentence(cx.language, key, &[]);
    let of = |kind: Kind| {
        let row = published.iter().find(|one| one.kind == kind && !*one.superseded && one.is_public())?;
        let words = word(&format!("publication-{}", kind.id()));
        Some((address::published(&row.community, row.kind.id(), &row.subject), words))
    };
    let mut ways: Vec<_> = [Kind::Notice, Kind::Minutes].into_iter().filter_map(of).collect();
    let vote = votes::find(conn, &row.subject.as_str().into()).await?;
    ways.push((address::thread(&vote.item), word("outcome-talk")));
    // The accounts in which it was spent.
    for (subject, title) in ledger::by_basis(conn, &row.community, Kind::Outcome, &row.subject).await? {
        let href = address::published(&row.community, Kind::Disclosure.id(), &subject);
        ways.push((href, say::sentence(cx.language, "ledger-of-decision", &[("title", title)])));
    }
    Ok(ways)
}

/// A published decision.
fn outcome(
    cx: &Cx,
    row: &PublicationRow,
    seal: Seal,
    (execution, ways, households): (Execution, Vec<(String, String)>, u64),
    today: Date,
) -> Result<String, Fault> {
    let content: OutcomeContent = serde_json::from_str(&row.content)?;
    let sum = sum_of(&content);
    // What is done, was withdrawn or is said anew in a later revision waits for no day.
    let waits = execution.completion.is_empty() && row.withdrawn.is_empty() && seal.revision.0 == seal.revision.1;
    let due = Date::from_text(&content.due).filter(|_| waits && content.carries());
    let page = OutcomePage {
        held: zone::date_time(Moment(content.held_at), &content.zone, cx.language),
        text: shown(content.text_form, &content.text, cx.language),
        decision: shown(content.decision_form, &content.decision, cx.language),
        verdict: content.record.sentence(&content.verdict, cx.language),
        content,
        execution,
        due_left: due.map_or_else(String::new, |due| say::days_left(cx.language, today.until(due))),
        sum: sum.map(|sum| (sum, households)),
        ways,
        seal,
    };
    Ok(pages::record::outcome(cx, page))
}

/// What was taken back of a published thing, of all its revisions, each with its day, its reason, and the file's fingerprint before and
/// after.
async fn taken_back(
    conn: &mut Conn,
    cx: &Cx,
    place: &communities::CommunityRow,
    row: &PublicationRow,
) -> Result<Vec<TakenBack>, Fault> {
    let mut revisions = publication::revisions(conn, &row.community, &row.subject).await?;
    // Of what stays within the community nothing is told to everybody.
    revisions.retain(|one| one.is_public() || !row.is_public());
    revisions.sort_by_key(|one| (one.seq != row.seq, one.seq));
    let first = revisions.iter().map(|one| one.seq).min().unwrap_or(row.seq);
    // Photos are those of the thing itself; words may be blanked from the page of another.
    let mut entries = journal::about(conn, &row.community, &row.subject).await?;
    entries.retain(|one| one.seq > first && one.says() == Some(blanked::ACT));
    if revisions.iter().any(|one| one.blanked > 0) {
        let all = journal::of_act(conn, &row.community, blanked::ACT.id()).await?;
        entries.extend(all.into_iter().filter(|one| one.seq > first));
    }
    entries.sort_by_key(|one| one.seq);
    entries.dedup_by_key(|one| one.seq);
    let mut all = Vec::new();
    let mut before: Vec<String> = revisions.iter().map(|one| one.hash_before.clone()).collect();
    for entry in entries {
        let (_, said) = if row.is_public() {
            journal::said(conn, &row.community, entry.seq).await?
        } else {
            journal::said_within(conn, &row.community, entry.seq).await?
        };
        let list = |key: &str| said.get("blanked").and_then(|one| one.get(key)).and_then(|one| one.as_array());
        let of = |seq: i64| list("published").into_iter().flatten().find(|one| whole_at(one, "seq") == Some(seq));
        let mut photos = entry.subject == row.subject && list("photos").is_some_and(|all| !all.is_empty());
        for (revision, before) in revisions.iter().zip(&mut before) {
            let now = of(revision.seq).and_then(|one| text_at(one, "now")).map(str::to_owned);
            let own = revision.seq == row.seq;
            if now.is_none() && !(own && photos) {
                continue;
            }
            all.push(TakenBack {
                revision: if own { 0 } else { revision.revision },
                day: zone::date(Moment(entry.at), &place.zone, cx.language),
                reason: text_at(&said, "reason").unwrap_or_default().to_owned(),
                fingerprints: now.map(|now| (std::mem::replace(before, now.clone()), now)),
                photos: std::mem::take(&mut photos),
            });
        }
    }
    Ok(all)
}

async fn seal(
    conn: &mut Conn,
    cx: &Cx,
    base: &str,
    place: &communities::CommunityRow,
    row: &PublicationRow,
    count: i64,
) -> Result<Seal, Fault> {
    let entries = journal::entries(conn, &row.community, row.seq - 1, 1).await?;
    let entry = entries.into_iter().next().ok_or(Fault::Stored("publications.seq"))?;
    let taken_back = taken_back(conn, cx, place, row).await?;
    let path = address::published(&row.community, row.kind.id(), &row.subject);
    let url = format!("{base}{path}");
    Ok(Seal {
        seq: entry.seq,
        hash: entry.hash,
        content_hash: row.hash.clone(),
        at: zone::date_time(Moment(row.at), &place.zone, cx.language),
        revision: (row.revision, count),
        qr: code(&url).to_string(),
        url,
        path,
        board: address::board(&row.community),
        posted: Posted::default(),
        within: !row.is_public(),
        taken_back,
        recount: String::new(),
        rules: String::new(),
        matter: matter_of(conn, row).await?,
    })
}

/// The matter to which something published belongs, where whoever reads the one may read the other.
async fn matter_of(conn: &mut Conn, row: &PublicationRow) -> Result<Option<(String, String)>, Fault> {
    let Some(found) = dossiers::of_published(conn, row.kind, &row.subject).await? else { return Ok(None) };
    let matter = Dossier::of(conn, found).await?;
    let readable = matter.published.is_public() || !row.is_public();
    let at = address::published(&row.community, Kind::Matter.id(), &matter.row.id);
    Ok(readable.then_some((at, matter.content.title)))
}
