//! Work that takes a core for a while: done beside the workers that answer, by no more at once than there are cores, so that
//! what somebody asks for slows others and never stops them.

use crate::fault::Fault;
use std::{sync::LazyLock, time::Duration};
use tokio::sync::Semaphore;

/// How long one waits for a turn.
const TURN: Duration = Duration::from_secs(20);
/// Pictures at once: each may take a few hundred megabytes.
const PICTURES: usize = 2;

static CORES: LazyLock<Semaphore> =
    LazyLock::new(|| Semaphore::new(std::thread::available_parallelism().map_or(1, usize::from)));
static AT_PICTURES: Semaphore = Semaphore::const_new(PICTURES);

/// Does it when there is a core for it.
///
/// # Errors
/// [`Fault::Busy`] when none came free in time; what the work itself came to is its own value.
pub async fn heavy<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Fault> {
    turn(&CORES, work).await
}

/// The same for reading a picture.
///
/// # Errors
/// [`Fault::Busy`].
pub async fn picture<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Fault> {
    turn(&AT_PICTURES, work).await
}

async fn turn<T: Send + 'static>(
    places: &'static Semaphore,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Fault> {
    let turn = tokio::time::timeout(TURN, places.acquire()).await.map_err(|_| Fault::Busy)?;
    let turn = turn.map_err(|_| Fault::Stopped)?;
    // The place goes with the work, not with who asked: whoever hangs up frees no core.
    let done = tokio::task::spawn_blocking(move || {
        let _turn = turn;
        work()
    });
    done.await.map_err(|error| Fault::Other(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    };

    #[tokio::test]
    async fn d18_no_more_at_once_than_there_are_places_even_if_askers_hang_up() {
        static PLACES: Semaphore = Semaphore::const_new(2);
        let (now, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
        let all: Vec<_> = (0..20)
            .map(|at| {
                let (now, most) = (Arc::clone(&now), Arc::clone(&most));
                let work = turn(&PLACES, move || {
                    most.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                    std::thread::sleep(Duration::from_millis(20));
                    now.fetch_sub(1, Ordering::SeqCst);
                });
                tokio::spawn(async move {
                    if at % 2 == 0 {
                        let _ = tokio::time::timeout(Duration::from_millis(5), work).await;
                    } else {
                        work.await.expect("done");
                    }
                })
            })
            .collect();
        for one in all {
            one.await.expect("ended");
        }
        assert!(most.load(Ordering::SeqCst) <= 2);
    }
}
