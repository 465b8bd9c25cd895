//! The body has established that a post has ended: a published thing says so, and the duty is met.

use super::super::{ended, rows};
use crate::{
    act::{Act, Address, At, Form, Stop},
    people::community::rows as communities,
    record::{
        publication::{
            Kind,
            rows::{self as publication, PublicationRow},
        },
        today,
    },
    sitting::session::rows::ItemRow,
};
use rules::{
    Refusal,
    appraisal::{self, EstablishFacts},
    id::MemberId,
    permit::Act as May,
    says::Says,
};
use serde_json::json;

/// Says by what it was established that a post has ended.
pub struct EstablishEnd;

impl Act for EstablishEnd {
    type On = ItemRow;
    const AT: &'static str = "/i/{item}/appraised/establish";
    const MAY: &'static [May] = &[May::EstablishEnd];
    const SAYS: &'static [Says] = &[Says::PostEstablished];

    async fn run(at: &mut At<'_, ItemRow>, form: &Form) -> Result<Address, Stop> {
        let member = MemberId::from(form.get("member"));
        let (kind, subject) = form.get("by").split_once('/').ok_or(("by", Refusal::NotOffered))?;
        let kind = Kind::from_id(kind).ok_or(("by", Refusal::NotOffered))?;
        let revisions = publication::revisions(at.writing.conn(), &at.on.community, subject).await?;
        let by = revisions.iter().find(|one| one.kind == kind).ok_or(("by", Refusal::NotOffered))?;
        let zone = communities::find(at.writing.conn(), &at.on.community).await?.zone;
        let twice = rows::twice(at.writing.conn(), &at.on.community).await?;
        let own = twice.into_iter().filter(|row| row.item == at.on.id && row.member == member).collect();
        let found = ended(at.writing.conn(), &zone, own).await?.into_iter().next();
        let result = match &found {
            Some(one) => publication::revisions(at.writing.conn(), &at.on.community, &one.row.vote).await?,
            None => Vec::new(),
        };
        let facts = EstablishFacts {
            ends: found.is_some(),
            done: found.as_ref().is_some_and(|one| !one.row.ended_day.is_empty()),
            after: first(&result).is_some_and(|result| first(&revisions) > Some(result)),
            withdrawn: !by.withdrawn.is_empty(),
        };
        let established = appraisal::establish(facts, by.thing()).map_err(|refusal| ("by", refusal))?;
        let today = today(at.writing, &at.on.community).await?;
        rows::store_established(at.writing, &at.permit, (&at.on.id, &member), (&established, today)).await?;
        let public = json!({ "kind": established.by().kind, "subject": established.by().subject });
        let entry = at.entry(Says::PostEstablished, public).about(&member, json!({ "member": member }));
        at.writing.append(entry).await?;
        Ok(Address(super::page(&at.on)))
    }

    fn back(on: &ItemRow) -> String {
        super::page(on)
    }
}

/// When a thing was first published, in the order of the chain.
fn first(revisions: &[PublicationRow]) -> Option<i64> {
    revisions.iter().map(|one| one.seq).min()
}
