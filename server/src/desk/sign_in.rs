//! Signing in: paper slips, codes read out, codes for another own device, and staff passwords. Codes are stored as
//! hashes, spent once, and revoked by the next one. A code's login is *verified* when the code was handed over in person.

use super::{Desk, Viewer};
use crate::{
    fault::Fault,
    form::Form,
    secret,
    store::{
        login::{self as logins, CodeRow, NewCode},
        member as members,
    },
};
use rules::{Moment, Refusal};
use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

/// How long a resident's login holds.
const LOGIN_DAYS: i64 = 180;
/// How long a slip holds.
pub const SLIP_DAYS: i64 = 60;
/// How long a code for another own device holds.
const DEVICE_MINUTES: i64 = 10;
/// How long a link that sets a password holds.
pub const LINK_DAYS: i64 = 3;
/// Wrong tries per member or name before one has to wait.
const TRIES: u32 = 5;
/// Wrong tries from one address: a hall is one address.
const TRIES_ADDRESS: u32 = 60;
/// How long one has to wait.
const WAIT_MINUTES: i64 = 10;
/// Shortest staff password, in characters.
const PASSWORD_CHARS: usize = 10;
/// Longest staff password that is hashed.
const PASSWORD_LIMIT: usize = 200;

/// Wrong tries, in memory: a restart forgives.
#[derive(Debug, Default)]
pub struct Tries(Mutex<HashMap<String, (u32, Moment)>>);

impl Tries {
    fn too_many(&self, name: &str, limit: u32, now: Moment) -> bool {
        let tries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        tries.get(name).is_some_and(|(count, last)| *count >= limit && now < last.plus_minutes(WAIT_MINUTES))
    }

    fn wrong(&self, names: [&str; 2], now: Moment) {
        let mut tries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        tries.retain(|_, (_, last)| now < last.plus_minutes(WAIT_MINUTES));
        for name in names {
            let entry = tries.entry(name.to_owned()).or_insert((0, now));
            *entry = (entry.0.saturating_add(1), now);
        }
    }

    fn forget(&self, name: &str) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(name);
    }
}

/// A code in both its forms, to be shown once.
#[derive(Debug, Clone)]
pub struct FreshCode {
    /// For the link and its QR: 128 random bits.
    pub token: String,
    /// To be typed together with the member's number.
    pub code: String,
    /// Until when it holds.
    pub expires_at: Moment,
}

/// A login that has just begun: the cookie's secret, and where to go.
#[derive(Debug)]
pub enum SignIn {
    /// Signed in.
    Done {
        /// The cookie's secret.
        cookie: String,
        /// Where to go now.
        to: String,
    },
    /// Not signed in.
    Refused {
        /// The field it stands beside.
        field: &'static str,
        /// Why not.
        refusal: Refusal,
    },
}

/// Who a slip belongs to, for the page that asks "is that you?".
#[derive(Debug, Clone)]
pub struct SlipOwner {
    /// The member's name.
    pub name: String,
    /// The community's name.
    pub community: String,
    /// Holds an office there: the slip adds no membership to another login.
    pub office: bool,
}

impl Desk {
    /// Signs in with the member's number and a code of eight letters.
    pub(crate) async fn sign_in_with_code(&self, form: &Form, address: &str, device: &str) -> Result<SignIn, Fault> {
        let (number, code) = (form.get("number"), secret::tidy_code(form.get("code")));
        let now = self.now();
        // The name is cut, so that nobody fills the memory; the lock is of this number from this address, so that nobody
        // locks somebody else out from afar.
        let short: String = number.chars().take(40).collect();
        let (by_member, by_address) = (format!("number {short} {address}"), format!("address {address}"));
        if self.tries.too_many(&by_member, TRIES, now) || self.tries.too_many(&by_address, TRIES_ADDRESS, now) {
            return Ok(SignIn::Refused { field: "code", refusal: Refusal::TooManyTries });
        }
        let mut conn = self.read().await?;
        let mut refusal = Refusal::CodeUnknown;
        for member in members::by_number(&mut conn, number).await? {
            let hash = secret::digest(&[&member.person, &code]);
            let Some(row) = logins::code_by_short(&mut conn, &member.person, &hash).await? else { continue };
            match usable(&row, now) {
                Ok(()) => {
                    drop(conn);
                    self.tries.forget(&by_member);
                    return self.spend(row, device).await;
                }
                Err(reason) => refusal = reason,
            }
        }
        self.tries.wrong([&by_member, &by_address], now);
        Ok(SignIn::Refused { field: "code", refusal })
    }

