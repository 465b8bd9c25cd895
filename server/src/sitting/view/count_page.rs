//! The count in the room: the clerk's table, the teller's desk, declared interests.

use crate::{
    people::{finding, owners::rows::UnitRow},
    sitting::{
        item::interest::declare_facts,
        view::{
            door_page::{ListAsked, SHOWN},
            thread_page::live,
            *,
        },
        vote::Part,
    },
};
use app::{
    view::count::{CountPage, InterestPage, PaperLine, PaperPage},
    view::cut::Cut,
};
use rules::{
    appraisal::Piles,
    ballot::{Mode, Way},
    count::{self as rule, EnterFacts, RoomCount, WeighedPapers},
    id::{ItemId, MemberId, VoteId},
    paper, recusal,
    vote::Closing,
};

/// The clerk's table: everybody who is in the room and counts, or whoever matches what was typed. Everybody on the list is on one
/// of its pages.
pub(crate) async fn paper(
    desk: &Desk,
    viewer: &Viewer,
    id: &VoteId,
    (asked, cx): (&ListAsked, &Cx),
) -> Result<PaperPage, Fault> {
    // Owners are ticked by the building: more of them stand on a page.
    const SHOWN_OWNERS: usize = 1000;
    let query = asked.query.as_str();
    let row = desk.vote_for(viewer, id).await?;
    let mut conn = desk.read().await?;
    let sitting = Sitting::load(&mut conn, (&desk.rules, desk.now()), &row.community, &row.session).await?;
    if !standing_in(viewer, &sitting)?.may(Act::HandPaper) {
        return Err(Fault::Forbidden(Refusal::NotYourRole));
    }
    let row = votes::find(&mut conn, &row.id).await?;
    let people = members::all(&mut conn, &row.community).await?;
    let by_list = vote::by_owners(&row.rule()?.rule.body);
    let shown = if by_list { SHOWN_OWNERS } else { SHOWN };
    // Through representatives a paper stands for so many households.
    let stand: HashMap<MemberId, i64> = match vote::by_represented(&row.rule()?.rule.body) {
        true => {
            let rows = presence::attendees(&mut conn, &row.session).await?;
            rows.into_iter().map(|one| (one.member, one.weighs)).collect()
        }
        false => HashMap::new(),
    };
    let units = if by_list { owners::units(&mut conn, &sitting.body.id).await? } else { Vec::new() };
    let mut units_of: HashMap<&str, Vec<&UnitRow>> = HashMap::new();
    for unit in &units {
        units_of.entry(&unit.member).or_default().push(unit);
    }
    let by_id: HashMap<&str, &members::MemberRow> = people.iter().map(|one| (one.id.as_str(), one)).collect();
    let house = finding::is_house(&people, query);
    let mut found = Vec::new();
    for (member, part) in Part::of_all(&mut conn, &row).await? {
        let Some(person) = by_id.get(member.as_str()) else { continue };
        // Papers are carried from door to door: a unit is found by the beginning of its number, as its building is.
        let units = units_of.get(member.as_str()).map(Vec::as_slice).unwrap_or_default();
        let at_door = units.iter().any(|unit| unit.number.starts_with(query));
        let at_home = house && finding::lives_at(person, query);
        if !(finding::matches(person, query) || at_door || at_home) {
            continue;
        }
        let facts = part.paper(&row, desk.now())?;
        if query.is_empty() && !facts.in_room && facts.taken != Some(Way::Paper) {
            continue;
        }
        let line = PaperLine {
            member: person.id.to_string(),
            number: person.number.clone(),
            name: person.name.clone(),
            place: if by_list { doors(units) } else { finding::place(person) },
            households: stand.get(&member).map_or(0, |households| households.unsigned_abs()),
            paper: facts.taken == Some(Way::Paper),
            refused: paper::may_hand_out(&facts).err().map_or_else(String::new, |why| say::refusal(cx.language, why)),
        };
        found.push((*person, line));
    }
    let handed = |(person, line): &&(&members::MemberRow, PaperLine)| person.id.as_str() == asked.handed && line.paper;
    let last = found.iter().find(handed).map(|(_, line)| line.clone());
    // Whom the clerk still serves comes first; each part stands by number. Then the list is cut.
    found.sort_by(|(one, _), (other, _)| one.number.cmp(&other.number));
    found.sort_by_key(|(_, line)| line.paper || !line.refused.is_empty());
    let holds = found.iter().filter(|(_, line)| line.paper).count();
    let waits = found.iter().filter(|(_, line)| !line.paper && line.refused.is_empty()).count();
    match asked.show.as_str() {
        "waits" => found.retain(|(_, line)| !line.paper && line.refused.is_empty()),
        "holds" => found.retain(|(_, line)| line.paper),
        _ => {}
    }
    let name = |page: &[(&members::MemberRow, PaperLine)]| Some(finding::page_name(page.first()?.0, page.last()?.0));
    let names = found.chunks(shown).filter_map(name).collect();
    let (cut, found) = Cut::list(asked.page, shown as i64, found);
    let refused =
        if row.mode == Mode::Hands { Some(Refusal::NoPaperByHands) } else { row.window(desk.now()).takes().err() };
    Ok(PaperPage {
        last,
        by_list,
        heading: head(&mut conn, &sitting, cx.language).await?,
        round: round(&mut conn, (&row, desk.now()), cx.language, false).await?,
        item: row.item.0.clone(),
        query: query.to_owned(),
        lines: found.into_iter().map(|(_, line)| line).collect(),
        cut,
        names,
        show: asked.show.clone(),
        counts: [waits, holds],
        seen: row.papers_stand(),
        refused: refused.map(|why| match why {
            Refusal::VoteClosed | Refusal::VoteNotOpen => say::sentence(cx.language, "paper-closed", &[]),
            other => say::refusal(cx.language, other),
        }),
    })
}

