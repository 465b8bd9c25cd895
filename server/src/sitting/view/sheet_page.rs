//! What is printed for the room: ballots, the sign-in sheet, the tally sheet.

use crate::{people::finding, sitting::view::*};
use app::view::count::{BallotSheet, SignInSheet, TallySheet};
use rules::{
    ballot::Mode,
    id::{ItemId, SessionId, VoteId},
};

/// The most ballots that are printed at once.
const MOST: usize = 2000;

/// Ballots for the latest text of an item: as many as were asked for, or as are in the room.
pub(crate) async fn ballot_sheet(
    desk: &Desk,
    viewer: &Viewer,
    item: &ItemId,
    count: Option<usize>,
    cx: &Cx,
) -> Result<BallotSheet, Fault> {
    let mut conn = desk.read().await?;
    let item = sessions::item(&mut conn, item).await?;
    viewer.membership(&item.community)?;
    let sitting = Sitting::load(&mut conn, (&desk.rules, desk.now()), &item.community, &item.session).await?;
    let standing = standing_in(viewer, &sitting)?;
    if !standing.may(Act::HandPaper) && !standing.may(Act::RunVote) {
        return Err(Fault::Forbidden(Refusal::NotYourRole));
    }
    let text = sessions::revisions(&mut conn, &item.id).await?.into_iter().next();
    let text = text.ok_or(Fault::Forbidden(Refusal::NoText))?;
    let numbers = session_counts(&mut conn, &sitting).await?;
    let here = usize::try_from(if numbers.onsite > 0 { numbers.onsite } else { numbers.eligible }).unwrap_or(MOST);
    let wanted = count.unwrap_or(here).max(1);
    Ok(BallotSheet {
        heading: head(&mut conn, &sitting, cx.language).await?,
        community: sitting.community.name.clone(),
        title: text.title,
        revision: text.number,
        count: wanted.min(MOST),
        more: wanted.saturating_sub(MOST),
        item: item.id.0,
    })
}

/// Everybody on the roll, with a column to sign in.
pub(crate) async fn sign_in_sheet(desk: &Desk, viewer: &Viewer, id: &SessionId, cx: &Cx) -> Result<SignInSheet, Fault> {
    let community = desk.session_for(viewer, id).await?.community;
    let mut conn = desk.read().await?;
    let sitting = Sitting::load(&mut conn, (&desk.rules, desk.now()), &community, id).await?;
    if !standing_in(viewer, &sitting)?.may(Act::KeepPresence) {
        return Err(Fault::Forbidden(Refusal::NotYourRole));
    }
    let roll = crate::sitting::presence::attending::roll_now(&mut conn, &sitting).await?;
    let people = members::all(&mut conn, &community).await?;
    let lines = people
        .iter()
        .filter(|person| roll.contains(&person.id))
        .map(|person| (person.number.clone(), person.name.clone(), finding::place(person)))
        .collect();
    Ok(SignInSheet { heading: head(&mut conn, &sitting, cx.language).await?, lines })
}

/// The tally sheet of a vote.
pub(crate) async fn tally_sheet(desk: &Desk, viewer: &Viewer, id: &VoteId, cx: &Cx) -> Result<TallySheet, Fault> {
    let row = desk.vote_for(viewer, id).await?;
    let mut conn = desk.read().await?;
    let sitting = Sitting::load(&mut conn, (&desk.rules, desk.now()), &row.community, &row.session).await?;
    let standing = standing_in(viewer, &sitting)?;
    if !standing.may(Act::CountRoom) && !standing.may(Act::HandPaper) && !standing.may(Act::RunVote) {
        return Err(Fault::Forbidden(Refusal::NotYourRole));
    }
    Ok(TallySheet {
        heading: head(&mut conn, &sitting, cx.language).await?,
        round: round(&mut conn, (&row, desk.now()), cx.language, false).await?,
        hands: row.mode == Mode::Hands,
        owners: vote::by_owners(&row.rule()?.rule.body),
    })
}
