//! Every test of the server in one binary: one link instead of many.

mod command;
mod common;
mod engines;
mod house;
mod public;
mod story;
mod tamper;
