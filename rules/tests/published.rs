//! What is published for ever keeps its JSON: of each kind as it was first published (main at d675a03), and with every field that it
//! has gained since. What is read is written again as it was: no field is lost, renamed, added or told otherwise.
#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use rules::published::{
    AttendanceContent, CompletionContent, ConsultationContent, DisclosureContent, DrawContent, EndingContent,
    MatterContent, MinutesContent, NoticeContent, OutcomeContent, PetitionContent,
};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Map, Value};

/// The fields of a JSON with their places, in order: `items.0.title`.
fn told(value: &Value, at: &str, to: &mut Map<String, Value>) {
    let inside = |name: &str| if at.is_empty() { name.to_owned() } else { format!("{at}.{name}") };
    match value {
        Value::Object(all) => all.iter().for_each(|(name, one)| told(one, &inside(name), to)),
        Value::Array(all) => all.iter().enumerate().for_each(|(nth, one)| told(one, &inside(&nth.to_string()), to)),
        one => {
            to.insert(at.to_owned(), one.clone());
        }
    }
}

fn keeps<T: Serialize + DeserializeOwned>(name: &str, first: &str, full: &str) {
    for (which, text) in [("first", first), ("full", full)] {
        let before: Value = serde_json::from_str(text).expect("JSON");
        let content: T = serde_json::from_str(text).unwrap_or_else(|error| panic!("{name}, {which}: {error}"));
        let now = serde_json::to_value(&content).expect("JSON");
        let (mut was, mut is) = (Map::new(), Map::new());
        told(&before, "", &mut was);
        told(&now, "", &mut is);
        let lost: Vec<_> = was.iter().filter(|(at, one)| is.get(*at) != Some(one)).collect();
        assert!(lost.is_empty(), "{name}, {which}: {lost:?}");
        // What a later version adds to what was first published is empty, or a word for "not known".
        let added: Vec<_> = is.iter().filter(|(at, _)| !was.contains_key(*at)).collect();
        let empty = |one: &Value| {
            matches!(one, Value::Null | Value::Bool(false)) || *one == 0 || *one == "" || *one == "unchecked"
        };
        assert!(added.iter().all(|(_, one)| which == "first" && empty(one)), "{name}, {which}: {added:?}");
    }
}

macro_rules! kinds {
    ($($name:ident $content:ty;)+) => {$(
        #[test]
        fn $name() {
            keeps::<$content>(
                stringify!($name),
                include_str!(concat!("published/", stringify!($name), "-first.json")),
                include_str!(concat!("published/", stringify!($name), ".json")),
            );
        }
    )+};
}

kinds! {
    notice NoticeContent;
    outcome OutcomeContent;
    appraisal OutcomeContent;
    ending EndingContent;
    minutes MinutesContent;
    matter MatterContent;
    attendance AttendanceContent;
    disclosure DisclosureContent;
    completion CompletionContent;
    petition PetitionContent;
    consultation ConsultationContent;
    draw DrawContent;
}
