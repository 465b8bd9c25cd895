//! The procedures that come with the program, each as its file says.

use super::Procedure;
use std::sync::LazyLock;

/// The files, by name.
pub const SHIPPED: [(&str, &str); 11] = [
    ("four_deliberations", include_str!("../../data/procedures/four_deliberations.toml")),
    ("seven_steps", include_str!("../../data/procedures/seven_steps.toml")),
    ("consultation", include_str!("../../data/procedures/consultation.toml")),
    ("levy", include_str!("../../data/procedures/levy.toml")),
    ("owners", include_str!("../../data/procedures/owners.toml")),
    ("conference", include_str!("../../data/procedures/conference.toml")),
    ("appraisal", include_str!("../../data/procedures/appraisal.toml")),
    ("publication", include_str!("../../data/procedures/publication.toml")),
    ("talk", include_str!("../../data/procedures/talk.toml")),
    ("collective_lease", include_str!("../../data/procedures/collective_lease.toml")),
    ("charter", include_str!("../../data/procedures/charter.toml")),
];

static READ: LazyLock<Vec<Procedure>> = LazyLock::new(|| {
    // A test holds that every file is sound; one that were not would be offered to nobody.
    SHIPPED.iter().filter_map(|(name, text)| Procedure::read(name, text).ok()).collect()
});

impl Procedure {
    /// Every procedure that comes with the program.
    #[must_use]
    pub fn shipped() -> &'static [Self] {
        &READ
    }

    /// The one with this id.
    #[must_use]
    pub fn find(id: &str) -> Option<&'static Self> {
        READ.iter().find(|one| one.id == id)
    }

    /// Its file, to be kept with what begins under it.
    #[must_use]
    pub fn file(&self) -> Option<&'static str> {
        let of = |text: &str| Self::kept("", text).is_ok_and(|one| one.id == self.id && one.version == self.version);
        SHIPPED.iter().map(|(_, text)| *text).find(|text| of(text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_procedure_that_comes_with_the_program_is_sound_and_has_its_own_id() {
        let mut ids = Vec::new();
        for (name, text) in SHIPPED {
            let procedure = Procedure::read(name, text).unwrap_or_else(|problem| panic!("{problem}"));
            assert!(!ids.contains(&procedure.id), "{name}");
            ids.push(procedure.id);
        }
        assert_eq!(Procedure::shipped().len(), SHIPPED.len());
    }
}
