//! What a teller typed. Silence is nought nowhere: two empty forms would end a vote 0 : 0.

use crate::act::Form;
use app::parts::grades::{person_field, pile_field};
use rules::{
    Refusal,
    appraisal::{Piles, Terms},
    ballot::Mode,
    count::RoomCount,
    kind::{Area, Areas},
    typed,
};

/// A field and why it cannot be read.
type Wrong = (&'static str, Refusal);

/// What came out of the box, and its piles.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Typed {
    pub found: RoomCount,
    /// How many papers were in the box; nought in a show of hands.
    pub collected: u64,
    /// Their area, where owners are counted.
    pub area: Area,
}

/// Reads a teller's form. Every number that the form asks for is there; a pile of no papers has no area to be said.
pub(super) fn typed(form: &Form, mode: Mode, owners: bool) -> Result<Typed, Wrong> {
    let papers = mode != Mode::Hands;
    let only = |asked: bool, name: &'static str| if asked { number(form, name) } else { none(form, name) };
    let collected = only(papers, "collected")?;
    let area = if owners { area(form, "collected_area", collected)? } else { Area(0) };
    let (in_favour, against, abstain) = (number(form, "for")?, number(form, "against")?, number(form, "abstain")?);
    let (blank, invalid) = (only(papers, "blank")?, only(papers, "invalid")?);
    let areas = || -> Result<Areas, Wrong> {
        Ok(Areas {
            in_favour: self::area(form, "for_area", in_favour)?,
            against: self::area(form, "against_area", against)?,
            abstain: self::area(form, "abstain_area", abstain)?,
            blank: self::area(form, "blank_area", blank)?,
            invalid: self::area(form, "invalid_area", invalid)?,
        })
    };
    let idle = only(!papers, "idle")?;
    let areas = owners.then(areas).transpose()?;
    Ok(Typed {
        found: RoomCount { in_favour, against, abstain, blank, invalid, idle, area: areas, people: None },
        collected,
        area,
    })
}

/// Reads a teller's form in an appraisal: for each person a pile of every grade, of abstentions, of papers without a mark for them and of
/// those that are invalid for them. The piles of each come to what was in the box; who they do not add up of is named.
pub(super) fn of_people(form: &Form, terms: &Terms, people: usize) -> Result<Typed, (String, Refusal)> {
    let named = |name: &str| number_of(form, name).map_err(|refusal| (name.to_owned(), refusal));
    let collected = named("collected")?;
    let mut found = Vec::new();
    for person in 0..people {
        let pile = |of: &str| named(&pile_field(person, of));
        let mut piles = Piles::default();
        for grade in &terms.grades {
            piles.grades.insert(*grade, pile(grade.id())?);
        }
        piles.abstain = pile("abstain")?;
        piles.blank = pile("blank")?;
        piles.invalid = pile("invalid")?;
        if piles.collected() != Some(collected) {
            return Err((person_field(person), Refusal::PilesDoNotAddUp));
        }
        found.push(piles);
    }
    Ok(Typed { found: RoomCount { people: Some(found), ..RoomCount::default() }, collected, area: Area(0) })
}

/// A number as typed; commas between thousands are passed over.
fn number(form: &Form, name: &'static str) -> Result<u64, Wrong> {
    number_of(form, name).map_err(|refusal| (name, refusal))
}

fn number_of(form: &Form, name: &str) -> Result<u64, Refusal> {
    match form.get(name) {
        "" => Err(Refusal::Empty),
        typed => typed::whole(typed).filter(|one| *one <= u64::from(u32::MAX)).ok_or(Refusal::NotANumber),
    }
}

/// A pile that this way of voting does not have: nothing, or nought.
fn none(form: &Form, name: &'static str) -> Result<u64, Wrong> {
    if form.get(name).is_empty() { Ok(0) } else { number(form, name) }
}

/// The area of a pile as typed, in m² with at most two digits after the point.
fn area(form: &Form, name: &'static str, heads: u64) -> Result<Area, Wrong> {
    match form.get(name) {
        "" if heads == 0 => Ok(Area(0)),
        "" => Err((name, Refusal::Empty)),
        // The square of a u32 in m² is far beyond any estate, and adds up without overflow.
        typed => typed::decimal(typed)
            .and_then(|plain| Area::from_text(&plain))
            .filter(|area| area.0 < 1 << 40)
            .ok_or((name, Refusal::BadArea)),
    }
}

#[cfg(test)]
mod tests {
    use super::{Typed, typed};
    use crate::act::Form;
    use rules::{
        Refusal,
        ballot::Mode,
        count::RoomCount,
        kind::{Area, Areas},
    };

    fn form(fields: &[(&str, &str)]) -> Form {
        Form::new(
            "/do/v/x/count",
            ("/v/", crate::act::Remembers::Counted),
            fields.iter().map(|(name, typed)| ((*name).into(), (*typed).into())).collect(),
        )
    }

    const PAPER: [(&str, &str); 6] = [
        ("collected", "1,010"),
        ("for", "1,000"),
        ("against", "4"),
        ("abstain", "3"),
        ("blank", "2"),
        ("invalid", "1"),
    ];

    #[test]
    fn b6_silence_is_nought_nowhere() {
        let read = typed(&form(&PAPER), Mode::Secret, false);
        let found = RoomCount { in_favour: 1000, against: 4, abstain: 3, blank: 2, invalid: 1, ..RoomCount::default() };
        assert_eq!(read, Ok(Typed { found, collected: 1010, area: Area(0) }));
        for (missing, _) in PAPER {
            let rest: Vec<_> = PAPER.into_iter().filter(|(name, _)| *name != missing).collect();
            assert_eq!(typed(&form(&rest), Mode::Named, false), Err((missing, Refusal::Empty)));
            let blank = PAPER.map(|(name, typed)| (name, if name == missing { "  " } else { typed }));
            assert_eq!(typed(&form(&blank), Mode::Named, false), Err((missing, Refusal::Empty)));
        }
        let hands = [("for", "1"), ("against", "0"), ("abstain", "0"), ("idle", "5")];
        assert!(typed(&form(&hands), Mode::Hands, false).is_ok());
        for (missing, _) in hands {
            let rest: Vec<_> = hands.into_iter().filter(|(name, _)| *name != missing).collect();
            assert_eq!(typed(&form(&rest), Mode::Hands, false), Err((missing, Refusal::Empty)));
        }
        let words = PAPER.map(|(name, typed)| (name, if name == "for" { "sieben" } else { typed }));
        assert_eq!(typed(&form(&words), Mode::Named, false), Err(("for", Refusal::NotANumber)));
    }

    #[test]
    fn b6_a_pile_of_papers_has_an_area_and_an_empty_one_none() {
        let heads =
            [("collected", "2"), ("for", "2"), ("against", "0"), ("abstain", "0"), ("blank", "0"), ("invalid", "0")];
        let areas = [("collected_area", "200.5"), ("for_area", "200.50")];
        let all = [heads.as_slice(), &areas].concat();
        let read = typed(&form(&all), Mode::Named, true).expect("read");
        assert_eq!(
            (read.area, read.found.area),
            (Area(20_050), Some(Areas { in_favour: Area(20_050), ..Areas::default() }))
        );
        for (missing, _) in areas {
            let rest: Vec<_> = all.iter().copied().filter(|(name, _)| *name != missing).collect();
            assert_eq!(typed(&form(&rest), Mode::Named, true), Err((missing, Refusal::Empty)));
        }
    }
}
