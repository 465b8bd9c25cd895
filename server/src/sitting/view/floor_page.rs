//! Who speaks, roll-calls, the hall's screen: put together for pages and for the live feed alike.

use crate::sitting::{
    consultation::rows::said as guests,
    talk::{
        queue,
        rows::floor::{self, EndingRow},
        turn,
    },
    view::{thread_page::live, *},
};
use app::view::room::{EndChoices, EndingView, RollCallPage, RollCallView, ScreenPage, Speaker, SpeakingView};
use rules::{
    body::BodyKind,
    ending::Ending,
    id::{MemberId, SessionId},
    roll_call::MINUTES,
    speech::{Side, State},
};

/// Who speaks and who waits.
pub(crate) async fn speaking(conn: &mut Conn, sitting: &Sitting) -> Result<SpeakingView, Fault> {
    speaking_for(conn, sitting, &MemberId::default()).await.map(|(view, _)| view)
}

/// The same, and whether a member waits or speaks.
pub(crate) async fn speaking_for(
    conn: &mut Conn,
    sitting: &Sitting,
    member: &MemberId,
) -> Result<(SpeakingView, bool), Fault> {
    let session = &sitting.session;
    let rows = floor::speeches(conn, &session.id, &session.current_item).await?;
    let up = |state| matches!(state, State::Waiting | State::Speaking);
    let raised = rows.iter().any(|row| row.member == *member && up(row.state));
    let speaker = rows.iter().find(|row| row.state == State::Speaking).map(|row| {
        let ends_at = row.ends_at.unwrap_or_default();
        Speaker {
            name: row.name.clone(),
            member: row.member.to_string(),
            side: row.side,
            ends: zone::clock(Moment(ends_at), &sitting.community.zone),
            ends_at,
            warned: *row.warned,
        }
    });
    // A guest who has the floor stands in no queue.
    let guest = guests::speaking(conn, &session.id).await?.map(|one| Speaker {
        name: format!("{} {}", one.organisation, one.name),
        member: String::new(),
        side: Side::Other,
        ends: zone::clock(Moment(one.ends_at), &sitting.community.zone),
        ends_at: one.ends_at,
        warned: false,
    });
    let speaker = speaker.or(guest);
    let turn = turn(&rows);
    let waiting = queue(&rows).into_iter().map(|row| (row.name.clone(), row.side)).collect();
    Ok((SpeakingView { turn, speaker, waiting }, raised))
}

/// The roll-call that is under way, and who has answered it.
pub(crate) async fn roll_call(conn: &mut Conn, sitting: &Sitting) -> Result<(RollCallView, Vec<MemberId>), Fault> {
    let id = &sitting.session.id;
    let mut view = RollCallView { session: id.0.clone(), ..RollCallView::default() };
    let Some(call) = floor::running_roll_call(conn, id).await? else {
        return Ok((view, Vec::new()));
    };
    let answered = floor::roll_call_answers(conn, &call.id).await?;
    view.running = true;
    view.until = zone::clock(Moment(call.began_at).plus_minutes(MINUTES), &sitting.community.zone);
    view.answered = answered.len();
    view.here = presence::counting(conn, id).await?.len();
    Ok((view, answered))
}

/// The clerk's list in a roll-call.
pub(crate) async fn roll_call_page(
    desk: &Desk,
    viewer: &Viewer,
    id: &SessionId,
    cx: &Cx,
) -> Result<RollCallPage, Fault> {
    let community = desk.session_for(viewer, id).await?.community;
    let mut conn = desk.read().await?;
    let live = live(&mut conn, viewer, &community, id).await?;
    let sitting = Sitting::load(&mut conn, (&desk.rules, desk.now()), &community, id).await?;
    if !standing_in(viewer, &sitting)?.may(Act::KeepPresence) {
        return Err(Fault::Forbidden(Refusal::NotYourRole));
    }
    let (call, answered) = roll_call(&mut conn, &sitting).await?;
    let mut lines = Vec::new();
    if call.running {
        let people = members::all(&mut conn, &community).await?;
        for member in presence::counting(&mut conn, id).await? {
            let name = people.iter().find(|person| person.id == member);
            let name = name.map_or_else(String::new, |person| format!("{} {}", person.number, person.name));
            let has_answered = answered.contains(&member);
            lines.push((member.0, name, has_answered));
        }
    }
    Ok(RollCallPage { heading: head(&mut conn, &sitting, cx.language).await?, call, lines, live })
}

