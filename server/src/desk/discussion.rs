//! Where the acts that are no types yet find what stands with the talk now.

use super::{Viewer, session::load, standing};
use crate::{
    fault::Fault,
    store::{Writing, session::SessionRow},
};
use rules::{
    Refusal,
    permit::{Act, Permit, permit},
};

pub(crate) use crate::sitting::talk::{end_turns, is_voting, leave_floor};

/// The session for an act in it, with the leave to do it.
pub(crate) async fn in_session(
    writing: &mut Writing,
    viewer: &Viewer,
    id: &str,
    act: Act,
) -> Result<Result<(SessionRow, Permit, String), Refusal>, Fault> {
    let session = load(writing, id).await?;
    let standing = standing(writing, viewer, Some(&session)).await?;
    let member = standing.member.clone().map(|one| one.0).unwrap_or_default();
    Ok(permit(&standing, act).map(|permit| (session, permit, member)))
}
