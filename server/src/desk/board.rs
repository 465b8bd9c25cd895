//! The board: what is disclosed without a vote, what is taken down when its days are over, what is withdrawn.

use super::{
    Desk, Viewer, base,
    none::{self, SaidNone},
    objection::today,
    or_refuse,
    outcome::sign_facts,
    publish::{self, Kind, Shelf},
    session::append,
    standing,
};
use crate::text;
use crate::{
    fault::Fault,
    form::Form,
    secret,
    store::{
        Answer, Writing, board, community as communities, disclosure,
        disclosure::DisclosureRow,
        journal::Entry,
        photo,
        publication::{self, PublicationRow},
    },
};
use app::view::board::DisclosureContent;
use rules::typed::TextForm;
use rules::{
    Refusal,
    agenda::Matter,
    days::Holidays,
    outcome,
    permit::{Act, permit},
    posting::{self, Audience, Category},
    proposal,
};
use serde_json::json;

impl Desk {
    /// Writes what is to be disclosed (村务公开 and its like), new or changed; a correction of what is public says its reason.
    pub(crate) async fn write_disclosure(
        &self,
        viewer: &Viewer,
        (community, id): (&str, &str),
        form: &Form,
    ) -> Result<Answer, Fault> {
        viewer.membership(community)?;
        let (viewer_, form_, id) = (viewer.clone(), form.clone(), id.to_owned());
        self.act(viewer, community, form, move |writing| {
            Box::pin(async move {
                let community = writing.community().as_str().to_owned();
                let standing = standing(writing, &viewer_, None).await?;
                let permit = or_refuse!(permit(&standing, Act::WriteDisclosure));
                let author = or_refuse!(permit.member().cloned().ok_or(Refusal::NotYourRole));
                let before =
                    if id == "new" { None } else { Some(disclosure::find(writing.conn(), &community, &id).await?) };
                let published = match &before {
                    Some(row) => publication::revisions(writing.conn(), &community, &row.id).await?,
                    None => Vec::new(),
                };
                if let Some(row) = &before {
                    or_refuse!(base::holds(&form_, &stands(row)));
                }
                let remembered = match &before {
                    Some(row) => {
                        let stands = json!({
                            "body": row.body, "title": row.title, "basis": row.basis, "responsible": row.responsible,
                        });
                        let of = (community.as_str(), row.id.as_str(), "disclosure.written");
                        none::remembering_draft(writing.conn(), &form_, of, &stands).await?
                    }
                    None => form_.clone(),
                };
                let (row, none) = or_refuse!(written(&remembered, &community, before.as_ref(), &published));
                let mut writers = match &before {
                    Some(draft) if draft.phase()? != outcome::Phase::Published => draft.writers()?,
                    _ => Vec::new(),
                };
                if !writers.contains(&author) {
                    writers.push(author);
                }
                let row = DisclosureRow { writers: serde_json::to_string(&writers)?, at: writing.now().0, ..row };
                disclosure::store_written(writing, &permit, &row).await?;
                // Whom it will be for is known for certain when it is published: until then its hash is sealed.
                writing.concerns(Audience::Members);
                let body = json!({ "revision": row.revision, "text_hash": fingerprint(&row) });
                let body = none::tell(body, &none)?;
                append(writing, "disclosure.written", &permit, &row.id, body).await?;
                Ok(Answer::done(format!("/c/{community}/disclosures/{}", row.id)))
            })
        })
        .await
    }

    /// Countersigns a disclosure: a supervisor who did not write at it.
    pub(crate) async fn countersign_disclosure(
        &self,
        viewer: &Viewer,
        (community, id): (&str, &str),
        form: &Form,
    ) -> Result<Answer, Fault> {
        viewer.membership(community)?;
        let (viewer_, form_, id) = (viewer.clone(), form.clone(), id.to_owned());
        self.act(viewer, community, form, move |writing| {
            Box::pin(async move {
                let community = writing.community().as_str().to_owned();
                let standing = standing(writing, &viewer_, None).await?;
                let permit = or_refuse!(permit(&standing, Act::CountersignOutcome));
                let row = disclosure::find(writing.conn(), &community, &id).await?;
                let stands = (row.phase()?, row.writers()?);
                let facts = or_refuse!(sign_facts(writing.conn(), &community, &standing, stands).await?);
                let signed = or_refuse!(outcome::countersign(&facts));
                if form_.get("seen") != fingerprint(&row) {
                    return Ok(Refusal::TextChanged.into());
                }
                disclosure::store_countersigned(writing, &permit, &row.id, &signed).await?;
                writing.concerns(Audience::Members);
                let body = json!({ "revision": row.revision, "text_hash": fingerprint(&row) });
                let entry = Entry::new("disclosure.countersigned", Some(signed.role()), &row.id, body)
                    .about(signed.signer().as_str(), json!({ "member": signed.signer() }));
                writing.append(entry).await?;
                Ok(Answer::done(format!("/c/{community}/disclosures/{}", row.id)))
            })
        })
        .await
    }

