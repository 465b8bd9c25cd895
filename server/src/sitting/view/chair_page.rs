//! The chair's desk and the session's form.

use crate::sitting::{
    consultation,
    presence::attending::calls_nobody,
    session::{agenda, last_notice, notice_withdrawn},
    view::{
        floor_page::{end_choices, roll_call, speaking},
        text_page::session_of_item,
        thread_page::live,
        *,
    },
};
use rules::{
    body::BodyKind,
    id::{CommunityId, ItemId, MemberId, SessionId},
    naming::shown,
    typed::TextForm,
};

/// The chair's desk.
pub(crate) async fn chair(desk: &Desk, viewer: &Viewer, id: &SessionId, cx: &Cx) -> Result<ChairPage, Fault> {
    let community = desk.session_for(viewer, id).await?.community;
    let mut conn = desk.read().await?;
    let live = live(&mut conn, viewer, &community, id).await?;
    let sitting = Sitting::load(&mut conn, (&desk.rules, desk.now()), &community, id).await?;
    let standing = standing_in(viewer, &sitting)?;
    if !standing.may(Act::RunSession) && !standing.may(Act::DraftSession) && !standing.may(Act::WriteText) {
        return Err(Fault::Forbidden(Refusal::NotYourRole));
    }
    let language = cx.language;
    let session = &sitting.session;
    let phase = session.phase;
    let views = items(&mut conn, &sitting, language, standing.is(Role::SessionChair)).await?;
    let unfinished = views.iter().flat_map(|item| &item.rounds);
    let unfinished = unfinished
        .filter(|one| matches!(one.phase, vote::Phase::Open | vote::Phase::Closed | vote::Phase::Counted))
        .count() as u64;
    let rule = sitting.rule()?;
    let starts = Moment(session.starts_at);
    let days = zone::days_between(desk.now(), starts, &sitting.community.zone)?;
    let required = rule.as_ref().map_or(0, |rule| rule.notice_days);
    let silent_parties = consultation::silent(&mut conn, session).await?;
    let facts = Facts {
        silent_parties,
        items: views.len() as u64,
        unfinished_votes: unfinished,
        notice_days: days,
        required_days: required,
        special_circumstance: !session.special.is_empty() && sitting.body.kind.knows_special_circumstance(),
        reason: true,
        in_past: starts < desk.now(),
        too_early: rules::session::too_early(desk.now(), starts),
        notice_withdrawn: notice_withdrawn(&mut conn, &community, id).await?,
        has_rule: rule.is_some(),
        nobody: calls_nobody(&mut conn, &sitting).await?,
    };
    let mut moves = Vec::new();
    for step in Move::ALL {
        let allowed = standing.may(if step == Move::Announce { Act::AnnounceSession } else { Act::RunSession });
        let later = step == Move::Postpone;
        let facts = if later { Facts { notice_days: i64::MAX, in_past: false, ..facts } } else { facts };
        let refused = match decide(&sitting.session.id, phase, step, &facts) {
            Err(Refusal::WrongPhase) => continue,
            Err(refusal) => Some(refusal),
            Ok(_) if !allowed => Some(Refusal::NotYourRole),
            Ok(_) => None,
        };
        moves.push(MoveView {
            step,
            refused: refused.map(|refusal| say::refusal(language, refusal)),
            needs_reason: matches!(step, Move::Suspend | Move::Postpone | Move::Cancel),
            needs_time: later,
        });
    }
    let words = |key: &str, days: i64| {
        say::sentence(language, key, &[("days", days.to_string()), ("required", required.to_string())])
    };
    let (call, answered) = roll_call(&mut conn, &sitting).await?;
    let voting = views.iter().flat_map(|item| &item.rounds).any(|one| one.phase == vote::Phase::Open);
    // The page says what the act would: why no roll-call can begin or end now.
    let call_refused = if call.running {
        let began = floor::running_roll_call(&mut conn, id).await?.map_or(0, |one| one.began_at);
        let here = presence::counting(&mut conn, id).await?;
        rules::roll_call::end((phase, voting), Moment(began), desk.now(), &here, &answered).err()
    } else {
        rules::roll_call::begin(phase, false, voting).err()
    };
    let (onsite, room) = if call.running { in_room(&mut conn, &sitting, &answered).await? } else { Default::default() };
    let presiding = standing.is(Role::SessionChair);
    let hosts = if presiding { host::hosts(&mut conn, &sitting).await? } else { Vec::new() };
    let hosts = hosts.into_iter().filter(|one| one.id != session.presiding);
    let hosts = hosts.map(|one| (shown(&one.number, &one.name), format!("{} {}", one.name, one.number))).collect();
    let deputy = match &session.deputy.0 {
        Some(deputy) => Some(members::find(&mut conn, &community, deputy).await?.name),
        None => None,
    };
    let last_items = if phase == Phase::Draft && standing.may(Act::DraftSession) {
        sessions::last_items(&mut conn, session).await?.into_iter().map(|item| (item.id.0, item.title)).collect()
    } else {
        Vec::new()
    };
    let now = Own::of(&mut conn, &sitting, viewer, &standing).await?.now(&mut conn, &sitting, language).await?;
    let stands = crate::sitting::session::stands(&mut conn, session).await?;
    let heading = head(&mut conn, &sitting, language).await?;
    let next = next::next(&mut conn, &sitting, &views, (&facts, &heading, call.running), language).await?;
    Ok(ChairPage {
        now,
        next,
        stands,
        heading,
        items: views,
        speaking: speaking(&mut conn, &sitting).await?,
        roll_call_silent: call.here.saturating_sub(call.answered),
        roll_call: call,
        roll_call_onsite: onsite,
        roll_call_room: room,
        roll_call_refused: call_refused.map(|refusal| say::refusal(language, refusal)),
        ends: end_choices(&sitting, language)?,
        live,
        moves,
        draft: phase == Phase::Draft && standing.may(Act::DraftSession),
        may_correct: phase == Phase::Announced && standing.may(Act::RunSession) && !facts.notice_withdrawn,
        last_items,
        presiding,
        traces: presiding && crate::store::forget::is_marked_in(&mut conn, id).await?,
        may_write: standing.may(Act::WriteText) && !matches!(phase, Phase::Closed | Phase::Cancelled),
        deputy,
        lent: session.presiding != session.chair,
        hosts,
        matters: matters_of(sitting.body.kind, language),
        notice: match phase {
            Phase::Draft => words("chair-notice-ahead", days),
            Phase::Cancelled => String::new(),
            _ => {
                let notice = last_notice(&mut conn, &community, id).await?;
                notice.map_or_else(String::new, |notice| words("chair-notice-days", notice.notice_days))
            }
        },
        special: session.special.clone(),
        starts_value: zone::form_value(starts, &sitting.community.zone),
        base: crate::sitting::session::base_of(session),
    })
}

