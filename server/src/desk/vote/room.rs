//! The vote in the room: paper over the clerk's table, and the count of two tellers.

use super::{
    super::{
        Desk, Viewer, none, or_refuse,
        session::{append, load},
        standing,
    },
    Part, concerns,
    end::accept,
    piles, vote_act,
};
use crate::{
    fault::Fault,
    form::Form,
    store::{
        Answer, Writing, count,
        feed::Touch,
        journal::Entry,
        mandate,
        vote::{self as votes, VoteRow},
    },
};
use rules::{
    Refusal,
    ballot::Mode,
    count::{EnterFacts, Next, OrderFacts, OwnersPapers, enter, order},
    paper,
    permit::{Act, Permit, permit},
};
use serde_json::json;

impl Desk {
    /// The clerk hands out a paper ballot, exchanges a spoilt one, or takes an unused one back: `way` says which.
    pub(crate) async fn paper(&self, viewer: &Viewer, vote: &str, way: &str, form: &Form) -> Result<Answer, Fault> {
        let row = self.vote_for(viewer, vote).await?;
        let (viewer_, form_, community) = (viewer.clone(), form.clone(), row.community.clone());
        let way = ["hand", "exchange", "back"].into_iter().find(|one| *one == way).ok_or(Fault::NotFound)?;
        self.act(viewer, &community, form, move |writing| {
            Box::pin(async move {
                let row = votes::find(writing.conn(), &row.id).await?;
                concerns(writing, &row).await?;
                let session = load(writing, &row.session).await?;
                let standing = standing(writing, &viewer_, Some(&session)).await?;
                let permit = or_refuse!(permit(&standing, Act::HandPaper));
                let now = writing.now();
                let members: Vec<String> = form_.all("member").map(str::to_owned).collect();
                if members.is_empty() {
                    return Ok(Refusal::NoneChosen.into());
                }
                // Several papers are handed out as one act, or none of them.
                let through = mandate::represented(writing.conn(), &row.session).await?;
                for member in &members {
                    let part = Part::represented(writing.conn(), &row, member, &through).await?;
                    let (facts, unit) = (part.paper(&row, now)?, part.unit);
                    let act = match way {
                        "hand" => {
                            // Of many the one is named for whom there is none.
                            let about = if members.len() > 1 { format!("member:{member}") } else { String::new() };
                            let handed = or_refuse!(paper::hand_out(&facts).map_err(|refusal| (about, refusal)));
                            if !count::store_handed_out(writing, &permit, handed, &row, &unit).await? {
                                return Ok(Refusal::AlreadyVoted.into());
                            }
                            "paper.handed_out"
                        }
                        "exchange" => {
                            let handed = or_refuse!(paper::exchange(&facts));
                            count::store_exchanged(writing, &permit, handed, &row).await?;
                            "paper.exchanged"
                        }
                        _ => {
                            let handed = or_refuse!(paper::take_back(&facts));
                            count::store_taken_back(writing, &permit, handed, &row, &unit).await?;
                            "paper.taken_back"
                        }
                    };
                    append_paper(writing, &permit, act, &row, (member, &unit)).await?;
                }
                writing.touch(&row.session, Touch::Turnout(row.id.clone()));
                Ok(Answer::done(format!("/v/{}/paper", row.id)))
            })
        })
        .await
    }