    /// Signs staff in with name and password.
    pub(crate) async fn sign_in_with_password(
        &self,
        form: &Form,
        address: &str,
        device: &str,
    ) -> Result<SignIn, Fault> {
        let (name, password) = (form.get("username").to_owned(), form.raw("password").to_owned());
        let now = self.now();
        let short: String = name.chars().take(40).collect();
        let (by_name, by_address) = (format!("name {short} {address}"), format!("address {address}"));
        if self.tries.too_many(&by_name, TRIES, now) || self.tries.too_many(&by_address, TRIES_ADDRESS, now) {
            return Ok(SignIn::Refused { field: "password", refusal: Refusal::TooManyTries });
        }
        let person = members::person_by_username(&mut *self.read().await?, &name).await?;
        let hash = person.as_ref().and_then(|one| one.password.clone());
        // Counted before the slow part, so that many at once do not all pass; given back when right.
        self.tries.wrong([&by_name, &by_address], now);
        let right = check_password(password, hash).await?;
        match person {
            Some(person) if right => {
                self.tries.forget(&by_name);
                let cookie = self.begin_login(&person.id, true, device).await?;
                Ok(SignIn::Done { cookie, to: "/home".to_owned() })
            }
            _ => Ok(SignIn::Refused { field: "password", refusal: Refusal::WrongPassword }),
        }
    }

    /// Who a slip's link belongs to. Looking does not spend it.
    pub(crate) async fn slip_owner(&self, token: &str) -> Result<Result<SlipOwner, Refusal>, Fault> {
        let mut conn = self.read().await?;
        let Some(row) = logins::code_by_secret(&mut conn, &secret::digest(&[token])).await? else {
            return Ok(Err(Refusal::CodeUnknown));
        };
        if let Err(refusal) = usable(&row, self.now()) {
            return Ok(Err(refusal));
        }
        let (Some(community), Some(member)) = (&row.community, &row.member) else {
            return Ok(Err(Refusal::CodeUnknown));
        };
        let member = members::find(&mut conn, community, member).await?;
        if !member.belongs() {
            return Ok(Err(Refusal::MemberLeft));
        }
        let office = crate::store::community::holds_role(&mut conn, community, &member.id).await?;
        let community = crate::store::community::find(&mut conn, community).await?;
        Ok(Ok(SlipOwner { name: member.name, community: community.name, office }))
    }

    /// Spends a slip and signs in.
    pub(crate) async fn sign_in_with_slip(&self, token: &str, device: &str) -> Result<SignIn, Fault> {
        let row = logins::code_by_secret(&mut *self.read().await?, &secret::digest(&[token])).await?;
        match row {
            Some(row) if row.kind != "link" => match usable(&row, self.now()) {
                Ok(()) => self.spend(row, device).await,
                Err(refusal) => Ok(SignIn::Refused { field: "", refusal }),
            },
            _ => Ok(SignIn::Refused { field: "", refusal: Refusal::CodeUnknown }),
        }
    }

    /// The name already set for the person of a password link, if the link holds.
    pub(crate) async fn link_name(&self, token: &str) -> Result<Result<String, Refusal>, Fault> {
        let mut conn = self.read().await?;
        let row = logins::code_by_secret(&mut conn, &secret::digest(&[token])).await?.filter(|row| row.kind == "link");
        let Some(row) = row else { return Ok(Err(Refusal::CodeUnknown)) };
        if let Err(refusal) = usable(&row, self.now()) {
            return Ok(Err(refusal));
        }
        Ok(Ok(members::person(&mut conn, &row.person).await?.username.unwrap_or_default()))
    }

    /// Sets name and password through a one-time link, ends the person's other logins, and signs in.
    pub(crate) async fn set_password(&self, token: &str, form: &Form, device: &str) -> Result<SignIn, Fault> {
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
        let Some(row) = row.filter(|row| row.kind == "link") else { return refused("", Refusal::CodeUnknown) };
        if let Err(refusal) = usable(&row, self.now()) {
            return refused("", refusal);
        }
        let hash = tokio::task::spawn_blocking(move || secret::hash_password(&password))
            .await
            .map_err(|error| Fault::Other(error.to_string()))??;
        let (now, person) = (self.now().0, row.person.clone());
        let stored = self
            .quietly(move |conn| {
                Box::pin(async move {
                    if !members::set_password(conn, &row.person, &name, &hash).await? {
                        return Ok(Err(("username", Refusal::NameTaken)));
                    }
                    if !logins::spend_code(conn, &row.id, now).await? {
                        return Err(Fault::Other("the link was spent meanwhile".to_owned()));
                    }
                    logins::end_all(conn, &row.person, now).await?;
                    Ok(Ok(()))
                })
            })
            .await?;
        if let Err((field, refusal)) = stored {
            return refused(field, refusal);
        }
        let cookie = self.begin_login(&person, true, device).await?;
        Ok(SignIn::Done { cookie, to: "/home".to_owned() })
    }

