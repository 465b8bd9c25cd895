//! Deadline rules as the catalogue writes them: `period+10`, `first-month 20`, `month-before 25`, `01-31`, `next 02-28`, `event+10`,
//! `change+20w`, `vote-15`, `keep 15`.

use super::Span;
use crate::{
    Language,
    coded::coded,
    days::{Date, Ended, Holidays},
};

coded! {
    /// What a day is counted from, where no calendar says it.
    Anchor {
        /// It happened, was decided, was signed.
        Event "event",
        /// It changed.
        Change "change",
        /// The vote on it.
        Vote "vote",
        /// The day of an election.
        Election "election",
        /// A meeting.
        Meeting "meeting",
        /// The assembly that decides about it.
        Assembly "assembly",
        /// The appraisal.
        Appraisal "appraisal",
        /// Money is paid out.
        Payout "payout",
        /// Somebody is hired.
        Hire "hire",
        /// The count of the ballots.
        Count "count",
        /// A company leaves.
        Exit "exit",
    }
}

/// How days are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Working {
    /// Every day of the calendar.
    All,
    /// Working days alone (工作日).
    Only,
}

/// A deadline rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    /// So many days after the period that it reports on.
    AfterPeriod(i64),
    /// By this day of the first month after the period (季首月 20 日).
    DayAfterPeriod(i64),
    /// By this day of the month before the period: what is planned.
    DayBeforePeriod(i64),
    /// By this month and day of the year.
    On(i64, i64),
    /// By this month and day of the year after.
    OnNext(i64, i64),
    /// So many days after something.
    After(Anchor, i64, Working),
    /// So many days before something.
    Before(Anchor, i64),
    /// It hangs so many days at least.
    Keeps(i64),
}

