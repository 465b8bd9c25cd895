//! The check-in list.

use super::*;

/// The check-in list: those who scanned, then those who match what was typed.
pub(crate) async fn door(desk: &Desk, community: &str, id: &str, query: &str, cx: &Cx) -> Result<DoorPage, Fault> {
    const SHOWN: usize = 80;
    let mut conn = desk.read().await?;
    let sitting = Sitting::load(&mut conn, community, id).await?;
    let session = &sitting.session;
    let people = members::all(&mut conn, community).await?;
    let rows = presence::attendees(&mut conn, id).await?;
    let by_member: HashMap<&str, &presence::AttendeeRow> = rows.iter().map(|row| (row.member.as_str(), row)).collect();
    let phase = session.phase()?;
    let roll = presence::expected_roll(&mut conn, community, &session.body, sitting.adults()?).await?;
    let expected = |member: &str| match phase {
        Phase::Draft | Phase::Announced => roll.iter().any(|(one,)| one == member),
        _ => by_member.get(member).is_some_and(|row| row.on_roll == 1),
    };
    let now = desk.now().0;
    let scans = presence::scans(&mut conn, id).await?;
    let mut scanned = Vec::new();
    let mut found = Vec::new();
    for person in people.iter().filter(|one| one.active()) {
        let waits = scans.iter().any(|scan| scan.member == person.id);
        let on_roll = expected(&person.id);
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
        let login = if row.is_some_and(|row| row.here()) {
            let all = logins::of_person(&mut conn, &person.person, now).await?;
            all.into_iter().find(|one| one.verified == 0).map(|one| one.id)
        } else {
            None
        };
        let line = DoorLine {
            member: person.id.clone(),
            number: person.number.clone(),
            name: person.name.clone(),
            place: crate::http::place(person),
            on_roll,
            presence,
            login,
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
