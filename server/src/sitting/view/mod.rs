//! What the pages of a session show, put together from the store.

mod appraisal_page;
mod chair_page;
mod count_page;
mod door_page;
mod floor_page;
mod item;
mod member_page;
mod minutes_page;
mod next;
mod now;
mod owners_page;
mod papers_page;
mod quorum;
mod sheet_page;
mod text_page;
mod thread_page;
mod vote_page;

pub(crate) use appraisal_page::appraised;
pub(crate) use chair_page::{chair, edit_form, item_form, new_form};
pub(crate) use count_page::{count, interest, paper};
pub(crate) use door_page::{ListAsked, door};
pub(crate) use floor_page::{roll_call, roll_call_page, screen, screen_board, speaking};
pub(crate) use item::{called, item_state};
pub(crate) use member_page::session;
pub(crate) use minutes_page::minutes;
pub(crate) use now::{Own, state_words};
pub(crate) use owners_page::{proxies, units};
pub(crate) use papers_page::{PapersAsked, papers};
pub(crate) use sheet_page::{ballot_sheet, sign_in_sheet, tally_sheet};
pub(crate) use text_page::text;
pub(crate) use thread_page::{hidden, proposal, proposal_view, remark, remark_view, thread};
pub(crate) use vote_page::{outcome, vote as vote_view};

use crate::{
    act::{Desk, Viewer},
    fault::Fault,
    people::{community::rows as communities, login::rows as logins, member::rows as members, owners::rows as owners},
    record::publication::rows as publication,
    sitting::{
        appraisal::host,
        item::{
            gates,
            rows::{ground::GroundRow, interest as interests},
        },
        presence::{
            attending::{households_now, session_counts},
            rows as presence,
        },
        session::{
            Sitting,
            rows::{self as sessions, ItemRow, RevisionRow},
            session_roles,
        },
        talk::{
            bound_by_votes,
            rows::{floor, hiding, thread as threads},
        },
        vote::{
            on_channels, open_facts,
            rows::{self as votes, VoteRow, count as counts},
        },
    },
    store::{Conn, silence},
    text::{before_signing, said},
    zone,
};
use app::{
    address, say,
    view::{
        Choices, Cx,
        gate::GateLine,
        sitting::{
            ChairPage, Counting, GatesPage, Heading, ItemForm, ItemView, KnownGround, MoveView, OutcomeForm, Presence,
            ResultView, Round, SessionForm, SessionPage, SessionValues, TextPage, VotePage,
        },
    },
};
use item::{Beside, states_of};
use rules::{
    Language, Moment, Refusal,
    agenda::Matter,
    body::{BodyKind, Proxies},
    explain,
    fraction::Fraction,
    gates::GateState,
    id::{CommunityId, ItemId, SessionId},
    kind::{Area, gate::Gate},
    permit::{Act, Role, Standing},
    roll::{Attendance, Channel, present},
    session::{Facts, Move, Phase, decide},
    typed::TextForm,
    vote::{self, Again, OpenFacts},
};
use std::collections::HashMap;

/// What a member is in a session; running the platform opens no session.
fn standing_in(viewer: &Viewer, sitting: &Sitting) -> Result<Standing, Fault> {
    viewer.membership(&sitting.session.community)?;
    let mut standing = viewer.standing(&sitting.session.community)?;
    if let Some(member) = standing.member.clone().filter(|_| viewer.verified) {
        standing.roles.extend(session_roles(&sitting.session, &member));
    }
    Ok(standing)
}

/// What somebody is in a session whose pages they may read: a draft is for those who write it.
pub(crate) fn watching(viewer: &Viewer, sitting: &Sitting) -> Result<Standing, Fault> {
    let standing = standing_in(viewer, sitting)?;
    let drafting = sitting.session.phase == Phase::Draft && !standing.may(Act::DraftSession);
    if drafting || !standing.may(Act::WatchSession) { Err(Fault::NotFound) } else { Ok(standing) }
}

/// The same, for the socket of a session.
pub(crate) async fn may_watch(
    desk: &Desk,
    viewer: &Viewer,
    community: &CommunityId,
    id: &SessionId,
) -> Result<Standing, Fault> {
    let mut conn = desk.read().await?;
    watching(viewer, &Sitting::load(&mut conn, (&desk.rules, desk.now()), community, id).await?)
}

/// The heading of a session's pages.
pub(crate) async fn heading(desk: &Desk, community: &CommunityId, id: &SessionId, cx: &Cx) -> Result<Heading, Fault> {
    let mut conn = desk.read().await?;
    let sitting = Sitting::load(&mut conn, (&desk.rules, desk.now()), community, id).await?;
    head(&mut conn, &sitting, cx.language).await
}

