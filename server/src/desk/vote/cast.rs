//! A ballot by phone. A named one is an act with its entry; a secret one is none, and leaves a mark without a choice.

use super::{
    super::{Desk, Viewer, or_refuse, standing_of_login},
    Part,
};
use crate::{
    fault::Fault,
    form::Form,
    store::{Answer, feed::Touch, journal::Entry, secret, silence, vote as votes},
};
use rules::{
    Refusal,
    ballot::{Choice, Mode, Way},
    permit::{Act, permit},
    vote,
};
use serde_json::json;

impl Desk {
    /// Casts the viewer's ballot, or that of somebody whose mandate the viewer holds: `giver` names them.
    pub(crate) async fn cast_ballot(&self, viewer: &Viewer, vote: &str, form: &Form) -> Result<Answer, Fault> {
        let row = self.vote_for(viewer, vote).await?;
        let secret_vote = row.mode()? == Mode::Secret;
        let (viewer_, form_, community) = (viewer.clone(), form.clone(), row.community.clone());
        let (id, session) = (row.id.clone(), row.session.clone());
        // The key of a secret ballot is kept with its mark, and goes with it: no other table learns of it.
        let sent = if secret_vote { form.without_key() } else { form.clone() };
        let answer = self
            .act(viewer, &community, &sent, move |writing| {
                Box::pin(async move {
                    let row = votes::find(writing.conn(), &row.id).await?;
                    let (standing, verified) = standing_of_login(writing, &viewer_, None).await?;
                    let permit = or_refuse!(permit(&standing, Act::CastBallot));
                    let choice =
                        or_refuse!(Choice::from_form(form_.get("choice")).ok_or(("choice", Refusal::NoChoice)));
                    let member = or_refuse!(standing.member.ok_or(Refusal::NotOnRoll)).0;
                    let now = writing.now();
                    let giver = form_.get("giver").to_owned();
                    let (part, of) = if giver.is_empty() {
                        (Part::of(writing.conn(), &row, &member).await?, member.clone())
                    } else {
                        let held = Part::held(writing.conn(), &row, &member).await?;
                        let one = held.into_iter().find(|(mandate, _)| mandate.giver == giver);
                        (or_refuse!(one.ok_or(Refusal::ProxyNotYours)).1, giver)
                    };
                    let (facts, unit) = (part.ballot(&row, verified, now)?, part.unit);
                    let to = format!("/v/{}#stored", row.id);
                    if secret_vote {
                        writing.leaves_no_trace();
                        let key = form_.key().unwrap_or_default();
                        // Sent twice: the first answer again.
                        if facts.taken == Some(Way::Phone)
                            && !key.is_empty()
                            && secret::key(writing.conn(), &row.id, &unit).await? == Some(key.clone())
                        {
                            return Ok(Answer::done(to));
                        }
                        let cast = or_refuse!(vote::cast(&facts, choice));
                        // Asked on the very connection that would write it down.
                        if !silence::talks(writing.conn()).await?.is_empty() {
                            return Ok(Refusal::BallotLogged.into());
                        }
                        if !secret::store_cast(writing, &permit, &cast, &row.id, &unit, &key).await? {
                            return Ok(Refusal::AlreadyVoted.into());
                        }
                        return Ok(Answer::done(to));
                    }
                    let cast = or_refuse!(vote::cast(&facts, choice));
                    let channel = facts.present.map_or("", |channel| channel.id());
                    writing.touch(&row.session, Touch::Turnout(row.id.clone()));
                    let choice = cast.choice().id();
                    let personal = if of == member {
                        json!({ "unit": unit, "choice": choice })
                    } else {
                        json!({ "unit": unit, "choice": choice, "by": member })
                    };
                    let entry = Entry::new("ballot.cast", Some(permit.role()), &row.id, json!({})).about(&of, personal);
                    let seq = writing.append(entry).await?;
                    if !votes::store_cast(writing, &permit, &cast, &row.id, &unit, channel, seq).await? {
                        return Ok(Refusal::AlreadyVoted.into());
                    }
                    Ok(Answer::done(to))
                })
            })
            .await?;
        if secret_vote && matches!(answer, Answer::Done { .. }) {
            // It touched nothing on record: only the open pages are told how many have voted.
            self.hub.took_part(&session, &id);
        }
        Ok(answer)
    }
}
