//! Closed lists whose values have a stable id.

/// Declares an enum with its ids: `id`, `from_id` and `ALL` come with it, and JSON writes the id.
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
    };
}
pub(crate) use coded;
