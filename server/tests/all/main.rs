//! Every test of the server in one binary: one link instead of many.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod acts;
mod already;
mod appraisal;
mod as_typed;
mod attachments;
mod bases;
mod board;
mod by_chair;
mod columns;
mod command;
mod common;
mod consultations;
mod corrections;
mod count;
mod counts;
mod data;
mod desk;
mod door;
mod door_load;
mod drafts;
mod draws;
mod duties;
mod endings;
mod engines;
mod evening;
mod every_column;
mod execution;
mod exports;
mod floor;
mod front;
mod full_disk;
mod gates;
mod guess;
mod held;
mod house;
mod identity;
mod kept;
mod killed;
mod ledger;
mod limits;
mod line_cut;
mod lines;
mod lists;
mod live;
mod loads;
mod log;
mod matter;
mod matter_story;
mod members;
mod minutes;
mod mouths;
mod names;
mod none;
mod notify;
mod office;
mod operator;
mod owners;
mod papers;
mod people;
mod petitions;
mod practice;
mod procedures;
mod proxy;
mod public;
mod registers;
mod represented;
mod roll;
mod room;
mod rounds;
mod sealed;
mod secrecy;
mod silence;
mod slips;
mod stale;
mod story;
mod stranger;
mod takeback;
mod tamper;
mod typed;
mod unhidden;
mod webhook;
mod withdrawn;
mod within;
mod wrong_files;
mod year;