/// How many count in the room, and who of them has not answered a roll-call: id, number and name.
async fn in_room(
    conn: &mut Conn,
    sitting: &Sitting,
    answered: &[MemberId],
) -> Result<(usize, Vec<(String, String)>), Fault> {
    let rows = presence::attendees(conn, &sitting.session.id).await?;
    let onsite: Vec<_> = rows.into_iter().filter(|row| row.counts() && *row.channel == Some(Channel::Onsite)).collect();
    let people = members::all(conn, &sitting.session.community).await?;
    let silent = onsite.iter().filter(|row| !answered.contains(&row.member));
    let named = |member: &MemberId| people.iter().find(|one| one.id == *member);
    let name = |member: &MemberId| named(member).map_or_else(String::new, |one| format!("{} {}", one.number, one.name));
    let silent = silent.map(|row| (row.member.0.clone(), name(&row.member))).collect();
    Ok((onsite.len(), silent))
}

async fn form_choices(
    conn: &mut Conn,
    community: &CommunityId,
    language: Language,
) -> Result<(Choices, Choices, Choices), Fault> {
    let bodies = communities::bodies(conn, community).await?.into_iter().filter(|row| row.meets().is_ok());
    let bodies = bodies.map(|row| (row.id.0, row.name)).collect();
    let held = Attendance::ALL
        .iter()
        .map(|one| (one.id().to_owned(), say::sentence(language, &format!("held-{}", one.id()), &[])))
        .collect();
    let roles = communities::roles(conn, community).await?;
    let people = members::all(conn, community).await?;
    let chairs = people
        .iter()
        .filter(|one| one.active() && roles.iter().any(|(member, role)| *member == one.id && role == Role::Chair.id()))
        .map(|one| (shown(&one.number, &one.name), format!("{} {}", one.name, one.number)))
        .collect();
    Ok((bodies, held, chairs))
}