    /// Publishes the countersigned disclosure: it goes up on the board, and its days begin.
    pub(crate) async fn publish_disclosure(
        &self,
        viewer: &Viewer,
        (community, id): (&str, &str),
        form: &Form,
    ) -> Result<Answer, Fault> {
        viewer.membership(community)?;
        let (viewer_, form_, id) = (viewer.clone(), form.clone(), id.to_owned());
        self.act(viewer, community, form, move |writing| {
            Box::pin(async move {
                let community = writing.community().as_str().to_owned();
                let standing = standing(writing, &viewer_, None).await?;
                let permit = or_refuse!(permit(&standing, Act::PublishDisclosure));
                let row = disclosure::find(writing.conn(), &community, &id).await?;
                let published = or_refuse!(outcome::publish(row.phase()?));
                let place = communities::find(writing.conn(), &community).await?;
                let content = DisclosureContent {
                    community: place.name,
                    zone: place.zone,
                    title: row.title.clone(),
                    category: row.category.clone(),
                    matter: row.matter.clone(),
                    text: row.body.clone(),
                    form: TextForm::stored(&row.form),
                    basis: row.basis.clone(),
                    responsible: row.responsible.clone(),
                    correction: row.correction.clone(),
                    signed_as: row.signer_role.clone(),
                };
                let shelf = Shelf {
                    kind: Kind::Disclosure,
                    category: Category::from_id(&row.category).ok_or(Fault::Stored("disclosures.category"))?,
                    matter: row.matter.clone(),
                    body_kind: String::new(),
                    audience: row.audience()?,
                };
                let at = (&shelf, row.id.as_str());
                or_refuse!(publish::snapshot(writing, &permit, at, &content.title, &content, &form_).await?);
                disclosure::store_published(writing, &permit, &row.id, published).await?;
                Ok(Answer::done(format!("/c/{community}/disclosures/{}", row.id)))
            })
        })
        .await
    }

    /// Takes something down whose days are over (E24). Its address stays.
    pub(crate) async fn take_down(
        &self,
        viewer: &Viewer,
        (community, kind, subject): (&str, Kind, &str),
        form: &Form,
    ) -> Result<Answer, Fault> {
        viewer.membership(community)?;
        let (viewer_, subject) = (viewer.clone(), subject.to_owned());
        self.act(viewer, community, form, move |writing| {
            Box::pin(async move {
                let row = in_community(writing, kind, &subject).await?;
                let standing = standing(writing, &viewer_, None).await?;
                let permit = or_refuse!(permit(&standing, Act::KeepBoard));
                let posted = board::posting(writing.conn(), kind.id(), &subject).await?;
                let posted = or_refuse!(posted.ok_or(Refusal::NotPosted));
                let today = today(writing, &row.community).await?;
                let taken =
                    or_refuse!(posting::take_down(&posted.posting()?, posted.up == 1, today, Holidays::published()));
                board::store_taken_down(writing, &posted, taken).await?;
                append(writing, "posting.taken_down", &permit, &subject, json!({ "kind": kind.id() })).await?;
                Ok(Answer::done(at(&row)))
            })
        })
        .await
    }

    /// Withdraws something published, with a reason that everybody reads.
    pub(crate) async fn withdraw(
        &self,
        viewer: &Viewer,
        (community, kind, subject): (&str, Kind, &str),
        form: &Form,
    ) -> Result<Answer, Fault> {
        viewer.membership(community)?;
        let (viewer_, form_, subject) = (viewer.clone(), form.clone(), subject.to_owned());
        self.act(viewer, community, form, move |writing| {
            Box::pin(async move {
                let row = in_community(writing, kind, &subject).await?;
                let standing = standing(writing, &viewer_, None).await?;
                let permit = or_refuse!(permit(&standing, Act::WithdrawPublication));
                let reason = form_.get("reason");
                let none = or_refuse!(none::judge(&form_, &["reason"]));
                // What was countersigned as a decision takes a second hand to be withdrawn (desk/takeback.rs).
                let withdrawn = or_refuse!(posting::withdraw(kind == Kind::Outcome, !row.withdrawn.is_empty(), reason));
                publish::withdrawn(writing, &permit, &row, (&withdrawn, &none)).await?;
                Ok(Answer::done(at(&row)))
            })
        })
        .await
    }

