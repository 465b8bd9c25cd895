//! The one way to write: a queue, groups, one head per community, one journal entry per act.
//!
//! Submissions queue; a writer puts what has gathered into one transaction and answers each when the commit is durable.
//! Within it every submission has its savepoint: a refused or failed one leaves nothing behind and disturbs no other.
//! SQLite has one lane; on PostgreSQL each community has its own. A connection on which something was left unfinished is
//! given to nobody; what became of a commit without an answer is asked on another one (`commit.rs`).

use super::{
    Conn, Db,
    commit::{self, Fate},
    conn::Transaction,
    db::{self, Engine},
    feed::{self, Touch},
    form, journal, state,
    trouble::Trouble,
};
use crate::{
    clock::{Clock, MOST_APART_MILLIS},
    fault::Fault,
    secret,
};
use futures::future::BoxFuture;
use rules::{Moment, Refusal, id::CommunityId, posting::Audience, rule_set::RuleBook, says::Says};
use serde::{Deserialize, Serialize};
use std::{
    collections::{BTreeSet, HashMap},
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};
use tokio::sync::{mpsc, oneshot};

/// What an act answers: done, or a refusal beside the field that caused it. Neither is an error.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Answer {
    /// Done; where to go now.
    Done {
        /// The address of the page that shows it.
        to: String,
    },
    /// Not done.
    Refused {
        /// The field it stands beside; empty for the whole form.
        field: String,
        /// Why not.
        refusal: Refusal,
    },
}

impl Answer {
    /// Done; go to `to`.
    pub fn done(to: impl Into<String>) -> Self {
        Self::Done { to: to.into() }
    }

    /// Refused, beside a field.
    #[must_use]
    pub fn refused(field: &str, refusal: Refusal) -> Self {
        Self::Refused { field: field.to_owned(), refusal }
    }
}

impl From<Refusal> for Answer {
    fn from(refusal: Refusal) -> Self {
        Self::refused("", refusal)
    }
}

/// Who sends, and the key by which a second sending is known.
#[derive(Debug, Clone)]
pub struct Sender {
    /// The login, or empty for the command line.
    pub login: String,
    /// The form's key; none where sending twice does no harm.
    pub key: Option<String>,
    /// Which form.
    pub form: String,
    /// A salted hash of what was typed, by which a key sent again with another text is known; empty for a ballot.
    pub text: String,
}

impl Sender {
    /// The command line and the program itself.
    #[must_use]
    pub const fn program() -> Self {
        Self { login: String::new(), key: None, form: String::new(), text: String::new() }
    }
}

/// An act's transaction: its community's head is taken, so that judgement is never stale.
pub struct Writing {
    transaction: Transaction,
    community: CommunityId,
    now: Moment,
    at: Moment,
    head: journal::Head,
    pending: Vec<(journal::Entry, bool)>,
    stood: BTreeSet<String>,
    secret: bool,
    within: bool,
    touched: Vec<(String, Touch)>,
    asked: BTreeSet<String>,
    rules: Arc<RuleBook>,
}

impl Writing {
    /// The connection within the transaction.
    pub fn conn(&mut self) -> &mut Conn {
        &mut self.transaction
    }

    /// Whose head was taken.
    #[must_use]
    pub const fn community(&self) -> &CommunityId {
        &self.community
    }

    /// The time by which the act is judged: the database's on PostgreSQL, the machine's on SQLite. What the chain says of its
    /// time does not move it: one entry with a wrong time would move every deadline.
    #[must_use]
    pub const fn now(&self) -> Moment {
        self.now
    }

    /// The time that the act's entries carry, never before that of the entry before: it tells their order alone.
    #[must_use]
    pub const fn at(&self) -> Moment {
        self.at
    }

    /// The rules that hold in this installation.
    #[must_use]
    pub fn rules(&self) -> Arc<RuleBook> {
        Arc::clone(&self.rules)
    }

    /// The chain's position before the next entry.
    #[must_use]
    pub fn seq(&self) -> i64 {
        self.head.seq + self.pending.len() as i64
    }

    /// Says that this is a secret ballot, which is no act: it leaves no entry, no touch and no key (design.md §2, 3 and 6).
    pub fn leaves_no_trace(&mut self) {
        self.secret = true;
    }

