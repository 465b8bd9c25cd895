//! Check-in, leaving and corrections. Presence is made by acts, never by a connection.

use super::{
    Desk, Viewer,
    attending::{attendee, attendees},
    discussion::leave_floor,
    member::append_confirmed,
    or_refuse,
    session::{Sitting, load},
    standing,
};
use crate::{
    fault::Fault,
    form::Form,
    secret,
    store::{
        Answer, Writing,
        feed::Touch,
        journal::Entry,
        login as logins, mandate, member as members,
        presence::{self, AttendeeRow, ScanRow},
        session::SessionRow,
        vote as votes,
    },
};
use rules::{
    Moment, Refusal,
    ballot::Way,
    body::Seating,
    permit::{Act, Permit, Standing, permit},
    proposal,
    roll::{self, Channel, CheckInFacts, CheckedIn, Weight},
    session::Phase,
    vote::by_owners,
};
use serde_json::json;

/// How long a room code holds: the one before is still taken, so that nobody is too slow by a second.
pub const ROOM_CODE_MINUTES: i64 = 1;

/// The room's code of a moment.
#[must_use]
pub fn room_code(session: &SessionRow, now: Moment, back: i64) -> String {
    let minute = now.0 / 60_000 / ROOM_CODE_MINUTES - back;
    secret::digest(&[&session.room_key, &minute.to_string()]).chars().take(10).collect()
}

impl Desk {
    /// The clerk checks somebody in who stands before them.
    pub(crate) async fn check_in(&self, viewer: &Viewer, id: &str, form: &Form) -> Result<Answer, Fault> {
        let community = self.session_for(viewer, id).await?.community;
        let (viewer_, form_, id) = (viewer.clone(), form.clone(), id.to_owned());
        self.act(viewer, &community, form, move |writing| {
            Box::pin(async move {
                let community = writing.community().as_str().to_owned();
                let sitting = Sitting::in_act(writing, &id).await?;
                let standing = standing(writing, &viewer_, Some(&sitting.session)).await?;
                let permit = or_refuse!(permit(&standing, Act::KeepPresence));
                let member = members::find(writing.conn(), &community, form_.get("member")).await?;
                let one = or_refuse!(judge(writing, &sitting, &member.id, Channel::Onsite, true).await?);
                // Only the phone that the clerk was shown is confirmed, never another one that scanned under this name.
                let scans = presence::scans(writing.conn(), &id).await?;
                let shown = |scan: &&ScanRow| scan.member == member.id && scan.login == form_.get("login");
                if let Some(scan) = scans.iter().find(shown) {
                    logins::verify(writing.conn(), &scan.login).await?;
                    append_confirmed(writing, &permit, &member.id).await?;
                }
                store(writing, &permit, &id, &member.id, &one).await?;
                Ok(Answer::done(door(&id, &form_)))
            })
        })
        .await
    }

    /// A member who is online checks in.
    pub(crate) async fn check_in_online(&self, viewer: &Viewer, id: &str, form: &Form) -> Result<Answer, Fault> {
        let community = self.session_for(viewer, id).await?.community;
        let (viewer_, id) = (viewer.clone(), id.to_owned());
        self.act(viewer, &community, form, move |writing| {
            Box::pin(async move {
                let sitting = Sitting::in_act(writing, &id).await?;
                let standing = standing(writing, &viewer_, Some(&sitting.session)).await?;
                let permit = or_refuse!(permit(&standing, Act::AttendSession));
                let member = or_refuse!(standing.member.ok_or(Refusal::NotYourRole));
                let verified = is_verified(writing, &viewer_).await?;
                let one = or_refuse!(judge(writing, &sitting, member.as_str(), Channel::Online, verified).await?);
                store(writing, &permit, &id, member.as_str(), &one).await?;
                Ok(Answer::done(format!("/s/{id}")))
            })
        })
        .await
    }

