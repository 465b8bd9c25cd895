//! Who is looking: a login, the person behind it, and where that person is a member.

use super::{Desk, rows};
use crate::{fault::Fault, secret};
use rules::{
    id::{CommunityId, LoginId, MemberId, OfficeId, PersonId},
    office::Level,
    permit::{Role, Standing},
};
use std::collections::BTreeSet;

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
    /// The offices above communities that the person serves.
    pub offices: Vec<Serving>,
}

/// A person in an office above communities.
#[derive(Debug, Clone)]
pub struct Serving {
    /// The office.
    pub office: OfficeId,
    /// Its name.
    pub office_name: String,
    /// How high it stands.
    pub level: Level,
    /// The person's name there.
    pub name: String,
    /// Every community under it.
    pub places: BTreeSet<CommunityId>,
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

    /// What the viewer is in a community by serving offices above it: a reader, and no member of it.
    fn roles_above(&self, community: &CommunityId) -> Vec<Role> {
        let above = self.offices.iter().filter(|one| one.places.contains(community));
        above.map(|one| one.level.role()).collect::<BTreeSet<_>>().into_iter().collect()
    }

    /// Holds that the viewer is a member of the community, or serves an office above it.
    ///
    /// # Errors
    /// [`Fault::NotFound`] otherwise: another community's things do not exist for this viewer.
    pub fn member_or_above(&self, community: &CommunityId) -> Result<(), Fault> {
        if self.roles_above(community).is_empty() { self.membership(community).map(|_| ()) } else { Ok(()) }
    }

    /// Whether the community exists for this viewer. For whoever serves an office above it, what it publishes does, and what offices
    /// do there; not the community as its members have it.
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
        let above = self.roles_above(community);
        if above.is_empty() {
            self.in_community(community)?;
        }
        let membership = self.memberships.iter().find(|one| one.community == *community);
        let mut roles = membership.map(|one| one.roles.clone()).unwrap_or_default();
        roles.extend(above);
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
        let member = self.memberships.first().map(|one| one.name.as_str());
        member.or_else(|| self.offices.first().map(|one| one.name.as_str())).unwrap_or_default()
    }
}

/// The standing that stored memberships give, and the levels of the offices above that the person serves.
pub(crate) fn standing_of(
    (rows, above): (&[rows::MembershipRow], &[Level]),
    community: CommunityId,
    administrator: bool,
) -> Result<Standing, Fault> {
    let here: Vec<_> = rows.iter().filter(|row| row.community == community).collect();
    let mut roles: Vec<_> = here.iter().filter_map(|row| row.role.as_deref().and_then(Role::from_id)).collect();
    let member = here.first().map(|row| MemberId::from(row.id.as_str()));
    if member.is_some() {
        roles.push(Role::Resident);
    } else if !administrator && above.is_empty() {
        return Err(Fault::NotFound);
    }
    roles.extend(above.iter().map(|level| level.role()));
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
        // Running the platform opens no session, and keeps none open; nor does serving an office above.
        let above = viewer.roles_above(community);
        then.retain(|role| *role != Role::Administrator && !above.contains(role));
        standing_of((&rows, &[]), community.clone(), false)
            .is_ok_and(|now| then.iter().all(|role| now.roles.contains(role)))
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
        let mut offices = Vec::new();
        if person.offices > 0 {
            for row in rows::serving(&mut conn, &login.person).await? {
                let places = rows::beneath(&mut conn, &row.office).await?.into_iter().collect();
                let rows::ServingRow { office, office_name, level, name } = row;
                offices.push(Serving { office, office_name, level, name, places });
            }
        }
        Ok(Some(Viewer {
            login: login.id,
            person: login.person,
            verified: *login.verified,
            administrator: *person.administrator,
            memberships,
            offices,
        }))
    }
}
