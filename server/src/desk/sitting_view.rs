//! What the pages of a session show, put together from the store.

use super::{Desk, Viewer, days_until, presence::session_counts, session::Sitting, session_roles};
use crate::{
    fault::Fault,
    store::{
        Conn, community as communities, login as logins, member as members, outcome as outcomes, presence, publication,
        session::{self as sessions, ItemRow},
        vote::{self as votes, VoteRow},
    },
    text::markdown,
    zone,
};
use app::{
    say,
    view::{
        Choices, Cx,
        sitting::{
            ChairPage, DoorLine, DoorPage, Heading, ItemView, MoveView, OutcomeForm, Presence, ResultView, Round,
            SessionForm, SessionPage, TextPage, VotePage,
        },
    },
};
use rules::{
    Language, Moment, Refusal,
    agenda::Matter,
    explain,
    fraction::Fraction,
    permit::{Act, Role, Standing},
    roll::{Attendance, Channel, Weight, present},
    session::{Facts, Move, Phase, decide},
    vote,
};
use std::collections::HashMap;

/// What somebody is in a session.
fn standing_in(viewer: &Viewer, sitting: &Sitting) -> Result<Standing, Fault> {
    let mut standing = viewer.standing(&sitting.session.community)?;
    if let Some(member) = standing.member.clone() {
        standing.roles.extend(session_roles(&sitting.session, member.as_str()));
    }
    Ok(standing)
}

/// The heading of a session's pages.
pub(crate) async fn heading(desk: &Desk, community: &str, id: &str, cx: &Cx) -> Result<Heading, Fault> {
    let mut conn = desk.read().await?;
    let sitting = Sitting::load(&mut conn, community, id).await?;
    head(&mut conn, &sitting, cx.language).await
}

async fn head(conn: &mut Conn, sitting: &Sitting, language: Language) -> Result<Heading, Fault> {
    let counts = session_counts(conn, sitting).await?;
    let quorum = sitting.rule()?.map_or(Fraction::at_least(0, 1), |rule| rule.rule.quorum.fraction());
    let here = present(&counts);
    let session = &sitting.session;
    let chair = members::find(conn, &session.community, &session.presiding).await?;
    Ok(Heading {
        id: session.id.clone(),
        community: session.community.clone(),
        title: session.title.clone(),
        body: sitting.body.name.clone(),
        place: session.place.clone(),
        starts: zone::date_time(Moment(session.starts_at), &sitting.community.zone, language),
        phase: session.phase.clone(),
        reason: session.reason.clone(),
        held: session.held.clone(),
        quorum: explain::quorum_sentence(quorum, counts.eligible, here, language),
        quorum_met: quorum.holds(here, counts.eligible),
        observers: counts.observers + counts.online_unverified,
        chair: chair.name,
    })
}

fn result(row: &VoteRow, language: Language) -> Result<Option<ResultView>, Fault> {
    Ok(row.count()?.map(|(record, verdict)| ResultView {
        sentence: explain::verdict_sentence(&record, &verdict, language),
        record,
        verdict,
    }))
}

async fn round(conn: &mut Conn, row: &VoteRow, language: Language, chairs: bool) -> Result<Round, Fault> {
    let (entitled, cast) = votes::turnout(conn, &row.id).await?;
    let shown = match row.phase()? {
        vote::Phase::Declared => true,
        vote::Phase::Counted => chairs,
        vote::Phase::Prepared | vote::Phase::Open | vote::Phase::Closed | vote::Phase::Void => false,
    };
    Ok(Round {
        vote: row.id.clone(),
        round: row.round,
        revision: row.revision,
        phase: row.phase.clone(),
        cast,
        entitled,
        result: if shown { result(row, language)? } else { None },
        outcome: String::new(),
    })
}

