//! A roll-call in the sitting: begun and ended by the chair, answered by everybody who counts.

use super::{
    Desk, Viewer,
    discussion::{in_session, is_voting, leave_floor},
    or_refuse,
    presence::{acting_for, is_verified},
    session::{append, load},
    standing,
};
use crate::{
    fault::Fault,
    form::Form,
    secret,
    store::{Answer, feed::Touch, floor, journal::Entry, presence},
};
use rules::{Moment, Refusal, permit::Act, roll_call};
use serde_json::json;

impl Desk {
    /// The chair begins or ends a roll-call.
    pub(crate) async fn call_roll(&self, viewer: &Viewer, id: &str, begin: bool, form: &Form) -> Result<Answer, Fault> {
        let community = self.session_for(viewer, id).await?.community;
        let (viewer_, id) = (viewer.clone(), id.to_owned());
        self.act(viewer, &community, form, move |writing| {
            Box::pin(async move {
                let (session, permit, _) = or_refuse!(in_session(writing, &viewer_, &id, Act::LeadDiscussion).await?);
                let running = floor::running_roll_call(writing.conn(), &id).await?;
                let voting = is_voting(writing, &id).await?;
                if begin {
                    if session.pauses_at(writing.now().0) {
                        return Ok(Refusal::Paused.into());
                    }
                    or_refuse!(roll_call::begin(session.phase()?, running.is_some(), voting));
                    floor::begin_roll_call(writing, &permit, &secret::id(), &id).await?;
                    append(writing, "roll_call.begun", &permit, &id, json!({})).await?;
                } else {
                    let Some(call) = running else { return Ok(Refusal::NoRollCall.into()) };
                    let here = presence::counting(writing.conn(), &id).await?;
                    let answered = floor::roll_call_answers(writing.conn(), &call.id).await?;
                    let now = writing.now();
                    let state = (session.phase()?, voting);
                    let ended = or_refuse!(roll_call::end(state, Moment(call.began_at), now, &here, &answered));
                    for member in ended.left() {
                        presence::store_leave(writing, &permit, &id, member).await?;
                        leave_floor(writing, &permit, &session, member).await?;
                        let entry = Entry::new("presence.left", Some(permit.role()), &id, json!({ "roll_call": true }))
                            .about(member, json!({ "member": member }));
                        writing.append(entry).await?;
                    }
                    floor::end_roll_call(writing, &permit, &ended, &call.id).await?;
                    let body = json!({ "answered": here.len() - ended.left().len(), "left": ended.left().len() });
                    append(writing, "roll_call.ended", &permit, &id, body).await?;
                    writing.touch(&id, Touch::Presence);
                }
                writing.touch(&id, Touch::RollCall);
                Ok(Answer::done(format!("/s/{id}/chair#roll-call")))
            })
        })
        .await
    }

    /// Somebody answers a roll-call; the clerk answers for those in the room without a phone.
    pub(crate) async fn answer_roll_call(&self, viewer: &Viewer, id: &str, form: &Form) -> Result<Answer, Fault> {
        let community = self.session_for(viewer, id).await?.community;
        let (viewer_, form_, id) = (viewer.clone(), form.clone(), id.to_owned());
        self.act(viewer, &community, form, move |writing| {
            Box::pin(async move {
                let session = load(writing, &id).await?;
                let standing = standing(writing, &viewer_, Some(&session)).await?;
                let (permit, member) = or_refuse!(acting_for(&standing, &form_));
                let own = form_.get("member").is_empty();
                let to = if own { format!("/s/{id}#roll-call") } else { format!("/s/{id}/roll-call") };
                let running = floor::running_roll_call(writing.conn(), &id).await?;
                let Some(call) = running else { return Ok(Refusal::NoRollCall.into()) };
                // The roll is called of those who count; observers are left alone.
                if !presence::attendee(writing.conn(), &id, &member).await?.is_some_and(|one| one.counts()) {
                    return Ok(Refusal::NotPresent.into());
                }
                // A phone that nobody has confirmed keeps nobody present.
                if own && !is_verified(writing, &viewer_).await? {
                    return Ok(Refusal::LoginUnverified.into());
                }
                if floor::roll_call_answers(writing.conn(), &call.id).await?.contains(&member) {
                    return Ok(Refusal::RollCallAnswered.into());
                }
                floor::answer_roll_call(writing, &permit, &call.id, &member).await?;
                let entry = Entry::new("roll_call.answered", Some(permit.role()), &id, json!({}))
                    .about(&member, json!({ "member": member }));
                writing.append(entry).await?;
                writing.touch(&id, Touch::RollCall);
                Ok(Answer::done(to))
            })
        })
        .await
    }
}
