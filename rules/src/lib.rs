//! The law of consultation and voting, as pure functions.
//!
//! A rule takes values and returns a *decision* (`Moved`, `Opened`, `Cast`, `Counted`, …) whose fields are private.
//! A decision carries what it was judged about. A function of the store that writes something judged takes the decision and reads
//! from it what it changes, so it cannot write beside it; what needs no more than a right (a role, a seat, a name) takes the permit.
//! What chance and clock add (an id, a salt, a moment) stands beside both.
//! There is no I/O, no clock and no randomness in this crate: time and chance arrive as arguments, counting is integer
//! arithmetic. The sources of each rule are named where it stands; `[P]` marks a platform rule where the law is silent.
#![forbid(unsafe_code)]
#![deny(missing_docs)]

pub mod age;
pub mod agenda;
pub mod appraisal;
pub mod attachment;
pub mod autopilot;
pub mod ballot;
pub mod bar;
pub mod belonging;
pub mod body;
pub mod coded;
pub mod consultation;
pub mod correction;
pub mod count;
pub mod days;
pub mod dossier;
pub mod draft;
pub mod draw;
pub mod duty;
pub mod ending;
pub mod execution;
pub mod explain;
pub mod filing;
pub mod folding;
pub mod fraction;
pub mod gates;
pub mod hiding;
pub mod id;
pub mod kind;
pub mod ledger;
pub mod mandate;
pub mod masking;
pub mod matching;
pub mod member;
pub mod minutes;
pub mod moment;
pub mod money;
pub mod naming;
pub mod note;
pub mod notify;
pub mod now;
pub mod numbers;
pub mod objection;
pub mod office;
pub mod order;
pub mod outcome;
pub mod paper;
pub mod permit;
pub mod petition;
pub mod posting;
pub mod procedure;
pub mod proposal;
pub mod published;
pub mod reading;
pub mod record;
pub mod recusal;
pub mod refusal;
pub mod register;
pub mod roll;
pub mod roll_call;
pub mod rule_set;
pub mod says;
pub mod session;
mod sha256;
pub mod speech;
pub mod steps;
pub mod takeback;
pub mod thread;
pub mod tries;
pub mod typed;
pub mod verdict;
pub mod vote;

pub use explain::Language;
pub use kind::{Judged, Judgement, Record};
pub use moment::Moment;
pub use refusal::Refusal;
pub use verdict::{Verdict, judge};
