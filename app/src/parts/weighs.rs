//! What a ballot weighs beside its number, in the fields and words of pages: an owner's area, a representative's households.

use crate::{t, view::Cx};
use rules::{body::Weighs, kind::Area};

/// The field of what a pile weighs.
#[must_use]
pub fn weight_field(of: Weighs, pile: &str) -> &'static str {
    match (of, pile) {
        (Weighs::Area, "for") => "for_area",
        (Weighs::Area, "against") => "against_area",
        (Weighs::Area, "abstain") => "abstain_area",
        (Weighs::Area, "blank") => "blank_area",
        (Weighs::Area, _) => "invalid_area",
        (Weighs::Households, "for") => "for_households",
        (Weighs::Households, "against") => "against_households",
        (Weighs::Households, "abstain") => "abstain_households",
        (Weighs::Households, "blank") => "blank_households",
        (Weighs::Households, _) => "invalid_households",
    }
}

/// The field of what everything in the box weighs.
#[must_use]
pub const fn collected_field(of: Weighs) -> &'static str {
    match of {
        Weighs::Area => "collected_area",
        Weighs::Households => "collected_households",
    }
}

/// Where a refusal stands that is about all of them.
#[must_use]
pub const fn beside_field(of: Weighs) -> &'static str {
    match of {
        Weighs::Area => "area",
        Weighs::Households => "households",
    }
}

/// A weight as it is read.
#[must_use]
pub fn shown(of: Weighs, weight: u64) -> String {
    match of {
        Weighs::Area => Area(weight).to_string(),
        Weighs::Households => weight.to_string(),
    }
}

/// The label of what a pile weighs.
#[must_use]
pub fn weight_of(cx: &Cx, of: Weighs, pile: &str) -> String {
    match of {
        Weighs::Area => t!(cx, "area-of", pile = pile),
        Weighs::Households => t!(cx, "households-of", pile = pile),
    }
}

/// The label of what everything in the box weighs.
#[must_use]
pub fn collected_label(cx: &Cx, of: Weighs) -> String {
    match of {
        Weighs::Area => t!(cx, "collected-area"),
        Weighs::Households => t!(cx, "collected-households"),
    }
}

/// 代表 12 户: behind the name of a representative; nothing of anybody else.
#[must_use]
pub fn stands_for(cx: &Cx, households: u64) -> Option<String> {
    (households > 0).then(|| t!(cx, "stands-for", households = households))
}
