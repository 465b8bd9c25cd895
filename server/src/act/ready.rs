//! Whether this node can take acts. The write path is tried to the disk and back; one try stands for everybody who asks within
//! five seconds, so that asking costs nothing.

use crate::{
    act::Desk,
    clock::MOST_APART_MILLIS,
    fault::Fault,
    store::{commit, journal},
    zone,
};
use rules::Moment;
use std::time::Duration;
use tokio::{sync::Mutex, time::Instant};

/// How long a try stands.
const STANDS: Duration = Duration::from_secs(5);
/// How long a try may take.
const LIMIT: Duration = Duration::from_secs(3);

/// The last try, and what came of it.
#[derive(Debug, Default)]
pub struct Readiness(Mutex<Option<(Instant, Result<String, String>)>>);

impl Desk {
    /// Whether acts can be taken, and what the operator should know; the error says why not.
    ///
    /// # Errors
    /// What stands in the way, in words.
    pub async fn ready(&self) -> Result<String, String> {
        // What is known without trying is said at once.
        if let Some(reason) = self.db.down() {
            return Err(Fault::Unreachable(reason).chain());
        }
        self.db.is_there().map_err(|fault| fault.chain())?;
        // What an act found stands as long as a try.
        if let Some(reason) = self.writer.trouble(STANDS) {
            return Err(reason);
        }
        let mut last = self.readiness.0.lock().await;
        // A try that failed stands no longer than until an act came right.
        if let Some((at, said)) = &*last
            && at.elapsed() < STANDS
            && (said.is_ok() || !self.writer.wrote_since(*at))
        {
            return said.clone();
        }
        let said = match tokio::time::timeout(LIMIT, self.try_to_write()).await {
            Ok(Ok(said)) => said,
            Ok(Err(fault)) => Err(fault.chain()),
            Err(_) => Err(format!("writing gave no answer within {} seconds", LIMIT.as_secs())),
        };
        *last = Some((Instant::now(), said.clone()));
        said
    }

    async fn try_to_write(&self) -> Result<Result<String, String>, Fault> {
        let apart = self.learn_time().await?;
        if apart.abs() > MOST_APART_MILLIS {
            let seconds = apart.abs() / 1000;
            let side = if apart > 0 { "ahead of" } else { "behind" };
            return Ok(Err(format!(
                "this machine's clock is {seconds} seconds {side} the database's: no act is taken"
            )));
        }
        commit::probe(&self.db, self.now()).await?;
        let mut said = String::from("ready\n");
        for head in self.heads_ahead().await? {
            said.push_str(&head);
            said.push('\n');
        }
        Ok(Ok(said))
    }

    /// Learns the database's time and says by how many milliseconds this machine's clock is ahead of it.
    ///
    /// # Errors
    /// Database errors.
    pub async fn learn_time(&self) -> Result<i64, Fault> {
        Ok(self.db.time().await?.map_or(0, |time| self.clock.learn(time)))
    }

    /// Chains whose last entry lies in the future, each in a sentence. Deadlines pass them over; their next entries carry
    /// the same time until it is reached.
    ///
    /// # Errors
    /// Database errors.
    pub async fn heads_ahead(&self) -> Result<Vec<String>, Fault> {
        let limit = Moment(self.now().0 + MOST_APART_MILLIS);
        let ahead = journal::heads_after(&mut *self.read().await?, limit).await?;
        let words = |(community, head): (String, journal::Head)| {
            let at = zone::instant(head.at)?;
            Ok(format!("{community} the chain's time is {at}, in the future: something wrote with a wrong clock"))
        };
        ahead.into_iter().map(words).collect()
    }
}
