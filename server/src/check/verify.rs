//! `yishi verify`: the chain is whole, every count follows from its ballots, every published row is the one that was
//! published. Each thing that is wrong is named.

use super::seen::Seen;
use crate::{
    check::{belonging, compare, draws, ledgers},
    fault::Fault,
    journal::{
        blanked::{self, Blanked},
        chain, text_at,
    },
    people::community::rows as community,
    store::{
        Conn, Db,
        journal::{self, EntryRow, PrivateRow, WordsRow},
        state,
    },
};
use rules::id::CommunityId;
use serde_json::Value;
use std::collections::{BTreeSet, HashMap};

pub use crate::check::public::lines;

/// Something that does not fit, or that is to be said of a chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// In which community.
    pub community: String,
    /// What, in a sentence.
    pub what: String,
}

/// What was checked and what was found.
#[derive(Debug, Default)]
pub struct Report {
    /// Entries read.
    pub entries: u64,
    /// Votes recounted.
    pub votes: u64,
    /// Published rows compared.
    pub publications: u64,
    /// What does not fit.
    pub findings: Vec<Finding>,
    /// What was blanked by an entry that says so: not whole, and no fault.
    pub blanked: Vec<Finding>,
    /// What the chain does not hold, and before which entry: neither a fault nor fine.
    pub uncovered: Vec<Finding>,
}

/// Verifies every community of a database. `heads`: `SEQ:HASH` as printed on notices; one that no chain has is named.
///
/// # Errors
/// Database errors; what does not fit is in the report.
pub async fn database(db: &Db, heads: &[(i64, String)]) -> Result<Report, Fault> {
    let mut conn = db.snapshot().await?;
    let mut report = Report::default();
    let mut unknown: Vec<&(i64, String)> = heads.iter().collect();
    let places: BTreeSet<CommunityId> = community::all(&mut conn).await?.into_iter().map(|place| place.id).collect();
    // A practice is no record: its chain goes with it.
    let chains = journal::chains(&mut conn).await?.into_iter().filter(|place| !place.is_practice());
    let chains: BTreeSet<CommunityId> = chains.collect();
    for place in places.union(&chains) {
        if !places.contains(place) {
            report.found(place, "there is a chain, but the community is gone".to_owned());
        }
        if !chains.contains(place) {
            report.found(place, "there is a community, but its chain is gone".to_owned());
            continue;
        }
        let seen = chain_of(&mut conn, place, &mut report).await?;
        unknown.retain(|(seq, hash)| seen.hashes.get(seq) != Some(hash));
        let rolls = compare::rolls(&mut conn, place, &seen, &mut report).await;
        report.read(place, rolls)?;
        let texts = compare::texts(&mut conn, place, &seen, &mut report).await;
        report.read(place, texts)?;
        let votes = compare::votes(&mut conn, place, &seen, &mut report).await;
        report.read(place, votes)?;
        let publications = compare::publications(&mut conn, place, &seen, &mut report).await;
        report.read(place, publications)?;
        let after = seen.after.compare(&mut conn, place, &seen.blanked, &mut report).await;
        report.read(place, after)?;
        let said = seen.said.compare(&mut conn, place, &mut report).await;
        report.read(place, said)?;
        let petitions = seen.petitions.compare(&mut conn, place, &mut report).await;
        report.read(place, petitions)?;
        let drawn = draws::compare(&mut conn, place, &mut report).await;
        report.read(place, drawn)?;
        let accounts = ledgers::compare(&mut conn, place, &mut report).await;
        report.read(place, accounts)?;
        let standing = seen.standing.compare(&mut conn, place, &mut report).await;
        report.read(place, standing)?;
        let whose = belonging::compare(&mut conn, place, &seen, &mut report).await;
        report.read(place, whose)?;
        let place = place.as_str();
        report
            .blanked
            .extend(seen.blanked.list().into_iter().map(|what| Finding { community: place.to_owned(), what }));
    }
    for (seq, hash) in unknown {
        report.found(
            "",
            format!("printed head {seq}:{hash} is in no chain: the chain was rewritten or cut after it was printed"),
        );
    }
    Ok(report)
}

