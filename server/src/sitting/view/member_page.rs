//! A session as a member sees it.

use crate::sitting::{
    presence::rows::mandate,
    view::{
        floor_page::{roll_call, speaking_for},
        thread_page::live,
        *,
    },
};
use app::address;
use rules::{ballot::Mode, id::SessionId};

/// A session as a member sees it.
pub(crate) async fn session(desk: &Desk, viewer: &Viewer, id: &SessionId, cx: &Cx) -> Result<SessionPage, Fault> {
    let community = desk.session_for(viewer, id).await?.community;
    let mut conn = desk.read().await?;
    let live = live(&mut conn, viewer, &community, id).await?;
    let sitting = Sitting::load(&mut conn, (&desk.rules, desk.now()), &community, id).await?;
    let standing = watching(viewer, &sitting)?;
    let presence = match &standing.member {
        Some(member) => presence_of(&mut conn, &sitting, member.as_str()).await?,
        None => Presence::Guest,
    };
    let held = sitting.session.held()?;
    let online_counts = sitting.basis.is_some();
    let member = standing.member.as_ref().map(|one| one.0.clone()).unwrap_or_default();
    // Few laws know mandates: the page of a session in hand asks for none elsewhere.
    let mandates = match sitting.body.kind()?.proxies() {
        Proxies::None => Vec::new(),
        Proxies::SameHousehold | Proxies::Anybody => mandate::held(&mut conn, id, &member).await?,
    };
    let holds_for = mandates.into_iter().map(|one| one.giver_name).collect();
    let (call, answered) = roll_call(&mut conn, &sitting).await?;
    let (speaking, hand_raised) = speaking_for(&mut conn, &sitting, &member).await?;
    let (paper_at, count_at) = staff_ways(&mut conn, id, &standing).await?;
    Ok(SessionPage {
        paper_at,
        count_at,
        heading: head(&mut conn, &sitting, cx.language).await?,
        presence,
        holds_for,
        items: items(&mut conn, &sitting, cx.language, standing.is(Role::SessionChair)).await?,
        may_chair: standing.may(Act::RunSession) || standing.may(Act::DraftSession),
        may_take_chair: standing.may(Act::TakeChair),
        may_keep_door: standing.may(Act::KeepPresence),
        online: held.takes(Channel::Online),
        online_counts,
        speaking,
        hand_raised,
        roll_call_answered: answered.contains(&member),
        roll_call: call,
        may_show_screen: standing.may(Act::ShowScreen),
        may_write_minutes: matches!(sitting.session.phase, Phase::Open | Phase::Suspended | Phase::Closed)
            && (standing.may(Act::WriteMinutes) || standing.may(Act::SignMinutes)),
        hidden: hiding::of_session(&mut conn, id).await?.len(),
        live,
        would_count: presence == Presence::Observer && viewer.verified && online_counts && held.takes(Channel::Online),
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

async fn presence_of(conn: &mut Conn, sitting: &Sitting, member: &str) -> Result<Presence, Fault> {
    let session = &sitting.session;
    let row = crate::sitting::presence::attending::attendee(conn, sitting, member).await?;
    let expected = row.as_ref().is_some_and(|one| one.on_roll == 1);
    let scanned = presence::scans(conn, &session.id).await?.iter().any(|scan| scan.member == member);
    Ok(match row {
        Some(one) if one.counts() => Presence::Present,
        Some(one) if one.here() && expected => Presence::Observer,
        Some(one) if one.here() => Presence::GuestObserver,
        Some(one) if one.left_at.is_some() => Presence::Left,
        _ if scanned => Presence::Scanned,
        _ if expected => Presence::Expected,
        _ => Presence::Guest,
    })
}
