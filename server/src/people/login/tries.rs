//! What holds strangers back at the door, and nobody else. Typed codes and passwords are counted at the account that is tried
//! (`rules::tries`), in the database: on every node, and after a restart. A device on which the account was used before has a
//! counter of its own, so that strangers shut nobody out. The link of a slip holds 128 random bits: it is never counted.
//! An address only slows, and only strangers: a hall is one address.

use crate::{
    act::{Desk, Viewer},
    fault::Fault,
    people::login::rows::tries::{self as stored, RefusedRow},
    secret,
    store::Conn,
    web::Caller,
};
use rules::{Moment, id::PersonId};

/// An account that is tried.
#[derive(Debug, Clone)]
pub(crate) struct Tried {
    /// Its person; none where nobody has that number or name.
    pub person: Option<PersonId>,
    /// Under which name the tries are counted.
    name: String,
    /// The person has signed in on this device before.
    pub known: bool,
}

/// A try that was counted before anything was looked at.
#[derive(Debug)]
pub(crate) enum Counted {
    /// These may be looked at now; each has one wrong try more until it comes out right.
    Allowed(Vec<Tried>),
    /// All have to wait, the first until then.
    Wait(Moment),
}

impl Desk {
    /// How the accounts of these persons are counted from this device. Where there is none, the name is: in one of 65,536
    /// counters, so that nobody learns who exists by waiting, and nobody fills the database.
    pub(crate) async fn tried(&self, persons: &[PersonId], typed: &str, caller: &Caller) -> Result<Vec<Tried>, Fault> {
        if persons.is_empty() {
            let bucket: String = secret::digest(&[typed]).chars().take(4).collect();
            return Ok(vec![Tried { person: None, name: format!("nobody {bucket}"), known: false }]);
        }
        let mut conn = self.read().await?;
        let mut all = Vec::new();
        for person in persons {
            let mark = caller.mark_for(person);
            let known = stored::knows(&mut conn, person, &mark).await?;
            let name = if known { format!("device {person} {mark}") } else { of_strangers(person) };
            all.push(Tried { person: Some(person.clone()), name, known });
        }
        // Everybody takes their rows in the same order, so that nobody waits for one another.
        all.sort_by(|one, other| one.name.cmp(&other.name));
        Ok(all)
    }

    /// Counts one try at each that does not have to wait, before anything is looked at: of many at once no more pass than
    /// would one after the other.
    pub(crate) async fn count_try(&self, all: Vec<Tried>) -> Result<Counted, Fault> {
        let now = self.now();
        // Whoever waits is told so without a write.
        let mut conn = self.read().await?;
        let (mut may, mut first) = (Vec::new(), None::<Moment>);
        for one in all {
            match stored::find(&mut conn, &one.name).await?.once_more(now) {
                Ok(_) => may.push(one),
                Err(until) => first = Some(first.map_or(until, |held| held.min(until))),
            }
        }
        drop(conn);
        if may.is_empty() {
            return Ok(Counted::Wait(first.unwrap_or(now)));
        }
        self.quietly(move |conn| {
            Box::pin(async move {
                let mut allowed = Vec::new();
                for one in may {
                    match stored::hold(conn, &one.name).await?.once_more(now) {
                        Ok(tries) => {
                            stored::store(conn, &one.name, tries).await?;
                            allowed.push(one);
                        }
                        Err(until) => first = Some(first.map_or(until, |held| held.min(until))),
                    }
                }
                Ok(if allowed.is_empty() { Counted::Wait(first.unwrap_or(now)) } else { Counted::Allowed(allowed) })
            })
        })
        .await
    }

    /// One came out right: its tries are forgotten, the others get theirs back.
    pub(crate) async fn came_right(&self, all: Vec<Tried>, right: Option<&PersonId>) -> Result<(), Fault> {
        let right = right.cloned();
        self.quietly(move |conn| {
            Box::pin(async move {
                for one in all {
                    if right.is_some() && one.person == right {
                        stored::forget(conn, &one.name).await?;
                    } else {
                        stored::give_back(conn, &one.name).await?;
                    }
                }
                Ok(())
            })
        })
        .await
    }

    /// Nobody could look: the tries are given back.
    pub(crate) async fn not_looked_at(&self, all: Vec<Tried>) -> Result<(), Fault> {
        self.came_right(all, None).await
    }

    /// None came out right: their persons are told, but for what was tried on a device of their own.
    pub(crate) async fn came_wrong(&self, all: Vec<Tried>, caller: &Caller) -> Result<(), Fault> {
        let now = self.now();
        self.slow.wrong(&caller.address, now);
        let persons: Vec<PersonId> = all.into_iter().filter(|one| !one.known).filter_map(|one| one.person).collect();
        if persons.is_empty() {
            return Ok(());
        }
        self.quietly(move |conn| {
            Box::pin(async move {
                for person in persons {
                    stored::refused(conn, &person, now.0).await?;
                }
                Ok(())
            })
        })
        .await
    }

    /// What the viewer has not been told yet of sign-ins that were refused.
    pub(crate) async fn refused_of(&self, viewer: &Viewer) -> Result<Option<RefusedRow>, Fault> {
        stored::refused_of(&mut *self.read().await?, &viewer.person).await
    }

    /// The viewer has read it.
    pub(crate) async fn told_of_refused(&self, viewer: &Viewer) -> Result<(), Fault> {
        let person = viewer.person.clone();
        self.quietly(move |conn| Box::pin(async move { stored::told(conn, &person).await })).await
    }
}

/// Until when strangers wait at a person's account, if they do.
pub(crate) async fn strangers_wait(conn: &mut Conn, person: &PersonId, now: Moment) -> Result<Option<Moment>, Fault> {
    Ok(stored::find(conn, &of_strangers(person)).await?.once_more(now).err())
}

/// The counter of everybody who has not signed in as this person on their device before.
pub(crate) fn of_strangers(person: &PersonId) -> String {
    format!("person {person}")
}
