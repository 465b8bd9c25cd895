//! One life of whatever is written to be published: written, countersigned by another hand or sent back with a reason, published,
//! corrected (`rules::draft`). A kind of draft says what it is of, who may, what its form holds and what is published of it
//! ([`Life`]); the four acts stand in `acts`, once. It never publishes what nobody signed, nor other words than were signed.

pub mod acts;
pub mod rows;
mod sign;
mod view;

pub use sign::Hands;
pub(crate) use sign::{sign_facts, why_not_sign};
pub(crate) use view::{has_moved, view};

use crate::{
    act::{Address, At, Form, Stop, Subject, base, none::SaidNone},
    fault::Fault,
    record::{
        draft::rows::{DraftRow, Said},
        publication::{
            Kind, Shelf,
            rows::{self as publication, PublicationRow},
        },
    },
    secret,
    store::{Conn, Writing, steps},
};
use rules::{
    Refusal,
    draft::{Phase, Public},
    id::{CommunityId, DraftId, MemberId},
    permit::Act as May,
    says::Says,
};
use serde::Serialize;
use serde_json::{Value, json};
use std::future::Future;

/// What entries say of the life of a kind of draft.
pub struct Names {
    /// It was written.
    pub written: Says,
    /// It was countersigned.
    pub signed: Says,
    /// It was sent back.
    pub returned: Says,
    /// It was published.
    pub published: Says,
}

/// What is published beside a draft's own content, in the same act and signed with it: for others than its readers.
pub struct Beside {
    /// Where it is found.
    pub shelf: Shelf,
    /// Under which key.
    pub subject: String,
    /// Its title.
    pub title: String,
    /// What is published.
    pub content: Value,
}

