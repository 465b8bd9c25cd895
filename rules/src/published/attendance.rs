//! Who was at a session by name, and who proposed what: published with its minutes, for members alone. It names people by their ids:
//! whoever is erased from the roll is erased here too, and nobody's name enters a hash.
#![expect(missing_docs, reason = "plain fields, named for what the list prints")]

use serde::{Deserialize, Serialize};

/// The names beside the minutes, as published.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttendanceContent {
    pub community: String,
    pub zone: String,
    pub title: String,
    pub body: String,
    pub session_id: String,
    /// The key under which its minutes are published.
    pub minutes: String,
    pub opened_at: i64,
    pub closed_at: Option<i64>,
    /// Who was there at the end and counts.
    pub present: Vec<AttendanceLine>,
    /// Who left before.
    pub left: Vec<AttendanceLine>,
    /// Who was there through the holder of their mandate.
    pub represented: Vec<AttendanceLine>,
    pub absent: Vec<AttendanceLine>,
    pub observing: Vec<AttendanceLine>,
    /// The items in the order of the minutes, and who proposed under each.
    pub items: Vec<AttendanceItem>,
    pub correction: String,
}

/// Somebody, by the member's id.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttendanceLine {
    pub member: String,
    /// Others for whose household, or unit, this line stands as well: of absent households alone.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub with: Vec<String>,
    /// On site or online; empty for who was not there.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub channel: String,
    /// When they came, where that was well after the opening.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub came_at: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left_at: Option<i64>,
    /// Who holds their mandate.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub holder: String,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttendanceItem {
    pub title: String,
    /// By the number of the proposal: who made it. Of what was hidden nothing is told.
    pub proposals: Vec<(i64, String)>,
}
