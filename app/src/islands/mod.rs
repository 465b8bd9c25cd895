//! The only code that becomes WASM. Each island adds life to a page that works without it, and sets `data-ready` when it
//! answers.

mod live;
mod room_code;

pub use live::{Labels, Live, Message, Part};
pub use room_code::{RoomCode, left};
