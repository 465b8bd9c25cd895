//! A database of another version: what is said of it, and what to do.

use super::file::{self, Look};
use crate::fault::Fault;

/// Refuses where a file is no database of this version, and says what to do. Every page is read: a command that goes on by hand has no
/// business on a damaged file.
pub(super) async fn is_current(name: &str, of: file::Use) -> Result<(), Fault> {
    let say = |what: &str| Err(Fault::Other(format!("{name}: {what}")));
    let path = std::fs::canonicalize(name).unwrap_or_else(|_| name.into());
    let look = file::look(&path, of, true).await?;
    if let Some(what) = look.fault() {
        return say(&what);
    }
    match look {
        Look::Missing => say("there is no such file; `yishi serve` or `yishi migrate` makes a database"),
        Look::Empty => say("the file is empty; `yishi serve` or `yishi migrate` makes a database of it"),
        Look::Newer(found) => Err(newer(found)),
        Look::Older(found) => Err(older(found)),
        Look::NoFile(_) | Look::Foreign | Look::Damaged(_) | Look::Current => Ok(()),
    }
}

/// An earlier version's tables.
pub(super) fn older(found: i64) -> Fault {
    let now = file::version();
    Fault::Other(format!("the database is of an earlier version ({found}, this is {now}): run `yishi migrate` first"))
}

/// A later version's tables.
pub(super) fn newer(found: i64) -> Fault {
    let now = file::version();
    Fault::Other(format!(
        "the database is of a later version ({found}, this is {now}): use the program that wrote it, or a later one"
    ))
}
