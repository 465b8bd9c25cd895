//! A member declares an interest in an item, and says whether they keep out of its vote.

use super::super::interest::{declare, page};
use crate::{
    act::{Act, Address, At, Form, Stop},
    sitting::session::rows::ItemRow,
};
use rules::{Refusal, permit::Act as May, says::Says};

/// Declares the viewer's own interest.
pub struct DeclareInterest;

impl Act for DeclareInterest {
    type On = ItemRow;
    const AT: &'static str = "/i/{item}/interest";
    const MAY: &'static [May] = &[May::DeclareInterest];
    const SAYS: &'static [Says] = &[Says::InterestDeclared];

    async fn run(at: &mut At<'_, ItemRow>, form: &Form) -> Result<Address, Stop> {
        let member = at.member().map_err(|_| Refusal::NotYourRole)?;
        declare(at, form, &member, false).await?;
        Ok(Address(page(&at.on)))
    }

    fn back(on: &ItemRow) -> String {
        page(on)
    }
}
