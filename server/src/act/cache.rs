//! Public pages as they were last rendered. What a page shows changes only by an act: the first act that is durable on
//! this node lets every page go, and no page is older than a second, for the acts of other nodes.

use crate::{secret, text::qr};
use axum::body::Bytes;
use rules::Moment;
use std::{
    collections::HashMap,
    sync::{
        Arc, LazyLock, Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
};

/// How long a page is served without being looked at again, in milliseconds.
const FRESH: i64 = 1_000;
/// The most pages that are kept; beyond them all are let go.
const MOST: usize = 4096;

/// The most codes that are kept, likewise.
const MOST_CODES: usize = 1024;

/// A page with its entity tag.
#[derive(Debug, Clone)]
pub struct Page {
    /// The page.
    pub body: Bytes,
    /// Its entity tag, in quotes.
    pub tag: String,
    epoch: u64,
    at: Moment,
}

/// The pages.
#[derive(Debug, Default)]
pub struct Pages {
    epoch: AtomicU64,
    pages: Mutex<HashMap<String, Page>>,
}

impl Pages {
    /// Something durable was done: every page is rendered anew.
    pub fn turn(&self) {
        self.epoch.fetch_add(1, Ordering::SeqCst);
    }

    /// The number of the present state; taken before a page is rendered, so that what is done meanwhile is not missed.
    pub fn epoch(&self) -> u64 {
        self.epoch.load(Ordering::SeqCst)
    }

    /// The page as it was rendered, if nothing was done since. A clock that was set back makes no page younger.
    pub fn get(&self, key: &str, now: Moment) -> Option<Page> {
        let fresh = |page: &&Page| page.epoch == self.epoch() && (0..FRESH).contains(&(now.0 - page.at.0));
        let pages = self.pages.lock().unwrap_or_else(PoisonError::into_inner);
        pages.get(key).filter(fresh).cloned()
    }

    /// Keeps a page that was rendered from what stood at an epoch and a moment.
    pub fn put(&self, key: String, (epoch, at): (u64, Moment), body: String) -> Page {
        let page = Page { tag: tag(&body), body: body.into(), epoch, at };
        let mut pages = self.pages.lock().unwrap_or_else(PoisonError::into_inner);
        if pages.len() >= MOST {
            pages.clear();
        }
        pages.insert(key, page.clone());
        page
    }
}

/// The codes of published addresses, drawn once: an address never changes, and to draw its code costs more than all the rest of
/// its page.
static CODES: LazyLock<Mutex<HashMap<String, Arc<str>>>> = LazyLock::new(Mutex::default);

/// The QR code of a published address, as SVG.
pub fn code(url: &str) -> Arc<str> {
    let known = || CODES.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(code) = known().get(url) {
        return Arc::clone(code);
    }
    // Drawn outside the lock: others read on.
    let code: Arc<str> = qr(url).into();
    let mut codes = known();
    if codes.len() >= MOST_CODES {
        codes.clear();
    }
    codes.insert(url.to_owned(), Arc::clone(&code));
    code
}

/// The ETag of what is sent: what it holds names it.
pub fn tag(body: &str) -> String {
    format!("\"{}\"", secret::digest(&[body]).chars().take(32).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::{FRESH, Pages};
    use rules::Moment;

    #[test]
    fn a_page_is_kept_for_a_second_of_the_clock_and_until_the_next_act() {
        let (pages, then) = (Pages::default(), Moment(1_000_000));
        let kept = |after: i64| pages.get("board", Moment(then.0 + after)).is_some();
        pages.put("board".to_owned(), (pages.epoch(), then), "as it stood".to_owned());
        assert!(kept(0) && kept(FRESH - 1) && !kept(FRESH));
        assert!(!kept(-1), "the clock was set back");
        pages.turn();
        assert!(!kept(0), "something was done");
    }
}
