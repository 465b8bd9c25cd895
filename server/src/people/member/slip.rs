//! Slips: made for the chosen members, printed or carried to a telephone, shown once.

use super::{is_elsewhere, over_login};
use crate::{
    act::{Desk, Form, Viewer, console, or_refuse, standing},
    carrier::{Message, dialled},
    fault::Fault,
    people::{
        login::{
            rows::{self as logins, NewCode},
            sign_in::{FreshCode, SLIP_DAYS},
        },
        member::rows::{self as members, MemberRow},
    },
    secret,
    store::{Answer, Writing, journal::Entry, write::Sender},
};
use rules::{
    Refusal,
    id::CommunityId,
    notify::{Event, Variables},
    permit::{Act, Permit, permit},
    says::Says,
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
                    let standing = standing(writing, &viewer_).await?;
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

    /// Makes a slip's code and has it carried to the member's telephone, at once: a code that waits in a table would be no secret.
    /// Nobody has seen the member: the login that it begins is not verified.
    pub(crate) async fn send_code(
        &self,
        viewer: &Viewer,
        community: &str,
        form: &Form,
    ) -> Result<Result<(), Refusal>, Fault> {
        let carrier = self.carrier.clone().ok_or(Fault::NotFound)?;
        viewer.in_community(community)?;
        let member = members::find(&mut *self.read().await?, community, form.get("member")).await?;
        let Some(to) = dialled(&member.phone) else { return Ok(Err(Refusal::NoPhone)) };
        if form.all("member").count() != 1 {
            return Ok(Err(Refusal::NotOffered));
        }
        match self.issue_slips(viewer, community, form, false).await? {
            Err(refusal) => Ok(Err(refusal)),
            Ok(slips) => match slips.as_slice() {
                [slip] => {
                    let (code, min) = (Some(slip.code.code.clone()), Some(SLIP_DAYS * 24 * 60));
                    let variables = Variables { code, min, ..Variables::default() };
                    let message = Message { id: secret::id(), to, event: Event::Code, variables };
                    carrier.carry(&message).await.map(Ok)
                }
                // The same form again: its code is gone, and nobody is told that a message went out.
                _ => Ok(Err(Refusal::KeyReused)),
            },
        }
    }
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
    let administrator = crate::act::rows::person(writing.conn(), &member.person).await?.administrator == 1;
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
    let entry = Entry::new(Says::SlipIssued, Some(permit.role()), "", json!({ "in_person": in_person }))
        .about(&member.id, json!({ "member": member.id }));
    writing.append(entry).await?;
    Ok(Ok(Slip { member, code }))
}
