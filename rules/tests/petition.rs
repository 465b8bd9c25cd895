//! The record of a joint request, as it is published, is counted again by its kind.
#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use rules::{kind::Kind, published::PetitionContent, verdict::Reason};

#[test]
fn a_published_petition_is_counted_again() {
    let content: PetitionContent = serde_json::from_str(include_str!("published/petition.json")).expect("read");
    let (record, said) = (content.record.expect("a record"), content.verdict.expect("a verdict"));
    let text = serde_json::to_string(&record).expect("JSON");
    let read = Kind::Petition.read(&mut serde_json::Deserializer::from_str(&text)).expect("a petition");
    let judged = read.judge().expect("judged");
    assert_eq!((judged.passed, judged.reason, judged.required), (said.passed, said.reason, said.required));
    assert_eq!(judged.reason, Reason::ThresholdMet);
}
