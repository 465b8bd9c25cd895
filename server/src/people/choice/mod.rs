//! What a member wants to be told outside of the page: switches of their own. The chain says nothing of them, and nobody else is
//! shown them: they are no public act, change nothing that is counted, and who is reminded of what is a private matter, as it is what
//! somebody follows.

mod choose;
pub mod rows;

pub use choose::ChooseNotices;

use crate::{
    act::{Desk, Membership},
    fault::Fault,
};
use app::view::people::Notices;
use rules::notify::Event;

/// The switches of a membership, as its owner sees them; those for staff where they hold an office.
pub(crate) async fn switches(desk: &Desk, of: &Membership) -> Result<Notices, Fault> {
    let mut conn = desk.read().await?;
    let chosen = rows::of(&mut conn, &of.member).await?;
    let phone = super::member::rows::find(&mut conn, &of.community, &of.member).await?.phone;
    let wanted = |event: Event| {
        chosen.iter().find(|(one, _)| one == event.id()).map_or_else(|| event.by_default(), |(_, wanted)| *wanted == 1)
    };
    let offered = Event::SWITCHES.iter().filter(|event| !event.for_staff() || of.roles.len() > 1);
    Ok(Notices {
        community: of.community.clone(),
        name: of.community_name.clone(),
        has_phone: crate::carrier::dialled(&phone).is_some(),
        switches: offered.map(|event| (event.id(), wanted(*event))).collect(),
    })
}
