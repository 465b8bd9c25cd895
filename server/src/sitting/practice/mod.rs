//! A practice sitting (演练): people try the evening before it counts. It is a sitting of a throw-away copy of the place, so that every
//! page and act of an evening is the real one, and nothing of it can enter the record: the copy has an id of its own from which
//! everything that tells the public or the people outside turns away (`CommunityId::is_practice`). It never publishes, signs nobody in and
//! tells nobody; it is deleted with all its rows, by whoever called it or after a day.

mod pages;
pub mod rows;

pub(crate) use pages::routes;

use super::{
    presence::{attending, rows as presence},
    session::{
        Sitting, draft,
        rows::{self as sessions, ItemRow, SessionRow},
    },
};
use crate::{
    act::{Desk, Form, Viewer, or_refuse},
    fault::Fault,
    people::community::rows::{self as communities, BodyRow},
    secret,
    store::{
        Answer, Conn, Writing,
        journal::{self, Entry},
    },
};
use app::address;
use rules::{
    Moment, Refusal,
    agenda::Matter,
    id::{CommunityId, MemberId},
    permit::{Act, Permit, Role, Standing, permit},
    proposal,
    roll::{self, Attendance, Channel, CheckInFacts},
    says::Says,
    session::{Facts, Move, Phase, decide},
};
use serde_json::json;
use std::collections::HashSet;

/// How long a practice lives, in minutes.
const LIVES: i64 = 24 * 60;

/// How many more sit in an invented body, whoever else does.
const INVENTED: [&str; 9] = ["甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬"];

/// What is practised on: titles and texts.
const ITEMS: [[&str; 2]; 2] = [
    ["演练：村口种一棵树", "同意在村口种一棵树。（这是演练，不作数。）"],
    ["演练：买两把扫帚", "同意买两把扫帚。（这是演练，不作数。）"],
];

impl Desk {
    /// Begins a practice of a place, or leads to the one that is on.
    pub(crate) async fn begin_practice(
        &self,
        viewer: &Viewer,
        place: &CommunityId,
        form: &Form,
    ) -> Result<Answer, Fault> {
        let member = viewer.membership(place)?.member.clone();
        if place.is_practice() || !viewer.standing(place)?.may(Act::DraftSession) {
            return Ok(Refusal::NotYourRole.into());
        }
        let invented = match form.get("people") {
            "own" => false,
            "invented" => true,
            _ => return Ok(Answer::refused("people", Refusal::NotOffered)),
        };
        // One evening is practised at a time: a second tap leads to it.
        if let Some(session) = of(&mut *self.read().await?, viewer, place).await? {
            return Ok(Answer::done(address::session(&session)));
        }
        let (practice, of, now) = (place.practice(), place.clone(), self.now());
        let head = practice.clone();
        self.quietly(move |conn| Box::pin(async move { journal::make_head(conn, &head, now).await })).await?;
        self.act(viewer, &practice, form, move |writing| {
            Box::pin(async move { begin(writing, &of, &member, invented).await })
        })
        .await
    }

    /// Ends the practice of a place: nothing of it is left.
    pub(crate) async fn end_practice(&self, viewer: &Viewer, place: &CommunityId) -> Result<Answer, Fault> {
        if !viewer.standing(place)?.may(Act::DraftSession) {
            return Ok(Refusal::NotYourRole.into());
        }
        self.delete_practice(place.practice()).await?;
        Ok(Answer::done(address::room(place)))
    }

    /// Deletes what was forgotten.
    ///
    /// # Errors
    /// Database errors.
    pub async fn end_old_practices(&self) -> Result<(), Fault> {
        let than = self.now().plus_minutes(-LIVES);
        for practice in rows::older(&mut *self.read().await?, than).await? {
            self.delete_practice(practice).await?;
        }
        Ok(())
    }

    async fn delete_practice(&self, practice: CommunityId) -> Result<(), Fault> {
        self.quietly(move |conn| Box::pin(async move { rows::delete(conn, &practice).await })).await
    }
}

/// The session of a place's practice that a viewer can enter.
pub(crate) async fn of(conn: &mut Conn, viewer: &Viewer, place: &CommunityId) -> Result<Option<String>, Fault> {
    let practice = place.practice();
    if viewer.membership(&practice).is_err() {
        return Ok(None);
    }
    let session = sessions::all(conn, &practice, true, (1, 0)).await?.into_iter().next();
    Ok(session.map(|row| row.id.0))
}

