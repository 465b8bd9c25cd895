//! The clerk says that a login belongs to the person in front of them. What somebody does elsewhere, no clerk of one place says.

use super::page_of;
use crate::{
    act::{Act, Address, At, Form, Stop, Viewer, base},
    fault::Fault,
    people::{
        community::rows::CommunityRow,
        login::rows as logins,
        member::{append_confirmed, is_elsewhere},
    },
};
use rules::{Refusal, permit::Act as May, says::Says};

/// Confirms a login in person.
pub struct ConfirmLogin;

impl Act for ConfirmLogin {
    type On = CommunityRow;
    const AT: &'static str = "/c/{community}/confirm-login";
    const MAY: &'static [May] = &[May::ConfirmLogin];
    const SAYS: &'static [Says] = &[Says::LoginConfirmed];

    async fn run(at: &mut At<'_, CommunityRow>, form: &Form) -> Result<Address, Stop> {
        let member = at.whom(form).await?;
        if is_elsewhere(at.writing, &member).await? {
            return Err(Refusal::PersonElsewhere.into());
        }
        let now = at.now().0;
        let all = crate::act::rows::of_person(at.writing.conn(), &member.person, now).await?;
        let login = all.iter().find(|one| one.id.as_str() == form.get("login")).ok_or(Fault::NotFound)?;
        base::changes(!*login.verified)?;
        logins::verify(at.writing.conn(), &login.id).await?;
        append_confirmed(at.writing, &at.permit, &member.id).await?;
        Ok(Address(page_of(&at.on, form)))
    }

    fn back_for(on: &CommunityRow, _viewer: &Viewer, form: &Form) -> String {
        page_of(on, form)
    }
}
