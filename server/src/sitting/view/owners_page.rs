//! The units of an estate, and the mandates of a session.

use crate::{
    people::owners::{rows as owners, stands},
    sitting::{presence::rows::mandate, view::*},
};
use app::view::owners::{ProxiesPage, ProxyLine, UnitLine, UnitsPage};
use rules::{
    body::Proxies,
    id::{BodyId, CommunityId, SessionId},
    kind::Area,
};
use std::collections::HashSet;

/// The units of an estate, for those who keep the roll.
pub(crate) async fn units(
    desk: &Desk,
    viewer: &Viewer,
    community: &CommunityId,
    body: &BodyId,
) -> Result<UnitsPage, Fault> {
    let standing = viewer.standing(community)?;
    let mut conn = desk.read().await?;
    let body = communities::body(&mut conn, community, body).await?;
    if !body.kind.counts_owners() {
        return Err(Fault::NotFound);
    }
    if !standing.may(Act::ImportRoll) {
        return Err(Fault::Forbidden(Refusal::NotYourRole));
    }
    let rows = owners::units(&mut conn, &body.id).await?;
    Ok(UnitsPage {
        community: community.clone(),
        base: stands(&rows),
        body: body.id.0,
        name: body.name,
        heads: rows.iter().map(|row| &row.member).collect::<HashSet<_>>().len(),
        area: Area(rows.iter().map(|row| row.area.unsigned_abs()).sum()).to_string(),
        lines: rows
            .into_iter()
            .map(|row| UnitLine {
                area: Area(row.area.unsigned_abs()).to_string(),
                unit: row.number,
                number: row.member_number,
                name: row.name,
            })
            .collect(),
    })
}

/// The mandates of a session, for the clerk at the door.
pub(crate) async fn proxies(desk: &Desk, viewer: &Viewer, id: &SessionId, cx: &Cx) -> Result<ProxiesPage, Fault> {
    let community = desk.session_for(viewer, id).await?.community;
    let mut conn = desk.read().await?;
    let sitting = Sitting::load(&mut conn, (&desk.rules, desk.now()), &community, id).await?;
    if !standing_in(viewer, &sitting)?.may(Act::KeepPresence) {
        return Err(Fault::Forbidden(Refusal::NotYourRole));
    }
    let rows = mandate::of_session(&mut conn, id).await?;
    let proxies = sitting.body.kind.proxies();
    Ok(ProxiesPage {
        heading: head(&mut conn, &sitting, cx.language).await?,
        community: sitting.community.name.clone(),
        allowed: proxies != Proxies::None,
        same_household: proxies == Proxies::SameHousehold,
        open: matches!(sitting.session.phase, Phase::Announced | Phase::Open | Phase::Suspended),
        lines: rows
            .into_iter()
            .map(|row| ProxyLine {
                giver: row.giver.0,
                giver_name: format!("{} {}", row.giver_name, row.giver_number),
                holder_name: format!("{} {}", row.holder_name, row.holder_number),
                said: row.said,
            })
            .collect(),
    })
}
