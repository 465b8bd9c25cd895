//! Slips and logins of members, handed out and confirmed by the clerk; erasure.

use super::{
    Desk, Viewer, console,
    naming::{confirmed, known},
    or_refuse,
    presence::is_verified,
    sign_in::{FreshCode, SLIP_DAYS, usable},
    standing,
};
use crate::{
    fault::Fault,
    form::Form,
    secret,
    store::{
        Answer, Conn, Writing, community as communities,
        journal::{self, Entry},
        login::{self as logins, NewCode},
        member::{self as members, MemberRow},
        tries,
        write::Sender,
    },
};
use rules::{
    Refusal,
    id::CommunityId,
    permit::{Act, Permit, Role, Standing, permit},
};
use serde_json::json;
use std::sync::{Arc, Mutex, PoisonError};

/// A slip to be printed: whose, and its code. The code exists in clear only on this paper.
#[derive(Debug, Clone)]
pub struct Slip {
    /// Whose.
    pub member: MemberRow,
    /// The code.
    pub code: FreshCode,
}

impl Desk {
    /// Makes new slips for the chosen members, which revokes their earlier ones. `in_person`: the clerk hands them over
    /// by hand. The same form sent twice makes no second slips: the answer is empty then.
    pub(crate) async fn issue_slips(
        &self,
        viewer: &Viewer,
        community: &str,
        form: &Form,
        in_person: bool,
    ) -> Result<Result<Vec<Slip>, Refusal>, Fault> {
        viewer.in_community(community)?;
        let made = Arc::new(Mutex::new(Vec::new()));
        let (viewer_, form_, made_) = (viewer.clone(), form.clone(), Arc::clone(&made));
        let answer = self
            .act(viewer, community, form, move |writing| {
                Box::pin(async move {
                    let standing = standing(writing, &viewer_, None).await?;
                    if !standing.may(Act::IssueSlip) && !standing.may(Act::IssueStaffSlip) {
                        return Ok(Refusal::NotYourRole.into());
                    }
                    if form_.get("member").is_empty() {
                        return Ok(Refusal::NoneChosen.into());
                    }
                    for id in form_.all("member") {
                        let permit = or_refuse!(over_login(writing, &standing, id).await?);
                        let slip = or_refuse!(issue(writing, &permit, id, in_person, false).await?);
                        made_.lock().unwrap_or_else(PoisonError::into_inner).push(slip);
                    }
                    Ok(Answer::done(""))
                })
            })
            .await?;
        Ok(match answer {
            Answer::Done { .. } => Ok(made.lock().unwrap_or_else(PoisonError::into_inner).drain(..).collect()),
            Answer::Refused { refusal, .. } => Err(refusal),
        })
    }

    /// A slip made by the program itself, for the demonstration's links.
    pub(crate) async fn issue_slip_by_console(&self, community: &str, member: &str) -> Result<Slip, Fault> {
        let made = Arc::new(Mutex::new(None));
        let (made_, member) = (Arc::clone(&made), member.to_owned());
        self.writer
            .act(&CommunityId::from(community), Sender::program(), move |writing| {
                Box::pin(async move {
                    let permit = or_refuse!(permit(&console(writing.community()), Act::IssueSlip));
                    let slip = or_refuse!(issue(writing, &permit, &member, true, true).await?);
                    *made_.lock().unwrap_or_else(PoisonError::into_inner) = Some(slip);
                    Ok(Answer::done(""))
                })
            })
            .await?;
        let slip = made.lock().unwrap_or_else(PoisonError::into_inner).take();
        slip.ok_or(Fault::NotFound)
    }

