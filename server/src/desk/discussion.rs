//! Leading the discussion: calling an item, giving the floor, pausing, ending an item without a vote.

use super::{
    Desk, Viewer, or_refuse,
    publish::{self, Kind, Shelf},
    session::{Sitting, append, load},
    standing,
    thread::{Under, bound_by_votes},
};
use crate::text::fingerprint;
use crate::{
    fault::Fault,
    form::Form,
    secret,
    store::{
        Answer, Writing,
        feed::Touch,
        floor::{self, SpeechRow},
        journal::Entry,
        presence,
        session::SessionRow,
        vote as votes,
    },
    zone,
};
use rules::typed::TextForm;
use rules::{
    Moment, Refusal,
    body::BodyKind,
    ending::{self, EndFacts, Ending},
    permit::{Act, Permit, permit},
    session::Phase,
    speech::{self, HandFacts, Side, State, TURN_SECONDS, Waiting},
    typed,
};
use serde_json::json;

/// The longest pause of a sitting, in minutes.
const LONGEST_PAUSE_MINUTES: i64 = 60;

/// What the chair does with the floor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FloorStep {
    /// Gives the floor to whoever is next.
    Next,
    /// Warns the speaker that the time is nearly over.
    Warn,
    /// Ends the turn.
    Stop,
}

impl FloorStep {
    /// The step with this name in an address.
    pub fn from_id(id: &str) -> Option<Self> {
        match id {
            "next" => Some(Self::Next),
            "warn" => Some(Self::Warn),
            "stop" => Some(Self::Stop),
            _ => None,
        }
    }
}

/// The session for an act in it, with the leave to do it.
pub(crate) async fn in_session(
    writing: &mut Writing,
    viewer: &Viewer,
    id: &str,
    act: Act,
) -> Result<Result<(SessionRow, Permit, String), Refusal>, Fault> {
    let session = load(writing, id).await?;
    let standing = standing(writing, viewer, Some(&session)).await?;
    let member = standing.member.clone().map(|one| one.0).unwrap_or_default();
    Ok(permit(&standing, act).map(|permit| (session, permit, member)))
}

/// Those who wait, in the order in which they will speak.
pub(crate) fn queue(rows: &[SpeechRow]) -> Result<Vec<&SpeechRow>, Fault> {
    let mut waiting = Vec::new();
    let mut last: Option<(Option<i64>, Side)> = None;
    for row in rows {
        match row.state()? {
            State::Waiting => waiting.push(row),
            State::Speaking | State::Done => {
                if last.is_none_or(|(at, _)| at < row.ends_at) {
                    last = Some((row.ends_at, row.side()?));
                }
            }
            State::Taken => {}
        }
    }
    let facts = waiting
        .iter()
        .map(|row| Ok(Waiting { turns: turns(rows, &row.member)?, side: row.side()?, asked_at: Moment(row.asked_at) }))
        .collect::<Result<Vec<_>, Fault>>()?;
    let order = speech::order(&facts, last.map(|(_, side)| side));
    Ok(order.into_iter().filter_map(|at| waiting.get(at).copied()).collect())
}

fn turns(rows: &[SpeechRow], member: &str) -> Result<u64, Fault> {
    let mut count = 0;
    for row in rows.iter().filter(|row| row.member == member) {
        count += u64::from(matches!(row.state()?, State::Speaking | State::Done));
    }
    Ok(count)
}

