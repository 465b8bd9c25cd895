//! Somebody is put on the ballot of an appraisal: named by number and name, with the office in which they are.

use super::super::{Ballot, rows};
use crate::{
    act::{Act, Address, At, Form, Stop},
    people::naming::named,
    sitting::session::{Sitting, rows::ItemRow},
    store::feed::Touch,
};
use rules::{
    agenda::Matter,
    appraisal::{self, NameFacts},
    permit::Act as May,
    says::Says,
};
use serde_json::json;

/// Names somebody who is appraised.
pub struct NameAppraised;

impl Act for NameAppraised {
    type On = ItemRow;
    const AT: &'static str = "/i/{item}/appraised/name";
    const MAY: &'static [May] = &[May::WriteText];
    const SAYS: &'static [Says] = &[Says::AppraisedNamed];

    async fn run(at: &mut At<'_, ItemRow>, form: &Form) -> Result<Address, Stop> {
        let one = named(at.writing.conn(), &at.on.community, form, "who").await??;
        let sitting = Sitting::in_act(at.writing, &at.on.session).await?;
        let ballot = Ballot::of(at.writing.conn(), &sitting, &at.on).await?;
        let matter = Matter::from_id(&at.on.matter);
        let terms = sitting.rule_of(matter)?.and_then(|rule| rule.appraisal);
        let facts = NameFacts { ballot: ballot.facts(), matter, has_rule: terms.is_some(), member: &one.id };
        let named = appraisal::name(&facts, form.get("office"))?;
        let votes = terms.is_some_and(|terms| terms.own_vote);
        rows::store_named(at.writing, &at.permit, &at.on, &named, votes).await?;
        let personal = json!({ "member": named.member(), "office": named.office() });
        let entry = at.entry(Says::AppraisedNamed, json!({ "votes": votes })).about(named.member(), personal);
        at.writing.append(entry).await?;
        at.touch(Touch::Item(at.on.id.clone()));
        Ok(Address(super::page(&at.on)))
    }

    fn back(on: &ItemRow) -> String {
        super::page(on)
    }
}
