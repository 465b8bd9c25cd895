//! The check-in list.

use super::*;

/// The check-in list: those who scanned, then those who match what was typed.
pub(crate) async fn door(desk: &Desk, community: &str, id: &str, query: &str, cx: &Cx) -> Result<DoorPage, Fault> {
    const SHOWN: usize = 80;
    let mut conn = desk.read().await?;
    let sitting = Sitting::load(&mut conn, (&desk.rules, desk.now()), community, id).await?;
    let session = &sitting.session;
    let people = members::all(&mut conn, community).await?;
    let rows = crate::desk::attending::attendees(&mut conn, &sitting).await?;
    let by_member: HashMap<&str, &presence::AttendeeRow> = rows.iter().map(|row| (row.member.as_str(), row)).collect();
    let phase = session.phase()?;
    let expected = |member: &str| by_member.get(member).is_some_and(|row| row.on_roll == 1);
    let scans = presence::scans(&mut conn, id).await?;
    let unverified = logins::unverified(&mut conn, community, desk.now().0).await?;
    let zone = &sitting.community.zone;
    let phone = |row: &logins::UnverifiedRow| {
        let at = zone::date_time(Moment(row.created_at), zone, cx.language);
        (row.id.clone(), say::sentence(cx.language, "door-phone", &[("device", row.device.clone()), ("at", at)]))
    };
    let households = sitting.body.kind()?.counts_households();
    let mut scanned = Vec::new();
    let mut found = Vec::new();
    for person in &people {
        let waits = scans.iter().any(|scan| scan.member == person.id);
        let on_roll = expected(&person.id);
        // Who has moved away may sit or own still; who has not, and is on no roll, is nobody's guest here.
        if !person.belongs() && !on_roll {
            continue;
        }
        let hit = !waits && crate::http::matches(person, query) && (on_roll || !query.is_empty());
        if !waits && (!hit || found.len() >= SHOWN) {
            continue;
        }
        let row = by_member.get(person.id.as_str());
        let presence = match row {
            Some(row) if row.counts() => "present",
            Some(row) if row.here() => "observer",
            Some(row) if row.left_at.is_some() => "left",
            _ => "absent",
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
                && other.household == person.household
                && by_member.get(other.id.as_str()).is_some_and(|row| row.counts())
        });
        let line = DoorLine {
            represented: represented.map_or_else(String::new, |other| other.name.clone()),
            member: person.id.clone(),
            number: person.number.clone(),
            name: person.name.clone(),
            place: crate::http::place(person),
            on_roll,
            presence,
            phones,
        };
        if waits { scanned.push(line) } else { found.push(line) }
    }
    // Who is not here yet comes first: that is whom the clerk looks for.
    found.sort_by_key(|line| line.presence == "present" || line.presence == "observer");
    let takes = (matches!(phase, Phase::Open | Phase::Suspended)
        || super::super::presence::today(&sitting, desk.now())?)
        && session.held()?.takes(Channel::Onsite);
    Ok(DoorPage {
        heading: head(&mut conn, &sitting, cx.language).await?,
        query: query.to_owned(),
        scanned,
        found,
        takes,
    })
}
