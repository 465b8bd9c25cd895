//! The catalogues that come with the program.

use super::Catalogue;
use std::sync::LazyLock;

/// The files, by name.
pub const SHIPPED: [(&str, &str); 4] = [
    ("village", include_str!("../../data/duties/village.toml")),
    ("urban", include_str!("../../data/duties/urban.toml")),
    ("owners", include_str!("../../data/duties/owners.toml")),
    ("party", include_str!("../../data/duties/party.toml")),
];

static READ: LazyLock<Vec<Catalogue>> = LazyLock::new(|| {
    // A test holds that every file is sound; one that were not would be offered to nobody.
    SHIPPED.iter().filter_map(|(name, text)| Catalogue::read(name, text).ok()).collect()
});

impl Catalogue {
    /// Every catalogue that comes with the program.
    #[must_use]
    pub fn shipped() -> &'static [Self] {
        &READ
    }

    /// The one with this id.
    #[must_use]
    pub fn find(id: &str) -> Option<&'static Self> {
        READ.iter().find(|one| one.id == id)
    }

    /// Its file, to be kept by whoever takes it over.
    #[must_use]
    pub fn file(&self) -> Option<&'static str> {
        SHIPPED.iter().find(|(name, _)| *name == self.id).map(|(_, text)| *text)
    }
}