    /// Makes a link that sets a password.
    pub(crate) async fn password_link(&self, person: &str) -> Result<String, Fault> {
        let token = secret::token();
        let (secret_hash, id, now) = (secret::digest(&[&token]), secret::id(), self.now());
        let person = person.to_owned();
        self.quietly(move |conn| {
            Box::pin(async move {
                let code = NewCode {
                    id: &id,
                    kind: "link",
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

    /// Makes a ten-minute code for another device of the same person. The new login is verified if this one is.
    pub(crate) async fn device_code(&self, viewer: &Viewer) -> Result<FreshCode, Fault> {
        let now = self.now();
        let membership = viewer.memberships.first().cloned().ok_or(Fault::NotFound)?;
        let fresh =
            FreshCode { token: secret::token(), code: secret::code(), expires_at: now.plus_minutes(DEVICE_MINUTES) };
        let (copy, viewer) = (fresh.clone(), viewer.clone());
        self.quietly(move |conn| {
            Box::pin(async move {
                let code = NewCode {
                    id: &secret::id(),
                    kind: "device",
                    community: Some(&membership.community),
                    member: Some(&membership.member),
                    person: &viewer.person,
                    secret_hash: &secret::digest(&[&copy.token]),
                    short_hash: &secret::digest(&[&viewer.person, &copy.code]),
                    verified: viewer.verified,
                    now: now.0,
                    expires_at: copy.expires_at.0,
                };
                logins::insert_code(conn, &code).await
            })
        })
        .await?;
        Ok(fresh)
    }

    /// Ends one of the viewer's logins.
    pub(crate) async fn end_login(&self, viewer: &Viewer, login: &str) -> Result<(), Fault> {
        let (person, login, now) = (viewer.person.clone(), login.to_owned(), self.now().0);
        self.quietly(move |conn| Box::pin(async move { logins::end(conn, &login, &person, now).await })).await
    }

    async fn spend(&self, row: CodeRow, device: &str) -> Result<SignIn, Fault> {
        let now = self.now().0;
        let (id, community) = (row.id.clone(), row.community.clone());
        let spent = self.quietly(move |conn| Box::pin(async move { logins::spend_code(conn, &id, now).await })).await?;
        if !spent {
            return Ok(SignIn::Refused { field: "code", refusal: Refusal::CodeSpent });
        }
        let cookie = self.begin_login(&row.person, row.verified == 1, device).await?;
        let to = community.map_or_else(|| "/home".to_owned(), |one| format!("/c/{one}/room"));
        Ok(SignIn::Done { cookie, to })
    }

    pub(crate) async fn begin_login(&self, person: &str, verified: bool, device: &str) -> Result<String, Fault> {
        let cookie = secret::token();
        let (hash, now) = (secret::digest(&[&cookie]), self.now());
        let (person, device) = (person.to_owned(), device.chars().take(80).collect::<String>());
        self.quietly(move |conn| {
            Box::pin(async move {
                let times = (now.0, now.plus_days(LOGIN_DAYS).0);
                logins::insert(conn, &secret::id(), &hash, (&person, verified), &device, times).await
            })
        })
        .await?;
        Ok(cookie)
    }
}

/// Whether a code can still be spent.
pub(crate) fn usable(row: &CodeRow, now: Moment) -> Result<(), Refusal> {
    if row.spent_at.is_some() {
        Err(Refusal::CodeSpent)
    } else if row.revoked_at.is_some() || now.0 >= row.expires_at {
        Err(Refusal::CodeExpired)
    } else {
        Ok(())
    }
}

/// Verifies on a blocking thread; an unknown name costs the same time as a wrong password.
async fn check_password(password: String, hash: Option<String>) -> Result<bool, Fault> {
    const NOBODY: &str =
        "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$Ih4Cm0EJdAmOcrnmxs1vQpyl1cXmLZjGcbVBz0RFZGs";
    if password.chars().count() > PASSWORD_LIMIT {
        return Ok(false);
    }
    /// Each takes 19 MiB and a core for a while.
    static AT_ONCE: tokio::sync::Semaphore = tokio::sync::Semaphore::const_new(2);
    let _turn = AT_ONCE.acquire().await.map_err(|_| Fault::Stopped)?;
    tokio::task::spawn_blocking(move || match hash {
        Some(hash) => secret::password_matches(&password, &hash),
        None => {
            let _ = secret::password_matches(&password, NOBODY);
            false
        }
    })
    .await
    .map_err(|error| Fault::Other(error.to_string()))
}
