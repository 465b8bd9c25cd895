//! The minutes of a session: put together from what is on record, with the clerk's notes; signed off by another hand, published,
//! corrected, as every draft is (`record/draft`). They never say more than the record does: what is signed is what is shown, and what
//! is published is what was signed.

mod content;
mod course;
mod names;

pub(crate) use course::course;

use crate::{
    act::{Address, At, Beside, Form, Stop, none::SaidNone},
    fault::Fault,
    record::{
        draft::{
            Beside as PublishedBeside, Hands, Life, Names,
            rows::{DraftRow, Said},
        },
        publication::{Kind, Shelf, rows::PublicationRow},
    },
    secret,
    sitting::session::{Sitting, rows::SessionRow},
    store::{Conn, Writing},
    text,
};
use app::address;
use rules::{
    minutes,
    permit::Act as May,
    posting::Audience,
    proposal,
    published::{AttendanceContent, MinutesContent},
    says::Says,
};
use serde::{Serialize, Serializer};

/// All that is signed of a session: the minutes, which are everybody's, and the names, which are for members.
#[derive(Debug, Clone)]
pub struct Whole {
    /// For everybody; they name nobody but by role.
    pub minutes: MinutesContent,
    /// For members.
    pub names: AttendanceContent,
}

/// What everybody reads of it.
impl Serialize for Whole {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.minutes.serialize(serializer)
    }
}

/// The minutes as the record has them now, with their names.
pub(crate) async fn whole(conn: &mut Conn, sitting: &Sitting, row: Option<&DraftRow>) -> Result<Whole, Fault> {
    let minutes = content::content(conn, sitting, row).await?;
    Ok(Whole { minutes, names: names::names(conn, sitting, row).await? })
}

/// The minutes of a session.
pub struct Minutes;

impl Life for Minutes {
    type On = SessionRow;
    type Up = SessionRow;
    type Content = Whole;

    const KIND: Kind = Kind::Minutes;
    const AT: [&'static str; 4] = [
        "/s/{session}/minutes",
        "/s/{session}/minutes/sign",
        "/s/{session}/minutes/return",
        "/s/{session}/minutes/publish",
    ];
    const MAY: [&'static [May]; 3] = [&[May::WriteMinutes], &[May::SignMinutes], &[May::PublishMinutes]];
    const HANDS: Hands = Hands::Any(May::SignMinutes);
    const NAMES: Names = Names {
        written: Says::MinutesWritten,
        signed: Says::MinutesSigned,
        returned: Says::MinutesReturned,
        published: Says::MinutesPublished,
    };
    const PUBLISHES: &'static [Says] = &[Says::MinutesPublished, Says::AttendancePublished];
    /// What is struck before they are published is not to be guessed from a hash.
    const SEALED: &'static [Says] = &[Says::MinutesWritten, Says::MinutesSigned];

    fn subject(on: &SessionRow) -> &str {
        &on.id
    }

    fn subject_up(up: &SessionRow) -> &str {
        &up.id
    }

    fn writable(on: &SessionRow) -> Result<(), Stop> {
        Ok(minutes::writable(on.phase)?)
    }

    fn signable(on: &SessionRow) -> Result<(), Stop> {
        Ok(minutes::signable(on.phase)?)
    }

    async fn read(
        _at: &mut At<'_, SessionRow>,
        form: &Form,
        _before: Option<&DraftRow>,
        _published: &[PublicationRow],
    ) -> Result<(Said, Vec<SaidNone>), Stop> {
        let body = form.raw("notes").to_owned();
        proposal::optional(&body, proposal::BODY_LIMIT).beside("notes")?;
        Ok((Said { body, ..Said::default() }, Vec::new()))
    }

    fn fingerprint(said: &Said) -> String {
        text::fingerprint(said.form(), &[&said.body, &said.correction])
    }

    fn text_hash(said: &Said) -> String {
        text::fingerprint(said.form(), &[&said.body])
    }

    /// All that is shown, from the record as it stands now.
    async fn seen(writing: &mut Writing, row: &DraftRow) -> Result<String, Fault> {
        let sitting = Sitting::in_act(writing, &row.subject.as_str().into()).await?;
        fingerprint(&whole(writing.conn(), &sitting, Some(row)).await?)
    }

    fn seen_in(_row: &DraftRow, content: &Whole) -> Result<String, Fault> {
        fingerprint(content)
    }

    fn signed_hash(_said: &Said, seen: &str) -> String {
        seen.to_owned()
    }

    fn published_as(row: &DraftRow) -> &str {
        &row.id
    }

    async fn content(at: &mut At<'_, SessionRow>, row: &DraftRow) -> Result<(Shelf, String, Whole), Fault> {
        let sitting = Sitting::in_act(at.writing, &row.subject.as_str().into()).await?;
        let content = whole(at.writing.conn(), &sitting, Some(row)).await?;
        Ok((Shelf::of(Kind::Minutes, "", sitting.body.kind), content.minutes.title.clone(), content))
    }

    /// With the minutes their names, for members alone.
    fn beside(shelf: &Shelf, row: &DraftRow, content: &Whole) -> Result<Option<PublishedBeside>, Fault> {
        Ok(Some(PublishedBeside {
            shelf: Shelf { kind: Kind::Attendance, audience: Audience::Members, ..shelf.clone() },
            subject: names::key(row),
            title: content.names.title.clone(),
            content: serde_json::to_value(&content.names)?,
        }))
    }

    fn page(on: &SessionRow, _subject: &str) -> String {
        address::minutes(&on.id)
    }

    fn page_up(up: &SessionRow) -> String {
        Self::page(up, &up.id)
    }

    fn up(_up: &SessionRow, row: &DraftRow) -> Address {
        Address(address::published(&row.community, Kind::Minutes.id(), &row.id))
    }
}

/// Names the minutes and their names as they stand, so that one signs what one has read.
pub(crate) fn fingerprint(content: &Whole) -> Result<String, Fault> {
    let signed_later = MinutesContent { signed_as: String::new(), ..content.minutes.clone() };
    Ok(secret::digest(&[&serde_json::to_string(&signed_later)?, &serde_json::to_string(&content.names)?]))
}
