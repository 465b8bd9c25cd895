//! A teller enters what they counted. Two that are equal are accepted; two that differ are shown to both.

use super::super::{closing::accept, piles};
use crate::{
    act::{Act, Address, At, Desk, Form, Remembers, Stop},
    sitting::{
        appraisal,
        session::rows as sessions,
        vote::rows::{VoteRow, count},
    },
    store::feed::Touch,
};
use app::{address, parts::base::BASE};
use rules::{
    Refusal,
    ballot::Mode,
    count::{EnterFacts, Next, WeighedPapers, awaits_count, enter},
    permit::Act as May,
    says::Says,
    vote::Closing,
};
use serde_json::json;

/// Enters what a teller counted in the room.
pub struct EnterCount;

impl Act for EnterCount {
    type On = VoteRow;
    const AT: &'static str = "/v/{vote}/count";
    const MAY: &'static [May] = &[May::CountRoom];
    const SAYS: &'static [Says] = &[Says::CountEntered, Says::VoteCounted, Says::VoteVoided];
    const FORM: Remembers = Remembers::Counted;

    async fn run(at: &mut At<'_, VoteRow>, form: &Form) -> Result<Address, Stop> {
        let teller = at.member().map_err(|_| Refusal::NotYourRole)?;
        let (mode, phase) = (at.on.mode, at.on.phase);
        let closing = count::closing(at.writing.conn(), &at.on.id).await?;
        // First of all, and beside no field: where nothing is counted any more, nothing that was typed is kept.
        awaits_count(phase, closing.is_some())?;
        // Nobody counts the ballots on which they stand themselves.
        if appraisal::rows::of_item(at.writing.conn(), &at.on.item).await?.iter().any(|one| one.member == teller) {
            return Err(Refusal::CountsOneself.into());
        }
        let presiding = sessions::find(at.writing.conn(), &at.on.session).await?.presiding;
        let entries = count::entries(at.writing.conn(), &at.on.id).await?;
        let weighed = closing.as_ref().and_then(Closing::papers_weigh);
        let sheets = closing.as_ref().and_then(|closing| closing.sheets.as_ref());
        let terms = at.on.rule()?.appraisal;
        let typed = match (sheets, &terms) {
            (Some(sheets), Some(terms)) => piles::of_people(form, terms, sheets.people.len())?,
            _ => piles::typed(form, mode, weighed.map(|(of, _)| of))?,
        };
        let facts = EnterFacts {
            vote: &at.on.id,
            phase,
            mode,
            awaits: closing.is_some(),
            presiding: &presiding,
            teller: &teller,
            entries: &entries,
            page: form.get(BASE).parse().ok(),
            recounts: at.on.recounts.unsigned_abs(),
            hands: closing.as_ref().map_or(0, |closing| closing.hands),
            issued: at.on.papers().issued(),
            collected: typed.collected,
            confirmed: form.get("differs").parse().ok(),
            weighed: weighed.map(|(of, out)| WeighedPapers { of, out, collected: typed.weight }),
            people: sheets.map_or(0, |sheets| sheets.people.len()),
        };
        let entered = enter(&facts, typed.found.clone())?;
        // Of a secret vote the journal keeps that somebody counted, and no part of the tally.
        let personal = if mode == Mode::Secret {
            json!({ "teller": teller })
        } else {
            json!({ "teller": teller, "found": typed.found })
        };
        let entry = at.entry(Says::CountEntered, json!({ "attempt": entered.attempt() })).about(&teller, personal);
        let seq = at.writing.append(entry).await?;
        count::store_entered(at.writing, &at.permit, &entered, seq).await?;
        if let (Next::Agreed(agreed), Some(closing)) = (entered.next(), closing) {
            accept(at, &closing, Some(agreed)).await?;
        }
        at.touch(Touch::Vote(at.on.id.clone()));
        at.forgets_secret().await?;
        Ok(Address(Self::back(&at.on)))
    }

    fn back(on: &VoteRow) -> String {
        address::count(&on.id)
    }

    async fn done(desk: &Desk, on: &VoteRow) {
        desk.forgets_vote(on).await;
    }
}
