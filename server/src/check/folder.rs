//! A whole export, held against its chain without a database: every file of JSON is the one that an entry names, every count is
//! recounted, every page bears the fingerprint of its file; what is missing or foreign is named.

use crate::{
    check::{
        above, communities, contradicts, manifest,
        public::{self, PublicEntry},
        tables, tree,
        verify::{Finding, Report},
        words,
    },
    journal::{blanked::Blanked, text_at, whole_at},
    public::{
        data::OPENAPI,
        export::{LIST, START},
    },
    record::{publication as publish, record_of},
    secret,
};
use rules::{Language, kind::appraisal::AppraisalRecord, published::OutcomeContent, says::Says};
use serde_json::Value;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

/// One published revision, as its entry names it.
pub(super) struct Revision {
    pub number: i64,
    pub hash: String,
    /// Its entry: the number, the time, and why it was withdrawn.
    pub entry: (i64, i64, String),
}

/// What was published of one thing, by kind and subject, oldest first; only what anybody may read.
type Things = BTreeMap<(String, String), Vec<Revision>>;

/// Verifies an export. `fingerprint`: that of its list of files, as `yishi export` printed it.
///
/// # Errors
/// A sentence where there is no export, or a journal that cannot be read.
pub fn verify(folder: &Path, heads: &[(i64, String)], fingerprint: Option<&str>) -> Result<Report, String> {
    let mut report = Report::default();
    let top = folder.join("c");
    let places = fs::read_dir(&top).map_err(|error| format!("{}: {error}", top.display()))?;
    let mut names: Vec<PathBuf> = places.filter_map(|one| one.ok().map(|one| one.path())).collect();
    names.sort();
    let mut unknown: Vec<(i64, String)> = heads.to_vec();
    let mut chains: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for place in names.iter().filter(|one| one.is_dir()) {
        let file = place.join("journal.jsonl");
        let id = place.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
        let Ok(text) = fs::read_to_string(&file) else {
            report.found(&id, "there is no journal.jsonl, or it cannot be read".to_owned());
            continue;
        };
        let (name, entries, blanked) = public::read(&text, &[], Blanked::default(), &mut report)?;
        if name != id {
            report.found(&id, format!("its journal is that of {name:?}"));
        }
        unknown.retain(|(seq, hash)| !entries.iter().any(|one| (one.row.seq, &one.row.hash) == (*seq, hash)));
        let heads = entries.iter().map(|one| format!("{}:{}", one.row.seq, one.row.hash)).collect();
        chains.insert(id.clone(), heads);
        Export { folder, id, entries: &entries, blanked: &blanked, known: BTreeSet::new() }.check(&mut report);
    }
    for file in tree::foreign(folder, &places_in(&names)) {
        report.found("", format!("{file} is foreign: an export has no such file"));
    }
    for (name, written) in [("index.html", START), ("yishi.css", crate::style::sheet()), ("openapi.json", OPENAPI)] {
        if fs::read_to_string(folder.join(name)).ok().as_deref() != Some(written) {
            let what = format!(
                "{name}: it is missing, or not as this version writes it; look at where it leads and what it hides"
            );
            report.uncovered.push(Finding { community: String::new(), what });
        }
    }
    for id in communities::shown(folder).iter().filter(|id| !top.join(id).is_dir()) {
        report.found(id, "pages of it are here, and its journal is not".to_owned());
    }
    for id in communities::listed(folder).difference(&communities::shown(folder)).filter(|id| !top.join(id).is_dir()) {
        report.found(
            id,
            "the list of communities leads to it, and neither its journal nor its pages are here".to_owned(),
        );
    }
    if chains.is_empty() {
        return Err(format!("{} holds no export: there is no c/…/journal.jsonl", folder.display()));
    }
    communities::check(folder, &chains, &mut report);
    manifest::check(folder, &places_in(&names), fingerprint, &mut report);
    for (seq, hash) in unknown {
        report.found("", format!("printed head {seq}:{hash} is in no chain of this export: it was rewritten or cut"));
    }
    report.uncovered.push(Finding {
        community: String::new(),
        what: "what stands in feeds, calendars, the boards' pages and figures, and what a page says beside the words of its file: these are \
               the files of the list of this export, and the list is whole where its fingerprint was given (--manifest). Whoever cuts the \
               journal and every page that bears its end, or takes a community out together with its name in the list of every other, and \
               writes the list of files anew, is found by that fingerprint or by a printed head (--head) alone"
            .to_owned(),
    });
    Ok(report)
}

