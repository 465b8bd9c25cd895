//! Where the acts that are no types yet find what stands with the talk now.

pub(crate) use crate::sitting::talk::bound_by_votes;
