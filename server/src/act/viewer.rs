//! Who is looking: a login, the person behind it, and where that person is a member.

use super::{Desk, rows};
use crate::{fault::Fault, secret};
use rules::{
    id::{CommunityId, LoginId, MemberId, PersonId},
    permit::{Role, Standing},
};

/// Somebody who is signed in.
#[derive(Debug, Clone)]
pub struct Viewer {
    /// The login's id.
    pub login: LoginId,
    /// The person.
    pub person: PersonId,
    /// Verified in person.
    pub verified: bool,
    /// Runs the platform.
    pub administrator: bool,
    /// Where the person is a member.
    pub memberships: Vec<Membership>,
}

/// A person in one community.
#[derive(Debug, Clone)]
pub struct Membership {
    /// The community.
    pub community: CommunityId,
    /// Its name.
    pub community_name: String,
    /// The member's id.
    pub member: MemberId,
    /// The member's number.
    pub number: String,
    /// The member's name.
    pub name: String,
    /// Roles given there, and that of a resident.
    pub roles: Vec<Role>,
}

impl Viewer {
    /// The membership in a community.
    ///
    /// # Errors
    /// [`Fault::NotFound`]: another community's things do not exist for this viewer.
    pub fn membership(&self, community: &CommunityId) -> Result<&Membership, Fault> {
        self.memberships.iter().find(|one| one.community == *community).ok_or(Fault::NotFound)
    }

    /// Whether the community exists for this viewer.
    ///
    /// # Errors
    /// [`Fault::NotFound`] when it does not.
    pub fn in_community(&self, community: &CommunityId) -> Result<(), Fault> {
        if self.administrator { Ok(()) } else { self.membership(community).map(|_| ()) }
    }

    /// What the viewer is in a community, for showing pages; acts judge anew.
    ///
    /// # Errors
    /// [`Fault::NotFound`] when the community does not exist for this viewer.
    pub fn standing(&self, community: &CommunityId) -> Result<Standing, Fault> {
        self.in_community(community)?;
        let membership = self.memberships.iter().find(|one| one.community == *community);
        let mut roles = membership.map(|one| one.roles.clone()).unwrap_or_default();
        if self.administrator {
            roles.push(Role::Administrator);
        }
        // A login that nobody has confirmed is a resident's, whatever roles the person holds.
        if !self.verified {
            roles.retain(|role| *role == Role::Resident);
        }
        Ok(Standing {
            community: community.clone(),
            member: membership.map(|one| MemberId::from(one.member.as_str())),
            roles,
        })
    }

    /// The name to greet with.
    #[must_use]
    pub fn name(&self) -> &str {
        self.memberships.first().map_or("", |one| one.name.as_str())
    }
}

/// The standing that stored memberships give.
pub(crate) fn standing_of(
    rows: &[rows::MembershipRow],
    community: CommunityId,
    administrator: bool,
) -> Result<Standing, Fault> {
    let here: Vec<_> = rows.iter().filter(|row| row.community == community).collect();
    let mut roles: Vec<_> = here.iter().filter_map(|row| row.role.as_deref().and_then(Role::from_id)).collect();
    let member = here.first().map(|row| MemberId::from(row.id.as_str()));
    if member.is_some() {
        roles.push(Role::Resident);
    } else if !administrator {
        return Err(Fault::NotFound);
    }
    if administrator {
        roles.push(Role::Administrator);
    }
    Ok(Standing { community, member, roles })
}

impl Desk {
    /// Whether a login still holds and its person still belongs to the community with the roles they had: a socket
    /// outlives the request that opened it. What cannot be found out ends it; the page comes back by itself.
    pub(crate) async fn still_belongs(&self, viewer: &Viewer, community: &CommunityId) -> bool {
        let Ok(mut conn) = self.read().await else { return false };
        let now = self.now().0;
        let holds = rows::of_person(&mut conn, &viewer.person, now)
            .await
            .is_ok_and(|all| all.iter().any(|one| one.id == viewer.login));
        if !holds {
            return false;
        }
        let Ok(rows) = rows::memberships(&mut conn, &viewer.person).await else { return false };
        if !rows.iter().any(|row| row.community == *community) {
            return false;
        }
        let mut then = viewer.standing(community).map(|one| one.roles).unwrap_or_default();
        // Running the platform opens no session, and keeps none open.
        then.retain(|role| *role != Role::Administrator);
        standing_of(&rows, community.clone(), false).is_ok_and(|now| then.iter().all(|role| now.roles.contains(role)))
    }

    /// The viewer behind a cookie's secret.
    pub(crate) async fn viewer(&self, cookie: &str) -> Result<Option<Viewer>, Fault> {
        let mut conn = self.read().await?;
        let Some(login) = rows::by_secret(&mut conn, &secret::digest(&[cookie]), self.now().0).await? else {
            return Ok(None);
        };
        let person = rows::person(&mut conn, &login.person).await?;
        let rows = rows::memberships(&mut conn, &login.person).await?;
        let mut memberships: Vec<Membership> = Vec::new();
        for row in &rows {
            let role = row.role.as_deref().and_then(Role::from_id);
            match memberships.iter_mut().find(|one| one.member == row.id) {
                Some(one) => one.roles.extend(role),
                None => memberships.push(Membership {
                    community: row.community.clone(),
                    community_name: row.community_name.clone(),
                    member: row.id.clone(),
                    number: row.number.clone(),
                    name: row.name.clone(),
                    roles: role.into_iter().chain([Role::Resident]).collect(),
                }),
            }
        }
        Ok(Some(Viewer {
            login: login.id,
            person: login.person,
            verified: *login.verified,
            administrator: *person.administrator,
            memberships,
        }))
    }
}
