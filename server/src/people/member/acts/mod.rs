//! The acts on a member and on their ways in. The form names the member; a refusal leads back to that member's page.

mod confirm;
mod end_logins;
mod end_seat;
mod lift_wait;
mod part;

pub use confirm::ConfirmLogin;
pub use end_logins::EndLogins;
pub use end_seat::EndSeat;
pub use lift_wait::LiftWait;
pub use part::Part;

use crate::{
    act::Form,
    people::{community::rows::CommunityRow, member_page},
};

/// The page of the member whom the form names.
fn page_of(on: &CommunityRow, form: &Form) -> String {
    member_page(&on.id, form.get("member"))
}
