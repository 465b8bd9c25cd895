//! A note to the people of a community, from whoever runs the platform. It is shown to its members at home, and published nowhere.

mod leave;

pub use leave::LeaveNote;
