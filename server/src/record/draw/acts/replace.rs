//! The next substitute steps in for one who was drawn, with a reason that everybody reads. It takes two: one says who leaves and why, another
//! lets the substitute step in.

use super::{
    super::{asked_of, nothing_asked, publish, rows as draws, rows::DrawRow, stands},
    seed::watches,
};
use crate::{
    act::{Act, Address, At, Form, Stop, none},
    fault::Fault,
    record::today,
};
use rules::{
    Refusal,
    draw::{self, Leaving, Replaced},
    masking::Said,
    permit::Act as May,
    published::DrawVerdict,
    says::Says,
};
use serde_json::json;

/// Who would step in, judged by the draw as it stands.
async fn judged(at: &mut At<'_, DrawRow>, left: &str, reason: Said<'_>) -> Result<Replaced, Stop> {
    stands(at.writing.conn(), &at.on).await??;
    nothing_asked(at.writing.conn(), &at.on).await??;
    let verdict = at.on.record()?.as_ref().and_then(DrawVerdict::of).ok_or(Refusal::NotDrawn)?;
    let before = draws::replaced(at.writing.conn(), &at.on.id).await?;
    let today = today(at.writing, &at.on.community).await?;
    let lists = (verdict.drawn.as_slice(), verdict.substitutes.as_slice());
    Ok(draw::replace(lists, &before, left, reason, today)?)
}

/// Says that one who was drawn leaves. Said anew, it takes the place of what was said before.
pub struct AskSubstitute;

impl Act for AskSubstitute {
    type On = DrawRow;
    const AT: &'static str = "/c/{community}/draw/{draw}/substitute";
    const MAY: &'static [May] = &[May::KeepDraw];
    const SAYS: &'static [Says] = &[Says::SubstituteAsked];

    async fn run(at: &mut At<'_, DrawRow>, form: &Form) -> Result<Address, Stop> {
        let one = judged(at, form.get("left"), none::said(form, "reason")).await?;
        let by = at.member().map_err(|_| Refusal::NotYourRole)?;
        let leaving = Leaving { left: one.left, reason: one.reason, by };
        draws::store_leaving(at.writing, &at.permit, &at.on.id, &leaving).await?;
        let body = json!({ "left": leaving.left, "reason": leaving.reason });
        let entry = at.entry(Says::SubstituteAsked, body).about(&leaving.by, json!({ "by": leaving.by }));
        at.writing.append(entry).await?;
        Ok(at.page())
    }
}

/// Lets the substitute step in whom the other's word calls for.
pub struct StepIn;

impl Act for StepIn {
    type On = DrawRow;
    const AT: &'static str = "/c/{community}/draw/{draw}/step-in";
    const MAY: &'static [May] = &[May::ConfirmSeed];
    const SAYS: &'static [Says] = &[Says::SubstituteSteppedIn, Says::DrawPublished];

    async fn run(at: &mut At<'_, DrawRow>, form: &Form) -> Result<Address, Stop> {
        let asked = draws::leaving(at.writing.conn(), &at.on.id).await?.ok_or(Refusal::NothingAsked)?;
        let one = judged(at, &asked.left, asked.reason.as_str().into()).await?;
        let by = at.member().map_err(|_| Refusal::NotYourRole)?;
        let watched = watches(at, [&asked.by, &by]).await?;
        draw::second(&asked, &by, watched)?;
        let number = draws::replaced(at.writing.conn(), &at.on.id).await?.len();
        let number = i64::try_from(number).unwrap_or(i64::MAX) + 1;
        draws::store_replaced(at.writing, &at.permit, (&at.on.id, number), &one).await?;
        let body = json!({ "left": one.left, "by": one.by, "reason": one.reason });
        at.say(Says::SubstituteSteppedIn, body).await?;
        publish(at.writing, &at.permit, &at.on.id, form).await?;
        Ok(at.page())
    }

    /// It is done over what was read: who leaves, and why.
    async fn stands(at: &mut At<'_, DrawRow>) -> Result<Option<String>, Fault> {
        Ok(draws::leaving(at.writing.conn(), &at.on.id).await?.as_ref().map(asked_of))
    }
}
