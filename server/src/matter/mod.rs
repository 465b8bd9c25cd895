//! Matters (事项档案): opened by the chair, taken through the steps of their procedure, ended. How one stands is judged from records
//! each time it is looked at, and stored nowhere.

pub mod acts;
pub(crate) mod facts;
mod hands;
pub(crate) mod pages;
pub mod rows;
pub(crate) mod view;

use crate::{
    act::{At, Form, Stop, Subject},
    fault::Fault,
    matter::facts::Found,
    record::{
        dossier::{self as dossiers, Dossier},
        publication::{self as publish, Kind, Shelf},
    },
    store::Conn,
};
use rules::{
    days::Date,
    dossier::{Progress, progress},
    posting::{Audience, Category},
    procedure::Procedure,
    published::{HowEnded, MatterContent},
};

/// A matter judged on a day: the procedure under which it began, what it is judged by, and where it stands.
pub(crate) struct Judged {
    procedure: Procedure,
    found: Found,
    stands: Progress,
    today: Date,
}

impl Judged {
    pub(crate) async fn of(conn: &mut Conn, dossier: &Dossier, today: Date) -> Result<Self, Fault> {
        let procedure = dossiers::procedure(conn, &dossier.row).await?;
        let found = facts::of(conn, dossier).await?;
        let stands = progress(&procedure, &found.facts, today);
        let stands = match &dossier.content.ended {
            Some(end) if end.how == HowEnded::Done => stands.as_ended(end.on),
            _ => stands,
        };
        Ok(Self { procedure, found, stands, today })
    }

    /// The same within an act, on the day of its community.
    async fn at(at: &mut At<'_, Dossier>) -> Result<Self, Fault> {
        let today = crate::record::today(at.writing, &at.on.row.community).await?;
        Self::of(at.writing.conn(), &at.on, today).await
    }
}

/// Where a matter is found.
fn shelf(content: &MatterContent, audience: Audience) -> Shelf {
    Shelf { kind: Kind::Matter, category: Category::Affairs, matter: content.matter.clone(), body_kind: None, audience }
}

/// Publishes a matter as it is now: a further revision. Every act on one goes through here.
async fn published(at: &mut At<'_, Dossier>, content: &MatterContent, form: &Form) -> Result<(), Stop> {
    let (id, shelf) = (at.on.row.id.clone(), shelf(content, at.on.audience()));
    Ok(publish::snapshot(at.writing, &at.permit, (&shelf, &id), &content.title, content, form).await??)
}
