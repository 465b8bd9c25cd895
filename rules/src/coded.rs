//! Closed lists whose values have a stable id.

/// A text that is no value of a closed list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unlisted {
    /// Which list.
    pub list: &'static str,
    /// The text.
    pub value: String,
}

impl core::fmt::Display for Unlisted {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "{:?} is no {}", self.value, self.list)
    }
}

impl core::error::Error for Unlisted {}

/// A column that holds an id or a value of a closed list, or nothing: empty or absent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Maybe<T>(pub Option<T>);

impl<T> Default for Maybe<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T> core::ops::Deref for Maybe<T> {
    type Target = Option<T>;

    fn deref(&self) -> &Option<T> {
        &self.0
    }
}

impl<T: TryFrom<String>> TryFrom<String> for Maybe<T> {
    type Error = T::Error;

    fn try_from(value: String) -> Result<Self, Self::Error> {
        if value.is_empty() { Ok(Self(None)) } else { T::try_from(value).map(|one| Self(Some(one))) }
    }
}

impl<T: TryFrom<String>> TryFrom<Option<String>> for Maybe<T> {
    type Error = T::Error;

    fn try_from(value: Option<String>) -> Result<Self, Self::Error> {
        value.unwrap_or_default().try_into()
    }
}

/// Declares an enum with its ids: `id`, `from_id` and `ALL` come with it, JSON writes the id, and a row of the database reads it
/// (`TryFrom<String>`).
macro_rules! coded {
    ($(#[$top:meta])* $enum:ident { $($(#[$doc:meta])* $name:ident $code:literal,)+ }) => {
        $(#[$top])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        pub enum $enum {$($(#[$doc])* #[serde(rename = $code)] $name,)+}

        impl $enum {
            /// Every value.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// Stable id.
            #[must_use]
            pub const fn id(self) -> &'static str {
                match self {$(Self::$name => $code,)+}
            }

            /// The value with this id.
            #[must_use]
            pub fn from_id(id: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.id() == id)
            }
        }

        $crate::coded::stored!($enum);
    };
}
pub(crate) use coded;

/// Lets a row of the database read a closed list by its `from_id`.
macro_rules! stored {
    ($enum:ident) => {
        impl TryFrom<String> for $enum {
            type Error = $crate::coded::Unlisted;

            fn try_from(value: String) -> core::result::Result<Self, Self::Error> {
                match Self::from_id(&value) {
                    Some(one) => Ok(one),
                    None => Err($crate::coded::Unlisted { list: stringify!($enum), value }),
                }
            }
        }
    };
}
pub(crate) use stored;

/// Declares the refusals with their codes: a closed list that its users call by `code`.
macro_rules! refusals {
    ($($(#[$doc:meta])* $name:ident $code:literal;)+) => {
        /// A reason not to do an act.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        pub enum Refusal {$($(#[$doc])* #[serde(rename = $code)] $name,)+}

        impl Refusal {
            /// Every refusal.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// The stable code; `no-CODE` is the key of its sentence.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self {$(Self::$name => $code,)+}
            }

            /// The refusal with this code.
            #[must_use]
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|refusal| refusal.code() == code)
            }
        }
    };
}
pub(crate) use refusals;

#[cfg(test)]
mod tests {
    use super::Maybe;
    use crate::vote::Phase;

    #[test]
    fn an_empty_column_is_nothing_and_not_an_error() {
        assert_eq!(Maybe::<Phase>::try_from(String::new()), Ok(Maybe(None)));
        assert_eq!(Maybe::try_from("open".to_owned()), Ok(Maybe(Some(Phase::Open))));
        assert!(Maybe::<Phase>::try_from("opn".to_owned()).is_err());
    }

    #[test]
    fn a_stored_text_is_a_value_or_is_named_in_the_error() {
        for phase in Phase::ALL {
            assert_eq!(Phase::try_from(phase.id().to_owned()), Ok(*phase));
        }
        let unknown = Phase::try_from("opn".to_owned()).expect_err("no phase");
        assert_eq!(unknown.to_string(), "\"opn\" is no Phase");
    }
}