async fn items(conn: &mut Conn, sitting: &Sitting, language: Language, chairs: bool) -> Result<Vec<ItemView>, Fault> {
    let rows = votes::of_session(conn, &sitting.session.id).await?;
    let mut views = Vec::new();
    for item in sessions::items(conn, &sitting.session.id).await? {
        let latest = sessions::revisions(conn, &item.id).await?.into_iter().next();
        let mut rounds = Vec::new();
        let mut frozen = false;
        let mut why = None;
        for row in &rows {
            let phase = row.phase()?;
            let running = matches!(phase, vote::Phase::Open | vote::Phase::Closed | vote::Phase::Counted);
            if running {
                why = Some(Refusal::OtherVoteOpen);
            }
            if row.item != item.id {
                continue;
            }
            let (passed, tie) = row
                .count()?
                .map_or((false, false), |(record, verdict)| (verdict.passed, rules::proposal::is_tie(&record)));
            frozen = frozen || running || (phase == vote::Phase::Declared && passed);
            let same = latest.as_ref().is_some_and(|text| text.number == row.revision);
            if phase == vote::Phase::Declared && same && !tie && why.is_none() {
                why = Some(Refusal::NoSecondRound);
            }
            rounds.push(round(conn, row, language, chairs).await?);
        }
        let counts = session_counts(conn, sitting).await?;
        let met =
            sitting.rule()?.is_some_and(|rule| rule.rule.quorum.fraction().holds(present(&counts), counts.eligible));
        if why.is_none() && !met {
            why = Some(Refusal::QuorumNotMet);
        }
        let decided =
            rounds.iter().any(|one| one.phase == "declared" && one.result.as_ref().is_some_and(|r| r.verdict.passed));
        views.push(ItemView {
            matter: matter(&item, language),
            paper: markdown(&item.paper),
            text_title: latest.as_ref().map(|text| text.title.clone()).unwrap_or_default(),
            text: latest.as_ref().map(|text| markdown(&text.body)).unwrap_or_default(),
            revision: latest.as_ref().map_or(0, |text| text.number),
            may_open: if decided {
                Some(say::refusal(language, Refusal::NoSecondRound))
            } else {
                why.map(|why| say::refusal(language, why))
            },
            id: item.id,
            position: item.position,
            title: item.title,
            rounds,
            frozen,
        });
    }
    Ok(views)
}

fn matter(item: &ItemRow, language: Language) -> String {
    Matter::from_id(&item.matter).map_or_else(|| item.matter.clone(), |matter| matter.name(language).to_owned())
}

/// A session as a member sees it.
pub(crate) async fn session(desk: &Desk, viewer: &Viewer, id: &str, cx: &Cx) -> Result<SessionPage, Fault> {
    let community = desk.session_for(viewer, id).await?.community;
    let mut conn = desk.read().await?;
    let sitting = Sitting::load(&mut conn, &community, id).await?;
    let standing = standing_in(viewer, &sitting)?;
    if sitting.session.phase()? == Phase::Draft && !standing.may(Act::DraftSession) {
        return Err(Fault::NotFound);
    }
    let presence = match &standing.member {
        Some(member) => presence_of(&mut conn, &sitting, member.as_str()).await?,
        None => Presence::Guest,
    };
    let held = sitting.session.held()?;
    Ok(SessionPage {
        heading: head(&mut conn, &sitting, cx.language).await?,
        presence,
        items: items(&mut conn, &sitting, cx.language, standing.is(Role::SessionChair)).await?,
        may_chair: standing.may(Act::RunSession) || standing.may(Act::DraftSession),
        may_take_chair: standing.may(Act::TakeChair),
        may_keep_door: standing.may(Act::KeepPresence),
        online: held.takes(Channel::Online),
        online_counts: !sitting.body.basis_text.is_empty(),
    })
}

async fn presence_of(conn: &mut Conn, sitting: &Sitting, member: &str) -> Result<Presence, Fault> {
    let session = &sitting.session;
    let row = presence::attendee(conn, &session.id, member).await?;
    let expected = match session.phase()? {
        Phase::Draft | Phase::Announced => {
            let roll = presence::expected_roll(conn, &session.community, &session.body, sitting.adults()?).await?;
            roll.iter().any(|(one,)| one == member)
        }
        _ => row.as_ref().is_some_and(|one| one.on_roll == 1),
    };
    let scanned = presence::scans(conn, &session.id).await?.iter().any(|scan| scan.member == member);
    Ok(match row {
        Some(one) if one.here() => match (one.weight(), expected) {
            (Some(Weight::Present), _) => Presence::Present,
            (_, true) => Presence::Observer,
            (_, false) => Presence::GuestObserver,
        },
        Some(one) if one.left_at.is_some() => Presence::Left,
        _ if scanned => Presence::Scanned,
        _ if expected => Presence::Expected,
        _ => Presence::Guest,
    })
}

