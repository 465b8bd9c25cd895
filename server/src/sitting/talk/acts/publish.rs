//! How an item ended without a vote is published by the chair, like a decision.

use super::super::{at_the_chair, desk_of};
use crate::{
    act::{Act, Address, At, Form, Stop},
    record::publication::{self as publish, Kind, Shelf},
    sitting::{
        session::{Sitting, rows::ItemRow},
        talk::rows::floor::{self, EndingRow},
    },
    store::feed::Touch,
};
use rules::{Refusal, permit::Act as May, published::EndingContent, says::Says, typed::TextForm};

/// Publishes how an item ended.
pub struct PublishEnding;

impl Act for PublishEnding {
    type On = ItemRow;
    const AT: &'static str = "/i/{item}/end/publish";
    const MAY: &'static [May] = &[May::EndItem];
    const SAYS: &'static [Says] = &[Says::EndingPublished];

    async fn run(at: &mut At<'_, ItemRow>, form: &Form) -> Result<Address, Stop> {
        let (session, item) = (at.on.session.clone(), at.on.id.clone());
        let all = floor::endings(at.writing.conn(), &session).await?;
        let row = all.into_iter().find(|one| one.item == item).ok_or(Refusal::WrongPhase)?;
        if *row.published {
            return Err(Refusal::AlreadyPublished.into());
        }
        let sitting = Sitting::in_act(at.writing, &session).await?;
        let content = ending_content(&sitting, &at.on, &row);
        let shelf = Shelf::of(Kind::Ending, &content.matter, sitting.body.kind);
        let on = (&shelf, item.as_str());
        publish::snapshot(at.writing, &at.permit, on, &content.title, &content, form).await??;
        floor::set_published(at.writing, &at.permit, &item).await?;
        at.touch(Touch::Item(item.clone()));
        Ok(at_the_chair(&session, &item))
    }

    fn back(on: &ItemRow) -> String {
        desk_of(&on.session)
    }
}

/// The content of an ending.
fn ending_content(sitting: &Sitting, item: &ItemRow, row: &EndingRow) -> EndingContent {
    EndingContent {
        community: sitting.community.name.clone(),
        zone: sitting.community.zone.clone(),
        title: item.title.clone(),
        matter: item.matter.clone(),
        body: sitting.body.name.clone(),
        session: sitting.session.title.clone(),
        session_id: sitting.session.id.0.clone(),
        held_at: sitting.session.opened_at.unwrap_or(sitting.session.starts_at),
        kind: row.kind.clone(),
        text: row.body.clone(),
        dissent: row.dissent.clone(),
        form: TextForm::stored(&row.form),
        due: row.due.clone(),
        referred: row.referred.clone(),
    }
}
