//! Everything on paper that a sitting needs, in one go.

use crate::{
    sitting::{
        session::last_notice,
        view::{
            sheet_page::{MOST, ballots_of, sign_in_of},
            *,
        },
    },
    text::qr,
};
use app::{
    address,
    pages::sheet::OF_PAPERS,
    view::count::{BoardNotice, Papers, TallySheet},
};
use rules::ballot::Mode;

/// The sheets that may be chosen.
const SHEETS: [&str; 4] = ["notice", "sign-in", "ballots", "tally"];
/// Ballots on one page in all: a browser still shows so many.
const IN_ALL: usize = 6000;

/// What is asked to be printed. Nothing asked means everything that is needed.
pub(crate) struct PapersAsked {
    of: Option<Vec<&'static str>>,
    hands: bool,
    count: Option<usize>,
    /// The site's public address.
    base: String,
}

impl PapersAsked {
    /// Reads the query of an address: a form that was sent always says by what is voted.
    pub fn read(query: &HashMap<String, String>, base: &str) -> Self {
        Self {
            of: query.contains_key("by").then(|| SHEETS.into_iter().filter(|one| query.contains_key(*one)).collect()),
            hands: query.get("by").is_some_and(|by| by == "hands"),
            count: query.get("n").and_then(|typed| rules::typed::whole(typed)).and_then(|n| n.try_into().ok()),
            base: base.to_owned(),
        }
    }
}

/// The papers of a sitting: the notice while it hangs, the sheet that is signed, and for each item that waits for its vote ballots, text
/// and tally sheet. What was decided, ended or is being counted needs no ballot any more.
pub(crate) async fn papers(desk: &Desk, viewer: &Viewer, id: &SessionId, asked: &PapersAsked) -> Result<Papers, Fault> {
    let community = desk.session_for(viewer, id).await?.community;
    let mut conn = desk.read().await?;
    let sitting = Sitting::load(&mut conn, (&desk.rules, desk.now()), &community, id).await?;
    if !standing_in(viewer, &sitting)?.may(Act::DraftSession) {
        return Err(Fault::Forbidden(Refusal::NotYourRole));
    }
    let session = &sitting.session;
    let heading = head(&mut conn, &sitting, OF_PAPERS).await?;
    let over = matches!(session.phase, Phase::Closed | Phase::Cancelled);
    let hangs = session.phase == Phase::Announced && heading.notice_withdrawn.is_empty();
    let notice = match last_notice(&mut conn, &community, id).await?.filter(|_| hangs) {
        Some(content) => {
            let url = format!("{}{}", asked.base, address::published(&community, "notice", id));
            Some(BoardNotice {
                starts: zone::date_time(Moment(content.starts_at), &content.zone, OF_PAPERS),
                chair: heading.chair.clone(),
                qr: qr(&url),
                url,
                content,
            })
        }
        None => None,
    };
    let signs = !over && session.held.takes(Channel::Onsite);
    let rounds = votes::of_session(&mut conn, id).await?;
    let ended = floor::endings(&mut conn, id).await?;
    let numbers = session_counts(&mut conn, &sitting).await?;
    let here = if numbers.onsite > 0 { numbers.onsite } else { numbers.eligible };
    let count = asked.count.unwrap_or(usize::try_from(here).unwrap_or(MOST)).max(1);
    let items = sessions::items(&mut conn, id).await?;
    let most = IN_ALL.checked_div(items.len()).unwrap_or(IN_ALL).min(MOST);
    let (mut ballots, mut tallies, mut by_paper) = (Vec::new(), Vec::new(), false);
    for item in items.iter().filter(|item| !over && !ended.iter().any(|one| one.item == item.id)) {
        let of_item: Vec<_> = rounds.iter().filter(|row| row.item == item.id).collect();
        let (mode, taking, round) = match of_item.last() {
            Some(row) => match row.phase {
                vote::Phase::Prepared | vote::Phase::Open => (Some(row.mode), true, row.round),
                vote::Phase::Closed => (Some(row.mode), false, row.round),
                vote::Phase::Void => (None, true, row.round + 1),
                vote::Phase::Counted | vote::Phase::Declared => continue,
            },
            None => (None, true, 1),
        };
        by_paper |= taking && mode != Some(Mode::Hands);
        let sheet = match ballots_of(&mut conn, &sitting, item, (count, most)).await {
            Ok(sheet) => sheet,
            // Without a text nothing can be voted on.
            Err(Fault::Forbidden(Refusal::NoText)) => continue,
            Err(fault) => return Err(fault),
        };
        // An appraisal is taken by secret ballot, on paper.
        let open = if sheet.sheet.is_some() { Some(Mode::Secret) } else { asked.hands.then_some(Mode::Hands) };
        let mode = mode.or(open);
        tallies.push(TallySheet {
            heading: heading.clone(),
            title: sheet.title.clone(),
            round,
            revision: sheet.revision,
            mode,
            weighs: heading.weighs,
            sheet: sheet.sheet.clone(),
        });
        if taking && mode != Some(Mode::Hands) {
            ballots.push(sheet);
        }
    }
    let there = [notice.is_some(), signs, by_paper, !tallies.is_empty()];
    let offered: Vec<_> = SHEETS.into_iter().zip(there).filter_map(|(one, there)| there.then_some(one)).collect();
    let chosen: Vec<_> = match &asked.of {
        Some(of) => offered.iter().copied().filter(|one| of.contains(one)).collect(),
        None => offered.clone(),
    };
    let wants = |one: &str| chosen.contains(&one);
    Ok(Papers {
        community: sitting.community.name.clone(),
        body: session.body.0.clone(),
        hands: asked.hands,
        count,
        notice: notice.filter(|_| wants("notice")),
        sign_in: if wants("sign-in") { Some(sign_in_of(&mut conn, &sitting).await?) } else { None },
        ballots: if wants("ballots") { ballots } else { Vec::new() },
        tallies: if wants("tally") { tallies } else { Vec::new() },
        offered,
        chosen,
        heading,
    })
}
