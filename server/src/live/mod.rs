//! The live feed: what one does, every open page of the session shows.
//!
//! An act says what it touched (`store::feed`); once it is durable the session's room is woken, reads what was touched
//! since it last looked, renders each fragment once per language, and hands the message to every socket. The chain's
//! number is the feed's, so a page that comes back says where it stopped and misses nothing.

pub mod ends;
pub mod relay;
mod render;
mod room;
pub(crate) mod socket;

use crate::{
    act::{
        Desk, Follower, Hub,
        hub::{Audience, Place},
        room::Room,
    },
    fault::Fault,
};
use rules::id::CommunityId;
use std::{collections::hash_map::Entry, sync::Arc};

impl Hub {
    /// Follows a session; the first follower opens its room.
    ///
    /// # Errors
    /// Database errors.
    pub async fn follow(
        &self,
        desk: &Desk,
        community: &CommunityId,
        session: &str,
        audience: Audience,
        place: Place,
    ) -> Result<Follower, Fault> {
        let last = room::last(desk, session).await?;
        let (room, follower) = {
            let mut rooms = self.rooms();
            let entry = rooms.entry(session.to_owned());
            let new = matches!(entry, Entry::Vacant(_));
            let room = Arc::clone(entry.or_insert_with(|| Arc::new(Room::new(community, session))));
            // Counted under the lock, so that a room that closes for want of followers does not miss this one.
            let follower = room.join(audience, place);
            if new {
                tokio::spawn(room::run(desk.clone(), Arc::clone(&room), last));
            }
            (room, follower)
        };
        room.wake();
        Ok(follower)
    }
}
