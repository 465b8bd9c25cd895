//! Ordering publication (责令公开): an office above orders a place to publish something by a day (村组法 36, 居组法 35: township or county
//! look into what was not published and order it). The place publishes and links it, or says in public why it cannot. An open order is
//! everybody's to see, and red when its day has passed.

use crate::{
    Refusal,
    coded::coded,
    days::Date,
    id::OrderId,
    masking::Said,
    office::{Acting, Level},
    published::Thing,
    typed,
};

/// Longest order and longest answer, in characters.
pub const LIMIT: usize = 500;
/// Longest basis, in characters.
pub const BASIS_LIMIT: usize = 300;
/// The furthest day that an order may name (\[P\]).
pub const DAYS: i64 = 366;

coded! {
    /// Where an order stands.
    State {
        /// It waits for the place.
        Open "open",
        /// The place has published what was ordered.
        Met "met",
        /// The place has said in public that it cannot, and why.
        Answered "answered",
        /// The office has taken it back.
        Withdrawn "withdrawn",
    }
}

/// A judged order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    level: Level,
    what: String,
    basis: String,
    due: Date,
}

impl Made {
    /// For an office of which level it was made.
    #[must_use]
    pub const fn level(&self) -> Level {
        self.level
    }

    /// What is to be published.
    #[must_use]
    pub fn what(&self) -> &str {
        &self.what
    }

    /// On what ground.
    #[must_use]
    pub fn basis(&self) -> &str {
        &self.basis
    }

    /// By which day.
    #[must_use]
    pub const fn due(&self) -> Date {
        self.due
    }
}

/// Judges an order: of an office that stands above, with its ground and a day that is not past. It is public at once.
///
/// # Errors
/// `(field, refusal)` that stands in the way.
pub fn make<'t>(
    acting: &Acting,
    [what, basis]: [Said<'t>; 2],
    due: &str,
    today: Date,
) -> Result<Made, (&'static str, Refusal)> {
    let level = acting.for_one(|_| true).map_err(|refusal| ("", refusal))?;
    let what = said(&what, LIMIT, "what")?;
    let basis = said(&basis, BASIS_LIMIT, "basis")?;
    let due = typed::day(due).and_then(|day| Date::from_text(&day)).ok_or(("due", Refusal::BadDay))?;
    if due < today {
        return Err(("due", Refusal::PastDay));
    }
    if due > today.plus(DAYS) {
        return Err(("due", Refusal::BadDay));
    }
    Ok(Made { level, what, basis, due })
}

/// How an order ends, or is answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turned {
    order: OrderId,
    state: State,
    words: String,
    by: Option<Thing>,
}

impl Turned {
    /// Which order.
    #[must_use]
    pub const fn order(&self) -> &OrderId {
        &self.order
    }

    /// How it stands now.
    #[must_use]
    pub const fn state(&self) -> State {
        self.state
    }

    /// What was said: the answer, the reason.
    #[must_use]
    pub fn words(&self) -> &str {
        &self.words
    }

    /// What was published for it.
    #[must_use]
    pub const fn by(&self) -> Option<&Thing> {
        self.by.as_ref()
    }
}

/// Judges taking an order back, with a public reason: by the office that made it, or a higher one above the place.
///
/// # Errors
/// `(field, refusal)` that stands in the way.
pub fn withdraw<'t>(
    (order, state, level): (&OrderId, State, Level),
    acting: &Acting,
    reason: impl Into<Said<'t>>,
) -> Result<Turned, (&'static str, Refusal)> {
    acting.for_one(|one| one == level || one.is_above(level)).map_err(|refusal| ("", refusal))?;
    if !matches!(state, State::Open | State::Answered) {
        return Err(("", Refusal::OrderClosed));
    }
    let words = said(&reason.into(), LIMIT, "reason").map_err(|(field, refusal)| match refusal {
        Refusal::Empty => (field, Refusal::ReasonMissing),
        other => (field, other),
    })?;
    Ok(Turned { order: order.clone(), state: State::Withdrawn, words, by: None })
}

/// What is published for an order, as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meeting {
    /// The thing.
    pub by: Thing,
    /// Everybody may read it, and it was not withdrawn.
    pub readable: bool,
    /// It was published, or corrected, since the order was made.
    pub since: bool,
}

/// Judges that an order is met: by something that everybody may read, published since. Somebody may have said before that it could not
/// be done; late is met as well.
///
/// # Errors
/// `(field, refusal)` that stands in the way.
pub fn meet((order, state): (&OrderId, State), with: Meeting) -> Result<Turned, (&'static str, Refusal)> {
    if !matches!(state, State::Open | State::Answered) {
        return Err(("", Refusal::OrderClosed));
    }
    if !with.readable {
        return Err(("by", Refusal::OrderNotPublic));
    }
    if !with.since {
        return Err(("by", Refusal::OrderBefore));
    }
    Ok(Turned { order: order.clone(), state: State::Met, words: String::new(), by: Some(with.by) })
}

