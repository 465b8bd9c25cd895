//! The base of a saving: a form that changes something carries what it was shown, and the act holds it, inside its own
//! transaction with the head taken, against what stands now. One mechanism for everything that is edited.

use crate::{act::Form, secret};
use app::parts::base::{BASE, SEEN};
use rules::Refusal;

/// Names what stands. The same parts always give the same name; of what is not there yet there are none.
pub(crate) fn of(parts: &[&str]) -> String {
    secret::digest(parts)
}

/// Whether the form was filled in over what stands now. A form that does not say what it was shown was not shown this.
///
/// # Errors
/// [`Refusal::ChangedMeanwhile`] above the fields of the form, where both are shown.
pub(crate) fn holds(form: &Form, now: &str) -> Result<(), (&'static str, Refusal)> {
    if form.get(BASE) == now { Ok(()) } else { Err((BASE, Refusal::ChangedMeanwhile)) }
}

/// Whether an act is done over what its page showed. A form that does not say what it was shown was not shown this.
///
/// # Errors
/// [`Refusal::ShownChanged`].
pub(crate) fn was_shown(form: &Form, now: &str) -> Result<(), Refusal> {
    if form.get(SEEN) == now { Ok(()) } else { Err(Refusal::ShownChanged) }
}

/// Holds that an act changes something: what is so already is not done again, and no entry says that it was.
///
/// # Errors
/// [`Refusal::NothingChanges`].
pub(crate) fn changes(something: bool) -> Result<(), Refusal> {
    if something { Ok(()) } else { Err(Refusal::NothingChanges) }
}

/// The same of a text with numbered revisions: the base is the revision's number.
///
/// # Errors
/// [`Refusal::TextChanged`].
pub(crate) fn holds_revision(form: &Form, latest: i64) -> Result<(), (&'static str, Refusal)> {
    if form.get(BASE).parse() == Ok(latest) { Ok(()) } else { Err((BASE, Refusal::TextChanged)) }
}