impl Desk {
    /// The chair calls an item: it is what the room talks about now.
    pub(crate) async fn call_item(&self, viewer: &Viewer, item: &str, form: &Form) -> Result<Answer, Fault> {
        let item = self.item_for(viewer, item).await?;
        let viewer_ = viewer.clone();
        self.act(viewer, &item.community, form, move |writing| {
            Box::pin(async move {
                let under = or_refuse!(Under::load(writing, &viewer_, &item.id, Act::LeadDiscussion).await?);
                if under.session.phase()? != Phase::Open {
                    return Ok(under.session.phase()?.not_now().into());
                }
                let before = under.session.current_item.clone();
                end_turns(writing, &under.permit, &under.session.id, &before).await?;
                floor::call_item(writing, &under.permit, &under.session.id, &item.id).await?;
                append(writing, "item.called", &under.permit, &under.session.id, json!({ "item": item.id })).await?;
                for one in [before, item.id.clone()].into_iter().filter(|one| !one.is_empty()) {
                    writing.touch(&item.session, Touch::Item(one));
                }
                writing.touch(&item.session, Touch::Speech);
                Ok(Answer::done(format!("/s/{}/chair#item-{}", item.session, item.id)))
            })
        })
        .await
    }

    /// A member raises a hand, or takes it down.
    pub(crate) async fn raise_hand(&self, viewer: &Viewer, id: &str, form: &Form) -> Result<Answer, Fault> {
        let community = self.session_for(viewer, id).await?.community;
        let (viewer_, form_, id) = (viewer.clone(), form.clone(), id.to_owned());
        self.act(viewer, &community, form, move |writing| {
            Box::pin(async move {
                let (session, permit, member) = or_refuse!(in_session(writing, &viewer_, &id, Act::RaiseHand).await?);
                let item = session.current_item.clone();
                let rows = floor::speeches(writing.conn(), &id, &item).await?;
                let mut own = None;
                for row in rows.iter().filter(|row| row.member == member) {
                    if matches!(row.state()?, State::Waiting | State::Speaking) {
                        own = Some(row);
                    }
                }
                let act = if form_.get("hand") == "down" {
                    let Some(row) = own else { return Ok(Refusal::HandNotRaised.into()) };
                    // Who speaks and is done early gives the floor back.
                    let next = if row.state()? == State::Waiting { State::Taken } else { State::Done };
                    let ends = (next == State::Done).then_some(writing.now().0);
                    floor::move_speech(writing, &permit, &row.id, next, ends).await?;
                    "hand.lowered"
                } else {
                    let side = or_refuse!(Side::from_id(form_.get("side")).ok_or(("side", Refusal::NotOffered)));
                    let facts = HandFacts {
                        session: session.phase()?,
                        paused: session.pauses_at(writing.now().0),
                        voting: is_voting(writing, &id).await?,
                        has_item: !item.is_empty(),
                        here: presence::attendee(writing.conn(), &id, &member).await?.is_some_and(|one| one.here()),
                        raised: own.is_some(),
                        turns: turns(&rows, &member)?,
                    };
                    let raised = or_refuse!(speech::raise(&facts, side));
                    floor::store_raised(writing, &permit, raised, &secret::id(), &id, &item, &member).await?;
                    "hand.raised"
                };
                let entry = Entry::new(act, Some(permit.role()), &id, json!({}))
                    .about(&member, json!({ "member": member, "item": item, "side": form_.get("side") }));
                writing.append(entry).await?;
                writing.touch(&id, Touch::Speech);
                Ok(Answer::done(format!("/s/{id}#speaking")))
            })
        })
        .await
    }

