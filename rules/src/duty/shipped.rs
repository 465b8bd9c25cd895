//! The catalogues that come with the program, and what provinces lay over them.

use super::{Catalogue, Offer};
use std::sync::LazyLock;

/// The files, by name.
pub const SHIPPED: [(&str, &str); 4] = [
    ("village", include_str!("../../data/duties/village.toml")),
    ("urban", include_str!("../../data/duties/urban.toml")),
    ("owners", include_str!("../../data/duties/owners.toml")),
    ("party", include_str!("../../data/duties/party.toml")),
];

/// What provinces lay over them, by name.
pub const LOCAL: [(&str, &str); 8] = [
    ("beijing", include_str!("../../data/duties/local/beijing.toml")),
    ("shanghai", include_str!("../../data/duties/local/shanghai.toml")),
    ("chongqing", include_str!("../../data/duties/local/chongqing.toml")),
    ("hebei", include_str!("../../data/duties/local/hebei.toml")),
    ("shandong", include_str!("../../data/duties/local/shandong.toml")),
    ("zhejiang", include_str!("../../data/duties/local/zhejiang.toml")),
    ("sichuan", include_str!("../../data/duties/local/sichuan.toml")),
    ("hainan", include_str!("../../data/duties/local/hainan.toml")),
];

static READ: LazyLock<Vec<Catalogue>> = LazyLock::new(|| {
    // A test holds that every file is sound; one that were not would be offered to nobody.
    SHIPPED.iter().filter_map(|(name, text)| Catalogue::read(name, text).ok()).collect()
});

static OFFERED: LazyLock<Vec<Offer>> = LazyLock::new(|| {
    let of = |text: &'static str| {
        let laid = LOCAL.iter().filter_map(move |local| Offer::local(text, *local).ok().flatten());
        Offer::general(text).ok().into_iter().chain(laid)
    };
    SHIPPED.iter().flat_map(|(_, text)| of(text)).collect()
});

impl Catalogue {
    /// Every catalogue that comes with the program, with all that its file lists.
    #[must_use]
    pub fn shipped() -> &'static [Self] {
        &READ
    }
}

impl Offer {
    /// Every catalogue that a place may take over: each by itself, and with what a province lays over it.
    #[must_use]
    pub fn all() -> &'static [Self] {
        &OFFERED
    }

    /// The one that is chosen by this.
    #[must_use]
    pub fn find(choice: &str) -> Option<&'static Self> {
        OFFERED.iter().find(|one| one.choice == choice)
    }

    /// The one with this catalogue in this version.
    #[must_use]
    pub fn of(catalogue: &str, version: &str) -> Option<&'static Self> {
        OFFERED.iter().find(|one| one.catalogue.id == catalogue && one.catalogue.version == version)
    }
}
