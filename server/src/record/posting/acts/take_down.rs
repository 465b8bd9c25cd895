//! Something is taken down whose days are over (E24). Its address stays.

use crate::{
    act::{Act, Address, At, Form, Stop},
    record::{posting::rows as board, publication::rows::PublicationRow, today},
};
use rules::{Refusal, days::Holidays, permit::Act as May, posting, says::Says};
use serde_json::json;

/// Takes something down from the board.
pub struct TakeDown;

impl Act for TakeDown {
    type On = PublicationRow;
    const AT: &'static str = "/c/{community}/about/{kind}/{id}/take-down";
    const MAY: &'static [May] = &[May::KeepBoard];
    const SAYS: &'static [Says] = &[Says::PostingTakenDown];

    async fn run(at: &mut At<'_, PublicationRow>, _form: &Form) -> Result<Address, Stop> {
        let posted = board::posting(at.writing.conn(), at.on.kind.id(), &at.on.subject).await?;
        let posted = posted.ok_or(Refusal::NotPosted)?;
        let today = today(at.writing, &at.on.community).await?;
        let taken = posting::take_down(&posted.posting()?, (posted.last()?, *posted.up), today, Holidays::known())?;
        board::store_taken_down(at.writing, &posted, taken).await?;
        at.say(Says::PostingTakenDown, json!({ "kind": at.on.kind })).await?;
        Ok(at.page())
    }
}
