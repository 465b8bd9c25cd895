//! A named vote: opened, cast, closed and counted, declared.

use super::{
    Desk, Viewer,
    discussion::end_turns,
    gates, or_refuse,
    presence::{counts, session_counts},
    session::{Sitting, append},
    standing, standing_of_login,
};
use crate::{
    fault::Fault,
    form::Form,
    journal::chain::roll_hash,
    secret,
    store::{
        Answer, Conn, Writing,
        feed::Touch,
        floor,
        journal::Entry,
        presence,
        session::{self as sessions, ItemRow},
        vote::{self as votes, VoteRow},
    },
};
use rules::{
    Moment, Refusal,
    agenda::Matter,
    ballot::{self, Choice},
    gates::GateState,
    permit::{Act, Permit, permit},
    proposal::is_tie,
    record::Counts,
    roll::Weight,
    vote::{self, CastFacts, OpenFacts, PreviousRound},
};
use serde_json::json;
use std::collections::HashSet;

impl Desk {
    /// The vote, if the viewer belongs to its community.
    pub(crate) async fn vote_for(&self, viewer: &Viewer, id: &str) -> Result<VoteRow, Fault> {
        let row = votes::find(&mut *self.read().await?, id).await?;
        viewer.in_community(&row.community)?;
        Ok(row)
    }

    /// Opens a named vote on the latest revision of an item's text.
    pub(crate) async fn open_vote(&self, viewer: &Viewer, item: &str, form: &Form) -> Result<Answer, Fault> {
        let item = sessions::item(&mut *self.read().await?, item).await?;
        viewer.membership(&item.community)?;
        let (viewer_, form_, community) = (viewer.clone(), form.clone(), item.community.clone());
        self.act(viewer, &community, form, move |writing| {
            Box::pin(async move {
                let community = writing.community().as_str().to_owned();
                let sitting = Sitting::in_act(writing, &item.session).await?;
                let standing = standing(writing, &viewer_, Some(&sitting.session)).await?;
                let permit = or_refuse!(permit(&standing, Act::RunVote));
                let revision = sessions::revisions(writing.conn(), &item.id).await?.first().map(|row| row.number);
                // The chair opens the vote on the text that was on the screen, not on one written meanwhile.
                let seen = form_.get("revision").parse::<i64>().ok();
                if seen.is_some() && seen != revision {
                    return Ok(Refusal::TextChanged.into());
                }
                let numbers = session_counts(writing.conn(), &sitting).await?;
                let rounds = votes::of_session(writing.conn(), &sitting.session.id).await?;
                let gates = gates::Known::of(writing.conn(), &sitting).await?.gates(&sitting, &item)?;
                let state = floor_state(writing.conn(), &sitting.session.id, &item.id).await?;
                let facts = open_facts(state, &sitting, &numbers, &rounds, &item, revision, &gates)?;
                let opened = or_refuse!(vote::open(facts));
                let row = VoteRow {
                    id: secret::id(),
                    community,
                    session: sitting.session.id.clone(),
                    item: item.id.clone(),
                    revision: revision.unwrap_or_default(),
                    round: opened.round(),
                    phase: String::new(),
                    rule: String::new(),
                    gates: serde_json::to_string(&gates)?,
                    ends_at: None,
                    opened_at: writing.now().0,
                    closed_at: None,
                    declared_at: None,
                    record: None,
                    verdict: None,
                };
                votes::store_opened(writing, &permit, &opened, &row).await?;
                // Who was speaking has spoken: while ballots are cast nobody has the floor.
                if end_turns(writing, &permit, &row.session, &sitting.session.current_item).await? > 0 {
                    writing.touch(&row.session, Touch::Speech);
                }
                let body = json!({
                    "vote": row.id, "item": item.id, "revision": row.revision, "round": opened.round(),
                    "rule": opened.rule(), "eligible": numbers.eligible, "present": rules::roll::present(&numbers),
                    "gates": gates,
                    "roll_hash": roll_hash(&votes::roll(writing.conn(), &row.id).await?),
                });
                append(writing, "vote.opened", &permit, &row.id, body).await?;
                writing.touch(&row.session, Touch::Vote(row.id.clone()));
                Ok(Answer::done(format!("/s/{}/chair#item-{}", row.session, item.id)))
            })
        })
        .await
    }