pub(crate) async fn head(conn: &mut Conn, sitting: &Sitting, language: Language) -> Result<Heading, Fault> {
    let counts = session_counts(conn, sitting).await?;
    let quorum = sitting.rule()?.map_or(Fraction::at_least(0, 1), |rule| rule.rule.quorum.fraction());
    let households = households_now(conn, sitting).await?;
    let session = &sitting.session;
    let kind = sitting.body.kind;
    let chair = members::find(conn, &session.community, &session.presiding).await?;
    let notice = publication::revisions(conn, &session.community, &session.id).await?.into_iter().next();
    Ok(Heading {
        notice_withdrawn: notice.map(|row| row.withdrawn).unwrap_or_default(),
        id: session.id.0.clone(),
        community: session.community.clone(),
        title: session.title.clone(),
        body: sitting.body.name.clone(),
        place: session.place.clone(),
        starts: zone::date_time(Moment(session.starts_at), &sitting.community.zone, language),
        phase: session.phase,
        reason: session.reason.clone(),
        held: session.held,
        weighs: kind.weighs(),
        proxies: kind.proxies() != Proxies::None,
        consults: kind == BodyKind::ConsultationCouncil,
        quorum: quorum::words(conn, sitting, (&counts, households), quorum, language).await?,
        quorum_met: match households {
            Some(one) => one.all > 0 && quorum.holds(one.here, one.all),
            // Owners take part by the ballot that comes back, not by who is in the room.
            None => kind.counts_owners() || quorum.holds(present(&counts), counts.eligible),
        },
        paused: if session.pauses_at(sitting.now.0) {
            zone::clock(Moment(session.paused_until), &sitting.community.zone)
        } else {
            String::new()
        },
        pause_stands: session.pause_stands(sitting.now.0),
        chair: chair.name,
        presides: crate::sitting::session::presides(session),
    })
}

fn result(row: &VoteRow, language: Language) -> Result<Option<ResultView>, Fault> {
    Ok(row.count()?.map(|(record, verdict)| ResultView {
        sentence: record.sentence(&verdict, language),
        record,
        verdict,
    }))
}

pub(crate) async fn round(
    conn: &mut Conn,
    (row, now): (&VoteRow, Moment),
    language: Language,
    chairs: bool,
) -> Result<Round, Fault> {
    let (entitled, cast) = votes::turnout(conn, &row.id).await?;
    let shown = match row.phase {
        vote::Phase::Declared => true,
        vote::Phase::Counted => chairs,
        vote::Phase::Prepared | vote::Phase::Open | vote::Phase::Closed | vote::Phase::Void => false,
    };
    Ok(Round {
        title: sessions::revision_title(conn, &row.item, row.revision).await?,
        vote: row.id.0.clone(),
        stands: row.stands(),
        round: row.round,
        revision: row.revision,
        phase: row.phase,
        mode: row.mode,
        ends: match row.ends_at {
            Some(end) => zone::clock(Moment(end), &communities::find(conn, &row.community).await?.zone),
            None => String::new(),
        },
        time_up: row.is_time_up(now),
        void_reason: row.void_reason.clone(),
        paper_only: !*row.phones,
        papers: [row.papers_out, row.papers_spoilt, row.papers_back],
        counting: counting(conn, row).await?,
        again: if chairs { again(conn, row).await? } else { None },
        cast,
        entitled,
        result: if shown { result(row, language)? } else { None },
    })
}

/// What the tellers are at, while a closed vote waits for them.
async fn counting(conn: &mut Conn, row: &VoteRow) -> Result<Option<Counting>, Fault> {
    if row.phase != vote::Phase::Closed {
        return Ok(None);
    }
    let entries = counts::entries(conn, &row.id).await?;
    let attempt = rules::count::attempt(&entries);
    Ok(Some(Counting {
        attempt,
        entered: entries.iter().filter(|entry| entry.attempt == attempt).count() as u64,
        needs_order: rules::count::needs_order(&entries, row.recounts.unsigned_abs()),
    }))
}

/// Whether the chair can order another count in the place of the one that was accepted.
async fn again(conn: &mut Conn, row: &VoteRow) -> Result<Option<Again>, Fault> {
    let phase = row.phase;
    if phase != vote::Phase::Counted {
        return Ok(None);
    }
    let entries = counts::entries(conn, &row.id).await?;
    let kept = counts::closing(conn, &row.id).await?.is_some();
    let facts = rules::count::OrderFacts {
        vote: &row.id,
        phase,
        entries: &entries,
        recounts: row.recounts.unsigned_abs(),
        kept,
    };
    Ok(Some(Again::of(row.mode, row.papers(), &facts)))
}

