//! Photos of what was published, and of steps in carrying it out.

pub mod rows;
