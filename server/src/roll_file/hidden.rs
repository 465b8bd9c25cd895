//! Which rows and columns of a workbook are hidden: calamine does not tell, so these few attributes are read from the sheet's
//! own XML, with the two libraries that calamine reads it with.

use super::{MOST_LINES, grid::MOST_COLUMNS};
use quick_xml::{Reader, events::BytesStart, events::Event};
use rules::Refusal;
use std::{
    collections::{BTreeSet, HashMap},
    io::{BufReader, Cursor, Read},
};
use zip::ZipArchive;

/// The most that a part of a workbook may grow to when it is unpacked.
const LARGEST_PART: u64 = 512 * 1024 * 1024;

/// What is hidden of a sheet: rows and columns from 0.
#[derive(Debug, Default)]
pub struct Hidden {
    pub rows: BTreeSet<usize>,
    pub columns: BTreeSet<usize>,
}

/// A workbook, and where each of its sheets lies.
pub struct Marks<'a> {
    parts: ZipArchive<Cursor<&'a [u8]>>,
    paths: HashMap<String, String>,
}

impl<'a> Marks<'a> {
    /// Finds the sheets of a workbook.
    pub fn open(bytes: &'a [u8]) -> Result<Self, Refusal> {
        let mut parts = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Refusal::FileUnknown)?;
        let mut targets: HashMap<String, String> = HashMap::new();
        each(&mut parts, "xl/_rels/workbook.xml.rels", |tag| {
            if tag.local_name().as_ref() == "Relationship"
                && let (Some(id), Some(target)) = (value(tag, "Id"), value(tag, "Target"))
            {
                let path = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
                targets.insert(id, path);
            }
        })?;
        let mut paths = HashMap::new();
        each(&mut parts, "xl/workbook.xml", |tag| {
            if tag.local_name().as_ref() == "sheet"
                && let (Some(name), Some(id)) = (value(tag, "name"), value(tag, "id"))
                && let Some(path) = targets.get(&id)
            {
                paths.insert(name, path.clone());
            }
        })?;
        Ok(Self { parts, paths })
    }

    /// What is hidden of a sheet.
    pub fn of(&mut self, name: &str) -> Result<Hidden, Refusal> {
        let Some(path) = self.paths.get(name).cloned() else { return Ok(Hidden::default()) };
        let mut hidden = Hidden::default();
        let (mut row, mut shown_on_demand) = (0, false);
        each(&mut self.parts, &path, |tag| {
            let number = |name: &str| value(tag, name).and_then(|text| text.parse::<usize>().ok());
            let is = |name: &str| value(tag, name).is_some_and(|text| text == "1" || text == "true");
            let naught = |name: &str| value(tag, name).and_then(|text| text.parse::<f64>().ok()) == Some(0.0);
            match tag.local_name().as_ref() {
                "sheetFormatPr" => shown_on_demand = is("zeroHeight"),
                "col" if is("hidden") || naught("width") => {
                    let last = number("max").unwrap_or_default().min(MOST_COLUMNS + 1);
                    hidden.columns.extend((number("min").unwrap_or(1)..=last).map(|one| one.saturating_sub(1)));
                }
                "row" => {
                    row = number("r").unwrap_or(row + 1);
                    let unseen = is("hidden") || naught("ht") || (shown_on_demand && value(tag, "hidden").is_none());
                    if unseen && row <= MOST_LINES + 1 {
                        hidden.rows.insert(row.saturating_sub(1));
                    }
                }
                _ => {}
            }
        })?;
        Ok(hidden)
    }
}

/// Looks at every tag of a part; a part that is not there has none.
fn each(
    parts: &mut ZipArchive<Cursor<&[u8]>>,
    path: &str,
    mut look: impl FnMut(&BytesStart<'_>),
) -> Result<(), Refusal> {
    let mut names = parts.file_names().flatten().map(std::borrow::Cow::into_owned);
    let Some(name) = names.find(|name| name.replace('\\', "/").eq_ignore_ascii_case(path)) else { return Ok(()) };
    drop(names);
    let part = parts.by_name(&name).map_err(|_| Refusal::FileUnknown)?;
    let mut reader = Reader::from_reader(BufReader::new(part.take(LARGEST_PART)));
    let mut buffer = Vec::new();
    loop {
        match reader.read_event_into(&mut buffer).map_err(|_| Refusal::FileUnknown)? {
            Event::Start(tag) | Event::Empty(tag) => look(&tag),
            Event::Eof => return Ok(()),
            _ => {}
        }
        buffer.clear();
    }
}

/// An attribute by its name, whatever its namespace.
fn value(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.attributes().flatten().find(|one| one.key.local_name().as_ref() == name)?;
    Some(found.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok()?.into_owned())
}
