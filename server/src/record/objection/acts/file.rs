//! An objection or a question is filed to something published: by the member or, on paper, by the clerk for somebody who brought it.
//! A paper that names no member is nobody's, and never the clerk's own.

use super::super::at_number;
use crate::{
    act::{Act, Address, At, Form, Stop, none},
    people::{community::rows as communities, naming::named},
    record::{
        dossier::rows as dossiers,
        objection::rows::{self as objections, ObjectionRow},
        publication::rows::PublicationRow,
        today,
    },
    secret,
    store::journal::Entry,
    zone,
};
use rules::{
    Moment, Refusal,
    days::Holidays,
    id::{MemberId, ObjectionId},
    objection::{self, FileFacts, Filing},
    permit::Act as May,
    says::Says,
};
use serde_json::json;

/// A member files an objection or a question.
pub struct File;

impl Act for File {
    type On = PublicationRow;
    const AT: &'static str = "/c/{community}/about/{kind}/{id}/object";
    const MAY: &'static [May] = &[May::FileObjection];
    const SAYS: &'static [Says] = &[Says::ObjectionFiled];
    const COVERS_PHONES: bool = true;

    async fn run(at: &mut At<'_, PublicationRow>, form: &Form) -> Result<Address, Stop> {
        let member = at.member().map_err(|_| Refusal::NotYourRole)?;
        file(at, form, (Some(member), false)).await
    }
}

/// The clerk enters what somebody brought on paper.
pub struct FilePaper;

impl Act for FilePaper {
    type On = PublicationRow;
    const AT: &'static str = "/c/{community}/about/{kind}/{id}/paper";
    const MAY: &'static [May] = &[May::FilePaper];
    const SAYS: &'static [Says] = &[Says::ObjectionFiled];

    async fn run(at: &mut At<'_, PublicationRow>, form: &Form) -> Result<Address, Stop> {
        if form.get("number").is_empty() {
            return file(at, form, (None, true)).await;
        }
        let one = named(at.writing.conn(), &at.on.community, form, "number").await??;
        if !one.belongs() {
            return Err(("number", Refusal::MemberLeft).into());
        }
        file(at, form, (Some(one.id), true)).await
    }
}

async fn file(
    at: &mut At<'_, PublicationRow>,
    form: &Form,
    (member, on_paper): (Option<MemberId>, bool),
) -> Result<Address, Stop> {
    let what = objection::Kind::from_id(form.get("kind")).ok_or(("kind", Refusal::NotOffered))?;
    let of = at.on.thing();
    let facts = facts(at, (member.as_ref(), on_paper), form.raw("text").trim()).await?;
    let text = if on_paper { none::said(form, "text") } else { none::said_by_member(form, "text") };
    let none = none::none("text", &text);
    let filing = Filing { kind: what, of, member };
    let filed = objection::file((filing, &facts), text, Holidays::known())?;
    let id = ObjectionId::from(secret::id());
    let number = objections::store_filed(at.writing, &at.permit, &id, &filed).await?;
    let Filing { kind, of, member } = filed.filing();
    let body = json!({
        "number": number, "kind": kind, "of": of.kind, "subject": of.subject,
        "text_hash": secret::digest(&[filed.text()]), "due": filed.due().to_string(),
    });
    let entry = Entry::new(Says::ObjectionFiled, Some(at.permit.role()), &id, none::tell(body, &none)?);
    let entry = match member {
        Some(member) => entry.about(member, json!({ "member": member })),
        None => entry,
    };
    at.writing.append(entry).await?;
    Ok(at_number(&at.on.community, (of.kind, &of.subject), number).into())
}

/// What filing is judged by. What came on paper counts for nobody's day.
async fn facts(
    at: &mut At<'_, PublicationRow>,
    (member, on_paper): (Option<&MemberId>, bool),
    text: &str,
) -> Result<FileFacts, Stop> {
    let today = today(at.writing, &at.on.community).await?;
    let days = at.writing.rules().of(&at.on.community).reply.as_ref().map_or(5, |rule| rule.value.days);
    let zone = communities::find(at.writing.conn(), &at.on.community).await?.zone;
    let own = match member {
        Some(member) => objections::of_member(at.writing.conn(), &at.on.community, member).await?,
        None => Vec::new(),
    };
    let mut of_day = 0;
    for one in own.iter().filter(|one| !*one.on_paper) {
        of_day += u64::from(zone::day(Moment(one.at), &zone)? == today);
    }
    let open = own.iter().filter(|one| one.replied_at.is_none()).count() as u64;
    let waits = |one: &ObjectionRow| one.replied_at.is_none() && one.subject == at.on.subject;
    let again = own.iter().any(|one| waits(one) && one.body.trim() == text);
    let plan = dossiers::is_plan(at.writing.conn(), &at.on.subject).await?;
    Ok(FileFacts { plan, withdrawn: !at.on.withdrawn.is_empty(), today, days, open, of_day, on_paper, again })
}
