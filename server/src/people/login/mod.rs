//! Signing in: by the link of a slip, a typed code or a password; what holds strangers back; whose device this is.

pub mod password;
pub mod rows;
pub mod sign_in;
pub mod tries;
