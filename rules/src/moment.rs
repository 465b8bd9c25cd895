//! A point in time. Whoever needs one is given one: nothing here reads a clock.

use serde::{Deserialize, Serialize};

/// Milliseconds since 1970-01-01T00:00:00Z.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Moment(pub i64);

impl Moment {
    /// This moment, `minutes` later.
    #[must_use]
    pub const fn plus_minutes(self, minutes: i64) -> Self {
        Self(self.0.saturating_add(minutes.saturating_mul(60_000)))
    }

    /// Reads a time with its offset (RFC 3339), e.g. `2026-03-16T19:30:00+08:00`; what is finer than a millisecond is cut.
    #[must_use]
    pub fn from_rfc3339(text: &str) -> Option<Self> {
        let (date, rest) = text.split_once(['T', 't', ' '])?;
        let mut date = date.splitn(3, '-');
        let (year, month, day) = (digits(date.next()?, 4)?, digits(date.next()?, 2)?, digits(date.next()?, 2)?);
        let cut = rest.find(['Z', 'z', '+', '-'])?;
        let (time, zone) = rest.split_at_checked(cut)?;
        let (time, fraction) = time.split_once('.').map_or((time, "0"), |(time, fraction)| (time, fraction));
        let mut time = time.splitn(3, ':');
        let (hour, minute, second) = (digits(time.next()?, 2)?, digits(time.next()?, 2)?, digits(time.next()?, 2)?);
        if hour > 23 || minute > 59 || second > 59 || fraction.is_empty() {
            return None;
        }
        if !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let thousandths = digits(&format!("{fraction}000").chars().take(3).collect::<String>(), 3)?;
        let offset = offset_minutes(zone)?;
        let minutes = (days_from_civil(year, month, day)? * 24 + hour) * 60 + minute - offset;
        Some(Self((minutes * 60 + second) * 1000 + thousandths))
    }

    /// This moment, `days` times 24 hours later.
    #[must_use]
    pub const fn plus_days(self, days: i64) -> Self {
        self.plus_minutes(days.saturating_mul(24 * 60))
    }
}

fn digits(text: &str, width: usize) -> Option<i64> {
    (text.len() == width && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok())?
}

fn offset_minutes(zone: &str) -> Option<i64> {
    if zone.eq_ignore_ascii_case("z") {
        return Some(0);
    }
    let sign = if zone.starts_with('-') { -1 } else { 1 };
    let (hours, minutes) = zone.get(1..)?.split_once(':')?;
    let (hours, minutes) = (digits(hours, 2)?, digits(minutes, 2)?);
    (hours < 24 && minutes < 60).then_some(sign * (hours * 60 + minutes))
}

/// Days since 1970-01-01 of a date of the Gregorian calendar; `None` when there is no such day.
pub(crate) fn days_from_civil(year: i64, month: i64, day: i64) -> Option<i64> {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let length = match month {
        2 => 28 + i64::from(leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    if !(1..=length).contains(&day) {
        return None;
    }
    // The year is taken to begin in March, so that the leap day stands at its end.
    let year = if month > 2 { year } else { year - 1 };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    Some(era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468)
}

#[cfg(test)]
mod tests {
    use super::Moment;

    #[test]
    fn times_with_offsets_are_read_exactly() {
        assert_eq!(Moment::from_rfc3339("1970-01-01T00:00:00Z"), Some(Moment(0)));
        assert_eq!(Moment::from_rfc3339("2026-03-16T19:30:00+08:00"), Some(Moment(1_773_660_600_000)));
        assert_eq!(Moment::from_rfc3339("2026-03-16T11:30:00.2509Z"), Some(Moment(1_773_660_600_250)));
        assert_eq!(Moment::from_rfc3339("2024-02-29T00:00:00-00:30"), Some(Moment(1_709_166_600_000)));
        for bad in [
            "",
            "2026-03-16",
            "2026-02-29T00:00:00Z",
            "2026-13-01T00:00:00Z",
            "2026-03-16T24:00:00Z",
            "2026-03-16T19:30:00",
            "2026-03-16T19:30:00+0800",
            "2026-03-16T19:30:00.Z",
            "2026-03-16T19:3:00Z",
            "一T二Z",
        ] {
            assert_eq!(Moment::from_rfc3339(bad), None, "{bad}");
        }
    }
}
