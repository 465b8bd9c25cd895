//! `yishi verify`: whether every chain is whole, and whether what stands in the tables, or in an export, is what its entries say. It
//! reads everything and changes nothing.

mod after;
mod belonging;
mod communities;
mod compare;
pub mod folder;
mod public;
mod said;
mod seen;
mod standing;
mod tree;
pub mod verify;
