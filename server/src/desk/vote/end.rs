//! The end of a vote: closed, its count accepted, declared; or voided, or its window extended.

use super::{
    super::{Desk, Viewer, attending::counts, or_refuse, session::append},
    vote_act,
};
use crate::{
    fault::Fault,
    form::Form,
    secret,
    store::{
        Answer, Writing, count,
        feed::Touch,
        forget, interest,
        journal::Entry,
        mandate, owners, presence, secret as secrets, session as sessions,
        vote::{self as votes, VoteRow},
    },
};
use futures::future::BoxFuture;
use rules::{
    Refusal,
    ballot::{Choice, Mode, Way},
    count::Agreed,
    kind::{Area, Areas},
    permit::Permit,
    proposal,
    roll::Channel,
    vote::{self, Closing, OwnersClosing, by_owners},
};
use serde_json::json;
use std::{
    collections::{HashMap, HashSet},
    time::Duration,
};

fn chair(row: &VoteRow) -> Answer {
    Answer::done(format!("/s/{}/chair#item-{}", row.session, row.item))
}

impl Desk {
    /// Closes a vote: no more ballots or paper on any channel, roll and presence fixed. Where no paper was handed out and no
    /// hands are to be counted, the count follows at once.
    pub(crate) async fn close_vote(&self, viewer: &Viewer, vote: &str, form: &Form) -> Result<Answer, Fault> {
        let row = self.vote_for(viewer, vote).await?;
        let secret_vote = row.mode()? == Mode::Secret;
        let (viewer_, form_, community) = (viewer.clone(), form.clone(), row.community.clone());
        let forgotten = secret_vote.then(|| row.id.clone());
        self.act_and_forget(viewer, (&community, forgotten.as_deref()), form, move |writing| {
            Box::pin(async move {
                let (row, permit) = or_refuse!(vote_act(writing, &viewer_, &row.id).await?);
                let closing = closing(writing, &row).await?;
                let reason =
                    or_refuse!(proposal::optional(form_.get("reason"), 300).map_err(|refusal| ("reason", refusal)));
                let window = row.window(writing.now())?;
                let closed =
                    or_refuse!(vote::close(window, &reason, form_.ticked("few"), closing).map_err(|refusal| {
                        match refusal {
                            Refusal::ReasonMissing => ("reason", refusal),
                            Refusal::FewVoted => ("few", refusal),
                            _ => ("", refusal),
                        }
                    }));
                count::store_closed(writing, &permit, &row, &closed).await?;
                let mut body = json!({ "counts": closing.counts, "papers": closing.papers, "reason": reason });
                // How many papers are out would give a small group away before the result is merged.
                if let Some(body) = body.as_object_mut().filter(|_| secret_vote) {
                    body.remove("papers");
                }
                append(writing, "vote.closed", &permit, &row.id, body).await?;
                writing.touch(&row.session, Touch::Vote(row.id.clone()));
                if !closing.awaits() {
                    accept(writing, &permit, &row, &closing, None).await?;
                }
                Ok(chair(&row))
            })
        })
        .await
    }

    /// Declares the result in the room: from now on everybody in the session sees it, and nothing is counted again.
    pub(crate) async fn declare_vote(&self, viewer: &Viewer, vote: &str, form: &Form) -> Result<Answer, Fault> {
        let row = self.vote_for(viewer, vote).await?;
        let secret_vote = row.mode()? == Mode::Secret;
        let (viewer_, community) = (viewer.clone(), row.community.clone());
        let forgotten = secret_vote.then(|| row.id.clone());
        self.act_and_forget(viewer, (&community, forgotten.as_deref()), form, move |writing| {
            Box::pin(async move {
                let (row, permit) = or_refuse!(vote_act(writing, &viewer_, &row.id).await?);
                let declared = or_refuse!(vote::declare(row.phase()?));
                votes::store_declared(writing, &permit, &row.id, declared).await?;
                count::settle(writing, &row).await?;
                let (record, verdict) = row.count()?.ok_or(Fault::Stored("votes.record"))?;
                let hash = secret::digest(&[row.record.as_deref().unwrap_or_default()]);
                let body = json!({ "record_hash": hash, "record": record, "verdict": verdict });
                append(writing, "vote.declared", &permit, &row.id, body).await?;
                writing.touch(&row.session, Touch::Vote(row.id.clone()));
                Ok(chair(&row))
            })
        })
        .await
    }

