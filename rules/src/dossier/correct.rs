//! What was written of a matter is corrected (更正): its words, never a day, a number of people, a role or what was decided. Everybody
//! reads what was corrected and why; the words that stood before stay in the revision before.

use crate::{
    Refusal,
    days::Date,
    kind::gate::says_something,
    permit::Role,
    published::{MatterContent, MatterCorrection},
};

/// A judged correction: the matter with its new words, and with the correction told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Corrected(MatterContent);

impl Corrected {
    /// The matter as it is published from now on.
    #[must_use]
    pub const fn content(&self) -> &MatterContent {
        &self.0
    }

    /// What was corrected now, by the names of its places on the page.
    #[must_use]
    pub fn what(&self) -> &[String] {
        self.0.corrections.last().map_or(&[], |one| &one.what)
    }
}

/// Judges new words for a matter: `words` is the matter as it stands, but for its words. A matter that has ended may be corrected too.
///
/// # Errors
/// `(field, refusal)`: nothing was changed, more than words was changed, or no reason is given.
pub fn correct(
    content: &MatterContent,
    words: MatterContent,
    (why, by, on): (&str, Role, Date),
) -> Result<Corrected, (&'static str, Refusal)> {
    let what = changed(content, &words);
    if what.is_empty() {
        return Err(("", Refusal::NothingChanges));
    }
    if bare(content) != bare(&words) {
        return Err(("", Refusal::NotOffered));
    }
    if !says_something(why) {
        return Err(("why", Refusal::ReasonMissing));
    }
    let mut content = words;
    content.corrections.push(MatterCorrection { what, why: why.trim().to_owned(), by, on });
    Ok(Corrected(content))
}

/// The places where the words differ.
fn changed(before: &MatterContent, now: &MatterContent) -> Vec<String> {
    let mut what = Vec::new();
    let mut differs = |place: &str, differ: bool| what.extend(differ.then(|| place.to_owned()));
    differs("title", before.title != now.title);
    differs("text", before.text != now.text || before.form != now.form);
    differs("responsible", before.responsible != now.responsible);
    differs("intake", before.intake.said != now.intake.said);
    for (nth, (was, is)) in before.records.iter().zip(&now.records).enumerate() {
        differs(&format!("record-{}", nth + 1), was != is);
    }
    what
}

/// A matter without its words: what no correction may change.
fn bare(content: &MatterContent) -> MatterContent {
    let mut bare = content.clone();
    let words = [&mut bare.title, &mut bare.text, &mut bare.responsible, &mut bare.intake.said];
    words.into_iter().for_each(String::clear);
    bare.form = Default::default();
    for record in &mut bare.records {
        record.said.clear();
        for plan in &mut record.plans {
            *plan = Default::default();
        }
        for party in &mut record.parties {
            party.group.clear();
            // That a group gave no reason is no word.
            if !party.refused.trim().is_empty() {
                party.refused = "said".to_owned();
            }
        }
    }
    bare
}
