//! What a place has published and put on file (备案) with an office above, or with the committee where owners decided: that it was, what
//! the office said, and on which days. It publishes nothing, and an office changes nothing of what was published.

pub mod acts;
pub mod rows;

use super::posting::published;
use crate::{
    act::{Subject, Viewer, base},
    fault::Fault,
    people::{community::rows as communities, office::standing},
    record::{
        filing::rows::{self as filings, FilingRow},
        posting::about,
        publication::rows::PublicationRow,
    },
    store::Conn,
};
use app::view::office::FilingView;
use rules::{
    body::BodyKind,
    filing::State,
    id::{CommunityId, FilingId, MemberId},
    office::Level,
    permit::Role,
    posting::Audience,
    procedure::Office,
};

/// A filing, with what was put on file as it stands.
pub struct Filing {
    row: FilingRow,
    of: PublicationRow,
}

impl Subject for Filing {
    type Key = FilingId;

    async fn find(conn: &mut Conn, key: &FilingId) -> Result<Self, Fault> {
        let row = filings::find(conn, key).await?;
        let of = published(conn, &row.community, row.of_kind, &row.subject).await?;
        Ok(Self { row, of })
    }

    fn community(&self) -> &CommunityId {
        &self.row.community
    }

    fn in_chain(&self) -> &str {
        &self.row.id
    }

    /// It is for whom the thing is that was put on file.
    fn audience(&self) -> Audience {
        Subject::audience(&self.of)
    }

    /// The page of the thing; an office has its own.
    fn page(&self) -> String {
        place(&self.row)
    }

    /// For the members of the place, and for offices above it.
    fn exists_for(&self, viewer: &Viewer) -> Result<(), Fault> {
        viewer.member_or_above(&self.row.community)
    }
}

/// Where a filing stands on the page of what was put on file.
pub(crate) fn place(row: &FilingRow) -> String {
    format!("{}#filings", about(&row.community, row.of_kind.id(), &row.subject))
}

/// Names a filing as the forms show it that answer it: how it stands, and which revision of the thing they are about.
pub(crate) fn stands(row: &FilingRow, revision: i64) -> String {
    base::of(&[row.state.id(), &revision.to_string()])
}

/// With whom a published thing can be put on file, and what each is called: the offices above, and the committee where it is of the
/// owners and somebody else than the filer serves in it.
pub(crate) async fn addressees(
    conn: &mut Conn,
    of: &PublicationRow,
    filer: Option<&MemberId>,
) -> Result<Vec<(Office, String)>, Fault> {
    let offices = standing(conn, &of.community).await?;
    let mut all = Vec::new();
    for to in Office::ALL {
        match Level::of(*to) {
            Some(level) => {
                let office = offices.iter().find(|office| office.level == level);
                all.extend(office.map(|office| (*to, office.name.clone())));
            }
            None if is_of_owners(of) => {
                let roles = communities::roles(conn, &of.community).await?;
                let serves = |(member, role): &(MemberId, String)| {
                    [Role::Committee, Role::Chair].iter().any(|one| one.id() == role) && Some(member) != filer
                };
                all.extend(roles.iter().any(serves).then(|| (*to, String::new())));
            }
            None => {}
        }
    }
    Ok(all)
}

/// With whom things of a community are put on file here: the levels at which an office stands above it.
pub(crate) async fn above(conn: &mut Conn, community: &CommunityId) -> Result<Vec<Office>, Fault> {
    let offices = standing(conn, community).await?;
    let stands = |to: &Office| offices.iter().any(|office| Some(office.level) == Level::of(*to));
    Ok(Office::ALL.iter().copied().filter(stands).collect())
}

/// Whether owners decided it.
fn is_of_owners(of: &PublicationRow) -> bool {
    of.body_kind.is_some_and(BodyKind::counts_owners)
}

/// What was put on file of a published thing, oldest first, as its page tells it.
pub(crate) async fn of_thing(conn: &mut Conn, of: &PublicationRow) -> Result<Vec<FilingView>, Fault> {
    let rows = filings::of(conn, &of.community, &of.subject).await?;
    Ok(rows.into_iter().filter(|row| row.of_kind == of.kind).map(|row| shown(row, of.revision)).collect())
}

/// A filing as pages tell it, where the thing stands at a revision.
pub(crate) fn shown(row: FilingRow, revision: i64) -> FilingView {
    FilingView {
        stands: stands(&row, revision),
        earlier: row.state == State::Acknowledged && row.revision < revision,
        id: row.id,
        number: row.number,
        to: row.addressee,
        office: row.office_name,
        day: row.day,
        note: row.note,
        state: row.state,
        words: row.words,
        answer_role: row.answer_role.0,
        answer_day: row.answer_day,
        may_answer: false,
    }
}
