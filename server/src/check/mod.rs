//! `yishi verify`: whether every chain is whole, and whether what stands in the tables, or in an export, is what its entries say. It
//! reads everything and changes nothing.

mod above;
mod after;
mod belonging;
pub mod columns;
mod communities;
mod compare;
mod draws;
pub mod folder;
mod ledgers;
mod manifest;
mod petitions;
mod public;
mod said;
mod searched;
mod seen;
mod standing;
mod tables;
mod tree;
pub mod verify;
mod words;

/// Whether something published contradicts itself: what is said to follow does not.
fn contradicts(kind: &str, text: &str) -> bool {
    match kind {
        "disclosure" => ledgers::contradicts(text),
        "draw" => draws::contradicts(text),
        "petition" => petitions::contradicts(text),
        _ => false,
    }
}
