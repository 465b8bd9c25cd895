//! Offices (机构) above communities: subdistrict or township, district or county, city. They read, acknowledge what is put on file with
//! them and order publication; they never vote and never edit (domain.md §6.6). Where an office may stand, and what may hang under it, is
//! judged here; each stands under a higher one or under none, so that no circle can come about.

use crate::{Refusal, coded::coded, id::OfficeId, permit::Role, procedure::Office};

coded! {
    /// How high an office stands.
    Level {
        /// 街道, 乡镇.
        Township "township",
        /// 区, 县.
        County "county",
        /// 市.
        City "city",
    }
}

impl Level {
    /// Whether it stands above the other.
    #[must_use]
    pub fn is_above(self, other: Self) -> bool {
        self > other
    }

    /// What its staff are in a community under their office.
    #[must_use]
    pub const fn role(self) -> Role {
        match self {
            Self::Township => Role::Township,
            Self::County | Self::City => Role::County,
        }
    }

    /// As whom something is put on file with an office of this level; nothing is put on file with a city.
    #[must_use]
    pub const fn addressee(self) -> Option<Office> {
        match self {
            Self::Township => Some(Office::Township),
            Self::County => Some(Office::County),
            Self::City => None,
        }
    }

    /// The level that something is put on file with; none where that is the residents' committee of the place itself.
    #[must_use]
    pub const fn of(to: Office) -> Option<Self> {
        match to {
            Office::Township => Some(Self::Township),
            Office::County => Some(Self::County),
            Office::Committee => None,
        }
    }
}

/// An office, as far as something is put under it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Above {
    /// Which.
    pub office: OfficeId,
    /// How high it stands.
    pub level: Level,
    /// It was retired.
    pub retired: bool,
}

/// A judged place in the tree: under which office, or under none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Under(Option<OfficeId>);

impl Under {
    /// The office above; none at the top.
    #[must_use]
    pub const fn office(&self) -> Option<&OfficeId> {
        self.0.as_ref()
    }
}

/// Judges where an office stands: under a higher one that is not retired, or at the top.
///
/// # Errors
/// [`Refusal::OfficeOrder`], [`Refusal::OfficeRetired`].
pub fn place(level: Level, above: Option<Above>) -> Result<Under, Refusal> {
    match above {
        Some(above) if !above.level.is_above(level) => Err(Refusal::OfficeOrder),
        above => hang(above),
    }
}

/// Judges under which office a community hangs.
///
/// # Errors
/// [`Refusal::OfficeRetired`].
pub fn hang(above: Option<Above>) -> Result<Under, Refusal> {
    match above {
        Some(above) if above.retired => Err(Refusal::OfficeRetired),
        above => Ok(Under(above.map(|above| above.office))),
    }
}

/// Who acts for an office towards a community.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Acting {
    /// The levels of the offices above the community that they serve.
    pub levels: Vec<Level>,
    /// They belong to the community themselves.
    pub belongs: bool,
}

impl Acting {
    /// Holds that they act for an office that `fits`, and are nobody of the place: no place is acknowledged or ordered by its own.
    ///
    /// # Errors
    /// [`Refusal::OwnPlace`], [`Refusal::NotAbove`].
    pub fn for_one(&self, fits: impl Fn(Level) -> bool) -> Result<Level, Refusal> {
        if self.belongs {
            return Err(Refusal::OwnPlace);
        }
        self.levels.iter().copied().find(|level| fits(*level)).ok_or(Refusal::NotAbove)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    fn above(level: Level) -> Above {
        Above { office: "o".into(), level, retired: false }
    }

    #[test]
    fn an_office_stands_under_a_higher_one_or_at_the_top() {
        let under = |level, over| place(level, over).map(|under| under.office().is_some());
        assert_eq!(under(Level::Township, None), Ok(false));
        assert_eq!(under(Level::Township, Some(above(Level::County))), Ok(true));
        assert_eq!(under(Level::Township, Some(above(Level::City))), Ok(true));
        for (level, over) in [
            (Level::Township, Level::Township),
            (Level::County, Level::Township),
            (Level::County, Level::County),
            (Level::City, Level::City),
        ] {
            assert_eq!(under(level, Some(above(over))), Err(Refusal::OfficeOrder));
        }
        let retired = Above { retired: true, ..above(Level::County) };
        assert_eq!(under(Level::Township, Some(retired.clone())), Err(Refusal::OfficeRetired));
        assert_eq!(hang(Some(retired)), Err(Refusal::OfficeRetired));
        assert!(hang(Some(above(Level::County))).is_ok_and(|under| under.office().is_some()));
    }

    #[test]
    fn what_is_put_on_file_goes_to_one_level() {
        for level in Level::ALL {
            assert_eq!(level.addressee().and_then(Level::of), level.addressee().map(|_| *level));
        }
        assert_eq!(Level::of(Office::Committee), None);
    }

    #[test]
    fn nobody_acts_for_an_office_towards_their_own_place() {
        let acting = |levels: &[Level], belongs| Acting { levels: levels.to_vec(), belongs };
        let township = |level| level == Level::Township;
        assert_eq!(acting(&[Level::Township], false).for_one(township), Ok(Level::Township));
        assert_eq!(acting(&[Level::Township], true).for_one(township), Err(Refusal::OwnPlace));
        assert_eq!(acting(&[Level::County], false).for_one(township), Err(Refusal::NotAbove));
        assert_eq!(acting(&[], false).for_one(|_| true), Err(Refusal::NotAbove));
    }

    proptest! {
        /// Whatever is moved wherever it may be: from every office the way up ends.
        #[test]
        fn no_circle_comes_about(
            levels in prop::collection::vec(prop::sample::select(Level::ALL.to_vec()), 1..8),
            moves in prop::collection::vec((0_usize..8, 0_usize..8), 0..40),
        ) {
            let mut parents: BTreeMap<usize, usize> = BTreeMap::new();
            for (one, to) in moves {
                let (Some(level), Some(over)) = (levels.get(one), levels.get(to)) else { continue };
                if place(*level, Some(above(*over))).is_ok() {
                    parents.insert(one, to);
                }
            }
            for start in 0..levels.len() {
                let mut at = start;
                for _ in 0..Level::ALL.len() {
                    let Some(next) = parents.get(&at) else { break };
                    at = *next;
                }
                prop_assert!(!parents.contains_key(&at));
            }
        }
    }
}
