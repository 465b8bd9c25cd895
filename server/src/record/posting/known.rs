//! The last day of what hangs was reckoned without the holidays of its year, and they became known: it moves on where it falls on a day
//! off, and never to an earlier one.

use super::{
    in_community,
    rows::{self as board, PostingRow},
};
use crate::{
    act::Desk,
    fault::Fault,
    store::{Answer, journal::Entry, write::Sender},
};
use rules::{
    days::Holidays,
    posting::{self, DaysKnown},
    says::Says,
};
use serde_json::json;

impl Desk {
    /// Says of every posting whose last day was reckoned by plain days when it ends, as far as the holidays are known by now. Each is an
    /// entry of its community's chain, with the day that was published before.
    ///
    /// # Errors
    /// Database errors.
    pub async fn know_postings(&self, holidays: &Holidays) -> Result<(), Fault> {
        for row in board::unknown(&mut *self.read().await?).await? {
            if let Some(known) = posting::know_days(&row.posting()?, row.last()?, holidays) {
                self.know_posting(row, known).await?;
            }
        }
        Ok(())
    }

    async fn know_posting(&self, row: PostingRow, known: DaysKnown) -> Result<(), Fault> {
        let community = row.community.clone();
        let told = self.writer.act(&community, Sender::program(), move |writing| {
            Box::pin(async move {
                in_community(writing, row.kind, &row.subject).await?;
                board::store_known(writing, &row, known).await?;
                let body = json!({ "kind": row.kind, "from": row.last_day, "last": known.last() });
                writing.append(Entry::new(Says::PostingDaysKnown, None, &row.subject, body)).await?;
                Ok(Answer::done(""))
            })
        });
        told.await?;
        self.pages.turn();
        Ok(())
    }
}
