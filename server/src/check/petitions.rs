//! Joint requests, held against the chain: who signed is told by entries, one for each signature and one for each that was taken back;
//! what was published as reached follows from its numbers, and they are those of the signatures that were counted.

use crate::{
    check::verify::Report,
    fault::Fault,
    journal::text_at,
    record::{
        petition::rows::{self as petition, signature},
        publication::{Kind, rows as publication},
    },
    store::{Conn, journal::EntryRow},
};
use rules::{
    id::{CommunityId, MemberId},
    kind::petition::PetitionRecord,
    published::{PetitionContent, PetitionVerdict},
    says::Says,
};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// What the entries say of it.
#[derive(Default)]
pub(super) struct Petitions {
    /// The signatures that stand, by request and member.
    signed: BTreeMap<(String, String), Told>,
    /// Signatures less those taken back of which the personal part was erased, by request.
    erased: BTreeMap<String, i64>,
}

/// A signature, as entries tell it.
#[derive(Default)]
struct Told {
    /// The entry by which it counts; 0 while it waits.
    seq: i64,
    paper: bool,
    entered_by: String,
    confirmed_by: String,
}

impl Petitions {
    /// Notes an entry with its personal part.
    pub fn note(&mut self, row: &EntryRow, says: Says, personal: &Value) {
        let adds = match says {
            Says::PetitionSigned | Says::PetitionEntered => 1,
            Says::PetitionUnsigned | Says::PetitionStruck => -1,
            Says::PetitionConfirmed => 0,
            // `Seen::note` is asked about each.
            _ => return,
        };
        let own = |key: &str| text_at(personal, key).unwrap_or_default().to_owned();
        let Some(member) = text_at(personal, "member") else {
            *self.erased.entry(row.subject.clone()).or_default() += adds;
            return;
        };
        let key = (row.subject.clone(), member.to_owned());
        match says {
            Says::PetitionSigned => {
                self.signed.insert(key, Told { seq: row.seq, ..Told::default() });
            }
            Says::PetitionEntered => {
                self.signed.insert(key, Told { paper: true, entered_by: own("by"), ..Told::default() });
            }
            Says::PetitionConfirmed => {
                let told = self.signed.entry(key).or_default();
                (told.seq, told.confirmed_by) = (row.seq, own("by"));
            }
            _ => {
                self.signed.remove(&key);
            }
        }
    }

    /// Holds the rows of a community against it.
    pub async fn compare(&self, conn: &mut Conn, community: &CommunityId, report: &mut Report) -> Result<(), Fault> {
        let rows = signature::all(conn, community).await?;
        let mut seen: BTreeSet<(&str, &str)> = BTreeSet::new();
        let mut untold: BTreeMap<&str, i64> = BTreeMap::new();
        for row in &rows {
            seen.insert((row.petition.as_str(), row.member.as_str()));
            let by = |one: Option<&MemberId>| one.map_or(String::new(), |one| one.0.clone());
            match self.signed.get(&(row.petition.0.clone(), row.member.0.clone())) {
                None => *untold.entry(row.petition.as_str()).or_default() += 1,
                Some(told) => {
                    let stands = (row.seq, *row.paper, by(row.entered_by.as_ref()), by(row.confirmed_by.as_ref()));
                    if stands != (told.seq, told.paper, told.entered_by.clone(), told.confirmed_by.clone()) {
                        let what = format!("petition {}: a signature is not the one in the journal", row.petition);
                        report.found(community, what);
                    }
                }
            }
        }
        for (petition, count) in untold {
            if count > self.erased.get(petition).copied().unwrap_or_default() {
                report.found(community, format!("petition {petition}: there is a signature of which no entry tells"));
            }
        }
        for (petition, member) in self.signed.keys() {
            if !seen.contains(&(petition.as_str(), member.as_str())) {
                report.found(community, format!("petition {petition}: a signature is gone"));
            }
        }
        for row in petition::all(conn, community).await? {
            let Some((record, verdict)) = row.record()? else { continue };
            let of = rows.iter().filter(|one| one.petition == row.id && !one.unit.is_empty());
            let units: BTreeSet<&str> = of.map(|one| one.unit.as_str()).collect();
            let counted = u64::try_from(units.len()) == Ok(record.counts.valid_signers);
            if !counted || judged(&record) != Some(verdict) {
                let what = format!("petition {}: its numbers are not those of its signatures", row.number);
                report.found(community, what);
            }
        }
        self.published(conn, community, report).await
    }

    /// What is published of a request is what its row says.
    async fn published(&self, conn: &mut Conn, community: &CommunityId, report: &mut Report) -> Result<(), Fault> {
        for row in publication::all(conn, community).await? {
            if row.kind != Kind::Petition || *row.superseded {
                continue;
            }
            let content: PetitionContent = serde_json::from_str(&row.content)?;
            let stands = match petition::find(conn, community, &row.subject).await {
                Err(Fault::NotFound) => None,
                found => Some(found?.record()?.unzip()),
            };
            if stands != Some((content.record, content.verdict)) {
                report.found(
                    community,
                    format!("petition {}: what is published of it is not its record", content.number),
                );
            }
        }
        Ok(())
    }
}

/// What follows from the numbers of a request.
pub(super) fn judged(record: &PetitionRecord) -> Option<PetitionVerdict> {
    let judged = record.judge().ok()?;
    Some(PetitionVerdict { passed: judged.passed, reason: judged.reason, required: judged.required })
}

/// Whether a published request contradicts itself: its verdict does not follow from its numbers.
pub(super) fn contradicts(text: &str) -> bool {
    let Ok(content) = serde_json::from_str::<PetitionContent>(text) else { return false };
    content.record.as_ref().and_then(judged) != content.verdict
}
