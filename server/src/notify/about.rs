//! What an event is about, as it stands now: whether it is worth telling, what is said of it, and whom it concerns.

use super::rows;
use crate::{
    execution::rows as executions,
    fault::Fault,
    people::community::rows as communities,
    record::{
        objection::rows as objections,
        posting::rows as board,
        publication::{Kind, rows as publication},
    },
    sitting::{
        consultation::rows as consultations,
        presence::{attending, rows as presence},
        session::{Sitting, rows as sessions},
        vote::rows as votes,
    },
    store::{Conn, outbox::OutboxRow},
    zone,
};
use rules::{
    Moment,
    id::{CommunityId, MemberId, ObjectionId, SessionId, VoteId},
    notify::{About, BODY, Event, NUMBER, PLACE, Variables, cut},
    objection as asked_for,
    permit::{Act, Role},
    published::OutcomeContent,
    rule_set::RuleBook,
};
use std::collections::HashSet;

/// What an event is about, and what is said of it.
pub(super) struct Told {
    pub about: About,
    pub variables: Variables,
}

impl Told {
    pub async fn of(conn: &mut Conn, row: &OutboxRow, now: Moment) -> Result<Self, Fault> {
        let place = communities::find(conn, &row.community).await?;
        let said = Variables { place: Some(cut(&place.name, PLACE)), ..Variables::default() };
        let time = |moment: Moment| zone::with_offset(moment, &place.zone).map(Some);
        Ok(match row.event {
            Event::SessionNotice | Event::SessionCorrected | Event::SessionTomorrow => {
                let session = sessions::find(conn, &SessionId::from(row.subject.as_str())).await?;
                let body = communities::body(conn, &place.id, &session.body).await?;
                // A notice that was withdrawn calls nobody.
                let notices = publication::revisions(conn, &place.id, &session.id).await?;
                let called = notices.first().is_some_and(|notice| notice.withdrawn.is_empty());
                let starts = Moment(session.starts_at);
                Self {
                    about: if called { About::Session(session.phase, starts) } else { About::Gone },
                    variables: Variables { time: time(starts)?, body: Some(cut(&body.name, BODY)), ..said },
                }
            }
            Event::VoteOpen | Event::VoteClosing => {
                let vote = votes::find(conn, &VoteId::from(row.subject.as_str())).await?;
                let ends = vote.ends_at.map(|ends| time(Moment(ends))).transpose()?.flatten();
                Self {
                    about: About::Vote(Moment(vote.opened_at), vote.window(now)),
                    variables: Variables { time: ends, ..said },
                }
            }
            Event::Result => {
                let last = publication::revisions(conn, &place.id, &row.subject).await?;
                let public = |one: &&publication::PublicationRow| {
                    one.kind == Kind::Outcome && one.withdrawn.is_empty() && one.is_public()
                };
                match last.first().filter(public) {
                    // When it was published first: its correction is no news.
                    Some(one) => {
                        let content: OutcomeContent = serde_json::from_str(&one.content)?;
                        let first = last.last().map_or(one.at, |first| first.at);
                        Self {
                            about: About::Said(Moment(first)),
                            variables: Variables { no: Some(cut(&content.number, NUMBER)), ..said },
                        }
                    }
                    None => Self { about: About::Gone, variables: said },
                }
            }
            Event::ObjectionReply => {
                let one = objections::find(conn, &ObjectionId::from(row.subject.as_str())).await?;
                Self {
                    about: one.replied_at.map_or(About::Gone, |at| About::Said(Moment(at))),
                    variables: Variables { no: Some(one.number.to_string()), ..said },
                }
            }
            Event::OpinionFeedback => {
                let stands = consultations::stands(conn, &SessionId::from(row.subject.as_str())).await?;
                let told = !stands.feedback.is_empty();
                Self { about: if told { About::Said(Moment(row.moment)) } else { About::Gone }, variables: said }
            }
            Event::OverdueStaff => {
                let n = overdue(conn, &row.community, now, &place.zone).await?;
                Self {
                    about: if n > 0 { About::Said(Moment(row.moment)) } else { About::Gone },
                    variables: Variables { n: Some(n), ..said },
                }
            }
            // A code is told at once, by whoever makes it.
            Event::Code => Self { about: About::Gone, variables: said },
        })
    }
}

/// How much that is owed to the public is overdue on the day of a moment.
async fn overdue(conn: &mut Conn, community: &CommunityId, now: Moment, zone: &str) -> Result<i64, Fault> {
    let today = zone::day(now, zone)?;
    let late = |(due, replied): &(String, Option<i64>)| {
        rules::days::Date::from_text(due).is_some_and(|due| asked_for::is_overdue(due, replied.is_some(), today))
    };
    let asked = objections::in_public(conn, community).await?.iter().filter(|one| late(one)).count();
    let day = today.to_string();
    let steps = executions::late(conn, community, &day).await?.len();
    let over = board::count_posted(conn, community, board::Posted::Over(&day)).await?;
    Ok((asked + steps) as i64 + over)
}

/// Whom an event concerns.
pub(super) async fn concerned(
    conn: &mut Conn,
    row: &OutboxRow,
    (rules, now): (&RuleBook, Moment),
) -> Result<HashSet<MemberId>, Fault> {
    Ok(match row.event {
        Event::SessionNotice | Event::SessionCorrected | Event::SessionTomorrow => {
            let id = SessionId::from(row.subject.as_str());
            let sitting = Sitting::load(conn, (rules, now), &row.community, &id).await?;
            attending::roll_now(conn, &sitting).await?
        }
        Event::VoteOpen | Event::VoteClosing => {
            let vote = votes::find(conn, &VoteId::from(row.subject.as_str())).await?;
            let mut all: HashSet<MemberId> = presence::roll(conn, &vote.session).await?.into_iter().collect();
            for member in rows::in_the_room(conn, &vote.session).await? {
                all.remove(&member);
            }
            // Of a secret vote everybody is reminded, whether they have voted or not: a message would tell who has.
            for member in rows::voted(conn, &vote.id).await? {
                all.remove(&member);
            }
            all
        }
        Event::Result => {
            let vote = votes::find(conn, &VoteId::from(row.subject.as_str())).await?;
            presence::roll(conn, &vote.session).await?.into_iter().collect()
        }
        Event::OpinionFeedback => {
            let session = SessionId::from(row.subject.as_str());
            consultations::took_part(conn, &session).await?.into_iter().collect()
        }
        Event::OverdueStaff => {
            let sees = |role: &str| Role::from_id(role).is_some_and(|role| Act::ReadOverdue.roles().contains(&role));
            let held = communities::roles(conn, &row.community).await?;
            held.into_iter().filter(|(_, role)| sees(role)).map(|(member, _)| member).collect()
        }
        Event::ObjectionReply | Event::Code => HashSet::new(),
    })
}