    /// Attaches a photo of the physical board as proof that something was posted; a later one takes its place.
    pub(crate) async fn attach_photo(
        &self,
        viewer: &Viewer,
        (community, kind, subject): (&str, Kind, &str),
        jpeg: Vec<u8>,
    ) -> Result<Answer, Fault> {
        viewer.membership(community)?;
        let (viewer_, subject) = (viewer.clone(), subject.to_owned());
        self.act(viewer, community, &Form::default(), move |writing| {
            Box::pin(async move {
                let row = in_community(writing, kind, &subject).await?;
                let standing = standing(writing, &viewer_, None).await?;
                let permit = or_refuse!(permit(&standing, Act::KeepBoard));
                let posted = board::posting(writing.conn(), kind.id(), &subject).await?;
                let posted = or_refuse!(posted.ok_or(Refusal::NotPosted));
                let id = secret::id();
                photo::insert(writing, (&id, kind.id(), &subject), &jpeg).await?;
                board::store_photo(writing, &posted, &id).await?;
                let said = json!({ "kind": kind.id(), "photo": id, "photo_hash": secret::digest_bytes(&jpeg) });
                append(writing, "posting.photographed", &permit, &subject, said).await?;
                Ok(Answer::done(at(&row)))
            })
        })
        .await
    }
}

/// The page of a published thing for members and staff.
pub(crate) fn at(row: &PublicationRow) -> String {
    about(&row.community, &row.kind, &row.subject)
}

/// The same address by the kind's id and the subject.
pub(crate) fn about(community: &str, kind: &str, subject: &str) -> String {
    format!("/c/{community}/about/{kind}/{subject}")
}

/// The latest revision of a thing that the community whose head is taken has published; the act is about it.
pub(crate) async fn in_community(writing: &mut Writing, kind: Kind, subject: &str) -> Result<PublicationRow, Fault> {
    let community = writing.community().as_str().to_owned();
    let rows = publication::revisions(writing.conn(), &community, subject).await?;
    let row = rows.into_iter().find(|row| row.kind == kind.id()).ok_or(Fault::NotFound)?;
    writing.concerns(row.audience()?);
    Ok(row)
}

/// Names a disclosure as the form that changes it shows it, signed or not: saving over a signature drops it.
pub(crate) fn stands(row: &DisclosureRow) -> String {
    base::of(&[&fingerprint(row), &row.phase, &row.returned, &row.revision.to_string()])
}

/// Names a draft as it stands, also whom it is for.
pub(crate) fn fingerprint(row: &DisclosureRow) -> String {
    let DisclosureRow { category, matter, audience, title, body, basis, responsible, correction, .. } = row;
    text::fingerprint(
        TextForm::stored(&row.form),
        &[category, matter, audience, title, body, basis, responsible, correction].map(String::as_str),
    )
}

/// The draft as the form has it, and what in it is said to be nobody's data.
fn written(
    form: &Form,
    community: &str,
    before: Option<&DisclosureRow>,
    published: &[PublicationRow],
) -> Result<(DisclosureRow, Vec<SaidNone>), (&'static str, Refusal)> {
    let line = |field: &'static str, limit| proposal::line(form.get(field), limit).map_err(|refusal| (field, refusal));
    let category = Category::from_id(form.get("category")).ok_or(("category", Refusal::NotOffered))?;
    let matter = match form.get("matter") {
        "" => "",
        id => Matter::from_id(id).ok_or(("matter", Refusal::NotOffered))?.id(),
    };
    let body = form.raw("body").to_owned();
    proposal::text(&body, proposal::BODY_LIMIT).map_err(|refusal| ("body", refusal))?;
    let none = none::judge(form, &["body", "title", "basis", "responsible"])?;
    let correction = proposal::optional(form.get("correction"), 300).map_err(|refusal| ("correction", refusal))?;
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
        id: before.map_or_else(secret::id, |row| row.id.clone()),
        community: community.to_owned(),
        category: category.id().to_owned(),
        matter: matter.to_owned(),
        title: line("title", proposal::TITLE_LIMIT)?,
        body,
        form: form.text_form().id().to_owned(),
        basis: line("basis", 200)?,
        responsible: line("responsible", 60)?,
        audience: if kept { Audience::Members } else { Audience::Public }.id().to_owned(),
        correction,
        revision: published.len() as i64 + 1,
        ..DisclosureRow::default()
    };
    Ok((row, none))
}
