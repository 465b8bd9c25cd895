//! Reading what may be given in more than one way: `null` for nothing, one text for a list of one.

use crate::record::{Channels, Marks};
use serde::{
    Deserialize, Deserializer,
    de::{Error, MapAccess, SeqAccess, Visitor},
};
use std::fmt;

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
    struct Texts;

    impl<'de> Visitor<'de> for Texts {
        type Value = Vec<String>;

        fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
            out.write_str("a text or a list of texts")
        }

        fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
            Ok(vec![text.to_owned()])
        }

        fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
            Ok(Vec::new())
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
            let mut texts = Vec::new();
            while let Some(text) = list.next_element()? {
                texts.push(text);
            }
            Ok(texts)
        }
    }

    from.deserialize_any(Texts)
}

/// The channels where they are told in our own words; anything else is information of somebody else's.
pub fn channels<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Channels>, D::Error> {
    // What cannot even be told, such as a number that is not whole, is somebody else's too.
    let Ok(Told::Map(told)) = Told::deserialize(from) else { return Ok(None) };
    let channel = |name: &str| {
        let Some(Told::Map(marks)) = find(&told, name) else { return None };
        let number = |mark: &str| match find(marks, mark) {
            Some(Told::Number(number)) => Some(*number),
            _ => None,
        };
        let invalid = if find(marks, "invalid").is_some() { number("invalid")? } else { 0 };
        Some(Marks { in_favour: number("for")?, against: number("against")?, abstain: number("abstain")?, invalid })
    };
    Ok(channel("room").zip(channel("phone")).map(|(room, phone)| Channels { room, phone }))
}

fn find<'a>(told: &'a [(String, Told)], name: &str) -> Option<&'a Told> {
    told.iter().find(|(key, _)| key == name).map(|(_, told)| told)
}

/// Whatever was told: numbers by name, or something else.
enum Told {
    Number(u64),
    Map(Vec<(String, Told)>),
    Other,
}

impl<'de> Deserialize<'de> for Told {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(Telling)
    }
}

struct Telling;

impl<'de> Visitor<'de> for Telling {
    type Value = Told;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("anything")
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Told, E> {
        Ok(Told::Number(number))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Told, A::Error> {
        let mut map = Vec::new();
        while let Some((name, told)) = fields.next_entry()? {
            map.push((name, told));
        }
        Ok(Told::Map(map))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Told, A::Error> {
        while list.next_element::<Told>()?.is_some() {}
        Ok(Told::Other)
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<Told, E> {
        Ok(Told::Other)
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<Told, E> {
        Ok(Told::Other)
    }

    fn visit_str<E: Error>(self, _: &str) -> Result<Told, E> {
        Ok(Told::Other)
    }

    fn visit_unit<E: Error>(self) -> Result<Told, E> {
        Ok(Told::Other)
    }
}