/// Copies the place and opens the sitting.
async fn begin(writing: &mut Writing, of: &CommunityId, starter: &MemberId, invented: bool) -> Result<Answer, Fault> {
    let practice = writing.community().clone();
    match communities::find(writing.conn(), &practice).await {
        Err(Fault::NotFound) => {}
        Err(fault) => return Err(fault),
        // Somebody else was quicker.
        Ok(_) => return Ok(Refusal::ShownChanged.into()),
    }
    let Some(body) = body_of(writing.conn(), of).await? else { return Ok(Refusal::NoRule.into()) };
    let place = communities::find(writing.conn(), of).await?;
    let chair = MemberId(format!("practice-{starter}"));
    let standing = Standing {
        community: practice.clone(),
        member: Some(chair.clone()),
        roles: vec![Role::SessionChair, Role::Chair, Role::Clerk],
    };
    let permit = &or_refuse!(permit(&standing, Act::RunSession));
    rows::copy(writing, permit, of, &format!("{}（演练）", place.name), invented).await?;
    let body = communities::body(writing.conn(), &practice, &format!("practice-{}", body.id)).await?;
    if invented {
        for (at, name) in INVENTED.iter().enumerate() {
            rows::insert_invented(writing, permit, &body.id, [&format!("演{}", at + 1), &format!("演练{name}")])
                .await?;
        }
    }
    let session = called(&body, &chair, writing.now());
    sessions::insert(writing, permit, &session).await?;
    agenda(writing, permit, (&session, &body)).await?;
    let facts = Facts { items: ITEMS.len() as u64, has_rule: true, ..Facts::default() };
    let moved = or_refuse!(decide(&session.id, Phase::Announced, Move::Open, &facts));
    sessions::store_move(writing, permit, &session, &moved, "", session.starts_at).await?;
    let sitting = Sitting::in_act(writing, &session.id).await?;
    attending::freeze(writing, permit, &sitting).await?;
    gather(writing, permit, &sitting).await?;
    let made = json!({ "kind": place.kind, "name": place.name, "zone": place.zone });
    writing.append(Entry::new(Says::CommunityMade, Some(permit.role()), &practice, made)).await?;
    writing.append(Entry::new(Says::SessionOpened, Some(permit.role()), &session.id, json!({}))).await?;
    Ok(Answer::done(address::chair(&session.id)))
}

/// The body that is practised with: that of the last sitting, or the first that meets.
async fn body_of(conn: &mut Conn, place: &CommunityId) -> Result<Option<BodyRow>, Fault> {
    let last = sessions::all(conn, place, true, (1, 0)).await?.into_iter().next();
    let mut bodies = Vec::new();
    for body in communities::bodies(conn, place).await? {
        if body.meets().is_ok() {
            bodies.push(body);
        }
    }
    let at = bodies.iter().position(|body| last.as_ref().is_some_and(|last| last.body == body.id));
    Ok(bodies.into_iter().nth(at.unwrap_or_default()))
}

/// The sitting, as it was called for now.
fn called(body: &BodyRow, chair: &MemberId, now: Moment) -> SessionRow {
    SessionRow {
        body: body.id.clone(),
        title: "演练".to_owned(),
        place: "演练".to_owned(),
        held: Attendance::Both,
        starts_at: now.0,
        phase: Phase::Announced,
        chair: chair.clone(),
        presiding: chair.clone(),
        announced_at: Some(now.0),
        ..draft::empty(&body.community)
    }
}

/// Its items, with what is voted on.
async fn agenda(writing: &mut Writing, permit: &Permit, (session, body): (&SessionRow, &BodyRow)) -> Result<(), Fault> {
    let own = |delegated| Matter::ALL.iter().find(|one| one.authority().allows(body.kind, delegated));
    let matter = own(false).or_else(|| own(true)).ok_or(Fault::Stored("bodies.kind"))?;
    for ([title, text], position) in ITEMS.into_iter().zip(1..) {
        let row = ItemRow {
            id: secret::id().into(),
            community: session.community.clone(),
            session: session.id.clone(),
            position,
            title: title.to_owned(),
            matter: matter.id().to_owned(),
            paper: String::new(),
            paper_form: String::new(),
            locked: false.into(),
            pause: 0,
            lock_reason: String::new(),
        };
        sessions::insert_item(writing, permit, &row).await?;
        let text = proposal::write(title, text, false).map_err(|_| Fault::Stored("the text of a practice"))?;
        sessions::insert_revision(writing, permit, &row.id, 1, &text, "").await?;
    }
    Ok(())
}

/// Four of five are there, which every body's law takes for enough; the others are the clerk's to check in.
async fn gather(writing: &mut Writing, permit: &Permit, sitting: &Sitting) -> Result<(), Fault> {
    let roll = attending::roll_of_body(writing.conn(), sitting).await?;
    let units: HashSet<&str> = roll.iter().map(|line| line.unit.as_str()).collect();
    let (enough, mut here) = ((units.len() * 4).div_ceil(5), HashSet::new());
    let facts = CheckInFacts {
        session_takes_check_in: true,
        held: Attendance::Both,
        channel: Channel::Onsite,
        on_roll: true,
        verified: true,
        online_basis: false,
        here_as: None,
        has_counted: false,
        represented: false,
    };
    let came = roll::check_in(&facts).map_err(|_| Fault::Stored("the roll of a practice"))?;
    for line in &roll {
        if here.len() < enough && here.insert(line.unit.clone()) {
            presence::store_check_in(writing, permit, &sitting.session.id, &line.member, &came).await?;
        }
    }
    Ok(())
}
