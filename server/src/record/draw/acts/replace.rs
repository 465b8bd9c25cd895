//! The next substitute steps in for one who was drawn, with a reason that everybody reads.

use super::super::{publish, rows as draws, rows::DrawRow, stands};
use crate::{
    act::{Act, Address, At, Form, Stop, none},
    record::today,
};
use rules::{Refusal, draw, permit::Act as May, published::DrawVerdict, says::Says};
use serde_json::json;

/// Lets a substitute step in.
pub struct StepIn;

impl Act for StepIn {
    type On = DrawRow;
    const AT: &'static str = "/c/{community}/draw/{draw}/substitute";
    const MAY: &'static [May] = &[May::KeepDraw];
    const SAYS: &'static [Says] = &[Says::SubstituteSteppedIn, Says::DrawPublished];

    async fn run(at: &mut At<'_, DrawRow>, form: &Form) -> Result<Address, Stop> {
        stands(at.writing.conn(), &at.on).await??;
        let verdict = at.on.record()?.as_ref().and_then(DrawVerdict::of).ok_or(Refusal::NotDrawn)?;
        let before = draws::replaced(at.writing.conn(), &at.on.id).await?;
        let today = today(at.writing, &at.on.community).await?;
        let lists = (verdict.drawn.as_slice(), verdict.substitutes.as_slice());
        let one = draw::replace(lists, &before, form.get("left"), none::said(form, "reason"), today)?;
        let number = i64::try_from(before.len()).unwrap_or(i64::MAX) + 1;
        draws::store_replaced(at.writing, &at.permit, (&at.on.id, number), &one).await?;
        let body = json!({ "left": one.left, "by": one.by, "reason": one.reason });
        at.say(Says::SubstituteSteppedIn, body).await?;
        publish(at.writing, &at.permit, &at.on.id, form).await?;
        Ok(at.page())
    }
}
