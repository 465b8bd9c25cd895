//! The acts on what is put on file: of the place that puts it there, and of the office that answers.

mod answer;
mod file;

pub use answer::{Acknowledge, SendBack};
pub use file::File;
