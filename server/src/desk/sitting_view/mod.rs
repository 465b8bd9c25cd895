//! What the pages of a session show, put together from the store.

mod chair_page;
mod door_page;
mod member_page;
mod text_page;
mod vote_page;

pub(crate) use chair_page::{chair, edit_form, new_form};
pub(crate) use door_page::door;
pub(crate) use member_page::session;
pub(crate) use text_page::{session_of_item, text};
pub(crate) use vote_page::{outcome, vote as vote_view};

use super::{Desk, Viewer, gates, presence::session_counts, session::Sitting, session_roles, vote::open_facts};
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
            ChairPage, DoorLine, DoorPage, GateLine, GatesPage, Heading, ItemView, MoveView, OutcomeForm, Presence,
            ResultView, Round, SessionForm, SessionPage, TextPage, VotePage,
        },
    },
};
use rules::{
    Language, Moment, Refusal,
    agenda::Matter,
    explain,
    fraction::Fraction,
    gates::{GateState, Ground},
    permit::{Act, Role, Standing},
    roll::{Attendance, Channel, Weight, present},
    session::{Facts, Move, Phase, decide},
    vote,
};
use std::collections::HashMap;

/// What somebody is in a session.
fn standing_in(viewer: &Viewer, sitting: &Sitting) -> Result<Standing, Fault> {
    let mut standing = viewer.standing(&sitting.session.community)?;
    if let Some(member) = standing.member.clone().filter(|_| viewer.verified) {
        standing.roles.extend(session_roles(&sitting.session, member.as_str()));
    }
    Ok(standing)
}

/// The heading of a session's pages.
pub(crate) async fn heading(desk: &Desk, community: &str, id: &str, cx: &Cx) -> Result<Heading, Fault> {
    let mut conn = desk.read().await?;
    let sitting = Sitting::load(&mut conn, &desk.rules, community, id).await?;
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
    })
}

async fn items(conn: &mut Conn, sitting: &Sitting, language: Language, chairs: bool) -> Result<Vec<ItemView>, Fault> {
    let rows = votes::of_session(conn, &sitting.session.id).await?;
    let counts = session_counts(conn, sitting).await?;
    let mut views = Vec::new();
    for item in sessions::items(conn, &sitting.session.id).await? {
        let latest = sessions::revisions(conn, &item.id).await?.into_iter().next();
        let mut rounds = Vec::new();
        let mut frozen = false;
        // While this item's own vote runs, opening another is not offered at all.
        let mut own = false;
        for row in &rows {
            let phase = row.phase()?;
            let running = matches!(phase, vote::Phase::Open | vote::Phase::Closed | vote::Phase::Counted);
            if row.item != item.id {
                continue;
            }
            own = own || running;
            let passed = row.count()?.is_some_and(|(_, verdict)| verdict.passed);
            frozen = frozen || running || (phase == vote::Phase::Declared && passed);
            rounds.push(round(conn, row, language, chairs).await?);
        }
        let revision = latest.as_ref().map(|text| text.number);
        let gates = gates::of_item(conn, sitting, &item).await?;
        let opening = vote::open(open_facts(sitting, &counts, &rows, &item, revision, &gates)?);
        views.push(ItemView {
            matter: matter(&item, language),
            gates: gate_lines(&gates, language),
            paper: markdown(&item.paper),
            text_title: latest.as_ref().map(|text| text.title.clone()).unwrap_or_default(),
            text: latest.as_ref().map(|text| markdown(&text.body)).unwrap_or_default(),
            revision: latest.as_ref().map_or(0, |text| text.number),
            may_open: opening.err().map(|refusal| say::refusal(language, refusal)),
            id: item.id,
            title: item.title,
            rounds,
            frozen,
            voting: own,
        });
    }
    Ok(views)
}

/// The gates in words: met or not, and what could be recorded.
fn gate_lines(gates: &[GateState], language: Language) -> Vec<GateLine> {
    gates.iter().map(|gate| GateLine { met: gate.met, words: gate.sentence(language) }).collect()
}

/// The page on which the gates of an item are seen and what opens them is put on record.
pub(crate) async fn gates_page(desk: &Desk, viewer: &Viewer, item: &str, cx: &Cx) -> Result<GatesPage, Fault> {
    let mut conn = desk.read().await?;
    let item = sessions::item(&mut conn, item).await?;
    viewer.membership(&item.community)?;
    let sitting = Sitting::load(&mut conn, &desk.rules, &item.community, &item.session).await?;
    let standing = standing_in(viewer, &sitting)?;
    if !standing.may(Act::RecordGround) {
        return Err(Fault::Forbidden(Refusal::NotYourRole));
    }
    let states = gates::of_item(&mut conn, &sitting, &item).await?;
    Ok(GatesPage {
        heading: head(&mut conn, &sitting, cx.language).await?,
        matter: matter(&item, cx.language),
        gates: gate_lines(&states, cx.language),
        wants: states.iter().filter_map(|gate| gate.wants).map(Ground::id).collect(),
        known: gates::on_record(&mut conn, &sitting, &item).await?,
        item: item.id,
        title: item.title,
    })
}

fn matter(item: &ItemRow, language: Language) -> String {
    Matter::from_id(&item.matter).map_or_else(|| item.matter.clone(), |matter| matter.name(language).to_owned())
}
