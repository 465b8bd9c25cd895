//! Reading what may be given in more than one way: `null` for nothing, one text for a list of one.

use crate::record::Channels;
use serde::{Deserialize, Deserializer, de::IgnoredAny};

/// A list, or nothing.
pub fn list<'de, D: Deserializer<'de>, T: Deserialize<'de>>(from: D) -> Result<Vec<T>, D::Error> {
    Ok(Option::<Vec<T>>::deserialize(from)?.unwrap_or_default())
}

/// A text, or nothing.
pub fn text<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    Ok(Option::<String>::deserialize(from)?.unwrap_or_default())
}

/// Texts, one text, or nothing.
pub fn texts<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Texts {
        Many(Vec<String>),
        One(String),
        Nothing(()),
    }
    Ok(match Texts::deserialize(from)? {
        Texts::Many(texts) => texts,
        Texts::One(text) => vec![text],
        Texts::Nothing(()) => Vec::new(),
    })
}

/// The channels where they are told in our own words; anything else is information of somebody else's.
pub fn channels<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Channels>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Told {
        Ours(Channels),
        Other(IgnoredAny),
    }
    Ok(match Told::deserialize(from)? {
        Told::Ours(channels) => Some(channels),
        Told::Other(_) => None,
    })
}
