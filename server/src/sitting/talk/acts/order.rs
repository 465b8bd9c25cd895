//! The chair's order over a thread: locked for a reason, or slowed down by a pause between two posts of one person.

use super::super::{in_thread, thread_of};
use crate::{
    act::{Act, Address, At, Form, Stop, base},
    sitting::{session::rows::ItemRow, talk::rows::thread as threads},
    store::feed::Touch,
};
use rules::{Refusal, permit::Act as May, says::Says, thread::LONGEST_PAUSE};
use serde_json::json;

/// Locks or unlocks a thread, and sets the pause between posts.
pub struct OrderThread;

impl Act for OrderThread {
    type On = ItemRow;
    const AT: &'static str = "/i/{item}/order";
    const MAY: &'static [May] = &[May::Moderate];
    const SAYS: &'static [Says] = &[Says::ThreadOrdered];

    async fn run(at: &mut At<'_, ItemRow>, form: &Form) -> Result<Address, Stop> {
        // Silence is no pause of none: the order that stands is not lifted by it.
        let pause = if form.get("pause").is_empty() { at.on.pause } else { form.whole("pause")? };
        if !(0..=LONGEST_PAUSE).contains(&pause) {
            return Err(("pause", Refusal::NotOffered).into());
        }
        let (locked, reason) = (form.ticked("locked"), form.optional("reason", 300)?);
        if locked && reason.is_empty() {
            return Err(("reason", Refusal::ReasonMissing).into());
        }
        let lock = locked.then_some(reason.as_str());
        let same = at.on.pause == pause && *at.on.locked == locked && (!locked || at.on.lock_reason == reason);
        base::changes(!same)?;
        threads::set_order(at.writing, &at.permit, &at.on.id, lock, pause).await?;
        at.say(Says::ThreadOrdered, json!({ "locked": locked, "pause": pause, "reason": reason })).await?;
        at.touch(Touch::Item(at.on.id.clone()));
        Ok(in_thread(&at.on.id, "thread"))
    }

    fn back(on: &ItemRow) -> String {
        thread_of(&on.id)
    }
}
