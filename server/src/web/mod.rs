//! Requests and answers: who is looking, where forms may come from, how a page is sent, headers, limits. It knows no village; the
//! addresses stand in the rooms.

pub(crate) mod acts;
pub mod arrive;
pub(crate) mod asset;
pub(crate) mod caller;
pub mod cookie;
pub(crate) mod guard;
pub(crate) mod icons;
pub(crate) mod kept;
pub mod listen;
mod look;
mod policy;
pub(crate) mod posted;
mod telling;
pub(crate) mod upload;
pub(crate) mod visit;

pub(crate) use acts::act;
pub use caller::Caller;

use crate::{
    act::{Desk, Remembers},
    settings::Settings,
};
use metrics_exporter_prometheus::PrometheusHandle;
use std::sync::Arc;

/// The largest form, in bytes: a text of 10,000 characters, percent-encoded.
pub(crate) const FORM_BYTES: usize = 512 * 1024;

/// What is remembered of what is sent to an address, with the beginning of its pattern.
pub type Remembered = fn(&str) -> (&'static str, Remembers);

/// What every request needs.
#[derive(Clone)]
pub struct Site {
    /// The desk.
    pub desk: Desk,
    /// The settings.
    pub settings: Arc<Settings>,
    /// Where the figures for `/metrics` come from.
    pub metrics: Option<PrometheusHandle>,
    /// What acts and doors say is remembered of their forms.
    pub remembered: Remembered,
    /// Whether the act at an address lets no telephone through, whatever is ticked.
    pub covers_phones: fn(&str) -> bool,
}
