//! The desk: what every request and every act needs of the machine, and how an act is run. It knows no village.

use super::Viewer;
use crate::{
    act::{Form, cache::Pages, hub::Hub, pace, ready, rows, slow, viewer},
    carrier::Carrier,
    clock::Clock,
    fault::Fault,
    store::{
        Answer, Conn, Db, Writer, Writing,
        conn::Reading,
        feed,
        write::{Announce, Sender},
    },
    webhook::Webhook,
};
use futures::future::BoxFuture;
use rules::{
    Moment, Refusal,
    id::{CommunityId, PersonId},
    permit::{Role, Standing},
    rule_set::RuleBook,
};
use std::{collections::BTreeSet, sync::Arc};

/// Leaves the act with its refusal.
macro_rules! or_refuse {
    ($result:expr) => {
        match $result {
            Ok(value) => value,
            Err(refusal) => return Ok($crate::store::Answer::from(refusal)),
        }
    };
}
pub(crate) use or_refuse;

impl From<(&str, Refusal)> for Answer {
    fn from((field, refusal): (&str, Refusal)) -> Self {
        Self::refused(field, refusal)
    }
}

impl From<(String, Refusal)> for Answer {
    fn from((field, refusal): (String, Refusal)) -> Self {
        Self::refused(&field, refusal)
    }
}

/// The desk: everything that the pages and the forms ask of the server.
#[derive(Clone)]
pub struct Desk {
    /// The database.
    pub db: Db,
    /// The way to write.
    pub writer: Writer,
    /// The clock.
    pub clock: Clock,
    /// Wrong tries at signing in, by address.
    pub slow: Arc<slow::Slow>,
    /// Carries codes to telephones, where a gateway was set up.
    pub carrier: Option<Arc<dyn Carrier>>,
    /// Where public events are posted, if anywhere.
    pub webhook: Option<Arc<Webhook>>,
    /// The national rules and what is laid over them here.
    pub rules: Arc<RuleBook>,
    /// The open pages of sessions, which are told what changed.
    pub hub: Hub,
    /// The public pages as last rendered.
    pub pages: Arc<Pages>,
    /// How fast each login acts.
    pub pace: Arc<pace::Pace>,
    /// Whether this node can take acts, as last tried.
    pub readiness: Arc<ready::Readiness>,
    /// Held by whoever removes the traces of secret votes.
    pub(crate) forgetting: Arc<tokio::sync::Mutex<()>>,
    /// How fast refused forms are kept for each login, or for an address where nobody is signed in.
    pub kept_pace: Arc<pace::Pace>,
}

impl Desk {
    /// A desk over a database.
    #[must_use]
    pub fn new(db: Db, clock: Clock) -> Self {
        Self::with_rules(db, clock, Arc::default())
    }

    /// A desk over a database, with rules laid over the national ones.
    #[must_use]
    pub fn with_rules(db: Db, clock: Clock, rules: Arc<RuleBook>) -> Self {
        let (hub, pages) = (Hub::default(), Arc::<Pages>::default());
        let (told, turned) = (hub.clone(), Arc::clone(&pages));
        let announce: Announce = Arc::new(move |sessions| {
            turned.turn();
            sessions.iter().for_each(|session| told.announce(session));
        });
        let writer = Writer::new(db.clone(), clock.clone(), Arc::clone(&rules), announce);
        Self {
            db,
            writer,
            clock,
            slow: Arc::default(),
            carrier: None,
            webhook: None,
            rules,
            hub,
            pages,
            pace: Arc::default(),
            readiness: Arc::default(),
            forgetting: Arc::default(),
            kept_pace: Arc::new(pace::Pace::of_kept()),
        }
    }

    /// The time now.
    #[must_use]
    pub fn now(&self) -> Moment {
        self.clock.now()
    }

    /// A connection to read from.
    pub(crate) async fn read(&self) -> Result<Reading, Fault> {
        self.db.read().await
    }

