//! The only code that becomes WASM. Each island adds life to a page that works without it, and sets `data-ready` when it
//! answers.

mod room_code;

pub use room_code::RoomCode;
