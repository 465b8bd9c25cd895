//! Staff passwords: signing in with one, the one-time link that sets one, and the slow hashing, which is done beside the
//! workers and by as many as there are cores.

use crate::{
    act::{Desk, Form},
    fault::Fault,
    people::{
        login::{
            rows::{self as logins, NewCode},
            sign_in::{SignIn, again_here, usable},
            tries::Counted,
        },
        member::rows as members,
    },
    secret,
    web::caller::Caller,
};
use rules::{Refusal, id::PersonId};
use std::{sync::LazyLock, time::Duration};
use tokio::sync::Semaphore;

/// How long a link that sets a password holds.
const LINK_DAYS: i64 = 3;
/// Shortest staff password, in characters.
const PASSWORD_CHARS: usize = 10;
/// Longest staff password that is hashed.
const PASSWORD_LIMIT: usize = 200;
/// How long a stranger waits for their turn at the hashing.
const TURN: Duration = Duration::from_secs(10);

/// Strangers hash on as many cores as there are; each takes 19 MiB for a while.
static STRANGERS: LazyLock<Semaphore> =
    LazyLock::new(|| Semaphore::new(std::thread::available_parallelism().map_or(1, usize::from)));
/// Whoever signed in on their device before, or holds a link, has a place of their own in front of them.
static KNOWN: Semaphore = Semaphore::const_new(1);

impl Desk {
    /// Signs staff in with name and password.
    pub(crate) async fn sign_in_with_password(&self, form: &Form, caller: &Caller) -> Result<SignIn, Fault> {
        let (name, password) = (form.get("username").to_owned(), form.raw("password").to_owned());
        let person = members::person_by_username(&mut *self.read().await?, &name).await?;
        let ids: Vec<PersonId> = person.iter().map(|one| one.id.clone()).collect();
        let tried = self.tried(&ids, &format!("name {name}"), caller).await?;
        let known = tried.iter().any(|one| one.known);
        if !known {
            tokio::time::sleep(self.slow.by(&caller.address, self.now())).await;
        }
        let allowed = match self.count_try(tried).await? {
            Counted::Allowed(allowed) => allowed,
            Counted::Wait(until) => return Ok(SignIn::Wait { field: "password", until }),
        };
        let hash = person.as_ref().and_then(|one| one.password.clone());
        let Some(right) = check_password(password, hash, known).await? else {
            self.not_looked_at(allowed).await?;
            return Ok(SignIn::Refused { field: "password", refusal: Refusal::TooFast });
        };
        match person {
            Some(person) if right => {
                self.came_right(allowed, Some(&person.id)).await?;
                let cookie = self.begin_login_on(&person.id, true, caller).await?;
                Ok(SignIn::Done { cookie, to: "/home".to_owned() })
            }
            _ => {
                self.came_wrong(allowed, caller).await?;
                Ok(SignIn::Refused { field: "password", refusal: Refusal::WrongPassword })
            }
        }
    }

    /// The name already set for the person of a password link, if the link holds.
    pub(crate) async fn link_name(&self, token: &str) -> Result<Result<String, Refusal>, Fault> {
        let mut conn = self.read().await?;
        let row = logins::code_by_secret(&mut conn, &secret::digest(&[token]))
            .await?
            .filter(|row| row.kind == logins::CodeKind::Link);
        let Some(row) = row else { return Ok(Err(Refusal::CodeUnknown)) };
        if let Err(refusal) = usable(&row, self.now()) {
            return Ok(Err(refusal));
        }
        Ok(Ok(crate::act::rows::person(&mut conn, &row.person).await?.username.unwrap_or_default()))
    }

