//! The pages of people: signing in and one's own logins, the members, the staff and the bodies, importing a roll.

pub(crate) mod import;
mod list;
mod member;
mod offices;
mod person;
mod represented;
pub(crate) mod sign_in;
mod slips;
pub(crate) mod staff;

use crate::{
    fault::Fault,
    people::community::rows as communities,
    web::{Site, visit::Visit},
};
use axum::Router;
use rules::id::CommunityId;

/// Their addresses.
pub(crate) fn routes() -> Router<Site> {
    Router::new()
        .merge(sign_in::routes())
        .merge(staff::routes())
        .merge(offices::routes())
        .merge(list::routes())
        .merge(slips::routes())
        .merge(import::routes())
        .merge(member::routes())
        .merge(person::routes())
        .merge(represented::routes())
}

impl Visit {
    /// Marks the page with what is to be known of the community.
    pub async fn of(&mut self, community: &CommunityId) -> Result<(), Fault> {
        let row = communities::find(&mut *self.site.desk.read().await?, community).await?;
        row.marks(&mut self.cx);
        if let Some(who) = &mut self.cx.who {
            if let Some(membership) = self.viewer.as_ref().and_then(|viewer| viewer.membership(community).ok()) {
                who.name.clone_from(&membership.name);
            }
            // Whoever serves an office above is at home there, and not in the place.
            let belongs = self.viewer.as_ref().is_some_and(|viewer| viewer.in_community(community).is_ok());
            if !belongs {
                return Ok(());
            }
            // Of a practice the way home leads to the place itself.
            let home = communities::find(&mut *self.site.desk.read().await?, &community.place()).await?;
            who.community = Some((home.id.0, home.name));
        }
        Ok(())
    }
}