/// How an item ended without a vote.
pub(crate) fn ending_view(row: &EndingRow, language: Language) -> EndingView {
    EndingView {
        kind: Ending::from_id(&row.kind),
        text: said(&row.form, &row.body, language),
        dissent: if row.dissent.is_empty() { String::new() } else { said(&row.form, &row.dissent, language) },
        due: row.due.clone(),
        referred: BodyKind::from_id(&row.referred).map_or_else(String::new, |kind| kind.name(language).to_owned()),
        published: *row.published,
    }
}

/// How an item may end: what the act takes, and nothing else.
pub(super) fn end_kinds(rejected: bool, language: Language) -> Choices {
    Ending::offered(rejected)
        .map(|one| (one.id().to_owned(), say::sentence(language, &format!("ending-{}", one.id()), &[])))
        .collect()
}

/// Whom an item may be referred to.
pub(crate) fn end_choices(sitting: &Sitting, language: Language) -> Result<EndChoices, Fault> {
    let kind = sitting.community.kind()?;
    let mut bodies = vec![(String::new(), say::sentence(language, "nobody", &[]))];
    let fitting = BodyKind::ALL.iter().filter(|one| one.fits(kind));
    bodies.extend(fitting.map(|one| (one.id().to_owned(), one.name(language).to_owned())));
    Ok(EndChoices { bodies })
}

/// The hall's screen.
pub(crate) async fn screen(desk: &Desk, viewer: &Viewer, id: &SessionId, cx: &Cx) -> Result<ScreenPage, Fault> {
    let community = desk.session_for(viewer, id).await?.community;
    let mut conn = desk.read().await?;
    let live = live(&mut conn, viewer, &community, id).await?;
    let sitting = Sitting::load(&mut conn, (&desk.rules, desk.now()), &community, id).await?;
    if !standing_in(viewer, &sitting)?.may(Act::ShowScreen) {
        return Err(Fault::Forbidden(Refusal::NotYourRole));
    }
    Ok(ScreenPage { live, ..screen_board(&mut conn, &sitting, cx.language).await? })
}

/// What the screen says; the same for whoever looks at it.
pub(crate) async fn screen_board(conn: &mut Conn, sitting: &Sitting, language: Language) -> Result<ScreenPage, Fault> {
    let item = called(conn, sitting, language).await?;
    let round = item.as_ref().and_then(|one| one.rounds.last().cloned());
    let speaking = speaking(conn, sitting).await?;
    let until = until(conn, sitting, speaking.speaker.as_ref()).await?;
    Ok(ScreenPage {
        heading: head(conn, sitting, language).await?,
        item,
        speaking,
        round,
        roll_call: roll_call(conn, sitting).await?.0,
        agenda: agenda(conn, sitting, language).await?,
        until,
        now: sitting.now.0,
        live: Default::default(),
    })
}

/// Every item of the agenda with how it stands.
async fn agenda(conn: &mut Conn, sitting: &Sitting, language: Language) -> Result<Vec<(String, String)>, Fault> {
    let items = sessions::items(conn, &sitting.session.id).await?;
    let beside = Beside::all(conn, &sitting.session.id).await?;
    let views = states_of(conn, sitting, &items, &beside, language, false).await?;
    let cx = Cx { language, ..Cx::default() };
    Ok(views.iter().map(|one| (one.title.clone(), app::parts::now::item_stage(&cx, one))).collect())
}

/// When what goes on ends: a roll-call, a vote, a pause, a turn; before the sitting, when it begins.
async fn until(conn: &mut Conn, sitting: &Sitting, speaker: Option<&Speaker>) -> Result<i64, Fault> {
    let session = &sitting.session;
    if session.phase == Phase::Announced {
        return Ok(session.starts_at);
    }
    if let Some(call) = floor::running_roll_call(conn, &session.id).await? {
        return Ok(Moment(call.began_at).plus_minutes(MINUTES).0);
    }
    if let Some(vote) = votes::open_one(conn, &session.id).await? {
        return Ok(vote.ends_at.unwrap_or_default());
    }
    if session.pauses_at(sitting.now.0) {
        return Ok(session.paused_until);
    }
    Ok(speaker.map_or(0, |one| one.ends_at))
}
