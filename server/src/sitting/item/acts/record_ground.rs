//! What opens a gate of an item comes on record. Nothing said takes what is on record back.

use super::super::gates::ItemGround;
use crate::{
    act::{Act, Address, At, Form, Stop, base},
    sitting::item::rows::ground as grounds,
    store::feed::Touch,
};
use rules::{Refusal, gates::Ground, permit::Act as May, says::Says, session::Phase, typed};
use serde_json::json;

/// Puts on record what opens a gate of an item.
pub struct RecordGround;

impl Act for RecordGround {
    type On = ItemGround;
    const AT: &'static str = "/i/{item}/gates/{ground}";
    const MAY: &'static [May] = &[May::RecordGround];
    const SAYS: &'static [Says] = &[Says::GroundRecorded];

    async fn run(at: &mut At<'_, ItemGround>, form: &Form) -> Result<Address, Stop> {
        let phase = at.on.phase();
        if matches!(phase, Phase::Closed | Phase::Cancelled) {
            return Err(phase.not_now().into());
        }
        // Two who record at once do not overwrite each other unseen.
        let on_record = at.on.seen(at.writing.conn()).await?;
        base::holds_revision(form, on_record)?;
        let said = form.optional("said", 200)?;
        let said = match at.on.ground {
            // Silence is no number, and takes none back.
            Ground::Women if said.is_empty() => return Err(("said", Refusal::Empty).into()),
            Ground::Women => {
                let women = typed::whole(&said).ok_or(("said", Refusal::NotANumber))?;
                let seats = at.on.seats(at.writing.conn()).await?;
                if seats > 0 && women > seats {
                    return Err(("said", Refusal::MoreThanThere).into());
                }
                women.to_string()
            }
            _ => said,
        };
        // The same once more says that it still holds; only of nothing there is nothing to take back.
        base::changes(on_record > 0 || !said.is_empty())?;
        let (subject, matter) = at.on.place();
        let body = json!({ "kind": at.on.ground, "matter": matter, "said": said });
        grounds::record(at.writing, &at.permit, at.on.ground, subject, matter, &said).await?;
        at.say(Says::GroundRecorded, body).await?;
        at.touch(Touch::Item(at.on.item.id.clone()));
        Ok(at.page())
    }
}
