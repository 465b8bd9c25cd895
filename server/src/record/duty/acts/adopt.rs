//! A place takes a catalogue of duties over: from the period that runs now on it is asked for what stands in it. Later it may take over
//! the same one in another version: a newer one, or that of its province.

use super::super::{back, lists, overdue, rows as duties};
use crate::{
    act::{Act, Address, At, Form, Stop, Viewer},
    people::community::rows::CommunityRow,
    record::today,
};
use app::address;
use rules::{
    Refusal,
    duty::{self, Offer},
    permit::Act as May,
    says::Says,
};
use serde_json::json;

/// Takes a catalogue over.
pub struct AdoptDuties;

impl Act for AdoptDuties {
    type On = CommunityRow;
    const AT: &'static str = "/c/{community}/duties/adopt";
    const MAY: &'static [May] = &[May::AdoptDuties];
    const SAYS: &'static [Says] = &[Says::DutiesAdopted];

    async fn run(at: &mut At<'_, CommunityRow>, form: &Form) -> Result<Address, Stop> {
        let community = at.on.id.clone();
        let offer = Offer::find(form.get("catalogue")).ok_or(("catalogue", Refusal::NoneChosen))?;
        let kept = lists(at.writing.conn(), &community).await?;
        let kept = kept.iter().find(|list| list.catalogue.id == offer.catalogue.id);
        let kept = kept.map(|list| (list.catalogue.version.as_str(), list.from));
        let today = today(at.writing, &community).await?;
        // Other days would make what is late be in time.
        if kept.is_some() && overdue(at.writing.conn(), &at.on, today).await?.is_some_and(|late| late > 0) {
            return Err(("catalogue", Refusal::OverdueFirst).into());
        }
        let adopted = duty::adopt(&offer.catalogue, at.on.kind()?, kept, today)?;
        duties::store_adopted(at.writing, &at.permit, &adopted, &offer.text).await?;
        let said = json!({
            "catalogue": adopted.catalogue(), "version": adopted.version(), "from": adopted.from().to_string(),
        });
        at.say(Says::DutiesAdopted, said).await?;
        Ok(Address(address::keep_duties(&community)))
    }

    fn back_for(on: &CommunityRow, viewer: &Viewer, _form: &Form) -> String {
        back(&on.id, viewer)
    }
}
