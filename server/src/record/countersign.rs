//! Another hand: who may sign, or send back, what others have written. A draft of a decision and one of a disclosure ask the same,
//! and so do their pages.

use crate::{
    fault::Fault,
    people::{community::rows as communities, member::rows as members},
    store::Conn,
};
use rules::{
    Refusal,
    id::MemberId,
    outcome::{self, CountersignFacts},
    permit::{Act, Role, Standing},
};

/// What signing, or sending back, what stands so and was written by these is judged by: the acts and the pages ask the same.
pub(crate) async fn sign_facts(
    conn: &mut Conn,
    community: &str,
    standing: &Standing,
    (phase, writers): (outcome::Phase, Vec<MemberId>),
) -> Result<Result<CountersignFacts, Refusal>, Fault> {
    let Some(signer) = standing.member.clone().filter(|_| standing.may(Act::CountersignOutcome)) else {
        return Ok(Err(Refusal::NotYourRole));
    };
    let supervisors = supervisors_beside(conn, community, &writers).await?;
    let signer_supervises = standing.is(Role::Supervisor);
    Ok(Ok(CountersignFacts { phase, writers, signer, signer_supervises, supervisors }))
}

/// Why somebody may not sign what stands so and was written by these; nothing where they may.
pub(crate) async fn why_not_sign(
    conn: &mut Conn,
    community: &str,
    standing: &Standing,
    stands: (outcome::Phase, Vec<MemberId>),
) -> Result<Option<Refusal>, Fault> {
    let facts = sign_facts(conn, community, standing, stands).await?;
    Ok(facts.and_then(|facts| outcome::countersign(&facts)).err())
}

/// Whether there is an active supervisor other than those who wrote.
async fn supervisors_beside(conn: &mut Conn, community: &str, writers: &[MemberId]) -> Result<bool, Fault> {
    let roles = communities::roles(conn, community).await?;
    let wrote = |member: &str| writers.iter().any(|one| one.as_str() == member);
    for (member, _) in roles.iter().filter(|(member, role)| role == Role::Supervisor.id() && !wrote(member)) {
        if members::find(conn, community, member).await?.active() {
            return Ok(true);
        }
    }
    Ok(false)
}