impl Due {
    /// Reads a rule.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        let number = |text: &str| -> Option<i64> {
            let digits = (1..=3).contains(&text.len()) && text.bytes().all(|one| one.is_ascii_digit());
            digits.then(|| text.parse().ok())?
        };
        let day = |text: &str| -> Option<(i64, i64)> {
            let (month, day) = text.split_once('-')?;
            let (month, day) = (number(month)?, number(day)?);
            // A day that every year has.
            Date::new(2025, month, day).map(|_| (month, day))
        };
        let of_month = |text: &str| number(text).filter(|day| (1..=31).contains(day));
        if let Some((word, rest)) = text.split_once(' ') {
            return match word {
                "keep" => number(rest).map(Self::Keeps),
                "first-month" => of_month(rest).map(Self::DayAfterPeriod),
                "month-before" => of_month(rest).map(Self::DayBeforePeriod),
                "next" => day(rest).map(|(month, day)| Self::OnNext(month, day)),
                _ => None,
            };
        }
        if let Some((month, day)) = day(text) {
            return Some(Self::On(month, day));
        }
        if let Some((anchor, days)) = text.split_once('+') {
            if anchor == "period" {
                return number(days).map(Self::AfterPeriod);
            }
            let (days, counts) = days.strip_suffix('w').map_or((days, Working::All), |days| (days, Working::Only));
            return Some(Self::After(Anchor::from_id(anchor)?, number(days)?, counts));
        }
        let (anchor, days) = text.split_once('-')?;
        Some(Self::Before(Anchor::from_id(anchor)?, number(days)?))
    }

    /// The last day for a period, where the rule is one of periods.
    pub(super) fn of_period(self, span: Span, holidays: &Holidays) -> Option<Ended> {
        let year = span.year();
        let day = match self {
            Self::AfterPeriod(days) => return Some(holidays.end_of(span.last(), days)),
            Self::DayAfterPeriod(day) => span.day_of_month(span.months(), day),
            Self::DayBeforePeriod(day) => span.day_of_month(-1, day),
            Self::On(month, day) => Date::new(year, month, day)?,
            Self::OnNext(month, day) => Date::new(year + 1, month, day)?,
            Self::After(..) | Self::Before(..) | Self::Keeps(_) => return None,
        };
        Some(holidays.end_of(day, 0))
    }

    /// The last day where something happens on a day. What has to be there before it is there that many whole days before, and no day
    /// off makes it later.
    pub(super) fn of_event(self, on: Date, holidays: &Holidays) -> Option<Ended> {
        match self {
            Self::After(_, days, Working::All) => Some(holidays.end_of(on, days)),
            Self::After(_, days, Working::Only) => {
                let mut last = on;
                for _ in 0..days {
                    last = holidays.end_of(last, 1).last;
                }
                Some(Ended { last, known: holidays.knows(last) })
            }
            Self::Before(_, days) => Some(Ended { last: on.plus(-days), known: true }),
            _ => None,
        }
    }

    /// As people say it.
    #[must_use]
    pub fn words(self, language: Language) -> String {
        let zh = language == Language::Zh;
        match self {
            Self::AfterPeriod(0) if zh => "本期结束前".to_owned(),
            Self::AfterPeriod(0) => "by the end of the period".to_owned(),
            Self::AfterPeriod(days) if zh => format!("本期结束后 {days} 日内"),
            Self::AfterPeriod(days) => format!("within {days} days after the period"),
            Self::DayAfterPeriod(day) if zh => format!("下一期首月 {day} 日（含）前"),
            Self::DayAfterPeriod(day) => format!("by day {day} of the first month after the period"),
            Self::DayBeforePeriod(day) if zh => format!("上月 {day} 日（含）前"),
            Self::DayBeforePeriod(day) => format!("by day {day} of the month before"),
            Self::On(month, day) if zh => format!("当年 {month} 月 {day} 日（含）前"),
            Self::On(month, day) => format!("by {month:02}-{day:02} of the year"),
            Self::OnNext(month, day) if zh => format!("次年 {month} 月 {day} 日（含）前"),
            Self::OnNext(month, day) => format!("by {month:02}-{day:02} of the year after"),
            Self::After(anchor, 0, _) if zh => format!("{}当日", anchor.words(language)),
            Self::After(anchor, 0, _) => format!("on the day of {}", anchor.words(language)),
            Self::After(anchor, days, counts) if zh => {
                let days = if counts == Working::Only { format!("{days} 个工作日") } else { format!("{days} 日") };
                format!("{}之日起 {days}内", anchor.words(language))
            }
            Self::After(anchor, days, counts) => {
                let days =
                    if counts == Working::Only { format!("{days} working days") } else { format!("{days} days") };
                format!("within {days} of {}", anchor.words(language))
            }
            Self::Before(anchor, days) if zh => format!("{} {days} 日以前", anchor.words(language)),
            Self::Before(anchor, days) => format!("at least {days} days before {}", anchor.words(language)),
            Self::Keeps(days) if zh => format!("张贴不少于 {days} 日"),
            Self::Keeps(days) => format!("posted for at least {days} days"),
        }
    }
}

impl Anchor {
    const fn words(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::Event, Language::Zh) => "事项发生",
            (Self::Change, Language::Zh) => "变更",
            (Self::Vote, Language::Zh) => "表决",
            (Self::Election, Language::Zh) => "选举日",
            (Self::Meeting, Language::Zh) => "会议",
            (Self::Assembly, Language::Zh) => "成员大会",
            (Self::Appraisal, Language::Zh) => "评议",
            (Self::Payout, Language::Zh) => "发放",
            (Self::Hire, Language::Zh) => "聘用",
            (Self::Count, Language::Zh) => "计票",
            (Self::Exit, Language::Zh) => "退出",
            (Self::Event, Language::En) => "the event",
            (Self::Change, Language::En) => "the change",
            (Self::Vote, Language::En) => "the vote",
            (Self::Election, Language::En) => "the election",
            (Self::Meeting, Language::En) => "the meeting",
            (Self::Assembly, Language::En) => "the assembly",
            (Self::Appraisal, Language::En) => "the appraisal",
            (Self::Payout, Language::En) => "the payment",
            (Self::Hire, Language::En) => "the hiring",
            (Self::Count, Language::En) => "the count",
            (Self::Exit, Language::En) => "leaving",
        }
    }
}
