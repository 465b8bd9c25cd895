//! A member follows a matter, or no longer. Nobody else hears of it, and the chain says nothing.

use crate::{
    act::{Act, Address, At, Form, Stop},
    record::dossier::{Dossier, rows as dossiers},
};
use rules::{Refusal, permit::Act as May, says::Says};

/// Follows a matter, or no longer.
pub struct FollowMatter;

impl Act for FollowMatter {
    type On = Dossier;
    const AT: &'static str = "/d/{dossier}/follow";
    const MAY: &'static [May] = &[May::FollowDecision];
    const SAYS: &'static [Says] = &[];

    async fn run(at: &mut At<'_, Dossier>, form: &Form) -> Result<Address, Stop> {
        let member = at.member().map_err(|_| Refusal::NotYourRole)?;
        at.writing.leaves_no_trace();
        dossiers::follow(at.writing, (&at.on.row.id, &member), form.get("on") == "1").await?;
        Ok(at.page())
    }
}
