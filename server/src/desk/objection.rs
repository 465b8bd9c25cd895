//! Objections and questions to what is published, and their replies.

use super::{
    Desk, Viewer,
    board::{about, at, in_community},
    naming::named,
    none, or_refuse,
    publish::Kind,
    standing,
};
use crate::{
    fault::Fault,
    form::Form,
    secret,
    store::{
        Answer, Writing, community as communities,
        journal::Entry,
        objection::{self as objections, ObjectionRow},
    },
    zone,
};
use rules::{
    Moment, Refusal,
    days::{Date, Holidays},
    objection::{self, FileFacts},
    permit::{Act, permit},
};
use serde_json::json;

impl Desk {
    /// Files an objection or a question: by the member or, on paper, by the clerk for somebody who brought it. A paper that
    /// names no member is nobody's, and never the clerk's own.
    pub(crate) async fn file_objection(
        &self,
        viewer: &Viewer,
        (community, kind, subject): (&str, Kind, &str),
        on_paper: bool,
        form: &Form,
    ) -> Result<Answer, Fault> {
        viewer.membership(community)?;
        let (viewer_, form_, subject) = (viewer.clone(), form.clone(), subject.to_owned());
        self.act(viewer, community, form, move |writing| {
            Box::pin(async move {
                let row = in_community(writing, kind, &subject).await?;
                let standing = standing(writing, &viewer_, None).await?;
                let act = if on_paper { Act::FilePaper } else { Act::FileObjection };
                let permit = or_refuse!(permit(&standing, act));
                let member = match (on_paper, form_.get("number")) {
                    (true, "") => None,
                    (true, _) => {
                        let one = or_refuse!(named(writing.conn(), &row.community, &form_, "number").await?);
                        if !one.belongs() {
                            return Ok(Answer::refused("number", Refusal::MemberLeft));
                        }
                        Some(one.id)
                    }
                    (false, _) => Some(or_refuse!(standing.member.ok_or(Refusal::NotYourRole)).0),
                };
                let what = objection::Kind::from_id(form_.get("kind"));
                let what = or_refuse!(what.ok_or(("kind", Refusal::NotOffered)));
                let today = today(writing, &row.community).await?;
                let days = writing.rules().of(&row.community).reply.as_ref().map_or(5, |rule| rule.value.days);
                let zone = communities::find(writing.conn(), &row.community).await?.zone;
                let own = match &member {
                    Some(member) => objections::of_member(writing.conn(), &row.community, member).await?,
                    None => Vec::new(),
                };
                let mut of_day = 0;
                for one in own.iter().filter(|one| one.on_paper == 0) {
                    of_day += u64::from(zone::day(Moment(one.at), &zone)? == today);
                }
                let open = own.iter().filter(|one| one.replied_at.is_none()).count() as u64;
                let facts = FileFacts { withdrawn: !row.withdrawn.is_empty(), today, days, open, of_day, on_paper };
                let text = none::said(&form_, "text");
                let none = none::none("text", &text);
                let filed = or_refuse!(objection::file(&facts, text, Holidays::published()));
                let new = ObjectionRow {
                    id: secret::id(),
                    community: row.community.clone(),
                    number: 0,
                    kind: what.id().to_owned(),
                    of_kind: row.kind.clone(),
                    subject: row.subject.clone(),
                    member: member.clone(),
                    on_paper: i64::from(on_paper),
                    body: String::new(),
                    at: writing.now().0,
                    due_day: String::new(),
                    reply: String::new(),
                    result: String::new(),
                    replier_role: String::new(),
                    replied_at: None,
                };
                let number = objections::store_filed(writing, &permit, &new, &filed).await?;
                let said = json!({
                    "number": number, "kind": what, "of": row.kind, "subject": row.subject,
                    "text_hash": secret::digest(&[filed.text()]), "due": filed.due().to_string(),
                });
                let said = none::tell(said, &none)?;
                let entry = Entry::new("objection.filed", Some(permit.role()), &new.id, said);
                let entry = match &member {
                    Some(member) => entry.about(member, json!({ "member": member })),
                    None => entry,
                };
                writing.append(entry).await?;
                Ok(Answer::done(format!("{}#objection-{number}", at(&row))))
            })
        })
        .await
    }

    /// Answers an objection: it is kept, corrected or withdrawn; the reply is public at once.
    pub(crate) async fn reply_objection(&self, viewer: &Viewer, id: &str, form: &Form) -> Result<Answer, Fault> {
        let row = objections::find(&mut *self.read().await?, id).await?;
        viewer.membership(&row.community)?;
        let (viewer_, form_, community) = (viewer.clone(), form.clone(), row.community.clone());
        self.act(viewer, &community, form, move |writing| {
            Box::pin(async move {
                let row = objections::find(writing.conn(), &row.id).await?;
                let kind = Kind::from_id(&row.of_kind).ok_or(Fault::Stored("objections.of_kind"))?;
                in_community(writing, kind, &row.subject).await?;
                let standing = standing(writing, &viewer_, None).await?;
                let permit = or_refuse!(permit(&standing, Act::ReplyObjection));
                let own =
                    row.member.is_some() && row.member.as_deref() == standing.member.as_ref().map(|one| one.as_str());
                let result = objection::Result::from_id(form_.get("result"));
                let result = or_refuse!(result.ok_or(("result", Refusal::NotOffered)));
                let text = none::said(&form_, "reply");
                let none = none::none("reply", &text);
                let replied = or_refuse!(objection::reply(row.replied_at.is_some(), own, text, result));
                let now = writing.now();
                objections::store_replied(writing, &permit, &row.id, &replied, now).await?;
                let said = json!({
                    "number": row.number, "result": replied.result(), "text_hash": secret::digest(&[replied.text()]),
                });
                let said = none::tell(said, &none)?;
                writing.append(Entry::new("objection.replied", Some(permit.role()), &row.id, said)).await?;
                let asked_at = about(&row.community, &row.of_kind, &row.subject);
                Ok(Answer::done(format!("{asked_at}#objection-{}", row.number)))
            })
        })
        .await
    }
}

/// The day in the community's zone.
pub(crate) async fn today(writing: &mut Writing, community: &str) -> Result<Date, Fault> {
    let zone = communities::find(writing.conn(), community).await?.zone;
    zone::day(writing.now(), &zone)
}
