//! Objections (异议) and questions (询问) to what is published: filed by members, on paper through the clerk, with a receipt
//! number and a day by which they are answered (local rules: three to fifteen days; [P] five by default, at most fifteen);
//! question and reply are public, and so is that a day has passed without one (E25).

use crate::{
    Refusal,
    coded::coded,
    days::{Date, Holidays},
    id::{MemberId, ObjectionId},
    masking::Said,
    published::Thing,
};

/// Longest objection and reply, in characters.
pub const LIMIT: usize = 2000;
/// How many objections and questions of one member may wait for a reply (\[P\]): the next waits for a reply, or comes on paper.
pub const OPEN_LIMIT: u64 = 10;
/// How many a member files in a day (\[P\]).
pub const DAY_LIMIT: u64 = 5;

coded! {
    /// What is filed.
    Kind {
        /// 异议.
        Objection "objection",
        /// 询问.
        Query "query",
        /// 意见, to a plan that is posted for comment.
        Comment "comment",
    }
}

impl Kind {
    /// Whether it may be filed to a thing: comments are asked for of plans (`plan`) alone.
    #[must_use]
    pub const fn fits(self, plan: bool) -> bool {
        match self {
            Self::Objection | Self::Query => true,
            Self::Comment => plan,
        }
    }

    /// What may come of it.
    #[must_use]
    pub const fn results(self) -> &'static [Result] {
        match self {
            Self::Objection | Self::Query => &[Result::Kept, Result::Corrected, Result::Withdrawn],
            Self::Comment => &[Result::Adopted, Result::Partly, Result::NotAdopted],
        }
    }
}

coded! {
    /// What came of it.
    Result {
        /// What was published stays.
        Kept "kept",
        /// It is corrected.
        Corrected "corrected",
        /// It is withdrawn.
        Withdrawn "withdrawn",
        /// A comment goes into the plan.
        Adopted "adopted",
        /// A part of it does.
        Partly "partly",
        /// It does not; the reply says why.
        NotAdopted "not_adopted",
    }
}

/// What filing is judged by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FileFacts {
    /// The thing was withdrawn.
    pub withdrawn: bool,
    /// It is a plan that is posted for comment.
    pub plan: bool,
    /// The day of filing.
    pub today: Date,
    /// In how many days the community answers.
    pub days: i64,
    /// How many of the member's wait for a reply.
    pub open: u64,
    /// How many the member has filed on this day.
    pub of_day: u64,
    /// The clerk enters what somebody brought: that is always taken.
    pub on_paper: bool,
    /// The same words of the same member about the same thing wait for their reply: a form that was sent again is no second one.
    pub again: bool,
}

/// What is filed, about what, and by whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filing {
    /// An objection or a question.
    pub kind: Kind,
    /// About which published thing.
    pub of: Thing,
    /// By which member; nobody where a paper names none.
    pub member: Option<MemberId>,
}

/// A judged objection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filed {
    filing: Filing,
    on_paper: bool,
    text: String,
    due: Date,
}

impl Filed {
    /// What was judged.
    #[must_use]
    pub const fn filing(&self) -> &Filing {
        &self.filing
    }

    /// Whether the clerk entered what somebody brought.
    #[must_use]
    pub const fn on_paper(&self) -> bool {
        self.on_paper
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The last day for the reply.
    #[must_use]
    pub const fn due(&self) -> Date {
        self.due
    }
}

/// Judges filing. The text becomes public with its reply, so it may hold nobody's personal data.
///
/// # Errors
/// `(field, refusal)` that stands in the way.
pub fn file<'t>(
    (filing, facts): (Filing, &FileFacts),
    text: impl Into<Said<'t>>,
    holidays: &Holidays,
) -> std::result::Result<Filed, (&'static str, Refusal)> {
    if facts.withdrawn {
        return Err(("", Refusal::WithdrawnAlready));
    }
    if !filing.kind.fits(facts.plan) {
        return Err(("kind", Refusal::NotOffered));
    }
    if facts.again {
        return Err(("text", Refusal::FiledAlready));
    }
    if !facts.on_paper && (facts.open >= OPEN_LIMIT || facts.of_day >= DAY_LIMIT) {
        return Err(("", Refusal::ObjectionsMany));
    }
    let text = judged(&text.into(), "text")?;
    let due = holidays.end_of(facts.today, facts.days).last;
    Ok(Filed { filing, on_paper: facts.on_paper, text, due })
}

/// A judged reply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replied {
    objection: ObjectionId,
    text: String,
    result: Result,
}

impl Replied {
    /// To which objection or question.
    #[must_use]
    pub const fn objection(&self) -> &ObjectionId {
        &self.objection
    }

    /// The reply.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What came of it.
    #[must_use]
    pub const fn result(&self) -> Result {
        self.result
    }
}

/// Judges a reply: once, never by who filed it, and with a result that fits what was filed.
///
/// # Errors
/// `(field, refusal)` that stands in the way.
pub fn reply<'t>(
    (objection, kind): (&ObjectionId, Kind),
    replied: bool,
    own: bool,
    text: impl Into<Said<'t>>,
    result: Result,
) -> std::result::Result<Replied, (&'static str, Refusal)> {
    if replied {
        return Err(("", Refusal::RepliedAlready));
    }
    if own {
        return Err(("", Refusal::OwnObjection));
    }
    if !kind.results().contains(&result) {
        return Err(("result", Refusal::NotOffered));
    }
    Ok(Replied { objection: objection.clone(), text: judged(&text.into(), "reply")?, result })
}

