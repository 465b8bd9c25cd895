//! What is written after a meeting of the demonstration: its decisions and its minutes.

use super::{
    company::{CHAIR, CLERK, Company, SUPERVISOR},
    form,
    meetings::{Meeting, decided},
};
use crate::{
    fault::Fault,
    record::{
        draft::{Life, acts as drafts, rows as draft_rows, stands},
        publication::Kind,
    },
    sitting::{
        decision::Decision,
        minutes::{self, Minutes},
        session::Sitting,
    },
};
use rules::id::{CommunityId, SessionId, VoteId};

/// What became of each vote is written by the clerk, countersigned and published.
pub async fn decide(company: &mut Company<'_>, meeting: &Meeting) -> Result<(), Fault> {
    let community = meeting.community;
    for item in meeting.items {
        for (index, round) in item.rounds.iter().enumerate() {
            let vote = VoteId::from(company.of(community, &decided(item, index))?);
            let (new, body) = (stands::<Decision>(None), company.dated(round.decision)?);
            let responsible = super::committee(community);
            let said = form(&[("base", &new), ("body", &body), ("responsible", responsible), ("due", "")]);
            company.does::<drafts::Write<Decision>>((community, CLERK), vote.clone(), &said).await?;
            let of = (&CommunityId::from(community), Kind::Outcome);
            let row = draft_rows::of(&mut *company.desk.read().await?, of, &vote).await?.ok_or(Fault::NotFound)?;
            let seen = form(&[("seen", &Decision::fingerprint(&row.said))]);
            company.does::<drafts::Sign<Decision>>((community, SUPERVISOR), vote.clone(), &seen).await?;
            company.does::<drafts::Publish<Decision>>((community, CHAIR), vote, &seen).await?;
        }
    }
    Ok(())
}

/// Its minutes are written, signed and published.
pub async fn minute(company: &mut Company<'_>, meeting: &Meeting) -> Result<(), Fault> {
    let community = meeting.community;
    let session = SessionId::from(company.of(community, meeting.title)?);
    let said = form(&[("base", &stands::<Minutes>(None)), ("notes", meeting.notes)]);
    company.does::<drafts::Write<Minutes>>((community, CLERK), session.clone(), &said).await?;
    let place = CommunityId::from(community);
    let mut conn = company.desk.read().await?;
    let row = draft_rows::of(&mut conn, (&place, Kind::Minutes), &session).await?.ok_or(Fault::NotFound)?;
    let now = (&*company.desk.rules, company.desk.now());
    let sitting = Sitting::load(&mut conn, now, &place, &session).await?;
    let seen = minutes::fingerprint(&minutes::whole(&mut conn, &sitting, Some(&row)).await?)?;
    drop(conn);
    let seen = form(&[("seen", &seen)]);
    company.does::<drafts::Sign<Minutes>>((community, SUPERVISOR), session.clone(), &seen).await?;
    company.does::<drafts::Publish<Minutes>>((community, CHAIR), session, &seen).await.map(|_| ())
}