impl Report {
    pub(super) fn found(&mut self, community: &str, what: String) {
        self.findings.push(Finding { community: community.to_owned(), what });
    }

    /// A row that holds what the program never writes is a finding, and no reason to stop: the rest is still compared.
    fn read(&mut self, community: &str, compared: Result<(), Fault>) -> Result<(), Fault> {
        match compared {
            Err(fault) if fault.is_unreadable() => {
                self.found(community, format!("a row cannot be read: {}", fault.chain()));
                Ok(())
            }
            other => other,
        }
    }
}

async fn chain_of(conn: &mut Conn, community: &CommunityId, report: &mut Report) -> Result<Seen, Fault> {
    const PAGE: i64 = 1000;
    let blanked = Blanked::salted(state::known_salt(conn, community).await?);
    let mut seen = Seen { blanked, ..Seen::default() };
    for row in journal::of_act(conn, community, blanked::ACT.id()).await? {
        seen.blanked.note(row.seq, &serde_json::from_str(&row.body).unwrap_or_default());
    }
    let mut walk = Walk::default();
    // The last entry of which the personal part does not say whose it is.
    let mut of_nobody = 0;
    loop {
        let after = walk.seq;
        let rows = journal::entries(conn, community, after, PAGE).await?;
        let Some(last) = rows.last().map(|row| row.seq) else { break };
        let private = journal::private_parts(conn, community, after, last).await?;
        let mut private: HashMap<i64, _> = private.into_iter().map(|row| (row.seq, row)).collect();
        let sealed = journal::sealed_parts(conn, community, after, last).await?;
        let mut sealed: HashMap<i64, _> = sealed.into_iter().map(|row| (row.seq, row)).collect();
        let mut words: HashMap<i64, Vec<WordsRow>> = HashMap::new();
        for one in journal::words(conn, community, after, last).await? {
            words.entry(one.seq).or_default().push(one);
        }
        for row in &rows {
            walk.step(community, row, &seen.blanked, report);
            let personal = private.remove(&row.seq);
            if let Some(part) = &personal
                && chain::private_hash(&part.salt, &part.body) != row.private_hash
            {
                report.found(community, format!("entry {}: the personal part does not fit its hash", row.seq));
            }
            match personal.as_ref().map(whose) {
                Some(None) => of_nobody = row.seq,
                Some(Some(fits)) if !fits => {
                    report
                        .found(community, format!("entry {}: its personal part is kept under another member", row.seq));
                }
                _ => {}
            }
            let part = sealed.remove(&row.seq);
            if part.as_ref().is_some_and(|part| seen.blanked.misnames_sealed(part)) {
                let what = format!("entry {}: no entry says that words in its sealed part were blanked so", row.seq);
                report.found(community, what);
            }
            let said = chain::unsealed(&row.body, part.as_ref(), &seen.blanked);
            let said = said.unwrap_or_else(|| {
                report.found(community, format!("entry {}: its sealed part is gone or does not fit it", row.seq));
                Value::Null
            });
            let said = with_words(
                community,
                row.seq,
                said,
                &words.remove(&row.seq).unwrap_or_default(),
                &seen.blanked,
                report,
            );
            seen.note(row, &said, personal.map(|part| part.body).as_deref());
        }
    }
    for row in journal::words(conn, community, walk.seq, i64::MAX).await? {
        report.found(community, format!("entry {}: there are words of it, and no such entry", row.seq));
    }
    for row in journal::sealed_parts(conn, community, walk.seq, i64::MAX).await? {
        report.found(community, format!("entry {}: there is a sealed part, and no such entry", row.seq));
    }
    for (seq, act) in &seen.unknown {
        let what = format!("entry {seq} says {act}, which is not known to this version");
        report.uncovered.push(Finding { community: community.to_string(), what });
    }
    if of_nobody > 0 {
        let what = format!("under whom personal parts are kept: not covered before entry {}", of_nobody + 1);
        report.uncovered.push(Finding { community: community.to_string(), what });
    }
    if seen.gone != seen.erased {
        let what = format!("{} personal parts are missing, erasures account for {}", seen.gone, seen.erased);
        report.found(community, what);
    }
    match journal::head(conn, community).await {
        Ok(head) if (head.seq, &head.hash) == (walk.seq, &walk.hash) => {}
        Ok(head) => report.found(
            community,
            format!("the head says {} entries, the chain has {}: entries at the end are missing", head.seq, walk.seq),
        ),
        Err(Fault::NotFound) => report.found(community, "the head of the chain is gone".to_owned()),
        Err(fault) => return Err(fault),
    }
    Ok(seen)
}

