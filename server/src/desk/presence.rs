//! Check-in, leaving and corrections. Presence is made by acts, never by a connection.

use super::{
    Desk, Viewer,
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
        Answer, Conn, Writing,
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
    record::Counts,
    roll::{self, Attendee, Channel, CheckInFacts, CheckedIn, Weight},
    session::Phase,
    vote::by_owners,
};
use serde_json::json;
use std::collections::{HashMap, HashSet};

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
            return Ok(Refusal::WrongPhase.into());
        }
        if ![0, 1].iter().any(|back| room_code(&session, now, *back) == code) {
            return Ok(Refusal::RoomCodeOld.into());
        }
        let here = presence::attendee(&mut *self.read().await?, id, &member).await?;
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
                    return Ok(Refusal::WrongPhase.into());
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
                    return Ok(Refusal::WrongPhase.into());
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

/// The numbers of a session or, with `cast`, of a vote: who is entitled, who is there, themselves or through the holder of
/// their mandate, who left.
pub(crate) fn counts(
    (rows, represented): (&[AttendeeRow], &[AttendeeRow]),
    cast: &HashSet<String>,
    recused: &HashSet<String>,
) -> Counts {
    let units: HashSet<&str> = rows.iter().filter(|row| row.on_roll == 1).map(|row| row.unit.as_str()).collect();
    let own = rows.iter().map(|row| (row, false));
    let attendees = own.chain(represented.iter().map(|row| (row, true))).filter_map(|(row, proxy)| {
        let attendee = Attendee {
            on_roll: row.on_roll == 1,
            channel: row.channel()?,
            weight: row.weight()?,
            verified: row.verified == Some(1),
            left: row.left_at.is_some(),
            cast: cast.contains(&row.unit),
            recused: recused.contains(&row.unit),
            proxy,
        };
        Some((row.unit.as_str(), attendee))
    });
    roll::counts(units.len() as u64, roll::one_per_unit(attendees))
}

/// The numbers of a session now. Before it opens, the roll is that of the body as it stands.
pub(crate) async fn session_counts(conn: &mut Conn, sitting: &Sitting) -> Result<Counts, Fault> {
    let mut rows = presence::attendees(conn, &sitting.session.id).await?;
    let represented = mandate::represented(conn, &sitting.session.id).await?;
    let nobody = HashSet::new();
    if matches!(sitting.session.phase()?, Phase::Draft | Phase::Announced) {
        let (community, body) = (&sitting.session.community, &sitting.session.body);
        let roll = presence::expected_roll(conn, community, body, sitting.seating()?).await?;
        let eligible = roll.iter().map(|(_, unit)| unit).collect::<HashSet<_>>().len() as u64;
        let roll: HashMap<String, String> = roll.into_iter().collect();
        for row in &mut rows {
            if let Some(unit) = roll.get(&row.member) {
                (row.on_roll, row.unit) = (1, unit.clone());
            }
        }
        return Ok(Counts { eligible, ..counts((&rows, &represented), &nobody, &nobody) });
    }
    Ok(counts((&rows, &represented), &nobody, &nobody))
}

/// Whether the session is announced for today: before that day nobody is there.
pub(crate) fn today(sitting: &Sitting, now: Moment) -> Result<bool, Fault> {
    let days = crate::zone::days_between(now, Moment(sitting.session.starts_at), &sitting.community.zone)?;
    Ok(sitting.session.phase()? == Phase::Announced && days == 0)
}

/// Who is on the roll: the frozen one, or that of the body as it stands before the session opens.
pub(crate) async fn roll_now(conn: &mut Conn, sitting: &Sitting) -> Result<HashSet<String>, Fault> {
    let session = &sitting.session;
    if matches!(session.phase()?, Phase::Draft | Phase::Announced) {
        let roll = presence::expected_roll(conn, &session.community, &session.body, sitting.seating()?).await?;
        return Ok(roll.into_iter().map(|(member, _)| member).collect());
    }
    Ok(presence::roll(conn, &session.id).await?.into_iter().collect())
}

/// Whether a member is on the roll now.
pub(crate) async fn expected(conn: &mut Conn, sitting: &Sitting, member: &str) -> Result<bool, Fault> {
    match sitting.session.phase()? {
        Phase::Draft | Phase::Announced => Ok(roll_now(conn, sitting).await?.contains(member)),
        // Frozen: one row tells, however long the roll is.
        _ => Ok(presence::attendee(conn, &sitting.session.id, member).await?.is_some_and(|row| row.on_roll == 1)),
    }
}

async fn judge(
    writing: &mut Writing,
    sitting: &Sitting,
    member: &str,
    channel: Channel,
    verified: bool,
) -> Result<Result<CheckedIn, Refusal>, Fault> {
    let session = &sitting.session;
    let row = presence::attendee(writing.conn(), &session.id, member).await?;
    let frozen = matches!(session.phase()?, Phase::Open | Phase::Suspended);
    let on_roll = expected(writing.conn(), sitting, member).await?;
    Ok(roll::check_in(&CheckInFacts {
        session_takes_check_in: frozen || today(sitting, writing.now())?,
        held: session.held()?,
        channel,
        on_roll,
        verified,
        online_basis: sitting.basis.is_some(),
        represented: sitting.seating()? == Seating::Households && represented(writing, sitting, member).await?,
        has_counted: row.as_ref().is_some_and(|row| row.weight() == Some(Weight::Present)),
        here_as: row.filter(AttendeeRow::here).and_then(|row| row.weight()),
    }))
}

/// Whether somebody else of a member's household is here and counts for it: by the frozen roll or, before it is frozen, by
/// the households as they stand.
async fn represented(writing: &mut Writing, sitting: &Sitting, member: &str) -> Result<bool, Fault> {
    let session = &sitting.session;
    let known = presence::attendees(writing.conn(), &session.id).await?;
    if let Some(own) = known.iter().find(|one| one.member == member && one.on_roll == 1) {
        return Ok(known.iter().any(|one| one.member != member && one.counts() && one.unit == own.unit));
    }
    let roll = presence::expected_roll(writing.conn(), &session.community, &session.body, sitting.seating()?).await?;
    let of = |id: &str| roll.iter().find(|(one, _)| one == id).map(|(_, unit)| unit);
    let here = known.iter().filter(|one| one.counts() && one.member != member);
    Ok(of(member).is_some_and(|unit| here.clone().any(|one| of(&one.member) == Some(unit))))
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