    /// The clerk says that this login belongs to the person in front of them.
    pub(crate) async fn confirm_login(&self, viewer: &Viewer, community: &str, form: &Form) -> Result<Answer, Fault> {
        viewer.in_community(community)?;
        let (viewer_, form_) = (viewer.clone(), form.clone());
        self.act(viewer, community, form, move |writing| {
            Box::pin(async move {
                let permit = or_refuse!(permit(&standing(writing, &viewer_, None).await?, Act::ConfirmLogin));
                let community = writing.community().as_str().to_owned();
                let member = members::find(writing.conn(), &community, form_.get("member")).await?;
                if is_elsewhere(writing, &member).await? {
                    return Ok(Refusal::PersonElsewhere.into());
                }
                let now = writing.now().0;
                let all = logins::of_person(writing.conn(), &member.person, now).await?;
                let login = all.iter().find(|one| one.id == form_.get("login")).ok_or(Fault::NotFound)?;
                logins::verify(writing.conn(), &login.id).await?;
                append_confirmed(writing, &permit, &member.id).await?;
                Ok(Answer::done(back_to(&form_, &format!("/c/{community}/members/{}", member.id))))
            })
        })
        .await
    }

    /// Ends every login and code of a member: a lost telephone.
    pub(crate) async fn end_member_logins(
        &self,
        viewer: &Viewer,
        community: &str,
        form: &Form,
    ) -> Result<Answer, Fault> {
        viewer.in_community(community)?;
        let (viewer_, form_) = (viewer.clone(), form.clone());
        self.act(viewer, community, form, move |writing| {
            Box::pin(async move {
                let community = writing.community().as_str().to_owned();
                let member = members::find(writing.conn(), &community, form_.get("member")).await?;
                let standing = standing(writing, &viewer_, None).await?;
                // As with slips: who chairs or countersigns tonight is not put out by the clerk.
                let permit = or_refuse!(over_login(writing, &standing, &member.id).await?);
                if is_elsewhere(writing, &member).await? {
                    return Ok(Refusal::PersonElsewhere.into());
                }
                let now = writing.now().0;
                logins::end_all(writing.conn(), &member.person, now).await?;
                logins::revoke_codes(writing.conn(), &member.person, now).await?;
                tries::forget_devices(writing.conn(), &member.person).await?;
                let entry = Entry::new("logins.ended", Some(permit.role()), "", json!({}))
                    .about(&member.id, json!({ "member": member.id }));
                writing.append(entry).await?;
                // The administrator comes from the staff.
                let roll = standing.may(Act::ReadMembers);
                let to =
                    if roll { format!("/c/{community}/members/{}", member.id) } else { format!("/admin/{community}") };
                Ok(Answer::done(to))
            })
        })
        .await
    }

    /// Adds the membership of a slip to the person who is signed in: one person, several communities, one login. Both the
    /// slip and the login must have been confirmed in person, so that no clerk's confirmation reaches into another
    /// community, and the slip's person must have no other way in that would be lost.
    pub(crate) async fn link_membership(&self, viewer: &Viewer, token: &str, form: &Form) -> Result<Answer, Fault> {
        let hash = secret::digest(&[token]);
        let row = logins::code_by_secret(&mut *self.read().await?, &hash).await?.filter(|row| row.kind == "slip");
        let Some(community) = row.and_then(|row| row.community) else { return Ok(Refusal::CodeUnknown.into()) };
        let viewer_ = viewer.clone();
        self.act(viewer, &community, form, move |writing| {
            Box::pin(async move {
                let code = logins::code_by_secret(writing.conn(), &hash).await?.ok_or(Fault::NotFound)?;
                or_refuse!(usable(&code, writing.now()));
                if code.verified != 1 || !is_verified(writing, &viewer_).await? {
                    return Ok(Refusal::LinkUnverified.into());
                }
                let community = writing.community().as_str().to_owned();
                let member = code.member.clone().ok_or(Fault::Stored("codes.member"))?;
                // An office would go along with the membership: a token that somebody found must not bring it.
                if communities::holds_role(writing.conn(), &community, &member).await? {
                    return Ok(Refusal::LinkOffice.into());
                }
                let before = members::person(writing.conn(), &code.person).await?;
                let theirs = members::memberships(writing.conn(), &code.person).await?;
                let mine = members::memberships(writing.conn(), &viewer_.person).await?;
                if before.password.is_some()
                    || before.administrator == 1
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
                logins::revoke_codes(writing.conn(), &code.person, now).await?;
                members::set_person(writing, &member, &viewer_.person).await?;
                let entry = Entry::new("member.linked", Some(Role::Resident), "", json!({}))
                    .about(&member, json!({ "member": member }));
                writing.append(entry).await?;
                Ok(Answer::done(format!("/c/{community}/room")))
            })
        })
        .await
    }

