//! Moderation in the open: what the chair hid and why, appeals, and what the supervision committee says.

use super::{Desk, Viewer, or_refuse, session::append, thread::Under};
use crate::{
    fault::Fault,
    form::Form,
    secret,
    store::{
        Answer, Conn, Writing,
        feed::Touch,
        journal::Entry,
        thread::{self as threads, HidingRow},
    },
};
use rules::{
    Refusal,
    hiding::{self, HideFacts},
    permit::Act,
    thread::State,
};
use serde_json::json;

/// What can be hidden.
pub(crate) enum Hideable {
    Proposal(String),
    Remark(String),
}

impl Desk {
    /// The hiding, if the viewer belongs to its community.
    pub(crate) async fn hiding_for(&self, viewer: &Viewer, id: &str) -> Result<HidingRow, Fault> {
        let row = threads::hiding(&mut *self.read().await?, id).await?;
        viewer.membership(&row.community)?;
        Ok(row)
    }

    /// The chair hides a proposal or a remark, with a reason. Its place stays, with the reason and a salted fingerprint.
    pub(crate) async fn hide(&self, viewer: &Viewer, what: Hideable, form: &Form) -> Result<Answer, Fault> {
        let (community, item) = match &what {
            Hideable::Proposal(id) => self.proposal_for(viewer, id).await.map(|row| (row.community, row.item))?,
            Hideable::Remark(id) => self.remark_for(viewer, id).await.map(|row| (row.community, row.item))?,
        };
        let (viewer_, form_) = (viewer.clone(), form.clone());
        self.act(viewer, &community, form, move |writing| {
            Box::pin(async move {
                let under = or_refuse!(Under::load(writing, &viewer_, &item, Act::Moderate).await?);
                let (kind, subject, author, text, mut facts) = match &what {
                    Hideable::Proposal(id) => {
                        let row = threads::proposal(writing.conn(), id).await?;
                        let put = row.state()? == State::Put;
                        let facts = HideFacts { hidden: row.hidden > 0, put, ..HideFacts::default() };
                        ("proposal", row.id, row.author, format!("{}\n{}", row.title, row.body), facts)
                    }
                    Hideable::Remark(id) => {
                        let row = threads::remark(writing.conn(), id).await?;
                        let facts = HideFacts { hidden: row.hidden > 0, ..HideFacts::default() };
                        ("remark", row.id, row.author, row.body, facts)
                    }
                };
                for earlier in threads::hidings_of(writing.conn(), &subject).await? {
                    let same = earlier.fingerprint == secret::digest(&[&earlier.salt, &text]);
                    facts.undone = facts.undone || (same && !earlier.state()?.hides());
                }
                let hidden = or_refuse!(hiding::hide(facts, form_.get("reason")));
                let salt = secret::token();
                let row = HidingRow {
                    id: secret::id(),
                    community: under.session.community.clone(),
                    session: under.session.id.clone(),
                    kind: kind.to_owned(),
                    subject: subject.clone(),
                    reason: String::new(),
                    fingerprint: secret::digest(&[&salt, &text]),
                    salt: salt.clone(),
                    at: writing.now().0,
                    state: String::new(),
                    appeal: String::new(),
                    answer: String::new(),
                };
                threads::store_hidden(writing, &under.permit, &hidden, &row).await?;
                let body = json!({ "kind": kind, "reason": hidden.reason(), "fingerprint": row.fingerprint });
                let entry = Entry::new("thread.hidden", Some(under.permit.role()), &under.item.id, body)
                    .about(&author, json!({ "author": author, "subject": subject, "salt": salt }));
                writing.append(entry).await?;
                touch(writing, &row);
                Ok(Answer::done(format!("/s/{}/hidden#{}", row.session, row.id)))
            })
        })
        .await
    }

    /// The author appeals against what was hidden.
    pub(crate) async fn appeal(&self, viewer: &Viewer, id: &str, form: &Form) -> Result<Answer, Fault> {
        self.step(viewer, id, form, Act::Appeal).await
    }

    /// The supervision committee lets it stand or undoes it.
    pub(crate) async fn answer_appeal(&self, viewer: &Viewer, id: &str, form: &Form) -> Result<Answer, Fault> {
        self.step(viewer, id, form, Act::DecideAppeal).await
    }

    async fn step(&self, viewer: &Viewer, id: &str, form: &Form, act: Act) -> Result<Answer, Fault> {
        let row = self.hiding_for(viewer, id).await?;
        let (viewer_, form_, community) = (viewer.clone(), form.clone(), row.community.clone());
        self.act(viewer, &community, form, move |writing| {
            Box::pin(async move {
                let (item, author) = origin_of(writing.conn(), &row).await?;
                let under = or_refuse!(Under::load(writing, &viewer_, &item, act).await?);
                let row = threads::hiding(writing.conn(), &row.id).await?;
                let state = row.state()?;
                let step = if act == Act::Appeal {
                    hiding::appeal(state, author == under.member, form_.get("appeal"))
                } else {
                    if !matches!(form_.get("decision"), "undo" | "uphold") {
                        return Ok(Answer::refused("decision", Refusal::NotOffered));
                    }
                    let party = author == under.member || under.session.presiding == under.member;
                    hiding::answer_appeal(state, party, form_.get("decision") == "undo", form_.get("answer"))
                };
                let step = or_refuse!(step);
                threads::store_appeal(writing, &under.permit, &step, &row.id).await?;
                let name = if act == Act::Appeal { "appeal.made" } else { "appeal.decided" };
                // The words of an appeal are its author's; the answer is public like the reason.
                if act == Act::Appeal {
                    let entry = Entry::new(name, Some(under.permit.role()), &row.id, json!({}))
                        .about(&under.member, json!({ "member": under.member, "appeal": step.words() }));
                    writing.append(entry).await?;
                } else {
                    let body = json!({ "state": step.state(), "answer": step.words() });
                    append(writing, name, &under.permit, &row.id, body).await?;
                }
                touch(writing, &row);
                Ok(Answer::done(format!("/s/{}/hidden#{}", row.session, row.id)))
            })
        })
        .await
    }
}

fn touch(writing: &mut Writing, row: &HidingRow) {
    let touch = match row.kind.as_str() {
        "proposal" => Touch::Proposal(row.subject.clone()),
        _ => Touch::Remark(row.subject.clone()),
    };
    writing.touch(&row.session, touch);
}

/// The item and the author of what was hidden.
pub(crate) async fn origin_of(conn: &mut Conn, row: &HidingRow) -> Result<(String, String), Fault> {
    Ok(match row.kind.as_str() {
        "proposal" => threads::proposal(conn, &row.subject).await.map(|one| (one.item, one.author))?,
        _ => threads::remark(conn, &row.subject).await.map(|one| (one.item, one.author))?,
    })
}
