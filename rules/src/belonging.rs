//! What right somebody has in a community. Living there, owning there and sitting in a body are different rights, and each
//! ends in its own way: who moves away no longer lives there, stays an owner until the unit is another's, and a member of a
//! body until the body changes it.

use crate::{body::Seating, coded::coded};

coded! {
    /// What the roll says of somebody.
    Residence {
        /// Lives here.
        Living "active",
        /// Has moved away, or has died.
        Away "left",
        /// Their data were erased: nobody is behind the number any more.
        Erased "erased",
    }
}

/// What a right is judged by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Facts {
    /// Whether they live here.
    pub residence: Residence,
    /// Of age.
    pub adult: bool,
    /// Counted in a household; staff from outside are in none.
    pub household: bool,
    /// Has a seat in the body or, where no body is asked about, in one of the community.
    pub seat: bool,
    /// Owns a unit of the body's estate or, where no body is asked about, of one in the community.
    pub unit: bool,
    /// Stands for households in the body's register or, where no body is asked about, in one of the community.
    pub stands: bool,
}

/// The standing of a member in a body: whether they are on its roll.
#[must_use]
pub const fn entitled(seating: Seating, facts: &Facts) -> bool {
    match (seating, facts.residence) {
        (_, Residence::Erased) => false,
        (Seating::Seats, _) => facts.seat,
        (Seating::Owners, _) => facts.unit,
        // To stand for households is a seat: it stays until the register is changed.
        (Seating::Represented, _) => facts.stands,
        (Seating::Adults | Seating::Households, Residence::Living) => facts.adult && facts.household,
        (Seating::Adults | Seating::Households, Residence::Away) => false,
    }
}

/// Whether somebody belongs to the community: signs in, gets a slip, reads what is for members. Who lives here does, and who
/// has moved away as long as a seat or a unit of theirs stays, or they stand for households.
#[must_use]
pub const fn belongs(residence: Residence, stays: bool) -> bool {
    match residence {
        Residence::Living => true,
        Residence::Away => stays,
        Residence::Erased => false,
    }
}

/// Whether an office that was given can be held: an office is of who lives here or was called from outside, and rests with who
/// has moved away.
#[must_use]
pub const fn holds_office(residence: Residence) -> bool {
    matches!(residence, Residence::Living)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIVES: Facts =
        Facts { residence: Residence::Living, adult: true, household: true, seat: false, unit: false, stands: false };

    #[test]
    fn a5_owning_sitting_and_living_are_different_rights() {
        let all = [Seating::Seats, Seating::Owners, Seating::Represented, Seating::Adults, Seating::Households];
        let on = |facts: Facts| all.map(|seating| entitled(seating, &facts));
        assert_eq!(on(LIVES), [false, false, false, true, true]);
        assert_eq!(on(Facts { seat: true, ..LIVES }), [true, false, false, true, true]);
        assert_eq!(on(Facts { stands: true, ..LIVES }), [false, false, true, true, true]);
        let away = Facts { residence: Residence::Away, ..LIVES };
        assert_eq!(on(away), [false; 5]);
        assert_eq!(on(Facts { seat: true, ..away }), [true, false, false, false, false]);
        assert_eq!(on(Facts { unit: true, ..away }), [false, true, false, false, false]);
        assert_eq!(on(Facts { stands: true, ..away }), [false, false, true, false, false]);
        // A child may own a unit; staff from outside may sit.
        assert_eq!(on(Facts { adult: false, unit: true, ..LIVES }), [false, true, false, false, false]);
        assert_eq!(on(Facts { household: false, seat: true, ..LIVES }), [true, false, false, false, false]);
        let erased = Facts { residence: Residence::Erased, seat: true, unit: true, stands: true, ..LIVES };
        assert_eq!(on(erased), [false; 5]);
    }

    #[test]
    fn a5_who_moved_away_belongs_by_a_seat_or_a_unit_and_holds_no_office() {
        let rights = |residence| [belongs(residence, false), belongs(residence, true), holds_office(residence)];
        assert_eq!(rights(Residence::Living), [true, true, true]);
        assert_eq!(rights(Residence::Away), [false, true, false]);
        assert_eq!(rights(Residence::Erased), [false, false, false]);
    }
}
