//! Who was there by name, and who proposed what: the part of the minutes that members alone read. The numbers beside it are the
//! public ones, and both are made of the same rows.

use crate::{
    fault::Fault,
    people::member::rows as members,
    record::{draft::rows::DraftRow, publication::names_beside},
    sitting::{
        presence::{
            attending::{attendees, counted},
            rows::{AttendeeRow, mandate},
        },
        session::{Sitting, rows as sessions},
        talk::rows::thread as threads,
    },
    store::Conn,
};
use rules::{
    id::MemberId,
    minutes::{Listed, Person, listed},
    posting::Audience,
    published::{AttendanceContent, AttendanceItem, AttendanceLine},
    roll::Channel,
};
use std::collections::{BTreeMap, HashMap};

/// Who comes so many milliseconds after the opening came late: who still stands at the door then is not told a time.
const LATE: i64 = 5 * 60 * 1000;

/// The names as the record has them now, in the order of the roll's numbers.
pub(crate) async fn names(
    conn: &mut Conn,
    sitting: &Sitting,
    row: Option<&DraftRow>,
) -> Result<AttendanceContent, Fault> {
    let session = &sitting.session;
    let opened_at = session.opened_at.unwrap_or(session.starts_at);
    let order: HashMap<MemberId, usize> =
        members::all(conn, &session.community).await?.into_iter().enumerate().map(|(nth, one)| (one.id, nth)).collect();
    let mut rows = attendees(conn, sitting).await?;
    rows.sort_by_key(|one| order.get(&one.member).copied());
    let proxies: HashMap<MemberId, AttendeeRow> =
        mandate::represented(conn, &session.id).await?.into_iter().map(|one| (one.member.clone(), one)).collect();
    let holders: HashMap<MemberId, MemberId> =
        mandate::of_session(conn, &session.id).await?.into_iter().map(|one| (one.giver, one.holder)).collect();
    let people: Vec<Person<&str>> = rows
        .iter()
        .map(|one| Person {
            unit: one.unit.as_str(),
            on_roll: *one.on_roll,
            came: counted(one, false),
            proxy: proxies.get(&one.member).and_then(|proxy| counted(proxy, true)),
        })
        .collect();
    let mut content = AttendanceContent {
        community: sitting.community.name.clone(),
        zone: sitting.community.zone.clone(),
        title: session.title.clone(),
        body: sitting.body.name.clone(),
        session_id: session.id.0.clone(),
        minutes: row.map(|row| row.id.clone()).unwrap_or_default(),
        opened_at,
        closed_at: session.closed_at,
        items: items(conn, sitting).await?,
        correction: row.map(|row| row.said.correction.clone()).unwrap_or_default(),
        ..AttendanceContent::default()
    };
    // The line in which an absent unit stands already.
    let mut units: BTreeMap<&str, usize> = BTreeMap::new();
    for (one, what) in rows.iter().zip(listed(&people)) {
        let member = one.member.0.clone();
        let came = AttendanceLine {
            channel: one.channel.map(Channel::id).unwrap_or_default().to_owned(),
            came_at: one.at.filter(|at| *at > opened_at + LATE),
            left_at: one.left_at,
            member: member.clone(),
            ..AttendanceLine::default()
        };
        match what {
            Listed::Present => content.present.push(came),
            Listed::Left => content.left.push(came),
            Listed::Observing => content.observing.push(came),
            Listed::Represented => content.represented.push(AttendanceLine {
                member,
                holder: holders.get(&one.member).map(|holder| holder.0.clone()).unwrap_or_default(),
                ..AttendanceLine::default()
            }),
            Listed::Absent => match units.get(one.unit.as_str()).and_then(|nth| content.absent.get_mut(*nth)) {
                Some(line) => line.with.push(member),
                None => {
                    units.insert(&one.unit, content.absent.len());
                    content.absent.push(AttendanceLine { member, ..AttendanceLine::default() });
                }
            },
            Listed::Within => {}
        }
    }
    Ok(content)
}

/// The items in the order of the minutes, and who proposed under each. What stays within the community has its own sheet.
async fn items(conn: &mut Conn, sitting: &Sitting) -> Result<Vec<AttendanceItem>, Fault> {
    let mut items = Vec::new();
    for item in sessions::items(conn, &sitting.session.id).await? {
        let mut told = AttendanceItem { title: item.title.clone(), proposals: Vec::new() };
        if item.audience() == Audience::Public {
            let all = threads::proposals(conn, &item.id).await?;
            let shown = all.into_iter().filter(|one| one.hidden == 0);
            told.proposals = shown.map(|one| (one.number, one.author.0)).collect();
        }
        items.push(told);
    }
    Ok(items)
}

/// The key under which the names of minutes are published.
pub(crate) fn key(row: &DraftRow) -> String {
    names_beside(&row.id)
}