/// Judges an answer in public: that it cannot be done, and why. It is given once.
///
/// # Errors
/// `(field, refusal)` that stands in the way.
pub fn answer<'t>(
    (order, state): (&OrderId, State),
    text: impl Into<Said<'t>>,
) -> Result<Turned, (&'static str, Refusal)> {
    match state {
        State::Open => {}
        State::Answered => return Err(("", Refusal::OrderAnswered)),
        State::Met | State::Withdrawn => return Err(("", Refusal::OrderClosed)),
    }
    let words = said(&text.into(), LIMIT, "answer")?;
    Ok(Turned { order: order.clone(), state: State::Answered, words, by: None })
}

/// Whether the day of an open order has passed.
#[must_use]
pub fn is_overdue(state: State, due: Date, today: Date) -> bool {
    state == State::Open && today > due
}

fn said(said: &Said<'_>, limit: usize, field: &'static str) -> Result<String, (&'static str, Refusal)> {
    let text = crate::proposal::text(said.text(), limit).map_err(|refusal| (field, refusal))?;
    said.leaves_nothing(&text).map_err(|refusal| (field, refusal))?;
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::published::Kind;

    fn date(text: &str) -> Date {
        Date::from_text(text).expect("a date")
    }

    fn acting(level: Level) -> Acting {
        Acting { levels: vec![level], belongs: false }
    }

    #[test]
    fn an_order_names_what_why_and_by_when() {
        let today = date("2026-03-16");
        let make = |what: &'static str, basis: &'static str, due| {
            make(&acting(Level::Township), [what.into(), basis.into()], due, today)
        };
        let made = make("公开鱼塘租金", "村组法第三十六条", "2026-03-26").expect("made");
        assert_eq!((made.level(), made.what(), made.basis()), (Level::Township, "公开鱼塘租金", "村组法第三十六条"));
        assert_eq!(made.due(), date("2026-03-26"));
        assert!(make("公开", "依据", "2026-03-16").is_ok(), "today is a day");
        for (what, basis, due, refusal) in [
            ("", "依据", "2026-03-26", ("what", Refusal::Empty)),
            ("公开", " ", "2026-03-26", ("basis", Refusal::Empty)),
            ("公开", "依据", "2026-03-15", ("due", Refusal::PastDay)),
            ("公开", "依据", "2028-03-15", ("due", Refusal::BadDay)),
            ("公开", "依据", "明天", ("due", Refusal::BadDay)),
            ("打 13800138000", "依据", "2026-03-26", ("what", Refusal::HoldsMobile)),
        ] {
            assert_eq!(make(what, basis, due), Err(refusal));
        }
        let own = Acting { belongs: true, ..acting(Level::Township) };
        let words = || ["公开".into(), "依据".into()];
        assert_eq!(super::make(&own, words(), "2026-03-26", today), Err(("", Refusal::OwnPlace)));
        assert_eq!(super::make(&Acting::default(), words(), "2026-03-26", today), Err(("", Refusal::NotAbove)));
    }

    #[test]
    fn an_order_is_met_by_what_everybody_reads_since_then() {
        let order = OrderId::from("o");
        let by = Thing { kind: Kind::Disclosure, subject: "d".to_owned() };
        let with = Meeting { by: by.clone(), readable: true, since: true };
        for state in [State::Open, State::Answered] {
            let met = meet((&order, state), with.clone()).expect("met");
            assert_eq!((met.order(), met.state(), met.by()), (&order, State::Met, Some(&by)));
        }
        for state in [State::Met, State::Withdrawn] {
            assert_eq!(meet((&order, state), with.clone()), Err(("", Refusal::OrderClosed)));
        }
        let open = (&order, State::Open);
        assert_eq!(meet(open, Meeting { readable: false, ..with.clone() }), Err(("by", Refusal::OrderNotPublic)));
        assert_eq!(meet(open, Meeting { since: false, ..with }), Err(("by", Refusal::OrderBefore)));
    }

    #[test]
    fn an_order_is_answered_once_and_taken_back_by_its_office_or_a_higher_one() {
        let order = OrderId::from("o");
        let answered = answer((&order, State::Open), "票据在审计，下月公开").expect("answered");
        assert_eq!((answered.state(), answered.words()), (State::Answered, "票据在审计，下月公开"));
        assert_eq!(answer((&order, State::Answered), "再答"), Err(("", Refusal::OrderAnswered)));
        assert_eq!(answer((&order, State::Met), "再答"), Err(("", Refusal::OrderClosed)));
        assert_eq!(answer((&order, State::Open), ""), Err(("answer", Refusal::Empty)));
        let of = (&order, State::Open, Level::Township);
        assert!(withdraw(of, &acting(Level::Township), "已口头说明").is_ok());
        assert!(withdraw(of, &acting(Level::County), "已口头说明").is_ok());
        let lower = withdraw((&order, State::Open, Level::County), &acting(Level::Township), "x");
        assert_eq!(lower, Err(("", Refusal::NotAbove)));
        assert_eq!(withdraw(of, &acting(Level::Township), ""), Err(("reason", Refusal::ReasonMissing)));
        let met = withdraw((&order, State::Met, Level::Township), &acting(Level::Township), "x");
        assert_eq!(met, Err(("", Refusal::OrderClosed)));
    }

    #[test]
    fn an_open_order_is_red_from_the_day_after() {
        let (due, day_after) = (date("2026-03-26"), date("2026-03-27"));
        assert!(!is_overdue(State::Open, due, due));
        assert!(is_overdue(State::Open, due, day_after));
        assert!(!is_overdue(State::Answered, due, day_after));
    }
}
