//! A vote: opened here, cast in `cast`, paper and tellers in `room`, closed, declared, voided or extended in `end`.

mod cast;
mod end;
mod part;
mod piles;
mod room;

pub(crate) use part::Part;

use super::{
    Desk, Viewer,
    attending::session_counts,
    discussion::end_turns,
    gates, or_refuse,
    session::{Sitting, append},
    standing,
};
use crate::{
    fault::Fault,
    form::Form,
    journal::chain::roll_hash,
    secret,
    store::{
        Answer, Conn, Writing,
        feed::Touch,
        floor, secret as secrets,
        session::{self as sessions, ItemRow},
        silence,
        vote::{self as votes, VoteRow},
    },
};
use rules::{
    Moment, Refusal,
    agenda::Matter,
    ballot::Mode,
    gates::GateState,
    permit::{Act, Permit, permit},
    record::Counts,
    vote::{self, OpenFacts, PreviousRound},
};
use serde_json::json;

impl Desk {
    /// The vote, if the viewer belongs to its community.
    pub(crate) async fn vote_for(&self, viewer: &Viewer, id: &str) -> Result<VoteRow, Fault> {
        let row = votes::find(&mut *self.read().await?, id).await?;
        viewer.membership(&row.community)?;
        Ok(row)
    }

    /// Opens a vote on the latest revision of an item's text.
    pub(crate) async fn open_vote(&self, viewer: &Viewer, item: &str, form: &Form) -> Result<Answer, Fault> {
        let item = sessions::item(&mut *self.read().await?, item).await?;
        viewer.membership(&item.community)?;
        let (viewer_, form_, community) = (viewer.clone(), form.clone(), item.community.clone());
        self.act(viewer, &community, form, move |writing| {
            Box::pin(async move {
                let community = writing.community().as_str().to_owned();
                writing.concerns(item.audience());
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
                let mode = match form_.get("mode") {
                    "" => Mode::Named,
                    other => or_refuse!(Mode::from_id(other).ok_or(("mode", Refusal::NotOffered))),
                };
                let minutes = match form_.get("minutes") {
                    "" => None,
                    _ => Some(or_refuse!(form_.whole("minutes"))),
                };
                let phones = !form_.ticked("paper_only");
                let silent = mode != Mode::Secret || silence::talks(writing.conn()).await?.is_empty();
                let opened = or_refuse!(
                    vote::open(OpenFacts { mode, minutes, phones, silent, few_accepted: form_.ticked("few"), ..facts }).map_err(
                        |refusal| match refusal {
                            Refusal::FewOnChannel => ("few", refusal),
                            Refusal::DatabaseTalks => ("mode", refusal),
                            Refusal::PaperOnlyElsewhere | Refusal::NotOffered => ("paper_only", refusal),
                            Refusal::BadTime => ("minutes", refusal),
                            _ => ("", refusal),
                        }
                    )
                );
                let row = VoteRow {
                    id: secret::id(),
                    community,
                    session: sitting.session.id.clone(),
                    item: item.id.clone(),
                    revision: revision.unwrap_or_default(),
                    round: opened.round(),
                    mode: mode.id().to_owned(),
                    phase: String::new(),
                    rule: String::new(),
                    gates: serde_json::to_string(&gates)?,
                    ends_at: opened.minutes().map(|minutes| writing.now().plus_minutes(minutes).0),
                    opened_at: writing.now().0,
                    closed_at: None,
                    declared_at: None,
                    record: None,
                    verdict: None,
                    papers_out: 0,
                    papers_spoilt: 0,
                    papers_back: 0,
                    recounts: 0,
                    phones: i64::from(opened.phones()),
                    void_reason: String::new(),
                };
                votes::store_opened(writing, &permit, &opened, &row).await?;
                if mode == Mode::Secret {
                    secrets::begin(writing, &row.id).await?;
                }
                // Who was speaking has spoken: while ballots are cast nobody has the floor.
                if end_turns(writing, &permit, &row.session, &sitting.session.current_item).await? > 0 {
                    writing.touch(&row.session, Touch::Speech);
                }
                let body = json!({
                    "vote": row.id, "mode": mode, "ends_at": row.ends_at, "item": item.id, "revision": row.revision, "round": opened.round(),
                    "rule": opened.rule(), "eligible": numbers.eligible, "present": rules::roll::present(&numbers),
                    "gates": gates,
                    "roll_hash": roll_hash(&votes::roll_lines(writing.conn(), &row.id).await?),
                });
                let mut body = body;
                if let Some(body) = body.as_object_mut().filter(|_| !opened.phones()) {
                    body.insert("phones".to_owned(), false.into());
                }
                append(writing, "vote.opened", &permit, &row.id, body).await?;
                writing.touch(&row.session, Touch::Vote(row.id.clone()));
                Ok(Answer::done(format!("/s/{}/chair#item-{}", row.session, item.id)))
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
                tie: row.count()?.is_some_and(|(record, _)| record.is_tie()),
                same_text: Some(row.revision) == revision,
            });
        }
    }
    Ok(OpenFacts {
        session: sitting.session.phase()?,
        starts: Moment(sitting.session.starts_at),
        now: sitting.now,
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
        mode: Mode::Named,
        on_channels: on_channels(numbers),
        phones: true,
        silent: true,
        few_accepted: false,
        minutes: None,
    })
}

/// How many who count came into the room, and how many are elsewhere.
pub(crate) fn on_channels(numbers: &Counts) -> [u64; 2] {
    // Who left is not told apart by way; who is few before they left is few all the more.
    [numbers.onsite, numbers.online_verified]
}

/// Says within an act that it is about a vote, whose item decides for whom it is.
pub(crate) async fn concerns(writing: &mut Writing, row: &VoteRow) -> Result<(), Fault> {
    let item = sessions::item(writing.conn(), &row.item).await?;
    writing.concerns(item.audience());
    Ok(())
}

/// An act of the chair on a vote.
async fn vote_act(
    writing: &mut Writing,
    viewer: &Viewer,
    id: &str,
) -> Result<Result<(VoteRow, Permit), Refusal>, Fault> {
    let row = votes::find(writing.conn(), id).await?;
    let session = super::session::load(writing, &row.session).await?;
    let standing = standing(writing, viewer, Some(&session)).await?;
    concerns(writing, &row).await?;
    Ok(permit(&standing, Act::RunVote).map(|permit| (row, permit)))
}
