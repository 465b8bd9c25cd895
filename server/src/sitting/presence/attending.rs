//! Who is on the roll of a session and as what everybody who came takes part: asked here by every page and every act, so that
//! all say the same (`rules::belonging`, `rules::roll`).

use crate::{
    fault::Fault,
    sitting::{
        presence::rows::{self as presence, AttendeeRow, RollLine, households, mandate},
        session::Sitting,
    },
    store::{Conn, Writing, feed::Touch, journal::Entry},
};
use rules::{
    coded::Maybe,
    id::MemberId,
    permit::Permit,
    record::Counts,
    roll::{self, Attendee, Came, Channel, Represented, Weight},
    says::Says,
    session::Phase,
};
use serde_json::json;
use std::collections::{HashMap, HashSet};

/// The numbers of a session or, with `cast`, of a vote: who is entitled, who is there, themselves or through the holder of
/// their mandate, who left.
pub(crate) fn counts(
    (rows, represented): (&[AttendeeRow], &[AttendeeRow]),
    cast: &HashSet<String>,
    recused: &HashSet<String>,
) -> Counts {
    let units: HashSet<&str> = rows.iter().filter(|row| *row.on_roll).map(|row| row.unit.as_str()).collect();
    let own = rows.iter().map(|row| (row, false));
    let attendees = own.chain(represented.iter().map(|row| (row, true))).filter_map(|(row, proxy)| {
        let attendee =
            Attendee { cast: cast.contains(&row.unit), recused: recused.contains(&row.unit), ..counted(row, proxy)? };
        Some((row.unit.as_str(), attendee))
    });
    roll::counts(units.len() as u64, roll::one_per_unit(attendees))
}

/// Somebody who came, or who is there through the holder of their mandate (`proxy`), as the count sees them in a session.
pub(crate) fn counted(row: &AttendeeRow, proxy: bool) -> Option<Attendee> {
    Some(Attendee {
        on_roll: *row.on_roll,
        channel: (*row.channel)?,
        weight: (*row.weight)?,
        verified: *row.verified,
        left: row.left_at.is_some(),
        cast: false,
        recused: false,
        proxy,
    })
}

/// The numbers of a session now.
pub(crate) async fn session_counts(conn: &mut Conn, sitting: &Sitting) -> Result<Counts, Fault> {
    let rows = attendees(conn, sitting).await?;
    let represented = mandate::represented(conn, &sitting.session.id).await?;
    let nobody = HashSet::new();
    Ok(counts((&rows, &represented), &nobody, &nobody))
}

/// The households of a session in which representatives stand for them, all and those for whom somebody is there now; nothing where
/// each unit stands for itself.
pub(crate) async fn households_now(conn: &mut Conn, sitting: &Sitting) -> Result<Option<Represented>, Fault> {
    if !sitting.body.kind.counts_represented() {
        return Ok(None);
    }
    let all = match unfrozen(sitting)? {
        true => households::count_now(conn, &sitting.session.community).await?,
        false => households::count_frozen(conn, &sitting.session.id).await?,
    };
    let here = households_of(&attendees(conn, sitting).await?, &HashSet::new());
    Ok(Some(Represented { all, here }))
}

/// The households for which those stand who are there or, with `cast`, took part and left.
pub(crate) fn households_of(rows: &[AttendeeRow], cast: &HashSet<String>) -> u64 {
    roll::households(rows.iter().filter_map(|row| {
        let attendee = Attendee { cast: cast.contains(&row.unit), ..counted(row, false)? };
        Some((row.weighs.unsigned_abs(), attendee))
    }))
}

/// Whether the roll of a session is that of its body as it stands: it is frozen when the session opens.
fn unfrozen(sitting: &Sitting) -> Result<bool, Fault> {
    Ok(matches!(sitting.session.phase, Phase::Draft | Phase::Announced))
}

/// Whether nobody is on the roll of a session that is still to be called or opened; of one that has begun it is not asked.
pub(crate) async fn calls_nobody(conn: &mut Conn, sitting: &Sitting) -> Result<bool, Fault> {
    Ok(unfrozen(sitting)? && roll_of_body(conn, sitting).await?.is_empty())
}

/// The roll of the session's body as the community stands now.
pub(crate) async fn roll_of_body(conn: &mut Conn, sitting: &Sitting) -> Result<Vec<RollLine>, Fault> {
    let session = &sitting.session;
    presence::expected_roll(conn, &session.community, &session.body, sitting.seating()?).await
}

