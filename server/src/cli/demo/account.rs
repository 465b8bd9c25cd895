//! The village's account, line by line: the clerk pastes each month, names the decisions behind the large sums, and the supervision
//! committee judges every line before the month is disclosed.

use super::{
    company::{CLERK, Company, SUPERVISOR},
    form,
    ledgers::{DECIDED, Ledger},
};
use crate::{
    fault::Fault,
    record::{
        ledger::{
            acts::{BeginLedger, EnterLines, LinkLine, PassLines, decides, read_of},
            month_named, rows, waiting_of,
        },
        publication::{
            Kind,
            rows::{self as publication, Filter},
        },
    },
};
use app::parts::base::SEEN;
use rules::{id::CommunityId, ledger::Cents};

/// A month is entered and judged.
pub async fn keep(company: &mut Company<'_>, one: &Ledger) -> Result<(), Fault> {
    let Some((month, table)) = &one.account else { return Ok(()) };
    let place = CommunityId::from(one.community);
    let clerk = (one.community, CLERK);
    let span = month_named(month).ok_or(Fault::Stored("a month"))?;
    if rows::book(&mut *company.desk.read().await?, &place).await?.is_none() {
        let opening = Cents(super::ledgers::VILLAGE_BEFORE).to_string();
        let begin = [
            ("first", month.as_str()),
            ("opening", opening.as_str()),
            ("limit", "20000"),
            ("limit_basis", "村级财务管理制度第九条"),
        ];
        company.does::<BeginLedger>(clerk, place.clone(), &form(&begin)).await?;
    }
    let key = (place.clone(), month.clone());
    let read = read_of(table);
    company.does::<EnterLines>(clerk, key.clone(), &form(&[("rows", table.as_str()), ("read", read.as_str())])).await?;
    let filter = Filter { kind: Kind::Outcome.id().to_owned(), ..Filter::public() };
    let decisions = publication::list(&mut *company.desk.read().await?, &place, &filter, (1000, 0)).await?;
    for line in rows::lines(&mut *company.desk.read().await?, &place, span).await? {
        let Some((_, title)) = DECIDED.iter().find(|(words, _)| line.summary.starts_with(words)) else { continue };
        // On another evening the month may have come before its decision.
        let Some(row) = decisions.iter().find(|row| row.title == *title) else { continue };
        if !decides(row)? {
            continue;
        }
        let basis = format!("{}/{}", Kind::Outcome.id(), row.subject);
        company.does::<LinkLine>(clerk, key.clone(), &form(&[("line", line.id.as_str()), ("basis", &basis)])).await?;
    }
    let waits = waiting_of(&rows::lines(&mut *company.desk.read().await?, &place, span).await?);
    company.does::<PassLines>((one.community, SUPERVISOR), key, &form(&[(SEEN, waits.as_str())])).await.map(|_| ())
}
