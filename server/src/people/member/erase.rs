//! Erasing what is personal of a member who left: the command line's.

use super::{is_elsewhere, part};
use crate::{
    act::{Desk, console, or_refuse},
    fault::Fault,
    people::{
        choice::rows as choice,
        community::rows as communities,
        login::rows::{self as logins, tries},
        member::rows as members,
        naming::{confirmed, known},
    },
    store::{
        Answer,
        journal::{self, Entry},
        outbox,
        write::Sender,
    },
};
use rules::{
    Refusal,
    id::CommunityId,
    permit::{Act, Role, permit},
    says::Says,
};
use serde_json::json;

impl Desk {
    /// Erases the personal data of a member who left, named by number and name; counts, ballots by unit and the chain stay
    /// whole.
    ///
    /// # Errors
    /// [`Fault::NotFound`] when the community has no such number.
    pub async fn erase_member(&self, community: &CommunityId, number: &str, name: &str) -> Result<Answer, Fault> {
        let (number, name) = (number.to_owned(), name.to_owned());
        self.writer
            .act(community, Sender::program(), move |writing| {
                Box::pin(async move {
                    let permit = or_refuse!(permit(&console(writing.community()), Act::EraseMember));
                    let community = writing.community().clone();
                    let (member, said) = known(writing.conn(), &community, &number).await?.ok_or(Fault::NotFound)?;
                    let name = if name.is_empty() { said } else { name };
                    let member = or_refuse!(confirmed("number", member, &name));
                    if member.active() {
                        return Ok(Refusal::MemberActive.into());
                    }
                    if member.belongs() {
                        return Ok(Refusal::MemberStays.into());
                    }
                    let now = writing.now().0;
                    // A person who lives on elsewhere, or administers, keeps their way in there.
                    let person = crate::act::rows::person(writing.conn(), &member.person).await?;
                    let shared = is_elsewhere(writing, &member).await? || *person.administrator;
                    if shared {
                        part(writing, &member).await?;
                    } else {
                        logins::end_all(writing.conn(), &member.person, now).await?;
                        logins::revoke_codes(writing.conn(), &member.person, now).await?;
                        tries::forget_devices(writing.conn(), &member.person).await?;
                        tries::told(writing.conn(), &member.person).await?;
                        members::forget_password(writing.conn(), &member.person).await?;
                    }
                    writing.asks(&member.person);
                    communities::unseat(writing, &permit, &member.id).await?;
                    for role in Role::GIVEN {
                        communities::take_role(writing, &permit, &member.id, *role).await?;
                    }
                    members::erase(writing, &permit, &member.id).await?;
                    outbox::forget(writing.conn(), &member.id).await?;
                    choice::forget(writing.conn(), &member.id).await?;
                    let entries = journal::erase_private(writing.conn(), &community, &member.id).await?;
                    // How many personal parts went: verifying accepts no other gaps.
                    let body = json!({ "entries": entries });
                    writing.append(Entry::new(Says::MemberErased, Some(permit.role()), "", body)).await?;
                    Ok(Answer::done(""))
                })
            })
            .await
    }
}
