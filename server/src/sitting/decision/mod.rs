//! A decision: what a declared vote comes to, in words. It is written, countersigned by another hand or sent back with a reason,
//! published, corrected, as every draft is (`record/draft`). It never counts and never changes a result: number, rule and papers are
//! the vote's, and are filled in when it is published.

mod content;

use crate::{
    act::{
        Address, At, Beside, Form, Stop,
        none::{self, SaidNone},
    },
    fault::Fault,
    record::{
        draft::{
            Hands, Life, Names,
            rows::{DraftRow, Said},
        },
        following::rows as following,
        publication::{Kind, Shelf, rows::PublicationRow},
        today,
    },
    sitting::{
        session::{Sitting, rows as sessions},
        talk::rows::thread as threads,
        vote::rows::VoteRow,
    },
    store::outbox,
    text,
};
use app::address;
use rules::{
    Moment, Refusal, notify::Event, outcome, permit::Act as May, proposal, published::OutcomeContent, says::Says, typed,
};
use serde_json::{Value, json};

/// The decision of a vote.
pub struct Decision;

impl Life for Decision {
    type On = VoteRow;
    type Up = VoteRow;
    type Content = OutcomeContent;

    const KIND: Kind = Kind::Outcome;
    const AT: [&'static str; 4] =
        ["/v/{vote}/outcome", "/v/{vote}/outcome/sign", "/v/{vote}/outcome/return", "/v/{vote}/outcome/publish"];
    const MAY: [&'static [May]; 3] = [&[May::WriteOutcome], &[May::CountersignOutcome], &[May::PublishOutcome]];
    const HANDS: Hands = Hands::Supervision;
    const NAMES: Names = Names {
        written: Says::OutcomeWritten,
        signed: Says::OutcomeCountersigned,
        returned: Says::OutcomeReturned,
        published: Says::OutcomePublished,
    };

    fn subject(on: &VoteRow) -> &str {
        &on.id
    }

    fn subject_up(up: &VoteRow) -> &str {
        &up.id
    }

    fn writable(on: &VoteRow) -> Result<(), Stop> {
        Ok(outcome::writable(on.phase)?)
    }

    /// Number and rule are filled in when it is published. What is countersigned is published as it stands: it holds nobody's data
    /// from the first draft on.
    async fn read(
        at: &mut At<'_, VoteRow>,
        form: &Form,
        before: Option<&DraftRow>,
        _published: &[PublicationRow],
    ) -> Result<(Said, Vec<SaidNone>), Stop> {
        let body = form.raw("body").to_owned();
        proposal::text(&body, proposal::BODY_LIMIT).beside("body")?;
        let none = none::judge(form, &["body", "responsible"])?;
        let responsible = form.line("responsible", 60)?;
        let due = due(at, before.map_or("", |row| &row.said.due), form).await?;
        Ok((Said { body, responsible, due, ..Said::default() }, none))
    }

    fn fingerprint(said: &Said) -> String {
        text::fingerprint(said.form(), &[&said.body, &said.responsible, &said.due, &said.correction])
    }

    fn text_hash(said: &Said) -> String {
        text::fingerprint(said.form(), &[&said.body])
    }

    fn places(said: &Said) -> Value {
        json!({ "body": said.body, "responsible": said.responsible })
    }

    async fn content(at: &mut At<'_, VoteRow>, row: &DraftRow) -> Result<(Shelf, String, OutcomeContent), Fault> {
        let sitting = Sitting::in_act(at.writing, &at.on.session).await?;
        let content = content::content(at.writing, &sitting, &at.on, row).await?;
        Ok((Shelf::of(Kind::Outcome, &content.matter, sitting.body.kind), content.title.clone(), content))
    }

    /// Whoever proposed the text of a decision follows what becomes of it, and who was called to decide is told that it is published.
    async fn follows(at: &mut At<'_, VoteRow>, _row: &DraftRow) -> Result<(), Fault> {
        let now = at.now();
        outbox::tell(at.writing, Event::Result, (&at.on.id, Moment(0)), now).await?;
        let texts = sessions::revisions(at.writing.conn(), &at.on.item).await?;
        let text = texts.into_iter().find(|one| one.number == at.on.revision);
        let Some(proposal) = text.map(|text| text.proposal).filter(|proposal| !proposal.is_empty()) else {
            return Ok(());
        };
        let author = threads::proposal(at.writing.conn(), &proposal).await?.author;
        following::follow(at.writing, (&at.on.id, &author), true).await
    }

    fn page(on: &VoteRow, _subject: &str) -> String {
        address::outcome(&on.id)
    }

    fn page_up(up: &VoteRow) -> String {
        Self::page(up, &up.id)
    }

    fn up(up: &VoteRow, _row: &DraftRow) -> Address {
        Address(address::published(&up.community, Kind::Outcome.id(), &up.id))
    }
}

/// By which day, or empty: none that has passed, unless it stood there before.
async fn due(at: &mut At<'_, VoteRow>, before: &str, form: &Form) -> Result<String, Stop> {
    let due = match form.get("due") {
        "" => String::new(),
        typed => typed::day(typed).ok_or(("due", Refusal::BadDay))?,
    };
    let today = today(at.writing, &at.on.community).await?;
    outcome::due(&due, before, today).beside("due")?;
    Ok(due)
}
