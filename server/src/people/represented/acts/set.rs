//! Who stands for which households: a line for each representative, with number, name and households. A household has one
//! representative at most (一户一票).

use super::super::{Homes, Register, read, rows as represented, stands};
use crate::{
    act::{Act, Address, At, Form, Stop, Subject, base},
    people::member::rows as members,
    secret,
};
use rules::{Refusal, naming::Numbers, permit::Act as May, says::Says};
use serde_json::json;

/// Puts the register on record.
pub struct SetRepresented;

impl Act for SetRepresented {
    type On = Register;
    const AT: &'static str = "/c/{community}/represented/{body}";
    const MAY: &'static [May] = &[May::ImportRoll];
    const SAYS: &'static [Says] = &[Says::RepresentedRecorded];

    async fn run(at: &mut At<'_, Register>, form: &Form) -> Result<Address, Stop> {
        let people = members::all(at.writing.conn(), at.on.community()).await?;
        let people = people.iter().filter(|one| !one.erased());
        let people = people.map(|one| [one.id.as_str(), one.number.as_str(), one.name.as_str()]);
        let people: read::People<'_> = Numbers::new(people.map(|one| (one[1], one)));
        let homes = Homes::new(represented::homes(at.writing.conn(), at.on.community()).await?);
        let beside = |(line, refusal)| Stop::from((format!("register:{line}"), refusal));
        let register = read::read(form.raw("register"), &people, &homes).map_err(beside)?;
        if register.all.is_empty() {
            return Err(("register", Refusal::Empty).into());
        }
        // By numbers alone: the names are shown, and the list is sent again with them.
        if !register.named {
            return Err((format!("register:{}", register.shown), Refusal::NamesToConfirm).into());
        }
        let body = at.on.body().clone();
        let before = stands(&represented::register(at.writing.conn(), &body).await?);
        base::holds(form, &before)?;
        represented::replace(at.writing, &at.permit, &body, &register.all).await?;
        let after = represented::register(at.writing.conn(), &body).await?;
        base::changes(stands(&after) != before)?;
        let lines: Vec<String> = after.iter().map(|row| format!("{} {}", row.household, row.member)).collect();
        let hash = secret::digest(&lines.iter().map(String::as_str).collect::<Vec<_>>());
        let said = json!({
            "households": register.all.len(), "representatives": register.representatives, "households_hash": hash,
        });
        at.say(Says::RepresentedRecorded, said).await?;
        Ok(at.page())
    }
}
