//! Posting (公示): what is published stays on the board for at least fifteen days (村组法 Art. 35, 居组法 Art. 34), longer where a
//! community says so; the day of posting is not counted, and a last day that is a day off is followed by the next working
//! day (民法典 Art. 200–203). Correcting starts the clock again ([P] after Chongqing Art. 31); nothing that was published ever
//! loses its address.

use crate::{
    Refusal,
    coded::coded,
    days::{Date, Ended, Holidays},
};

coded! {
    /// What a published thing is about.
    Category {
        /// 党务公开.
        Party "party",
        /// 村务公开, 居务公开.
        Affairs "affairs",
        /// 财务公开.
        Finance "finance",
    }
}

coded! {
    /// Who may read a published thing.
    Audience {
        /// Anybody.
        Public "public",
        /// Members of the community who are signed in: relief and welfare (社会救助法 Art. 45: within the community, not beyond).
        Members "members",
    }
}

impl Audience {
    /// The audience of a matter: relief and welfare stay within the community and are never indexed.
    #[must_use]
    pub fn of_matter(matter: &str) -> Self {
        if matter == "priority_aid" { Self::Members } else { Self::Public }
    }
}

/// A thing on the board.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Posting {
    /// The day on which it was posted.
    pub from: Date,
    /// For how many days.
    pub days: i64,
}

impl Posting {
    /// Its last day; it is up to that day's 24:00.
    #[must_use]
    pub fn ends(&self, holidays: &Holidays) -> Ended {
        holidays.end_of(self.from, self.days)
    }
}

/// A thing that is taken down from the board.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TakenDown(());

/// What the last day of a posting is, now that the holidays of its year are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DaysKnown(Date);

impl DaysKnown {
    /// The last day.
    #[must_use]
    pub const fn last(self) -> Date {
        self.0
    }
}

/// Judges the last day of a posting that was reckoned by plain days, once the holidays of its year are known. A day that was published is
/// never moved to an earlier one; nothing comes of it where they are not known yet.
#[must_use]
pub fn know_days(posting: &Posting, stood: Date, holidays: &Holidays) -> Option<DaysKnown> {
    let ended = posting.ends(holidays);
    ended.known.then(|| DaysKnown(ended.last.max(stood)))
}

/// E24: judges taking something down. Its address stays. It hangs until the day that was published, and where that moved on, until then.
///
/// # Errors
/// [`Refusal::PostingRuns`] before the period is over, [`Refusal::NotPosted`] where it is not up.
pub fn take_down(
    posting: &Posting,
    (stood, up): (Date, bool),
    today: Date,
    holidays: &Holidays,
) -> Result<TakenDown, Refusal> {
    if !up {
        return Err(Refusal::NotPosted);
    }
    if today <= posting.ends(holidays).last.max(stood) {
        return Err(Refusal::PostingRuns);
    }
    Ok(TakenDown(()))
}

/// A published thing that is withdrawn: it stays readable with its reason and holds no longer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Withdrawn {
    reason: String,
}

impl Withdrawn {
    /// The public reason.
    #[must_use]
    pub fn reason(&self) -> &str {
        &self.reason
    }
}

/// Judges withdrawing by the chair alone, with a reason that everybody reads. What a vote decided holds until the same body decides
/// anew (Zhejiang 24, Chongqing 15): its publication is corrected, or withdrawn by two hands ([`crate::takeback`]).
///
/// # Errors
/// `(field, refusal)` that stands in the way.
pub fn withdraw(of_vote: bool, withdrawn: bool, reason: &str) -> Result<Withdrawn, (&'static str, Refusal)> {
    if of_vote {
        return Err(("", Refusal::DecidedByVote));
    }
    if withdrawn {
        return Err(("", Refusal::WithdrawnAlready));
    }
    let reason = crate::proposal::text(reason, 300).map_err(|_| ("reason", Refusal::ReasonMissing))?;
    Ok(Withdrawn { reason })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// E24: posted on 2026-03-17 for fifteen days: refused on day 14 and on the last day, allowed on the day after.
    #[test]
    fn e24_nothing_is_taken_down_before_its_time() {
        let date = |text| Date::from_text(text).expect("a date");
        let holidays = Holidays::default();
        let posting = Posting { from: date("2026-03-17"), days: 15 };
        let stood = date("2026-04-01");
        let at = |day| take_down(&posting, (stood, true), date(day), &holidays);
        assert_eq!(at("2026-03-31"), Err(Refusal::PostingRuns));
        assert_eq!(at("2026-04-01"), Err(Refusal::PostingRuns));
        assert!(at("2026-04-02").is_ok());
        assert_eq!(take_down(&posting, (stood, false), date("2026-05-01"), &holidays), Err(Refusal::NotPosted));
    }

    /// Posted on 2026-12-20 for fifteen days, before the holidays of 2027 were announced: it ends on 2027-01-04, and not before.
    #[test]
    fn a_day_that_was_published_is_never_moved_to_an_earlier_one() {
        let date = |text| Date::from_text(text).expect("a date");
        let posting = Posting { from: date("2026-12-20"), days: 15 };
        let stood = posting.ends(Holidays::published()).last;
        assert_eq!((stood, know_days(&posting, stood, Holidays::published())), (date("2027-01-04"), None));
        let year = |off: &str| {
            let text = format!("[2027]\nsource = \"s\"\nchecked = \"text\"\noff = [{off}]\nworked = []");
            Holidays::read(&text).expect("a year")
        };
        let last = |holidays: &Holidays| know_days(&posting, stood, holidays).expect("known").last();
        assert_eq!(last(&year("\"01-01..01-03\"")), stood);
        let long = year("\"01-01..01-05\"");
        assert_eq!(last(&long), date("2027-01-06"));
        assert_eq!(take_down(&posting, (stood, true), date("2027-01-06"), &long), Err(Refusal::PostingRuns));
        // It stood longer than it had to.
        let later = date("2027-01-08");
        assert_eq!(know_days(&posting, later, &long).expect("known").last(), later);
        assert_eq!(take_down(&posting, (later, true), later, &long), Err(Refusal::PostingRuns));
    }

    #[test]
    fn a_decision_is_not_withdrawn_and_a_reason_is_said() {
        assert_eq!(withdraw(true, false, "错误"), Err(("", Refusal::DecidedByVote)));
        assert_eq!(withdraw(false, true, "错误"), Err(("", Refusal::WithdrawnAlready)));
        assert_eq!(withdraw(false, false, " "), Err(("reason", Refusal::ReasonMissing)));
        assert_eq!(withdraw(false, false, "内容有误").map(|one| one.reason().to_owned()), Ok("内容有误".to_owned()));
    }

    #[test]
    fn relief_stays_in_the_community() {
        assert_eq!(Audience::of_matter("priority_aid"), Audience::Members);
        assert_eq!(Audience::of_matter("public_works_contract_plan"), Audience::Public);
        assert!(crate::agenda::Matter::from_id("priority_aid").is_some());
    }
}