/// The form of a new session; filled in as the last one was, where that is asked for: all but its time and its special circumstance.
pub(crate) async fn new_form(
    desk: &Desk,
    community: &CommunityId,
    (as_last, matter): (bool, Option<&str>),
    cx: &Cx,
) -> Result<SessionForm, Fault> {
    let mut conn = desk.read().await?;
    let (mut bodies, held, chairs) = form_choices(&mut conn, community, cx.language).await?;
    let shut = communities::find(&mut conn, community).await?.calls_sittings().err();
    let last = sessions::all(&mut conn, community, true, (1, 0)).await?.into_iter().next();
    let from_last = last.is_some() && !as_last;
    let values = match last.filter(|_| as_last) {
        Some(last) => {
            let chair = named(&mut conn, community, &last.chair).await?;
            let deputy = match &last.deputy.0 {
                Some(deputy) => named(&mut conn, community, deputy).await?,
                None => String::new(),
            };
            SessionValues {
                held: Some(last.held),
                body: last.body.0,
                title: last.title,
                place: last.place,
                chair,
                deputy,
                ..SessionValues::default()
            }
        }
        None => Default::default(),
    };
    let matter = match matter {
        Some(id) => crate::record::dossier::called_for(&mut conn, community, id).await?,
        None => None,
    };
    let mut shut = shut.map(|refusal| say::refusal(cx.language, refusal));
    let (values, dossier) = match matter {
        Some(matter) => {
            // Only what the procedure asks for takes a step of it.
            let kinds = crate::record::dossier::sits(&mut conn, &matter.row).await?;
            let there = communities::bodies(&mut conn, community).await?;
            let there = there.iter().filter(|body| kinds.contains(&body.kind));
            let fit: Vec<&str> = there.map(|body| body.id.as_str()).collect();
            bodies.retain(|(id, _)| fit.contains(&id.as_str()));
            if bodies.is_empty() {
                let names: Vec<&str> = kinds.iter().map(|kind| kind.name(cx.language)).collect();
                let names = names.join(&say::sentence(cx.language, "list-or", &[]));
                shut = Some(say::sentence(cx.language, "matter-no-body", &[("bodies", names)]));
            }
            let title = matter.content.title;
            (SessionValues { title: title.clone(), ..values }, (matter.row.id.0, title))
        }
        None => (values, <(String, String)>::default()),
    };
    Ok(SessionForm {
        dossier,
        shut,
        from_last,
        community: community.clone(),
        session: None,
        heading: None,
        bodies,
        held,
        chairs,
        values,
        base: String::new(),
    })
}

/// The form of a drafted session.
pub(crate) async fn edit_form(
    desk: &Desk,
    community: &CommunityId,
    id: &SessionId,
    cx: &Cx,
) -> Result<SessionForm, Fault> {
    let mut conn = desk.read().await?;
    let sitting = Sitting::load(&mut conn, (&desk.rules, desk.now()), community, id).await?;
    let (mut bodies, held, chairs) = form_choices(&mut conn, community, cx.language).await?;
    // A session keeps its body, also where that was retired since.
    if !bodies.iter().any(|(id, _)| *id == *sitting.body.id) {
        bodies.push((sitting.body.id.0.clone(), sitting.body.name.clone()));
    }
    let heading = Some(head(&mut conn, &sitting, cx.language).await?);
    let session = sitting.session;
    let base = crate::sitting::session::base_of(&session);
    let chair = named(&mut conn, community, &session.chair).await?;
    let deputy = match &session.deputy.0 {
        Some(deputy) => named(&mut conn, community, deputy).await?,
        None => String::new(),
    };
    let starts = zone::form_value(Moment(session.starts_at), &sitting.community.zone);
    let values = SessionValues {
        held: Some(session.held),
        body: session.body.0,
        title: session.title,
        place: session.place,
        starts,
        special: session.special,
        chair,
        deputy,
    };
    Ok(SessionForm {
        dossier: Default::default(),
        shut: None,
        from_last: false,
        community: community.clone(),
        session: Some(session.id.0),
        heading,
        bodies,
        held,
        chairs,
        values,
        base,
    })
}

/// The matters that a kind of body may settle, under a delegation where it takes one.
fn matters_of(kind: BodyKind, language: Language) -> Choices {
    let own = Matter::ALL.iter().filter(|one| one.authority().allows(kind, true));
    own.map(|one| (one.id().to_owned(), one.name(language).to_owned())).collect()
}

/// The form of an item: of a draft for those who write it, of a notice for whoever presides.
pub(crate) async fn item_form(desk: &Desk, viewer: &Viewer, item: &ItemId, cx: &Cx) -> Result<ItemForm, Fault> {
    let session = session_of_item(desk, viewer, item).await?;
    let mut conn = desk.read().await?;
    let row = sessions::item(&mut conn, item).await?;
    let sitting = Sitting::load(&mut conn, (&desk.rules, desk.now()), &row.community, &session).await?;
    let act = if sitting.session.phase == Phase::Draft { Act::DraftSession } else { Act::RunSession };
    if !standing_in(viewer, &sitting)?.may(act) {
        return Err(Fault::Forbidden(Refusal::NotYourRole));
    }
    Ok(ItemForm {
        heading: head(&mut conn, &sitting, cx.language).await?,
        base: agenda::base_of(&row),
        item: row.id.0,
        title: row.title,
        matter: row.matter,
        matters: matters_of(sitting.body.kind, cx.language),
        paper: row.paper,
        form: TextForm::stored(&row.paper_form),
        special: sitting.session.special,
    })
}

/// Number and name of a member, as a form names them.
async fn named(conn: &mut Conn, community: &CommunityId, member: &MemberId) -> Result<String, Fault> {
    let row = members::find(conn, community, member).await?;
    Ok(shown(&row.number, &row.name))
}