/// The chair's desk.
pub(crate) async fn chair(desk: &Desk, viewer: &Viewer, id: &str, cx: &Cx) -> Result<ChairPage, Fault> {
    let community = desk.session_for(viewer, id).await?.community;
    let mut conn = desk.read().await?;
    let sitting = Sitting::load(&mut conn, &community, id).await?;
    let standing = standing_in(viewer, &sitting)?;
    if !standing.may(Act::RunSession) && !standing.may(Act::DraftSession) && !standing.may(Act::WriteText) {
        return Err(Fault::Forbidden(Refusal::NotYourRole));
    }
    let language = cx.language;
    let session = &sitting.session;
    let phase = session.phase()?;
    let views = items(&mut conn, &sitting, language, true).await?;
    let unfinished = views.iter().flat_map(|item| &item.rounds);
    let unfinished =
        unfinished.filter(|one| matches!(one.phase.as_str(), "open" | "closed" | "counted")).count() as u64;
    let rule = sitting.rule()?;
    let starts = Moment(session.starts_at);
    let days = days_until(desk.now(), starts, &sitting.community.zone)?;
    let required = rule.as_ref().map_or(0, |rule| rule.notice_days);
    let facts = Facts {
        items: views.len() as u64,
        unfinished_votes: unfinished,
        notice_days: days,
        required_days: required,
        special_circumstance: !session.special.is_empty(),
        reason: true,
        in_past: starts < desk.now(),
        has_rule: rule.is_some(),
    };
    let mut moves = Vec::new();
    for step in Move::ALL {
        let allowed = standing.may(if step == Move::Announce { Act::AnnounceSession } else { Act::RunSession });
        let later = step == Move::Postpone;
        let facts = if later { Facts { notice_days: i64::MAX, in_past: false, ..facts } } else { facts };
        let refused = match decide(phase, step, &facts) {
            Err(Refusal::WrongPhase) => continue,
            Err(refusal) => Some(refusal),
            Ok(_) if !allowed => Some(Refusal::NotYourRole),
            Ok(_) => None,
        };
        moves.push(MoveView {
            id: step.id(),
            refused: refused.map(|refusal| say::refusal(language, refusal)),
            needs_reason: matches!(step, Move::Suspend | Move::Postpone | Move::Cancel),
            needs_time: later,
        });
    }
    let deputy = match &session.deputy {
        Some(deputy) => Some(members::find(&mut conn, &community, deputy).await?.name),
        None => None,
    };
    Ok(ChairPage {
        heading: head(&mut conn, &sitting, language).await?,
        items: views,
        moves,
        draft: phase == Phase::Draft && standing.may(Act::DraftSession),
        presiding: standing.is(Role::SessionChair),
        may_write: standing.may(Act::WriteText) && !matches!(phase, Phase::Closed | Phase::Cancelled),
        deputy,
        deputy_presides: session.deputy.as_ref() == Some(&session.presiding),
        matters: Matter::ALL.iter().map(|one| (one.id().to_owned(), one.name(language).to_owned())).collect(),
        notice: notice_words(session.announced_at, days, required, &sitting.community.zone, language)?,
        special: session.special.clone(),
        starts_value: zone::form_value(starts, &sitting.community.zone),
    })
}

fn notice_words(
    announced: Option<i64>,
    days: i64,
    required: i64,
    zone: &str,
    language: Language,
) -> Result<String, Fault> {
    let (key, at) = match announced {
        Some(at) => ("chair-notice-given", zone::date(Moment(at), zone, language)),
        None => ("chair-notice-ahead", String::new()),
    };
    let arguments = [("at", at), ("days", days.to_string()), ("required", required.to_string())];
    Ok(say::sentence(language, key, &arguments))
}

async fn form_choices(
    conn: &mut Conn,
    community: &str,
    language: Language,
) -> Result<(Choices, Choices, Choices), Fault> {
    let bodies = communities::bodies(conn, community).await?.into_iter().map(|row| (row.id, row.name)).collect();
    let held = Attendance::ALL
        .map(|one| (one.id().to_owned(), say::sentence(language, &format!("held-{}", one.id()), &[])))
        .to_vec();
    let roles = communities::roles(conn, community).await?;
    let people = members::all(conn, community).await?;
    let chairs = people
        .iter()
        .filter(|one| one.active() && roles.iter().any(|(member, role)| *member == one.id && role == Role::Chair.id()))
        .map(|one| (one.number.clone(), format!("{} {}", one.name, one.number)))
        .collect();
    Ok((bodies, held, chairs))
}