    /// Casts the viewer's ballot in a named vote.
    pub(crate) async fn cast_ballot(&self, viewer: &Viewer, vote: &str, form: &Form) -> Result<Answer, Fault> {
        let row = self.vote_for(viewer, vote).await?;
        let (viewer_, form_, community) = (viewer.clone(), form.clone(), row.community.clone());
        self.act(viewer, &community, form, move |writing| {
            Box::pin(async move {
                let row = votes::find(writing.conn(), &row.id).await?;
                let (standing, verified) = standing_of_login(writing, &viewer_, None).await?;
                let permit = or_refuse!(permit(&standing, Act::CastBallot));
                let choice = or_refuse!(Choice::from_id(form_.get("choice")).ok_or(("choice", Refusal::NoChoice)));
                let unit = or_refuse!(standing.member.ok_or(Refusal::NotOnRoll)).0;
                let entry = votes::entry(writing.conn(), &row.id, &unit).await?;
                let here = presence::attendee(writing.conn(), &row.session, &unit).await?;
                let cast = or_refuse!(vote::cast(
                    &CastFacts {
                        phase: row.phase()?,
                        ends_at: row.ends_at.map(Moment),
                        now: writing.now(),
                        on_roll: entry.is_some(),
                        already: entry == Some(true),
                        present: here.as_ref().is_some_and(|one| one.counts()),
                        observer: here.as_ref().is_some_and(|one| one.here() && one.weight() == Some(Weight::Observer)),
                        verified,
                    },
                    choice
                ));
                let channel = here.and_then(|one| one.channel).unwrap_or_default();
                writing.touch(&row.session, Touch::Turnout(row.id.clone()));
                let seq = append_cast(writing, &permit, &row.id, &unit, cast.choice()).await?;
                if !votes::store_cast(writing, &permit, &cast, &row.id, &unit, &channel, seq).await? {
                    return Ok(Refusal::AlreadyVoted.into());
                }
                Ok(Answer::done(format!("/v/{}#stored", row.id)))
            })
        })
        .await
    }

    /// Closes a vote: no more ballots, roll and presence fixed. As no paper was handed out the count follows at once:
    /// tally and verdict are made here, by `rules::judge`, and never again.
    pub(crate) async fn close_vote(&self, viewer: &Viewer, vote: &str, form: &Form) -> Result<Answer, Fault> {
        let row = self.vote_for(viewer, vote).await?;
        let (viewer_, community) = (viewer.clone(), row.community.clone());
        self.act(viewer, &community, form, move |writing| {
            Box::pin(async move {
                let (row, permit) = or_refuse!(vote_act(writing, &viewer_, &row.id).await?);
                let attendees = presence::attendees(writing.conn(), &row.session).await?;
                let stored = votes::ballots(writing.conn(), &row.id).await?;
                let cast: HashSet<String> = stored.iter().map(|one| one.unit.clone()).collect();
                let numbers = counts(&attendees, &cast);
                let choices = stored.iter().map(votes::BallotRow::choice).collect::<Result<Vec<_>, _>>()?;
                let may_cast = rules::roll::present(&numbers).saturating_sub(numbers.recused);
                let tally = ballot::tally(choices, may_cast);
                let closed = or_refuse!(vote::close(row.phase()?, numbers, tally));
                append(writing, "vote.closed", &permit, &row.id, json!({ "counts": closed.counts() })).await?;
                let revisions = sessions::revisions(writing.conn(), &row.item).await?;
                let title = revisions.iter().find(|one| one.number == row.revision).map_or("", |one| &one.title);
                let counted = vote::count(closed, &row.id, title, &row.rule()?)
                    .map_err(|malformed| Fault::Count(malformed.field()))?;
                votes::store_counted(writing, &permit, &row.id, &counted).await?;
                let record = serde_json::to_string(counted.record())?;
                // The journal is public at once, the result only when declared: until then the chain holds a salted hash.
                let entry = Entry::new("vote.counted", Some(permit.role()), &row.id, json!({}))
                    .about("", json!({ "record_hash": secret::digest(&[&record]) }));
                writing.append(entry).await?;
                writing.touch(&row.session, Touch::Vote(row.id.clone()));
                Ok(Answer::done(format!("/s/{}/chair#item-{}", row.session, row.item)))
            })
        })
        .await
    }

