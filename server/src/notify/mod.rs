//! A voice outside of the page: what stands in the outbox is told to telephones by a program of the installation. It decides nothing of
//! what is worth telling (`rules::notify`), and knows no gateway.
//!
//! An act wrote an event. When it is due, it is judged anew and becomes a line for each member whom it concerns; each line is judged
//! once more before it is handed over. A line is taken, durably, before the program is started: who vanishes in between leaves it as
//! "unknown", and it is not sent again, for the program may have said yes.

mod about;
pub mod rows;

use crate::{
    act::Desk,
    carrier::{LIMIT, Message, dialled},
    fault::Fault,
    people::community::rows as communities,
    store::outbox::{self, New, OutboxRow, Receiver},
    webhook::Announcement,
    zone,
};
use about::Told;
use futures::StreamExt;
use rules::{
    Moment,
    notify::{A_DAY, A_MINUTE, Event, Timely, Variables, timely, wait_after},
};
use std::{collections::HashSet, sync::Arc, time::Duration};

/// How often the outbox is looked at.
const PAUSE: Duration = Duration::from_secs(5);
/// Events, and messages, that are looked at in one go.
const AT_ONCE: i64 = 50;
/// Programs at a time.
const SIDE_BY_SIDE: usize = 4;
/// Whoever took a line so long ago, in minutes, has vanished: a program is ended long before.
const LOST_MINUTES: i64 = 5;

/// Tells what is to be told, as long as the server runs.
pub async fn work(desk: Desk) {
    if desk.carrier.is_none() && desk.webhook.is_none() {
        return;
    }
    let mut turns = tokio::time::interval(PAUSE);
    turns.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        turns.tick().await;
        if let Err(fault) = desk.tell_outside().await {
            tracing::warn!(fault = fault.chain(), "telling outside; it is tried again");
        }
    }
}

impl Desk {
    /// One turn: events that are due become messages, messages that are due are handed over. How many were sent.
    ///
    /// # Errors
    /// Database errors; what the program did not take waits for its next try.
    pub async fn tell_outside(&self) -> Result<usize, Fault> {
        if self.carrier.is_none() && self.webhook.is_none() {
            return Ok(0);
        }
        let now = self.now();
        self.tell_overdue(now).await?;
        let events = outbox::due(&mut *self.read().await?, false, now, AT_ONCE).await?;
        for event in events {
            self.spread(event).await?;
        }
        let before = now.plus_minutes(-LOST_MINUTES);
        let messages = outbox::due(&mut *self.read().await?, true, now, AT_ONCE).await?;
        let lost = self.quietly(move |conn| Box::pin(async move { outbox::lose(conn, before).await })).await?;
        if lost > 0 {
            tracing::warn!(
                lost,
                "messages whose sender vanished: nobody knows whether they were sent, and they are not sent again"
            );
        }
        let sent = futures::stream::iter(messages)
            .map(|message| self.hand_over(message))
            .buffer_unordered(SIDE_BY_SIDE)
            .collect::<Vec<_>>()
            .await;
        let sent = sent.into_iter().collect::<Result<Vec<bool>, Fault>>()?;
        Ok(sent.into_iter().filter(|sent| *sent).count())
    }

    /// In the morning of each day: that public tasks are overdue, where some are.
    async fn tell_overdue(&self, now: Moment) -> Result<(), Fault> {
        let mut conn = self.read().await?;
        for place in communities::all(&mut conn).await? {
            let today = zone::day(now, &place.zone)?;
            let day = today.to_string();
            let morning = zone::morning(today, &place.zone).unwrap_or(now);
            if now < morning || outbox::is_there(&mut conn, &place.id, Event::OverdueStaff, &day).await? {
                continue;
            }
            let id = place.id;
            self.quietly(move |conn| {
                Box::pin(async move {
                    let (event, nothing) = (Event::OverdueStaff, Variables::default());
                    let new = New {
                        event,
                        subject: &day,
                        moment: morning,
                        to: &Receiver::Concerned,
                        variables: &nothing,
                        due: morning,
                    };
                    outbox::put(conn, &id, &new).await
                })
            })
            .await?;
        }
        Ok(())
    }

