//! The hash-chained record of acts: how an entry is hashed, and how the whole is verified.

mod after;
pub mod blanked;
pub mod chain;
mod compare;
pub mod folder;
mod public;
mod said;
mod standing;
pub mod verify;
