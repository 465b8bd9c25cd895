//! What somebody without a phone declared, the clerk records.

use super::super::interest::{declare, page};
use crate::{
    act::{Act, Address, At, Form, Stop},
    people::naming::named,
    sitting::session::rows::ItemRow,
};
use rules::{permit::Act as May, says::Says};

/// Records what somebody else declared.
pub struct RecordInterest;

impl Act for RecordInterest {
    type On = ItemRow;
    const AT: &'static str = "/i/{item}/interest/record";
    const MAY: &'static [May] = &[May::KeepPresence];
    const SAYS: &'static [Says] = &[Says::InterestDeclared];

    async fn run(at: &mut At<'_, ItemRow>, form: &Form) -> Result<Address, Stop> {
        let member = named(at.writing.conn(), &at.on.community, form, "number").await??.id;
        declare(at, form, &member, true).await?;
        Ok(Address(page(&at.on)))
    }

    fn back(on: &ItemRow) -> String {
        page(on)
    }
}
