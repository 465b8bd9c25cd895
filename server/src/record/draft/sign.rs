//! Another hand: who may sign, or send back, what others have written. Acts and pages ask the same.

use crate::{
    fault::Fault,
    people::{community::rows as communities, member::rows as members},
    record::draft::rows::DraftRow,
    store::Conn,
};
use rules::{
    Refusal,
    draft::{self, Hand, SignFacts},
    id::{CommunityId, MemberId},
    permit::{Act as May, Role, Standing, permit},
};

/// By which right a kind of draft is signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hands {
    /// By the supervision committee, or who stands in for it.
    Supervision,
    /// By whoever may do this.
    Any(May),
}

/// What signing a draft, or sending it back, is judged by.
pub(crate) async fn sign_facts(
    conn: &mut Conn,
    standing: &Standing,
    row: &DraftRow,
    hands: Hands,
) -> Result<Result<SignFacts, Refusal>, Fault> {
    let may = match hands {
        Hands::Supervision => May::CountersignOutcome,
        Hands::Any(may) => may,
    };
    let (Some(signer), Ok(permit)) = (standing.member.clone(), permit(standing, may)) else {
        return Ok(Err(Refusal::NotYourRole));
    };
    let writers = row.writers()?;
    let hand = match hands {
        Hands::Supervision => Hand::Supervision {
            signer: standing.is(Role::Supervisor),
            free: supervisors_beside(conn, &row.community, &writers).await?,
        },
        Hands::Any(_) => Hand::As(permit.role()),
    };
    let (draft, phase, returned) = (row.id(), row.phase, !row.returned.is_empty());
    Ok(Ok(SignFacts { draft, phase, returned, writers, signer, hand }))
}

/// Why somebody may not sign a draft; nothing where they may.
pub(crate) async fn why_not_sign(
    conn: &mut Conn,
    standing: &Standing,
    row: &DraftRow,
    hands: Hands,
) -> Result<Option<Refusal>, Fault> {
    let facts = sign_facts(conn, standing, row, hands).await?;
    Ok(facts.and_then(|facts| draft::countersign(&facts)).err())
}

/// Whether there is an active supervisor other than those who wrote.
async fn supervisors_beside(conn: &mut Conn, community: &CommunityId, writers: &[MemberId]) -> Result<bool, Fault> {
    let roles = communities::roles(conn, community).await?;
    let wrote = |member: &MemberId| writers.contains(member);
    for (member, _) in roles.iter().filter(|(member, role)| role == Role::Supervisor.id() && !wrote(member)) {
        if members::find(conn, community, member).await?.active() {
            return Ok(true);
        }
    }
    Ok(false)
}
