//! The clerk checks somebody in who stands before them, and confirms the phone that this person holds in their hand.

use super::super::{checking, door};
use crate::{
    act::{Act, Address, At, Form, Stop},
    people::{
        login::rows as logins,
        member::{append_confirmed, rows as members},
        naming,
    },
    sitting::{
        presence::rows::{self as presence, ScanRow},
        session::rows::SessionRow,
    },
};
use rules::{
    Refusal,
    id::MemberId,
    naming::shown,
    permit::Act as May,
    roll::{Channel, Weight},
    says::Says,
};

/// Checks a member in who is in the room.
pub struct CheckIn;

impl Act for CheckIn {
    type On = SessionRow;
    const AT: &'static str = "/s/{session}/check-in";
    const MAY: &'static [May] = &[May::KeepPresence];
    const SAYS: &'static [Says] = &[Says::PresenceCheckedIn, Says::LoginConfirmed];

    async fn run(at: &mut At<'_, SessionRow>, form: &Form) -> Result<Address, Stop> {
        // Chosen from the list, or named at the table.
        let member = match form.get("member") {
            "" => naming::at_table(at.writing.conn(), &at.on.community, form, "who").await??,
            member => members::find(at.writing.conn(), &at.on.community, &MemberId::from(member)).await?,
        };
        let by_name = form.get("member").is_empty();
        let back = format!("who:{}", shown(&member.number, &member.name));
        let one = match checking::judge(at, &member.id, Channel::Onsite, true).await {
            // Whoever is here already is named back: it may be a wrong digit.
            Err(Stop::Refused(_, refusal)) if by_name => return Err((back, refusal).into()),
            judged => judged?,
        };
        // A wrong digit names somebody who may only listen: they are named back before they stand in the hall's record.
        let named = by_name && !form.get("who").contains(&member.name);
        if named && one.weight() != Weight::Present {
            return Err((back, Refusal::ObserverToConfirm).into());
        }
        // Only the phone that the clerk was shown is confirmed, never another one that scanned under this name.
        let scans = presence::scans(at.writing.conn(), &at.on.id).await?;
        let shown = |scan: &&ScanRow| scan.member == member.id && scan.login == form.get("login");
        // In a practice nobody's login becomes more than it was.
        if let Some(scan) = scans.iter().find(shown).filter(|_| !at.on.community.is_practice()) {
            logins::verify(at.writing.conn(), &scan.login).await?;
            append_confirmed(at.writing, &at.permit, &member.id).await?;
        }
        checking::store(at, &member.id, &one).await?;
        Ok(Address(door(&at.on)))
    }

    fn back(on: &SessionRow) -> String {
        door(on)
    }
}
