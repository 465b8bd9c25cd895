//! A vote is opened on the text that was on the chair's screen, under the rule and the gates as they stand now.

use super::super::{floor_state, open_facts};
use crate::{
    act::{Act, Address, At, Beside, Form, Stop},
    journal::chain::roll_hash,
    secret,
    sitting::{
        appraisal,
        item::gates::Known,
        presence::{
            attending::{households_now, session_counts},
            rows::{self as presence, AttendeeRow},
        },
        session::{
            Sitting,
            rows::{self as sessions, ItemRow},
        },
        talk::end_turns,
        vote::rows::{self as votes, NewVote, secret as secrets},
    },
    store::{Conn, feed::Touch, outbox, silence},
};
use app::address;
use rules::{
    Moment, Refusal,
    ballot::Mode,
    id::{SessionId, VoteId},
    notify::{Event, closing_due},
    permit::Act as May,
    roll::Channel,
    says::Says,
    vote::{self, OpenFacts},
};
use serde_json::json;

/// Opens a vote on the latest revision of an item's text.
pub struct Open;

impl Act for Open {
    type On = ItemRow;
    const AT: &'static str = "/i/{item}/open-vote";
    const MAY: &'static [May] = &[May::RunVote];
    const SAYS: &'static [Says] = &[Says::VoteOpened];

    async fn run(at: &mut At<'_, ItemRow>, form: &Form) -> Result<Address, Stop> {
        let sitting = Sitting::in_act(at.writing, &at.on.session).await?;
        let texts = sessions::revisions(at.writing.conn(), &at.on.id).await?;
        let revision = texts.first().map(|row| row.number);
        // The chair opens the vote on the text that was on the screen, not on one written meanwhile.
        let seen = form.get("revision").parse::<i64>().ok();
        if seen.is_some() && seen != revision {
            return Err(Refusal::TextChanged.into());
        }
        let numbers = session_counts(at.writing.conn(), &sitting).await?;
        let households = households_now(at.writing.conn(), &sitting).await?;
        let rounds = votes::of_session(at.writing.conn(), &sitting.session.id).await?;
        let gates = Known::of(at.writing.conn(), &sitting).await?.gates(&sitting, &at.on)?;
        let state = floor_state(at.writing.conn(), &sitting.session.id, &at.on.id).await?;
        let facts = open_facts(state, &sitting, (&numbers, households), &rounds, &at.on, revision, &gates)?;
        let mode = mode(form)?;
        let facts = OpenFacts {
            mode,
            minutes: if form.get("minutes").is_empty() { None } else { Some(form.whole("minutes")?) },
            phones: !form.ticked("paper_only"),
            silent: mode != Mode::Secret || silence::talks(at.writing.conn()).await?.is_empty(),
            elsewhere: elsewhere(at.writing.conn(), &sitting.session.id).await?,
            few_accepted: form.ticked("few"),
            people: appraisal::rows::count(at.writing.conn(), &at.on.id).await?,
            host: appraisal::host::of_item(at.writing.conn(), &sitting, &at.on).await?,
            ..facts
        };
        let people = facts.people;
        let opened = vote::open(facts).beside_each(&[
            (Refusal::FewOnChannel, "few"),
            (Refusal::DatabaseTalks, "mode"),
            (Refusal::AppraisalSecret, "mode"),
            (Refusal::RepresentedByName, "mode"),
            (Refusal::PaperOnlyElsewhere, "paper_only"),
            (Refusal::NotOffered, "paper_only"),
            (Refusal::BadMinutes, "minutes"),
        ])?;
        let (id, revision) = (VoteId(secret::id()), revision.unwrap_or_default());
        let new = NewVote { id: &id, revision, gates: &gates, opened_at: at.now() };
        let ends_at = votes::store_opened(at.writing, &at.permit, &opened, &new).await?;
        if mode == Mode::Secret {
            secrets::begin(at.writing, &id).await?;
        }
        // Who stands on the ballot is held with the session; the entry says how many.
        if people > 0 {
            secrets::begin_sheets(at.writing, &id, people).await?;
        }
        // Who was speaking has spoken: while ballots are cast nobody has the floor.
        if end_turns(at.writing, &at.permit, &at.on.session, &sitting.session.current_item).await? > 0 {
            at.touch(Touch::Speech);
        }
        let mut body = json!({
            "vote": id, "mode": mode, "ends_at": ends_at, "item": at.on.id, "revision": revision,
            "round": opened.round(), "rule": opened.rule(), "eligible": numbers.eligible,
            "present": rules::roll::present(&numbers), "gates": gates,
            "roll_hash": roll_hash(&votes::roll_lines(at.writing.conn(), &id).await?),
        });
        if let Some(body) = body.as_object_mut().filter(|_| !opened.phones()) {
            body.insert("phones".to_owned(), false.into());
        }
        if let Some(body) = body.as_object_mut().filter(|_| people > 0) {
            body.insert("people".to_owned(), people.into());
        }
        if let (Some(body), Some(one)) = (body.as_object_mut(), households) {
            body.insert("households".to_owned(), json!(one));
        }
        at.say_of(Says::VoteOpened, &id, body).await?;
        outbox::tell(at.writing, Event::VoteOpen, (&id, Moment(0)), new.opened_at).await?;
        if let Some(ends) = ends_at.map(Moment)
            && let Some(due) = closing_due(at.now(), ends)
        {
            outbox::tell(at.writing, Event::VoteClosing, (&id, Moment(0)), due).await?;
        }
        at.touch(Touch::Vote(id));
        Ok(Address(address::chair_item(&at.on.session, &at.on.id)))
    }

    fn back(on: &ItemRow) -> String {
        address::chair(&on.session)
    }
}

fn mode(form: &Form) -> Result<Mode, (&'static str, Refusal)> {
    match form.get("mode") {
        "" => Ok(Mode::Named),
        other => Mode::from_id(other).ok_or(("mode", Refusal::NotOffered)),
    }
}

/// How many who count are there from elsewhere. Who went meanwhile is shut out by no paper.
async fn elsewhere(conn: &mut Conn, session: &SessionId) -> Result<u64, Stop> {
    let here = presence::attendees(conn, session).await?;
    let away = |one: &&AttendeeRow| *one.on_roll && one.counts() && *one.channel == Some(Channel::Online);
    Ok(here.iter().filter(away).count() as u64)
}
