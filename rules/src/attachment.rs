//! Pictures beside a session, a disclosure or a step of carrying out a decision. They are first for those who keep and supervise it; making
//! one public is an act of its own, over what was looked at. What is not to be seen is blacked out before, and the picture is written
//! anew, so that nothing of it is left underneath. What was withdrawn is deleted: its reason and its fingerprint stay.

use crate::{
    Refusal,
    coded::coded,
    id::AttachmentId,
    masking::{self, Said},
};

/// How many pictures one thing holds at most.
pub const MOST: i64 = 20;
/// How many bytes the pictures of one place hold at most.
pub const MOST_BYTES: i64 = 200 * 1024 * 1024;
/// The longest words that say what a picture shows.
pub const TITLE_LIMIT: usize = 80;
/// A picture is blacked out by cells: so many in a row, and so many rows.
pub const CELLS: u32 = 8;
/// The most rectangles of one saving.
const MOST_AREAS: usize = 64;
/// The whole of a side, in per mille.
const WHOLE: u32 = 1000;

coded! {
    /// Where a picture stands.
    State {
        /// For those who keep and supervise it.
        Kept "kept",
        /// For whoever may read what it belongs to.
        Public "public",
        /// Deleted, for a reason.
        Withdrawn "withdrawn",
    }
}

coded! {
    /// What a picture belongs to.
    Of {
        /// A session.
        Session "session",
        /// A disclosure.
        Disclosure "disclosure",
        /// A step of carrying out a decision.
        Milestone "milestone",
    }
}

/// Judges taking a picture in, where there are so many with so many bytes.
///
/// # Errors
/// [`Refusal::AttachmentsFull`].
pub const fn add(of_thing: i64, bytes_of_place: i64, bytes: i64) -> Result<Added, Refusal> {
    if of_thing >= MOST || bytes_of_place.saturating_add(bytes) > MOST_BYTES {
        Err(Refusal::AttachmentsFull)
    } else {
        Ok(Added(()))
    }
}

/// A picture that may be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Added(());

/// A rectangle of a picture, in per mille of its sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Area {
    /// From the left.
    pub left: u32,
    /// From the top.
    pub top: u32,
    /// To the right.
    pub right: u32,
    /// To the bottom.
    pub bottom: u32,
}

impl Area {
    /// A cell of the grid, counted in rows from the left above.
    #[must_use]
    pub const fn cell(nth: u32) -> Option<Self> {
        if nth >= CELLS * CELLS {
            return None;
        }
        let (column, row) = (nth % CELLS, nth / CELLS);
        let side = WHOLE / CELLS;
        Some(Self { left: column * side, top: row * side, right: (column + 1) * side, bottom: (row + 1) * side })
    }

    /// Between two corners, each given in per cent.
    #[must_use]
    pub const fn between([left, top, right, bottom]: [u32; 4]) -> Option<Self> {
        if left < right && right <= 100 && top < bottom && bottom <= 100 {
            Some(Self { left: left * 10, top: top * 10, right: right * 10, bottom: bottom * 10 })
        } else {
            None
        }
    }

    /// The pixels that it covers, rounded outwards: what is partly covered is covered.
    #[must_use]
    pub fn pixels(self, width: u32, height: u32) -> [u32; 4] {
        let share = |part: u32, of: u32| u64::from(part) * u64::from(of);
        let pixel = |at: u64| u32::try_from(at).unwrap_or(u32::MAX);
        let down = |part: u32, of: u32| pixel(share(part, of) / u64::from(WHOLE));
        let up = |part: u32, of: u32| pixel(share(part, of).div_ceil(u64::from(WHOLE)));
        [
            down(self.left, width),
            down(self.top, height),
            up(self.right, width).min(width),
            up(self.bottom, height).min(height),
        ]
    }
}

/// A picture of which something may be blacked out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Covered(AttachmentId);

impl Covered {
    /// Which.
    #[must_use]
    pub const fn attachment(&self) -> &AttachmentId {
        &self.0
    }
}

/// Judges blacking something out: before it is public. Whoever is late saw a picture that was not.
///
/// # Errors
/// [`Refusal::ShownChanged`], [`Refusal::WithdrawnAlready`], [`Refusal::NothingCovered`].
pub fn cover(attachment: &AttachmentId, state: State, areas: &[Area]) -> Result<Covered, Refusal> {
    match state {
        State::Kept if areas.is_empty() => Err(Refusal::NothingCovered),
        State::Kept if areas.len() > MOST_AREAS + 1 => Err(Refusal::NotOffered),
        State::Kept => Ok(Covered(attachment.clone())),
        State::Public => Err(Refusal::ShownChanged),
        State::Withdrawn => Err(Refusal::WithdrawnAlready),
    }
}

/// A picture that may be made public, with words for whoever does not see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    attachment: AttachmentId,
    title: String,
}

