//! A step is waived, where the procedure lets somebody: in public, with the reason.

use super::super::{Judged, published};
use crate::{
    act::{Act, Address, At, Form, Stop},
    record::dossier::Dossier,
};
use rules::{dossier, permit::Act as May, published::StepWaiver, says::Says};
use serde_json::json;

/// Waives a step of a matter.
pub struct WaiveStep;

impl Act for WaiveStep {
    type On = Dossier;
    const AT: &'static str = "/d/{dossier}/waive";
    const MAY: &'static [May] = &[May::TakeStep];
    const SAYS: &'static [Says] = &[Says::MatterWaived, Says::MatterPublished];

    async fn run(at: &mut At<'_, Dossier>, form: &Form) -> Result<Address, Stop> {
        at.on.goes_on()?;
        let mut content = at.on.content.clone();
        let Judged { procedure, found, today, .. } = Judged::at(at).await?;
        let why = form.line("why", 300)?;
        let waived = dossier::waive(&procedure, &found.facts, (form.get("step"), &why), &at.standing.roles, today)?;
        let waiver = waived.waiver();
        let (step, by, why, on) = (waiver.step.clone(), waiver.by, waiver.why.clone(), waiver.on);
        let said = json!({ "step": step });
        content.waivers.push(StepWaiver { step, by, why, on });
        published(at, &content, form).await?;
        at.say(Says::MatterWaived, said).await?;
        Ok(at.page())
    }
}