/// A kind of draft.
pub trait Life: Send + Sync + 'static {
    /// What it is written of, signed and sent back.
    type On: Subject;
    /// The same when it goes up: from then on it is for whom it says.
    type Up: Subject;
    /// What is published of it.
    type Content: Serialize + Send + Sync;

    /// As what it is published.
    const KIND: Kind;
    /// Where it is written, signed, sent back and published, under `/do`.
    const AT: [&'static str; 4];
    /// Who may write, sign (or send back) and publish it.
    const MAY: [&'static [May]; 3];
    /// By which right it is signed.
    const HANDS: Hands;
    /// What the chain says of it.
    const NAMES: Names;
    /// What the chain says when it is written.
    const WRITES: &'static [Says] = &[Self::NAMES.written];
    /// What the chain says when it is published.
    const PUBLISHES: &'static [Says] = &[Self::NAMES.published];
    /// Which of that is sealed until it is published, beside what its subject seals.
    const SEALED: &'static [Says] = &[];
    /// Whether there is one of a subject at most, so that the first form has a base too.
    const ONE: bool = true;

    /// By which key its draft is found.
    fn subject(on: &Self::On) -> &str;
    /// The same of what goes up.
    fn subject_up(up: &Self::Up) -> &str;

    /// Judges whether its subject is one of which something may be written now.
    ///
    /// # Errors
    /// Why not.
    fn writable(_on: &Self::On) -> Result<(), Stop> {
        Ok(())
    }

    /// Judges whether its subject is one of which something may be signed now.
    ///
    /// # Errors
    /// Why not.
    fn signable(_on: &Self::On) -> Result<(), Stop> {
        Ok(())
    }

    /// Judges whether it is ready to be signed and published, beside where it stands.
    fn ready(_conn: &mut Conn, _row: &DraftRow) -> impl Future<Output = Result<Result<(), Refusal>, Fault>> + Send {
        async { Ok(Ok(())) }
    }

    /// Reads its form: what is said, and of which places it is said that they are nobody's data.
    ///
    /// # Errors
    /// Why it stops.
    fn read(
        at: &mut At<'_, Self::On>,
        form: &Form,
        before: Option<&DraftRow>,
        published: &[PublicationRow],
    ) -> impl Future<Output = Result<(Said, Vec<SaidNone>), Stop>> + Send;

    /// What follows when one was written for the first time, under this subject.
    ///
    /// # Errors
    /// Why it stops.
    fn made(_at: &mut At<'_, Self::On>, _subject: &str, _form: &Form) -> impl Future<Output = Result<(), Stop>> + Send {
        async { Ok(()) }
    }

    /// Names what is said, so that one signs what one has read and saves over what one has seen.
    fn fingerprint(said: &Said) -> String;

    /// What the chain says of its text: which it is, and how it is to be shown.
    fn text_hash(said: &Said) -> String {
        Self::fingerprint(said)
    }

    /// Its texts by their places, of which it may be said that something in them is none.
    fn places(_said: &Said) -> Value {
        json!({})
    }

    /// Names all that is signed with it.
    ///
    /// # Errors
    /// Database errors.
    fn seen(_writing: &mut Writing, row: &DraftRow) -> impl Future<Output = Result<String, Fault>> + Send {
        let seen = Self::fingerprint(&row.said);
        async move { Ok(seen) }
    }

    /// The same of what is about to be published: word for word what was signed.
    ///
    /// # Errors
    /// [`Fault`] where the content cannot be written as JSON.
    fn seen_in(row: &DraftRow, _content: &Self::Content) -> Result<String, Fault> {
        Ok(Self::fingerprint(&row.said))
    }

    /// What the chain says was signed, where `seen` is all of it.
    fn signed_hash(said: &Said, _seen: &str) -> String {
        Self::text_hash(said)
    }

    /// Under which key it is published.
    fn published_as(row: &DraftRow) -> &str {
        &row.subject
    }

    /// What is published: where it is found, its title, its content.
    ///
    /// # Errors
    /// Database errors.
    fn content(
        at: &mut At<'_, Self::Up>,
        row: &DraftRow,
    ) -> impl Future<Output = Result<(Shelf, String, Self::Content), Fault>> + Send;

    /// What is published with it for others.
    ///
    /// # Errors
    /// [`Fault`] where it cannot be written as JSON.
    fn beside(_shelf: &Shelf, _row: &DraftRow, _content: &Self::Content) -> Result<Option<Beside>, Fault> {
        Ok(None)
    }

    /// What follows from its being published.
    ///
    /// # Errors
    /// Database errors.
    fn follows(_at: &mut At<'_, Self::Up>, _row: &DraftRow) -> impl Future<Output = Result<(), Fault>> + Send {
        async { Ok(()) }
    }

    /// The page on which it is written and signed.
    fn page(on: &Self::On, subject: &str) -> String;
    /// The same of what goes up.
    fn page_up(up: &Self::Up) -> String;
    /// The page to go to when it is published.
    fn up(up: &Self::Up, row: &DraftRow) -> Address;
}

/// Names what stands, as the form that changes it shows it, signed or not: saving over a signature drops it.
pub(crate) fn stands<L: Life>(row: Option<&DraftRow>) -> String {
    row.map_or_else(
        || base::of(&[]),
        |row| base::of(&[&L::fingerprint(&row.said), row.phase.id(), &row.returned, &row.revision.to_string()]),
    )
}

/// What was published of it, the latest first.
async fn published<L: Life>(conn: &mut Conn, row: Option<&DraftRow>) -> Result<Vec<PublicationRow>, Fault> {
    match row {
        Some(row) => publication::revisions(conn, &row.community, L::published_as(row)).await,
        None => Ok(Vec::new()),
    }
}

/// What of it is public.
pub(crate) async fn public<L: Life>(conn: &mut Conn, row: Option<&DraftRow>) -> Result<Public, Fault> {
    Ok(public_of(&published::<L>(conn, row).await?))
}

fn public_of(published: &[PublicationRow]) -> Public {
    Public {
        revisions: published.len() as i64,
        withdrawn: published.first().is_some_and(|latest| !latest.withdrawn.is_empty()),
    }
}

/// The draft of what an act is done to.
async fn draft<L: Life>(conn: &mut Conn, community: &CommunityId, subject: &str) -> Result<DraftRow, Fault> {
    rows::of(conn, (community, L::KIND), subject).await?.ok_or(Fault::NotFound)
}

/// The id of the draft that is written: its own, or a new one.
fn id(before: Option<&DraftRow>) -> DraftId {
    before.map_or_else(|| DraftId::from(secret::id()), DraftRow::id)
}

/// Whether somebody has countersigned what is to become its next revision, at some time.
async fn was_signed<L: Life>(conn: &mut Conn, row: &DraftRow) -> Result<bool, Fault> {
    let taken = steps::taken(conn, &row.community, &[steps::Of::subject(&row.subject)]).await?;
    let of_this = taken.iter().rev().take_while(|one| one.says != L::NAMES.published);
    Ok(of_this.into_iter().any(|one| one.says == L::NAMES.signed))
}

/// Where it stands and who has written at it.
fn stood(before: Option<&DraftRow>) -> Result<Option<(Phase, Vec<MemberId>)>, Fault> {
    before.map(|row| Ok((row.phase, row.writers()?))).transpose()
}

/// Holds that the form shows what stands: one signs, or sends back, what was on the screen and not what was written meanwhile.
fn is_seen(form: &Form, seen: &str) -> Result<(), Refusal> {
    if form.get("seen") == seen { Ok(()) } else { Err(Refusal::DraftChanged) }
}
