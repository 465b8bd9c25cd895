//! What a teller typed. Silence is nought nowhere: two empty forms would end a vote 0 : 0.

use crate::act::Form;
use app::parts::{
    grades::{person_field, pile_field},
    weighs::{collected_field, weight_field},
};
use rules::{
    Refusal,
    appraisal::{Piles, Terms},
    ballot::Mode,
    body::Weighs,
    count::RoomCount,
    kind::{Area, Areas, Households, PerPile},
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
    /// What they weigh, where not every ballot is worth the same: 0.01 m², or households.
    pub weight: u64,
}

/// Reads a teller's form. Every number that the form asks for is there; a pile of no papers has no weight to be said.
pub(super) fn typed(form: &Form, mode: Mode, weighs: Option<Weighs>) -> Result<Typed, Wrong> {
    let papers = mode != Mode::Hands;
    let only = |asked: bool, name: &'static str| if asked { number(form, name) } else { none(form, name) };
    let collected = only(papers, "collected")?;
    let weight = weighs.map(|of| weight(form, of, collected_field(of), collected)).transpose()?;
    let (in_favour, against, abstain) = (number(form, "for")?, number(form, "against")?, number(form, "abstain")?);
    let (blank, invalid) = (only(papers, "blank")?, only(papers, "invalid")?);
    let piles = |of: Weighs| -> Result<PerPile<u64>, Wrong> {
        let pile = |name: &str, papers| self::weight(form, of, weight_field(of, name), papers);
        Ok(PerPile {
            in_favour: pile("for", in_favour)?,
            against: pile("against", against)?,
            abstain: pile("abstain", abstain)?,
            blank: pile("blank", blank)?,
            invalid: pile("invalid", invalid)?,
        })
    };
    let idle = only(!papers, "idle")?;
    let (mut area, mut households): (Option<Areas>, Option<Households>) = (None, None);
    match weighs {
        Some(Weighs::Area) => area = Some(piles(Weighs::Area)?.map(Area)),
        Some(Weighs::Households) => households = Some(piles(Weighs::Households)?),
        None => {}
    }
    Ok(Typed {
        found: RoomCount { in_favour, against, abstain, blank, invalid, idle, area, households, people: None },
        collected,
        weight: weight.unwrap_or_default(),
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
    Ok(Typed { found: RoomCount { people: Some(found), ..RoomCount::default() }, collected, weight: 0 })
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

/// What a pile weighs as typed: m² with at most two digits after the point, or whole households.
fn weight(form: &Form, of: Weighs, name: &'static str, papers: u64) -> Result<u64, Wrong> {
    match (form.get(name), of) {
        ("", _) if papers == 0 => Ok(0),
        ("", _) => Err((name, Refusal::Empty)),
        // The square of a u32 in m² is far beyond any estate, and adds up without overflow.
        (typed, Weighs::Area) => typed::decimal(typed)
            .and_then(|plain| Area::from_text(&plain))
            .map(|area| area.0)
            .filter(|area| *area < 1 << 40)
            .ok_or((name, Refusal::BadArea)),
        (_, Weighs::Households) => number(form, name),
    }
}

#[cfg(test)]
mod tests {
    use super::{Typed, typed};
    use crate::act::Form;
    use rules::{
        Refusal,
        ballot::Mode,
        body::Weighs,
        count::RoomCount,
        kind::{Area, Areas, Households},
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
        let read = typed(&form(&PAPER), Mode::Secret, None);
        let found = RoomCount { in_favour: 1000, against: 4, abstain: 3, blank: 2, invalid: 1, ..RoomCount::default() };
        assert_eq!(read, Ok(Typed { found, collected: 1010, weight: 0 }));
        for (missing, _) in PAPER {
            let rest: Vec<_> = PAPER.into_iter().filter(|(name, _)| *name != missing).collect();
            assert_eq!(typed(&form(&rest), Mode::Named, None), Err((missing, Refusal::Empty)));
            let blank = PAPER.map(|(name, typed)| (name, if name == missing { "  " } else { typed }));
            assert_eq!(typed(&form(&blank), Mode::Named, None), Err((missing, Refusal::Empty)));
        }
        let hands = [("for", "1"), ("against", "0"), ("abstain", "0"), ("idle", "5")];
        assert!(typed(&form(&hands), Mode::Hands, None).is_ok());
        for (missing, _) in hands {
            let rest: Vec<_> = hands.into_iter().filter(|(name, _)| *name != missing).collect();
            assert_eq!(typed(&form(&rest), Mode::Hands, None), Err((missing, Refusal::Empty)));
        }
        let words = PAPER.map(|(name, typed)| (name, if name == "for" { "sieben" } else { typed }));
        assert_eq!(typed(&form(&words), Mode::Named, None), Err(("for", Refusal::NotANumber)));
    }

    #[test]
    fn b6_a_pile_of_papers_has_an_area_and_an_empty_one_none() {
        let heads =
            [("collected", "2"), ("for", "2"), ("against", "0"), ("abstain", "0"), ("blank", "0"), ("invalid", "0")];
        let areas = [("collected_area", "200.5"), ("for_area", "200.50")];
        let all = [heads.as_slice(), &areas].concat();
        let read = typed(&form(&all), Mode::Named, Some(Weighs::Area)).expect("read");
        assert_eq!(
            (read.weight, read.found.area),
            (20_050, Some(Areas { in_favour: Area(20_050), ..Areas::default() }))
        );
        for (missing, _) in areas {
            let rest: Vec<_> = all.iter().copied().filter(|(name, _)| *name != missing).collect();
            assert_eq!(typed(&form(&rest), Mode::Named, Some(Weighs::Area)), Err((missing, Refusal::Empty)));
        }
    }

    #[test]
    fn b6_a_pile_of_representatives_papers_has_its_households() {
        let heads =
            [("collected", "2"), ("for", "2"), ("against", "0"), ("abstain", "0"), ("blank", "0"), ("invalid", "0")];
        let households = [("collected_households", "27"), ("for_households", "27")];
        let all = [heads.as_slice(), &households].concat();
        let read = typed(&form(&all), Mode::Named, Some(Weighs::Households)).expect("read");
        let piles = Households { in_favour: 27, ..Households::default() };
        assert_eq!((read.weight, read.found.households, read.found.area), (27, Some(piles), None));
        for (missing, _) in households {
            let rest: Vec<_> = all.iter().copied().filter(|(name, _)| *name != missing).collect();
            assert_eq!(typed(&form(&rest), Mode::Named, Some(Weighs::Households)), Err((missing, Refusal::Empty)));
        }
        let half: Vec<_> = all.iter().map(|(name, said)| (*name, if *said == "27" { "13.5" } else { *said })).collect();
        let read = typed(&form(&half), Mode::Named, Some(Weighs::Households));
        assert_eq!(read, Err(("collected_households", Refusal::NotANumber)));
    }
}
