//! Something that is there already is laid to a matter, or taken out of it: an item of an agenda, a disclosure, a joint request. What is made for a
//! matter is laid to it as it is made.

use crate::{
    act::{Act, Address, At, Form, Stop, none},
    fault::Fault,
    matter::rows,
    record::{
        disclosure,
        dossier::{self as dossiers, Dossier},
        petition,
    },
    sitting::session::rows as sessions,
    store::Conn,
};
use rules::{
    Refusal,
    dossier::{self, Link},
    id::CommunityId,
    permit::Act as May,
    says::Says,
    vote::Phase,
};

/// Lays something to a matter.
pub struct LayToMatter;

impl Act for LayToMatter {
    type On = Dossier;
    const AT: &'static str = "/d/{dossier}/lay";
    const MAY: &'static [May] = &[May::KeepMatter];
    const SAYS: &'static [Says] = &[Says::MatterLinked];

    async fn run(at: &mut At<'_, Dossier>, form: &Form) -> Result<Address, Stop> {
        at.on.goes_on()?;
        let (link, subject) = thing(form)?;
        if !is_of(at.writing.conn(), &at.on.row.community, (link, subject)).await? {
            return Err(("thing", Refusal::NotOffered).into());
        }
        dossiers::lay(at.writing, &at.permit, (&at.on, link, subject)).await?;
        Ok(at.page())
    }
}

/// Takes something out of a matter, also of one that has ended or was withdrawn: it may belong to another.
pub struct TakeFromMatter;

impl Act for TakeFromMatter {
    type On = Dossier;
    const AT: &'static str = "/d/{dossier}/take-out";
    const MAY: &'static [May] = &[May::KeepMatter];
    const SAYS: &'static [Says] = &[Says::MatterUnlinked];

    async fn run(at: &mut At<'_, Dossier>, form: &Form) -> Result<Address, Stop> {
        let (link, subject) = thing(form)?;
        let reason = none::said(form, "reason");
        let none = none::none("reason", &reason);
        let votes = rows::votes(at.writing.conn(), &at.on.row.id).await?;
        let voted = votes.iter().any(|vote| vote.item.as_str() == subject && vote.phase == Phase::Declared);
        let reason = dossier::taken_out(voted, reason)?;
        dossiers::take_out(at.writing, &at.permit, (&at.on, link, subject), (reason.as_str(), none.as_slice())).await?;
        Ok(at.page())
    }
}

/// The thing that a form names: `item:ID`.
fn thing(form: &Form) -> Result<(Link, &str), Stop> {
    Ok(named(form.get("thing")).ok_or(("thing", Refusal::NoneChosen))?)
}

/// A thing as forms and addresses name it: `item:ID`.
pub(in crate::matter) fn named(value: &str) -> Option<(Link, &str)> {
    let (link, subject) = value.split_once(':')?;
    Some((Link::from_id(link)?, subject))
}

/// Whether the thing is one of the community.
pub(in crate::matter) async fn is_of(
    conn: &mut Conn,
    community: &CommunityId,
    (link, subject): (Link, &str),
) -> Result<bool, Fault> {
    let found = match link {
        Link::Item => sessions::item(conn, &subject.into()).await.map(|item| item.community),
        Link::Disclosure | Link::Plan => disclosure::find(conn, community, subject).await.map(|row| row.community),
        Link::Petition => petition::rows::find(conn, community, subject).await.map(|row| row.community),
    };
    match found {
        Ok(of) => Ok(of == *community),
        Err(Fault::NotFound) => Ok(false),
        Err(fault) => Err(fault),
    }
}
