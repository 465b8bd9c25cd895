//! Why an act stops.

use crate::fault::Fault;
use rules::Refusal;
use std::borrow::Cow;

/// Why an act stops. `?` takes a refusal, a refusal with its field, a fault, a database error.
#[derive(Debug)]
pub enum Stop {
    /// Refused, beside a field; empty for the whole form.
    Refused(Cow<'static, str>, Refusal),
    /// It failed.
    Fault(Fault),
}

impl From<Refusal> for Stop {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(Cow::Borrowed(""), refusal)
    }
}

impl From<(&'static str, Refusal)> for Stop {
    fn from((field, refusal): (&'static str, Refusal)) -> Self {
        Self::Refused(Cow::Borrowed(field), refusal)
    }
}

impl From<(String, Refusal)> for Stop {
    fn from((field, refusal): (String, Refusal)) -> Self {
        Self::Refused(Cow::Owned(field), refusal)
    }
}

impl From<Fault> for Stop {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl From<sqlx::Error> for Stop {
    fn from(error: sqlx::Error) -> Self {
        Self::Fault(error.into())
    }
}

impl From<serde_json::Error> for Stop {
    fn from(error: serde_json::Error) -> Self {
        Self::Fault(error.into())
    }
}

/// Says beside which field a refusal stands.
pub trait Beside<T> {
    /// Beside this one.
    ///
    /// # Errors
    /// The refusal, with the field.
    fn beside(self, field: &'static str) -> Result<T, Stop>;

    /// Each beside its own; what is not named, beside the whole form.
    ///
    /// # Errors
    /// The refusal, with its field.
    fn beside_each(self, fields: &[(Refusal, &'static str)]) -> Result<T, Stop>;
}

impl<T> Beside<T> for Result<T, Refusal> {
    fn beside(self, field: &'static str) -> Result<T, Stop> {
        self.map_err(|refusal| (field, refusal).into())
    }

    fn beside_each(self, fields: &[(Refusal, &'static str)]) -> Result<T, Stop> {
        self.map_err(|refusal| {
            let field = fields.iter().find(|(one, _)| *one == refusal).map_or("", |(_, field)| *field);
            (field, refusal).into()
        })
    }
}
