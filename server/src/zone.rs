//! Times in a community's zone.

use crate::fault::Fault;
use jiff::{Timestamp, Unit, civil::DateTime, tz::TimeZone};
use rules::{Language, Moment};

fn zoned(moment: Moment, zone: &str) -> Result<jiff::Zoned, Fault> {
    Ok(Timestamp::from_millisecond(moment.0)?.to_zoned(TimeZone::get(zone)?))
}

/// Whether the zone is known.
#[must_use]
pub fn known(zone: &str) -> bool {
    TimeZone::get(zone).is_ok()
}

/// Whole calendar days from one moment's date to the other's.
///
/// # Errors
/// When the zone is unknown or a moment out of range.
pub fn days_between(from: Moment, to: Moment, zone: &str) -> Result<i64, Fault> {
    let (from, to) = (zoned(from, zone)?.date(), zoned(to, zone)?.date());
    Ok(i64::from(from.until((Unit::Day, to))?.get_days()))
}

/// The moment of `2026-03-16T19:30` as it is meant in the zone.
#[must_use]
pub fn parse(text: &str, zone: &str) -> Option<Moment> {
    let local: DateTime = rules::typed::moment(text)?.parse().ok()?;
    let zone = TimeZone::get(zone).ok()?;
    Some(Moment(local.to_zoned(zone).ok()?.timestamp().as_millisecond()))
}

/// The moment of `2026-03-16T19:00+08:00`.
#[must_use]
pub fn parse_instant(text: &str) -> Option<Moment> {
    text.trim().parse::<Timestamp>().ok().map(|stamp| Moment(stamp.as_millisecond()))
}

/// `2026-03-16T11:30:00Z`, to the second.
///
/// # Errors
/// When the moment is out of range.
pub fn instant(moment: Moment) -> Result<String, Fault> {
    Ok(Timestamp::from_second(moment.0.div_euclid(1000))?.to_string())
}

/// `2026-03-16T19:30:00+08:00`, as a machine reads it.
///
/// # Errors
/// When the zone is unknown or the moment out of range.
pub fn with_offset(moment: Moment, zone: &str) -> Result<String, Fault> {
    Ok(zoned(moment, zone)?.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string())
}

/// `2026-03-16T19:30`, for a form.
#[must_use]
pub fn form_value(moment: Moment, zone: &str) -> String {
    zoned(moment, zone).map_or_else(|_| String::new(), |time| time.strftime("%Y-%m-%dT%H:%M").to_string())
}

/// `2026年3月16日（周一）19:30` or `Monday 16 March 2026, 19:30`.
#[must_use]
pub fn date_time(moment: Moment, zone: &str, language: Language) -> String {
    let Ok(time) = zoned(moment, zone) else { return String::new() };
    let (date, time) = (date(moment, zone, language), time.strftime("%H:%M"));
    match language {
        Language::Zh => format!("{date}{time}"),
        Language::En => format!("{date}, {time}"),
    }
}

/// `2026年3月16日（周一）` or `Monday 16 March 2026`.
#[must_use]
pub fn date(moment: Moment, zone: &str, language: Language) -> String {
    day(moment, zone).map_or_else(|_| String::new(), |day| day.words(language))
}

/// `3月16日 19:42` or `16 Mar 19:42`: when something was said in the room.
#[must_use]
pub fn time(moment: Moment, zone: &str, language: Language) -> String {
    let pattern = match language {
        Language::Zh => "%-m月%-d日 %H:%M",
        Language::En => "%-d %b %H:%M",
    };
    zoned(moment, zone).map_or_else(|_| String::new(), |time| time.strftime(pattern).to_string())
}

/// `19:42`, of a day that is known.
#[must_use]
pub fn minute(moment: Moment, zone: &str) -> String {
    zoned(moment, zone).map_or_else(|_| String::new(), |time| time.strftime("%H:%M").to_string())
}

/// `19:42:10`, for what ends to the second.
#[must_use]
pub fn clock(moment: Moment, zone: &str) -> String {
    zoned(moment, zone).map_or_else(|_| String::new(), |time| time.strftime("%H:%M:%S").to_string())
}

/// The hour at which is told what the day brings.
const MORNING: &str = "09:00";

/// The morning of a day.
#[must_use]
pub fn morning(day: rules::days::Date, zone: &str) -> Option<Moment> {
    parse(&format!("{day}T{MORNING}"), zone)
}

/// The morning of the day before `starts`, on which is told once more what was called `now`; none where that was just said.
///
/// # Errors
/// When the zone is unknown or a moment out of range.
pub fn day_before(now: Moment, starts: Moment, zone: &str) -> Result<Option<Moment>, Fault> {
    let days = days_between(now, starts, zone)?;
    Ok(morning(day(starts, zone)?.plus(-1), zone).filter(|_| rules::notify::reminds(days)))
}

/// The calendar day of a moment.
///
/// # Errors
/// When the zone is unknown or the moment out of range.
pub fn day(moment: Moment, zone: &str) -> Result<rules::days::Date, Fault> {
    let date = zoned(moment, zone)?.date();
    rules::days::Date::new(i64::from(date.year()), i64::from(date.month()), i64::from(date.day()))
        .ok_or(Fault::Stored("a day"))
}

/// The year, for numbers of decisions.
#[must_use]
pub fn year(moment: Moment, zone: &str) -> i64 {
    zoned(moment, zone).map_or(0, |time| i64::from(time.year()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notice_days_are_calendar_days_in_the_zone() {
        let zone = "Asia/Shanghai";
        let notice = parse("2026-03-06T23:59", zone).expect("a time");
        let meeting = parse("2026-03-16T00:10", zone).expect("a time");
        assert_eq!(days_between(notice, meeting, zone).expect("days"), 10);
        assert_eq!(days_between(meeting, notice, zone).expect("days"), -10);
        assert_eq!(day_before(notice, meeting, zone).expect("a day"), parse("2026-03-15T09:00", zone));
        assert_eq!(day_before(parse("2026-03-15T00:01", zone).expect("a time"), meeting, zone).expect("days"), None);
        assert_eq!(with_offset(meeting, zone).expect("a time"), "2026-03-16T00:10:00+08:00");
    }
}
