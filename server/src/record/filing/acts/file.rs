//! The chair or the clerk puts something published on file with an office above, or with the committee where owners decided.

use super::super::addressees;
use crate::{
    act::{Act, Address, At, Form, Stop, none},
    people::office::of_level,
    record::{
        filing::rows::{self as filings, FilingRow},
        posting::about,
        publication::rows::PublicationRow,
        today,
    },
    secret,
    store::journal::Entry,
};
use rules::{
    Refusal,
    filing::{self, FileFacts, State},
    id::FilingId,
    office::Level,
    permit::Act as May,
    procedure::Office,
    says::Says,
};
use serde_json::json;

/// Puts something published on file.
pub struct File;

impl Act for File {
    type On = PublicationRow;
    const AT: &'static str = "/c/{community}/about/{kind}/{id}/put-on-file";
    const MAY: &'static [May] = &[May::FileAbove];
    const SAYS: &'static [Says] = &[Says::FilingMade];

    async fn run(at: &mut At<'_, PublicationRow>, form: &Form) -> Result<Address, Stop> {
        let me = at.member()?;
        let to = Office::from_id(form.get("to")).ok_or(("to", Refusal::NotOffered))?;
        let before = filings::of(at.writing.conn(), &at.on.community, &at.on.subject).await?;
        let same = |row: &&FilingRow| row.of_kind == at.on.kind && row.addressee == to;
        let offered = addressees(at.writing.conn(), &at.on, Some(&me)).await?;
        let acknowledged = |row: &&FilingRow| row.state == State::Acknowledged;
        let facts = FileFacts {
            public: at.on.is_public(),
            withdrawn: !at.on.withdrawn.is_empty(),
            revision: at.on.revision,
            stands: offered.iter().any(|(one, _)| *one == to),
            waits: before.iter().filter(same).any(|row| row.state == State::Waiting),
            acknowledged: before.iter().filter(same).filter(acknowledged).map(|row| row.revision).max(),
        };
        let note = none::said(form, "note");
        let none = none::none("note", &note);
        let filed = filing::file((at.on.thing(), to), &facts, note)?;
        let office = match Level::of(to) {
            Some(level) => of_level(at.writing.conn(), &at.on.community, level).await?,
            None => None,
        };
        let name = office.as_ref().map_or("", |office| office.name.as_str());
        let day = today(at.writing, &at.on.community).await?.to_string();
        let id = FilingId::from(secret::id());
        let with = (office.as_ref().map(|office| &office.id), name, day.as_str());
        let number = filings::store_filed(at.writing, &at.permit, (&id, &me), &filed, with).await?;
        let body = json!({
            "number": number, "kind": filed.of().kind, "of": filed.of().subject, "revision": filed.revision(), "to": filed.to(),
            "office": name, "day": day, "note": filed.note(),
        });
        let entry = Entry::new(Says::FilingMade, Some(at.permit.role()), &id, none::tell(body, &none)?);
        at.writing.append(entry).await?;
        Ok(Address(format!("{}#filings", about(&at.on.community, at.on.kind.id(), &at.on.subject))))
    }
}