    /// A teller enters what they counted. Two that are equal are accepted; two that differ are shown to both.
    pub(crate) async fn enter_count(&self, viewer: &Viewer, vote: &str, form: &Form) -> Result<Answer, Fault> {
        let row = self.vote_for(viewer, vote).await?;
        let forgotten = (row.mode()? == Mode::Secret).then(|| row.id.clone());
        let (viewer_, form_, community) = (viewer.clone(), form.clone(), row.community.clone());
        self.act_and_forget(viewer, (&community, forgotten.as_deref()), form, move |writing| {
            Box::pin(async move {
                let row = votes::find(writing.conn(), &row.id).await?;
                concerns(writing, &row).await?;
                let session = load(writing, &row.session).await?;
                let standing = standing(writing, &viewer_, Some(&session)).await?;
                let permit = or_refuse!(permit(&standing, Act::CountRoom));
                let teller = or_refuse!(standing.member.ok_or(Refusal::NotYourRole));
                let entries = count::entries(writing.conn(), &row.id).await?;
                let closing = count::closing(writing.conn(), &row.id).await?;
                let fixed = closing.as_ref().and_then(|closing| closing.owners);
                let typed = or_refuse!(piles::typed(&form_, row.mode()?, fixed.is_some()));
                let facts = EnterFacts {
                    phase: row.phase()?,
                    mode: row.mode()?,
                    awaits: closing.is_some(),
                    presiding: &session.presiding.clone().into(),
                    teller: &teller,
                    entries: &entries,
                    recounts: row.recounts.unsigned_abs(),
                    hands: closing.as_ref().map_or(0, |closing| closing.hands),
                    issued: row.papers().issued(),
                    collected: typed.collected,
                    confirmed: form_.get("differs").parse().ok(),
                    owners: fixed.map(|fixed| OwnersPapers { area: fixed.papers, collected: typed.area }),
                };
                let entered = or_refuse!(enter(&facts, typed.found));
                // Of a secret vote the journal keeps that somebody counted, and no part of the tally.
                let personal = if row.mode()? == Mode::Secret {
                    json!({ "teller": teller })
                } else {
                    json!({ "teller": teller, "found": typed.found })
                };
                let entry =
                    Entry::new("count.entered", Some(permit.role()), &row.id, json!({ "attempt": entered.attempt() }))
                        .about(teller.as_str(), personal);
                let seq = writing.append(entry).await?;
                count::store_entered(writing, &permit, &row, teller.as_str(), &entered, seq).await?;
                if let (Next::Agreed(agreed), Some(closing)) = (entered.next(), closing) {
                    accept(writing, &permit, &row, &closing, Some(agreed)).await?;
                }
                writing.touch(&row.session, Touch::Vote(row.id.clone()));
                Ok(Answer::done(format!("/v/{}/count", row.id)))
            })
        })
        .await
    }

    /// The chair orders another count: after the tellers have differed twice, or, until the result is declared, in the place
    /// of one that was accepted. That one stays in the journal as superseded; record and verdict are made anew.
    pub(crate) async fn order_recount(&self, viewer: &Viewer, vote: &str, form: &Form) -> Result<Answer, Fault> {
        let row = self.vote_for(viewer, vote).await?;
        let (viewer_, form_, community) = (viewer.clone(), form.clone(), row.community.clone());
        self.act(viewer, &community, form, move |writing| {
            Box::pin(async move {
                let (row, permit) = or_refuse!(vote_act(writing, &viewer_, &row.id).await?);
                let entries = count::entries(writing.conn(), &row.id).await?;
                let kept = count::closing(writing.conn(), &row.id).await?.is_some();
                let (phase, recounts) = (row.phase()?, row.recounts.unsigned_abs());
                let facts = OrderFacts { phase, entries: &entries, recounts, kept };
                let reason = none::said(&form_, "reason");
                let none = none::none("reason", &reason);
                let ordered = or_refuse!(order(&facts, reason));
                count::store_ordered(writing, &permit, &row, &ordered).await?;
                let body = json!({
                    "recount": row.recounts + 1, "reason": ordered.reason(), "superseded": ordered.supersedes(),
                });
                let body = none::tell(body, &none)?;
                append(writing, "count.ordered", &permit, &row.id, body).await?;
                writing.touch(&row.session, Touch::Vote(row.id.clone()));
                Ok(Answer::done(format!("/s/{}/chair#item-{}", row.session, row.item)))
            })
        })
        .await
    }
}

/// Of a secret vote the journal says that a paper went over the table, and not whose.
async fn append_paper(
    writing: &mut Writing,
    permit: &Permit,
    act: &'static str,
    row: &VoteRow,
    (member, unit): (&str, &str),
) -> Result<(), Fault> {
    let entry = Entry::new(act, Some(permit.role()), &row.id, json!({}));
    let entry = if row.mode()? == Mode::Secret { entry } else { entry.about(member, json!({ "unit": unit })) };
    writing.append(entry).await?;
    Ok(())
}
