//! The lines of published things, on the board, in the search and under a notice: what each is, of whom, when, and how it ended.

use crate::{
    fault::Fault,
    people::community::rows::CommunityRow,
    public::{board::SIZE, petition},
    record::{
        publication::{
            Kind,
            rows::{self as publication, Filter, PublicationRow},
        },
        search::{Question, rows::FoundRow},
    },
    store::Conn,
    zone,
};
use app::{
    address, pages, say,
    view::{
        Cx,
        cut::Cut,
        front::News,
        record::{Listed, Tag},
    },
};
use rules::{
    Moment,
    money::Money,
    numbers::largest_sum,
    published::{ConsultationContent, EndingContent, NoticeContent, OutcomeContent, PetitionContent},
    session::Phase,
    verdict::Reason,
};

/// From this sum on a decision's line and page say what it comes to: ten thousand yuan.
const LARGE: Money = Money(1_000_000);

/// The largest sum that a decision names, or else its text, where that is large.
pub(super) fn sum_of(content: &OutcomeContent) -> Option<Money> {
    largest_sum(&content.decision).or_else(|| largest_sum(&content.text)).filter(|sum| *sum >= LARGE)
}

/// The sessions to come: those that are announced and whose hour has not passed.
pub(super) async fn to_come(conn: &mut Conn, cx: &Cx, place: &CommunityRow, now: Moment) -> Result<Vec<News>, Fault> {
    let rows = publication::to_come(conn, &place.id, now.0).await?;
    rows.iter().map(|row| line(cx, place, row, now)).collect()
}

/// The lines of one page of the published things that a filter lets through, newest first, and which part of all that is.
pub(super) async fn listed(
    conn: &mut Conn,
    cx: &Cx,
    (place, now): (&CommunityRow, Moment),
    filter: &Filter,
    page: i64,
) -> Result<(Vec<News>, Cut), Fault> {
    let cut = Cut::of(page, SIZE, publication::count(conn, &place.id, filter).await?);
    let rows = publication::list(conn, &place.id, filter, (cut.size, cut.offset())).await?;
    Ok((rows.iter().map(|row| line(cx, place, row, now)).collect::<Result<_, _>>()?, cut))
}

/// A line of what a search found in a place's record, with the passage in which it was.
pub(super) fn hit(cx: &Cx, place: &CommunityRow, question: &Question, row: FoundRow) -> News {
    let at = zone::date(Moment(row.at), &place.zone, cx.language);
    News::from(Listed {
        href: cx.href(&address::published(&place.id, &row.kind, &row.subject)),
        note: format!("{at} · {}", question.passage(&row.shown())),
        mark: say::sentence(cx.language, &format!("publication-{}", row.kind), &[]),
        title: row.title,
    })
}

/// What a session came to, for its notice.
pub(crate) async fn results(
    conn: &mut Conn,
    cx: &Cx,
    (place, now): (&CommunityRow, Moment),
    session: &str,
) -> Result<Vec<Listed>, Fault> {
    let rows = publication::of_session(conn, &place.id, session).await?;
    rows.iter().map(|row| Ok(line(cx, place, row, now)?.line)).collect()
}

/// A line of a list of published things: what it is, of whom, when, how it ended and what it comes to.
pub(super) fn line(cx: &Cx, place: &CommunityRow, row: &PublicationRow, now: Moment) -> Result<News, Fault> {
    let mut tags = Vec::new();
    let at = zone::date(Moment(row.at), &place.zone, cx.language);
    let word = |key: &str| say::sentence(cx.language, key, &[]);
    let (note, mark) = match row.kind {
        Kind::Outcome => {
            let content: OutcomeContent = serde_json::from_str(&row.content)?;
            let passed = match (content.verdict.reason, content.verdict.passed) {
                (Reason::Appraised, _) => "appraised-held",
                (Reason::Terminated, _) => "appraised-held-twice",
                (_, true) => "passed",
                (_, false) => "not-passed",
            };
            let good = content.verdict.passed && content.verdict.reason != Reason::Terminated;
            tags.push(Tag { words: word(passed), tone: if good { "good" } else { "bad" } });
            tags.extend(sum_of(&content).map(|sum| Tag { words: in_short(cx, sum), tone: "" }));
            (format!("{} · {} · {at}", content.number, content.body), word(passed))
        }
        Kind::Ending => {
            let content: EndingContent = serde_json::from_str(&row.content)?;
            (format!("{} · {at}", content.body), word(&format!("ending-{}", content.kind)))
        }
        Kind::Notice => {
            let content: NoticeContent = serde_json::from_str(&row.content)?;
            let starts = zone::date_time(Moment(content.starts_at), &place.zone, cx.language);
            let mark = match Phase::from_id(&content.phase) {
                Some(phase @ (Phase::Cancelled | Phase::Suspended | Phase::Closed)) => {
                    word(&format!("phase-{}", phase.id()))
                }
                Some(Phase::Announced) if content.starts_at >= now.0 => word("board-to-come"),
                // What has begun is to come no more. Whether it is over yet, a notice of before does not say.
                _ => word("publication-notice"),
            };
            (format!("{starts} · {}", content.place), mark)
        }
        Kind::Petition => {
            let content: PetitionContent = serde_json::from_str(&row.content)?;
            let state = petition::state(row, &content);
            let late = petition::is_late(state, &content, zone::day(now, &place.zone)?);
            tags.push(pages::petition::standing(cx, (state, late), &content.due));
            (format!("{} · {at}", content.ask.name(cx.language)), word("publication-petition"))
        }
        Kind::Consultation => {
            let content: ConsultationContent = serde_json::from_str(&row.content)?;
            if content.feedback.is_some() {
                tags.push(Tag { words: word("feedback-given"), tone: "good" });
            }
            (format!("{} · {at}", content.body), word("publication-consultation"))
        }
        Kind::Minutes | Kind::Attendance | Kind::Disclosure | Kind::Completion | Kind::Matter | Kind::Draw => {
            (at, word(&format!("publication-{}", row.kind.id())))
        }
    };
    let withdrawn = !row.withdrawn.is_empty();
    if withdrawn {
        tags = vec![Tag { words: word("board-withdrawn-mark"), tone: "bad" }];
    }
    let line = Listed {
        href: cx.href(&address::published(&row.community, row.kind.id(), &row.subject)),
        title: row.title.clone(),
        note,
        mark: if withdrawn { word("board-withdrawn-mark") } else { mark },
    };
    Ok(News { line, tags })
}

/// A sum as a word in a line.
fn in_short(cx: &Cx, sum: Money) -> String {
    sum.said(cx.language).unwrap_or_else(|| {
        let sum = sum.words().trim_end_matches(".00").to_owned();
        say::sentence(cx.language, "money-yuan", &[("sum", sum)])
    })
}
