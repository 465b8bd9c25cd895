//! A ballot of an appraisal by phone: a line for everybody who is appraised, on one sheet. As every secret ballot it is no entry and leaves
//! a mark without a choice.

use super::cast::{Ballot, again, in_silence, stored};
use crate::{
    act::{Act, Address, At, Desk, Form, Remembers, Stop},
    sitting::{
        appraisal::rows as appraised,
        vote::rows::{VoteRow, secret},
    },
};
use app::parts::grades::person_field;
use rules::{
    Refusal,
    appraisal::{self, Line, Terms},
    permit::Act as May,
    says::Says,
};

/// Casts a ballot that grades everybody.
pub struct CastAppraisal;

impl Act for CastAppraisal {
    type On = VoteRow;
    const AT: &'static str = "/v/{vote}/appraisal-ballot";
    const MAY: &'static [May] = &[May::CastBallot];
    const SAYS: &'static [Says] = &[];
    const FORM: Remembers = Remembers::Nothing;

    async fn run(at: &mut At<'_, VoteRow>, form: &Form) -> Result<Address, Stop> {
        let terms = at.on.rule()?.appraisal.ok_or(Refusal::NotOffered)?;
        let people = appraised::count(at.writing.conn(), &at.on.item).await?;
        let lines = read(form, &terms, people)?;
        let ballot = Ballot::of(at, form).await?;
        let Some(key) = ballot.secretly(at, form).await? else { return Ok(again(&at.on)) };
        let sheet = appraisal::cast(&ballot.facts, (&at.on.id, &ballot.unit), people, lines)?;
        in_silence(at).await?;
        if !secret::store_sheet(at.writing, &at.permit, &sheet, &key).await? {
            return Err(Refusal::SecretlyVoted.into());
        }
        Ok(stored(&at.on))
    }

    async fn done(desk: &Desk, on: &VoteRow) {
        desk.hub.took_part(&on.session, &on.id);
    }
}

/// The lines of a form, a person each; what is no line of this ballot is named beside its person.
pub(crate) fn read(form: &Form, terms: &Terms, people: usize) -> Result<Vec<Line>, (String, Refusal)> {
    let line = |person: usize| {
        let field = person_field(person);
        Line::from_form(form.get(&field), terms).ok_or((field, Refusal::NoChoice))
    };
    (0..people).map(line).collect()
}