    /// A member in the room has scanned the room's code: the clerk will confirm. Not an act yet.
    pub(crate) async fn scan(&self, viewer: &Viewer, id: &str, code: &str) -> Result<Answer, Fault> {
        let session = self.session_for(viewer, id).await?;
        let member = viewer.membership(&session.community)?.member.clone();
        let now = self.now();
        let open = matches!(session.phase()?, Phase::Announced | Phase::Open | Phase::Suspended);
        if !open {
            return Ok(session.phase()?.not_now().into());
        }
        if ![0, 1].iter().any(|back| room_code(&session, now, *back) == code) {
            return Ok(Refusal::RoomCodeOld.into());
        }
        let mut conn = self.read().await?;
        let sitting = Sitting::load(&mut conn, (&self.rules, now), &session.community, id).await?;
        let here = attendee(&mut conn, &sitting, &member).await?;
        drop(conn);
        if here.is_some_and(|one| one.counts()) {
            return Ok(Refusal::AlreadyPresent.into());
        }
        let scan = ScanRow { member, login: viewer.login.clone() };
        let to = format!("/s/{id}");
        self.quietly(move |conn| {
            Box::pin(async move {
                presence::insert_scan(conn, &session.community, &session.id, &scan, now.0).await?;
                Ok(Answer::done(to))
            })
        })
        .await
    }

    /// Somebody leaves: told by themselves, or by the clerk.
    pub(crate) async fn leave(&self, viewer: &Viewer, id: &str, form: &Form) -> Result<Answer, Fault> {
        let community = self.session_for(viewer, id).await?.community;
        let (viewer_, form_, id) = (viewer.clone(), form.clone(), id.to_owned());
        self.act(viewer, &community, form, move |writing| {
            Box::pin(async move {
                let session = load(writing, &id).await?;
                let standing = standing(writing, &viewer_, Some(&session)).await?;
                let (permit, member) = or_refuse!(acting_for(&standing, &form_));
                let to = if form_.get("member").is_empty() { format!("/s/{id}") } else { door(&id, &form_) };
                if matches!(session.phase()?, Phase::Closed | Phase::Cancelled) {
                    return Ok(session.phase()?.not_now().into());
                }
                let here = presence::attendee(writing.conn(), &id, &member).await?.filter(AttendeeRow::here);
                let unit = or_refuse!(here.ok_or(Refusal::NotPresent)).unit;
                // A paper that is out is given in or back first: else nobody knows whether its holder has voted.
                if (form_.get("member").is_empty() || form_.get("paper") != "cast")
                    && holds_paper(writing, &id, &member, unit).await?
                {
                    return Ok(Refusal::PaperStillOut.into());
                }
                presence::store_leave(writing, &permit, &id, &member).await?;
                leave_floor(writing, &permit, &session, &member).await?;
                writing.touch(&id, Touch::Presence);
                let entry = Entry::new("presence.left", Some(permit.role()), &id, json!({}))
                    .about(&member, json!({ "member": member }));
                writing.append(entry).await?;
                Ok(Answer::done(to))
            })
        })
        .await
    }

    /// The clerk takes a mistaken check-in back, with a reason. A member who has cast in an open vote stays present.
    pub(crate) async fn correct_presence(&self, viewer: &Viewer, id: &str, form: &Form) -> Result<Answer, Fault> {
        let community = self.session_for(viewer, id).await?.community;
        let (viewer_, form_, id) = (viewer.clone(), form.clone(), id.to_owned());
        self.act(viewer, &community, form, move |writing| {
            Box::pin(async move {
                let session = load(writing, &id).await?;
                let standing = standing(writing, &viewer_, Some(&session)).await?;
                let permit = or_refuse!(permit(&standing, Act::KeepPresence));
                let reason = or_refuse!(proposal::text(form_.get("reason"), 300).map_err(|_| Refusal::ReasonMissing));
                if matches!(session.phase()?, Phase::Closed | Phase::Cancelled) {
                    return Ok(session.phase()?.not_now().into());
                }
                let member = form_.get("member").to_owned();
                let came = presence::attendee(writing.conn(), &id, &member).await?.filter(|one| one.channel.is_some());
                let unit = or_refuse!(came.ok_or(Refusal::NotPresent)).unit;
                for vote in votes::of_session(writing.conn(), &id).await? {
                    if votes::entry(writing.conn(), &vote.id, &unit).await?.flatten().is_some() {
                        return Ok(Refusal::AlreadyVoted.into());
                    }
                }
                presence::undo_check_in(writing, &permit, &id, &member).await?;
                writing.touch(&id, Touch::Presence);
                let entry = Entry::new("presence.corrected", Some(permit.role()), &id, json!({}))
                    .about(&member, json!({ "member": member, "reason": reason }));
                writing.append(entry).await?;
                Ok(Answer::done(door(&id, &form_)))
            })
        })
        .await
    }
}

