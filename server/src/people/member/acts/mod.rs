//! The acts on a member and on their ways in. The form names the member; a refusal leads back to that member's page.

mod add;
mod confirm;
mod correct;
mod end_logins;
mod end_seat;
mod give_seat;
mod lift_wait;
mod part;
mod put_back;
mod rehouse;
mod strike;

pub use add::AddMember;
pub use confirm::ConfirmLogin;
pub use correct::CorrectMember;
pub use end_logins::EndLogins;
pub use end_seat::EndSeat;
pub use give_seat::GiveSeat;
pub use lift_wait::LiftWait;
pub use part::Part;
pub use put_back::PutBack;
pub use rehouse::MoveMember;
pub use strike::StrikeOff;

use crate::{
    act::{Address, Form},
    people::{community::rows::CommunityRow, member_page},
};
use app::address;
use rules::{id::MemberId, says::Says};

/// The page of the member whom the form names.
fn page_of(on: &CommunityRow, form: &Form) -> String {
    member_page(&on.id, &form.get("member").into())
}

/// The page on which what the roll says of the member is changed whom the form names.
fn edit_page(on: &CommunityRow, form: &Form) -> String {
    address::edit_member(&on.id, &address::encoded(form.get("member")))
}

/// The member's page, which says what was done.
fn done(on: &CommunityRow, member: &MemberId, says: Says) -> Address {
    Address(address::asking(&member_page(&on.id, member), &[("done", says.id())]))
}
