//! Snapshots for the public: what is published is written once, with a hash that its journal entry names, and names
//! nobody but by role.

pub mod rows;

use crate::{
    act::{
        Form,
        none::{self, Door, SaidNone},
    },
    fault::Fault,
    people::community::rows as communities,
    record::{
        posting::rows::{self as board, PostingRow},
        publication::rows::{self as publication, PublicationRow},
        search::rows as search,
    },
    secret,
    store::{Writing, journal::Entry},
    zone,
};
pub use rules::published::Kind;
use rules::{
    Refusal,
    body::BodyKind,
    coded::Maybe,
    days::Holidays,
    permit::Permit,
    posting::{Audience, Category, Posting, Withdrawn},
    published::{
        AttendanceContent, CompletionContent, ConsultationContent, DisclosureContent, DrawContent, EndingContent,
        MatterContent, MinutesContent, NoticeContent, OutcomeContent, PetitionContent,
    },
};
use serde::Serialize;
use serde_json::json;

/// Where a published thing is found.
#[derive(Debug, Clone)]
pub struct Shelf {
    /// As what it is published.
    pub kind: Kind,
    /// Under which heading of the board.
    pub category: Category,
    /// The matter's id, or empty.
    pub matter: String,
    /// The kind of body, if a body did it.
    pub body_kind: Option<BodyKind>,
    /// For whom it is.
    pub audience: Audience,
}

impl Shelf {
    /// The shelf of something that a body did: Party matters apart, relief within the community.
    pub fn of(kind: Kind, matter: &str, body_kind: impl Into<Option<BodyKind>>) -> Self {
        let body_kind = body_kind.into();
        let party = body_kind == Some(BodyKind::PartyMeeting);
        Self {
            kind,
            category: if party { Category::Party } else { Category::Affairs },
            matter: matter.to_owned(),
            body_kind,
            audience: Audience::of_matter(matter),
        }
    }
}

/// Why something is not published: beside which field, and the refusal.
pub(crate) type Withheld = (String, Refusal);

/// Publishes a snapshot: one text, hashed, with its entry, on the board for its days and found by search. Nothing that holds
/// personal data is published (E26): it is refused with each place shown, and what the form says of each is done: it is blanked
/// out, or is none (C13), which the entry tells. Nothing else is blanked out.
pub(crate) async fn snapshot(
    writing: &mut Writing,
    permit: &Permit,
    (shelf, subject): (&Shelf, &str),
    title: &str,
    content: &impl Serialize,
    form: &Form,
) -> Result<Result<(), Withheld>, Fault> {
    // One door to the public, which is shut for a practice.
    if writing.community().is_practice() {
        return Ok(Err((String::new(), Refusal::OnlyPractice)));
    }
    let mut content = serde_json::to_value(content)?;
    let mut title = serde_json::Value::String(title.to_owned());
    // A correction publishes most places once more: of the same text it was said already, by whoever published it.
    let community = writing.community().clone();
    let earlier = publication::revisions(writing.conn(), &community, subject).await?;
    let form = match earlier.first() {
        Some(row) => {
            let stands = serde_json::from_str(&row.content)?;
            none::remembering(writing.conn(), form, (&community, row.seq), &stands).await?
        }
        None => form.clone(),
    };
    let mut door = Door::new(&form);
    door.pass(&mut title, "title");
    door.pass(&mut content, "");
    let none = match door.close()? {
        Ok(none) => none,
        Err(held) => return Ok(Err(held)),
    };
    let title = title.as_str().unwrap_or_default().to_owned();
    // The chain names the content by its hash: what is short could be guessed from that, but for a salt that members read.
    // And where words are blanked later, nobody is to guess them from the fingerprint of before.
    if let Some(content) = content.as_object_mut() {
        content.insert("salt".to_owned(), secret::token().into());
    }
    store(writing, permit, (shelf, subject), (&title, &serde_json::to_string(&content)?), ("", &none)).await?;
    Ok(Ok(()))
}

/// The key under which the names of minutes are published for members.
pub(crate) fn names_beside(minutes: &str) -> String {
    format!("{minutes}-names")
}

/// Publishes that something is withdrawn: a further revision with the same text, which stays readable with the reason. With minutes
/// their names are withdrawn.
pub(crate) async fn withdrawn(
    writing: &mut Writing,
    permit: &Permit,
    row: &PublicationRow,
    (withdrawn, none): (&Withdrawn, &[SaidNone]),
) -> Result<(), Fault> {
    if row.kind == Kind::Minutes {
        let names = publication::revisions(writing.conn(), &row.community, &names_beside(&row.subject)).await?;
        if let Some(names) = names.first().filter(|names| names.withdrawn.is_empty()) {
            store_withdrawn(writing, permit, names, (withdrawn, none)).await?;
        }
    }
    store_withdrawn(writing, permit, row, (withdrawn, none)).await
}

