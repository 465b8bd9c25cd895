//! Objections that are hidden, like remarks: the reason is public and so is a salted fingerprint, the text stays for the supervision
//! committee, who filed it may appeal once, and nobody judges their own cause.

use super::{
    Desk, Viewer,
    board::{about, in_community},
    none, or_refuse,
    publish::Kind,
    standing,
};
use crate::{
    fault::Fault,
    form::Form,
    secret,
    store::{
        Answer, Conn,
        journal::Entry,
        objection as objections,
        objection_hiding::{self as hidings, HiddenRow},
    },
};
use app::view::board::{HiddenObjection, Posted};
use rules::{
    Refusal,
    hiding::{self, HideFacts, HidingState},
    permit::{Act, Standing, permit},
};
use serde_json::json;

impl Desk {
    /// The chair hides an objection, with a reason. Its place, its number and its day stay, and so does the duty to reply.
    pub(crate) async fn hide_objection(&self, viewer: &Viewer, id: &str, form: &Form) -> Result<Answer, Fault> {
        let row = objections::find(&mut *self.read().await?, id).await?;
        viewer.membership(&row.community)?;
        let (viewer_, form_, community) = (viewer.clone(), form.clone(), row.community.clone());
        self.act(viewer, &community, form, move |writing| {
            Box::pin(async move {
                let row = objections::find(writing.conn(), &row.id).await?;
                let kind = Kind::from_id(&row.of_kind).ok_or(Fault::Stored("objections.of_kind"))?;
                in_community(writing, kind, &row.subject).await?;
                let standing = standing(writing, &viewer_, None).await?;
                let permit = or_refuse!(permit(&standing, Act::HideObjection));
                let me = or_refuse!(permit.member().cloned().ok_or(Refusal::NotYourRole)).0;
                let mut facts = HideFacts::default();
                for earlier in hidings::of(writing.conn(), &row.id).await? {
                    facts.hidden = facts.hidden || earlier.state()?.hides();
                    facts.undone = facts.undone || !earlier.state()?.hides();
                }
                let hidden = or_refuse!(hiding::hide(facts, form_.get("reason")));
                let none = or_refuse!(none::judge(&form_, &["reason"]));
                let salt = secret::token();
                let new = HiddenRow {
                    id: secret::id(),
                    community: row.community.clone(),
                    objection: row.id.clone(),
                    reason: String::new(),
                    fingerprint: secret::digest(&[&salt, &row.body]),
                    salt: salt.clone(),
                    hidden_by: me,
                    at: writing.now().0,
                    state: String::new(),
                    appeal: String::new(),
                    answer: String::new(),
                };
                hidings::store_hidden(writing, &permit, &hidden, &new).await?;
                let body = json!({ "number": row.number, "reason": hidden.reason(), "fingerprint": new.fingerprint });
                let body = none::tell(body, &none)?;
                let author = row.member.clone().unwrap_or_default();
                let entry = Entry::new("objection.hidden", Some(permit.role()), &row.id, body)
                    .about(&author, json!({ "author": author, "salt": salt }));
                writing.append(entry).await?;
                Ok(Answer::done(format!(
                    "{}#objection-{}",
                    about(&row.community, &row.of_kind, &row.subject),
                    row.number
                )))
            })
        })
        .await
    }

    /// Who filed a hidden objection appeals, or the supervision committee answers.
    pub(crate) async fn step_objection(
        &self,
        viewer: &Viewer,
        id: &str,
        form: &Form,
        act: Act,
    ) -> Result<Answer, Fault> {
        let row = hidings::find(&mut *self.read().await?, id).await?;
        viewer.membership(&row.community)?;
        let (viewer_, form_, community) = (viewer.clone(), form.clone(), row.community.clone());
        self.act(viewer, &community, form, move |writing| {
            Box::pin(async move {
                let row = hidings::find(writing.conn(), &row.id).await?;
                let asked = objections::find(writing.conn(), &row.objection).await?;
                let kind = Kind::from_id(&asked.of_kind).ok_or(Fault::Stored("objections.of_kind"))?;
                in_community(writing, kind, &asked.subject).await?;
                let standing = standing(writing, &viewer_, None).await?;
                let permit = or_refuse!(permit(&standing, act));
                let me = or_refuse!(permit.member().cloned().ok_or(Refusal::NotYourRole)).0;
                let own = asked.member.as_deref() == Some(me.as_str());
                let step = if act == Act::Appeal {
                    hiding::appeal(row.state()?, own, form_.get("appeal"))
                } else {
                    if !matches!(form_.get("decision"), "undo" | "uphold") {
                        return Ok(Answer::refused("decision", Refusal::NotOffered));
                    }
                    let party = own || row.hidden_by == me;
                    hiding::answer_appeal(row.state()?, party, form_.get("decision") == "undo", form_.get("answer"))
                };
                let step = or_refuse!(step);
                hidings::store_appeal(writing, &permit, &step, &row.id).await?;
                let entry = if act == Act::Appeal {
                    Entry::new("objection.appealed", Some(permit.role()), &asked.id, json!({ "number": asked.number }))
                        .about(&me, json!({ "member": me, "appeal": step.words() }))
                } else {
                    let body = json!({ "number": asked.number, "state": step.state(), "answer": step.words() });
                    Entry::new("objection.appeal_decided", Some(permit.role()), &asked.id, body)
                };
                writing.append(entry).await?;
                let to = about(&asked.community, &asked.of_kind, &asked.subject);
                Ok(Answer::done(format!("{to}#objection-{}", asked.number)))
            })
        })
        .await
    }
}

/// Takes the texts of hidden objections out of what everybody is shown, and says why they are hidden.
pub(crate) async fn cover(conn: &mut Conn, (kind, subject): (&str, &str), posted: &mut Posted) -> Result<(), Fault> {
    for row in hidings::about(conn, kind, subject).await? {
        let state = row.state()?;
        let Some(one) = posted.objections.iter_mut().find(|one| one.id == row.objection) else { continue };
        if state.hides() {
            one.text.clear();
        }
        one.hidden = Some(HiddenObjection {
            hides: state.hides(),
            id: row.id,
            reason: row.reason,
            state: row.state,
            fingerprint: row.fingerprint,
            answer: row.answer,
            ..HiddenObjection::default()
        });
    }
    Ok(())
}

/// What members and staff are shown beside it: who filed one reads it and may appeal; the supervision committee reads and answers.
pub(crate) async fn uncover(conn: &mut Conn, standing: &Standing, posted: &mut Posted) -> Result<(), Fault> {
    let me = standing.member.as_ref().map(|one| one.as_str().to_owned()).unwrap_or_default();
    for one in &mut posted.objections {
        one.may_hide = standing.may(Act::HideObjection) && one.hidden.is_none();
        let Some(hidden) = &mut one.hidden else { continue };
        let row = hidings::find(conn, &hidden.id).await?;
        let state = row.state()?;
        let decides = standing.may(Act::DecideAppeal) && !one.own && row.hidden_by != me;
        if one.own || standing.may(Act::DecideAppeal) {
            hidden.text = objections::find(conn, &row.objection).await?.body;
            hidden.appeal = row.appeal;
        }
        hidden.may_appeal = one.own && state == HidingState::Hidden;
        hidden.may_undo = decides && matches!(state, HidingState::Hidden | HidingState::Appealed);
        hidden.may_uphold = decides && state == HidingState::Appealed;
    }
    Ok(())
}
