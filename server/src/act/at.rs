//! Where an act stands: the thing, who acts, and the transaction.

use super::{Address, Subject};
use crate::{
    act::Viewer,
    fault::Fault,
    store::{Writing, feed::Touch, journal::Entry},
};
use rules::{
    Moment, Refusal,
    id::MemberId,
    permit::{Permit, Standing},
    says::Says,
};
use serde_json::Value;

/// An act at work: what it is done to, by whom, in which transaction.
pub struct At<'a, S> {
    /// The act's transaction.
    pub writing: &'a mut Writing,
    /// What it is done to, as it stands in the transaction.
    pub on: S,
    /// Who is signed in.
    pub viewer: &'a Viewer,
    /// What they are here now.
    pub standing: Standing,
    /// Whether their login is confirmed.
    pub verified: bool,
    /// Leave to do it.
    pub permit: Permit,
}

impl<S: Subject> At<'_, S> {
    /// The time by which it is judged.
    pub fn now(&self) -> Moment {
        self.writing.now()
    }

    /// The member who acts.
    ///
    /// # Errors
    /// [`Refusal::NotOnRoll`] for an administrator who is no member.
    pub fn member(&self) -> Result<MemberId, Refusal> {
        self.standing.member.clone().ok_or(Refusal::NotOnRoll)
    }

    /// Says in the chain what was done to the subject.
    ///
    /// # Errors
    /// None; an act's entries are written with it.
    pub async fn say(&mut self, act: Says, body: Value) -> Result<i64, Fault> {
        let entry = self.entry(act, body);
        self.writing.append(entry).await
    }

    /// Says in the chain what was done to something else that the act made or changed.
    ///
    /// # Errors
    /// None; an act's entries are written with it.
    pub async fn say_of(&mut self, act: Says, subject: &str, body: Value) -> Result<i64, Fault> {
        self.writing.append(Entry::new(act, Some(self.permit.role()), subject, body)).await
    }

    /// The entry that says it, to which what is personal may be added.
    pub fn entry(&self, act: Says, body: Value) -> Entry {
        Entry::new(act, Some(self.permit.role()), self.on.in_chain(), body)
    }

    /// Says what of the subject's session open pages look at again.
    pub fn touch(&mut self, touch: Touch) {
        if let Some(session) = self.on.session() {
            self.writing.touch(session, touch);
        }
    }

    /// The subject's page.
    pub fn page(&self) -> Address {
        self.on.page().into()
    }
}
