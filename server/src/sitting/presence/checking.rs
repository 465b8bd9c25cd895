//! Checking in, judged and stored the same whether by the clerk or by oneself.

use super::{super::session::Sitting, today};
use crate::{
    act::{At, Stop},
    fault::Fault,
    people::member::rows as members,
    sitting::{
        presence::{
            attending::{attendee, attendees},
            rows::{self as presence, AttendeeRow},
        },
        session::rows::SessionRow,
    },
    store::{Writing, feed::Touch},
};
use rules::{
    Refusal,
    body::Seating,
    id::MemberId,
    roll::{self, Channel, CheckInFacts, CheckedIn, Weight},
    says::Says,
    session::Phase,
};
use serde_json::json;

/// As what a member who comes in by a channel takes part.
pub(super) async fn judge(
    at: &mut At<'_, SessionRow>,
    member: &MemberId,
    channel: Channel,
    verified: bool,
) -> Result<CheckedIn, Stop> {
    // A roll that was fixed before keeps them; nobody comes in their name.
    if members::find(at.writing.conn(), &at.on.community, member).await?.died() {
        return Err(Refusal::MemberLeft.into());
    }
    let sitting = Sitting::around(at.writing, at.on.clone()).await?;
    let row = attendee(at.writing.conn(), &sitting, member).await?;
    let frozen = matches!(at.on.phase, Phase::Open | Phase::Suspended);
    let on_roll = row.as_ref().is_some_and(|row| *row.on_roll);
    let unit = row.as_ref().filter(|_| on_roll && sitting.seating().is_ok_and(|one| one == Seating::Households));
    let facts = CheckInFacts {
        session_takes_check_in: frozen || today(&sitting, at.now())?,
        held: at.on.held,
        channel,
        on_roll,
        verified,
        online_basis: sitting.basis.is_some(),
        represented: match unit {
            Some(own) => represented(at.writing, &sitting, own).await?,
            None => false,
        },
        has_counted: row.as_ref().is_some_and(|row| on_roll && *row.weight == Some(Weight::Present)),
        here_as: row.filter(AttendeeRow::here).and_then(|row| *row.weight),
    };
    Ok(roll::check_in(&facts)?)
}

/// Whether somebody else of a household is here and counts for it.
async fn represented(writing: &mut Writing, sitting: &Sitting, own: &AttendeeRow) -> Result<bool, Fault> {
    let known = attendees(writing.conn(), sitting).await?;
    Ok(known.iter().any(|one| one.member != own.member && one.counts() && one.unit == own.unit))
}

/// Stores and says that a member came.
pub(super) async fn store(at: &mut At<'_, SessionRow>, member: &MemberId, one: &CheckedIn) -> Result<(), Fault> {
    presence::store_check_in(at.writing, &at.permit, &at.on.id, member, one).await?;
    at.touch(Touch::Presence);
    let public = json!({ "channel": one.channel().id(), "counts": one.weight() == Weight::Present });
    let entry = at.entry(Says::PresenceCheckedIn, public).about(member, json!({ "member": member }));
    at.writing.append(entry).await?;
    Ok(())
}
