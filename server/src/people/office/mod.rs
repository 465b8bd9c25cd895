//! Offices above communities: the tree, and who serves in it. Whoever runs the platform keeps it. An office is of no community, so what
//! is done to one is no act: it is written, and then told to every community beneath, each of whose chains holds how the offices above
//! it stand (as each holds the administrators). Under which office a community hangs is an act of its own. Nothing here gives an office
//! a hand in a vote.

mod hang;
pub mod rows;
pub(crate) mod tree;

pub use hang::Hang;

use crate::{
    act::{
        Desk, Form, Viewer, base, or_refuse,
        rows::{beneath, memberships, serves},
    },
    fault::Fault,
    people::{
        login::rows as logins,
        member::rows as members,
        office::rows::{self as offices, OfficeRow, StaffRow},
    },
    secret,
    store::{Answer, Conn, journal::Entry, write::Sender},
    zone,
};
use app::address;
use rules::{
    Refusal,
    id::{CommunityId, OfficeId, PersonId},
    office::{Acting, Level, Under, place},
    permit::Role,
    says::Says,
};
use serde_json::{Value, json};

/// The longest name of an office.
const NAME: usize = 60;
/// The longest name of somebody of it.
const PERSON: usize = 40;
/// In which zone the days of offices are counted, which are of no community.
const ZONE: &str = "Asia/Shanghai";

/// Names an office as the forms show it that rename, move or retire it.
pub(crate) fn stands(row: &OfficeRow) -> String {
    base::of(&[&row.name, row.parent.as_deref().unwrap_or_default(), &row.retired])
}

/// Who acts for an office towards a community, as it stands now: the offices above it that they serve, and whether they belong to it.
pub(crate) async fn acting(conn: &mut Conn, community: &CommunityId, viewer: &Viewer) -> Result<Acting, Fault> {
    let serving = crate::act::rows::serving_above(conn, community, &viewer.person).await?;
    let mine = memberships(conn, &viewer.person).await?;
    Ok(Acting {
        levels: serving.iter().map(|one| one.level).collect(),
        belongs: mine.iter().any(|one| one.community == *community),
    })
}

/// The office of a level that stands above a community and was not retired.
pub(crate) async fn of_level(
    conn: &mut Conn,
    community: &CommunityId,
    level: Level,
) -> Result<Option<OfficeRow>, Fault> {
    Ok(standing(conn, community).await?.into_iter().find(|row| row.level == level))
}

/// The offices that stand above a community and were not retired, the nearest first.
pub(crate) async fn standing(conn: &mut Conn, community: &CommunityId) -> Result<Vec<OfficeRow>, Fault> {
    let mut rows = offices::above(conn, community).await?;
    rows.retain(|row| row.retired.is_empty());
    Ok(rows)
}

/// The place under the office that a form names, or at the top.
async fn under(conn: &mut Conn, level: Level, form: &Form) -> Result<Result<Under, (&'static str, Refusal)>, Fault> {
    let above = match form.get("above") {
        "" => None,
        id => match offices::find(conn, id).await {
            Ok(row) => Some(row.above()),
            Err(Fault::NotFound) => return Ok(Err(("above", Refusal::NotOffered))),
            Err(fault) => return Err(fault),
        },
    };
    Ok(place(level, above).map_err(|refusal| ("above", refusal)))
}

impl Desk {
    /// Holds that whoever keeps offices may send this form now.
    fn keeps_offices(&self, viewer: &Viewer, form: &Form) -> Result<(), (String, Refusal)> {
        let whole = |refusal| (String::new(), refusal);
        if !viewer.administrator || !viewer.verified {
            return Err(whole(Refusal::NotYourRole));
        }
        if let Some((field, refusal)) = form.refused() {
            return Err((field.to_owned(), refusal));
        }
        if self.pace.allows(&viewer.login, self.now()) { Ok(()) } else { Err(whole(Refusal::TooFast)) }
    }

    /// Says in the chain of every community under an office what was done to it. Stopped between two of them, the rest is told by the
    /// next such act, or by `yishi admin link`, which tells every community how things stand.
    async fn tell_beneath(&self, office: &OfficeId, says: Says, body: Value) -> Result<(), Fault> {
        let places = beneath(&mut *self.read().await?, office).await?;
        for place in places {
            let body = body.clone();
            let told = self.writer.act(&place, Sender::program(), move |writing| {
                Box::pin(async move {
                    writing.append(Entry::new(says, Some(Role::Administrator), "", body)).await?;
                    Ok(Answer::done(""))
                })
            });
            told.await?;
        }
        // Its name stands on public pages.
        self.pages.turn();
        Ok(())
    }

