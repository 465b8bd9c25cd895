//! The list of all files of an export with their fingerprints. It is bound to no chain, for it is made after it: whoever changes a file
//! can write the list anew, unless somebody has its fingerprint, as `yishi export` prints it.

use crate::{
    check::{
        tree,
        verify::{Finding, Report},
    },
    public::export::{FILES, ManifestFile, own_files},
    secret,
};
use std::{collections::BTreeSet, fs, path::Path};

/// Holds every file of an export against its list, and the list against its fingerprint.
pub(super) fn check(folder: &Path, places: &BTreeSet<String>, fingerprint: Option<&str>, report: &mut Report) {
    let mut found = |what: String| report.found("", what);
    let Ok(bytes) = fs::read(folder.join(FILES)) else {
        if fingerprint.is_some() {
            found(format!("{FILES} is missing: the list with the fingerprint that was given is not here"));
        }
        // Exports of before have none.
        let what = format!(
            "which files belong here, and how each was written: there is no {FILES}, as exports of before have none; feeds, boards and \
             calendars that were changed or taken out are not missed"
        );
        report.uncovered.push(Finding { community: String::new(), what });
        return;
    };
    let is = secret::digest_bytes(&bytes);
    if let Some(given) = fingerprint.filter(|given| !given.trim().eq_ignore_ascii_case(&is)) {
        found(format!("{FILES} is not the one with the fingerprint {given}: the list was written anew"));
    }
    let Ok(ManifestFile { files }) = serde_json::from_slice(&bytes) else {
        return found(format!("{FILES} cannot be read"));
    };
    for (name, hash) in &files {
        match fs::read(folder.join(name)) {
            Ok(file) if secret::digest_bytes(&file) == *hash => {}
            Ok(_) => found(format!("{name} is not the file that {FILES} names")),
            Err(_) => found(format!("{name} is missing: {FILES} names it")),
        }
    }
    for path in tree::files(folder) {
        let name = path.strip_prefix(folder).unwrap_or(&path).iter().filter_map(|part| part.to_str());
        let name = name.collect::<Vec<_>>().join("/");
        if name != FILES && !files.contains_key(&name) {
            found(format!("{name} is foreign: {FILES} does not name it"));
        }
    }
    // A list may be written anew with something left out that every export holds.
    for name in own_files(places).into_iter().filter(|name| !files.contains_key(name)) {
        found(format!("{name} is missing: every export holds it, and {FILES} does not name it"));
    }
    if fingerprint.is_none() {
        let what = format!(
            "whether {FILES} is the one that was written with this export: give the fingerprint that `yishi export` printed (--manifest); \
             it is now {is}"
        );
        report.uncovered.push(Finding { community: String::new(), what });
    }
}
