//! Threads, proposals, remarks and what was hidden, put together for pages and for the live feed alike.

use crate::{
    heavy::heavy,
    sitting::{
        talk::{
            floor_of, proposal_facts,
            rows::{
                hiding::HidingRow,
                thread::{self as threads, ProposalRow, RemarkRow},
            },
        },
        view::*,
    },
    store::feed,
    text::{as_typed, changes},
};
use app::view::room::{
    HiddenLine, HiddenPage, HiddenView, LiveView, ProposalPage, ProposalView, RemarkPage, RemarkView, RevisionView,
    ThreadPage,
};
use rules::{
    hiding::{HidingState, Spoken},
    id::{CommunityId, ItemId, SessionId},
    thread::State,
    typed::TextForm,
};
use std::collections::HashSet;

/// How a page follows its session.
///
/// It is asked first, before anything that the page shows is read: what is done meanwhile is told again rather than missed.
pub(crate) async fn live(
    conn: &mut Conn,
    viewer: &Viewer,
    community: &CommunityId,
    session: &SessionId,
) -> Result<LiveView, Fault> {
    Ok(LiveView {
        session: session.0.clone(),
        since: feed::last(conn, session).await?,
        member: viewer.membership(community).map_or_else(|_| String::new(), |one| one.member.to_string()),
    })
}

/// A time in the room: the hour is enough.
fn time(sitting: &Sitting, at: i64, language: Language) -> String {
    zone::time(Moment(at), &sitting.community.zone, language)
}

async fn hidden_view(conn: &mut Conn, subject: &str) -> Result<Option<HiddenView>, Fault> {
    let Some(row) = hiding::now_of(conn, subject).await? else { return Ok(None) };
    Ok(Some(HiddenView {
        state: row.state,
        id: row.id.0,
        session: row.session.0,
        reason: row.reason,
        fingerprint: row.fingerprint,
    }))
}

/// One text in its form, made beside the workers.
async fn shown_text((form, body): (&str, &str), language: Language) -> Result<String, Fault> {
    let (form, body) = (form.to_owned(), body.to_owned());
    heavy(move || said(&form, &body, language)).await
}

/// A proposal as everybody in the community sees it.
pub(crate) async fn proposal_view(
    conn: &mut Conn,
    sitting: &Sitting,
    row: &ProposalRow,
    language: Language,
) -> Result<ProposalView, Fault> {
    let hidden = if row.hidden > 0 { hidden_view(conn, &row.id).await? } else { None };
    let shown = hidden.is_none();
    Ok(ProposalView {
        id: row.id.to_string(),
        item: row.item.0.clone(),
        number: row.number,
        author: row.author_name.clone(),
        at: time(sitting, row.at, language),
        state: row.state,
        revision: row.latest,
        title: if shown { row.title.clone() } else { String::new() },
        text: if shown { shown_text((&row.form, &row.body), language).await? } else { String::new() },
        seconds: row.seconds,
        entered: *row.entered,
        seconds_entered: row.seconds_entered,
        hidden,
    })
}

/// A remark as everybody in the community sees it, without its answers.
pub(crate) async fn remark_view(
    conn: &mut Conn,
    sitting: &Sitting,
    row: &RemarkRow,
    language: Language,
) -> Result<RemarkView, Fault> {
    let hidden = if row.hidden > 0 { hidden_view(conn, &row.id).await? } else { None };
    let text = if hidden.is_none() { shown_text((&row.form, &row.body), language).await? } else { String::new() };
    Ok(remark_of(sitting, row, language, hidden, text))
}

fn remark_of(
    sitting: &Sitting,
    row: &RemarkRow,
    language: Language,
    hidden: Option<HiddenView>,
    text: String,
) -> RemarkView {
    RemarkView {
        id: row.id.to_string(),
        item: row.item.0.clone(),
        parent: row.parent.clone(),
        about: row.about,
        author: row.author_name.clone(),
        at: time(sitting, row.at, language),
        seq: row.seq,
        text,
        answered: *row.answered,
        hidden,
        answers: Vec::new(),
    }
}

async fn remark_views(
    conn: &mut Conn,
    sitting: &Sitting,
    item: &ItemId,
    (whole, language): (bool, Language),
) -> Result<(Vec<RemarkView>, usize), Fault> {
    let mut tops: Vec<RemarkView> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut rows = threads::remarks(conn, item).await?;
    let earlier = if whole { 0 } else { keep_newest(&mut rows) };
    // A long evening has thousands: their texts are made beside the workers.
    let bodies: Vec<(String, String)> = rows
        .iter()
        .map(|row| if row.hidden == 0 { (row.form.clone(), row.body.clone()) } else { Default::default() })
        .collect();
    let texts = heavy(move || bodies.iter().map(|(form, body)| said(form, body, language)).collect::<Vec<_>>()).await?;
    for (row, text) in rows.into_iter().zip(texts) {
        let hidden = if row.hidden > 0 { hidden_view(conn, &row.id).await? } else { None };
        let view = remark_of(sitting, &row, language, hidden, text);
        match places.get(&row.parent).and_then(|at| tops.get_mut(*at)) {
            Some(top) => top.answers.push(view),
            None => {
                places.insert(row.id, tops.len());
                tops.push(view);
            }
        }
    }
    Ok((tops, earlier))
}