    /// The chair gives the floor, warns or ends a turn.
    pub(crate) async fn lead_floor(
        &self,
        viewer: &Viewer,
        id: &str,
        step: FloorStep,
        form: &Form,
    ) -> Result<Answer, Fault> {
        let community = self.session_for(viewer, id).await?.community;
        let (viewer_, id) = (viewer.clone(), id.to_owned());
        self.act(viewer, &community, form, move |writing| {
            Box::pin(async move {
                let (session, permit, _) = or_refuse!(in_session(writing, &viewer_, &id, Act::LeadDiscussion).await?);
                if session.phase()? != Phase::Open {
                    return Ok(session.phase()?.not_now().into());
                }
                let rows = floor::speeches(writing.conn(), &id, &session.current_item).await?;
                let act = match step {
                    FloorStep::Next => {
                        let voting = is_voting(writing, &id).await?;
                        or_refuse!(speech::may_speak(session.pauses_at(writing.now().0), voting));
                        let queue = queue(&rows)?;
                        let Some(next) = queue.first() else { return Ok(Refusal::NobodyWaits.into()) };
                        end_turns(writing, &permit, &id, &session.current_item).await?;
                        let ends = writing.now().0 + TURN_SECONDS * 1000;
                        floor::move_speech(writing, &permit, &next.id, State::Speaking, Some(ends)).await?;
                        "floor.given"
                    }
                    FloorStep::Warn => {
                        let speaking = rows.iter().find(|row| row.state == State::Speaking.id());
                        let Some(row) = speaking else { return Ok(Refusal::NobodyWaits.into()) };
                        floor::set_warned(writing, &permit, &row.id).await?;
                        "floor.warned"
                    }
                    FloorStep::Stop => {
                        if end_turns(writing, &permit, &id, &session.current_item).await? == 0 {
                            return Ok(Refusal::NobodyWaits.into());
                        }
                        "floor.ended"
                    }
                };
                append(writing, act, &permit, &id, json!({ "item": session.current_item })).await?;
                writing.touch(&id, Touch::Speech);
                Ok(Answer::done(format!("/s/{id}/chair#speaking")))
            })
        })
        .await
    }

    /// The chair pauses the sitting for some minutes, or goes on.
    pub(crate) async fn pause(&self, viewer: &Viewer, id: &str, form: &Form) -> Result<Answer, Fault> {
        let community = self.session_for(viewer, id).await?.community;
        let (viewer_, form_, id) = (viewer.clone(), form.clone(), id.to_owned());
        self.act(viewer, &community, form, move |writing| {
            Box::pin(async move {
                let (session, permit, _) = or_refuse!(in_session(writing, &viewer_, &id, Act::LeadDiscussion).await?);
                if session.phase()? != Phase::Open {
                    return Ok(session.phase()?.not_now().into());
                }
                let minutes = or_refuse!(form_.whole("minutes"));
                if !(0..=LONGEST_PAUSE_MINUTES).contains(&minutes) {
                    return Ok(Refusal::NotOffered.into());
                }
                let until = if minutes == 0 { 0 } else { writing.now().plus_minutes(minutes).0 };
                floor::pause(writing, &permit, &id, until).await?;
                append(writing, "session.paused", &permit, &id, json!({ "minutes": minutes })).await?;
                writing.touch(&id, Touch::Sitting);
                Ok(Answer::done(format!("/s/{id}/chair")))
            })
        })
        .await
    }

    /// The chair ends an item without a vote.
    pub(crate) async fn end_item(&self, viewer: &Viewer, item: &str, form: &Form) -> Result<Answer, Fault> {
        let item = self.item_for(viewer, item).await?;
        let (viewer_, form_) = (viewer.clone(), form.clone());
        self.act(viewer, &item.community, form, move |writing| {
            Box::pin(async move {
                let under = or_refuse!(Under::load(writing, &viewer_, &item.id, Act::EndItem).await?);
                let kind = or_refuse!(Ending::from_id(form_.get("kind")).ok_or(("kind", Refusal::NotOffered)));
                let zone = Sitting::in_act(writing, &item.session).await?.community.zone;
                let rows = votes::of_session(writing.conn(), &item.session).await?;
                let bound = bound_by_votes(&rows, &item.id)?;
                let ended = floor::endings(writing.conn(), &item.session).await?.iter().any(|one| one.item == item.id);
                // What cannot be read as a day is no day to come, and refused as that.
                let due = typed::day(form_.get("due")).unwrap_or_default();
                let day = zone::parse(&format!("{due}T00:00"), &zone);
                let now = writing.now();
                let ended = or_refuse!(ending::end(
                    kind,
                    &EndFacts {
                        session: under.session.phase()?,
                        settled: ended || (bound.frozen && !bound.voting),
                        voting: bound.voting,
                        date_ahead: day.is_some_and(|day| day > now),
                        body: form_.raw("body"),
                        dissent: form_.raw("dissent"),
                        referred: BodyKind::from_id(form_.get("referred")),
                    }
                ));
                let due = if kind == Ending::PutOff { due } else { String::new() };
                floor::store_ended(writing, &under.permit, &ended, &item.session, &item.id, &due).await?;
                let body = json!({ "item": item.id, "kind": kind, "text_hash": fingerprint(TextForm::Typed, &[ended.body()]) });
                append(writing, "item.ended", &under.permit, &item.session, body).await?;
                writing.touch(&item.session, Touch::Item(item.id.clone()));
                Ok(Answer::done(format!("/s/{}/chair#item-{}", item.session, item.id)))
            })
        })
        .await
    }