    /// Says for whom the thing is that this act is about. Where it stays within the community, what the entries of the act
    /// say is sealed: the chain is public, and holds a salted hash of it.
    pub fn concerns(&mut self, audience: Audience) {
        self.within = self.within || audience == Audience::Members;
    }

    /// Says what this act touched in a session: open pages look at it again once the act is durable.
    pub fn touch(&mut self, session: &str, touch: Touch) {
        let one = (session.to_owned(), touch);
        if !self.touched.contains(&one) {
            self.touched.push(one);
        }
    }

    /// Says that this act took a login, a role, a seat or a membership from a person: their open pages are asked at once whether
    /// they may still hear.
    pub fn asks(&mut self, person: &str) {
        self.asked.insert(feed::asking(person));
    }

    /// Says that this act changed how a session stands, though none of its entries is about it.
    pub fn changes(&mut self, session: &str) {
        self.stood.insert(session.to_owned());
    }

    /// Says that this act changed how any session of the community stands.
    ///
    /// # Errors
    /// Database errors.
    pub async fn changes_sessions(&mut self) -> Result<(), Fault> {
        let community = self.community().clone();
        let sessions = state::sessions(self.conn(), community.as_str()).await?;
        self.stood.extend(sessions);
        Ok(())
    }

    /// Appends an entry to the community's chain and returns its number. It is written when the act is done, so that it can
    /// say how things stand then.
    ///
    /// # Errors
    /// None; an act's entries are written with it.
    pub async fn append(&mut self, entry: journal::Entry) -> Result<i64, Fault> {
        self.pending.push((entry, self.within));
        Ok(self.seq())
    }

    /// What the act's entries say so far.
    pub(crate) fn says(&self) -> impl Iterator<Item = Says> {
        self.pending.iter().map(|(entry, _)| entry.act)
    }

    /// Writes the act's entries; the last says how things stand that the act may have changed.
    async fn write_entries(&mut self) -> Result<(), Fault> {
        let mut pending = std::mem::take(&mut self.pending);
        let acts: Vec<(Says, &str)> = pending.iter().map(|(one, _)| (one.act, one.subject.as_str())).collect();
        self.stood.extend(self.touched.iter().map(|(session, _)| session.clone()));
        let stands = state::after(&mut self.transaction, self.community.as_str(), &acts, &self.stood).await?;
        if let Some((last, _)) = pending.last_mut() {
            last.stands = stands;
        }
        for (entry, within) in pending {
            let conn = &mut self.transaction;
            self.head = journal::append(conn, &self.community, &self.head, self.at, entry, within).await?;
        }
        Ok(())
    }
}

type Work = Box<dyn for<'a> FnOnce(&'a mut Writing) -> BoxFuture<'a, Result<Answer, Fault>> + Send>;

struct Job {
    community: CommunityId,
    sender: Sender,
    work: Work,
    answer: oneshot::Sender<Result<Answer, Fault>>,
}

/// The most submissions that go into one transaction.
const GROUP: usize = 64;

/// The queue in front of the database.
#[derive(Clone)]
pub struct Writer {
    db: Db,
    clock: Clock,
    rules: Arc<RuleBook>,
    lanes: Arc<Mutex<HashMap<String, mpsc::Sender<Job>>>>,
    announce: Announce,
    trouble: Trouble,
}

/// Told of every group that has become durable, with the sessions that it touched.
pub type Announce = Arc<dyn Fn(&BTreeSet<String>) + Send + Sync>;

impl Writer {
    /// A writer for the database.
    #[must_use]
    pub fn new(db: Db, clock: Clock, rules: Arc<RuleBook>, announce: Announce) -> Self {
        Self { db, clock, rules, lanes: Arc::default(), announce, trouble: Trouble::default() }
    }