impl Published {
    /// Which.
    #[must_use]
    pub const fn attachment(&self) -> &AttachmentId {
        &self.attachment
    }

    /// What it shows.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.title
    }
}

/// Judges making a picture public: beside what people can read already, with words that say what it shows.
///
/// # Errors
/// `(field, refusal)` that stands in the way.
pub fn publish(
    attachment: &AttachmentId,
    state: State,
    is_read: bool,
    title: Said<'_>,
) -> Result<Published, (&'static str, Refusal)> {
    match state {
        State::Kept => {}
        State::Public => return Err(("", Refusal::AlreadyPublished)),
        State::Withdrawn => return Err(("", Refusal::WithdrawnAlready)),
    }
    if !is_read {
        return Err(("", Refusal::AttachmentTooEarly));
    }
    let words = crate::proposal::text(title.text(), TITLE_LIMIT).map_err(|refusal| ("title", refusal))?;
    title.leaves_nothing(&words).map_err(|refusal| ("title", refusal))?;
    Ok(Published { attachment: attachment.clone(), title: words })
}

/// A picture that is deleted, for a reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Withdrawn {
    attachment: AttachmentId,
    reason: String,
}

impl Withdrawn {
    /// Which.
    #[must_use]
    pub const fn attachment(&self) -> &AttachmentId {
        &self.attachment
    }

    /// Why.
    #[must_use]
    pub fn reason(&self) -> &str {
        &self.reason
    }
}

/// Judges deleting a picture, public or not, with a reason.
///
/// # Errors
/// `(field, refusal)` that stands in the way.
pub fn withdraw(
    attachment: &AttachmentId,
    state: State,
    reason: Said<'_>,
) -> Result<Withdrawn, (&'static str, Refusal)> {
    if state == State::Withdrawn {
        return Err(("", Refusal::WithdrawnAlready));
    }
    let reason = masking::reason(reason)?;
    Ok(Withdrawn { attachment: attachment.clone(), reason })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_thing_and_a_place_hold_so_many() {
        assert!(add(0, 0, 100).is_ok() && add(MOST - 1, MOST_BYTES - 100, 100).is_ok());
        assert_eq!(add(MOST, 0, 100), Err(Refusal::AttachmentsFull));
        assert_eq!(add(0, MOST_BYTES - 99, 100), Err(Refusal::AttachmentsFull));
    }

    #[test]
    fn only_what_is_kept_is_covered_and_made_public() {
        let (id, area) = (AttachmentId::from("a"), [Area::cell(0).expect("a cell")]);
        assert!(cover(&id, State::Kept, &area).is_ok());
        assert_eq!(cover(&id, State::Kept, &[]), Err(Refusal::NothingCovered));
        assert_eq!(cover(&id, State::Public, &area), Err(Refusal::ShownChanged));
        let said = |text| Said::of(text, |_| false);
        assert!(publish(&id, State::Kept, true, said("新修的路")).is_ok());
        assert_eq!(publish(&id, State::Kept, false, said("新修的路")), Err(("", Refusal::AttachmentTooEarly)));
        assert_eq!(publish(&id, State::Public, true, said("新修的路")), Err(("", Refusal::AlreadyPublished)));
        assert!(publish(&id, State::Kept, true, said("电话 13800138000")).is_err_and(|(field, _)| field == "title"));
        assert!(withdraw(&id, State::Public, said("拍到了人")).is_ok());
        assert_eq!(withdraw(&id, State::Withdrawn, said("拍到了人")), Err(("", Refusal::WithdrawnAlready)));
        assert!(withdraw(&id, State::Kept, said(" ")).is_err());
    }

    #[test]
    fn corners_are_read_in_per_cent() {
        assert_eq!(Area::between([0, 0, 100, 50]).map(|area| area.pixels(200, 100)), Some([0, 0, 200, 50]));
        for wrong in [[50, 0, 50, 10], [0, 20, 10, 10], [0, 0, 101, 10]] {
            assert_eq!(Area::between(wrong), None);
        }
        assert_eq!((Area::cell(63).map(|area| area.right), Area::cell(64)), (Some(WHOLE), None));
    }

    proptest! {
        /// All cells together cover every pixel, whatever the size; and none reaches beyond.
        #[test]
        fn the_cells_cover_the_whole(width in 1_u32..300, height in 1_u32..300) {
            let all: Vec<_> = (0..CELLS * CELLS).filter_map(Area::cell).map(|area| area.pixels(width, height)).collect();
            prop_assert!(all.iter().all(|[left, top, right, bottom]| left < right && right <= &width && top < bottom && bottom <= &height));
            for (x, y) in [(0, 0), (width - 1, height - 1), (width / 2, height / 3)] {
                prop_assert!(all.iter().any(|[left, top, right, bottom]| (*left..*right).contains(&x) && (*top..*bottom).contains(&y)));
            }
        }
    }
}