/// Whether a personal part is kept under the member whose it says that it is; nothing where it says nothing, as earlier ones do.
fn whose(part: &PrivateRow) -> Option<bool> {
    let body: Value = serde_json::from_str(&part.body).unwrap_or_default();
    text_at(&body, journal::WHOSE).map(|whose| whose == part.member)
}

/// What an entry says with the words beside it; each must be the one that its line, or a blanking, names.
pub(super) fn with_words(
    community: &str,
    seq: i64,
    body: Value,
    words: &[WordsRow],
    blanked: &Blanked,
    report: &mut Report,
) -> Value {
    for one in words.iter().filter(|one| !blanked.words(&body, one)) {
        report.found(community, format!("entry {seq}: its {} is not the text that the entry fixed", one.key));
    }
    for under in ["texts", "data"] {
        let named = body.get(under).and_then(Value::as_object).into_iter().flat_map(|all| all.keys());
        for key in named.filter(|key| !words.iter().any(|one| one.key == **key)) {
            report.found(community, format!("entry {seq}: its {key} is gone"));
        }
    }
    chain::with_words(body, &words.iter().map(chain::Words::from).collect::<Vec<_>>())
}

/// Walks along a chain.
#[derive(Default)]
pub(super) struct Walk {
    pub seq: i64,
    hash: String,
    at: i64,
}

impl Walk {
    pub fn step(&mut self, community: &str, row: &EntryRow, blanked: &Blanked, report: &mut Report) {
        report.entries += 1;
        if row.seq != self.seq + 1 {
            report.found(community, format!("entry {} is missing", self.seq + 1));
        } else if row.prev != self.hash {
            report.found(community, format!("entry {} does not follow from the entry before it", row.seq));
        }
        if chain::entry_hash(community, row) != row.hash && !blanked.line(row) {
            report.found(community, format!("entry {} ({}) was changed: its hash does not fit", row.seq, row.act));
        }
        if blanked.misnamed(row) {
            report.found(community, format!("entry {}: no entry says that words in it were blanked", row.seq));
        }
        if let Some(by) = blanked.undone(row).filter(|_| !blanked.is_kept()) {
            report
                .found(community, format!("entry {}: what entry {by} blanked in its line stands there again", row.seq));
        }
        if row.at < self.at {
            report.found(community, format!("entry {} is older than the entry before it", row.seq));
        }
        (self.seq, self.hash, self.at) = (row.seq, row.hash.clone(), row.at);
    }
}

/// Reads `SEQ:HASH`.
///
/// # Errors
/// A sentence that says what is expected.
pub fn parse_head(text: &str) -> Result<(i64, String), String> {
    rules::typed::ascii(text)
        .split_once(':')
        .and_then(|(seq, hash)| Some((seq.trim().parse().ok()?, hash.trim().to_ascii_lowercase())))
        .filter(|(_, hash): &(i64, String)| hash.len() == 64)
        .ok_or_else(|| {
            format!("{text:?} is not SEQ:HASH as printed on a notice, e.g. 42:9f2c… (64 letters and digits)")
        })
}
