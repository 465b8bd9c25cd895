//! One file per group of addresses. A page takes what it shows and returns the whole document.

pub mod admin;
pub mod board;
pub mod chair;
pub mod conduct;
pub mod count;
pub mod data;
pub mod disclosure;
pub mod door;
pub mod execution;
pub mod gates;
pub mod hidden;
pub mod import;
pub mod member;
pub mod minutes;
pub mod outcome;
pub mod owners;
pub mod problem;
pub mod record;
pub mod room;
pub mod screen;
pub mod session;
pub mod sheet;
pub mod sign_in;
pub mod text;
pub mod thread;
pub mod vote;