/// Keeps the newest of what was said, each with its answers; how many go.
fn keep_newest(rows: &mut Vec<RemarkRow>) -> usize {
    let all = rows.len();
    let tops: Vec<&str> = rows.iter().filter(|row| row.parent.is_empty()).map(|row| row.id.as_str()).collect();
    let gone: HashSet<String> =
        tops.iter().take(tops.len().saturating_sub(NEWEST)).map(|id| (*id).to_owned()).collect();
    rows.retain(|row| !gone.contains(&row.id) && !gone.contains(&row.parent));
    all - rows.len()
}

/// So much of what was said stands on a thread's page; the rest is one link away.
const NEWEST: usize = 20;

/// The thread under an item: the newest of what was said, or the whole of it. `answer`: the remark that is being answered.
pub(crate) async fn thread(
    desk: &Desk,
    viewer: &Viewer,
    item: &ItemId,
    (answer, whole): (Option<&str>, bool),
    cx: &Cx,
) -> Result<ThreadPage, Fault> {
    let row = desk.item_for(viewer, item).await?;
    let mut conn = desk.read().await?;
    let live = live(&mut conn, viewer, &row.community, &row.session).await?;
    let sitting = Sitting::load(&mut conn, (&desk.rules, desk.now()), &row.community, &row.session).await?;
    let standing = watching(viewer, &sitting)?;
    let language = cx.language;
    let presides = standing.is(Role::SessionChair);
    let member = standing.member.clone().unwrap_or_default();
    let floor = floor_of(&mut conn, &sitting.session, &row, &member, presides, desk.now()).await?;
    // What passes by waiting does not take the form away.
    let refused = floor.err().filter(|refusal| *refusal != Refusal::PostTooSoon);
    let mut proposals = Vec::new();
    for one in threads::proposals(&mut conn, item).await? {
        proposals.push(proposal_view(&mut conn, &sitting, &one, language).await?);
    }
    // Whoever answers something finds it, however old it is.
    let whole = whole || answer.is_some();
    let (remarks, earlier) = remark_views(&mut conn, &sitting, item, (whole, language)).await?;
    let reply_to = remarks.iter().find(|one| Some(one.id.as_str()) == answer && one.hidden.is_none()).cloned();
    // A thread shows one item's text and state; the gates stand on the session's pages.
    let mut view = item_state(&mut conn, &sitting, item, language, presides).await?.ok_or(Fault::NotFound)?;
    put_text(&mut view, sessions::revisions(&mut conn, item).await?.into_iter().next(), language);
    Ok(ThreadPage {
        heading: head(&mut conn, &sitting, language).await?,
        item: view,
        proposals,
        remarks,
        earlier,
        refused: refused.map(|refusal| say::refusal(language, refusal)),
        reply_to,
        may_moderate: standing.may(Act::Moderate),
        hidden: hiding::of_session(&mut conn, &sitting.session.id).await?.len(),
        now: Own::of(&mut conn, &sitting, viewer, &standing).await?.now(&mut conn, &sitting, language).await?,
        live,
    })
}

