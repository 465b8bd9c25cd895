//! The acts on objections and questions.

mod answer_appeal;
mod appeal;
mod file;
mod hide;
mod reply;

pub use answer_appeal::AnswerAppeal;
pub use appeal::Appeal;
pub use file::{File, FilePaper};
pub use hide::Hide;
pub use reply::Reply;
