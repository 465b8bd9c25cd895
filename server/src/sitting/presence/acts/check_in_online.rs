//! A member who is elsewhere checks in with a confirmed phone.

use super::super::checking;
use crate::{
    act::{Act, Address, At, Form, Stop},
    sitting::session::rows::SessionRow,
};
use rules::{Refusal, permit::Act as May, roll::Channel, says::Says};

/// Checks the viewer in who is online.
pub struct CheckInOnline;

impl Act for CheckInOnline {
    type On = SessionRow;
    const AT: &'static str = "/s/{session}/online";
    const MAY: &'static [May] = &[May::AttendSession];
    const SAYS: &'static [Says] = &[Says::PresenceCheckedIn];

    async fn run(at: &mut At<'_, SessionRow>, _form: &Form) -> Result<Address, Stop> {
        let member = at.member().map_err(|_| Refusal::NotYourRole)?;
        let one = checking::judge(at, &member, Channel::Online, at.verified).await?;
        checking::store(at, &member, &one).await?;
        Ok(at.page())
    }
}
