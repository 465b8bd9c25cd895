//! What is sent arrives in time, or it is given up: nobody holds a connection and its memory by sending slowly or not at all.

use axum::body::{Body, Bytes};
use futures::{StreamExt, stream};
use std::{
    io,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};
use tokio::time::{Instant, timeout_at};

/// How slowly a body may arrive. A weak line at 2 kB a second gets through; whoever stops does not.
#[derive(Debug, Clone, Copy)]
pub struct Pace {
    /// How long nothing may come.
    pub idle: Duration,
    /// How long it may take to get going.
    pub grace: Duration,
    /// The least of bytes a second, after that.
    pub least: u32,
    /// How long a form may take in all; files have a limit of their own.
    pub form: Duration,
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            idle: Duration::from_secs(20),
            grace: Duration::from_secs(30),
            least: 1024,
            form: Duration::from_secs(300),
        }
    }
}

impl Pace {
    /// When more must have come, of a body that began at `began` and of which so many bytes are there at `now`.
    fn limit(self, began: Instant, now: Instant, bytes: u64, whole: Option<Duration>) -> Instant {
        let millis = bytes.saturating_add(1).saturating_mul(1000).div_ceil(u64::from(self.least.max(1)));
        let paced = began + self.grace + Duration::from_millis(millis);
        let limit = paced.min(now + self.idle);
        whole.map_or(limit, |whole| limit.min(began + whole))
    }
}

/// Whether a body was given up.
#[derive(Debug, Clone, Default)]
pub struct Late(Arc<AtomicBool>);

impl Late {
    /// Whether it was.
    pub fn is_so(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// The same body, which ends with an error where it does not arrive at this pace; `whole`: how long it may take in all.
pub fn paced(body: Body, pace: Pace, whole: Option<Duration>, late: &Late) -> Body {
    let began = Instant::now();
    let from = (body.into_data_stream(), 0_u64, false, late.clone());
    Body::from_stream(stream::unfold(from, move |(mut chunks, bytes, over, late)| async move {
        if over {
            return None;
        }
        let limit = pace.limit(began, Instant::now(), bytes, whole);
        let (said, over): (io::Result<Bytes>, bool) = match timeout_at(limit, chunks.next()).await {
            Ok(chunk) => match chunk? {
                Ok(chunk) => (Ok(chunk), false),
                Err(error) => (Err(io::Error::other(error)), true),
            },
            Err(_) => {
                late.0.store(true, Ordering::Relaxed);
                (Err(io::ErrorKind::TimedOut.into()), true)
            }
        };
        let come = said.as_ref().map_or(0, |chunk| u64::try_from(chunk.len()).unwrap_or(u64::MAX));
        Some((said, (chunks, bytes.saturating_add(come), over, late)))
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How many bytes come through of what arrives in such pieces: how many bytes, and how many milliseconds after the last.
    fn through(pieces: &[(u64, u64)], whole: Option<Duration>) -> Option<u64> {
        let began = Instant::now();
        let (mut now, mut come) = (began, 0);
        for (bytes, after) in pieces {
            let limit = Pace::default().limit(began, now, come, whole);
            now += Duration::from_millis(*after);
            if now > limit {
                return None;
            }
            come += bytes;
        }
        Some(come)
    }

    #[test]
    fn d18_a_slow_line_gets_through_and_a_silent_one_does_not() {
        let form = Some(Pace::default().form);
        assert_eq!(through(&[(2_000, 1_000); 50], form), Some(100_000), "2 kB a second");
        assert_eq!(through(&[(2_000, 1_000); 255], form), Some(510_000), "the longest form");
        assert_eq!(through(&[(1_460, 15_000), (1_460, 14_000)], form), Some(2_920), "a line that breaks off");
        assert_eq!(through(&[(519_000, 0), (1_000, 21_000)], form), None, "silence");
        assert_eq!(through(&[(1, 1_000); 60], form), None, "drops");
        assert_eq!(through(&[(1_200, 1_000); 400], form), None, "for ever");
        assert_eq!(through(&[(2_000, 1_000); 500], None), Some(1_000_000), "a file takes longer");
        assert_eq!(through(&[(100, 1_000); 60], None), None, "and is no drops either");
    }
}