    /// The chair publishes how an item ended.
    pub(crate) async fn publish_ending(&self, viewer: &Viewer, item: &str, form: &Form) -> Result<Answer, Fault> {
        let item = self.item_for(viewer, item).await?;
        let (viewer_, form_) = (viewer.clone(), form.clone());
        self.act(viewer, &item.community, form, move |writing| {
            Box::pin(async move {
                let under = or_refuse!(Under::load(writing, &viewer_, &item.id, Act::EndItem).await?);
                let all = floor::endings(writing.conn(), &item.session).await?;
                let Some(row) = all.into_iter().find(|one| one.item == item.id) else {
                    return Ok(Refusal::WrongPhase.into());
                };
                if row.published == 1 {
                    return Ok(Refusal::AlreadyPublished.into());
                }
                let sitting = Sitting::in_act(writing, &item.session).await?;
                let content = publish::ending_content(&sitting, &under.item, &row);
                let shelf = Shelf::of(Kind::Ending, &content.matter, &sitting.body.kind);
                let at = (&shelf, item.id.as_str());
                or_refuse!(publish::snapshot(writing, &under.permit, at, &content.title, &content, &form_).await?);
                floor::set_published(writing, &under.permit, &item.id).await?;
                writing.touch(&item.session, Touch::Item(item.id.clone()));
                Ok(Answer::done(format!("/s/{}/chair#item-{}", item.session, item.id)))
            })
        })
        .await
    }
}

/// Whether ballots are being cast in a session.
pub(crate) async fn is_voting(writing: &mut Writing, session: &str) -> Result<bool, Fault> {
    let mut voting = false;
    for row in votes::of_session(writing.conn(), session).await? {
        voting = voting || row.phase()? == rules::vote::Phase::Open;
    }
    Ok(voting)
}

/// Takes the hand of somebody who leaves down, and ends their turn.
pub(crate) async fn leave_floor(
    writing: &mut Writing,
    permit: &Permit,
    session: &SessionRow,
    member: &str,
) -> Result<(), Fault> {
    let now = writing.now().0;
    for row in floor::speeches(writing.conn(), &session.id, &session.current_item).await? {
        let next = match row.state()? {
            State::Waiting => State::Taken,
            State::Speaking => State::Done,
            State::Done | State::Taken => continue,
        };
        if row.member == member {
            floor::move_speech(writing, permit, &row.id, next, (next == State::Done).then_some(now)).await?;
            writing.touch(&session.id, Touch::Speech);
        }
    }
    Ok(())
}

/// Ends the turns that are under way on an item, and says how many there were.
pub(crate) async fn end_turns(
    writing: &mut Writing,
    permit: &Permit,
    session: &str,
    item: &str,
) -> Result<usize, Fault> {
    let now = writing.now().0;
    let rows = floor::speeches(writing.conn(), session, item).await?;
    let mut ended = 0;
    for row in rows.iter().filter(|row| row.state == State::Speaking.id()) {
        floor::move_speech(writing, permit, &row.id, State::Done, Some(now)).await?;
        ended += 1;
    }
    Ok(ended)
}