/// A proposal with its revisions. `shown`: the one whose text and changes are shown, the latest where none is named; the others
/// are named and lead there.
pub(crate) async fn proposal(
    desk: &Desk,
    viewer: &Viewer,
    id: &str,
    shown: Option<i64>,
    cx: &Cx,
) -> Result<ProposalPage, Fault> {
    let row = desk.proposal_for(viewer, id).await?;
    let mut conn = desk.read().await?;
    let live = live(&mut conn, viewer, &row.community, &row.session).await?;
    let row = threads::proposal(&mut conn, &row.id).await?;
    let sitting = Sitting::load(&mut conn, (&desk.rules, desk.now()), &row.community, &row.session).await?;
    let standing = watching(viewer, &sitting)?;
    let language = cx.language;
    let item = sessions::item(&mut conn, &row.item).await?;
    let member = standing.member.clone().unwrap_or_default();
    let presides = standing.is(Role::SessionChair);
    let floor = floor_of(&mut conn, &sitting.session, &item, &member, presides, desk.now()).await?;
    let may_post = !floor.is_err_and(|refusal| refusal != Refusal::PostTooSoon);
    let facts = proposal_facts(&row, &member);
    let open = facts.state == State::Open && !facts.hidden;
    let bound = bound_by_votes(&votes::of_session(&mut conn, &row.session).await?, &row.item)?;
    let rows = if facts.hidden { Vec::new() } else { threads::revisions(&mut conn, &row.id).await? };
    let at = shown.and_then(|number| rows.iter().position(|one| one.number == number)).unwrap_or(0);
    let (mut text, mut difference) = (String::new(), String::new());
    if let Some(one) = rows.get(at) {
        let (form, body, before) = (one.form.clone(), one.body.clone(), rows.get(at + 1).map(|one| one.body.clone()));
        let made = heavy(move || {
            let difference = before.map(|before| changes(&before, &body)).unwrap_or_default();
            (said(&form, &body, language), difference)
        });
        (text, difference) = made.await?;
    }
    let revisions = rows
        .iter()
        .enumerate()
        .map(|(place, one)| RevisionView {
            number: one.number,
            title: one.title.clone(),
            at: time(&sitting, one.at, language),
            shown: (place == at).then(|| (std::mem::take(&mut text), std::mem::take(&mut difference))),
        })
        .collect();
    Ok(ProposalPage {
        heading: head(&mut conn, &sitting, language).await?,
        item_title: item.title,
        proposal: proposal_view(&mut conn, &sitting, &row, language).await?,
        revisions,
        body: (facts.own && open && may_post).then(|| row.body.clone()),
        may_withdraw: facts.own && open,
        may_put: open && standing.may(Act::Moderate) && !bound.frozen,
        may_hide: !facts.hidden && standing.may(Act::Moderate),
        form: TextForm::stored(&row.form),
        now: Own::of(&mut conn, &sitting, viewer, &standing).await?.now(&mut conn, &sitting, language).await?,
        live,
    })
}

/// One remark by its own address.
pub(crate) async fn remark(desk: &Desk, viewer: &Viewer, id: &str, cx: &Cx) -> Result<RemarkPage, Fault> {
    let row = desk.remark_for(viewer, id).await?;
    let mut conn = desk.read().await?;
    let sitting = Sitting::load(&mut conn, (&desk.rules, desk.now()), &row.community, &row.session).await?;
    let standing = watching(viewer, &sitting)?;
    Ok(RemarkPage {
        heading: head(&mut conn, &sitting, cx.language).await?,
        remark: remark_view(&mut conn, &sitting, &row, cx.language).await?,
        may_moderate: standing.may(Act::Moderate),
    })
}

/// What was hidden in a session. The text itself is for the supervision committee.
pub(crate) async fn hidden(desk: &Desk, viewer: &Viewer, id: &SessionId, cx: &Cx) -> Result<HiddenPage, Fault> {
    let community = desk.session_for(viewer, id).await?.community;
    let mut conn = desk.read().await?;
    let sitting = Sitting::load(&mut conn, (&desk.rules, desk.now()), &community, id).await?;
    let standing = watching(viewer, &sitting)?;
    let supervises = standing.may(Act::DecideAppeal);
    let mut lines = Vec::new();
    for row in hiding::of_session(&mut conn, id).await? {
        let state = row.state;
        let own = standing.member.as_ref() == Some(&row.author);
        let judges = supervises && !own && !standing.is(Role::SessionChair);
        let text = if supervises || own { Some(hidden_text(&mut conn, &row, cx.language).await?) } else { None };
        lines.push(HiddenLine {
            at: time(&sitting, row.at, cx.language),
            may_appeal: state == HidingState::Hidden && own && standing.may(Act::Appeal),
            may_uphold: judges && state == HidingState::Appealed,
            may_undo: judges && matches!(state, HidingState::Hidden | HidingState::Appealed),
            // An appeal names its author by what it says: the room sees that there is one, the supervisors what it says.
            appeal: if supervises || own { row.appeal } else { String::new() },
            item: sessions::item(&mut conn, &row.item).await?.title,
            own,
            id: row.id.0,
            kind: row.kind,
            reason: row.reason,
            fingerprint: row.fingerprint,
            state,
            answer: row.answer,
            text,
        });
    }
    Ok(HiddenPage { heading: head(&mut conn, &sitting, cx.language).await?, lines })
}

async fn hidden_text(conn: &mut Conn, row: &HidingRow, language: Language) -> Result<String, Fault> {
    Ok(match row.kind {
        Spoken::Proposal => {
            let proposal = threads::proposal(conn, &row.subject).await?;
            let text = shown_text((&proposal.form, &proposal.body), language).await?;
            format!("{}{text}", as_typed(&proposal.title))
        }
        Spoken::Remark => {
            let remark = threads::remark(conn, &row.subject).await?;
            shown_text((&remark.form, &remark.body), language).await?
        }
    })
}