    /// Makes an office. No two under the same one have the same name, so that a form sent twice makes one.
    pub(crate) async fn make_office(&self, viewer: &Viewer, form: &Form) -> Result<Answer, Fault> {
        or_refuse!(self.keeps_offices(viewer, form));
        let name = or_refuse!(form.line("name", NAME));
        let level = or_refuse!(Level::from_id(form.get("level")).ok_or(("level", Refusal::NotOffered)));
        let (id, form, now) = (OfficeId::from(secret::id()), form.clone(), self.now().0);
        let made = self.quietly(move |conn| {
            Box::pin(async move {
                let under = or_refuse!(under(conn, level, &form).await?);
                or_refuse!(is_free(conn, &name, under.office(), None).await?);
                offices::insert(conn, (&id, level, &name), &under, now).await?;
                Ok(Answer::done(address::admin_office(&id)))
            })
        });
        let answer = made.await?;
        self.pages.turn();
        Ok(answer)
    }

    /// Gives an office another name.
    pub(crate) async fn rename_office(&self, viewer: &Viewer, id: &OfficeId, form: &Form) -> Result<Answer, Fault> {
        or_refuse!(self.keeps_offices(viewer, form));
        let name = or_refuse!(form.line("name", NAME));
        let (form, of, said) = (form.clone(), id.clone(), name.clone());
        let done = self.quietly(move |conn| {
            Box::pin(async move {
                let row = offices::find(conn, &of).await?;
                or_refuse!(base::holds(&form, &stands(&row)));
                or_refuse!(base::changes(said != row.name));
                or_refuse!(is_free(conn, &said, row.parent.as_ref(), Some(&row.id)).await?);
                offices::rename(conn, &row.id, &said).await?;
                Ok(Answer::done(address::admin_office(&row.id)))
            })
        });
        self.told(done.await?, id, Says::OfficeChanged, json!({ "office": id, "name": name })).await
    }

    /// Puts an office under another one, or at the top.
    pub(crate) async fn move_office(&self, viewer: &Viewer, id: &OfficeId, form: &Form) -> Result<Answer, Fault> {
        or_refuse!(self.keeps_offices(viewer, form));
        let (sent, of) = (form.clone(), id.clone());
        let done = self.quietly(move |conn| {
            Box::pin(async move {
                let row = offices::find(conn, &of).await?;
                or_refuse!(base::holds(&sent, &stands(&row)));
                let under = or_refuse!(under(conn, row.level, &sent).await?);
                or_refuse!(base::changes(under.office() != row.parent.as_ref()));
                or_refuse!(is_free(conn, &row.name, under.office(), Some(&row.id)).await?);
                offices::put(conn, &row.id, &under).await?;
                Ok(Answer::done(address::admin_office(&row.id)))
            })
        });
        self.told(done.await?, id, Says::OfficeChanged, json!({ "office": id, "above": form.get("above") })).await
    }

    /// Retires an office, or takes it up again. A retired one reads nothing and answers nothing; what it did stays.
    pub(crate) async fn retire_office(&self, viewer: &Viewer, id: &OfficeId, form: &Form) -> Result<Answer, Fault> {
        or_refuse!(self.keeps_offices(viewer, form));
        let row = offices::find(&mut *self.read().await?, id).await?;
        let today = zone::day(self.now(), ZONE)?.to_string();
        let day = if row.retired.is_empty() { today } else { String::new() };
        let (form, of, since) = (form.clone(), id.clone(), day.clone());
        let done = self.quietly(move |conn| {
            Box::pin(async move {
                let row = offices::find(conn, &of).await?;
                or_refuse!(base::was_shown(&form, &stands(&row)));
                offices::retire(conn, &row.id, &since).await?;
                Ok(Answer::done(address::admin_office(&row.id)))
            })
        });
        self.told(done.await?, id, Says::OfficeChanged, json!({ "office": id, "retired": day })).await
    }

