//! The tree of offices and of the places that hang under them, as pages show it: names and nothing else.

use crate::{
    fault::Fault,
    people::{
        community::rows::{self as communities, CommunityRow},
        office::rows::{self as offices, OfficeRow},
    },
    store::Conn,
};
use app::{address, view::office::Branch};
use rules::id::{CommunityId, OfficeId};

/// Every office and every place, read once.
pub(crate) struct Tree {
    offices: Vec<OfficeRow>,
    places: Vec<CommunityRow>,
    hung: Vec<(CommunityId, OfficeId)>,
    /// Where an office leads.
    at: fn(&str) -> String,
    /// Where a place leads.
    place: fn(&str) -> String,
}

fn office(id: &str) -> String {
    address::office(id)
}

fn board(id: &str) -> String {
    address::board(id)
}

fn admin_office(id: &str) -> String {
    address::admin_office(id)
}

fn admin(id: &str) -> String {
    address::admin(id)
}

impl Tree {
    /// As everybody reads it.
    pub async fn of(conn: &mut Conn) -> Result<Self, Fault> {
        Ok(Self {
            offices: offices::all(conn).await?,
            places: communities::all(conn).await?,
            hung: offices::hung(conn).await?,
            at: office,
            place: board,
        })
    }

    /// As whoever keeps it does.
    pub async fn to_keep(conn: &mut Conn) -> Result<Self, Fault> {
        Ok(Self { at: admin_office, place: admin, ..Self::of(conn).await? })
    }

    /// Whether it shows demonstration data.
    pub fn is_demo(&self) -> bool {
        self.places.iter().any(|place| *place.demo)
    }

    /// The offices under none.
    pub fn tops(&self) -> Vec<Branch> {
        self.offices.iter().filter(|row| row.parent.is_none()).map(|row| self.branch(row)).collect()
    }

    /// An office with all that hangs under it. Each stands under a higher one, so that this ends.
    pub fn branch(&self, row: &OfficeRow) -> Branch {
        let beneath = |one: &&OfficeRow| one.parent.as_ref() == Some(&row.id) && row.level.is_above(one.level);
        let under = |one: &&CommunityRow| self.hung.iter().any(|(place, office)| *place == one.id && *office == row.id);
        Branch {
            href: (self.at)(&row.id),
            name: row.name.clone(),
            level: row.level,
            retired: !row.retired.is_empty(),
            offices: self.offices.iter().filter(beneath).map(|one| self.branch(one)).collect(),
            places: self.places.iter().filter(under).map(|one| ((self.place)(&one.id), one.name.clone())).collect(),
        }
    }

    /// The office above one: its address and its name.
    pub fn above(&self, row: &OfficeRow) -> Option<(String, String)> {
        let above = self.offices.iter().find(|one| Some(&one.id) == row.parent.as_ref())?;
        Some(((self.at)(&above.id), above.name.clone()))
    }

    /// Those that stand above an office, the nearest first.
    pub fn all_above(&self, row: &OfficeRow) -> Vec<&OfficeRow> {
        let mut all: Vec<&OfficeRow> = Vec::new();
        let mut next = row.parent.clone();
        while let Some(row) = next.0.and_then(|id| self.offices.iter().find(|one| one.id == id)) {
            if all.len() > self.offices.len() {
                break;
            }
            all.push(row);
            next = row.parent.clone();
        }
        all
    }
}