    /// An event that is due becomes a message to each whom it concerns and who wants it, in one transaction.
    async fn spread(&self, row: OutboxRow) -> Result<(), Fault> {
        let (now, rules) = (self.now(), Arc::clone(&self.rules));
        let (to_phones, posted) = (self.carrier.is_some(), self.webhook.is_some() && row.event.is_public());
        self.quietly(move |conn| {
            Box::pin(async move {
                // On several nodes one waits here for the other, and finds it done.
                if !outbox::take(conn, &row.id, "spread", now).await? {
                    return Ok(());
                }
                let Told { about, variables } = Told::of(conn, &row, now).await?;
                match timely(row.event, Moment(row.moment), about, now) {
                    Timely::Old => return outbox::end(conn, &row.id, "old").await,
                    Timely::Later(due) => return outbox::wait(conn, &row.id, due, false).await,
                    Timely::Now => {}
                }
                if posted {
                    let (event, moment) = (row.event, Moment(row.moment));
                    let (subject, to, variables) = (&row.subject, &Receiver::Webhook, &variables);
                    let new = New { event, subject, moment, to, variables, due: now };
                    outbox::put(conn, &row.community, &new).await?;
                }
                if !to_phones {
                    return Ok(());
                }
                let concerned = about::concerned(conn, &row, (&rules, now)).await?;
                // A telephone that a household shares rings once.
                let mut rung = HashSet::new();
                for one in rows::reachable(conn, &row.community, row.event).await? {
                    let wants = one.wants(row.event) && concerned.contains(&one.member);
                    if let Some(phone) = dialled(&one.phone).filter(|_| wants)
                        && rung.insert(phone)
                    {
                        let (event, moment) = (row.event, Moment(row.moment));
                        let (subject, to, variables) = (&row.subject, &Receiver::Member(one.member), &variables);
                        let new = New { event, subject, moment, to, variables, due: now };
                        outbox::put(conn, &row.community, &new).await?;
                    }
                }
                Ok(())
            })
        })
        .await
    }

    /// Hands one message over, if it is still worth it; whether it was sent.
    async fn hand_over(&self, row: OutboxRow) -> Result<bool, Fault> {
        let (now, id) = (self.now(), row.id.clone());
        let (taken, message) = {
            let row = row.clone();
            self.quietly(move |conn| Box::pin(async move { ready(conn, row, now).await })).await?
        };
        let told = match (message, &self.carrier, &self.webhook) {
            (Some(Ready::Telephone(message)), Some(carrier), _) => carrier.carry(&message).await,
            (Some(Ready::Posted(variables)), _, Some(hook)) => {
                let address = hook.address(row.event, &row.community, &row.subject);
                let (event, community) = (row.event, row.community.clone());
                hook.post(&Announcement { id: row.id.clone(), event, community, variables, address }, now).await
            }
            (None, ..) => return Ok(false),
            // It was written when there was something to carry it.
            (Some(_), ..) => {
                self.quietly(move |conn| Box::pin(async move { outbox::end(conn, &id, "old").await })).await?;
                return Ok(false);
            }
        };
        let sent = told.is_ok();
        let now = self.now();
        if let Err(fault) = told {
            tracing::warn!(event = row.event.id(), id, tries = taken, fault = fault.chain(), "telling outside");
        }
        self.quietly(move |conn| {
            Box::pin(async move {
                match (sent, wait_after(taken)) {
                    (true, _) => outbox::end(conn, &id, "sent").await,
                    (false, Some(minutes)) => outbox::wait(conn, &id, now.plus_minutes(minutes), true).await,
                    (false, None) => outbox::end(conn, &id, "given_up").await,
                }
            })
        })
        .await?;
        Ok(sent)
    }
}

/// What is handed over.
enum Ready {
    /// To a telephone.
    Telephone(Message),
    /// To the webhook, with these variables.
    Posted(Variables),
}

/// Takes a message, and makes it ready where it is still to be sent: with it, which try it is.
async fn ready(conn: &mut crate::store::Conn, row: OutboxRow, now: Moment) -> Result<(i64, Option<Ready>), Fault> {
    let tries = row.tries + 1;
    // Before anything is counted, so that its own line does not hold it back.
    let (minute, day) = (now.plus_minutes(-1), now.plus_days(-1));
    let (all, own) = outbox::handed_over(conn, &row.to, (minute, day)).await?;
    if !outbox::take(conn, &row.id, "under_way", now).await? {
        return Ok((tries, None));
    }
    let Told { about, .. } = Told::of(conn, &row, now).await?;
    if timely(row.event, Moment(row.moment), about, now) == Timely::Old {
        outbox::end(conn, &row.id, "old").await?;
        return Ok((tries, None));
    }
    let member = match &row.to {
        Receiver::Webhook => return Ok((tries, Some(Ready::Posted(row.variables()?)))),
        Receiver::Member(member) => member,
        // It is spread, and handed to nobody itself.
        Receiver::Concerned => return Ok((tries, None)),
    };
    if all >= A_MINUTE || own >= A_DAY {
        let later = if own >= A_DAY { 60 } else { 1 };
        outbox::wait(conn, &row.id, now.plus_minutes(later), false).await?;
        return Ok((tries, None));
    }
    // Who changed their mind, or left a number that rings nowhere, is told nothing.
    let one = rows::reachable_one(conn, member, row.event).await?;
    let to = one.filter(|one| one.wants(row.event)).and_then(|one| dialled(&one.phone));
    let Some(to) = to else {
        outbox::end(conn, &row.id, "old").await?;
        return Ok((tries, None));
    };
    let message = Message { variables: row.variables()?, id: row.id, to, event: row.event };
    Ok((tries, Some(Ready::Telephone(message))))
}

// A program that hangs is ended before its line counts as lost.
const _: () = assert!(LIMIT.as_secs() < LOST_MINUTES as u64 * 60);
