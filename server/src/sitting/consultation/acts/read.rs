//! The opinion is read back in the hall, as it stands: whoever reads it says so.

use super::super::{begun, opinion::named, page, rows as consultations};
use crate::{
    act::{Act, Address, At, Form, Stop, base},
    fault::Fault,
    record::{draft::rows as drafts, publication::Kind},
    sitting::session::rows::SessionRow,
};
use rules::{consultation as judged, permit::Act as May, says::Says};
use serde_json::json;

/// Says that the opinion was read back.
pub struct ReadBack;

impl Act for ReadBack {
    type On = SessionRow;
    const AT: &'static str = "/s/{session}/opinion/read";
    const MAY: &'static [May] = &[May::KeepConsultation];
    const SAYS: &'static [Says] = &[Says::ConsultationRead];

    async fn run(at: &mut At<'_, SessionRow>, _form: &Form) -> Result<Address, Stop> {
        begun(at.on.phase)?;
        let (by, session) = (at.member()?, at.on.id.clone());
        let row = drafts::of(at.writing.conn(), (&at.on.community, Kind::Consultation), &session).await?;
        let stands = row.as_ref().map(named);
        let before = consultations::stands(at.writing.conn(), &session).await?;
        let read = judged::read_back(stands.as_deref(), &before.read_of)?;
        consultations::store_read(at.writing, &at.permit, &session, (&read, &by)).await?;
        let entry = at.entry(Says::ConsultationRead, json!({})).about(&by, json!({ "by": by }));
        at.writing.append(entry).await?;
        Ok(Address(format!("{}#opinion", page(&at.on))))
    }

    /// What is read is what the page showed.
    async fn stands(at: &mut At<'_, SessionRow>) -> Result<Option<String>, Fault> {
        let session = at.on.id.clone();
        let row = drafts::of(at.writing.conn(), (&at.on.community, Kind::Consultation), &session).await?;
        Ok(Some(base::of(&[&row.as_ref().map(named).unwrap_or_default()])))
    }

    fn back(on: &SessionRow) -> String {
        page(on)
    }
}
