//! One person, several communities, one login.

use crate::{
    act::{
        Desk, Form, Viewer, is_verified, or_refuse,
        rows::{memberships, person},
    },
    fault::Fault,
    people::{
        community::rows as communities,
        login::{rows as logins, sign_in::usable},
        member::rows as members,
    },
    secret,
    store::{Answer, journal::Entry},
};
use app::address;
use rules::{
    Refusal,
    id::{CommunityId, MemberId},
    permit::Role,
    says::Says,
};
use serde_json::json;

impl Desk {
    /// Adds the membership of a slip to the person who is signed in: one person, several communities, one login. Both the
    /// slip and the login must have been confirmed in person, so that no clerk's confirmation reaches into another
    /// community, and the slip's person must have no other way in that would be lost.
    pub(crate) async fn link_membership(&self, viewer: &Viewer, token: &str, form: &Form) -> Result<Answer, Fault> {
        let hash = secret::digest(&[token]);
        let row = logins::code_by_secret(&mut *self.read().await?, &hash)
            .await?
            .filter(|row| row.kind == logins::CodeKind::Slip);
        let Some(community) = row.and_then(|row| row.community).map(CommunityId::from) else {
            return Ok(Refusal::CodeUnknown.into());
        };
        let viewer_ = viewer.clone();
        self.act(viewer, &community, form, move |writing| {
            Box::pin(async move {
                let code = logins::code_by_secret(writing.conn(), &hash).await?.ok_or(Fault::NotFound)?;
                or_refuse!(usable(&code, writing.now()));
                if !*code.verified || !is_verified(writing, &viewer_).await? {
                    return Ok(Refusal::LinkUnverified.into());
                }
                let community = writing.community().clone();
                let member = MemberId::from(code.member.clone().ok_or(Fault::Stored("codes.member"))?);
                // An office would go along with the membership: a token that somebody found must not bring it.
                if communities::holds_role(writing.conn(), &community, &member).await? {
                    return Ok(Refusal::LinkOffice.into());
                }
                let before = person(writing.conn(), &code.person).await?;
                let theirs = memberships(writing.conn(), &code.person).await?;
                let mine = memberships(writing.conn(), &viewer_.person).await?;
                if before.password.is_some()
                    || *before.administrator
                    || before.offices > 0
                    || theirs.iter().any(|one| one.id != member)
                    || mine.iter().any(|one| one.community == community)
                {
                    return Ok(Refusal::LinkTaken.into());
                }
                let now = writing.now().0;
                // It joined a login that was there: it begins none, on no device.
                if !logins::spend_code(writing.conn(), &code.id, ("", ""), now).await? {
                    return Ok(Refusal::CodeSpent.into());
                }
                logins::end_all(writing.conn(), &code.person, now).await?;
                writing.asks(&code.person);
                logins::revoke_codes(writing.conn(), &code.person, now).await?;
                members::set_person(writing, &member, &viewer_.person).await?;
                let entry = Entry::new(Says::MemberLinked, Some(Role::Resident), "", json!({}))
                    .about(&member, json!({ "member": member }));
                writing.append(entry).await?;
                Ok(Answer::done(address::room(&community)))
            })
        })
        .await
    }
}
