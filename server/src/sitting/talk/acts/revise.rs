//! A further revision of one's own proposal. It is written over the one that its author had on the screen, and no other.

use super::{
    super::{proposal_facts, thread::may_post},
    propose::written,
};
use crate::{
    act::{Act, Address, At, Form, Stop, base},
    sitting::{
        session::rows as sessions,
        talk::rows::thread::{self as threads, ProposalRow},
    },
};
use app::parts::base::BASE;
use rules::{Refusal, permit::Act as May, says::Says, thread, typed::TextForm};

/// Writes a further revision of one's own proposal.
pub struct Revise;

impl Act for Revise {
    type On = ProposalRow;
    const AT: &'static str = "/p/{proposal}/revise";
    const MAY: &'static [May] = &[May::Propose];
    const SAYS: &'static [Says] = &[Says::ProposalRevised];
    const PREVIEWS: bool = true;

    async fn run(at: &mut At<'_, ProposalRow>, form: &Form) -> Result<Address, Stop> {
        let item = sessions::item(at.writing.conn(), &at.on.item).await?;
        let floor = may_post(at, &item).await?;
        let (base, facts) = (form.get("base").parse().unwrap_or(0), proposal_facts(&at.on, &at.member()?));
        let revised = thread::revise(floor, &facts, base, form.get("title"), form.raw("body"));
        let revised = revised.map_err(|(field, why)| (if why == Refusal::TextChanged { BASE } else { field }, why))?;
        let (revised, id) = (revised.shown_as(form.text_form()), at.on.id.clone());
        let row = &at.on;
        let text = revised.text();
        let same = row.title == text.title() && row.body == text.body() && TextForm::stored(&row.form) == text.form();
        base::changes(!same)?;
        threads::store_revised(at.writing, &at.permit, &revised, &id).await?;
        written(at, Says::ProposalRevised, (&item.id, &id), &revised).await
    }
}
