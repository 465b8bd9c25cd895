//! A community's lane: what has gathered in its queue goes into one transaction, each act within a savepoint, and is answered when the
//! commit is durable.

use super::{
    Answer, Db, Writer, Writing,
    commit::{self, Fate},
    conn::Transaction,
    db::{self, Engine},
    feed, form, journal,
    sent::Sent,
    trouble::Trouble,
    write::Sender,
};
use crate::{
    clock::{Clock, MOST_APART_MILLIS},
    fault::Fault,
    secret,
};
use futures::future::BoxFuture;
use rules::{Moment, Refusal, id::CommunityId, rule_set::RuleBook};
use std::{collections::BTreeSet, sync::Arc};
use tokio::sync::{mpsc, oneshot};

pub(super) type Work = Box<dyn for<'a> FnOnce(&'a mut Writing) -> BoxFuture<'a, Result<Answer, Fault>> + Send>;

pub(super) struct Job {
    pub(super) community: CommunityId,
    pub(super) sender: Sender,
    pub(super) work: Work,
    pub(super) answer: oneshot::Sender<Result<Answer, Fault>>,
}

/// The most submissions that go into one transaction.
pub(super) const GROUP: usize = 64;

/// What a group's acts answered, to be told once it is known what became of the group.
type Answers = Vec<(oneshot::Sender<Result<Answer, Fault>>, Result<Answer, Fault>)>;

/// Runs a lane as long as somebody may still send to it.
pub(super) async fn run_lane(writer: Writer, community: CommunityId, mut jobs: mpsc::Receiver<Job>) {
    // A lane keeps no way to start lanes: it would keep itself alive.
    let Writer { db, clock, rules, announce, lanes, sent, trouble } = writer;
    drop(lanes);
    let lane = secret::id();
    let mut group = Vec::with_capacity(GROUP);
    while !group.is_empty() || jobs.recv_many(&mut group, GROUP).await > 0 {
        let (transaction, now) = match begin_group(&db, &clock).await {
            Ok(begun) => begun,
            Err(fault) => {
                let all = group.drain(..).map(|job| (job.answer, Ok(Refusal::ClockWrong.into()))).collect();
                match fault {
                    Some(fault) => tell(all, Err(&undone(&trouble, &fault))),
                    None => tell(all, Ok(())),
                }
                continue;
            }
        };
        let mut answers = Vec::with_capacity(group.len());
        let mut touched = BTreeSet::new();
        match run_group(transaction, now, (&rules, &sent), &mut group, (&mut answers, &mut touched)).await {
            // Nothing of it was committed: its connection is gone. Who had not begun yet is in the next group.
            Err(fault) => tell(answers, Err(&undone(&trouble, &fault))),
            Ok(transaction) => {
                let committed = commit_group(&db, &trouble, transaction, (&lane, &community), now, &touched).await;
                if committed.is_ok() {
                    trouble.over();
                    announce(&touched);
                }
                answers.iter().filter_map(|(_, answer)| answer.as_ref().err()).for_each(|fault| trouble.note(fault));
                tell(answers, committed.as_ref().map(|&()| ()));
            }
        }
    }
}

/// What is told of a group that was undone.
fn undone(trouble: &Trouble, fault: &Fault) -> Fault {
    trouble.note(fault);
    Fault::Commit(fault.chain())
}

/// Begins a group's transaction and takes the time by which it is judged. Without a fault: this node's clock is wrong.
async fn begin_group(db: &Db, clock: &Clock) -> Result<(Transaction, Moment), Option<Fault>> {
    let mut transaction = db.begin().await?;
    if transaction.engine() == Engine::Postgres {
        let apart = clock.learn(db::time(&mut transaction).await?);
        if apart.abs() > MOST_APART_MILLIS {
            tracing::error!(apart_millis = apart, "this machine's clock is not the database's: no act is taken");
            let _ = transaction.rollback().await;
            return Err(None);
        }
    }
    Ok((transaction, clock.now()))
}

/// Runs a group's acts, each in its savepoint. A fault: a savepoint was lost, and with it the whole transaction; the acts that
/// had not begun are still in the group.
async fn run_group(
    mut transaction: Transaction,
    now: Moment,
    known: (&Arc<RuleBook>, &Sent),
    group: &mut Vec<Job>,
    (answers, touched): (&mut Answers, &mut BTreeSet<String>),
) -> Result<Transaction, Fault> {
    // The first comes last, to be taken from the end.
    group.reverse();
    while let Some(job) = group.pop() {
        let Job { community, sender, work, answer } = job;
        let (back, result, sessions) = run_act(transaction, now, known, community, &sender, work).await;
        answers.push((answer, result));
        match back {
            Ok(back) => transaction = back,
            Err(fault) => {
                group.reverse();
                return Err(fault);
            }
        }
        touched.extend(sessions);
    }
    Ok(transaction)
}

