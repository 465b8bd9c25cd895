//! The chair marks a remark as answered, so that the room sees what is still open.

use super::super::in_thread;
use crate::{
    act::{Act, Address, At, Form, Stop},
    fault::Fault,
    sitting::talk::rows::thread::{self as threads, RemarkRow},
    store::feed::Touch,
};
use rules::{permit::Act as May, says::Says};
use serde_json::json;

/// Marks a remark as answered, or takes the mark away.
pub struct MarkAnswered;

impl Act for MarkAnswered {
    type On = RemarkRow;
    const AT: &'static str = "/r/{remark}/answered";
    const MAY: &'static [May] = &[May::Moderate];
    const SAYS: &'static [Says] = &[Says::RemarkMarked];

    async fn run(at: &mut At<'_, RemarkRow>, _form: &Form) -> Result<Address, Stop> {
        let answered = !*at.on.answered;
        threads::set_answered(at.writing, &at.permit, &at.on.id, answered).await?;
        // The chain names its item; which remark it was stands in the personal part.
        let entry = at.entry(Says::RemarkMarked, json!({ "answered": answered }));
        let entry = entry.about(&at.on.author, json!({ "remark": at.on.id }));
        at.writing.append(entry).await?;
        at.touch(Touch::Remark(at.on.id.clone()));
        Ok(in_thread(&at.on.item, &format!("remark-{}", at.on.id)))
    }

    async fn stands(at: &mut At<'_, RemarkRow>) -> Result<Option<String>, Fault> {
        Ok(Some(at.on.answered.stored().to_string()))
    }
}
