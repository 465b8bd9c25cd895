//! The outbox: what is to be told outside of the page. It is written in the transaction of the act that it tells of; what is sent, to
//! whom and when is judged later (`notify`).

use super::{Conn, Writing};
use crate::{fault::Fault, secret};
use rules::{
    Moment,
    id::{CommunityId, MemberId},
    notify::{Event, Variables},
};
use sqlx::FromRow;

/// To whom a line goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Receiver {
    /// To everybody whom it concerns: it becomes a line for each when it is due.
    Concerned,
    /// To a member's telephone.
    Member(MemberId),
    /// To the webhook.
    Webhook,
}

impl Receiver {
    /// What stands for the webhook in the column of members. No member has this id.
    const WEBHOOK: &'static str = "@webhook";

    /// As it is stored.
    fn stored(&self) -> &str {
        match self {
            Self::Concerned => "",
            Self::Member(member) => member.as_str(),
            Self::Webhook => Self::WEBHOOK,
        }
    }
}

impl From<String> for Receiver {
    fn from(stored: String) -> Self {
        match stored.as_str() {
            "" => Self::Concerned,
            Self::WEBHOOK => Self::Webhook,
            _ => Self::Member(stored.into()),
        }
    }
}

/// A line of the outbox.
#[derive(Debug, Clone, FromRow)]
pub struct OutboxRow {
    pub id: String,
    #[sqlx(try_from = "String")]
    pub community: CommunityId,
    #[sqlx(try_from = "String")]
    pub event: Event,
    pub subject: String,
    pub moment: i64,
    /// To whom.
    #[sqlx(rename = "member", try_from = "String")]
    pub to: Receiver,
    pub variables: String,
    pub due: i64,
    pub tries: i64,
    pub state: String,
    pub taken_at: i64,
}

impl OutboxRow {
    /// Its variables.
    pub fn variables(&self) -> Result<Variables, Fault> {
        Ok(serde_json::from_str(&self.variables)?)
    }
}

/// Tells of an act, from `due` on. What stays within the community is not told outside at all: the act said so, or the thing that it is
/// about, and so none can forget it. The same of the same moment is told once.
pub async fn tell(
    writing: &mut Writing,
    event: Event,
    (subject, moment): (&str, Moment),
    due: Moment,
) -> Result<(), Fault> {
    if writing.within {
        return Ok(());
    }
    let community = writing.community().clone();
    let what = New { event, subject, moment, to: &Receiver::Concerned, variables: &Variables::default(), due };
    put(writing.conn(), &community, &what).await
}

/// The same, to one member.
pub async fn tell_one(
    writing: &mut Writing,
    event: Event,
    (subject, member): (&str, &MemberId),
    variables: &Variables,
) -> Result<(), Fault> {
    if writing.within {
        return Ok(());
    }
    let (community, due) = (writing.community().clone(), writing.now());
    let to = &Receiver::Member(member.clone());
    let what = New { event, subject, moment: Moment(0), to, variables, due };
    put(writing.conn(), &community, &what).await
}

/// What is put into the outbox.
pub struct New<'a> {
    /// What is told.
    pub event: Event,
    /// Of what.
    pub subject: &'a str,
    /// Of which moment.
    pub moment: Moment,
    /// To whom.
    pub to: &'a Receiver,
    /// Its variables.
    pub variables: &'a Variables,
    /// From when on.
    pub due: Moment,
}

/// Puts a line into the outbox, where it does not stand there yet.
pub async fn put(conn: &mut Conn, community: &CommunityId, new: &New<'_>) -> Result<(), Fault> {
    // Of a practice nobody is told outside.
    if community.is_practice() {
        return Ok(());
    }
    sqlx::query(
        "INSERT INTO outbox (id, community, event, subject, moment, member, variables, due, tries, state, taken_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, 'waiting', 0) \
         ON CONFLICT (community, event, subject, moment, member) DO NOTHING",
    )
    .bind(secret::id())
    .bind(community.as_str())
    .bind(new.event.id())
    .bind(new.subject)
    .bind(new.moment.0)
    .bind(new.to.stored())
    .bind(serde_json::to_string(new.variables)?)
    .bind(new.due.0)
    .execute(conn)
    .await?;
    Ok(())
}

/// What is due, the oldest first: events that concern several, or messages to one.
pub async fn due(conn: &mut Conn, to_one: bool, now: Moment, most: i64) -> Result<Vec<OutboxRow>, Fault> {
    let sql = if to_one {
        "SELECT * FROM outbox WHERE state = 'waiting' AND due <= $1 AND member <> '' ORDER BY due, id LIMIT $2"
    } else {
        "SELECT * FROM outbox WHERE state = 'waiting' AND due <= $1 AND member = '' ORDER BY due, id LIMIT $2"
    };
    Ok(sqlx::query_as(sql).bind(now.0).bind(most).fetch_all(conn).await?)
}