async fn store_withdrawn(
    writing: &mut Writing,
    permit: &Permit,
    row: &PublicationRow,
    (withdrawn, none): (&Withdrawn, &[SaidNone]),
) -> Result<(), Fault> {
    let shelf = Shelf {
        kind: row.kind,
        category: row.category,
        matter: row.matter.clone(),
        body_kind: *row.body_kind,
        audience: row.audience,
    };
    store(writing, permit, (&shelf, &row.subject), (&row.title, &row.content), (withdrawn.reason(), none)).await
}

async fn store(
    writing: &mut Writing,
    permit: &Permit,
    (shelf, subject): (&Shelf, &str),
    (title, content): (&str, &str),
    (withdrawn, none): (&str, &[SaidNone]),
) -> Result<(), Fault> {
    let community = writing.community().clone();
    let now = writing.now();
    let zone = communities::find(writing.conn(), &community).await?.zone;
    let earlier = publication::revisions(writing.conn(), &community, subject).await?;
    let revision = earlier.first().map_or(1, |row| row.revision + 1);
    let hash = secret::digest(&[content]);
    writing.concerns(shelf.audience);
    let mut body = json!({
        "revision": revision, "title": title, "content_hash": hash, "audience": shelf.audience.id(),
        "category": shelf.category.id(), "matter": shelf.matter, "body_kind": shelf.body_kind.map_or("", BodyKind::id),
    });
    if let Some(body) = body.as_object_mut().filter(|_| !withdrawn.is_empty()) {
        body.insert("withdrawn".to_owned(), withdrawn.into());
    }
    let body = none::tell(body, none)?;
    let act = if withdrawn.is_empty() { shelf.kind.published() } else { shelf.kind.withdrawn() };
    let seq = writing.append(Entry::new(act, Some(permit.role()), subject, body)).await?;
    let row = PublicationRow {
        id: secret::id(),
        community,
        kind: shelf.kind,
        subject: subject.to_owned(),
        revision,
        title: title.to_owned(),
        content: content.to_owned(),
        hash,
        seq,
        // As its entry says it.
        at: writing.at().0,
        category: shelf.category,
        matter: shelf.matter.clone(),
        body_kind: Maybe(shelf.body_kind),
        audience: shelf.audience,
        withdrawn: withdrawn.to_owned(),
        year: zone::year(now, &zone),
        superseded: false.into(),
        blanked: 0,
        hash_before: String::new(),
    };
    publication::insert(writing, &row).await?;
    search::put(writing, &row).await?;
    if shelf.kind.is_posted() && withdrawn.is_empty() {
        let days = writing.rules().of(writing.community().as_str()).posting.as_ref().map_or(15, |rule| rule.value.days);
        let posting = Posting { from: zone::day(now, &zone)?, days };
        let ended = posting.ends(Holidays::known());
        let posting = PostingRow {
            community: row.community.clone(),
            kind: row.kind,
            subject: row.subject.clone(),
            from_day: posting.from.to_string(),
            days,
            last_day: ended.last.to_string(),
            known: ended.known.into(),
            up: true.into(),
            taken_down_at: None,
            photo: String::new(),
        };
        board::put_up(writing, &posting).await?;
    }
    Ok(())
}

/// Whether what was published can be read as what it is.
pub(crate) fn reads(kind: Kind, content: &str) -> bool {
    fn reads<T: serde::de::DeserializeOwned>(content: &str) -> bool {
        serde_json::from_str::<T>(content).is_ok()
    }
    match kind {
        Kind::Notice => reads::<NoticeContent>(content),
        Kind::Outcome => reads::<OutcomeContent>(content),
        Kind::Ending => reads::<EndingContent>(content),
        Kind::Minutes => reads::<MinutesContent>(content),
        Kind::Attendance => reads::<AttendanceContent>(content),
        Kind::Disclosure => reads::<DisclosureContent>(content),
        Kind::Completion => reads::<CompletionContent>(content),
        Kind::Matter => reads::<MatterContent>(content),
        Kind::Petition => reads::<PetitionContent>(content),
        Kind::Consultation => reads::<ConsultationContent>(content),
        Kind::Draw => reads::<DrawContent>(content),
    }
}