/// The items with all that a page of the session shows: paper, text, gates, and whether a vote may open.
pub(crate) async fn items(
    conn: &mut Conn,
    sitting: &Sitting,
    language: Language,
    chairs: bool,
) -> Result<Vec<ItemView>, Fault> {
    let beside = Beside::all(conn, &sitting.session.id).await?;
    let counts = session_counts(conn, sitting).await?;
    let households = households_now(conn, sitting).await?;
    let known = gates::Known::of(conn, sitting).await?;
    let calling = floor::running_roll_call(conn, &sitting.session.id).await?.is_some();
    let talks = if chairs { silence::talks(conn).await? } else { Vec::new() };
    let items = sessions::items(conn, &sitting.session.id).await?;
    let mut views = states_of(conn, sitting, &items, &beside, language, chairs).await?;
    for (view, item) in views.iter_mut().zip(&items) {
        let latest = sessions::revisions(conn, &item.id).await?.into_iter().next();
        let revision = latest.as_ref().map(|text| text.number);
        let gates = known.gates(sitting, item)?;
        let state = (view.ending.is_some(), calling);
        let facts = open_facts(state, sitting, (&counts, households), &beside.rows, item, revision, &gates)?;
        let host = host::of_item(conn, sitting, item).await?;
        let opening = vote::open(OpenFacts { host, ..facts });
        view.gates = gate_lines(&gates, language);
        let written = latest.as_ref().map_or(0, |text| text.at);
        note_older(&mut view.gates, &gates, &known.on_record(&sitting.body.id, item), written, language);
        view.talks = talks.clone();
        view.few = few_words(on_channels(&counts), language);
        view.paper = before_signing(TextForm::stored(&item.paper_form), &item.paper, language);
        view.may_open = opening.err().map(|refusal| say::refusal(language, refusal));
        put_text(view, latest, language);
    }
    Ok(views)
}

/// Which channel has so few voters that a secret tally may tell who chose what; empty where none has.
fn few_words(on_channels: [u64; 2], language: Language) -> String {
    if !vote::few(on_channels) {
        return String::new();
    }
    let [room, elsewhere] = on_channels.map(|count| count.to_string());
    say::sentence(language, "mode-few", &[("room", room), ("elsewhere", elsewhere), ("few", vote::FEW.to_string())])
}

/// The latest text of an item, in its view.
fn put_text(view: &mut ItemView, latest: Option<RevisionRow>, language: Language) {
    if let Some(text) = latest {
        view.revision = text.number;
        view.text = before_signing(TextForm::stored(&text.form), &text.body, language);
        view.text_title = text.title;
    }
}

/// A study or a consultation that was put on record before the text was last changed says so: whether it still holds is
/// for the chair to confirm, and for everybody to see.
fn note_older(
    lines: &mut [GateLine],
    gates: &[GateState],
    known: &[Option<&GroundRow>; 4],
    written: i64,
    language: Language,
) {
    let [_, _, study, consultation] = known;
    for (line, gate) in lines.iter_mut().zip(gates) {
        let ground = match gate.gate {
            Some(Gate::PriorPartyStudy { .. }) => study,
            None => consultation,
            _ => continue,
        };
        if gate.met && ground.is_some_and(|ground| ground.at < written) {
            line.words.push_str(&say::sentence(language, "gate-older", &[]));
        }
    }
}

/// The gates in words: met or not, and what could be recorded.
fn gate_lines(gates: &[GateState], language: Language) -> Vec<GateLine> {
    gates.iter().map(|gate| GateLine::of(gate, language)).collect()
}

/// The page on which the gates of an item are seen and what opens them is put on record.
pub(crate) async fn gates_page(desk: &Desk, viewer: &Viewer, item: &ItemId, cx: &Cx) -> Result<GatesPage, Fault> {
    let mut conn = desk.read().await?;
    let item = sessions::item(&mut conn, item).await?;
    viewer.membership(&item.community)?;
    let sitting = Sitting::load(&mut conn, (&desk.rules, desk.now()), &item.community, &item.session).await?;
    let standing = standing_in(viewer, &sitting)?;
    if !standing.may(Act::RecordGround) {
        return Err(Fault::Forbidden(Refusal::NotYourRole));
    }
    let known = gates::Known::of(&mut conn, &sitting).await?;
    let states = known.gates(&sitting, &item)?;
    let ground = |one: &GroundRow| KnownGround {
        said: one.said.clone(),
        seen: one.at,
        by: Role::from_id(&one.role)
            .map_or_else(String::new, |role| say::sentence(cx.language, &format!("role-{}", role.id()), &[])),
        at: zone::date_time(Moment(one.at), &sitting.community.zone, cx.language),
    };
    let opens = standing.may(Act::KeepMatter) && !known.has_matter(&item.id);
    let community = &sitting.community;
    let opens = opens && !community.id.is_practice();
    Ok(GatesPage {
        open_matter: opens.then(|| address::new_matter_from(&community.id, &format!("item:{}", item.id))),
        heading: head(&mut conn, &sitting, cx.language).await?,
        matter: matter(&item, cx.language),
        gates: gate_lines(&states, cx.language),
        wants: states.iter().filter_map(|gate| gate.wants).collect(),
        known: known.on_record(&sitting.body.id, &item).map(|one| one.map(ground).unwrap_or_default()),
        item: item.id.0,
        title: item.title,
    })
}

fn matter(item: &ItemRow, language: Language) -> String {
    Matter::from_id(&item.matter).map_or_else(|| item.matter.clone(), |matter| matter.name(language).to_owned())
}
