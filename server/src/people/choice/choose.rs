//! A member chooses what they are told outside of the page: each event by itself, or nothing at all. Nobody else hears of it, and the
//! chain says nothing: it is a private preference, not a thing done in the community's name.

use super::rows;
use crate::{
    act::{Act, Address, At, Form, Stop},
    people::note::People,
};
use rules::{Refusal, notify::Event, permit::Act as May, says::Says};

/// Chooses what one is told.
pub struct ChooseNotices;

impl Act for ChooseNotices {
    type On = People;
    const AT: &'static str = "/c/{community}/notices";
    const MAY: &'static [May] = &[May::ChooseNotices];
    const SAYS: &'static [Says] = &[];

    /// The form names each switch that it shows, so that one which is not on the page keeps what was chosen.
    async fn run(at: &mut At<'_, People>, form: &Form) -> Result<Address, Stop> {
        let member = at.member().map_err(|_| Refusal::NotYourRole)?;
        at.writing.leaves_no_trace();
        let off = form.get("off") == "1";
        for event in Event::SWITCHES {
            let shown = form.all("shown").any(|one| one == event.id());
            if shown || off {
                let wanted = !off && form.all("event").any(|one| one == event.id());
                rows::choose(at.writing, &at.permit, &member, *event, wanted).await?;
            }
        }
        Ok(Address(Self::back(&at.on)))
    }

    fn back(_on: &People) -> String {
        "/me#notices".to_owned()
    }
}