/// E25: whether the day of the reply has passed without one.
#[must_use]
pub fn is_overdue(due: Date, replied: bool, today: Date) -> bool {
    !replied && today > due
}

fn judged(said: &Said<'_>, field: &'static str) -> std::result::Result<String, (&'static str, Refusal)> {
    let text = crate::proposal::text(said.text(), LIMIT).map_err(|refusal| (field, refusal))?;
    said.leaves_nothing(&text).map_err(|refusal| (field, refusal))?;
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::published;

    fn date(text: &str) -> Date {
        Date::from_text(text).expect("a date")
    }

    /// Nothing stands in the way, on the day of Story A.
    fn facts() -> FileFacts {
        FileFacts {
            withdrawn: false,
            plan: false,
            today: date("2026-03-20"),
            days: 5,
            open: 0,
            of_day: 0,
            on_paper: false,
            again: false,
        }
    }

    fn file(facts: &FileFacts, text: &str, none: &Holidays) -> std::result::Result<Filed, (&'static str, Refusal)> {
        let of = Thing { kind: published::Kind::Outcome, subject: "v".to_owned() };
        let filing = Filing { kind: Kind::Query, of, member: Some("m".into()) };
        let filed = super::file((filing.clone(), facts), text, none)?;
        assert_eq!((filed.filing(), filed.on_paper()), (&filing, facts.on_paper));
        Ok(filed)
    }

    /// Story A and E25: filed on 2026-03-20, answered by 2026-03-25; red from the day after.
    #[test]
    fn e25_an_objection_has_its_day() {
        let facts = facts();
        let filed = file(&facts, " 为什么不修五组？ ", &Holidays::default()).expect("filed");
        assert_eq!((filed.text(), filed.due()), ("为什么不修五组？", date("2026-03-25")));
        assert!(!is_overdue(filed.due(), false, date("2026-03-25")));
        assert!(is_overdue(filed.due(), false, date("2026-03-26")));
        assert!(!is_overdue(filed.due(), true, date("2026-03-26")));
        let none = Holidays::default();
        assert_eq!(file(&facts, " ", &none), Err(("text", Refusal::Empty)));
        assert_eq!(file(&facts, "打 13800138000", &none), Err(("text", Refusal::HoldsMobile)));
        assert_eq!(file(&facts, &"字".repeat(2001), &none), Err(("text", Refusal::TooLong)));
        assert_eq!(file(&FileFacts { withdrawn: true, ..facts }, "问", &none), Err(("", Refusal::WithdrawnAlready)));
        assert_eq!(file(&FileFacts { again: true, ..facts }, "问", &none), Err(("text", Refusal::FiledAlready)));
    }

    /// Issue 16, C14: nobody floods the board; what is brought on paper is always taken.
    #[test]
    fn c14_a_member_files_so_many() {
        let facts = facts();
        let file =
            |open, of_day, on_paper| file(&FileFacts { open, of_day, on_paper, ..facts }, "问", &Holidays::default());
        assert!(file(OPEN_LIMIT - 1, DAY_LIMIT - 1, false).is_ok());
        assert_eq!(file(OPEN_LIMIT, 0, false), Err(("", Refusal::ObjectionsMany)));
        assert_eq!(file(0, DAY_LIMIT, false), Err(("", Refusal::ObjectionsMany)));
        assert!(file(OPEN_LIMIT, DAY_LIMIT, true).is_ok());
    }

    #[test]
    fn a_reply_is_given_once_and_by_another() {
        let objection = ObjectionId::from("o");
        let reply = |replied, own, text| reply((&objection, Kind::Query), replied, own, text, Result::Kept);
        let replied = reply(false, false, "五组列入明年。").expect("replied");
        assert_eq!((replied.objection(), replied.text()), (&objection, "五组列入明年。"));
        assert_eq!(reply(true, false, "再答"), Err(("", Refusal::RepliedAlready)));
        assert_eq!(reply(false, true, "自己答"), Err(("", Refusal::OwnObjection)));
        assert_eq!(reply(false, false, ""), Err(("reply", Refusal::Empty)));
    }

    /// A plan that is posted for comment takes comments, and nothing else does; each kind has its own results.
    #[test]
    fn a_comment_is_for_a_plan_and_is_adopted_or_not() {
        let of = Thing { kind: published::Kind::Disclosure, subject: "d".to_owned() };
        let filing = Filing { kind: Kind::Comment, of, member: Some("m".into()) };
        let none = Holidays::default();
        let file =
            |plan| super::file((filing.clone(), &FileFacts { plan, ..facts() }), "加一条排水沟", &none).map(|_| ());
        assert_eq!((file(true), file(false)), (Ok(()), Err(("kind", Refusal::NotOffered))));
        let objection = ObjectionId::from("o");
        let reply = |kind, result| reply((&objection, kind), false, false, "已加。", result).map(|one| one.result());
        assert_eq!(reply(Kind::Comment, Result::Adopted), Ok(Result::Adopted));
        assert_eq!(reply(Kind::Comment, Result::Kept), Err(("result", Refusal::NotOffered)));
        assert_eq!(reply(Kind::Objection, Result::Partly), Err(("result", Refusal::NotOffered)));
    }
}