/// The form of a new session.
pub(crate) async fn new_form(desk: &Desk, community: &str, cx: &Cx) -> Result<SessionForm, Fault> {
    let (bodies, held, chairs) = form_choices(&mut *desk.read().await?, community, cx.language).await?;
    Ok(SessionForm { community: community.to_owned(), session: None, bodies, held, chairs, values: Default::default() })
}

/// The form of a drafted session.
pub(crate) async fn edit_form(desk: &Desk, community: &str, id: &str, cx: &Cx) -> Result<SessionForm, Fault> {
    let mut conn = desk.read().await?;
    let sitting = Sitting::load(&mut conn, community, id).await?;
    let (bodies, held, chairs) = form_choices(&mut conn, community, cx.language).await?;
    let session = sitting.session;
    let chair = members::find(&mut conn, community, &session.chair).await?.number;
    let deputy = match &session.deputy {
        Some(deputy) => members::find(&mut conn, community, deputy).await?.number,
        None => String::new(),
    };
    let starts = zone::form_value(Moment(session.starts_at), &sitting.community.zone);
    let values = [session.body, session.title, session.place, session.held, starts, session.special, chair, deputy];
    Ok(SessionForm { community: community.to_owned(), session: Some(session.id), bodies, held, chairs, values })
}

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
    let takes =
        matches!(phase, Phase::Announced | Phase::Open | Phase::Suspended) && session.held()?.takes(Channel::Onsite);
    Ok(DoorPage {
        heading: head(&mut conn, &sitting, cx.language).await?,
        query: query.to_owned(),
        scanned,
        found,
        takes,
    })
}

/// The session of an item, if the viewer belongs to its community.
pub(crate) async fn session_of_item(desk: &Desk, viewer: &Viewer, item: &str) -> Result<String, Fault> {
    let item = sessions::item(&mut *desk.read().await?, item).await?;
    viewer.in_community(&item.community)?;
    Ok(item.session)
}

/// The text of an item, for whoever writes it.
pub(crate) async fn text(desk: &Desk, viewer: &Viewer, item: &str, cx: &Cx) -> Result<(String, TextPage), Fault> {
    let session = session_of_item(desk, viewer, item).await?;
    let mut conn = desk.read().await?;
    let row = sessions::item(&mut conn, item).await?;
    let sitting = Sitting::load(&mut conn, &row.community, &session).await?;
    if !standing_in(viewer, &sitting)?.may(Act::WriteText) {
        return Err(Fault::Forbidden(Refusal::NotYourRole));
    }
    let views = items(&mut conn, &sitting, cx.language, false).await?;
    let revisions = sessions::revisions(&mut conn, item).await?;
    let latest = revisions.first();
    let page = TextPage {
        heading: head(&mut conn, &sitting, cx.language).await?,
        item: row.id.clone(),
        title: latest.map_or_else(|| row.title.clone(), |text| text.title.clone()),
        body: latest.map(|text| text.body.clone()).unwrap_or_default(),
        base: latest.map_or(0, |text| text.number),
        frozen: views.iter().any(|view| view.id == row.id && view.frozen),
        revisions: revisions
            .iter()
            .map(|text| {
                let at = zone::date_time(Moment(text.at), &sitting.community.zone, cx.language);
                (text.number, text.title.clone(), at, markdown(&text.body))
            })
            .collect(),
        item_title: row.title,
    };
    Ok((row.community, page))
}

