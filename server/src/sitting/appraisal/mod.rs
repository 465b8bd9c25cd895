//! The yearly appraisal (民主评议): who stands on the ballot of an item, and that a post has ended when the result says so twice. The ballot
//! is a vote of the item (`vote`): it is opened, cast, closed, counted by two tellers, declared and published as every other, and differs in
//! that each ballot has a line for everybody. It removes nobody from anything.

pub mod acts;
pub(crate) mod host;
pub mod rows;

use crate::{
    fault::Fault,
    record::publication::rows as publication,
    sitting::{
        appraisal::rows::{AppraisedRow, TwiceRow},
        session::{Sitting, rows::ItemRow},
        talk::rows::floor,
        vote::rows as votes,
    },
    store::Conn,
    zone,
};
use rules::{
    Moment,
    appraisal::{Appraised, DropFacts, Terms, Twice, told_apart},
    days::Holidays,
    id::MemberId,
    kind::appraisal::Grade,
    record::VoteRecord,
    rule_set::SourcedRule,
    session, vote,
};

/// What changing the ballot of an item is judged by.
pub(crate) struct Ballot {
    session: session::Phase,
    ended: bool,
    rounds: Vec<vote::Phase>,
    named: Vec<MemberId>,
}

impl Ballot {
    /// Of an item.
    pub async fn of(conn: &mut Conn, sitting: &Sitting, item: &ItemRow) -> Result<Self, Fault> {
        let rounds = votes::of_item(conn, &item.session, &item.id).await?;
        Ok(Self {
            session: sitting.session.phase,
            ended: floor::ending(conn, &item.id).await?.is_some(),
            rounds: rounds.iter().map(|row| row.phase).collect(),
            named: rows::of_item(conn, &item.id).await?.into_iter().map(|one| one.member).collect(),
        })
    }

    /// As the rules see it.
    pub fn facts(&self) -> DropFacts<'_> {
        DropFacts { session: self.session, ended: self.ended, rounds: &self.rounds, named: &self.named }
    }
}

/// Who stands on the ballot of an item, by the names that the result has, and how each came out before in the same office.
pub(crate) async fn people(conn: &mut Conn, rows: &[AppraisedRow]) -> Result<Vec<Appraised>, Fault> {
    let mut people = Vec::new();
    for (name, row) in names(rows).into_iter().zip(rows) {
        let before = before(conn, row).await?;
        people.push(Appraised { name, office: row.office.clone(), before });
    }
    Ok(people)
}

/// The names on the ballot, each once.
pub(crate) fn names(rows: &[AppraisedRow]) -> Vec<String> {
    told_apart(&rows.iter().map(|row| (row.name.clone(), row.office.clone())).collect::<Vec<_>>())
}

/// The grade that somebody had in the last appraisal in the same office whose result is published.
async fn before(conn: &mut Conn, row: &AppraisedRow) -> Result<Option<String>, Fault> {
    for (record, place) in rows::published_before(conn, row).await? {
        if let Some(grade) = graded(&record, place)? {
            return Ok(Some(grade.grade));
        }
    }
    Ok(None)
}

/// How the person in a place of the ballot came out; nothing where the appraisal had no result.
fn graded(record: &str, place: i64) -> Result<Option<Grade>, Fault> {
    let record: VoteRecord = serde_json::from_str(record)?;
    let Some(appraisal) = record.appraisal() else { return Ok(None) };
    let place = usize::try_from(place).unwrap_or(usize::MAX);
    Ok(appraisal.outcomes().into_iter().nth(place).and_then(|(_, grade)| grade))
}

/// Somebody whose post ends by law, and the duty to establish it.
pub(crate) struct Ended {
    pub row: TwiceRow,
    pub stands: Twice,
}

/// Whose post ends by results that are published, and is not yet established: the first due before the others.
pub(crate) async fn ended(conn: &mut Conn, zone: &str, rows: Vec<TwiceRow>) -> Result<Vec<Ended>, Fault> {
    let mut ended = Vec::new();
    for row in rows {
        if !graded(&row.record, row.position)?.is_some_and(|grade| grade.post_terminated) {
            continue;
        }
        let revisions = publication::revisions(conn, &row.community, &row.vote).await?;
        let Some(first) = revisions.iter().map(|one| one.at).min() else { continue };
        let rule: SourcedRule = serde_json::from_str(&row.rule)?;
        let days = rule.appraisal.and_then(|terms: Terms| terms.days);
        let stands = Twice::since(zone::day(Moment(first), zone)?, days, Holidays::known());
        ended.push(Ended { row, stands });
    }
    ended.sort_by_key(|one| (one.stands.due.is_none(), one.stands.due, one.row.nth));
    Ok(ended)
}
