//! The year of both places in the order in which it happened: every turn has its moment, and the clock only goes forward.

use super::{
    above::{self, FILED, Filed, ORDERED, Ordered},
    account, ballots,
    board::{self, Asked, Posted, Withdrawn},
    calendar::{self, Told},
    company::{Company, ZONE},
    ledgers::{self, Ledger},
    meetings::{self, Item, Meeting},
    papers, urban, village,
    works::{self, Completed, Reached, Step, Works},
};
use crate::{act::Desk, fault::Fault, zone};
use rules::Moment;

/// Something that happens at a moment.
enum Turn<'t> {
    Called(&'t Meeting),
    Revised(&'t Meeting, &'t str),
    Cancelled(&'t Meeting, &'t str),
    Sat(&'t Meeting),
    Decided(&'t Meeting),
    Minuted(&'t Meeting),
    Planned(&'t Meeting, &'t Item, &'t Works),
    Reached(&'t Meeting, &'t Item, &'t Step, &'t Reached),
    Accepted(&'t Meeting, &'t Item, &'t Step),
    Completed(&'t Meeting, &'t Item, &'t Completed),
    Rated(&'t Meeting, &'t Item, &'t Completed),
    Accounted(&'t Ledger),
    Posted(Posted<'t>),
    Withdrawn(&'t Withdrawn),
    Asked(&'t Asked),
    Replied(&'t Asked, &'t str),
    Cleared(&'static str),
    Told(&'static str, Told),
    Filed(&'t Filed),
    Acknowledged(&'t Filed, &'t str),
    Ordered(&'t Ordered),
    Met(&'t Ordered, &'t str),
}

/// Days from the evening and minutes after its hour, and what happens then.
type Dated<'t> = ((i64, i64), Turn<'t>);

/// Leads both places through their year, up to the evening.
pub async fn tell(desk: &Desk, evening: Moment) -> Result<(), Fault> {
    let ledgers = ledgers::ledgers(evening)?;
    let mut turns: Vec<Dated<'_>> = Vec::new();
    for place in [&village::YEAR, &urban::YEAR] {
        place.meetings.iter().for_each(|meeting| met(meeting, &mut turns));
        turns.extend(place.posted.iter().map(|one| ((one.day, -480), Turn::Posted(*one))));
        turns.extend(place.withdrawn.iter().map(|one| ((one.day, -420), Turn::Withdrawn(one))));
        for (meeting, day, why) in place.cancelled {
            turns.push(((meeting.day - meeting.notice, -540), Turn::Called(meeting)));
            turns.push(((*day, -400), Turn::Cancelled(meeting, why)));
        }
        for asked in place.asked {
            turns.push(((asked.day, asked.minutes), Turn::Asked(asked)));
            if let Some((day, reply)) = asked.reply {
                turns.push(((day, 0), Turn::Replied(asked, reply)));
            }
        }
        // What has hung there for its days is taken down every four weeks.
        turns.extend((0..13).map(|month| ((-1 - 28 * month, -360), Turn::Cleared(place.community))));
    }
    for one in FILED {
        turns.push(((one.day, -200), Turn::Filed(one)));
        turns.extend(one.acknowledged.map(|(day, words)| ((day, -180), Turn::Acknowledged(one, words))));
    }
    for one in ORDERED {
        turns.push(((one.day, -250), Turn::Ordered(one)));
        turns.extend(one.met.map(|(day, by)| ((day, -240), Turn::Met(one, by))));
    }
    let told = calendar::told(zone::day(evening, ZONE)?);
    turns.extend(told.into_iter().map(|(day, place, told)| ((day, -475), Turn::Told(place, told))));
    turns.extend(ledgers.iter().map(|one| ((one.day, -472), Turn::Accounted(one))));
    turns.extend(ledgers.iter().map(|one| ((one.day, -470), Turn::Posted(one.posted()))));
    turns.push(((-4, 0), Turn::Revised(&village::TONIGHT, village::TONIGHT_REVISED)));
    turns.sort_by_key(|((days, minutes), _)| days * 24 * 60 + minutes);
    let mut company = Company::new(desk, evening);
    for ((days, minutes), turn) in turns {
        let then = evening.plus_days(days).plus_minutes(minutes);
        // What took an hour may have led past it.
        desk.clock.advance_millis((then.0 - desk.now().0).max(0));
        take(&mut company, turn).await?;
    }
    company.go().await
}

/// The turns of a meeting, and of what it decided.
fn met<'t>(meeting: &'t Meeting, turns: &mut Vec<Dated<'t>>) {
    turns.push(((meeting.day - meeting.notice, -600), Turn::Called(meeting)));
    // Nobody has met that is called for tonight or later.
    if meeting.day >= 0 {
        return;
    }
    turns.push(((meeting.day, 0), Turn::Sat(meeting)));
    turns.push(((meeting.day + 1, -520), Turn::Decided(meeting)));
    if !meeting.notes.is_empty() {
        turns.push(((meeting.day + 4, -510), Turn::Minuted(meeting)));
    }
    for item in meeting.items {
        let Some(works) = &item.works else { continue };
        turns.push(((works.planned, -500), Turn::Planned(meeting, item, works)));
        for step in works.steps {
            let Some(reached) = &step.done else { continue };
            turns.push(((reached.day, -120), Turn::Reached(meeting, item, step, reached)));
            turns.push(((reached.day + 2, -300), Turn::Accepted(meeting, item, step)));
        }
        if let Some(completed) = &works.completed {
            turns.push(((completed.day, -450), Turn::Completed(meeting, item, completed)));
            turns.push(((completed.day + 5, 0), Turn::Rated(meeting, item, completed)));
        }
    }
}

async fn take(company: &mut Company<'_>, turn: Turn<'_>) -> Result<(), Fault> {
    match turn {
        Turn::Called(meeting) => meetings::call(company, meeting).await,
        Turn::Revised(meeting, text) => meetings::revise(company, meeting, text).await,
        Turn::Cancelled(meeting, why) => meetings::cancel(company, meeting, why).await,
        Turn::Sat(meeting) => ballots::sit(company, meeting).await,
        Turn::Decided(meeting) => papers::decide(company, meeting).await,
        Turn::Minuted(meeting) => papers::minute(company, meeting).await,
        Turn::Planned(meeting, item, works) => works::plan(company, meeting.community, (item, works)).await,
        Turn::Reached(meeting, item, step, done) => works::reach(company, meeting.community, (item, step, done)).await,
        Turn::Accepted(meeting, item, step) => works::accept(company, meeting.community, (item, step)).await,
        Turn::Completed(meeting, item, one) => works::complete(company, meeting.community, (item, one)).await,
        Turn::Rated(meeting, item, one) => works::rate(company, meeting.community, (item, one)).await,
        Turn::Accounted(one) => account::keep(company, one).await,
        Turn::Posted(one) => board::post(company, &one).await,
        Turn::Withdrawn(one) => board::withdraw(company, one).await,
        Turn::Asked(one) => board::ask(company, one).await,
        Turn::Replied(one, text) => board::reply(company, (one, text)).await,
        Turn::Filed(one) => above::file(company, one).await,
        Turn::Acknowledged(one, words) => above::acknowledge(company, (one, words)).await,
        Turn::Ordered(one) => above::order(company, one).await,
        Turn::Met(one, by) => above::meet(company, (one, by)).await,
        Turn::Cleared(community) => board::clear(company, community).await,
        Turn::Told(community, told) => calendar::tell(company, (community, told)).await,
    }
}
