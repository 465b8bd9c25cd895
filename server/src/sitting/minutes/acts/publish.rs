//! Signed minutes are published word for word, or their correction as a further revision.

use super::super::{content, fingerprint, page};
use crate::{
    act::{Act, Address, At, Form, Stop},
    fault::Fault,
    record::publication::{self as publish, Kind, Shelf},
    sitting::{
        minutes::rows,
        session::{Sitting, rows::SessionRow},
    },
};
use rules::{Refusal, outcome, permit::Act as May, says::Says};

/// Publishes the signed minutes, or their correction.
pub struct Publish;

impl Act for Publish {
    type On = SessionRow;
    const AT: &'static str = "/s/{session}/minutes/publish";
    const MAY: &'static [May] = &[May::PublishMinutes];
    const SAYS: &'static [Says] = &[Says::MinutesPublished];

    async fn run(at: &mut At<'_, SessionRow>, form: &Form) -> Result<Address, Stop> {
        let row = rows::of_session(at.writing.conn(), &at.on.id).await?.ok_or(Fault::NotFound)?;
        let published = outcome::publish(row.phase()?)?;
        let sitting = Sitting::in_act(at.writing, &at.on.id).await?;
        let content = content(at.writing.conn(), &sitting, Some(&row)).await?;
        // What is published is what was signed, word for word.
        if fingerprint(&content)? != row.signed {
            return Err(Refusal::TextChanged.into());
        }
        let shelf = Shelf::of(Kind::Minutes, "", &sitting.body.kind);
        let place = (&shelf, row.id.as_str());
        publish::snapshot(at.writing, &at.permit, place, &content.title, &content, form).await??;
        rows::store_published(at.writing, &at.permit, &row.id, published).await?;
        Ok(Address(format!("/c/{}/minutes/{}", row.community, row.id)))
    }

    fn back(on: &SessionRow) -> String {
        page(on)
    }
}
