//! A disclosure is written, new or changed: whoever writes at it may not countersign it, and a signature that it had is dropped. A
//! correction of what is public says its reason.

use super::super::{Draft, fingerprint, page, stands};
use crate::{
    act::{Act, Address, At, Form, Stop, base},
    fault::Fault,
    record::{
        disclosure::rows::{self as disclosure, DisclosureRow},
        none::{self, SaidNone},
        publication::rows::{self as publication, PublicationRow},
    },
    secret,
    store::Conn,
};
use rules::{
    Refusal,
    agenda::Matter,
    id::MemberId,
    outcome::Phase,
    permit::Act as May,
    posting::{Audience, Category},
    proposal,
    says::Says,
};
use serde_json::json;

/// Writes what is to be disclosed.
pub struct Write;

impl Act for Write {
    type On = Draft;
    const AT: &'static str = "/c/{community}/disclosures/{id}";
    const MAY: &'static [May] = &[May::WriteDisclosure];
    const SAYS: &'static [Says] = &[Says::DisclosureWritten];
    const PREVIEWS: bool = true;

    async fn run(at: &mut At<'_, Draft>, form: &Form) -> Result<Address, Stop> {
        let author = at.permit.member().cloned().ok_or(Refusal::NotYourRole)?;
        let published = published(at.writing.conn(), &at.on).await?;
        if let Some(row) = &at.on.row {
            base::holds(form, &stands(row))?;
        }
        let form = remembering(at.writing.conn(), form, &at.on).await?;
        let (row, none) = written(&form, &at.on, &published)?;
        let writers = serde_json::to_string(&writers(&at.on, author)?)?;
        let row = DisclosureRow { writers, at: at.now().0, ..row };
        disclosure::store_written(at.writing, &at.permit, &row).await?;
        let body = json!({ "revision": row.revision, "text_hash": fingerprint(&row) });
        at.say_of(Says::DisclosureWritten, &row.id, none::tell(body, &none)?).await?;
        Ok(page(&row.community, &row.id).into())
    }
}

/// What of it is published already, newest first.
async fn published(conn: &mut Conn, draft: &Draft) -> Result<Vec<PublicationRow>, Fault> {
    match &draft.row {
        Some(row) => publication::revisions(conn, &row.community, &row.id).await,
        None => Ok(Vec::new()),
    }
}

/// The form, with what was said before of the same places of the texts that stand.
async fn remembering(conn: &mut Conn, form: &Form, draft: &Draft) -> Result<Form, Fault> {
    let Some(row) = &draft.row else { return Ok(form.clone()) };
    let stands = json!({
        "body": row.body, "title": row.title, "basis": row.basis, "responsible": row.responsible,
    });
    let of = (row.community.as_str(), row.id.as_str(), Says::DisclosureWritten);
    none::remembering_draft(conn, form, of, &stands).await
}

/// Everybody who has written at it since it was last published.
fn writers(draft: &Draft, author: MemberId) -> Result<Vec<MemberId>, Fault> {
    let mut writers = match &draft.row {
        Some(row) if row.phase()? != Phase::Published => row.writers()?,
        _ => Vec::new(),
    };
    if !writers.contains(&author) {
        writers.push(author);
    }
    Ok(writers)
}

/// The draft as the form has it, and what in it is said to be nobody's data.
fn written(
    form: &Form,
    draft: &Draft,
    published: &[PublicationRow],
) -> Result<(DisclosureRow, Vec<SaidNone>), (&'static str, Refusal)> {
    let category = Category::from_id(form.get("category")).ok_or(("category", Refusal::NotOffered))?;
    let matter = match form.get("matter") {
        "" => "",
        id => Matter::from_id(id).ok_or(("matter", Refusal::NotOffered))?.id(),
    };
    let body = form.raw("body").to_owned();
    proposal::text(&body, proposal::BODY_LIMIT).map_err(|refusal| ("body", refusal))?;
    let none = none::judge(form, &["body", "title", "basis", "responsible"])?;
    let correction = form.optional("correction", 300)?;
    if !published.is_empty() && correction.is_empty() {
        return Err(("correction", Refusal::ReasonMissing));
    }
    if published.first().is_some_and(|row| !row.withdrawn.is_empty()) {
        return Err(("", Refusal::WithdrawnAlready));
    }
    let kept = form.ticked("members") || Audience::of_matter(matter) == Audience::Members;
    // With it would come out what was asked, answered and photographed while it was the members'.
    if !kept && published.iter().any(|row| !row.is_public()) {
        return Err(("", Refusal::StaysWithin));
    }
    let row = DisclosureRow {
        id: draft.row.as_ref().map_or_else(secret::id, |row| row.id.clone()),
        community: draft.community.clone(),
        category: category.id().to_owned(),
        matter: matter.to_owned(),
        title: form.line("title", proposal::TITLE_LIMIT)?,
        body,
        form: form.text_form().id().to_owned(),
        basis: form.line("basis", 200)?,
        responsible: form.line("responsible", 60)?,
        audience: if kept { Audience::Members } else { Audience::Public }.id().to_owned(),
        correction,
        revision: published.len() as i64 + 1,
        ..DisclosureRow::default()
    };
    Ok((row, none))
}