    /// Sets name and password through a one-time link, ends the person's other logins, and signs in, all in one: a link that
    /// is spent has set a password and begun a login.
    pub(crate) async fn set_password(&self, token: &str, form: &Form, caller: &Caller) -> Result<SignIn, Fault> {
        let (name, password) = (form.get("username").to_owned(), form.raw("password").to_owned());
        let refused = |field, refusal| Ok(SignIn::Refused { field, refusal });
        if let Err(refusal) = rules::proposal::line(&name, 40) {
            return refused("username", refusal);
        }
        let length = password.chars().count();
        if length < PASSWORD_CHARS {
            return refused("password", Refusal::WeakPassword);
        }
        if length > PASSWORD_LIMIT {
            return refused("password", Refusal::TooLong);
        }
        if password != form.raw("again") {
            return refused("again", Refusal::PasswordsDiffer);
        }
        let row = logins::code_by_secret(&mut *self.read().await?, &secret::digest(&[token])).await?;
        let Some(row) = row.filter(|row| row.kind == logins::CodeKind::Link) else {
            return refused("", Refusal::CodeUnknown);
        };
        // The answer was lost on the way: what was set here a moment ago signs in.
        if again_here(&row, caller, self.now()) {
            return self.sign_in_with_password(form, caller).await;
        }
        if let Err(refusal) = usable(&row, self.now()) {
            return refused("", refusal);
        }
        let turn = KNOWN.acquire().await.map_err(|_| Fault::Stopped)?;
        let hash = tokio::task::spawn_blocking(move || secret::hash_password(&password))
            .await
            .map_err(|error| Fault::Other(error.to_string()))??;
        drop(turn);
        let (now, fresh) = (self.now(), secret::token());
        let (cookie, caller) = (fresh.clone(), caller.clone());
        let person = row.person.clone();
        let stored = self
            .quietly_ending(&person, move |conn| {
                Box::pin(async move {
                    if !members::set_password(conn, &row.person, &name, &hash).await? {
                        return Ok(Err(("username", Refusal::NameTaken)));
                    }
                    logins::end_all(conn, &row.person, now.0).await?;
                    // Spent meanwhile: nothing of this stays.
                    let mark = caller.mark_for(&row.person);
                    if !logins::spend_code(conn, &row.id, (&mark, &caller.device), now.0).await? {
                        return Err(Fault::Forbidden(Refusal::CodeSpent));
                    }
                    Self::write_login(conn, (&row.person, true), &cookie, &caller, now).await?;
                    Ok(Ok(()))
                })
            })
            .await;
        match stored {
            Ok(Ok(())) => Ok(SignIn::Done { cookie: fresh, to: "/home".to_owned() }),
            Ok(Err((field, refusal))) => refused(field, refusal),
            Err(Fault::Forbidden(refusal)) => refused("", refusal),
            Err(fault) => Err(fault),
        }
    }

    /// Makes a link that sets a password.
    pub(crate) async fn password_link(&self, person: &PersonId) -> Result<String, Fault> {
        let token = secret::token();
        let (secret_hash, id, now) = (secret::digest(&[&token]), secret::id(), self.now());
        let person = person.to_owned();
        self.quietly(move |conn| {
            Box::pin(async move {
                let code = NewCode {
                    id: &id,
                    kind: logins::CodeKind::Link,
                    community: None,
                    member: None,
                    person: &person,
                    secret_hash: &secret_hash,
                    short_hash: "",
                    verified: true,
                    now: now.0,
                    expires_at: now.plus_days(LINK_DAYS).0,
                };
                logins::insert_code(conn, &code).await
            })
        })
        .await?;
        Ok(token)
    }
}

/// Verifies beside the workers; an unknown name costs the same time as a wrong password. None: nobody had a turn in time.
async fn check_password(password: String, hash: Option<String>, known: bool) -> Result<Option<bool>, Fault> {
    const NOBODY: &str =
        "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$Ih4Cm0EJdAmOcrnmxs1vQpyl1cXmLZjGcbVBz0RFZGs";
    if password.chars().count() > PASSWORD_LIMIT {
        return Ok(Some(false));
    }
    let places: &Semaphore = if known { &KNOWN } else { &STRANGERS };
    let Ok(turn) = tokio::time::timeout(TURN, places.acquire()).await else { return Ok(None) };
    let _turn = turn.map_err(|_| Fault::Stopped)?;
    let right = tokio::task::spawn_blocking(move || match hash {
        Some(hash) => secret::password_matches(&password, &hash),
        None => {
            let _ = secret::password_matches(&password, NOBODY);
            false
        }
    })
    .await
    .map_err(|error| Fault::Other(error.to_string()))?;
    Ok(Some(right))
}
