//! The registers of a place (台账): rows that clerk or committee keep, each change a version with its reason, and what is published of them
//! with a disclosure. What a register is, `rules::register` says.

pub mod acts;
pub mod rows;

use crate::{
    act::Subject,
    fault::Fault,
    people::{
        community::rows::{self as communities, CommunityRow},
        member::rows::{self as members, MemberRow},
    },
    store::Conn,
};
use app::address;
use rows::RegisterRow;
use rules::{
    Refusal,
    days::Date,
    id::CommunityId,
    posting::Audience,
    published::{EndedRow, RegisterContent},
    register::{Cells, Column, ColumnKind, Register},
};

/// A register of a place, to which something is done.
pub struct Kept {
    place: CommunityRow,
    register: &'static Register,
}

impl Subject for Kept {
    /// The community, and the register.
    type Key = (CommunityId, String);

    async fn find(conn: &mut Conn, (community, register): &Self::Key) -> Result<Self, Fault> {
        let register = Register::of(register).ok_or(Fault::NotFound)?;
        Ok(Self { place: communities::find(conn, community).await?, register })
    }

    fn community(&self) -> &CommunityId {
        &self.place.id
    }

    fn in_chain(&self) -> &str {
        &self.register.id
    }

    /// Until something of it is published it is the members'.
    fn audience(&self) -> Audience {
        Audience::Members
    }

    fn page(&self) -> String {
        address::register_of(&self.place.id, &self.register.id)
    }
}

/// A row of it, to which something is done.
pub struct RowOf {
    place: CommunityRow,
    register: &'static Register,
    row: RegisterRow,
}

impl Subject for RowOf {
    /// The community, the register, and the row.
    type Key = (CommunityId, String, String);

    async fn find(conn: &mut Conn, (community, register, id): &Self::Key) -> Result<Self, Fault> {
        let register = Register::of(register).ok_or(Fault::NotFound)?;
        let row = rows::find(conn, (community, register), id).await?.ok_or(Fault::NotFound)?;
        Ok(Self { place: communities::find(conn, community).await?, register, row })
    }

    fn community(&self) -> &CommunityId {
        &self.place.id
    }

    fn in_chain(&self) -> &str {
        &self.row.id
    }

    fn audience(&self) -> Audience {
        Audience::Members
    }

    fn page(&self) -> String {
        address::register_row(&self.place.id, &self.register.id, &self.row.id)
    }
}

impl RegisterRow {
    /// Its cells, in the order of the columns.
    pub fn kept(&self, register: &Register) -> Result<Cells, Fault> {
        cells_of(register, &self.cells)
    }
}

/// Cells as they are stored: by the ids of their columns, so that a column may come later.
pub(crate) fn cells_of(register: &Register, stored: &str) -> Result<Cells, Fault> {
    let map: std::collections::BTreeMap<String, String> = serde_json::from_str(stored)?;
    let cell = |id: &str| map.get(id).cloned().unwrap_or_default();
    Ok(Cells(register.columns.iter().map(|column| cell(&column.id)).collect()))
}

/// Cells whose members stand as everybody reads them: by the number that they have now, which a name or a household may outlive.
pub(crate) fn numbered(register: &Register, cells: &Cells, people: &[MemberRow]) -> Cells {
    let number = |id: &str| people.iter().find(|one| one.id.as_str() == id).map_or("", |one| one.number.as_str());
    let cell = |(column, cell): (&Column, &String)| match (column.kind, cell.strip_prefix('@')) {
        (ColumnKind::Member, Some(id)) => number(id).to_owned(),
        (ColumnKind::Party, Some(id)) => format!("#{}", number(id)),
        _ => cell.clone(),
    };
    Cells(register.columns.iter().zip(&cells.0).map(cell).collect())
}

/// The same to be stored; what is empty is left out.
fn stored(register: &Register, cells: &Cells) -> Result<String, Fault> {
    let said = register.columns.iter().zip(&cells.0).filter(|(_, cell)| !cell.is_empty());
    let map: std::collections::BTreeMap<&str, &str> =
        said.map(|(column, cell)| (column.id.as_str(), cell.as_str())).collect();
    Ok(serde_json::to_string(&map)?)
}

/// What would be published of a register now: the rows that stand, and the numbers of those that ended, with the reason.
///
/// # Errors
/// There is nothing to publish; database errors.
pub(crate) async fn content(
    conn: &mut Conn,
    community: &CommunityId,
    (register, as_of): (&'static Register, Date),
) -> Result<Result<RegisterContent, Refusal>, Fault> {
    let all = rows::all(conn, (community, register)).await?;
    let (ended, standing): (Vec<_>, Vec<_>) = all.iter().partition(|row| !row.ended.is_empty());
    if all.is_empty() {
        return Ok(Err(Refusal::RegisterEmpty));
    }
    let people = members::all(conn, community).await?;
    let shown = |row: &&RegisterRow| row.kept(register).map(|cells| numbered(register, &cells, &people));
    let rows = standing.iter().map(shown).collect::<Result<Vec<_>, _>>()?;
    let ended = ended.into_iter().map(|row| {
        let on = Date::from_text(&row.ended_on).ok_or(Fault::Stored("register_rows.ended_on"))?;
        Ok(EndedRow { number: row.number.clone(), on, reason: row.ended.clone() })
    });
    let ended = ended.collect::<Result<Vec<_>, Fault>>()?;
    Ok(RegisterContent::of(register, as_of, &rows, ended).ok_or(Refusal::BadMoney))
}