    /// Declares the result in the room: from now on everybody in the session sees it.
    pub(crate) async fn declare_vote(&self, viewer: &Viewer, vote: &str, form: &Form) -> Result<Answer, Fault> {
        let row = self.vote_for(viewer, vote).await?;
        let (viewer_, community) = (viewer.clone(), row.community.clone());
        self.act(viewer, &community, form, move |writing| {
            Box::pin(async move {
                let (row, permit) = or_refuse!(vote_act(writing, &viewer_, &row.id).await?);
                let declared = or_refuse!(vote::declare(row.phase()?));
                votes::store_declared(writing, &permit, &row.id, declared).await?;
                let (record, verdict) = row.count()?.ok_or(Fault::Stored("votes.record"))?;
                let hash = secret::digest(&[row.record.as_deref().unwrap_or_default()]);
                let body = json!({ "record_hash": hash, "record": record, "verdict": verdict });
                append(writing, "vote.declared", &permit, &row.id, body).await?;
                writing.touch(&row.session, Touch::Vote(row.id.clone()));
                Ok(Answer::done(format!("/s/{}/chair#item-{}", row.session, row.item)))
            })
        })
        .await
    }
}

/// Whether an item was ended without a vote, and whether a roll-call is under way.
async fn floor_state(conn: &mut Conn, session: &str, item: &str) -> Result<(bool, bool), Fault> {
    let ended = floor::endings(conn, session).await?.iter().any(|one| one.item == item);
    Ok((ended, floor::running_roll_call(conn, session).await?.is_some()))
}

/// What opening a vote on an item is judged by: the act and the chair's page ask the same.
pub(crate) fn open_facts(
    (ended, roll_call): (bool, bool),
    sitting: &Sitting,
    numbers: &Counts,
    rounds: &[VoteRow],
    item: &ItemRow,
    revision: Option<i64>,
    gates: &[GateState],
) -> Result<OpenFacts, Fault> {
    let mut other_open = false;
    let mut previous: Option<PreviousRound> = None;
    for row in rounds {
        let phase = row.phase()?;
        other_open = other_open || phase.is_running();
        if row.item == item.id && previous.is_none_or(|one| one.round < row.round) {
            previous = Some(PreviousRound {
                round: row.round,
                void: phase == vote::Phase::Void,
                tie: row.count()?.is_some_and(|(record, _)| is_tie(&record)),
                same_text: Some(row.revision) == revision,
            });
        }
    }
    Ok(OpenFacts {
        session: sitting.session.phase()?,
        other_open,
        has_text: revision.is_some(),
        eligible: numbers.eligible,
        present: rules::roll::present(numbers),
        ended,
        paused: sitting.session.pauses_at(sitting.now.0),
        roll_call,
        gates_open: gates.iter().all(|gate| gate.met),
        rule: sitting.rule_of(Matter::from_id(&item.matter))?,
        previous,
    })
}

async fn vote_act(
    writing: &mut Writing,
    viewer: &Viewer,
    id: &str,
) -> Result<Result<(VoteRow, Permit), Refusal>, Fault> {
    let row = votes::find(writing.conn(), id).await?;
    let session = super::session::load(writing, &row.session).await?;
    let standing = standing(writing, viewer, Some(&session)).await?;
    Ok(permit(&standing, Act::RunVote).map(|permit| (row, permit)))
}

async fn append_cast(
    writing: &mut Writing,
    permit: &Permit,
    vote: &str,
    unit: &str,
    choice: Choice,
) -> Result<i64, Fault> {
    let entry = Entry::new("ballot.cast", Some(permit.role()), vote, json!({}))
        .about(unit, json!({ "unit": unit, "choice": choice.id() }));
    writing.append(entry).await
}