    /// Parts a membership from a login that it shares with another community: it gets a person of its own, with no way in until
    /// a new slip is handed over; the login goes on elsewhere and no longer opens this community.
    pub(crate) async fn part_membership(&self, viewer: &Viewer, community: &str, form: &Form) -> Result<Answer, Fault> {
        viewer.in_community(community)?;
        let (viewer_, form_) = (viewer.clone(), form.clone());
        self.act(viewer, community, form, move |writing| {
            Box::pin(async move {
                let standing = standing(writing, &viewer_, None).await?;
                if !standing.may(Act::IssueSlip) && !standing.may(Act::IssueStaffSlip) {
                    return Ok(Refusal::NotYourRole.into());
                }
                let community = writing.community().as_str().to_owned();
                let member = members::find(writing.conn(), &community, form_.get("member")).await?;
                let permit = or_refuse!(over_login(writing, &standing, &member.id).await?);
                if !is_elsewhere(writing, &member).await? {
                    return Ok(Refusal::NotLinked.into());
                }
                part(writing, &member).await?;
                let entry = Entry::new("member.parted", Some(permit.role()), "", json!({}))
                    .about(&member.id, json!({ "member": member.id }));
                writing.append(entry).await?;
                let staff = permit.act() == Act::IssueStaffSlip;
                Ok(Answer::done(if staff {
                    format!("/admin/{community}#staff")
                } else {
                    format!("/c/{community}/members/{}", member.id)
                }))
            })
        })
        .await
    }

    /// Makes a slip's code and has it carried to the member's telephone. Nobody has seen the member: the login that it
    /// begins is not verified.
    pub(crate) async fn send_code(
        &self,
        viewer: &Viewer,
        community: &str,
        form: &Form,
        words: impl FnOnce(&Slip) -> String,
    ) -> Result<Result<(), Refusal>, Fault> {
        let carrier = self.carrier.clone().ok_or(Fault::NotFound)?;
        viewer.in_community(community)?;
        let member = members::find(&mut *self.read().await?, community, form.get("member")).await?;
        if member.phone.is_empty() {
            return Ok(Err(Refusal::NoPhone));
        }
        if form.all("member").count() != 1 {
            return Ok(Err(Refusal::NotOffered));
        }
        match self.issue_slips(viewer, community, form, false).await? {
            Err(refusal) => Ok(Err(refusal)),
            Ok(slips) => match slips.as_slice() {
                [slip] => carrier.carry(&member.phone, &words(slip)).await.map(Ok),
                // The same form again: its code is gone, and nobody is told that a message went out.
                _ => Ok(Err(Refusal::KeyReused)),
            },
        }
    }

    /// Erases the personal data of a member who left, named by number and name; counts, ballots by unit and the chain stay
    /// whole.
    ///
    /// # Errors
    /// [`Fault::NotFound`] when the community has no such number.
    pub async fn erase_member(&self, community: &str, number: &str, name: &str) -> Result<Answer, Fault> {
        let (number, name) = (number.to_owned(), name.to_owned());
        self.writer
            .act(&CommunityId::from(community), Sender::program(), move |writing| {
                Box::pin(async move {
                    let permit = or_refuse!(permit(&console(writing.community()), Act::EraseMember));
                    let community = writing.community().as_str().to_owned();
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
                    let person = members::person(writing.conn(), &member.person).await?;
                    let shared = is_elsewhere(writing, &member).await? || person.administrator == 1;
                    if shared {
                        part(writing, &member).await?;
                    } else {
                        logins::end_all(writing.conn(), &member.person, now).await?;
                        logins::revoke_codes(writing.conn(), &member.person, now).await?;
                        tries::forget_devices(writing.conn(), &member.person).await?;
                        tries::told(writing.conn(), &member.person).await?;
                        members::forget_password(writing.conn(), &member.person).await?;
                    }
                    communities::unseat(writing, &permit, &member.id).await?;
                    for role in Role::GIVEN {
                        communities::take_role(writing, &permit, &member.id, *role).await?;
                    }
                    members::erase(writing, &permit, &member.id).await?;
                    let entries = journal::erase_private(writing.conn(), &community, &member.id).await?;
                    // How many personal parts went: verifying accepts no other gaps.
                    let body = json!({ "entries": entries });
                    writing.append(Entry::new("member.erased", Some(permit.role()), "", body)).await?;
                    Ok(Answer::done(""))
                })
            })
            .await
    }
}

