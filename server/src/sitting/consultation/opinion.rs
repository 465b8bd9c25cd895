//! The opinion of a consultation on its way to the public: written, read back, countersigned by another hand, published, corrected, as every
//! draft is (`record/draft`). What is signed is what was read back, with the dissent that came to it.

use super::{
    Round, begun,
    content::{content, fingerprint, shelf},
    page as page_of, rows as consultations,
};
use crate::{
    act::{Address, At, Form, Stop, none::SaidNone},
    fault::Fault,
    record::{
        draft::{
            Hands, Life, Names,
            rows::{DraftRow, Said},
        },
        publication::{Kind, Shelf, rows::PublicationRow},
    },
    sitting::session::{Sitting, rows::SessionRow},
    store::{Conn, Writing},
    text,
};
use app::address;
use rules::{
    Refusal,
    body::BodyKind,
    consultation::{is_ready, opinion},
    permit::Act as May,
    published::ConsultationContent,
    says::Says,
};

/// Names the words of an opinion as they stand: what is read back is named so.
pub(super) fn named(row: &DraftRow) -> String {
    OpinionSheet::text_hash(&row.said)
}

/// The opinion of a consultation.
pub struct OpinionSheet;

impl Life for OpinionSheet {
    type On = SessionRow;
    type Up = SessionRow;
    type Content = ConsultationContent;

    const KIND: Kind = Kind::Consultation;
    const AT: [&'static str; 4] = [
        "/s/{session}/opinion",
        "/s/{session}/opinion/sign",
        "/s/{session}/opinion/return",
        "/s/{session}/opinion/publish",
    ];
    const MAY: [&'static [May]; 3] = [&[May::KeepConsultation], &[May::SignOpinion], &[May::PublishOpinion]];
    const HANDS: Hands = Hands::Any(May::SignOpinion);
    const NAMES: Names = Names {
        written: Says::ConsultationWritten,
        signed: Says::ConsultationSigned,
        returned: Says::ConsultationReturned,
        published: Says::ConsultationPublished,
    };
    /// What is struck before it is published is not to be guessed from a hash.
    const SEALED: &'static [Says] = &[Says::ConsultationWritten, Says::ConsultationSigned];

    fn subject(on: &SessionRow) -> &str {
        &on.id
    }

    fn subject_up(up: &SessionRow) -> &str {
        &up.id
    }

    fn writable(on: &SessionRow) -> Result<(), Stop> {
        Ok(begun(on.phase)?)
    }

    async fn ready(conn: &mut Conn, row: &DraftRow) -> Result<Result<(), Refusal>, Fault> {
        let stands = consultations::stands(conn, &row.subject.as_str().into()).await?;
        Ok(is_ready(&named(row), &stands.read_of))
    }

    async fn read(
        at: &mut At<'_, SessionRow>,
        form: &Form,
        _before: Option<&DraftRow>,
        _published: &[PublicationRow],
    ) -> Result<(Said, Vec<SaidNone>), Stop> {
        if super::body(at).await? != BodyKind::ConsultationCouncil {
            return Err(Refusal::NoConsultation.into());
        }
        let parties = Round::of(at.writing.conn(), &at.on.id).await?.parties;
        let holds = parties.into_iter().map(|party| {
            let text = form.raw(&format!("holds-{}", party.id)).to_owned();
            (party.id, text)
        });
        let (body, beside) = opinion(form.raw("consensus"), holds, form.raw("suggestions"))?;
        Ok((Said { body, sheet: serde_json::to_string(&beside)?, ..Said::default() }, Vec::new()))
    }

    fn fingerprint(said: &Said) -> String {
        text::fingerprint(said.form(), &[&said.body, &said.sheet, &said.correction])
    }

    fn text_hash(said: &Said) -> String {
        text::fingerprint(said.form(), &[&said.body, &said.sheet])
    }

    /// All that is shown, from the record as it stands now.
    async fn seen(writing: &mut Writing, row: &DraftRow) -> Result<String, Fault> {
        let sitting = Sitting::in_act(writing, &row.subject.as_str().into()).await?;
        fingerprint(&content(writing.conn(), &sitting, Some(row)).await?)
    }

    fn seen_in(_row: &DraftRow, content: &ConsultationContent) -> Result<String, Fault> {
        fingerprint(content)
    }

    fn signed_hash(_said: &Said, seen: &str) -> String {
        seen.to_owned()
    }

    fn published_as(row: &DraftRow) -> &str {
        &row.id
    }

    async fn content(
        at: &mut At<'_, SessionRow>,
        row: &DraftRow,
    ) -> Result<(Shelf, String, ConsultationContent), Fault> {
        let sitting = Sitting::in_act(at.writing, &row.subject.as_str().into()).await?;
        let content = content(at.writing.conn(), &sitting, Some(row)).await?;
        Ok((shelf(at.writing.conn(), &sitting).await?, content.title.clone(), content))
    }

    fn page(on: &SessionRow, _subject: &str) -> String {
        page_of(on)
    }

    fn page_up(up: &SessionRow) -> String {
        page_of(up)
    }

    fn up(_up: &SessionRow, row: &DraftRow) -> Address {
        Address(address::published(&row.community, Kind::Consultation.id(), &row.id))
    }
}