    /// Voids a vote before its result is declared, with a reason that everybody reads: the text is amended, or something went
    /// wrong. Its ballots stay on record and count no more; the text may be changed and voted on again.
    pub(crate) async fn void_vote(&self, viewer: &Viewer, vote: &str, form: &Form) -> Result<Answer, Fault> {
        let row = self.vote_for(viewer, vote).await?;
        let secret_vote = row.mode()? == Mode::Secret;
        let (viewer_, form_, community) = (viewer.clone(), form.clone(), row.community.clone());
        let forgotten = secret_vote.then(|| row.id.clone());
        self.act_and_forget(viewer, (&community, forgotten.as_deref()), form, move |writing| {
            Box::pin(async move {
                let (row, permit) = or_refuse!(vote_act(writing, &viewer_, &row.id).await?);
                let reason =
                    or_refuse!(proposal::optional(form_.get("reason"), 300).map_err(|refusal| ("reason", refusal)));
                let entered = !count::entries(writing.conn(), &row.id).await?.is_empty();
                let voided = or_refuse!(vote::void(row.phase()?, entered, &reason).map_err(|refusal| match refusal {
                    Refusal::ReasonMissing => ("reason", refusal),
                    _ => ("", refusal),
                }));
                if secret_vote && row.phase()? == vote::Phase::Open {
                    secrets::dissolve(writing, &row.id).await?;
                }
                count::settle(writing, &row).await?;
                votes::store_voided(writing, &permit, &row.id, voided, &reason).await?;
                append(writing, "vote.voided", &permit, &row.id, json!({ "reason": reason })).await?;
                writing.touch(&row.session, Touch::Vote(row.id.clone()));
                writing.touch(&row.session, Touch::Item(row.item.clone()));
                Ok(chair(&row))
            })
        })
        .await
    }

    /// Gives an open vote more time, with a reason.
    pub(crate) async fn extend_vote(&self, viewer: &Viewer, vote: &str, form: &Form) -> Result<Answer, Fault> {
        let row = self.vote_for(viewer, vote).await?;
        let (viewer_, form_, community) = (viewer.clone(), form.clone(), row.community.clone());
        self.act(viewer, &community, form, move |writing| {
            Box::pin(async move {
                let (row, permit) = or_refuse!(vote_act(writing, &viewer_, &row.id).await?);
                let minutes = or_refuse!(form_.whole("minutes"));
                let reason =
                    or_refuse!(proposal::optional(form_.get("reason"), 300).map_err(|refusal| ("reason", refusal)));
                let extended = or_refuse!(vote::extend(row.window(writing.now())?, minutes, &reason));
                votes::store_extended(writing, &permit, &row.id, extended).await?;
                let body = json!({ "ends_at": extended.ends_at(), "reason": reason });
                append(writing, "vote.extended", &permit, &row.id, body).await?;
                writing.touch(&row.session, Touch::Vote(row.id.clone()));
                Ok(chair(&row))
            })
        })
        .await
    }

    /// Runs an act after which a secret vote's live state may be gone. The act marks that the vote is to be forgotten; what
    /// the engine still holds of it is removed as soon as nobody reads it any more, also when whoever asked has hung up.
    pub(super) async fn act_and_forget<F>(
        &self,
        viewer: &Viewer,
        (community, secret_vote): (&str, Option<&str>),
        form: &Form,
        work: F,
    ) -> Result<Answer, Fault>
    where
        F: for<'a> FnOnce(&'a mut Writing) -> BoxFuture<'a, Result<Answer, Fault>> + Send + 'static,
    {
        let Some(vote) = secret_vote.map(str::to_owned) else { return self.act(viewer, community, form, work).await };
        let (desk, viewer, form, community) = (self.clone(), viewer.clone(), form.clone(), community.to_owned());
        let both = async move {
            let answer = desk
                .act(&viewer, &community, &form, move |writing| {
                    Box::pin(async move {
                        let answer = work(&mut *writing).await?;
                        if matches!(answer, Answer::Done { .. }) {
                            forget::mark(writing, &vote).await?;
                        }
                        Ok(answer)
                    })
                })
                .await?;
            if matches!(answer, Answer::Done { .. }) {
                desk.forget_secrets(false).await;
            }
            Ok(answer)
        };
        tokio::spawn(both).await.map_err(|_| Fault::Stopped)?
    }

    /// Removes what the engine still holds of secret votes that have ended: of those that are marked, or `always`. This waits
    /// a second for it and no longer; the rest is done in the background, for as long as it takes. The vote itself is durable,
    /// and closed.
    pub async fn forget_secrets(&self, always: bool) {
        const PATIENCE: Duration = Duration::from_secs(1);
        let desk = self.clone();
        let gone = tokio::spawn(async move { desk.until_forgotten(always).await });
        // Let go, the task runs on.
        let _ = tokio::time::timeout(PATIENCE, gone).await;
    }

    async fn until_forgotten(&self, always: bool) {
        const FIRST: Duration = Duration::from_millis(50);
        const LAST: Duration = Duration::from_secs(5);
        /// So many tries pass between two lines in the log.
        const QUIET: u32 = 60;
        let _alone = self.forgetting.lock().await;
        let mut wait = FIRST;
        for tries in 0_u32.. {
            match self.forget_once(always).await {
                Ok(true) => return,
                Ok(false) if tries % QUIET == QUIET / 6 => {
                    tracing::warn!("a reader holds the last traces of a secret vote: they are removed when it ends");
                }
                Ok(false) => {}
                Err(fault) if tries % QUIET == 0 => {
                    tracing::error!(fault = fault.chain(), "traces of a secret vote are still to be removed");
                }
                Err(_) => {}
            }
            tokio::time::sleep(wait).await;
            wait = (wait * 2).min(LAST);
        }
    }

    /// Tries once; `false`: somebody still reads what was there before.
    async fn forget_once(&self, always: bool) -> Result<bool, Fault> {
        let marks = forget::marks(&mut *self.read().await?).await?;
        if marks.is_empty() && !always {
            return Ok(true);
        }
        if !self.db.forget().await? {
            return Ok(false);
        }
        self.quietly(move |conn| Box::pin(async move { forget::unmark(conn, &marks).await })).await?;
        // That this was written stands in the log as well; it tells nothing, and goes at the next closing at the latest.
        self.db.forget().await?;
        Ok(true)
    }
}

