//! The one way to write: a queue, groups, one head per community, one journal entry per act.
//!
//! Submissions queue; a writer puts what has gathered into one transaction and answers each when the commit is durable.
//! Within it every submission has its savepoint: a refused or failed one leaves nothing behind and disturbs no other.
//! SQLite has one lane; on PostgreSQL each community has its own.

use super::{
    Conn, Db,
    db::Engine,
    feed::{self, Touch},
    form, journal, state,
};
use crate::{clock::Clock, fault::Fault, form::Form};
use futures::future::BoxFuture;
use rules::{Moment, Refusal, id::CommunityId, posting::Audience, rule_set::RuleBook};
use serde::{Deserialize, Serialize};
use sqlx::{Any, Transaction};
use std::{
    collections::{BTreeSet, HashMap},
    sync::{Arc, Mutex, PoisonError},
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
    /// A form sent by a login.
    #[must_use]
    pub fn of(login: &str, form: &Form) -> Self {
        Self { login: login.to_owned(), key: form.key(), form: form.path().to_owned(), text: form.text_hash() }
    }

    /// The command line and the program itself.
    #[must_use]
    pub const fn program() -> Self {
        Self { login: String::new(), key: None, form: String::new(), text: String::new() }
    }
}

/// An act's transaction: its community's head is taken, so that judgement is never stale.
pub struct Writing {
    transaction: Transaction<'static, Any>,
    community: CommunityId,
    now: Moment,
    head: journal::Head,
    pending: Vec<(journal::Entry, bool)>,
    stood: BTreeSet<String>,
    secret: bool,
    within: bool,
    touched: Vec<(String, Touch)>,
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

    /// The act's time: the node's clock, never before the head's.
    #[must_use]
    pub const fn now(&self) -> Moment {
        self.now
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

    /// Says that this act changed how a session stands, though none of its entries is about it.
    pub fn changes(&mut self, session: &str) {
        self.stood.insert(session.to_owned());
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

    /// Writes the act's entries; the last says how things stand that the act may have changed.
    async fn write_entries(&mut self) -> Result<(), Fault> {
        let mut pending = std::mem::take(&mut self.pending);
        let acts: Vec<(&str, &str)> = pending.iter().map(|(one, _)| (one.act, one.subject.as_str())).collect();
        self.stood.extend(self.touched.iter().map(|(session, _)| session.clone()));
        let stands = state::after(&mut self.transaction, self.community.as_str(), &acts, &self.stood).await?;
        if let Some((last, _)) = pending.last_mut() {
            last.stands = stands;
        }
        for (entry, within) in pending {
            let conn = &mut self.transaction;
            self.head = journal::append(conn, &self.community, &self.head, self.now, entry, within).await?;
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
}

/// Told of every group that has become durable, with the sessions that it touched.
pub type Announce = Arc<dyn Fn(&BTreeSet<String>) + Send + Sync>;

impl Writer {
    /// A writer for the database.
    #[must_use]
    pub fn new(db: Db, clock: Clock, rules: Arc<RuleBook>, announce: Announce) -> Self {
        Self { db, clock, rules, lanes: Arc::default(), announce }
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
                tokio::spawn(run_lane(self.clone(), jobs));
                sender
            })
            .clone()
    }
}

async fn run_lane(writer: Writer, mut jobs: mpsc::Receiver<Job>) {
    // A lane keeps no way to start lanes: it would keep itself alive.
    let Writer { db, clock, rules, announce, lanes } = writer;
    drop(lanes);
    let mut group = Vec::with_capacity(GROUP);
    while jobs.recv_many(&mut group, GROUP).await > 0 {
        let mut transaction = match db.begin().await {
            Ok(transaction) => transaction,
            Err(fault) => {
                let reason = fault.chain();
                for job in group.drain(..) {
                    let _ = job.answer.send(Err(Fault::Commit(reason.clone())));
                }
                continue;
            }
        };
        let mut answers = Vec::with_capacity(group.len());
        let mut touched = BTreeSet::new();
        for job in group.drain(..) {
            let (back, answer, sessions) = run_job(transaction, &clock, &rules, job).await;
            transaction = back;
            touched.extend(sessions);
            answers.push(answer);
        }
        let told = feed::tell_nodes(&mut transaction, db.engine(), &touched).await;
        let committed = match told {
            Ok(()) => transaction.commit().await.map_err(|error| Fault::from(error).chain()),
            Err(fault) => Err(fault.chain()),
        };
        if committed.is_ok() {
            announce(&touched);
        }
        for (sender, answer) in answers {
            let answer = match &committed {
                Ok(()) => answer,
                Err(reason) => Err(Fault::Commit(reason.clone())),
            };
            let _ = sender.send(answer);
        }
    }
}

async fn run_job(
    mut transaction: Transaction<'static, Any>,
    clock: &Clock,
    rules: &Arc<RuleBook>,
    job: Job,
) -> (Transaction<'static, Any>, (oneshot::Sender<Result<Answer, Fault>>, Result<Answer, Fault>), Vec<String>) {
    let Job { community, sender, work, answer } = job;
    let head = match begin_act(&mut transaction, clock, &community).await {
        Ok(head) => head,
        Err(fault) => return (transaction, (answer, Err(fault)), Vec::new()),
    };
    let (now, rules) = (head.at, Arc::clone(rules));
    let (secret, within, touched) = (false, false, Vec::new());
    let (pending, stood) = (Vec::new(), BTreeSet::new());
    let mut writing = Writing { transaction, now, community, head, pending, stood, secret, within, touched, rules };
    let result = judge_act(&mut writing, &sender, work).await;
    let keep = matches!(result, Ok(Answer::Done { .. }));
    let ended = journal::end_act(&mut writing.transaction, keep).await;
    let result = match ended {
        Ok(()) => result,
        Err(fault) => Err(fault),
    };
    let touched = if matches!(result, Ok(Answer::Done { .. })) { writing.touched } else { Vec::new() };
    (writing.transaction, (answer, result), touched.into_iter().map(|(session, _)| session).collect())
}

async fn begin_act(conn: &mut Conn, clock: &Clock, community: &CommunityId) -> Result<journal::Head, Fault> {
    journal::begin_act(conn).await?;
    match journal::take_head(conn, community, clock.now()).await {
        Ok(head) => Ok(head),
        Err(fault) => {
            journal::end_act(conn, false).await?;
            Err(fault)
        }
    }
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
