//! What is left of secret votes that have ended is removed from the engine.

use crate::{
    act::{At, Desk},
    fault::Fault,
    sitting::vote::rows::VoteRow,
    store::forget,
};
use rules::ballot::Mode;
use std::time::Duration;

impl At<'_, VoteRow> {
    /// Marks a secret vote to be forgotten: with this act its live state may be gone.
    pub(super) async fn forgets_secret(&mut self) -> Result<(), Fault> {
        if self.on.mode == Mode::Secret { forget::mark(self.writing, &self.on.id).await } else { Ok(()) }
    }
}

impl Desk {
    /// Follows an act after which a secret vote's live state may be gone: what the engine still holds of it is removed as soon as
    /// nobody reads it any more.
    pub(super) async fn forgets_vote(&self, on: &VoteRow) {
        if on.mode == Mode::Secret {
            self.forget_secrets(false).await;
        }
    }

    /// Removes what the engine still holds of secret votes that have ended: of those that are marked, or `always`. This waits
    /// a second for it and no longer; the rest is done in the background, for as long as it takes. The vote itself is durable,
    /// and closed.
    pub async fn forget_secrets(&self, always: bool) {
        const PATIENCE: Duration = Duration::from_secs(1);
        let desk = self.clone();
        let gone = tokio::spawn(async move { desk.until_forgotten(always).await });
        // Let go, the task runs on.
        let _ = tokio::time::timeout(PATIENCE, gone).await;
    }

    async fn until_forgotten(&self, always: bool) {
        const FIRST: Duration = Duration::from_millis(50);
        const LAST: Duration = Duration::from_secs(5);
        /// So many tries pass between two lines in the log.
        const QUIET: u32 = 60;
        let _alone = self.forgetting.lock().await;
        let mut wait = FIRST;
        for tries in 0_u32.. {
            match self.forget_once(always).await {
                Ok(true) => return,
                Ok(false) if tries % QUIET == QUIET / 6 => {
                    tracing::warn!("a reader holds the last traces of a secret vote: they are removed when it ends");
                }
                Ok(false) => {}
                Err(fault) if tries % QUIET == 0 => {
                    tracing::error!(fault = fault.chain(), "traces of a secret vote are still to be removed");
                }
                Err(_) => {}
            }
            tokio::time::sleep(wait).await;
            wait = (wait * 2).min(LAST);
        }
    }

    /// Tries once; `false`: somebody still reads what was there before.
    async fn forget_once(&self, always: bool) -> Result<bool, Fault> {
        let marks = forget::marks(&mut *self.read().await?).await?;
        if marks.is_empty() && !always {
            return Ok(true);
        }
        if !self.db.forget().await? {
            return Ok(false);
        }
        self.quietly(move |conn| Box::pin(async move { forget::unmark(conn, &marks).await })).await?;
        // That this was written stands in the log as well; it tells nothing, and goes at the next closing at the latest.
        self.db.forget().await?;
        Ok(true)
    }
}
