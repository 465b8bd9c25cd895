//! The chair calls an item: it is what the room talks about now. Who was speaking on the one before has spoken.

use super::super::{at_the_chair, desk_of, end_turns};
use crate::{
    act::{Act, Address, At, Form, Stop, base},
    sitting::{
        session::rows::{self as sessions, ItemRow},
        talk::rows::floor,
    },
    store::feed::Touch,
};
use rules::{permit::Act as May, says::Says, session::Phase};
use serde_json::json;

/// Calls an item.
pub struct CallItem;

impl Act for CallItem {
    type On = ItemRow;
    const AT: &'static str = "/i/{item}/call";
    const MAY: &'static [May] = &[May::LeadDiscussion];
    const SAYS: &'static [Says] = &[Says::ItemCalled];

    async fn run(at: &mut At<'_, ItemRow>, _form: &Form) -> Result<Address, Stop> {
        let session = sessions::find(at.writing.conn(), &at.on.session).await?;
        let phase = session.phase;
        if phase != Phase::Open {
            return Err(phase.not_now().into());
        }
        let (before, item) = (session.current_item, at.on.id.clone());
        base::changes(before != item)?;
        end_turns(at.writing, &at.permit, &session.id, &before).await?;
        floor::call_item(at.writing, &at.permit, &session.id, &item).await?;
        at.say_of(Says::ItemCalled, &session.id, json!({ "item": item })).await?;
        if !before.is_empty() {
            at.touch(Touch::Item(before));
        }
        at.touch(Touch::Item(item.clone()));
        at.touch(Touch::Speech);
        Ok(at_the_chair(&session.id, &item))
    }

    fn back(on: &ItemRow) -> String {
        desk_of(&on.session)
    }
}
