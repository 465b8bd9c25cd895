//! The list of the communities of an export, with the end of each chain. Every community's folder holds the whole of it, so that none
//! can be taken out with its pages and nobody miss it.

use crate::{
    check::verify::{Finding, Report},
    public::export::{LIST as FILE, Listed},
};
use rules::Language;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

/// Holds the lists against each other, and against the chains that are here: each community with the heads of its journal.
pub(super) fn check(folder: &Path, chains: &BTreeMap<String, BTreeSet<String>>, report: &mut Report) {
    let mut named: BTreeSet<Listed> = BTreeSet::new();
    let mut lists: Vec<(&String, Option<Vec<Listed>>)> = Vec::new();
    for place in chains.keys() {
        match fs::read(folder.join("c").join(place).join(FILE)) {
            Ok(bytes) => match serde_json::from_slice::<Vec<Listed>>(&bytes) {
                Ok(list) => {
                    named.extend(list.iter().cloned());
                    lists.push((place, Some(list)));
                }
                Err(_) => report.found(place, format!("{FILE} cannot be read")),
            },
            Err(_) => lists.push((place, None)),
        }
    }
    let Some(first) = lists.iter().find_map(|(_, list)| list.clone()) else {
        // Exports of before have none.
        report.uncovered.push(Finding {
            community: String::new(),
            what: format!(
                "which communities belong here: no folder holds {FILE}; one that was taken out with its pages is not missed"
            ),
        });
        return;
    };
    for (place, list) in &lists {
        match list {
            None => report.found(place, format!("{FILE} is missing")),
            Some(list) if *list != first => {
                report.found(place, format!("{FILE} is not the list that the other communities hold"));
            }
            Some(list) if !list.iter().any(|one| *one.community == ***place) => {
                report.found(place, format!("{FILE} does not name it"));
            }
            Some(_) => {}
        }
    }
    for Listed { community, head } in &named {
        match chains.get(community.as_str()) {
            None => {
                report.found(community, format!("{FILE} names it with the head {head}, and its journal is not here"))
            }
            Some(heads) if !heads.contains(head) && !head.starts_with("0:") => {
                report.found(community, format!("{FILE} names the head {head}, which is in no line of its journal"));
            }
            Some(_) => {}
        }
    }
}

/// The communities of which the export has pages, in whatever language.
pub(super) fn shown(folder: &Path) -> BTreeSet<String> {
    let pages = Language::ALL.iter().filter_map(|language| fs::read_dir(folder.join(language.tag()).join("c")).ok());
    let places = pages.flatten().filter_map(|one| one.ok().map(|one| one.path())).filter(|one| one.is_dir());
    places.filter_map(|one| Some(one.file_name()?.to_str()?.to_owned())).collect()
}

/// The communities that its own lists of communities lead to.
pub(super) fn listed(folder: &Path) -> BTreeSet<String> {
    let lists =
        Language::ALL.iter().filter_map(|tag| fs::read_to_string(folder.join(tag.tag()).join("index.html")).ok());
    let ids = |list: String| -> Vec<String> {
        let links = list.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
        let place = |link: &str| {
            let (_, rest) = link.rsplit_once("/c/")?;
            let id = rest.split(['/', '?', '#']).next()?;
            Some(id.strip_suffix(".html").unwrap_or(id).to_owned())
        };
        links.filter_map(place).collect()
    };
    lists.flat_map(ids).collect()
}