/// The names of folders.
fn places_in(folders: &[PathBuf]) -> BTreeSet<String> {
    let folders = folders.iter().filter(|one| one.is_dir());
    folders.filter_map(|one| Some(one.file_name()?.to_str()?.to_owned())).collect()
}

/// The export of one community.
struct Export<'a> {
    folder: &'a Path,
    id: String,
    entries: &'a [PublicEntry],
    blanked: &'a Blanked,
    /// The files that belong here.
    known: BTreeSet<PathBuf>,
}

impl Export<'_> {
    fn check(mut self, report: &mut Report) {
        let things = self.things();
        for name in ["journal.jsonl", LIST, "decisions.csv", "decisions.json", "sessions.ics"] {
            self.known.insert(self.at(name));
        }
        let mut decisions = BTreeMap::new();
        for ((kind, subject), revisions) in &things {
            if let Some(latest) = self.thing((kind, subject), revisions, report)
                && kind == "outcome"
            {
                decisions.insert(subject.clone(), latest);
            }
        }
        self.heads(report);
        self.photos(&things, report);
        self.table(&decisions, &things, report);
        let readable = |kind: &str, of: &str| things.contains_key(&(kind.to_owned(), of.to_owned()));
        for list in &above::LISTS {
            self.known.insert(self.at(list.name));
            list.check(&self.at(list.name), self.entries, &readable)
                .into_iter()
                .for_each(|what| self.found(report, what));
        }
        self.foreign(report);
    }

    fn at(&self, path: &str) -> PathBuf {
        self.folder.join("c").join(&self.id).join(path)
    }

    fn found(&self, report: &mut Report, what: String) {
        report.found(&self.id, what);
    }

    /// A file that must be there.
    fn read(&mut self, path: PathBuf, report: &mut Report) -> Option<Vec<u8>> {
        let read = fs::read(&path);
        let shown = path.strip_prefix(self.folder).unwrap_or(&path).display().to_string();
        self.known.insert(path);
        if read.is_err() {
            self.found(report, format!("{shown} is missing"));
        }
        read.ok()
    }

    /// What was published and is for everybody: nothing of a thing whose last entry is sealed, or says otherwise.
    fn things(&self) -> Things {
        let mut all: BTreeMap<(String, String), Vec<(bool, Revision)>> = BTreeMap::new();
        for PublicEntry { row, said } in self.entries {
            let kind = row.says().and_then(publish::Kind::told).map(publish::Kind::id);
            let (Some(kind), Some(hash)) = (kind, text_at(said, "content_hash")) else { continue };
            let open = said.get("sealed").is_none() && text_at(said, "audience") != Some("members");
            let hash = self.blanked.published(row.seq).map_or(hash, |(now, _)| now).to_owned();
            let number = whole_at(said, "revision").unwrap_or_default();
            let entry = (row.seq, row.at, text_at(said, "withdrawn").unwrap_or_default().to_owned());
            all.entry((kind.to_owned(), row.subject.clone()))
                .or_default()
                .push((open, Revision { number, hash, entry }));
        }
        all.retain(|_, revisions| revisions.last().is_some_and(|(open, _)| *open));
        let open =
            |revisions: Vec<(bool, Revision)>| revisions.into_iter().filter(|(open, _)| *open).map(|(_, one)| one);
        all.into_iter().map(|(thing, revisions)| (thing, open(revisions).collect())).collect()
    }

    /// The files of one published thing; the text of its latest revision.
    fn thing(&mut self, (kind, subject): (&str, &str), revisions: &[Revision], report: &mut Report) -> Option<String> {
        let mut latest = None;
        let subject = &*publish::Kind::from_id(kind).map_or(subject, |kind| kind.name_of(&self.id, subject)).to_owned();
        for one in revisions {
            report.publications += 1;
            let name = format!("{kind}/{subject}/revision-{}.json", one.number);
            let page = format!("{kind}/{subject}/v/{}", one.number);
            self.pages(&page, &one.hash, report);
            let Some(bytes) = self.read(self.at(&name), report) else { continue };
            if secret::digest_bytes(&bytes) != one.hash {
                self.found(report, format!("{name} is not the file in the journal"));
            }
            let text = String::from_utf8(bytes).unwrap_or_default();
            if publish::Kind::from_id(kind).is_some_and(|kind| publish::reads(kind, &text)) {
                self.count(kind, subject, &text, report);
                self.numbers(kind, &page, &text, report);
                self.words(&page, &text, report);
            } else {
                self.found(report, format!("{name} cannot be read as what it is"));
            }
            latest = Some(text);
        }
        let last = revisions.last()?;
        self.pages(&format!("{kind}/{subject}"), &last.hash, report);
        // A calendar is made anew by every export, as the one of all sessions is; earlier exports hold none.
        if kind == "notice" {
            self.known.insert(self.at(&format!("{kind}/{subject}/calendar.ics")));
        }
        let file = self.read(self.at(&format!("{kind}/{subject}.json")), report);
        if file.is_some_and(|bytes| secret::digest_bytes(&bytes) != last.hash) {
            self.found(report, format!("{kind}/{subject}.json is not the latest revision in the journal"));
        }
        let text = latest?;
        self.numbers(kind, &format!("{kind}/{subject}"), &text, report);
        self.words(&format!("{kind}/{subject}"), &text, report);
        let counted = publish::Kind::from_id(kind).and_then(|kind| record_of(kind, &text).ok().flatten());
        if let Some(counted) = counted
            && let Some(record) = self.read(self.at(&format!("{kind}/{subject}/record.json")), report)
            && counted.as_bytes() != record
        {
            self.found(report, format!("{kind}/{subject}/record.json is not the count of the decision"));
        }
        Some(text)
    }

    /// The count of a decision follows from its record, and is the one that was declared.
    fn count(&self, kind: &str, vote: &str, text: &str, report: &mut Report) {
        if contradicts(kind, text) {
            self.found(report, format!("{kind} {vote}: the published verdict does not follow from its numbers"));
        }
        if kind != "outcome" {
            return;
        }
        report.votes += 1;
        let Ok(content) = serde_json::from_str::<OutcomeContent>(text) else { return };
        let results = content.record.appraisal().map(AppraisalRecord::results);
        if content.record.judge().ok().as_ref() != Some(&content.verdict) || results != content.results {
            self.found(report, format!("vote {vote}: the published verdict does not follow from its count record"));
        }
        let declared =
            self.entries.iter().rev().find(|one| one.row.says() == Some(Says::VoteDeclared) && one.row.subject == vote);
        let declared = declared.and_then(|one| one.said.get("record"));
        let published = serde_json::from_str::<Value>(text).ok().and_then(|content| content.get("record").cloned());
        if declared.is_some() && declared != published.as_ref() {
            self.found(report, format!("vote {vote}: the published count is not the one that was declared"));
        }
    }

    /// The pages of a file, in both languages: each bears its fingerprint.
    fn pages(&mut self, path: &str, hash: &str, report: &mut Report) {
        for language in Language::ALL {
            let page = self.folder.join(language.tag()).join("c").join(&self.id).join(format!("{path}.html"));
            let shown = page.strip_prefix(self.folder).unwrap_or(&page).display().to_string();
            if let Some(bytes) = self.read(page, report)
                && !String::from_utf8_lossy(&bytes).contains(hash)
            {
                self.found(report, format!("{shown} does not bear the fingerprint of its file"));
            }
        }
    }

    /// The pages of a file say its words.
    fn words(&self, path: &str, text: &str, report: &mut Report) {
        for language in Language::ALL {
            let page = self.folder.join(language.tag()).join("c").join(&self.id).join(format!("{path}.html"));
            let Ok(html) = fs::read_to_string(&page) else { continue };
            if let Some(name) = words::missing(&html, text) {
                let shown = page.strip_prefix(self.folder).unwrap_or(&page).display().to_string();
                self.found(report, format!("{shown} does not say the {name} of its file"));
            }
        }
    }

    /// The pages of a decision show the numbers of its record, and whether it passed.
    fn numbers(&self, kind: &str, path: &str, text: &str, report: &mut Report) {
        if kind != "outcome" {
            return;
        }
        let Ok(content) = serde_json::from_str::<OutcomeContent>(text) else { return };
        let mut numbers = vec![content.record.eligible(), content.verdict.present];
        match content.record.answers() {
            Some([in_favour, against, abstain, _]) => numbers.extend([in_favour, against, abstain]),
            None => numbers.extend(content.record.papers()),
        }
        for language in Language::ALL {
            let page = self.folder.join(language.tag()).join("c").join(&self.id).join(format!("{path}.html"));
            let Ok(html) = fs::read_to_string(&page) else { continue };
            if tree::numbers(&html) != numbers || html.contains("verdict passed") != content.verdict.passed {
                let shown = page.strip_prefix(self.folder).unwrap_or(&page).display().to_string();
                self.found(report, format!("{shown} does not show the numbers of its decision"));
            }
        }
    }

    /// Photos of what is for everybody: each is the one in the journal, unless it was removed.
    fn photos(&mut self, things: &Things, report: &mut Report) {
        let gone: BTreeSet<&str> = self.entries.iter().filter_map(|one| text_at(&one.said, "gone")).collect();
        for PublicEntry { row, said } in self.entries {
            let (Some(id), Some(hash)) = (text_at(said, "photo"), text_at(said, "photo_hash")) else { continue };
            if gone.contains(id) {
                continue;
            }
            let kind = text_at(said, "kind").unwrap_or("outcome").to_owned();
            if !things.contains_key(&(kind, row.subject.clone())) || self.blanked.photo(id) {
                continue;
            }
            let name = format!("photo/{id}.jpg");
            if self.read(self.at(&name), report).is_some_and(|jpeg| secret::digest_bytes(&jpeg) != hash) {
                self.found(report, format!("{name} is not the one in the journal"));
            }
        }
    }

    /// The tables of decisions say what the decisions say.
    fn table(&mut self, decisions: &BTreeMap<String, String>, things: &Things, report: &mut Report) {
        let Some(json) = self.read(self.at("decisions.json"), report) else { return };
        let Ok(lines) = serde_json::from_slice::<Vec<Value>>(&json) else {
            return self.found(report, "decisions.json cannot be read".to_owned());
        };
        if lines.len() != decisions.len() {
            self.found(report, "decisions.json holds another number of decisions than were published".to_owned());
        }
        let mut named = BTreeSet::new();
        for line in &lines {
            let vote = text_at(line, "address").and_then(|at| at.rsplit('/').next()).unwrap_or_default();
            let last = things.get(&("outcome".to_owned(), vote.to_owned())).and_then(|all| all.last());
            let of = decisions.get(vote).zip(last);
            if !named.insert(vote) || !of.is_some_and(|(text, last)| tables::is_line(line, text, last)) {
                self.found(report, format!("decisions.json: the line of {vote} is not what was published"));
            }
        }
        let Some(bytes) = self.read(self.at("decisions.csv"), report) else { return };
        if !tables::same(&String::from_utf8_lossy(&bytes), &lines) {
            self.found(report, "decisions.csv is not the table of decisions.json".to_owned());
        }
    }

    /// The heads of the chain that stand on the pages: each is a line of the journal, so that a line cut at its end is missed.
    fn heads(&self, report: &mut Report) {
        let mut gone = BTreeSet::new();
        for language in Language::ALL {
            let below = self.folder.join(language.tag()).join("c");
            let board = below.join(format!("{}.html", self.id));
            for page in tree::files(&below.join(&self.id)).into_iter().chain([board]) {
                let heads = tree::heads(&fs::read_to_string(&page).unwrap_or_default());
                let unknown = |(seq, hash): &(i64, String)| {
                    !self.entries.iter().any(|one| one.row.seq == *seq && one.row.hash == *hash)
                };
                gone.extend(heads.into_iter().filter(unknown).map(|(seq, hash)| (seq, hash, page.clone())));
            }
        }
        for (seq, hash, page) in gone {
            let shown = page.strip_prefix(self.folder).unwrap_or(&page).display();
            self.found(report, format!("{shown} bears the head {seq}:{hash}, which is in no line of its journal"));
        }
    }

    /// Files that belong to nothing in the journal.
    fn foreign(&self, report: &mut Report) {
        let mut files = tree::files(&self.folder.join("c").join(&self.id));
        for language in Language::ALL {
            let below = self.folder.join(language.tag()).join("c").join(&self.id);
            let known = |path: &PathBuf| tree::is_board_page(path, &below);
            files.extend(tree::files(&below).into_iter().filter(|path| !known(path)));
        }
        let feed = self.at("feed");
        let is_feed = |path: &PathBuf| path.parent() == Some(feed.as_path()) && tree::is_feed(path);
        for path in files.iter().filter(|path| !self.known.contains(*path) && !is_feed(path)) {
            let shown = path.strip_prefix(self.folder).unwrap_or(path).display();
            self.found(report, format!("{shown} is foreign: no entry tells of it"));
        }
    }
}
