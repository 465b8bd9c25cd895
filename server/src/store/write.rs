//! The one way to write: a queue, groups, one head per community, one journal entry per act.
//!
//! Submissions queue; a writer puts what has gathered into one transaction and answers each when the commit is durable.
//! Within it every submission has its savepoint: a refused or failed one leaves nothing behind and disturbs no other.
//! SQLite has one lane; on PostgreSQL each community has its own. A connection on which something was left unfinished is
//! given to nobody; what became of a commit without an answer is asked on another one (`commit.rs`).

use super::{
    Conn, Db,
    conn::Transaction,
    db::Engine,
    feed::{self, Touch},
    journal,
    lane::{Job, run_lane},
    sent::Sent,
    state,
    trouble::Trouble,
};
use crate::{clock::Clock, fault::Fault};
use futures::future::BoxFuture;
use rules::{
    Moment, Refusal,
    id::{CommunityId, PersonId},
    posting::Audience,
    rule_set::RuleBook,
    says::Says,
};
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

    /// The answer as it is kept with its form's key: whom a paper was handed to, of a secret vote too, is told once and kept nowhere.
    #[must_use]
    pub fn kept(&self) -> Self {
        match self {
            Self::Done { to } => Self::done(to.split_once("?handed=").map_or(to.as_str(), |(page, _)| page)),
            Self::Refused { .. } => self.clone(),
        }
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
    /// A salted hash of what was typed, by which a key sent again with another text is known; empty where none is kept.
    pub text: String,
    /// The same where it is held in memory alone; empty where it is kept, or where nothing is known of it at all.
    pub held: String,
    /// What is said of a key that was sent again with something else.
    pub otherwise: Refusal,
}

impl Sender {
    /// The command line and the program itself.
    #[must_use]
    pub const fn program() -> Self {
        Self {
            login: String::new(),
            key: None,
            form: String::new(),
            text: String::new(),
            held: String::new(),
            otherwise: Refusal::KeyOtherText,
        }
    }
}

/// An act's transaction: its community's head is taken, so that judgement is never stale.
pub struct Writing {
    pub(super) transaction: Transaction,
    pub(super) community: CommunityId,
    pub(super) now: Moment,
    pub(super) at: Moment,
    pub(super) head: journal::Head,
    pub(super) pending: Vec<(journal::Entry, bool)>,
    pub(super) stood: BTreeSet<String>,
    pub(super) secret: bool,
    pub(super) within: bool,
    pub(super) touched: Vec<(String, Touch)>,
    pub(super) asked: BTreeSet<String>,
    pub(super) rules: Arc<RuleBook>,
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
    pub fn asks(&mut self, person: &PersonId) {
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
        let sessions = state::sessions(self.conn(), &community).await?;
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
    pub(super) async fn write_entries(&mut self) -> Result<(), Fault> {
        let mut pending = std::mem::take(&mut self.pending);
        let acts: Vec<(Says, &str)> = pending.iter().map(|(one, _)| (one.act, one.subject.as_str())).collect();
        self.stood.extend(self.touched.iter().map(|(session, _)| session.clone()));
        let stands = state::after(&mut self.transaction, &self.community, &acts, &self.stood).await?;
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

/// The queue in front of the database.
#[derive(Clone)]
pub struct Writer {
    pub(super) db: Db,
    pub(super) clock: Clock,
    pub(super) rules: Arc<RuleBook>,
    pub(super) lanes: Arc<Mutex<HashMap<String, mpsc::Sender<Job>>>>,
    pub(super) announce: Announce,
    pub(super) sent: Arc<Sent>,
    pub(super) trouble: Trouble,
}

/// Told of every group that has become durable, with the sessions that it touched.
pub type Announce = Arc<dyn Fn(&BTreeSet<String>) + Send + Sync>;

impl Writer {
    /// A writer for the database.
    #[must_use]
    pub fn new(db: Db, clock: Clock, rules: Arc<RuleBook>, announce: Announce) -> Self {
        Self { db, clock, rules, lanes: Arc::default(), announce, sent: Arc::default(), trouble: Trouble::default() }
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
