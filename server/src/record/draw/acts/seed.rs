//! The seed is entered by two: one reads the number that was drawn or thrown, another person reads it too, without being shown what the first
//! read. When both read the same, the draw is made.

use super::super::{publish, rows as draws, rows::DrawRow, stands};
use crate::{
    act::{Act, Address, At, Form, Stop},
    people::community::rows as communities,
    record::today,
};
use rules::{
    Refusal,
    draw::{self, Reading},
    id::MemberId,
    kind::draw::{DrawRecord, Seed},
    permit::{Act as May, Role},
    published::DrawVerdict,
    says::Says,
};
use serde_json::json;

/// The seed as whoever acts reads it: on its day or later, of a draw that is not made.
async fn reading(at: &mut At<'_, DrawRow>, form: &Form) -> Result<Reading, Stop> {
    stands(at.writing.conn(), &at.on).await??;
    if at.on.record()?.is_some() {
        return Err(Refusal::DrawMade.into());
    }
    let by = at.member().map_err(|_| Refusal::NotYourRole)?;
    let today = today(at.writing, &at.on.community).await?;
    Ok(draw::read(form.get("value"), by, at.on.chance, (at.on.on()?, today))?)
}

/// Whether one of two is there to watch: a supervisor or a teller.
pub(super) async fn watches(at: &mut At<'_, DrawRow>, two: [&MemberId; 2]) -> Result<bool, Stop> {
    let roles = communities::roles(at.writing.conn(), &at.on.community).await?;
    let watches = |role: &String| matches!(Role::from_id(role), Some(Role::Supervisor | Role::Teller));
    Ok(roles.iter().any(|(who, role)| two.contains(&who) && watches(role)))
}

/// Reads the seed first.
pub struct ReadSeed;

impl Act for ReadSeed {
    type On = DrawRow;
    const AT: &'static str = "/c/{community}/draw/{draw}/seed";
    const MAY: &'static [May] = &[May::KeepDraw];
    const SAYS: &'static [Says] = &[Says::SeedRead];

    async fn run(at: &mut At<'_, DrawRow>, form: &Form) -> Result<Address, Stop> {
        let read = reading(at, form).await?;
        draws::store_read(at.writing, &at.permit, &at.on.id, &read).await?;
        let entry = at.entry(Says::SeedRead, json!({})).about(&read.by, json!({ "by": read.by }));
        at.writing.append(entry).await?;
        Ok(at.page())
    }
}

/// Reads it again: the same makes the draw.
pub struct ConfirmSeed;

impl Act for ConfirmSeed {
    type On = DrawRow;
    const AT: &'static str = "/c/{community}/draw/{draw}/confirm";
    const MAY: &'static [May] = &[May::ConfirmSeed];
    const SAYS: &'static [Says] = &[Says::DrawMade, Says::DrawPublished];

    async fn run(at: &mut At<'_, DrawRow>, form: &Form) -> Result<Address, Stop> {
        let second = reading(at, form).await?;
        let first = at.on.reading().ok_or(Refusal::SeedNotRead)?;
        let watched = watches(at, [&first.by, &second.by]).await?;
        let value = draw::agree(&first, &second, watched)?;
        let record = DrawRecord {
            id: at.on.id.0.clone(),
            source: vec![at.on.basis.clone()],
            rule: at.on.rule()?,
            frame: at.on.frame()?,
            seed: Seed {
                chance: at.on.chance,
                named: at.on.named.clone(),
                on: at.on.seed_day.clone(),
                value: value.clone(),
            },
        };
        let verdict = DrawVerdict::of(&record).ok_or(crate::fault::Fault::Stored("draws.frame"))?;
        draws::store_drawn(at.writing, &at.permit, &at.on.id, (&second.by, &record)).await?;
        let body = json!({ "seed": value, "drawn": verdict.drawn, "substitutes": verdict.substitutes });
        let entry = at.entry(Says::DrawMade, body).about(&second.by, json!({ "by": second.by }));
        at.writing.append(entry).await?;
        publish(at.writing, &at.permit, &at.on.id, form).await?;
        Ok(at.page())
    }
}
