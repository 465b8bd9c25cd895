//! A meeting of the demonstration is held: people come and vote on each item, on paper, by hand or on their phones.

use super::{
    company::{CHAIR, CLERK, Company, TELLERS},
    form,
    meetings::{How, Item, Meeting, Round, decided, session_shown},
};
use crate::{
    act::Form,
    fault::Fault,
    people::member::rows as members,
    sitting::{
        item::acts::WriteText,
        presence::{acts::CheckIn, rows as presence},
        session::acts::{CloseSession, OpenSession},
        vote::{
            acts::{CastNamed, Close, Declare, EnterCount, HandOut, Open},
            rows as votes,
        },
    },
};
use app::parts::base::{BASE, SEEN};
use rules::id::{ItemId, MemberId, SessionId, VoteId};

/// It is held: people come, vote on each item and go home.
pub async fn sit(company: &mut Company<'_>, meeting: &Meeting) -> Result<(), Fault> {
    let community = meeting.community;
    let session = SessionId::from(company.of(community, meeting.title)?);
    let seen = session_shown(company, &session, "").await?;
    company.does::<OpenSession>((community, CHAIR), session.clone(), &seen).await?;
    let roll = presence::attendees(&mut *company.desk.read().await?, &session).await?;
    let here: Vec<_> = roll.into_iter().take(meeting.present).map(|row| row.member).collect();
    for member in &here {
        let one = form(&[("member", member)]);
        company.does::<CheckIn>((community, CLERK), session.clone(), &one).await?;
    }
    for item in meeting.items {
        for (index, round) in item.rounds.iter().enumerate() {
            company.desk.clock.advance_millis(15 * 60_000);
            vote(company, meeting, (&session, &here), (item, index, round)).await?;
        }
    }
    let seen = session_shown(company, &session, "").await?;
    company.does::<CloseSession>((community, CHAIR), session, &seen).await.map(|_| ())
}

async fn vote(
    company: &mut Company<'_>,
    meeting: &Meeting,
    (session, here): (&SessionId, &[MemberId]),
    (item, index, round): (&Item, usize, &Round),
) -> Result<(), Fault> {
    let (community, id) = (meeting.community, ItemId::from(company.of(meeting.community, item.title)?));
    if !round.text.is_empty() {
        let text = form(&[("title", item.heading()), ("body", round.text), ("base", &index.to_string())]);
        company.does::<WriteText>((community, CLERK), id.clone(), &text).await?;
    }
    let opened = match round.how {
        How::Phones => form(&[]),
        How::Paper => form(&[("mode", "named"), ("paper_only", "1")]),
        How::Secret => form(&[("mode", "secret"), ("paper_only", "1")]),
        How::Hands => form(&[("mode", "hands")]),
    };
    company.does::<Open>((community, CHAIR), id, &opened).await?;
    let open = votes::open_one(&mut *company.desk.read().await?, session).await?;
    let vote = open.ok_or(Fault::NotFound)?.id;
    company.made(community, &decided(item, index), vote.as_str());
    let (votes_for, against) = round.votes;
    match round.how {
        How::Phones => by_phone(company, community, (&vote, here), round.votes).await?,
        How::Paper | How::Secret => {
            let fields: Vec<_> = here.iter().map(|member| ("member", member.as_str())).collect();
            company.does::<HandOut>((community, CLERK), vote.clone(), &form(&fields)).await?;
        }
        How::Hands => {}
    }
    company.desk.clock.advance_millis(8 * 60_000);
    let seen = vote_shown(company, &vote).await?;
    company.does::<Close>((community, CHAIR), vote.clone(), &seen).await?;
    if round.how != How::Phones {
        let abstain = (here.len() - votes_for - against).to_string();
        let (all, votes_for, against) = (here.len().to_string(), votes_for.to_string(), against.to_string());
        let piles = [("for", votes_for.as_str()), ("against", &against), ("abstain", &abstain), (BASE, "1")];
        let more: &[_] = match round.how {
            How::Hands => &[("idle", "0")],
            _ => &[("collected", all.as_str()), ("blank", "0"), ("invalid", "0")],
        };
        for teller in TELLERS {
            let found = form(&[piles.as_slice(), more].concat());
            company.does::<EnterCount>((community, teller), vote.clone(), &found).await?;
        }
    }
    let seen = vote_shown(company, &vote).await?;
    company.does::<Declare>((community, CHAIR), vote, &seen).await.map(|_| ())
}

async fn by_phone(
    company: &mut Company<'_>,
    community: &'static str,
    (vote, here): (&VoteId, &[MemberId]),
    (votes_for, against): (usize, usize),
) -> Result<(), Fault> {
    let roll = members::all(&mut *company.desk.read().await?, &community.into()).await?;
    for (index, member) in here.iter().enumerate() {
        let number = roll.iter().find(|one| one.id == *member).map(|one| one.number.clone()).ok_or(Fault::NotFound)?;
        let choice = match index {
            index if index < votes_for => "for",
            index if index < votes_for + against => "against",
            _ => "abstain",
        };
        company.does::<CastNamed>((community, &number), vote.clone(), &form(&[("choice", choice)])).await?;
    }
    Ok(())
}

/// What the chair's page shows of a vote.
async fn vote_shown(company: &Company<'_>, id: &VoteId) -> Result<Form, Fault> {
    Ok(form(&[(SEEN, &votes::find(&mut *company.desk.read().await?, id).await?.stands())]))
}
