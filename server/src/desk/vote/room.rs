//! The vote in the room: paper over the clerk's table, and the count of two tellers.

use super::{
    super::{
        Desk, Viewer, or_refuse,
        session::{append, load},
        standing,
    },
    Part, concerns,
    end::accept,
    vote_act,
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
    count::{EnterFacts, Next, OwnersPapers, RoomCount, enter, order},
    kind::{Area, Areas},
    paper,
    permit::{Act, Permit, permit},
    typed,
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
        let secret_vote = row.mode()? == Mode::Secret;
        let (viewer_, form_, community) = (viewer.clone(), form.clone(), row.community.clone());
        self.act_and_forget(viewer, (&community, secret_vote), form, move |writing| {
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
                let (found, collected) = or_refuse!(typed(&form_, fixed.is_some()));
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
                    collected,
                    more_confirmed: form_.ticked("more"),
                    owners: match fixed {
                        Some(fixed) => Some(OwnersPapers {
                            area: fixed.papers,
                            collected: or_refuse!(area(&form_, "collected_area")),
                        }),
                        None => None,
                    },
                };
                let entered = or_refuse!(enter(&facts, found));
                // Of a secret vote the journal keeps that somebody counted, and no part of the tally.
                let personal = if row.mode()? == Mode::Secret {
                    json!({ "teller": teller })
                } else {
                    json!({ "teller": teller, "found": found })
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

    /// The chair orders another count after the tellers have differed twice.
    pub(crate) async fn order_recount(&self, viewer: &Viewer, vote: &str, form: &Form) -> Result<Answer, Fault> {
        let row = self.vote_for(viewer, vote).await?;
        let (viewer_, community) = (viewer.clone(), row.community.clone());
        self.act(viewer, &community, form, move |writing| {
            Box::pin(async move {
                let (row, permit) = or_refuse!(vote_act(writing, &viewer_, &row.id).await?);
                let entries = count::entries(writing.conn(), &row.id).await?;
                let ordered = or_refuse!(order(row.phase()?, &entries, row.recounts.unsigned_abs()));
                count::store_ordered(writing, &permit, &row, ordered).await?;
                append(writing, "count.ordered", &permit, &row.id, json!({ "recount": row.recounts + 1 })).await?;
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

/// The piles as typed, with their areas where owners are counted; an empty field is nought, but what came out of the box must
/// be said.
fn typed(form: &Form, owners: bool) -> Result<(RoomCount, u64), (&'static str, Refusal)> {
    let number = |name: &'static str| match form.get(name) {
        "" => Ok(0),
        typed => typed::whole(typed).filter(|one| *one <= u64::from(u32::MAX)).ok_or((name, Refusal::NotANumber)),
    };
    let areas = || -> Result<Areas, (&'static str, Refusal)> {
        Ok(Areas {
            in_favour: area(form, "for_area")?,
            against: area(form, "against_area")?,
            abstain: area(form, "abstain_area")?,
            blank: area(form, "blank_area")?,
            invalid: area(form, "invalid_area")?,
        })
    };
    let found = RoomCount {
        in_favour: number("for")?,
        against: number("against")?,
        abstain: number("abstain")?,
        blank: number("blank")?,
        invalid: number("invalid")?,
        idle: number("idle")?,
        area: owners.then(areas).transpose()?,
    };
    Ok((found, number("collected")?))
}

/// An area as typed, in m² with at most two digits after the point.
fn area(form: &Form, name: &'static str) -> Result<Area, (&'static str, Refusal)> {
    match form.get(name) {
        "" => Ok(Area(0)),
        // The square of a u32 in m² is far beyond any estate, and adds up without overflow.
        typed => typed::decimal(typed)
            .and_then(|plain| Area::from_text(&plain))
            .filter(|area| area.0 < 1 << 40)
            .ok_or((name, Refusal::BadArea)),
    }
}
