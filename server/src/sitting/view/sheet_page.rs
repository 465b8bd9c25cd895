//! What is printed for the room: ballots, the sign-in sheet, the tally sheet.

use crate::{people::finding, sitting::view::*};
use app::{
    pages::sheet::OF_PAPERS,
    view::count::{BallotSheet, SignInSheet, Signer, TallySheet},
};
use rules::id::{ItemId, SessionId, VoteId};

/// The most ballots that are printed at once.
pub(super) const MOST: usize = 2000;

/// Ballots for the latest text of an item: as many as were asked for, or as are in the room.
pub(crate) async fn ballot_sheet(
    desk: &Desk,
    viewer: &Viewer,
    item: &ItemId,
    count: Option<usize>,
) -> Result<BallotSheet, Fault> {
    let mut conn = desk.read().await?;
    let item = sessions::item(&mut conn, item).await?;
    viewer.membership(&item.community)?;
    let sitting = Sitting::load(&mut conn, (&desk.rules, desk.now()), &item.community, &item.session).await?;
    let standing = standing_in(viewer, &sitting)?;
    if !standing.may(Act::HandPaper) && !standing.may(Act::RunVote) {
        return Err(Fault::Forbidden(Refusal::NotYourRole));
    }
    let numbers = session_counts(&mut conn, &sitting).await?;
    let here = usize::try_from(if numbers.onsite > 0 { numbers.onsite } else { numbers.eligible }).unwrap_or(MOST);
    ballots_of(&mut conn, &sitting, &item, (count.unwrap_or(here), MOST)).await
}

/// The ballots of an item: its latest text, as many as are wanted, at most so many at once.
pub(super) async fn ballots_of(
    conn: &mut Conn,
    sitting: &Sitting,
    item: &ItemRow,
    (wanted, most): (usize, usize),
) -> Result<BallotSheet, Fault> {
    let text = sessions::revisions(conn, &item.id).await?.into_iter().next();
    let text = text.ok_or(Fault::Forbidden(Refusal::NoText))?;
    let wanted = wanted.max(1);
    Ok(BallotSheet {
        heading: head(conn, sitting, OF_PAPERS).await?,
        community: sitting.community.name.clone(),
        text: before_signing(TextForm::stored(&text.form), &text.body, OF_PAPERS),
        sheet: appraisal_page::sheet_ahead(conn, sitting, item).await?,
        title: text.title,
        revision: text.number,
        count: wanted.min(most),
        more: wanted.saturating_sub(most),
        item: item.id.0.clone(),
    })
}

/// Everybody on the roll, with a column to sign in.
pub(crate) async fn sign_in_sheet(desk: &Desk, viewer: &Viewer, id: &SessionId) -> Result<SignInSheet, Fault> {
    let community = desk.session_for(viewer, id).await?.community;
    let mut conn = desk.read().await?;
    let sitting = Sitting::load(&mut conn, (&desk.rules, desk.now()), &community, id).await?;
    if !standing_in(viewer, &sitting)?.may(Act::KeepPresence) {
        return Err(Fault::Forbidden(Refusal::NotYourRole));
    }
    sign_in_of(&mut conn, &sitting).await
}

/// Who is on the roll, group by group in the order of their numbers.
pub(super) async fn sign_in_of(conn: &mut Conn, sitting: &Sitting) -> Result<SignInSheet, Fault> {
    let roll = crate::sitting::presence::attending::roll_now(conn, sitting).await?;
    let mut groups: Vec<(String, Vec<Signer>)> = Vec::new();
    for person in members::all(conn, &sitting.session.community).await?.iter().filter(|one| roll.contains(&one.id)) {
        let group = person.division.clone().unwrap_or_default();
        let line = (person.number.clone(), person.name.clone(), finding::place(person));
        match groups.iter_mut().find(|(name, _)| *name == group) {
            Some((_, lines)) => lines.push(line),
            None => groups.push((group, vec![line])),
        }
    }
    Ok(SignInSheet { heading: head(conn, sitting, OF_PAPERS).await?, groups })
}

/// The tally sheet of a vote.
pub(crate) async fn tally_sheet(desk: &Desk, viewer: &Viewer, id: &VoteId) -> Result<TallySheet, Fault> {
    let row = desk.vote_for(viewer, id).await?;
    let mut conn = desk.read().await?;
    let sitting = Sitting::load(&mut conn, (&desk.rules, desk.now()), &row.community, &row.session).await?;
    let standing = standing_in(viewer, &sitting)?;
    if !standing.may(Act::CountRoom) && !standing.may(Act::HandPaper) && !standing.may(Act::RunVote) {
        return Err(Fault::Forbidden(Refusal::NotYourRole));
    }
    Ok(TallySheet {
        heading: head(&mut conn, &sitting, OF_PAPERS).await?,
        title: sessions::revision_title(&mut conn, &row.item, row.revision).await?,
        round: row.round,
        revision: row.revision,
        mode: Some(row.mode),
        weighs: sitting.body.kind.weighs(),
        sheet: appraisal_page::sheet(&mut conn, &row).await?,
    })
}
