//! The units of an owners' assembly: a line for each, with its number, number and name of the member who votes for it, and its area
//! in m². All units of one member are one head (法释〔2009〕7号 Art. 9).

use super::super::{Estate, People, read, stands};
use crate::{
    act::{Act, Address, At, Form, Stop, Subject, base},
    people::{member::rows as members, owners::rows as owners},
    secret,
};
use rules::{Refusal, kind::Area, naming::Numbers, permit::Act as May, says::Says};
use serde_json::json;
use std::collections::HashSet;

/// Puts the units on record.
pub struct SetUnits;

impl Act for SetUnits {
    type On = Estate;
    const AT: &'static str = "/c/{community}/owners/{body}";
    const MAY: &'static [May] = &[May::ImportRoll];
    const SAYS: &'static [Says] = &[Says::OwnersRecorded];

    async fn run(at: &mut At<'_, Estate>, form: &Form) -> Result<Address, Stop> {
        let people = members::all(at.writing.conn(), at.on.community()).await?;
        // An owner is an owner wherever they live.
        let people = people.iter().filter(|one| !one.erased());
        let people = people.map(|one| [one.id.as_str(), one.number.as_str(), one.name.as_str()]);
        let people: People<'_> = Numbers::new(people.map(|one| (one[1], one)));
        let beside = |(line, refusal)| Stop::from((format!("units:{line}"), refusal));
        let register = read(form.raw("units"), &people).map_err(beside)?;
        if register.units.is_empty() {
            return Err(("units", Refusal::Empty).into());
        }
        // By numbers alone: the names are shown, and the list is sent again with them.
        if !register.named {
            return Err((format!("units:{}", register.shown), Refusal::NamesToConfirm).into());
        }
        let units = register.units;
        let body = at.on.body().clone();
        let before = stands(&owners::units(at.writing.conn(), &body).await?);
        base::holds(form, &before)?;
        owners::replace(at.writing, &at.permit, &body, &units).await?;
        base::changes(stands(&owners::units(at.writing.conn(), &body).await?) != before)?;
        let lines: Vec<String> =
            units.iter().map(|(number, member, area)| format!("{number} {member} {area}")).collect();
        let heads = units.iter().map(|(_, member, _)| member).collect::<HashSet<_>>().len();
        let area = Area(units.iter().map(|(.., area)| area.unsigned_abs()).sum());
        let hash = secret::digest(&lines.iter().map(String::as_str).collect::<Vec<_>>());
        let said = json!({ "units": units.len(), "heads": heads, "area": area, "units_hash": hash });
        at.say(Says::OwnersRecorded, said).await?;
        Ok(at.page())
    }
}