/// 1-101 89.50 m²、1-102 77.00 m².
fn doors(units: &[&UnitRow]) -> String {
    let door = |unit: &&UnitRow| format!("{} {} m²", unit.number, Area(unit.area.unsigned_abs()));
    units.iter().map(door).collect::<Vec<_>>().join("、")
}

/// The teller's desk; the chair sees what differed.
pub(crate) async fn count(desk: &Desk, viewer: &Viewer, id: &VoteId, cx: &Cx) -> Result<CountPage, Fault> {
    let row = desk.vote_for(viewer, id).await?;
    let mut conn = desk.read().await?;
    // First of all: what is told after it is shown by the feed.
    let live = live(&mut conn, viewer, &row.community, &row.session).await?;
    let sitting = Sitting::load(&mut conn, (&desk.rules, desk.now()), &row.community, &row.session).await?;
    let standing = standing_in(viewer, &sitting)?;
    if !standing.may(Act::CountRoom) && !standing.may(Act::RunVote) {
        return Err(Fault::Forbidden(Refusal::NotYourRole));
    }
    let row = votes::find(&mut conn, &row.id).await?;
    let me = standing.member.clone().ok_or(Fault::Forbidden(Refusal::NotYourRole))?;
    let entries = counts::entries(&mut conn, &row.id).await?;
    let closing = counts::closing(&mut conn, &row.id).await?;
    let attempt = rule::attempt(&entries);
    let own =
        entries.iter().find(|entry| entry.attempt == attempt && entry.teller == me).map(|entry| entry.count.clone());
    let hands = closing.as_ref().map_or(0, |closing| closing.hands);
    let weighed = closing.as_ref().and_then(Closing::papers_weigh);
    // The page says what the act would: a count that adds up stands for any.
    let sheet = appraisal_page::sheet(&mut conn, &row).await?;
    let people = sheet.as_ref().map(|sheet| vec![Piles::default(); sheet.people.len()]);
    let found = RoomCount { idle: hands, people, ..RoomCount::default() };
    let (people, collected) = (found.people.as_ref().map_or(0, Vec::len), 0);
    let facts = EnterFacts {
        vote: &row.id,
        phase: row.phase,
        mode: row.mode,
        awaits: closing.is_some(),
        presiding: &sitting.session.presiding.clone(),
        teller: &me,
        entries: &entries,
        page: Some(attempt),
        recounts: row.recounts.unsigned_abs(),
        hands,
        issued: u64::MAX,
        collected,
        confirmed: Some(collected),
        weighed: weighed.map(|(of, out)| WeighedPapers { of, out, collected: 0 }),
        people,
    };
    let refused = if standing.may(Act::CountRoom) {
        rule::enter(&facts, found).err().map(|(_, refusal)| refusal)
    } else {
        Some(Refusal::ChairCounts)
    };
    let mut differed: Vec<(u64, Vec<(String, RoomCount)>)> = Vec::new();
    // Of a secret vote what was agreed on is shown no longer: the piles of the room are not published.
    let over = row.mode == Mode::Secret && row.phase != vote::Phase::Closed;
    for one in entries.iter().filter(|one| one.attempt < attempt && !over) {
        let name = members::find(&mut conn, &row.community, one.teller.as_str()).await?.name;
        match differed.last_mut().filter(|(number, _)| *number == one.attempt) {
            Some((_, pair)) => pair.push((name, one.count.clone())),
            None => differed.push((one.attempt, vec![(name, one.count.clone())])),
        }
    }
    let mut entered = Vec::new();
    for one in entries.iter().filter(|one| one.attempt == attempt) {
        entered.push(members::find(&mut conn, &row.community, one.teller.as_str()).await?.name);
    }
    let now = Own::of(&mut conn, &sitting, viewer, &standing).await?.now(&mut conn, &sitting, cx.language).await?;
    Ok(CountPage {
        entered,
        now,
        live,
        heading: head(&mut conn, &sitting, cx.language).await?,
        round: round(&mut conn, (&row, desk.now()), cx.language, standing.is(Role::SessionChair)).await?,
        issued: row.papers().issued(),
        hands,
        weighed,
        sheet,
        attempt,
        own,
        differed,
        // What closing fixed is kept until it is declared: while it waits for a count, none stands.
        stands: match row.phase {
            vote::Phase::Counted | vote::Phase::Declared => counts::made(&mut conn, (&row.community, &row.id)).await?,
            _ => 0,
        },
        ordered: counts::orders(&mut conn, (&row.community, &row.id)).await?,
        refused: refused.map(|why| say::refusal(cx.language, why)),
    })
}

/// Interests in an item.
pub(crate) async fn interest(desk: &Desk, viewer: &Viewer, item: &ItemId, cx: &Cx) -> Result<InterestPage, Fault> {
    let mut conn = desk.read().await?;
    let item = sessions::item(&mut conn, item).await?;
    viewer.membership(&item.community)?;
    let sitting = Sitting::load(&mut conn, (&desk.rules, desk.now()), &item.community, &item.session).await?;
    let standing = watching(viewer, &sitting)?;
    let me = standing.member.clone().unwrap_or_default();
    let facts = declare_facts(&mut conn, &sitting, &item.id, &me).await?;
    let declared = interests::of_session(&mut conn, &item.session).await?;
    Ok(InterestPage {
        heading: head(&mut conn, &sitting, cx.language).await?,
        lines: declared
            .into_iter()
            .filter(|one| one.item == item.id)
            .map(|one| (one.name, one.interest, *one.recused))
            .collect(),
        refused: recusal::declare(&facts, "x", true).err().map(|(_, why)| say::refusal(cx.language, why)),
        may_record: standing.may(Act::KeepPresence),
        item: item.id.0,
        title: item.title,
    })
}
