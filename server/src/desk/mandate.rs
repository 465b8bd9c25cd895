//! Proxies: the clerk puts a written mandate on record, or takes it back.

use super::{Desk, Viewer, attending::expected, naming::named, or_refuse, session::Sitting, standing};
use crate::{
    fault::Fault,
    form::Form,
    store::{Answer, Writing, feed::Touch, journal::Entry, mandate, presence, vote as votes},
};
use rules::{
    Refusal,
    mandate::{MandateFacts, record, revoke},
    permit::{Act, permit},
};
use serde_json::json;

impl Desk {
    /// Puts on record that somebody on the roll lets another vote for them.
    pub(crate) async fn record_mandate(&self, viewer: &Viewer, id: &str, form: &Form) -> Result<Answer, Fault> {
        let community = self.session_for(viewer, id).await?.community;
        let (viewer_, form_, id) = (viewer.clone(), form.clone(), id.to_owned());
        self.act(viewer, &community, form, move |writing| {
            Box::pin(async move {
                let sitting = Sitting::in_act(writing, &id).await?;
                let standing = standing(writing, &viewer_, Some(&sitting.session)).await?;
                let permit = or_refuse!(permit(&standing, Act::KeepPresence));
                let mut people = Vec::new();
                for field in ["giver", "holder"] {
                    people.push(or_refuse!(named(writing.conn(), &sitting.community.id, &form_, field).await?));
                }
                let [giver, holder] = people.as_slice() else { return Err(Fault::NotFound) };
                // Who gives it is on the roll, or is refused; whoever holds it belongs here still.
                if !holder.belongs() {
                    return Ok(Answer::refused("holder", Refusal::MemberLeft));
                }
                let given = mandate::of_session(writing.conn(), &id).await?;
                let facts = MandateFacts {
                    session: sitting.session.phase()?,
                    proxies: sitting.body.kind()?.proxies(),
                    on_roll: expected(writing.conn(), &sitting, &giver.id).await?,
                    own: giver.id == holder.id,
                    same_household: giver.home.is_some() && giver.home == holder.home,
                    given: given.iter().any(|one| one.giver == giver.id),
                };
                let mandated = or_refuse!(record(&facts, form_.get("said")));
                mandate::store(writing, &permit, &id, (&giver.id, &holder.id), &mandated).await?;
                let personal = json!({ "giver": giver.id, "holder": holder.id, "said": mandated.said() });
                let entry =
                    Entry::new("mandate.recorded", Some(permit.role()), &id, json!({})).about(&giver.id, personal);
                writing.append(entry).await?;
                writing.touch(&id, Touch::Presence);
                Ok(Answer::done(format!("/s/{id}/proxies")))
            })
        })
        .await
    }

    /// Takes a mandate back: its giver withdrew it, or it was recorded by mistake.
    pub(crate) async fn revoke_mandate(&self, viewer: &Viewer, id: &str, form: &Form) -> Result<Answer, Fault> {
        let community = self.session_for(viewer, id).await?.community;
        let (viewer_, form_, id) = (viewer.clone(), form.clone(), id.to_owned());
        self.act(viewer, &community, form, move |writing| {
            Box::pin(async move {
                let sitting = Sitting::in_act(writing, &id).await?;
                let standing = standing(writing, &viewer_, Some(&sitting.session)).await?;
                let permit = or_refuse!(permit(&standing, Act::KeepPresence));
                let giver = form_.get("giver").to_owned();
                let all = mandate::of_session(writing.conn(), &id).await?;
                let one = all.into_iter().find(|one| one.giver == giver).ok_or(Fault::NotFound)?;
                let used = was_used(writing, &id, &giver).await?;
                let revoked = or_refuse!(revoke(sitting.session.phase()?, used));
                mandate::store_revoked(writing, &permit, &id, &giver, revoked).await?;
                let entry = Entry::new("mandate.revoked", Some(permit.role()), &id, json!({}))
                    .about(&giver, json!({ "giver": giver, "holder": one.holder }));
                writing.append(entry).await?;
                writing.touch(&id, Touch::Presence);
                Ok(Answer::done(format!("/s/{id}/proxies")))
            })
        })
        .await
    }
}

/// Whether the giver's unit has taken part in a vote whose result is not yet declared.
async fn was_used(writing: &mut Writing, session: &str, giver: &str) -> Result<bool, Fault> {
    let unit = presence::attendee(writing.conn(), session, giver).await?.map(|one| one.unit).unwrap_or_default();
    for row in votes::of_session(writing.conn(), session).await? {
        if row.phase()?.is_running() && votes::entry(writing.conn(), &row.id, &unit).await?.flatten().is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}