/// What closing fixes: who is there, the phone ballots, the papers, the hands in the room.
async fn closing(writing: &mut Writing, row: &VoteRow) -> Result<Closing, Fault> {
    let mode = row.mode()?;
    let attendees = presence::attendees(writing.conn(), &row.session).await?;
    let represented = mandate::represented(writing.conn(), &row.session).await?;
    let takers: HashMap<String, Way> = votes::takers(writing.conn(), &row.id).await?.into_iter().collect();
    let recused = interest::recused(writing.conn(), &row.item).await?;
    let cast: HashSet<String> = takers.keys().cloned().collect();
    let phone = match mode {
        // Of a vote that is not open the counters are gone; `close` refuses it.
        Mode::Secret if row.phase()? == vote::Phase::Open => secrets::tally(writing.conn(), &row.id).await?,
        Mode::Secret => Default::default(),
        Mode::Named | Mode::Hands => votes::tally(writing.conn(), &row.id).await?,
    };
    let raises = |one: &&presence::AttendeeRow| {
        let in_room = one.on_roll == 1 && one.counts() && one.channel() == Some(Channel::Onsite);
        in_room && !cast.contains(&one.unit) && !recused.contains(&one.unit)
    };
    let raised: HashSet<&str> =
        attendees.iter().chain(&represented).filter(raises).map(|one| one.unit.as_str()).collect();
    let hands = if mode == Mode::Hands { raised.len() as u64 } else { 0 };
    let owners = if by_owners(&row.rule()?.rule.body) { Some(owners_closing(writing, row).await?) } else { None };
    let counts = counts((&attendees, &represented), &cast, &recused);
    Ok(Closing { mode, counts, phone, papers: row.papers(), hands, owners })
}

/// What closing fixes of a vote of owners: the areas of the roll, of the phone ballots, and of the papers that are out.
async fn owners_closing(writing: &mut Writing, row: &VoteRow) -> Result<OwnersClosing, Fault> {
    let area = |square: i64| Area(square.unsigned_abs());
    let (eligible, papers) = owners::vote_areas(writing.conn(), &row.id).await?;
    let mut phone = Areas::default();
    for (choice, square) in owners::phone_areas(writing.conn(), &row.id).await? {
        match Choice::from_id(&choice).ok_or(Fault::Stored("ballots.choice"))? {
            Choice::For => phone.in_favour = area(square),
            Choice::Against => phone.against = area(square),
            Choice::Abstain => phone.abstain = area(square),
        }
    }
    Ok(OwnersClosing { eligible: area(eligible), phone, papers: area(papers) })
}

/// Accepts the count: tally and verdict are made here, by `rules::judge`, and nowhere else. The journal is public at once, the
/// result only when declared: until then the chain holds a salted hash. A count that is void (P-VOID) is sealed.
pub(super) async fn accept(
    writing: &mut Writing,
    permit: &Permit,
    row: &VoteRow,
    closing: &Closing,
    agreed: Option<&Agreed>,
) -> Result<(), Fault> {
    let title = sessions::revision_title(writing.conn(), &row.item, row.revision).await?;
    let counted = vote::count(closing, agreed, (&row.id, &title), &row.rule()?)
        .map_err(|malformed| Fault::Count(malformed.field()))?;
    votes::store_counted(writing, permit, &row.id, &counted).await?;
    if counted.is_void() || !closing.is_kept() {
        count::settle(writing, row).await?;
    }
    let record = serde_json::to_string(counted.record())?;
    let entry = Entry::new("vote.counted", Some(permit.role()), &row.id, json!({}))
        .about("", json!({ "record_hash": secret::digest(&[&record]) }));
    writing.append(entry).await?;
    if counted.is_void() {
        let [issued, collected] = counted.record().papers();
        let body = json!({ "reason": "ballots_exceed_issued", "issued": issued, "collected": collected });
        append(writing, "vote.voided", permit, &row.id, body).await?;
        writing.touch(&row.session, Touch::Item(row.item.clone()));
    }
    writing.touch(&row.session, Touch::Vote(row.id.clone()));
    Ok(())
}
