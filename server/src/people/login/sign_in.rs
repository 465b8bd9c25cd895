//! Signing in: paper slips, codes read out, codes for another own device. Codes are stored as hashes, spent once together with
//! the login that they begin, and revoked by the next one. A code's login is *verified* when the code was handed over in person.

use crate::{
    act::{Desk, Form, Viewer},
    fault::Fault,
    people::{
        login::{
            rows::{self as logins, CodeRow, NewCode, tries as stored},
            tries::Counted,
        },
        member::rows as members,
    },
    secret,
    store::Conn,
    web::caller::Caller,
};
use app::address;
use rules::{Moment, Refusal, id::PersonId};

/// How long a resident's login holds.
const LOGIN_DAYS: i64 = 180;
/// How long a slip holds.
pub const SLIP_DAYS: i64 = 60;
/// How long a code for another own device holds.
const DEVICE_MINUTES: i64 = 10;
/// How long a slip that was spent opens again on the same device: whoever lost the answer tries again at once, or comes home first.
const AGAIN_DAYS: i64 = 1;

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
    /// The code is the right one, but was spent on another device: its id, by which [`Desk::spent`] says when and where.
    Spent(String),
    /// Not looked at: too many wrong tries came before.
    Wait {
        /// The field it stands beside.
        field: &'static str,
        /// Until when.
        until: Moment,
    },
}

/// Who a slip belongs to, for the page that asks "is that you?".
#[derive(Debug, Clone)]
pub struct SlipOwner {
    /// The person.
    pub person: PersonId,
    /// The member's name.
    pub name: String,
    /// The community's name.
    pub community: String,
    /// Holds an office there: the slip adds no membership to another login.
    pub office: bool,
}

/// Where a slip or its typed code was spent.
#[derive(Debug, Clone)]
pub struct Spent {
    /// Whose it was.
    pub person: PersonId,
    /// When.
    pub at: Moment,
    /// On what kind of device; empty for slips spent before that was kept.
    pub device: String,
    /// The community's zone.
    pub zone: String,
}

/// What a slip's link leads to.
#[derive(Debug, Clone)]
pub enum Slip {
    /// To the question "is that you?".
    Opens(SlipOwner),
    /// It was spent on another device.
    Spent(Spent),
    /// Nowhere.
    Refused(Refusal),
}

impl Desk {
    /// Signs in with the member's number and a code of eight letters.
    pub(crate) async fn sign_in_with_code(&self, form: &Form, caller: &Caller) -> Result<SignIn, Fault> {
        let (number, code) = (form.get("number"), secret::tidy_code(form.get("code")));
        let members = members::by_number(&mut *self.read().await?, number).await?;
        let mut persons: Vec<PersonId> = members.into_iter().map(|one| one.person).collect();
        persons.sort();
        persons.dedup();
        let tried = self.tried(&persons, &format!("number {number}"), caller).await?;
        if !tried.iter().any(|one| one.known) {
            tokio::time::sleep(self.slow.by(&caller.address, self.now())).await;
        }
        let allowed = match self.count_try(tried).await? {
            Counted::Allowed(allowed) => allowed,
            Counted::Wait(until) => return Ok(SignIn::Wait { field: "code", until }),
        };
        let (mut refused, mut found) = (SignIn::Refused { field: "code", refusal: Refusal::CodeUnknown }, None);
        let mut conn = self.read().await?;
        for person in allowed.iter().filter_map(|one| one.person.as_ref()) {
            let hash = secret::digest(&[person, &code]);
            let Some(row) = logins::code_by_short(&mut conn, person, &hash).await? else { continue };
            match opens(&row, caller, self.now()) {
                Ok(()) => found = Some(row),
                Err(Refusal::CodeSpent) => refused = SignIn::Spent(row.id),
                Err(refusal) => refused = SignIn::Refused { field: "code", refusal },
            }
        }
        drop(conn);
        if let Some(row) = found {
            self.came_right(allowed, Some(&row.person)).await?;
            return self.spend(row, caller).await;
        }
        self.came_wrong(allowed, caller).await?;
        Ok(refused)
    }

    /// When and where a code was spent; nothing unless it was.
    pub(crate) async fn spent(&self, code: &str) -> Result<Spent, Fault> {
        let mut conn = self.read().await?;
        let row = logins::code(&mut conn, code).await?;
        let (at, community) = (row.spent_at.ok_or(Fault::NotFound)?, row.community.as_deref().ok_or(Fault::NotFound)?);
        let zone = crate::people::community::rows::find(&mut conn, community).await?.zone;
        Ok(Spent { person: row.person, at: Moment(at), device: row.spent_device.unwrap_or_default(), zone })
    }

    /// What a slip's link leads to on this device. Looking does not spend it.
    pub(crate) async fn slip(&self, token: &str, caller: &Caller) -> Result<Slip, Fault> {
        let mut conn = self.read().await?;
        let row = logins::code_by_secret(&mut conn, &secret::digest(&[token])).await?;
        let Some(row) = row.filter(|row| row.kind != logins::CodeKind::Link) else {
            return Ok(Slip::Refused(Refusal::CodeUnknown));
        };
        let (Some(community), Some(member)) = (&row.community, &row.member) else {
            return Ok(Slip::Refused(Refusal::CodeUnknown));
        };
        let community = crate::people::community::rows::find(&mut conn, community).await?;
        if let Err(refusal) = opens(&row, caller, self.now()) {
            drop(conn);
            return Ok(match row.spent_at {
                Some(_) => Slip::Spent(self.spent(&row.id).await?),
                None => Slip::Refused(refusal),
            });
        }
        let member = members::find(&mut conn, &community.id, member).await?;
        if !member.belongs() {
            return Ok(Slip::Refused(Refusal::MemberLeft));
        }
        let office = crate::people::community::rows::holds_role(&mut conn, &community.id, &member.id).await?;
        Ok(Slip::Opens(SlipOwner { person: row.person, name: member.name, community: community.name, office }))
    }

