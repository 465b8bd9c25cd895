//! A session as a member sees it.

use crate::sitting::view::{thread_page::live, *};
use app::address;
use rules::{ballot::Mode, id::SessionId};

/// A session as a member sees it.
pub(crate) async fn session(desk: &Desk, viewer: &Viewer, id: &SessionId, cx: &Cx) -> Result<SessionPage, Fault> {
    let community = desk.session_for(viewer, id).await?.community;
    let mut conn = desk.read().await?;
    let live = live(&mut conn, viewer, &community, id).await?;
    let sitting = Sitting::load(&mut conn, (&desk.rules, desk.now()), &community, id).await?;
    let standing = watching(viewer, &sitting)?;
    let own = Own::of(&mut conn, &sitting, viewer, &standing).await?;
    let now = own.now(&mut conn, &sitting, cx.language).await?;
    let speaks = own.speaks();
    let (paper_at, count_at) = staff_ways(&mut conn, id, &standing).await?;
    Ok(SessionPage {
        paper_at,
        count_at,
        heading: head(&mut conn, &sitting, cx.language).await?,
        now,
        presence: own.presence,
        holds_for: own.holds_for,
        items: items(&mut conn, &sitting, cx.language, standing.is(Role::SessionChair)).await?,
        may_chair: standing.may(Act::RunSession) || standing.may(Act::DraftSession),
        may_take_chair: standing.may(Act::TakeChair),
        may_keep_door: standing.may(Act::KeepPresence),
        online: own.online,
        online_counts: own.online_counts,
        speaks,
        speaking: own.speaking,
        hand_raised: own.hand_raised,
        roll_call_answered: own.roll_call_answered,
        roll_call: own.roll_call,
        may_show_screen: standing.may(Act::ShowScreen),
        may_read_pictures: standing.may(Act::ReadAttachments),
        may_write_minutes: matches!(sitting.session.phase, Phase::Open | Phase::Suspended | Phase::Closed)
            && (standing.may(Act::WriteMinutes) || standing.may(Act::SignMinutes)),
        hidden: hiding::of_session(&mut conn, id).await?.len(),
        live,
        would_count: own.would_count,
    })
}

/// The way to the clerk's table while a vote takes paper, and to the teller's desk while one waits to be counted.
async fn staff_ways(
    conn: &mut Conn,
    session: &SessionId,
    standing: &Standing,
) -> Result<(Option<String>, Option<String>), Fault> {
    let (mut paper_at, mut count_at) = (None, None);
    for row in votes::of_session(conn, session).await? {
        match row.phase {
            vote::Phase::Open if row.mode != Mode::Hands && standing.may(Act::HandPaper) => {
                paper_at = Some(address::paper(&row.id));
            }
            vote::Phase::Closed if standing.may(Act::CountRoom) => count_at = Some(address::count(&row.id)),
            _ => {}
        }
    }
    Ok((paper_at, count_at))
}
