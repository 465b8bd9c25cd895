//! The check-in list.

use crate::{
    people::finding,
    sitting::view::{thread_page::live, *},
};
use app::view::{
    cut::Cut,
    door::{AtDoor, DoorLine, DoorPage},
};
use rules::{
    ballot::Way,
    id::{CommunityId, MemberId, SessionId},
};
use std::collections::HashSet;

/// What a list of people at a table is asked for: what was typed, which of them, which page.
pub(crate) struct ListAsked {
    pub query: String,
    pub show: String,
    pub page: i64,
    /// Whom a paper was handed just now.
    pub handed: String,
}

impl ListAsked {
    /// Reads the query of an address; `shows` are the parts that the list has.
    pub fn read(query: &HashMap<String, String>, shows: &[&str]) -> Self {
        let get = |name: &str| query.get(name).map(|one| one.trim().to_owned()).unwrap_or_default();
        let show = get("show");
        Self {
            query: get("q"),
            handed: get("handed"),
            page: get("page").parse().unwrap_or(1),
            show: if shows.contains(&show.as_str()) { show } else { String::new() },
        }
    }
}

/// Lines on a page of the people at a table.
pub(crate) const SHOWN: usize = 80;

/// The check-in list: those who scanned, then those who match what was typed. Everybody on it is on one of its pages.
pub(crate) async fn door(
    desk: &Desk,
    (viewer, community): (&Viewer, &CommunityId),
    id: &SessionId,
    (asked, cx): (&ListAsked, &Cx),
) -> Result<DoorPage, Fault> {
    let query = asked.query.as_str();
    let mut conn = desk.read().await?;
    let live = live(&mut conn, viewer, community, id).await?;
    let sitting = Sitting::load(&mut conn, (&desk.rules, desk.now()), community, id).await?;
    let session = &sitting.session;
    let people = members::all(&mut conn, community).await?;
    let rows = crate::sitting::presence::attending::attendees(&mut conn, &sitting).await?;
    let by_member: HashMap<&MemberId, &presence::AttendeeRow> = rows.iter().map(|row| (&row.member, row)).collect();
    let phase = session.phase;
    let expected = |member: &MemberId| by_member.get(member).is_some_and(|row| *row.on_roll);
    let scans = presence::scans(&mut conn, id).await?;
    let unverified = logins::unverified(&mut conn, community, desk.now().0).await?;
    let zone = &sitting.community.zone;
    let phone = |row: &logins::UnverifiedRow| {
        let at = zone::date_time(Moment(row.created_at), zone, cx.language);
        (row.id.clone(), say::sentence(cx.language, "door-phone", &[("device", row.device.clone()), ("at", at)]))
    };
    let papers: HashSet<String> = match votes::open_one(&mut conn, id).await? {
        Some(vote) => votes::takers(&mut conn, &vote.id).await?,
        None => Vec::new(),
    }
    .into_iter()
    .filter_map(|(unit, way)| (way == Way::Paper).then_some(unit))
    .collect();
    let households = sitting.body.kind.counts_households();
    let stand = sitting.body.kind.counts_represented();
    let scanning: HashSet<&str> = scans.iter().map(|scan| scan.member.as_str()).collect();
    let is_here = |member: &MemberId| by_member.get(member).is_some_and(|row| row.here());
    let line = |person: &members::MemberRow| {
        let row = by_member.get(&person.id);
        let presence = match row {
            Some(row) if row.counts() => AtDoor::Present,
            Some(row) if row.here() => AtDoor::Observer,
            Some(row) if row.left_at.is_some() => AtDoor::Left,
            _ => AtDoor::Absent,
        };
        // Whoever has scanned waits with that phone; whoever is here may still have one confirmed.
        let scanned_with = |login: &str| scans.iter().any(|scan| scan.member == person.id && scan.login == login);
        let here = row.is_some_and(|row| row.here());
        let phones = unverified
            .iter()
            .filter(|one| one.member == person.id && (here || scanned_with(&one.id)))
            .map(phone)
            .collect();
        // Where households are counted, the clerk sees who is here for this one.
        let represented = people.iter().find(|other| {
            households
                && other.id != person.id
                && other.home == person.home
                && by_member.get(&other.id).is_some_and(|row| row.counts())
        });
        DoorLine {
            households: row.filter(|_| stand).map_or(0, |row| row.weighs.unsigned_abs()),
            represented: represented.map_or_else(String::new, |other| other.name.clone()),
            member: person.id.to_string(),
            number: person.number.clone(),
            name: person.name.clone(),
            place: finding::place(person),
            on_roll: expected(&person.id),
            presence,
            holds_paper: row.is_some_and(|row| papers.contains(&row.unit)),
            phones,
        }
    };
    // Who has moved away may sit or own still; who has not, and is on no roll, is nobody's guest here.
    let belonging = || people.iter().filter(|one| one.belongs() || expected(&one.id));
    let scanned = belonging().filter(|one| scanning.contains(one.id.as_str())).map(line).collect();
    // Whoever is here is found, on the roll or not; of the others who are not on it, whoever is looked for.
    let house = finding::is_house(&people, query);
    let hit = |one: &&members::MemberRow| {
        !scanning.contains(one.id.as_str())
            && (finding::matches(one, query) || (house && finding::lives_at(one, query)))
            && (!query.is_empty() || is_here(&one.id) || expected(&one.id))
    };
    let (here, absent): (Vec<_>, Vec<_>) = belonging().filter(hit).partition(|one| is_here(&one.id));
    // Who listens in is here and counts for nothing: they are told apart.
    let counts_here = |one: &&members::MemberRow| by_member.get(&one.id).is_some_and(|row| row.counts());
    let (present, observers): (Vec<_>, Vec<_>) = here.into_iter().partition(counts_here);
    let counts = [absent.len(), present.len(), observers.len()];
    // Who is not here yet comes first: that is whom the clerk looks for. Then the list is cut.
    let all = match asked.show.as_str() {
        "absent" => absent,
        "here" => present,
        "observer" => observers,
        _ => [absent, present, observers].concat(),
    };
    let names = all.chunks(SHOWN).filter_map(|page| Some(finding::page_name(page.first()?, page.last()?))).collect();
    let (cut, all) = Cut::list(asked.page, SHOWN as i64, all);
    let takes = (matches!(phase, Phase::Open | Phase::Suspended)
        || crate::sitting::presence::today(&sitting, desk.now())?)
        && session.held.takes(Channel::Onsite);
    let newest = rows.iter().filter(|row| row.here() && *row.channel == Some(Channel::Onsite)).max_by_key(|row| row.at);
    let last = newest.and_then(|row| {
        let person = people.iter().find(|one| one.id == row.member)?;
        Some((line(person), zone::clock(Moment(row.at.unwrap_or_default()), zone)))
    });
    Ok(DoorPage {
        last,
        live,
        heading: head(&mut conn, &sitting, cx.language).await?,
        query: query.to_owned(),
        scanned,
        found: all.into_iter().map(line).collect(),
        cut,
        names,
        show: asked.show.clone(),
        counts,
        takes,
    })
}
