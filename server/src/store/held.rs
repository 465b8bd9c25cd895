//! Files that a process holds for itself alone: a database that is served, a name that is written under.

use super::file::{create_private, identity};
use crate::fault::Fault;
use std::{
    fs::{File, TryLockError},
    path::{Path, PathBuf},
};

/// The lock of a served database, until it is dropped.
#[derive(Debug)]
pub struct Held {
    _beside: File,
    _itself: Option<File>,
}

/// Takes a database file for this process alone: one server writes to it, and nothing is restored over a database that is
/// being served. The lock beside it is under the name that links lead to; on Linux the file itself is locked too, so that a
/// second name of the same file is no way around. (SQLite's own locks are of another kind there and are not touched; elsewhere
/// they are the same, so the file itself is left alone.)
///
/// # Errors
/// [`Fault::InUse`] when another process holds it.
pub fn hold(path: &Path) -> Result<Held, Fault> {
    let named = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
    let beside = create_private(&PathBuf::from(format!("{}.lock", named.display())))?;
    lock(&beside, path)?;
    let itself = if cfg!(target_os = "linux") && named.is_file() {
        let file = File::open(&named).map_err(Fault::file(&named))?;
        lock(&file, path)?;
        Some(file)
    } else {
        None
    };
    Ok(Held { _beside: beside, _itself: itself })
}

/// Takes a name that a file is to be written under for this process alone. Of two that write it at once, the second is told so.
#[derive(Debug)]
pub struct Writes {
    path: PathBuf,
    _file: File,
}

impl Writes {
    /// Takes it.
    ///
    /// # Errors
    /// [`Fault::InUse`] when another process writes it.
    pub fn to(path: &Path) -> Result<Self, Fault> {
        let beside = PathBuf::from(format!("{}.writing", path.display()));
        let file = create_private(&beside)?;
        lock(&file, path)?;
        // Who wrote it before may have taken the lock's name away meanwhile: then somebody else may hold another one.
        if !is_at(&file, &beside) {
            return Err(Fault::InUse(path.display().to_string()));
        }
        Ok(Self { path: beside, _file: file })
    }
}

impl Drop for Writes {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.path);
    }
}

#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    file.metadata().is_ok_and(|data| identity(path) == Some((data.dev(), data.ino())))
}

#[cfg(not(unix))]
fn is_at(_: &File, path: &Path) -> bool {
    path.is_file()
}

fn lock(file: &File, path: &Path) -> Result<(), Fault> {
    match file.try_lock() {
        Ok(()) => Ok(()),
        Err(TryLockError::WouldBlock) => Err(Fault::InUse(path.display().to_string())),
        Err(TryLockError::Error(error)) => Err(Fault::file(path)(error)),
    }
}