    /// Somebody joins the staff of an office: a person of their own, who is a member of nothing by that.
    pub(crate) async fn appoint_to_office(&self, viewer: &Viewer, id: &OfficeId, form: &Form) -> Result<Answer, Fault> {
        or_refuse!(self.keeps_offices(viewer, form));
        let name = or_refuse!(form.line("name", PERSON));
        let row = StaffRow { id: secret::id(), office: id.clone(), person: secret::id().into(), name };
        let now = self.now().0;
        let done = self.quietly(move |conn| {
            Box::pin(async move {
                let office = offices::find(conn, &row.office).await?;
                or_refuse!(if office.retired.is_empty() { Ok(()) } else { Err(Refusal::OfficeRetired) });
                let staff = offices::staff(conn, &office.id).await?;
                if staff.iter().any(|one| one.name == row.name) {
                    return Ok(Answer::refused("name", Refusal::NameTaken));
                }
                members::insert_person(conn, &row.person, false, now).await?;
                offices::appoint(conn, &row, now).await?;
                Ok(Answer::done(address::admin_office(&office.id)))
            })
        });
        self.told(done.await?, id, Says::OfficeAppointed, json!({ "office": id })).await
    }

    /// Somebody leaves the staff of an office. Whoever is nothing else any more is signed out, and their password forgotten.
    pub(crate) async fn dismiss_from_office(
        &self,
        viewer: &Viewer,
        id: &OfficeId,
        form: &Form,
    ) -> Result<Answer, Fault> {
        or_refuse!(self.keeps_offices(viewer, form));
        let row = self.of_office(id, form.get("staff")).await?;
        let (person, now, to) = (row.person.clone(), self.now().0, address::admin_office(id));
        let done = self.quietly_ending(&person, move |conn| {
            Box::pin(async move {
                offices::dismiss(conn, &row.id).await?;
                if is_nobody(conn, &row.person).await? {
                    logins::end_all(conn, &row.person, now).await?;
                    logins::revoke_codes(conn, &row.person, now).await?;
                    members::forget_password(conn, &row.person).await?;
                }
                Ok(Answer::done(to))
            })
        });
        self.told(done.await?, id, Says::OfficeDismissed, json!({ "office": id })).await
    }

    /// Makes the link by which somebody of an office sets name and password; with their name, to be shown once.
    pub(crate) async fn office_link(
        &self,
        viewer: &Viewer,
        id: &OfficeId,
        form: &Form,
    ) -> Result<Result<(String, String), Refusal>, Fault> {
        if let Err((_, refusal)) = self.keeps_offices(viewer, form) {
            return Ok(Err(refusal));
        }
        let row = self.of_office(id, form.get("staff")).await?;
        self.tell_beneath(id, Says::OfficeLinkMade, json!({ "office": id })).await?;
        Ok(Ok((self.password_link(&row.person).await?, row.name)))
    }

    /// Somebody of the staff of an office.
    pub(crate) async fn of_office(&self, office: &OfficeId, id: &str) -> Result<StaffRow, Fault> {
        let staff = offices::staff(&mut *self.read().await?, office).await?;
        staff.into_iter().find(|one| one.id == id).ok_or(Fault::NotFound)
    }

    /// What was done is told beneath; what was refused is not.
    async fn told(&self, answer: Answer, office: &OfficeId, says: Says, body: Value) -> Result<Answer, Fault> {
        if matches!(answer, Answer::Done { .. }) {
            self.tell_beneath(office, says, body).await?;
        }
        Ok(answer)
    }
}

/// Holds that no other office under the same one has the name.
async fn is_free(
    conn: &mut Conn,
    name: &str,
    above: Option<&OfficeId>,
    but: Option<&OfficeId>,
) -> Result<Result<(), (&'static str, Refusal)>, Fault> {
    let all = offices::all(conn).await?;
    let taken = all.iter().any(|row| row.name == name && row.parent.as_ref() == above && Some(&row.id) != but);
    Ok(if taken { Err(("name", Refusal::NameTaken)) } else { Ok(()) })
}

/// Whether a person is nothing any more: of no community, of no office, and does not run the platform.
async fn is_nobody(conn: &mut Conn, person: &PersonId) -> Result<bool, Fault> {
    let administers = *crate::act::rows::person(conn, person).await?.administrator;
    Ok(!administers && !serves(conn, person).await? && memberships(conn, person).await?.is_empty())
}
