//! Which members a list shows, and for whom slips are printed: chosen by group, household, body, age and by how they come in. A list is
//! chosen before it is cut, and stands in the order in which people look for numbers.

use super::{
    is_linked,
    rows::{self as members, MemberRow},
};
use crate::{
    fault::Fault,
    people::{
        community::rows as communities,
        finding::{Found, found, is_house},
        login::rows as logins,
    },
    store::Conn,
};
use rules::{
    folding,
    id::{BodyId, CommunityId, MemberId},
    typed::ascii,
};
use std::collections::{BTreeSet, HashSet};

/// How somebody comes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    /// Neither signed in ever, nor with a slip in hand.
    None,
    /// With an unused slip in hand.
    Slip,
    /// Has signed in.
    In,
}

impl Way {
    /// As addresses and forms have it.
    pub const fn id(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Slip => "slip",
            Self::In => "in",
        }
    }
}

/// What was chosen; empty where nothing was.
#[derive(Debug, Clone, Default)]
pub(crate) struct Chosen {
    /// Number, name or household, as typed.
    pub query: String,
    /// The name of a group.
    pub group: String,
    /// The number of a household.
    pub household: String,
    /// The id of a body.
    pub body: String,
    /// Of age, or not.
    pub adult: Option<bool>,
    /// How they come in.
    pub way: Option<Way>,
    /// Only who has moved away and still sits or owns.
    pub away: bool,
}

impl Chosen {
    /// From what an address or a form says.
    pub fn read<'a>(said: impl Fn(&'static str) -> &'a str) -> Self {
        let text = |name| said(name).trim().to_owned();
        Self {
            query: text("q"),
            group: text("group"),
            household: text("household"),
            body: text("body"),
            adult: match said("age") {
                "adult" => Some(true),
                "minor" => Some(false),
                _ => None,
            },
            way: match said("way") {
                "none" => Some(Way::None),
                "slip" => Some(Way::Slip),
                "in" => Some(Way::In),
                _ => None,
            },
            away: said("away") == "1",
        }
    }
}

/// The people of a community, with what they are chosen by.
pub(crate) struct People {
    /// Everybody, by number.
    pub all: Vec<MemberRow>,
    /// Who holds an unused slip.
    pub slips: BTreeSet<MemberId>,
    /// Who has ever signed in.
    pub reached: BTreeSet<MemberId>,
    /// Who holds an office.
    pub offices: HashSet<MemberId>,
    /// Body and member.
    seats: HashSet<(BodyId, MemberId)>,
}

impl People {
    /// Reads them.
    pub async fn load(conn: &mut Conn, community: &CommunityId, now: i64) -> Result<Self, Fault> {
        Ok(Self {
            all: members::all(conn, community).await?,
            slips: logins::open_slips(conn, community, now).await?,
            reached: logins::signed_in_members(conn, community).await?,
            offices: communities::roles(conn, community).await?.into_iter().map(|(member, _)| member).collect(),
            seats: communities::seats(conn, community).await?.into_iter().collect(),
        })
    }

    /// Those who are chosen: whoever is found exactly stands first.
    pub fn chosen(&self, chosen: &Chosen) -> Vec<&MemberRow> {
        let (group, household) = (folding::group(&chosen.group), folding::number(&chosen.household));
        let house = is_house(&self.all, &ascii(&chosen.query));
        let fits = |one: &&MemberRow| {
            let lives = one.household.as_deref().map(folding::number);
            (chosen.group.is_empty() || one.division.as_deref().is_some_and(|own| folding::group(own) == group))
                && (chosen.household.is_empty() || lives == Some(household.clone()))
                && (chosen.body.is_empty() || self.seats.contains(&(chosen.body.as_str().into(), one.id.clone())))
                && chosen.adult.is_none_or(|adult| !one.erased() && *one.adult == adult)
                && chosen.way.is_none_or(|way| self.comes(one, way))
                && (!chosen.away || *one.stays)
        };
        let hits = self.all.iter().filter(fits);
        let mut hits: Vec<(Found, &MemberRow)> =
            hits.filter_map(|one| Some((found(one, &chosen.query, house)?, one))).collect();
        // The order by number stays within each.
        hits.sort_by_key(|(found, _)| *found);
        hits.into_iter().map(|(_, one)| one).collect()
    }

    fn comes(&self, one: &MemberRow, way: Way) -> bool {
        let (slip, reached) = (self.slips.contains(&one.id), self.reached.contains(&one.id));
        match way {
            Way::None => one.belongs() && !slip && !reached,
            Way::Slip => slip,
            Way::In => reached,
        }
    }
}

/// By group, household and number: the order in which slips are handed out from door to door.
pub(crate) fn by_home(row: &MemberRow) -> (folding::Natural, folding::Natural, folding::Natural) {
    let text = |one: &Option<String>| one.clone().unwrap_or_default();
    (
        folding::natural(&folding::group(&text(&row.division))),
        folding::natural(&text(&row.household)),
        folding::natural(&row.number),
    )
}

/// For whom slips are printed, in the order in which they are handed out.
pub(crate) struct Printing {
    /// Whose slips the clerk makes.
    pub rows: Vec<MemberRow>,
    /// How many of those who are chosen hold an office: their slips are the administrator's to make.
    pub offices: usize,
    /// How many share their login with another community, or run the platform: no clerk makes a way in for them.
    pub bound: usize,
    /// Who holds an unused slip, which a new one would void.
    pub slips: BTreeSet<MemberId>,
}

impl Printing {
    /// Of those who are chosen, whoever belongs to the community.
    pub async fn load(conn: &mut Conn, community: &CommunityId, now: i64, chosen: &Chosen) -> Result<Self, Fault> {
        let people = People::load(conn, community, now).await?;
        let mut rows: Vec<MemberRow> = people.chosen(chosen).into_iter().filter(|one| one.belongs()).cloned().collect();
        let all = rows.len();
        rows.retain(|one| !people.offices.contains(&one.id));
        let offices = all - rows.len();
        let maybe = logins::bound(conn, community).await?;
        let (free, maybe): (Vec<_>, Vec<_>) = rows.into_iter().partition(|one| !maybe.contains(&one.id));
        rows = free;
        let mut bound = 0;
        for one in maybe {
            let administers = *crate::act::rows::person(conn, &one.person).await?.administrator;
            if administers || is_linked(conn, &one).await? {
                bound += 1;
            } else {
                rows.push(one);
            }
        }
        rows.sort_by_cached_key(by_home);
        Ok(Self { rows, offices, bound, slips: people.slips })
    }

    /// Whoever of them holds an unused slip.
    pub fn holding(&self) -> Vec<&MemberRow> {
        self.rows.iter().filter(|one| self.slips.contains(&one.id)).collect()
    }
}
