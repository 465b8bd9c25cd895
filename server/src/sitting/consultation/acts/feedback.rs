//! What became of a consultation is told to all who took part, and stands on the page of its opinion: a further revision of it.

use super::super::{content::shelf, day, page, rows as consultations};
use crate::{
    act::{Act, Address, At, Form, Stop, base},
    fault::Fault,
    record::{
        draft::rows as drafts,
        publication::{self as publish, Kind, rows as publications},
    },
    sitting::session::{Sitting, rows::SessionRow},
    store::outbox,
};
use app::address;
use rules::{
    Refusal,
    consultation::{self as judged, Became},
    notify::Event,
    permit::Act as May,
    published::ConsultationContent,
    says::Says,
};
use serde_json::json;

/// Tells what became of it.
pub struct TellFeedback;

impl Act for TellFeedback {
    type On = SessionRow;
    const AT: &'static str = "/s/{session}/feedback";
    const MAY: &'static [May] = &[May::PublishOpinion];
    const SAYS: &'static [Says] = &[Says::ConsultationAnswered, Says::ConsultationPublished];

    async fn run(at: &mut At<'_, SessionRow>, form: &Form) -> Result<Address, Stop> {
        let session = at.on.id.clone();
        let row = drafts::of(at.writing.conn(), (&at.on.community, Kind::Consultation), &session).await?;
        let row = row.ok_or(Refusal::OpinionNotPublic)?;
        let published = publications::revisions(at.writing.conn(), &at.on.community, &row.id).await?;
        let last = published.first().ok_or(Refusal::OpinionNotPublic)?;
        if !last.withdrawn.is_empty() {
            return Err(Refusal::WithdrawnAlready.into());
        }
        let before: ConsultationContent = serde_json::from_str(&last.content)?;
        let answers: Vec<_> = (1..=before.suggestions.len())
            .map(|nth| {
                let became = Became::from_id(form.get(&format!("became-{nth}")));
                (became, form.get(&format!("reason-{nth}")).to_owned())
            })
            .collect();
        let explains = (form.raw("said"), !before.dissents.is_empty());
        let told = judged::feedback(&before.suggestions, &answers, explains, day(at).await?)?;
        let same = before.feedback.as_ref().is_some_and(|one| one.answers == told.answers && one.said == told.said);
        base::changes(!same)?;
        consultations::store_feedback(at.writing, &at.permit, &session, &told).await?;
        at.say(Says::ConsultationAnswered, json!({ "suggestions": told.answers.len() })).await?;
        let content =
            ConsultationContent { feedback: Some(told), feedback_as: at.permit.role().id().to_owned(), ..before };
        let sitting = Sitting::around(at.writing, at.on.clone()).await?;
        let shelf = shelf(at.writing.conn(), &sitting).await?;
        let place = (&shelf, row.id.as_str());
        publish::snapshot(at.writing, &at.permit, place, &content.title, &content, form).await??;
        let now = at.now();
        outbox::tell(at.writing, Event::OpinionFeedback, (session.as_str(), now), now).await?;
        Ok(Address(address::published(&at.on.community, Kind::Consultation.id(), &row.id)))
    }

    /// What was told before is told anew by whoever has seen it.
    async fn stands(at: &mut At<'_, SessionRow>) -> Result<Option<String>, Fault> {
        let stands = consultations::stands(at.writing.conn(), &at.on.id).await?;
        Ok(Some(base::of(&[&stands.feedback])))
    }

    fn back(on: &SessionRow) -> String {
        page(on)
    }
}