/// The entry that says that a login was confirmed in person.
pub(crate) async fn append_confirmed(writing: &mut Writing, permit: &Permit, member: &str) -> Result<(), Fault> {
    let entry =
        Entry::new("login.confirmed", Some(permit.role()), "", json!({})).about(member, json!({ "member": member }));
    writing.append(entry).await?;
    Ok(())
}

/// Where a form asks to go back to, if that is a path of this site.
pub(crate) fn back_to(form: &Form, otherwise: &str) -> String {
    crate::form::local_path(form.get("back")).unwrap_or(otherwise).to_owned()
}

/// Whether the person behind a member belongs to another community too: there no clerk of this one has a say.
pub(super) async fn is_elsewhere(writing: &mut Writing, member: &MemberRow) -> Result<bool, Fault> {
    is_linked(writing.conn(), member).await
}

/// The same for a page.
pub(crate) async fn is_linked(conn: &mut Conn, member: &MemberRow) -> Result<bool, Fault> {
    let all = members::memberships(conn, &member.person).await?;
    Ok(all.iter().any(|one| one.community != member.community))
}

/// Who may make and part the way in of a member: a slip signs in as its owner, so that of somebody who holds an office is the
/// administrator's to make.
async fn over_login(
    writing: &mut Writing,
    standing: &Standing,
    member: &str,
) -> Result<Result<Permit, Refusal>, Fault> {
    let community = writing.community().as_str().to_owned();
    if communities::holds_role(writing.conn(), &community, member).await? {
        return Ok(permit(standing, Act::IssueStaffSlip).map_err(|_| Refusal::OfficeByAdministrator));
    }
    Ok(permit(standing, Act::IssueSlip))
}

/// Gives a member a person of their own. The one before keeps its logins for wherever else it belongs, and no code that was
/// made for this member brings it back.
async fn part(writing: &mut Writing, member: &MemberRow) -> Result<(), Fault> {
    let (own, now) = (secret::id(), writing.now().0);
    members::insert_person(writing.conn(), &own, false, now).await?;
    members::set_person(writing, &member.id, &own).await?;
    logins::revoke_codes_of(writing.conn(), &member.id, now).await
}

async fn issue(
    writing: &mut Writing,
    permit: &Permit,
    member: &str,
    in_person: bool,
    console: bool,
) -> Result<Result<Slip, Refusal>, Fault> {
    let community = writing.community().as_str().to_owned();
    let member = members::find(writing.conn(), &community, member).await?;
    if !member.belongs() {
        return Ok(Err(Refusal::MemberLeft));
    }
    // A slip signs in as its owner: an administrator's is not the clerk's to make.
    let administrator = members::person(writing.conn(), &member.person).await?.administrator == 1;
    if administrator && !console {
        return Ok(Err(Refusal::NotYourRole));
    }
    if !console && is_elsewhere(writing, &member).await? {
        return Ok(Err(Refusal::PersonElsewhere));
    }
    let now = writing.now();
    let code = FreshCode { token: secret::token(), code: secret::code(), expires_at: now.plus_days(SLIP_DAYS) };
    let new = NewCode {
        id: &secret::id(),
        kind: "slip",
        community: Some(&community),
        member: Some(&member.id),
        person: &member.person,
        secret_hash: &secret::digest(&[&code.token]),
        short_hash: &secret::digest(&[&member.person, &code.code]),
        verified: in_person,
        now: now.0,
        expires_at: code.expires_at.0,
    };
    logins::insert_code(writing.conn(), &new).await?;
    let entry = Entry::new("slip.issued", Some(permit.role()), "", json!({ "in_person": in_person }))
        .about(&member.id, json!({ "member": member.id }));
    writing.append(entry).await?;
    Ok(Ok(Slip { member, code }))
}