/// Whether a paper is out for a member's unit, or for somebody whose mandate they hold. Owners carry theirs home.
async fn holds_paper(writing: &mut Writing, session: &str, member: &str, unit: String) -> Result<bool, Fault> {
    let Some(vote) = votes::open_one(writing.conn(), session).await? else { return Ok(false) };
    if by_owners(&vote.rule()?.rule.body) {
        return Ok(false);
    }
    let mut units = vec![unit];
    for one in mandate::of_session(writing.conn(), session).await?.into_iter().filter(|one| one.holder == member) {
        let giver = presence::attendee(writing.conn(), session, &one.giver).await?;
        units.extend(giver.map(|row| row.unit));
    }
    for unit in units {
        if votes::entry(writing.conn(), &vote.id, &unit).await?.flatten() == Some(Way::Paper) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Of whom an act about presence is: of the member themselves, or by the clerk of the one whom the form names.
pub(crate) fn acting_for(standing: &Standing, form: &Form) -> Result<(Permit, String), Refusal> {
    match form.get("member") {
        "" => {
            let member = standing.member.clone().ok_or(Refusal::NotYourRole)?;
            Ok((permit(standing, Act::AttendSession)?, member.0))
        }
        member => Ok((permit(standing, Act::KeepPresence)?, member.to_owned())),
    }
}

/// Whether the viewer's login is verified, read inside the transaction.
pub(crate) async fn is_verified(writing: &mut Writing, viewer: &Viewer) -> Result<bool, Fault> {
    let now = writing.now().0;
    let all = logins::of_person(writing.conn(), &viewer.person, now).await?;
    Ok(all.iter().any(|one| one.id == viewer.login && one.verified == 1))
}

/// Whether the session is announced for today: before that day nobody is there.
pub(crate) fn today(sitting: &Sitting, now: Moment) -> Result<bool, Fault> {
    let days = crate::zone::days_between(now, Moment(sitting.session.starts_at), &sitting.community.zone)?;
    Ok(sitting.session.phase()? == Phase::Announced && days == 0)
}

async fn judge(
    writing: &mut Writing,
    sitting: &Sitting,
    member: &str,
    channel: Channel,
    verified: bool,
) -> Result<Result<CheckedIn, Refusal>, Fault> {
    let session = &sitting.session;
    let row = attendee(writing.conn(), sitting, member).await?;
    let frozen = matches!(session.phase()?, Phase::Open | Phase::Suspended);
    let on_roll = row.as_ref().is_some_and(|row| row.on_roll == 1);
    let unit = row.as_ref().filter(|_| on_roll && sitting.seating().is_ok_and(|one| one == Seating::Households));
    Ok(roll::check_in(&CheckInFacts {
        session_takes_check_in: frozen || today(sitting, writing.now())?,
        held: session.held()?,
        channel,
        on_roll,
        verified,
        online_basis: sitting.basis.is_some(),
        represented: match unit {
            Some(own) => represented(writing, sitting, own).await?,
            None => false,
        },
        has_counted: row.as_ref().is_some_and(|row| on_roll && row.weight() == Some(Weight::Present)),
        here_as: row.filter(AttendeeRow::here).and_then(|row| row.weight()),
    }))
}

/// Whether somebody else of a household is here and counts for it.
async fn represented(writing: &mut Writing, sitting: &Sitting, own: &AttendeeRow) -> Result<bool, Fault> {
    let known = attendees(writing.conn(), sitting).await?;
    Ok(known.iter().any(|one| one.member != own.member && one.counts() && one.unit == own.unit))
}

async fn store(
    writing: &mut Writing,
    permit: &Permit,
    session: &str,
    member: &str,
    one: &CheckedIn,
) -> Result<(), Fault> {
    presence::store_check_in(writing, permit, session, member, one).await?;
    writing.touch(session, Touch::Presence);
    let public = json!({ "channel": one.channel().id(), "counts": one.weight() == Weight::Present });
    let entry = Entry::new("presence.checked_in", Some(permit.role()), session, public)
        .about(member, json!({ "member": member }));
    writing.append(entry).await?;
    Ok(())
}

fn door(session: &str, form: &Form) -> String {
    super::member::back_to(form, &format!("/s/{session}/door"))
}
