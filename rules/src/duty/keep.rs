//! A place keeps a catalogue: it takes one over, says in public that there is nothing to report for a period or that a duty does not
//! apply to it, and takes that back. That something was published is told by the board, never by anybody.

use super::{Catalogue, Duty, Period, SOON_DAYS, Span};
use crate::{
    Refusal,
    body::CommunityKind,
    coded::coded,
    days::{Date, Holidays},
    masking::gives_reason,
    permit::Role,
    rule_set::Mark,
};

coded! {
    /// What stands for a period of a duty.
    Said {
        /// There is nothing to report, with the reason.
        Nothing "nothing",
        /// The duty does not apply here, with the reason: for every period.
        NotHere "not-here",
        /// A disclosure is written for it.
        Disclosure "disclosure",
    }
}

/// A catalogue that a judged act takes over, from a day on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Adopted {
    catalogue: String,
    version: String,
    from: Date,
}

impl Adopted {
    /// Which.
    #[must_use]
    pub fn catalogue(&self) -> &str {
        &self.catalogue
    }

    /// In which version.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.version
    }

    /// From which day on: the period that runs then is the first that is asked for.
    #[must_use]
    pub const fn from(&self) -> Date {
        self.from
    }
}

/// Judges that a place takes a catalogue over: one for its kind, which it does not keep yet, or keeps in another version (`kept`: which,
/// and since when): a newer one, or that of its province.
///
/// # Errors
/// `(field, refusal)`.
pub fn adopt(
    catalogue: &Catalogue,
    kind: CommunityKind,
    kept: Option<(&str, Date)>,
    today: Date,
) -> Result<Adopted, (&'static str, Refusal)> {
    if !catalogue.kinds.contains(&kind) {
        return Err(("catalogue", Refusal::NotOffered));
    }
    if kept.is_some_and(|(version, _)| version == catalogue.version) {
        return Err(("catalogue", Refusal::NothingChanges));
    }
    // What a place was asked for before it is asked for still.
    let from = kept.map_or(today, |(_, from)| from);
    Ok(Adopted { catalogue: catalogue.id.clone(), version: catalogue.version.clone(), from })
}

/// What stands for a duty, by a judged act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    code: String,
    span: Option<Span>,
    said: Said,
    why: String,
}

impl Kept {
    /// Of which duty.
    #[must_use]
    pub fn code(&self) -> &str {
        &self.code
    }

    /// For which period; none where it does not apply at all.
    #[must_use]
    pub const fn span(&self) -> Option<Span> {
        self.span
    }

    /// The period by its name; empty where it does not apply at all.
    #[must_use]
    pub fn named(&self) -> String {
        self.span.map(|span| span.to_string()).unwrap_or_default()
    }

    /// What.
    #[must_use]
    pub const fn said(&self) -> Said {
        self.said
    }

    /// Why; empty of a disclosure.
    #[must_use]
    pub fn why(&self) -> &str {
        &self.why
    }
}

/// What saying something of a duty is judged by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SayFacts<'a> {
    /// The duty.
    pub duty: &'a Duty,
    /// The period, as it was named; empty for all.
    pub span: &'a str,
    /// Something stands there for it: it was published, or it was said already.
    pub stands: bool,
    /// Today.
    pub today: Date,
    /// In which role it is said.
    pub by: Role,
}

/// Judges that there is nothing to report for a period, or that a duty does not apply. Nothing is reported before its time: of what
/// happened once the period is over, of what is planned a week before its day. That an item of the law does not apply is for the chair to
/// say, who answers for the place.
///
/// # Errors
/// `(field, refusal)`: no such period, its time has not come, not for this role, something stands there already, no reason.
pub fn say(
    facts: SayFacts<'_>,
    (said, why): (Said, &str),
    holidays: &Holidays,
) -> Result<Kept, (&'static str, Refusal)> {
    let span = match said {
        Said::Nothing => {
            let span = span_of(facts.duty, facts.span).ok_or(("span", Refusal::NotOffered))?;
            facts.duty.due(span, holidays).ok_or(("span", Refusal::NotOffered))?;
            if facts.today < opens(facts.duty, span, holidays) {
                return Err(("span", Refusal::PeriodRuns));
            }
            Some(span)
        }
        Said::NotHere if facts.duty.mark == Mark::Law && facts.by != Role::Chair => {
            return Err(("code", Refusal::DutyByLaw));
        }
        Said::NotHere => None,
        // What is written says it itself.
        Said::Disclosure => return Err(("said", Refusal::NotOffered)),
    };
    if facts.stands {
        return Err(("", Refusal::DutyAnswered));
    }
    if !gives_reason(why) {
        return Err(("why", Refusal::ReasonMissing));
    }
    Ok(Kept { code: facts.duty.code.clone(), span, said, why: why.trim().to_owned() })
}

/// From which day on something may be said or written for a period: of what happened once the period is over, of what is planned a week
/// before its day, of what no calendar says in its year.
fn opens(duty: &Duty, span: Span, holidays: &Holidays) -> Date {
    duty.due(span, holidays).map_or_else(|| span.first(), |due| span.last().plus(1).min(due.last.plus(-SOON_DAYS)))
}

/// Judges that a disclosure is written for a period of a duty, not before its time; for what happens it is the year in which it is written.
///
/// # Errors
/// [`Refusal::NotOffered`]: no such period; [`Refusal::PeriodRuns`].
pub fn begin(duty: &Duty, span: &str, (today, holidays): (Date, &Holidays)) -> Result<Kept, Refusal> {
    let span = span_of(duty, span).ok_or(Refusal::NotOffered)?;
    if today < opens(duty, span, holidays) {
        return Err(Refusal::PeriodRuns);
    }
    Ok(Kept { code: duty.code.clone(), span: Some(span), said: Said::Disclosure, why: String::new() })
}

/// Judges that what was said of a duty is taken back: it stands there (`stands`), and with a reason. What was written is not taken back so.
///
/// # Errors
/// `(field, refusal)`.
pub fn lift(duty: &Duty, span: &str, stands: Option<Said>, why: &str) -> Result<Kept, (&'static str, Refusal)> {
    let said = match stands {
        Some(said @ (Said::Nothing | Said::NotHere)) => said,
        Some(Said::Disclosure) | None => return Err(("", Refusal::NothingChanges)),
    };
    if !gives_reason(why) {
        return Err(("why", Refusal::ReasonMissing));
    }
    Ok(Kept { code: duty.code.clone(), span: span_of(duty, span), said, why: why.trim().to_owned() })
}

/// The period of a duty with this name: one of its own, or a year where no calendar says its periods.
fn span_of(duty: &Duty, text: &str) -> Option<Span> {
    let span = Span::from_text(text)?;
    let period = match duty.period {
        Period::Standing | Period::Event | Period::Tied => Period::Year,
        period => period,
    };
    Span::of_year(period, span.year()).contains(&span).then_some(span)
}
