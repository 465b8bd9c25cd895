//! What somebody has missed is told by how far their phone has come.

use leptos::prelude::window;

/// How far this phone has followed a session, kept so that somebody who comes back is told what they missed.
pub struct Seen {
    place: String,
    /// Up to which entry it did before this page.
    pub before: Option<i64>,
}

impl Seen {
    /// What was kept for a member and a session.
    pub fn of(member: &str, url: &str) -> Self {
        let place = format!("yishi-seen:{member}:{url}");
        let stored = window().local_storage().ok().flatten().and_then(|one| one.get_item(&place).ok().flatten());
        Self { place, before: stored.and_then(|text| text.parse().ok()) }
    }

    /// Keeps it up to an entry.
    pub fn keep(&self, seq: i64) {
        if let Ok(Some(storage)) = window().local_storage() {
            let _ = storage.set_item(&self.place, &seq.to_string());
        }
    }
}
