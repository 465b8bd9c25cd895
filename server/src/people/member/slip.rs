//! Slips: made for the chosen members, printed or carried to a telephone, shown once.

use super::{Chosen, Printing, Way, by_home, is_elsewhere, over_login};
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
    id::{CommunityId, MemberId},
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

/// The most slips that are made at once: as many as one prints and hands out in one go.
pub(crate) const AT_ONCE: usize = 200;

/// The slips that were made, in the order in which they are handed out, and what of the choice is left.
#[derive(Debug, Clone, Default)]
pub struct Issued {
    /// The slips.
    pub slips: Vec<Slip>,
    /// How many are still to be made.
    pub rest: usize,
    /// Where the next of them begin.
    pub next: usize,
}

/// Whom a form chooses: by ticks, or by what its page was asked for; with how many are left, and where those begin.
async fn picked(writing: &mut Writing, form: &Form) -> Result<(Vec<MemberId>, usize, usize), Fault> {
    if form.get("of") != "chosen" {
        return Ok((form.all("member").map(MemberId::from).collect(), 0, 0));
    }
    let (community, now) = (writing.community().clone(), writing.now().0);
    let chosen = Chosen::read(|name| form.get(name));
    let printing = Printing::load(writing.conn(), &community, now, &chosen).await?;
    let from = form.get("from").parse().unwrap_or_default();
    let ids: Vec<MemberId> = printing.rows.iter().skip(from).take(AT_ONCE).map(|one| one.id.clone()).collect();
    let rest = printing.rows.len().saturating_sub(from + ids.len());
    // Whoever has a slip now is no longer among those without one.
    let next = if chosen.way == Some(Way::None) { from } else { from + ids.len() };
    Ok((ids, rest, next))
}

impl Desk {
    /// Makes new slips for the chosen members, which revokes their earlier ones. `in_person`: the clerk hands them over
    /// by hand. `warns`: who holds an unused one is not given another unless the form says so. The same form sent twice makes no
    /// second slips: the answer is empty then.
    pub(crate) async fn issue_slips(
        &self,
        viewer: &Viewer,
        community: &CommunityId,
        form: &Form,
        (in_person, warns): (bool, bool),
    ) -> Result<Result<Issued, (String, Refusal)>, Fault> {
        viewer.in_community(community)?;
        let made = Arc::new(Mutex::new(Issued::default()));
        let (viewer_, form_, made_) = (viewer.clone(), form.clone(), Arc::clone(&made));
        let answer = self
            .act(viewer, community, form, move |writing| {
                Box::pin(async move {
                    let standing = standing(writing, &viewer_).await?;
                    if !standing.may(Act::IssueSlip) && !standing.may(Act::IssueStaffSlip) {
                        return Ok(Refusal::NotYourRole.into());
                    }
                    let (ids, rest, next) = picked(writing, &form_).await?;
                    if ids.is_empty() {
                        return Ok(Refusal::NoneChosen.into());
                    }
                    let mut permits = Vec::new();
                    for id in &ids {
                        permits.push((id, or_refuse!(over_login(writing, &standing, id).await?)));
                    }
                    let (community, now) = (writing.community().clone(), writing.now().0);
                    let held = logins::open_slips(writing.conn(), &community, now).await?;
                    if warns && !form_.ticked("anew") && ids.iter().any(|one| held.contains(one)) {
                        return Ok(Answer::refused("anew", Refusal::SlipHeld));
                    }
                    let mut slips = Vec::new();
                    for (id, permit) in permits {
                        slips.push(or_refuse!(issue(writing, &permit, id, in_person, false).await?));
                    }
                    slips.sort_by_cached_key(|one| by_home(&one.member));
                    *made_.lock().unwrap_or_else(PoisonError::into_inner) = Issued { slips, rest, next };
                    Ok(Answer::done(""))
                })
            })
            .await?;
        Ok(match answer {
            Answer::Done { .. } => Ok(std::mem::take(&mut *made.lock().unwrap_or_else(PoisonError::into_inner))),
            Answer::Refused { field, refusal } => Err((field, refusal)),
        })
    }

    /// A slip made by the program itself, for the demonstration's links.
    pub(crate) async fn issue_slip_by_console(
        &self,
        community: &CommunityId,
        member: &MemberId,
    ) -> Result<Slip, Fault> {
        let made = Arc::new(Mutex::new(None));
        let (made_, member) = (Arc::clone(&made), member.to_owned());
        self.writer
            .act(community, Sender::program(), move |writing| {
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
        community: &CommunityId,
        form: &Form,
    ) -> Result<Result<(), Refusal>, Fault> {
        let carrier = self.carrier.clone().ok_or(Fault::NotFound)?;
        viewer.in_community(community)?;
        let member = members::find(&mut *self.read().await?, community, form.get("member")).await?;
        let Some(to) = dialled(&member.phone) else { return Ok(Err(Refusal::NoPhone)) };
        if form.all("member").count() != 1 {
            return Ok(Err(Refusal::NotOffered));
        }
        match self.issue_slips(viewer, community, form, (false, false)).await? {
            Err((_, refusal)) => Ok(Err(refusal)),
            Ok(issued) => match issued.slips.as_slice() {
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
    member: &MemberId,
    in_person: bool,
    console: bool,
) -> Result<Result<Slip, Refusal>, Fault> {
    let community = writing.community().clone();
    let member = members::find(writing.conn(), &community, member).await?;
    if !member.belongs() {
        return Ok(Err(Refusal::MemberLeft));
    }
    // A slip signs in as its owner: an administrator's is not the clerk's to make.
    let administrator = *crate::act::rows::person(writing.conn(), &member.person).await?.administrator;
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
        kind: logins::CodeKind::Slip,
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
