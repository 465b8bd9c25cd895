//! Declared interests and recusal on an item: by the member, or recorded by the clerk for somebody without a phone.

use super::{Desk, Viewer, attending::expected, naming::named, or_refuse, session::Sitting, standing};
use crate::{
    fault::Fault,
    form::Form,
    store::{
        Answer, Conn, Writing, feed::Touch, floor, interest, journal::Entry, presence, session as sessions,
        vote as votes,
    },
};
use rules::{
    Refusal,
    permit::{Act, Permit, permit},
    recusal::{self, DeclareFacts},
    vote::Phase,
};
use serde_json::json;

impl Desk {
    /// The viewer declares an interest, and says whether they keep out of the vote.
    pub(crate) async fn declare_interest(&self, viewer: &Viewer, item: &str, form: &Form) -> Result<Answer, Fault> {
        self.interest(viewer, item, form, false).await
    }

    /// The clerk records what somebody else declared.
    pub(crate) async fn record_interest(&self, viewer: &Viewer, item: &str, form: &Form) -> Result<Answer, Fault> {
        self.interest(viewer, item, form, true).await
    }

    async fn interest(&self, viewer: &Viewer, item: &str, form: &Form, of_other: bool) -> Result<Answer, Fault> {
        let item = sessions::item(&mut *self.read().await?, item).await?;
        viewer.membership(&item.community)?;
        let (viewer_, form_, community) = (viewer.clone(), form.clone(), item.community.clone());
        self.act(viewer, &community, form, move |writing| {
            Box::pin(async move {
                writing.concerns(item.audience());
                let sitting = Sitting::in_act(writing, &item.session).await?;
                let standing = standing(writing, &viewer_, Some(&sitting.session)).await?;
                let act = if of_other { Act::KeepPresence } else { Act::DeclareInterest };
                let permit = or_refuse!(permit(&standing, act));
                let member = if of_other {
                    or_refuse!(named(writing.conn(), &item.community, &form_, "number").await?).id
                } else {
                    or_refuse!(standing.member.ok_or(Refusal::NotYourRole)).0
                };
                let facts = declare_facts(writing.conn(), &sitting, &item.id, &member).await?;
                let facts = DeclareFacts { by_clerk: of_other, ..facts };
                let declared = or_refuse!(recusal::declare(&facts, form_.get("interest"), form_.ticked("recused")));
                let place = (item.session.as_str(), item.id.as_str());
                interest::store_declared(writing, &permit, place, &member, &declared, !of_other).await?;
                append(writing, &permit, &item.id, &member, &declared).await?;
                writing.touch(&item.session, Touch::Item(item.id.clone()));
                Ok(Answer::done(format!("/i/{}/interest", item.id)))
            })
        })
        .await
    }
}

/// That somebody keeps out of a vote is public, who it is and why is not.
async fn append(
    writing: &mut Writing,
    permit: &Permit,
    item: &str,
    member: &str,
    declared: &recusal::Declared,
) -> Result<(), Fault> {
    let body = json!({ "item": item, "recused": declared.recused() });
    let entry = Entry::new("interest.declared", Some(permit.role()), item, body)
        .about(member, json!({ "member": member, "interest": declared.interest() }));
    writing.append(entry).await?;
    Ok(())
}

/// What a declaration is judged by: the act and the page ask the same.
pub(crate) async fn declare_facts(
    conn: &mut Conn,
    sitting: &Sitting,
    item: &str,
    member: &str,
) -> Result<DeclareFacts, Fault> {
    let mut facts = DeclareFacts {
        session: sitting.session.phase()?,
        on_roll: expected(conn, sitting, member).await?,
        settled: floor::endings(conn, &sitting.session.id).await?.iter().any(|one| one.item == item),
        taken: false,
        fixed: false,
        by_clerk: false,
        own: interest::of_session(conn, &sitting.session.id)
            .await?
            .iter()
            .any(|one| one.item == item && one.member == member && one.own == 1),
        voting: false,
    };
    let known = presence::attendee(conn, &sitting.session.id, member).await?;
    let unit = known.map(|one| one.unit).unwrap_or_default();
    for row in votes::of_session(conn, &sitting.session.id).await?.iter().filter(|row| row.item == item) {
        match row.phase()? {
            Phase::Open => {
                facts.voting = true;
                facts.taken = votes::entry(conn, &row.id, &unit).await?.flatten().is_some();
            }
            Phase::Closed | Phase::Counted => facts.fixed = true,
            Phase::Prepared | Phase::Declared | Phase::Void => {}
        }
    }
    Ok(facts)
}