/// Everybody on the roll and everybody who came, as what they take part. Every page and every act asks here: before the session
/// opens each is judged by the roll of this moment, as opening will judge them; afterwards by the frozen one.
pub(crate) async fn attendees(conn: &mut Conn, sitting: &Sitting) -> Result<Vec<AttendeeRow>, Fault> {
    let mut rows = presence::attendees(conn, &sitting.session.id).await?;
    if !unfrozen(sitting)? {
        return Ok(rows);
    }
    let mut roll: HashMap<MemberId, RollLine> =
        roll_of_body(conn, sitting).await?.into_iter().map(|line| (line.member.clone(), line)).collect();
    for row in &mut rows {
        if let Some(line) = roll.remove(&row.member) {
            (row.on_roll, row.unit, row.weighs) = (true.into(), line.unit, line.weighs);
        }
    }
    for (row, weight) in judged(&rows, sitting) {
        if let Some(row) = rows.get_mut(row) {
            row.weight = Maybe(Some(weight));
        }
    }
    let absent = |line: RollLine| AttendeeRow {
        member: line.member,
        unit: line.unit,
        weighs: line.weighs,
        on_roll: true.into(),
        channel: Maybe(None),
        weight: Maybe(None),
        verified: false.into(),
        left_at: None,
        at: None,
    };
    rows.extend(roll.into_values().map(absent));
    Ok(rows)
}

/// Who of those who came takes part as something else than they were checked in as, and as what.
fn judged(rows: &[AttendeeRow], sitting: &Sitting) -> Vec<(usize, Weight)> {
    let came: Vec<(usize, (&str, Came))> = rows
        .iter()
        .enumerate()
        .filter_map(|(index, row)| {
            let came = Came {
                on_roll: *row.on_roll,
                channel: (*row.channel)?,
                weight: (*row.weight)?,
                verified: *row.verified,
                here: row.here(),
                at: row.at?,
            };
            Some((index, (row.unit.as_str(), came)))
        })
        .collect();
    let people: Vec<(&str, Came)> = came.iter().map(|(_, one)| *one).collect();
    let weights = roll::judged_anew(&people, sitting.basis.is_some());
    let changed = came.iter().zip(weights).filter(|((_, (_, one)), weight)| one.weight != *weight);
    changed.map(|((index, _), weight)| (*index, weight)).collect()
}

/// Freezes the roll as the session opens, and judges everybody who came before by it.
pub(crate) async fn freeze(writing: &mut Writing, permit: &Permit, sitting: &Sitting) -> Result<(), Fault> {
    let id = sitting.session.id.clone();
    let roll = roll_of_body(writing.conn(), sitting).await?;
    presence::freeze_roll(writing, permit, &id, &roll).await?;
    if sitting.body.kind.counts_represented() {
        households::freeze(writing, permit, &sitting.session).await?;
    }
    let rows = presence::attendees(writing.conn(), &id).await?;
    for (index, weight) in judged(&rows, sitting) {
        let Some(row) = rows.get(index) else { continue };
        presence::store_weight(writing, permit, &id, &row.member, weight).await?;
        let public =
            json!({ "channel": row.channel.map(Channel::id), "counts": weight == Weight::Present, "anew": true });
        let entry = Entry::new(Says::PresenceCheckedIn, Some(permit.role()), &id, public)
            .about(&row.member, json!({ "member": row.member }));
        writing.append(entry).await?;
        writing.touch(&id, Touch::Presence);
    }
    Ok(())
}

/// One member as the session sees them; `None` when neither on the roll nor there.
pub(crate) async fn attendee(
    conn: &mut Conn,
    sitting: &Sitting,
    member: &MemberId,
) -> Result<Option<AttendeeRow>, Fault> {
    if unfrozen(sitting)? {
        return Ok(attendees(conn, sitting).await?.into_iter().find(|row| row.member == *member));
    }
    // Frozen: one row tells, however long the roll is.
    presence::attendee(conn, &sitting.session.id, member).await
}

/// Who is on the roll: the frozen one, or that of the body as it stands before the session opens.
pub(crate) async fn roll_now(conn: &mut Conn, sitting: &Sitting) -> Result<HashSet<MemberId>, Fault> {
    if unfrozen(sitting)? {
        return Ok(roll_of_body(conn, sitting).await?.into_iter().map(|line| line.member).collect());
    }
    Ok(presence::roll(conn, &sitting.session.id).await?.into_iter().collect())
}

/// Whether a member is on the roll now.
pub(crate) async fn expected(conn: &mut Conn, sitting: &Sitting, member: &MemberId) -> Result<bool, Fault> {
    Ok(attendee(conn, sitting, member).await?.is_some_and(|row| *row.on_roll))
}
