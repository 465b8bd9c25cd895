//! Who acts in the demonstration, and what they have made so far: each role is signed in once, and what was made is found again by
//! its title, of which there is one in a community.

use super::form;
use crate::{
    act::{Act, Desk, Form, KeyOf, Viewer},
    fault::Fault,
    people::member::rows as members,
    store::Answer,
    zone,
};
use rules::{Moment, id::CommunityId};
use std::collections::HashMap;

/// The zone of both places.
pub const ZONE: &str = "Asia/Shanghai";
/// Who presides, leads and publishes.
pub const CHAIR: &str = "0002";
/// Who writes.
pub const CLERK: &str = "0006";
/// Who examines and countersigns.
pub const SUPERVISOR: &str = "0009";
/// Who count.
pub const TELLERS: [&str; 2] = ["0012", "0013"];
/// A resident who holds no office.
pub const RESIDENT: &str = "0004";

/// After so many days somebody signs in again, before their login ends.
const SIGNED_IN_DAYS: i64 = 150;

/// The people and what they made.
pub struct Company<'d> {
    /// Through which they act.
    pub desk: &'d Desk,
    /// The evening up to which everything leads.
    pub evening: Moment,
    signed_in: HashMap<(&'static str, String), (Viewer, Moment)>,
    made: HashMap<(&'static str, String), String>,
}

impl<'d> Company<'d> {
    /// Nobody yet.
    pub fn new(desk: &'d Desk, evening: Moment) -> Self {
        Self { desk, evening, signed_in: HashMap::new(), made: HashMap::new() }
    }

    /// Somebody of a community, signed in.
    pub async fn who(&mut self, community: &'static str, number: &str) -> Result<Viewer, Fault> {
        let (key, now) = ((community, number.to_owned()), self.desk.now());
        if let Some((viewer, since)) = self.signed_in.get(&key) {
            if now < since.plus_days(SIGNED_IN_DAYS) {
                return Ok(viewer.clone());
            }
            self.desk.end_login(viewer, &viewer.login).await?;
        }
        let viewer = super::sign_in(self.desk, &community.into(), number).await?;
        self.signed_in.insert(key, (viewer.clone(), now));
        Ok(viewer)
    }

    /// Somebody does something, which must succeed; where it led.
    pub async fn does<A: Act>(
        &mut self,
        (community, number): (&'static str, &str),
        key: KeyOf<A>,
        form: &Form,
    ) -> Result<String, Fault> {
        let viewer = self.who(community, number).await?;
        match self.desk.perform::<A>(&viewer, key, form).await?.answer {
            Answer::Done { to } => Ok(to),
            Answer::Refused { field, refusal } => Err(Fault::Other(format!(
                "the demonstration was refused: {} in {community}: {} {field}",
                A::AT,
                refusal.code()
            ))),
        }
    }

    /// The same, of a form without a field.
    pub async fn just<A: Act>(&mut self, by: (&'static str, &str), key: KeyOf<A>) -> Result<String, Fault> {
        self.does::<A>(by, key, &form(&[])).await
    }

    /// Remembers what was made.
    pub fn made(&mut self, community: &'static str, title: &str, id: impl Into<String>) {
        self.made.insert((community, title.to_owned()), id.into());
    }

    /// What was made under a title.
    pub fn of(&self, community: &'static str, title: &str) -> Result<String, Fault> {
        let found = self.made.get(&(community, title.to_owned())).cloned();
        found.ok_or_else(|| Fault::Other(format!("the demonstration knows of no {title} in {community}")))
    }

    /// The member behind a number.
    pub async fn member(&self, community: &'static str, number: &str) -> Result<members::MemberRow, Fault> {
        let community = CommunityId::from(community);
        members::numbered(&mut *self.desk.read().await?, &community, number).await?.ok_or(Fault::NotFound)
    }

    /// A day as a form says it, counted from the evening.
    pub fn day(&self, days: i64) -> Result<String, Fault> {
        Ok(zone::day(self.evening.plus_days(days), ZONE)?.to_string())
    }

    /// A text with the days that it names, which are counted from the evening: `{d-30}` a day with its year, `{m-30}` its month.
    pub fn dated(&self, text: &str) -> Result<String, Fault> {
        let mut whole = String::new();
        for (index, part) in text.split('{').enumerate() {
            let Some((token, rest)) = part.split_once('}').filter(|_| index > 0) else {
                whole.push_str(part);
                continue;
            };
            let days = token.get(1..).and_then(|days| days.parse().ok()).ok_or(Fault::Stored("a day of the year"))?;
            let (year, month, day) = zone::day(self.evening.plus_days(days), ZONE)?.parts();
            match token.get(..1) {
                Some("d") => whole.push_str(&format!("{year}年{month}月{day}日")),
                Some("m") => whole.push_str(&format!("{month}月")),
                Some("y") => whole.push_str(&year.to_string()),
                _ => return Err(Fault::Stored("a day of the year")),
            }
            whole.push_str(rest);
        }
        Ok(whole)
    }

    /// Everybody goes: what is opened later is opened by whoever tries the demonstration.
    pub async fn go(self) -> Result<(), Fault> {
        for (viewer, _) in self.signed_in.values() {
            self.desk.end_login(viewer, &viewer.login).await?;
        }
        Ok(())
    }
}
