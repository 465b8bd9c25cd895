//! Refusals of which nothing is kept: the address says them, to the device that was refused and to no other. A link that somebody
//! made up or passed on tells nothing.

use crate::{
    act::Told,
    secret,
    web::{Site, caller},
    zone,
};
use app::view::{Refused, StepTold};
use axum::http::HeaderMap;
use rules::{Language, Moment, Refusal};
use std::collections::HashMap;

/// What a key that begins like this stands for is in the key: the refusal, the field it stands beside, when it was told, and a mark
/// of the device.
const TOLD: &str = "told.";
/// How long it is told, in minutes: a reload says it once more, a page that is opened again later does not.
const TOLD_MINUTES: i64 = 10;

/// Steps with the time of day at which they were taken; with the day where it was another one.
pub fn steps(steps: &str, language: Language, now: Moment) -> Vec<StepTold> {
    let told: Told = serde_json::from_str(steps).unwrap_or_default();
    let zone = &told.zone;
    let time = |at: Moment| match zone::days_between(at, now, zone) {
        Ok(0) => zone::minute(at, zone),
        _ => zone::time(at, zone, language),
    };
    told.steps.iter().map(|one| StepTold { says: one.says, role: one.role, at: time(one.at) }).collect()
}

/// The key by which an address tells the device with this mark of a refusal.
pub fn key(device: &str, (field, refusal): (&str, Refusal), now: Moment) -> String {
    let at = minute(now).to_string();
    let mark = mark(device, refusal.code(), field, &at);
    format!("{TOLD}{}.{field}.{at}.{mark}", refusal.code())
}

/// The same for a device that is known by its request alone; nothing where it has no mark.
pub fn key_of(site: &Site, headers: &HeaderMap, of: (&str, Refusal)) -> Option<String> {
    let device = caller::held_mark(site, headers)?;
    Some(key(&device, of, site.desk.now()))
}

/// What such a key tells this device now. `form`: the form that was refused.
pub fn read(key: &str, device: &str, form: &str, now: Moment) -> Option<Refused> {
    let (code, rest) = key.strip_prefix(TOLD)?.split_once('.')?;
    let (rest, marked) = rest.rsplit_once('.')?;
    let (field, at) = rest.rsplit_once('.')?;
    let passed = minute(now) - at.parse::<i64>().ok()?;
    if marked != mark(device, code, field, at) || !(0..=TOLD_MINUTES).contains(&passed) {
        return None;
    }
    Some(Refused {
        fields: HashMap::new(),
        field: field.to_owned(),
        refusal: Some(Refusal::from_code(code)?),
        preview: None,
        masked: Vec::new(),
        empty: Vec::new(),
        form: form.to_owned(),
        steps: Vec::new(),
    })
}

/// Whether a key is one of these, whoever made it.
pub fn is_one(key: &str) -> bool {
    key.starts_with(TOLD)
}

const fn minute(now: Moment) -> i64 {
    now.0.div_euclid(60_000)
}

fn mark(device: &str, code: &str, field: &str, at: &str) -> String {
    secret::digest(&["told", device, code, field, at]).chars().take(16).collect()
}

#[cfg(test)]
mod tests {
    use super::{key, read};
    use rules::{Moment, Refusal};

    #[test]
    fn a_refusal_is_told_to_its_device_alone_and_not_for_ever() {
        let now = Moment(1_000_000_000);
        let told = key("mine", ("round.x", Refusal::NoChoice), now);
        let field = |key: &str, device: &str, now| read(key, device, "", now).map(|one| (one.field, one.refusal));
        assert_eq!(field(&told, "mine", now.plus_minutes(9)), Some(("round.x".to_owned(), Some(Refusal::NoChoice))));
        assert_eq!(field(&told, "other", now), None, "a link that was passed on");
        assert_eq!(field(&told, "mine", now.plus_minutes(11)), None, "the page is opened again later");
        assert_eq!(field(&told, "mine", now.plus_minutes(-5)), None);
        let changed = told.replace(Refusal::NoChoice.code(), Refusal::VoteClosed.code());
        for forged in ["told.vote-closed.choice", "told.vote-closed.choice.1.x", "told.", "told....", &changed] {
            assert_eq!(field(forged, "mine", now), None, "{forged}");
        }
    }
}
