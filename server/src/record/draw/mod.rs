//! Draws by lot (抽签): the list is fixed with its hash and public before anybody can know the seed, the seed is entered by two, the result
//! follows from both (`rules::kind::draw`). It never chooses: whoever keeps it names the list and reads the number, and no more.

pub mod acts;
pub mod rows;
pub(crate) mod view;

use crate::{
    act::{Form, Stop, Subject, base},
    fault::Fault,
    people::community::rows::{self as communities, CommunityRow},
    record::{
        draw::rows::DrawRow,
        posting::about,
        publication::{self, Kind, Shelf, rows as publications},
        takeback::rows as takebacks,
    },
    store::{Conn, Writing},
};
use app::address;
use rules::{
    Refusal,
    draw::Leaving,
    id::{CommunityId, DrawId},
    permit::Permit,
    posting::{Audience, Category},
    published::{DrawContent, DrawVerdict},
};

/// A draw, to which something is done.
impl Subject for DrawRow {
    type Key = (CommunityId, DrawId);

    async fn find(conn: &mut Conn, (community, id): &Self::Key) -> Result<Self, Fault> {
        rows::find(conn, community, id).await
    }

    fn community(&self) -> &CommunityId {
        &self.community
    }

    fn in_chain(&self) -> &str {
        &self.id
    }

    /// List, seed and result are everybody's; they hold numbers, and names stand on the roll.
    fn audience(&self) -> Audience {
        Audience::Public
    }

    fn page(&self) -> String {
        at(&self.community, &self.id)
    }
}

/// Where staff do something about it.
pub(crate) fn at(community: &CommunityId, id: &str) -> String {
    about(community, Kind::Draw.id(), id)
}

/// A place in which one is fixed.
pub struct Fixing(CommunityRow);

impl Subject for Fixing {
    type Key = CommunityId;

    async fn find(conn: &mut Conn, key: &CommunityId) -> Result<Self, Fault> {
        communities::find(conn, key).await.map(Self)
    }

    fn community(&self) -> &CommunityId {
        &self.0.id
    }

    fn in_chain(&self) -> &str {
        &self.0.id
    }

    fn audience(&self) -> Audience {
        Audience::Public
    }

    fn page(&self) -> String {
        address::new_draw(&self.0.id)
    }
}

/// What was withdrawn is drawn no more.
async fn stands(conn: &mut Conn, row: &DrawRow) -> Result<Result<(), Refusal>, Fault> {
    let published = publications::revisions(conn, &row.community, &row.id).await?;
    let withdrawn = published.first().is_some_and(|latest| !latest.withdrawn.is_empty());
    Ok(if withdrawn { Err(Refusal::WithdrawnAlready) } else { Ok(()) })
}

/// While it is asked to take a draw back, nobody steps in.
async fn nothing_asked(conn: &mut Conn, row: &DrawRow) -> Result<Result<(), Refusal>, Fault> {
    let asked = takebacks::waiting(conn, &row.community, Kind::Draw.id(), &row.id).await?;
    Ok(if asked.is_some() { Err(Refusal::TakebackWaits) } else { Ok(()) })
}

/// Names what is asked for, as the page shows it on which another agrees.
pub(crate) fn asked_of(leaving: &Leaving) -> String {
    base::of(&[&leaving.left, &leaving.reason])
}

/// Publishes how a draw stands.
async fn publish(writing: &mut Writing, permit: &Permit, id: &DrawId, form: &Form) -> Result<(), Stop> {
    let community = permit.community().clone();
    let row = rows::find(writing.conn(), &community, id).await?;
    let content = content(writing.conn(), &row).await?;
    let shelf = Shelf {
        kind: Kind::Draw,
        category: Category::Affairs,
        matter: String::new(),
        body_kind: None,
        audience: Audience::Public,
    };
    publication::snapshot(writing, permit, (&shelf, &row.id), &row.title, &content, form).await??;
    Ok(())
}

/// What is published of a draw.
pub(crate) async fn content(conn: &mut Conn, row: &DrawRow) -> Result<DrawContent, Fault> {
    let place = communities::find(conn, &row.community).await?;
    let record = row.record()?;
    Ok(DrawContent {
        community: place.name,
        zone: place.zone,
        number: row.number,
        title: row.title.clone(),
        basis: row.basis.clone(),
        of: row.drawn_of,
        rule: row.rule()?,
        frame: row.frame()?,
        chance: row.chance,
        named: row.named.clone(),
        on: row.on()?,
        verdict: record.as_ref().and_then(DrawVerdict::of),
        record,
        replaced: rows::replaced(conn, &row.id).await?,
    })
}