    /// Spends a slip and signs in. The link holds 128 random bits: no wrong tries of others close it.
    pub(crate) async fn sign_in_with_slip(&self, token: &str, caller: &Caller) -> Result<SignIn, Fault> {
        let row = logins::code_by_secret(&mut *self.read().await?, &secret::digest(&[token])).await?;
        match row {
            Some(row) if row.kind != logins::CodeKind::Link => match opens(&row, caller, self.now()) {
                Ok(()) => self.spend(row, caller).await,
                Err(refusal) => Ok(SignIn::Refused { field: "", refusal }),
            },
            _ => Ok(SignIn::Refused { field: "", refusal: Refusal::CodeUnknown }),
        }
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
                    kind: logins::CodeKind::Device,
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

    /// Ends one of the viewer's logins. Whoever signs out has no use for the slip any more that brought them in.
    pub(crate) async fn end_login(&self, viewer: &Viewer, login: &str) -> Result<(), Fault> {
        let (person, login, now) = (viewer.person.clone(), login.to_owned(), self.now().0);
        self.quietly_ending(&viewer.person, move |conn| {
            Box::pin(async move {
                logins::end(conn, &login, &person, now).await?;
                logins::close_spent(conn, &person).await
            })
        })
        .await
    }

    /// Ends the viewer's login on this device, where another one takes its place.
    pub(crate) async fn leave_login(&self, viewer: &Viewer) -> Result<(), Fault> {
        let (person, login, now) = (viewer.person.clone(), viewer.login.clone(), self.now().0);
        self.quietly_ending(&viewer.person, move |conn| {
            Box::pin(async move { logins::end(conn, &login, &person, now).await })
        })
        .await
    }

    /// Spends a code and begins its login, both or neither. On the device that spent it, it begins another one: the answer
    /// with the first was lost on the way. That holds too for two at once.
    async fn spend(&self, row: CodeRow, caller: &Caller) -> Result<SignIn, Fault> {
        let (now, fresh) = (self.now(), secret::token());
        let to = row.community.as_ref().map_or_else(|| "/home".to_owned(), |one| address::room(&one));
        let (cookie, caller, id) = (fresh.clone(), caller.clone(), row.id.clone());
        let begun = self
            .quietly(move |conn| {
                Box::pin(async move {
                    let mark = caller.mark_for(&row.person);
                    if !logins::spend_code(conn, &row.id, (&mark, &caller.device), now.0).await? {
                        let held = logins::code(conn, &row.id).await?;
                        if !again_here(&held, &caller, now) {
                            return Ok(false);
                        }
                    }
                    Self::write_login(conn, (&row.person, *row.verified), &cookie, &caller, now).await?;
                    Ok(true)
                })
            })
            .await?;
        Ok(if begun { SignIn::Done { cookie: fresh, to } } else { SignIn::Spent(id) })
    }

    /// Begins a login of the program's own.
    pub(crate) async fn begin_login(&self, person: &PersonId, verified: bool, device: &str) -> Result<String, Fault> {
        let caller = Caller { device: device.to_owned(), ..Caller::default() };
        self.begin_login_on(person, verified, &caller).await
    }

    /// Begins a login on a device: the cookie's secret.
    pub(crate) async fn begin_login_on(
        &self,
        person: &PersonId,
        verified: bool,
        caller: &Caller,
    ) -> Result<String, Fault> {
        let (now, fresh) = (self.now(), secret::token());
        let (cookie, person, caller) = (fresh.clone(), person.to_owned(), caller.clone());
        self.quietly(move |conn| {
            Box::pin(async move { Self::write_login(conn, (&person, verified), &cookie, &caller, now).await })
        })
        .await?;
        Ok(fresh)
    }

    /// Writes a login, and that the person is known on this device from now on.
    pub(super) async fn write_login(
        conn: &mut Conn,
        (person, verified): (&PersonId, bool),
        cookie: &str,
        caller: &Caller,
        now: Moment,
    ) -> Result<(), Fault> {
        let device: String = caller.device.chars().take(80).collect();
        let times = (now.0, now.plus_days(LOGIN_DAYS).0);
        let hash = secret::digest(&[cookie]);
        logins::insert(conn, &secret::id(), &hash, (person, verified), &device, times).await?;
        let mark = caller.mark_for(person);
        if !mark.is_empty() {
            stored::know(conn, person, &mark, now.0).await?;
        }
        Ok(())
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

/// Whether a code that was spent opens again here: on the device that spent it, within a day, unless its person signed out,
/// was signed out, or was given a new one meanwhile.
pub(crate) fn again_here(row: &CodeRow, caller: &Caller, now: Moment) -> bool {
    let here = !caller.mark.is_empty() && row.spent_mark == Some(caller.mark_for(&row.person));
    here && row.spent_at.is_some_and(|at| now < Moment(at).plus_days(AGAIN_DAYS))
}

/// Whether a code signs in on this device.
fn opens(row: &CodeRow, caller: &Caller, now: Moment) -> Result<(), Refusal> {
    if again_here(row, caller, now) { Ok(()) } else { usable(row, now) }
}
