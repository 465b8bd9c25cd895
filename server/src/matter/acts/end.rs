//! A matter ends: every step was taken, or it is given up with a public reason.

use super::super::{Judged, published};
use crate::{
    act::{Act, Address, At, Form, Stop},
    record::dossier::{Dossier, rows as dossiers},
};
use rules::{
    Refusal, dossier,
    permit::Act as May,
    published::{HowEnded, MatterEnd},
    says::Says,
};
use serde_json::json;

/// Ends a matter.
pub struct EndMatter;

impl Act for EndMatter {
    type On = Dossier;
    const AT: &'static str = "/d/{dossier}/end";
    const MAY: &'static [May] = &[May::KeepMatter];
    const SAYS: &'static [Says] = &[Says::MatterEnded, Says::MatterPublished];

    async fn run(at: &mut At<'_, Dossier>, form: &Form) -> Result<Address, Stop> {
        at.on.goes_on()?;
        let mut content = at.on.content.clone();
        let how = HowEnded::from_id(form.get("how")).ok_or(("how", Refusal::NoneChosen))?;
        let Judged { procedure, found, today, .. } = Judged::at(at).await?;
        let said = form.optional("said", 300)?;
        let ending = dossier::end(&procedure, &found.facts, (how, &said), today)?;
        let (said, on) = (ending.said().to_owned(), ending.on());
        content.ended = Some(MatterEnd { how: ending.how(), said, by: at.permit.role(), on });
        published(at, &content, form).await?;
        ended(at, ending.how()).await?;
        Ok(at.page())
    }
}

/// Stores that a matter ended, and says so in the chain.
pub(super) async fn ended(at: &mut At<'_, Dossier>, how: HowEnded) -> Result<(), Stop> {
    let id = at.on.row.id.clone();
    dossiers::store_ended(at.writing, &at.permit, &id, how).await?;
    at.say(Says::MatterEnded, json!({ "how": how })).await?;
    Ok(())
}