/// Takes a line that waits and is due, before anything is done with it; whether nobody else had it.
pub async fn take(conn: &mut Conn, id: &str, state: &str, now: Moment) -> Result<bool, Fault> {
    let taken = sqlx::query(
        "UPDATE outbox SET state = $2, taken_at = $3, tries = tries + 1 WHERE id = $1 AND state = 'waiting' AND due <= $3",
    )
    .bind(id)
    .bind(state)
    .bind(now.0)
    .execute(conn)
    .await?;
    Ok(taken.rows_affected() == 1)
}

/// Says what became of a line that was taken.
pub async fn end(conn: &mut Conn, id: &str, state: &str) -> Result<(), Fault> {
    sqlx::query("UPDATE outbox SET state = $2 WHERE id = $1").bind(id).bind(state).execute(conn).await?;
    Ok(())
}

/// Lets a line wait until later. `tried`: the program was asked.
pub async fn wait(conn: &mut Conn, id: &str, due: Moment, tried: bool) -> Result<(), Fault> {
    sqlx::query("UPDATE outbox SET state = 'waiting', due = $2, tries = tries - $3 WHERE id = $1")
        .bind(id)
        .bind(due.0)
        .bind(i64::from(!tried))
        .execute(conn)
        .await?;
    Ok(())
}

/// What was taken before a moment and never ended: whoever took it vanished. The program may have said yes, so it is not sent again.
pub async fn lose(conn: &mut Conn, before: Moment) -> Result<u64, Fault> {
    let lost = sqlx::query("UPDATE outbox SET state = 'unknown' WHERE state = 'under_way' AND taken_at < $1");
    Ok(lost.bind(before.0).execute(conn).await?.rows_affected())
}

/// How many messages were handed over since a moment, to whomever, and to this one.
pub async fn handed_over(conn: &mut Conn, to: &Receiver, (minute, day): (Moment, Moment)) -> Result<(i64, i64), Fault> {
    let (all,): (i64,) = sqlx::query_as("SELECT COUNT(*) FROM outbox WHERE taken_at > $1 AND member <> ''")
        .bind(minute.0)
        .fetch_one(&mut *conn)
        .await?;
    let (own,): (i64,) =
        sqlx::query_as("SELECT COUNT(*) FROM outbox WHERE member = $1 AND taken_at > $2 AND state = 'sent'")
            .bind(to.stored())
            .bind(day.0)
            .fetch_one(conn)
            .await?;
    Ok((all, own))
}

/// Whether an event stands in the outbox, whatever became of it.
pub async fn is_there(conn: &mut Conn, community: &CommunityId, event: Event, subject: &str) -> Result<bool, Fault> {
    let (count,): (i64,) = sqlx::query_as(
        "SELECT COUNT(*) FROM outbox WHERE community = $1 AND event = $2 AND subject = $3 AND member = ''",
    )
    .bind(community.as_str())
    .bind(event.id())
    .bind(subject)
    .fetch_one(conn)
    .await?;
    Ok(count > 0)
}

/// Forgets what ended long ago, and what nobody was there to send.
pub async fn tidy(conn: &mut Conn, now: Moment) -> Result<(), Fault> {
    /// So long it can be seen what was sent.
    const DAYS: i64 = 30;
    sqlx::query("DELETE FROM outbox WHERE due < $1 AND state <> 'under_way'")
        .bind(now.plus_days(-DAYS).0)
        .execute(conn)
        .await?;
    Ok(())
}

/// Forgets what was to be told to a member.
pub async fn forget(conn: &mut Conn, member: &MemberId) -> Result<(), Fault> {
    sqlx::query("DELETE FROM outbox WHERE member = $1").bind(member.as_str()).execute(conn).await?;
    Ok(())
}

/// After a backup was restored nobody knows what was sent since: what was due is told to nobody. What is not due yet is told then.
pub async fn end_due(conn: &mut Conn, now: Moment) -> Result<(), Fault> {
    sqlx::query("UPDATE outbox SET state = 'unknown' WHERE state = 'under_way' OR (state = 'waiting' AND due <= $1)")
        .bind(now.0)
        .execute(conn)
        .await?;
    Ok(())
}

/// Lines that cannot be what the program wrote: another event, other variables, a state of no list, or a member of nowhere.
pub async fn unreadable(conn: &mut Conn, community: &CommunityId) -> Result<Vec<String>, Fault> {
    const STATES: [&str; 7] = ["waiting", "spread", "under_way", "sent", "given_up", "old", "unknown"];
    let rows: Vec<(String, String, String, String, i64)> = sqlx::query_as(
        "SELECT o.id, o.event, o.state, o.variables, CASE WHEN o.member = '' OR o.member = $2 OR m.id IS NOT NULL THEN 1 \
         ELSE 0 END FROM outbox o LEFT JOIN members m ON m.id = o.member WHERE o.community = $1 ORDER BY o.id",
    )
    .bind(community.as_str())
    .bind(Receiver::WEBHOOK)
    .fetch_all(conn)
    .await?;
    let reads = |(_, event, state, variables, member): &(String, String, String, String, i64)| {
        Event::from_id(event).is_some()
            && STATES.contains(&state.as_str())
            && serde_json::from_str::<Variables>(variables).is_ok()
            && *member == 1
    };
    Ok(rows.into_iter().filter(|row| !reads(row)).map(|(id, ..)| id).collect())
}