    /// Runs an act in its community's next transaction and answers when it is durable.
    ///
    /// # Errors
    /// The fault that undid it.
    pub async fn act<F>(&self, community: &CommunityId, sender: Sender, work: F) -> Result<Answer, Fault>
    where
        F: for<'a> FnOnce(&'a mut Writing) -> BoxFuture<'a, Result<Answer, Fault>> + Send + 'static,
    {
        let (answer, answered) = oneshot::channel();
        let job = Job { community: community.clone(), sender, work: Box::new(work), answer };
        self.lane(community).send(job).await.map_err(|_| Fault::Stopped)?;
        answered.await.map_err(|_| Fault::Stopped)?
    }

    /// Why the disk took no act within so long a time, if none was durable since.
    #[must_use]
    pub fn trouble(&self, within: Duration) -> Option<String> {
        self.trouble.within(within)
    }

    /// Whether an act was durable after this moment.
    #[must_use]
    pub fn wrote_since(&self, moment: tokio::time::Instant) -> bool {
        self.trouble.over_since(moment)
    }

    fn lane(&self, community: &CommunityId) -> mpsc::Sender<Job> {
        let name = match self.db.engine() {
            Engine::Sqlite => "",
            Engine::Postgres => community.as_str(),
        };
        let mut lanes = self.lanes.lock().unwrap_or_else(PoisonError::into_inner);
        // A lane that ended, because an act panicked, is begun anew: its transaction was rolled back.
        lanes.retain(|_, lane| !lane.is_closed());
        lanes
            .entry(name.to_owned())
            .or_insert_with(|| {
                let (sender, jobs) = mpsc::channel(1024);
                tokio::spawn(run_lane(self.clone(), CommunityId::from(name), jobs));
                sender
            })
            .clone()
    }
}

/// What a group's acts answered, to be told once it is known what became of the group.
type Answers = Vec<(oneshot::Sender<Result<Answer, Fault>>, Result<Answer, Fault>)>;

async fn run_lane(writer: Writer, community: CommunityId, mut jobs: mpsc::Receiver<Job>) {
    // A lane keeps no way to start lanes: it would keep itself alive.
    let Writer { db, clock, rules, announce, lanes, trouble } = writer;
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
        match run_group(transaction, now, &rules, &mut group, (&mut answers, &mut touched)).await {
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
    rules: &Arc<RuleBook>,
    group: &mut Vec<Job>,
    (answers, touched): (&mut Answers, &mut BTreeSet<String>),
) -> Result<Transaction, Fault> {
    // The first comes last, to be taken from the end.
    group.reverse();
    while let Some(job) = group.pop() {
        let Job { community, sender, work, answer } = job;
        let (back, result, sessions) = run_act(transaction, now, rules, community, &sender, work).await;
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
    rules: &Arc<RuleBook>,
    community: CommunityId,
    sender: &Sender,
    work: Work,
) -> (Result<Transaction, Fault>, Result<Answer, Fault>, Vec<String>) {
    if let Err(fault) = journal::begin_act(&mut transaction).await {
        return (Err(fault), Err(Fault::Stopped), Vec::new());
    }
    let head = match journal::take_head(&mut transaction, &community, now).await {
        Ok(head) => head,
        Err(fault) => {
            let ended = journal::end_act(&mut transaction, false).await;
            return (ended.map(|()| transaction), Err(fault), Vec::new());
        }
    };
    let (at, rules) = (head.at, Arc::clone(rules));
    let (secret, within, touched) = (false, false, Vec::new());
    let (pending, stood, asked) = (Vec::new(), BTreeSet::new(), BTreeSet::new());
    let mut writing =
        Writing { transaction, now, at, community, head, pending, stood, secret, within, touched, asked, rules };
    let result = judge_act(&mut writing, sender, work).await;
    let keep = matches!(result, Ok(Answer::Done { .. }));
    let ended = journal::end_act(&mut writing.transaction, keep).await;
    let sessions = writing.touched.into_iter().map(|(session, _)| session).chain(writing.asked);
    let sessions = if keep { sessions.collect() } else { Vec::new() };
    (ended.map(|()| writing.transaction), result, sessions)
}

async fn judge_act(writing: &mut Writing, sender: &Sender, work: Work) -> Result<Answer, Fault> {
    if let Some(key) = &sender.key
        && let Some(earlier) = form::earlier_answer(writing.conn(), key).await?
    {
        let same = earlier.login == sender.login && earlier.form == sender.form;
        if !same {
            return Ok(Refusal::KeyReused.into());
        }
        // The same text again: the first answer. Another text: one question, and then it is another submission.
        if !sender.text.is_empty() && earlier.text_hash != sender.text {
            return Ok(Refusal::KeyOtherText.into());
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
        if let Some(key) = &sender.key {
            let (community, now) = (writing.community.clone(), writing.now);
            form::keep_answer(&mut writing.transaction, key, &community, sender, &answer, now).await?;
        }
    }
    Ok(answer)
}