/// A vote as a member sees it.
pub(crate) async fn vote(desk: &Desk, viewer: &Viewer, id: &str, cx: &Cx) -> Result<VotePage, Fault> {
    let row = desk.vote_for(viewer, id).await?;
    let mut conn = desk.read().await?;
    let sitting = Sitting::load(&mut conn, &row.community, &row.session).await?;
    let standing = standing_in(viewer, &sitting)?;
    let language = cx.language;
    let revisions = sessions::revisions(&mut conn, &row.item).await?;
    let text = revisions.iter().find(|one| one.number == row.revision).ok_or(Fault::Stored("votes.revision"))?;
    let unit = standing.member.as_ref().map(|one| one.0.clone()).unwrap_or_default();
    let stored = votes::ballot(&mut conn, &row.id, &unit).await?;
    let entry = votes::entry(&mut conn, &row.id, &unit).await?;
    let here = presence::attendee(&mut conn, &row.session, &unit).await?;
    let judged = vote::cast(
        &vote::CastFacts {
            phase: row.phase()?,
            ends_at: row.ends_at.map(Moment),
            now: desk.now(),
            on_roll: entry.is_some(),
            already: stored.is_some(),
            present: here.as_ref().is_some_and(|one| one.counts()),
            observer: here.as_ref().is_some_and(|one| one.here() && one.weight() == Some(Weight::Observer)),
            verified: viewer.verified,
        },
        rules::ballot::Choice::Abstain,
    );
    let rule = row.rule()?;
    Ok(VotePage {
        heading: head(&mut conn, &sitting, language).await?,
        item: row.item.clone(),
        round: round(&mut conn, &row, language, standing.is(Role::SessionChair)).await?,
        text_title: text.title.clone(),
        text: markdown(&text.body),
        stored: stored.map(|one| (one.choice, zone::date_time(Moment(one.at), &sitting.community.zone, language))),
        refused: judged.err().map(|refusal| say::refusal(language, refusal)),
        rule: say::sentence(
            language,
            "vote-rule",
            &[
                ("quorum", explain::fraction_words(rule.rule.quorum.fraction(), language)),
                ("pass", explain::pass_words(rule.rule.pass, language)),
                ("source", rule.source.join("、")),
            ],
        ),
        published: !publication::revisions(&mut conn, &row.community, &row.id).await?.is_empty(),
    })
}

/// The decision on its way to the public.
pub(crate) async fn outcome(desk: &Desk, viewer: &Viewer, id: &str, cx: &Cx) -> Result<OutcomeForm, Fault> {
    let row = desk.vote_for(viewer, id).await?;
    let mut conn = desk.read().await?;
    let sitting = Sitting::load(&mut conn, &row.community, &row.session).await?;
    let standing = standing_in(viewer, &sitting)?;
    let may_write = standing.may(Act::WriteOutcome);
    let may_countersign = standing.may(Act::CountersignOutcome);
    if !may_write && !may_countersign && !standing.may(Act::PublishOutcome) {
        return Err(Fault::Forbidden(Refusal::NotYourRole));
    }
    if row.phase()? != vote::Phase::Declared {
        return Err(Fault::Forbidden(Refusal::NotDeclared));
    }
    let draft = outcomes::of_vote(&mut conn, &row.id).await?;
    let published = !publication::revisions(&mut conn, &row.community, &row.id).await?.is_empty();
    let roles = communities::roles(&mut conn, &row.community).await?;
    let mut page = OutcomeForm {
        heading: head(&mut conn, &sitting, cx.language).await?,
        vote: row.id.clone(),
        item: row.item.clone(),
        result: result(&row, cx.language)?,
        may_write,
        may_publish: standing.may(Act::PublishOutcome),
        published,
        ..OutcomeForm::default()
    };
    if let Some(draft) = draft {
        let me = standing.member.as_ref().map(|one| one.0.clone()).unwrap_or_default();
        let supervisors = roles.iter().any(|(member, role)| role == Role::Supervisor.id() && *member != draft.author);
        let refusal = if draft.author == me {
            Some(Refusal::OwnCountersign)
        } else if !may_countersign {
            Some(if supervisors { Refusal::SupervisorNeeded } else { Refusal::NotYourRole })
        } else if supervisors && !standing.is(Role::Supervisor) {
            Some(Refusal::SupervisorNeeded)
        } else {
            None
        };
        page.may_sign = refusal.is_none();
        page.why_not_sign = refusal.map(|refusal| say::refusal(cx.language, refusal)).unwrap_or_default();
        page.body_html = markdown(&draft.body);
        page.body = draft.body;
        page.responsible = draft.responsible;
        page.due = draft.due;
        page.correction = draft.correction;
        page.signed_as = draft.signer_role;
        page.phase = draft.phase;
    }
    Ok(page)
}