/// Commits a group, and finds out whether it was done where there was no answer.
async fn commit_group(
    db: &Db,
    trouble: &Trouble,
    mut transaction: Transaction,
    (lane, community): (&str, &CommunityId),
    now: Moment,
    touched: &BTreeSet<String>,
) -> Result<(), Fault> {
    let mark = secret::id();
    feed::tell_nodes(&mut transaction, db.engine(), touched).await.map_err(|fault| undone(trouble, &fault))?;
    commit::leave(&mut transaction, lane, community, &mark, now).await.map_err(|fault| undone(trouble, &fault))?;
    let Err(fault) = transaction.commit().await else { return Ok(()) };
    tracing::error!(fault = fault.chain(), "a commit gave no answer");
    match commit::fate(db, lane, community, &mark).await {
        Fate::Durable => Ok(()),
        Fate::Undone => Err(undone(trouble, &fault)),
        Fate::Unknown => Err(Fault::Unknown(fault.chain())),
    }
}

/// Tells everybody of a group what became of it: their own answers where it is durable, else the fault.
fn tell(answers: Answers, became: Result<(), &Fault>) {
    for (sender, answer) in answers {
        let answer = match became {
            Ok(()) => answer,
            Err(Fault::Unknown(reason)) => Err(Fault::Unknown(reason.clone())),
            Err(Fault::Commit(reason)) => Err(Fault::Commit(reason.clone())),
            Err(other) => Err(Fault::Commit(other.chain())),
        };
        let _ = sender.send(answer);
    }
}

/// Runs one act in its savepoint and gives the transaction back, or the fault for which it is lost.
async fn run_act(
    mut transaction: Transaction,
    now: Moment,
    (rules, sent): (&Arc<RuleBook>, &Sent),
    community: CommunityId,
    sender: &Sender,
    work: Work,
) -> (Result<Transaction, Fault>, Result<Answer, Fault>, Vec<String>) {
    if let Err(fault) = commit::begin_act(&mut transaction).await {
        return (Err(fault), Err(Fault::Stopped), Vec::new());
    }
    let head = match journal::take_head(&mut transaction, &community, now).await {
        Ok(head) => head,
        Err(fault) => {
            let ended = commit::end_act(&mut transaction, false).await;
            return (ended.map(|()| transaction), Err(fault), Vec::new());
        }
    };
    let (at, rules) = (head.at, Arc::clone(rules));
    let (secret, within, touched) = (false, false, Vec::new());
    let (pending, stood, asked) = (Vec::new(), BTreeSet::new(), BTreeSet::new());
    let mut writing =
        Writing { transaction, now, at, community, head, pending, stood, secret, within, touched, asked, rules };
    let result = judge_act(&mut writing, (sender, sent), work).await;
    let keep = matches!(result, Ok(Answer::Done { .. }));
    let ended = commit::end_act(&mut writing.transaction, keep).await;
    let sessions = writing.touched.into_iter().map(|(session, _)| session).chain(writing.asked);
    let sessions = if keep { sessions.collect() } else { Vec::new() };
    (ended.map(|()| writing.transaction), result, sessions)
}

async fn judge_act(writing: &mut Writing, (sender, sent): (&Sender, &Sent), work: Work) -> Result<Answer, Fault> {
    if let Some(key) = &sender.key
        && let Some(earlier) = form::earlier_answer(writing.conn(), key).await?
    {
        let same = earlier.login == sender.login && earlier.form == sender.form;
        if !same {
            return Ok(Refusal::KeyReused.into());
        }
        // The same again: the first answer. Another text: one question, and then it is another submission.
        let other = !sender.text.is_empty() && earlier.text_hash != sender.text;
        if other || (!sender.held.is_empty() && !sent.is_same(key, &sender.held)) {
            return Ok(sender.otherwise.into());
        }
        return Ok(serde_json::from_str(&earlier.answer)?);
    }
    let answer = work(writing).await?;
    let appended = !writing.pending.is_empty();
    if matches!(answer, Answer::Done { .. }) && (appended || !writing.secret) {
        if !appended {
            return Err(Fault::Unjournaled);
        }
        writing.write_entries().await?;
        journal::put_head(&mut writing.transaction, &writing.community, &writing.head).await?;
        feed::store(&mut writing.transaction, &writing.community, writing.head.seq, &writing.touched).await?;
        // Ballots and buttons have no typed text: nothing of them was kept.
        if !(sender.login.is_empty() || (sender.text.is_empty() && sender.held.is_empty())) {
            form::settle(&mut writing.transaction, &sender.login, &sender.form).await?;
        }
        if let Some(key) = &sender.key {
            let (community, now) = (writing.community.clone(), writing.now);
            form::keep_answer(&mut writing.transaction, key, &community, sender, &answer, now).await?;
            if !sender.held.is_empty() {
                sent.note(key, &sender.held, now);
            }
        }
    }
    Ok(answer)
}
