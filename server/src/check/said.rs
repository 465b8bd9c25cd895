//! What was proposed, seconded and said in the thread, and the texts of items: no row without an entry, nothing put into another
//! mouth. That each text is the one that its entry fixed is held in `compare.rs`.

use crate::{
    check::verify::Report,
    fault::Fault,
    journal::{text_at, whole_at},
    sitting::talk::rows::entry as talk,
    store::{Conn, journal::EntryRow},
};
use rules::{id::CommunityId, says::Says};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What the entries say of it.
#[derive(Default)]
pub(super) struct Said {
    /// By entry: the item that a remark was made on, and whose it is, what it answers and is about; nothing of it where that was
    /// erased.
    remarks: HashMap<i64, (String, Value)>,
    /// Whether the last entry that marked a remark called it answered, where the entry names it.
    answered: HashMap<String, bool>,
    /// By item, how many remarks on it were marked as answered more often than unmarked.
    marks: HashMap<String, i64>,
    /// The revisions of items and of proposals.
    texts: BTreeSet<(String, i64)>,
    /// Seconds, by proposal: who, where the entry tells it.
    seconds: BTreeMap<String, Vec<Option<String>>>,
    /// Revisions of proposals and seconds of which the personal part was erased.
    erased: i64,
}

impl Said {
    /// Notes an entry with its public and personal parts.
    pub fn note(&mut self, row: &EntryRow, says: Says, body: &Value, personal: &Value) {
        let revision = |told: &Value, key: &str| {
            text_at(told, key).map(|id| (id.to_owned(), whole_at(told, "revision").unwrap_or_default()))
        };
        match says {
            Says::TextWritten | Says::ProposalPut => self.texts.extend(revision(body, "item")),
            Says::ProposalMade | Says::ProposalRevised => match revision(personal, "proposal") {
                Some(one) => self.texts.extend([one]),
                None => self.erased += 1,
            },
            Says::ProposalSeconded => match text_at(personal, "proposal") {
                Some(id) => {
                    let by = text_at(personal, "by").map(str::to_owned);
                    self.seconds.entry(id.to_owned()).or_default().push(by);
                }
                None => self.erased += 1,
            },
            Says::RemarkMade => {
                self.remarks.insert(row.seq, (row.subject.clone(), personal.clone()));
            }
            Says::RemarkMarked => {
                let Some(answered) = body.get("answered").and_then(Value::as_bool) else { return };
                *self.marks.entry(row.subject.clone()).or_default() += if answered { 1 } else { -1 };
                self.answered.extend(text_at(personal, "remark").map(|id| (id.to_owned(), answered)));
            }
            // `Seen::note` is asked about each.
            _ => {}
        }
    }

    /// Holds the rows of a community against it.
    pub async fn compare(&self, conn: &mut Conn, community: &CommunityId, report: &mut Report) -> Result<(), Fault> {
        self.remarks(conn, community, report).await?;
        // What was erased tells of so many rows more, and no longer of which.
        let mut untold = Vec::new();
        for (id, number) in talk::revisions(conn, community).await? {
            if !self.texts.contains(&(id.clone(), number)) {
                untold.push(format!("text {id}: no entry tells of revision {number}"));
            }
        }
        self.seconds(conn, community, &mut untold, report).await?;
        let found = untold.len() as i64;
        if found > self.erased {
            untold.into_iter().for_each(|what| report.found(community, what));
        } else if found < self.erased {
            let gone = self.erased - found;
            let what = format!("{gone} texts of proposals or seconds are gone of which personal parts were erased");
            report.found(community, what);
        }
        Ok(())
    }

    async fn remarks(&self, conn: &mut Conn, community: &CommunityId, report: &mut Report) -> Result<(), Fault> {
        let mut seen = BTreeSet::new();
        let mut marked: HashMap<String, i64> = HashMap::new();
        for row in talk::remarks(conn, community).await? {
            let fits = seen.insert(row.seq)
                && self.remarks.get(&row.seq).is_some_and(|(item, told)| {
                    let is = |key: &str, now: &str| text_at(told, key).is_none_or(|said| said == now);
                    *item == row.item
                        && is("remark", &row.id)
                        && is("by", &row.author)
                        && is("parent", &row.parent)
                        && is("about", &row.proposal)
                })
                && self.answered.get(&row.id).is_none_or(|answered| *answered == *row.answered);
            *marked.entry(row.item.clone()).or_default() += row.answered.stored();
            if !fits {
                report.found(community, format!("remark {}: no entry tells of it so", row.id));
            }
        }
        let items: BTreeSet<&String> = marked.keys().chain(self.marks.keys()).collect();
        let of = |all: &HashMap<String, i64>, item: &String| all.get(item).copied().unwrap_or_default();
        for item in items.into_iter().filter(|item| of(&marked, item) != of(&self.marks, item)) {
            report.found(community, format!("item {item}: other remarks are marked as answered than entries say"));
        }
        let gone = self.remarks.keys().filter(|seq| !seen.contains(seq)).collect::<BTreeSet<_>>();
        for seq in gone {
            report.found(community, format!("the remark of entry {seq} is gone"));
        }
        Ok(())
    }

    async fn seconds(
        &self,
        conn: &mut Conn,
        community: &CommunityId,
        untold: &mut Vec<String>,
        report: &mut Report,
    ) -> Result<(), Fault> {
        let mut now: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (proposal, member) in talk::seconds(conn, community).await? {
            now.entry(proposal).or_default().insert(member);
        }
        for (proposal, told) in &self.seconds {
            let now = now.get(proposal).cloned().unwrap_or_default();
            if now.len() < told.len() || told.iter().flatten().any(|by| !now.contains(by)) {
                report.found(community, format!("proposal {proposal}: a second is gone"));
            }
        }
        for (proposal, members) in now {
            let told = self.seconds.get(&proposal).map_or(0, Vec::len);
            let more = members.len().saturating_sub(told);
            untold.extend((0..more).map(|_| format!("proposal {proposal}: there is a second of which no entry tells")));
        }
        Ok(())
    }
}