    /// Runs an act of somebody who is signed in.
    pub(crate) async fn act<F>(
        &self,
        viewer: &Viewer,
        community: &CommunityId,
        form: &Form,
        work: F,
    ) -> Result<Answer, Fault>
    where
        F: for<'a> FnOnce(&'a mut Writing) -> BoxFuture<'a, Result<Answer, Fault>> + Send + 'static,
    {
        if let Some(refused) = form.refused() {
            return Ok(refused.into());
        }
        if !self.pace.allows(&viewer.login, self.now()) {
            return Ok(Refusal::TooFast.into());
        }
        let sender = Sender::of(&viewer.login, form);
        self.writer.act(community, sender, work).await
    }

    /// Writes what is no act and ends logins of a person: their open pages, here and on the other nodes, are asked at once.
    pub(crate) async fn quietly_ending<T, F>(&self, person: &PersonId, work: F) -> Result<T, Fault>
    where
        T: Send + 'static,
        F: for<'a> FnOnce(&'a mut Conn) -> BoxFuture<'a, Result<T, Fault>> + Send + 'static,
    {
        let (engine, asking) = (self.db.engine(), feed::asking(person));
        let told = BTreeSet::from([asking.clone()]);
        let done = self
            .quietly(move |conn| {
                Box::pin(async move {
                    let done = work(conn).await?;
                    feed::tell_nodes(conn, engine, &told).await?;
                    Ok(done)
                })
            })
            .await?;
        self.hub.announce(&asking);
        Ok(done)
    }

    /// Writes what is no act: a login, a kept form, a scan.
    pub(crate) async fn quietly<T, F>(&self, work: F) -> Result<T, Fault>
    where
        F: for<'a> FnOnce(&'a mut Conn) -> BoxFuture<'a, Result<T, Fault>> + Send,
    {
        let mut transaction = self.db.begin().await?;
        match work(&mut transaction).await {
            Ok(result) => match transaction.commit().await {
                Ok(()) => Ok(result),
                Err(fault) => Err(Fault::Unknown(fault.chain())),
            },
            Err(fault) => {
                // A connection on which this fails is closed, which undoes it.
                let _ = transaction.rollback().await;
                Err(fault)
            }
        }
    }
}

/// Who acts, judged anew inside the act's transaction: roles taken a moment ago no longer count.
pub(crate) async fn standing(writing: &mut Writing, viewer: &Viewer) -> Result<Standing, Fault> {
    standing_of_login(writing, viewer).await.map(|(standing, _)| standing)
}

/// The same, and whether the login is confirmed.
pub(crate) async fn standing_of_login(writing: &mut Writing, viewer: &Viewer) -> Result<(Standing, bool), Fault> {
    let community = writing.community().clone();
    let rows = rows::memberships(writing.conn(), &viewer.person).await?;
    // Nearly nobody serves an office above: of the others it is not asked.
    let above = match viewer.offices.is_empty() {
        true => Vec::new(),
        false => rows::serving_above(writing.conn(), &community, &viewer.person).await?,
    };
    let above: Vec<_> = above.iter().map(|one| one.level).collect();
    let mut standing = viewer::standing_of((&rows, &above), community, viewer.administrator)?;
    // A login that nobody has confirmed acts as a resident, whatever roles the person holds.
    if !is_verified(writing, viewer).await? {
        standing.roles.retain(|role| *role == Role::Resident);
        return Ok((standing, false));
    }
    Ok((standing, true))
}

/// Whether the viewer's login is verified, read inside the transaction.
pub(crate) async fn is_verified(writing: &mut Writing, viewer: &Viewer) -> Result<bool, Fault> {
    let now = writing.now().0;
    let all = rows::of_person(writing.conn(), &viewer.person, now).await?;
    Ok(all.iter().any(|one| one.id == viewer.login && *one.verified))
}

/// The standing of the command line, of which the operator of the machine answers for.
pub(crate) fn console(community: &CommunityId) -> Standing {
    Standing { community: community.clone(), member: None, roles: vec![Role::Administrator, Role::Clerk] }
}
