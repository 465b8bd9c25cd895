//! What a touch looks like: the fragments of the live room, rendered as the pages render them.

use super::Audience;
use crate::{
    act::Desk,
    fault::Fault,
    sitting::{session::Sitting, talk::rows::thread as threads, view, vote::rows as votes},
    store::{Conn, feed::Touch},
};
use app::{
    islands::{Message, Part},
    pages, parts,
    parts::render,
    say,
    view::{
        Cx,
        sitting::{Heading, ItemView},
    },
};
use leptos::prelude::AnyView;
use rules::{
    Language,
    id::{CommunityId, ItemId, SessionId, VoteId},
    vote::Phase,
};
use std::collections::{BTreeMap, HashMap};

/// The message that tells an audience what was touched.
pub(super) async fn message(
    desk: &Desk,
    conn: &mut Conn,
    community: &CommunityId,
    session: &str,
    touches: &[Touch],
    audience: Audience,
) -> Result<Message, Fault> {
    let sitting = Sitting::load(conn, (&desk.rules, desk.now()), community, &SessionId::from(session)).await?;
    let (Audience::Page(language) | Audience::Screen(language)) = audience;
    let cx = Cx { language, ..Cx::default() };
    if let Audience::Screen(_) = audience {
        let board = view::screen_board(conn, &sitting, language).await?;
        let mut parts = Parts::default();
        parts.put("screen", "", || pages::screen::board(&cx, &board));
        return Ok(Message { parts: parts.done(), ..Message::default() });
    }
    let mut fragments =
        Fragments { cx, sitting, heading: None, items: HashMap::new(), parts: Parts::default(), said: String::new() };
    for touch in touches {
        fragments.touch(conn, touch).await?;
    }
    // What is said and counted changes nothing that is anybody's own.
    let own = touches.iter().any(|touch| {
        matches!(touch, Touch::Sitting | Touch::Item(_) | Touch::Vote(_) | Touch::Speech | Touch::RollCall)
    });
    Ok(Message { parts: fragments.parts.done(), said: fragments.said, own, ..Message::default() })
}

/// What somebody missed, in words: how many things of each kind.
pub(super) fn missed_words(counts: &[(String, i64)], audience: Audience) -> String {
    let (Audience::Page(language) | Audience::Screen(language)) = audience;
    let told = ["remark", "proposal", "vote", "item"].into_iter().filter_map(|kind| {
        let (_, count) = counts.iter().find(|(one, _)| one == kind)?;
        Some(say::sentence(language, &format!("missed-{kind}"), &[("count", count.to_string())]))
    });
    let list = told.collect::<Vec<_>>().join(match language {
        Language::Zh => "，",
        Language::En => ", ",
    });
    if list.is_empty() { list } else { say::sentence(language, "live-missed", &[("list", list)]) }
}

/// Fragments by id: what was touched twice is sent once, in the order of its last touch.
#[derive(Default)]
struct Parts {
    parts: BTreeMap<usize, Part>,
    next: usize,
}

impl Parts {
    fn put(&mut self, id: &str, list: &str, fragment: impl FnOnce() -> AnyView) {
        self.parts.retain(|_, part| part.id != id);
        let part = Part { id: id.to_owned(), html: render(fragment), list: list.to_owned() };
        self.parts.insert(self.next, part);
        self.next += 1;
    }

    fn done(self) -> Vec<Part> {
        self.parts.into_values().collect()
    }
}

/// The fragments of one message. The heading and each item that was touched are loaded once.
struct Fragments {
    cx: Cx,
    sitting: Sitting,
    heading: Option<Heading>,
    items: HashMap<ItemId, Option<ItemView>>,
    parts: Parts,
    said: String,
}

impl Fragments {
    async fn heading(&mut self, conn: &mut Conn) -> Result<Heading, Fault> {
        if let Some(known) = &self.heading {
            return Ok(known.clone());
        }
        let heading = view::head(conn, &self.sitting, self.cx.language).await?;
        self.heading = Some(heading.clone());
        Ok(heading)
    }

    async fn state(&mut self, conn: &mut Conn, id: &ItemId) -> Result<Option<ItemView>, Fault> {
        if let Some(known) = self.items.get(id) {
            return Ok(known.clone());
        }
        let state = view::item_state(conn, &self.sitting, id, self.cx.language, false).await?;
        self.items.insert(id.clone(), state.clone());
        Ok(state)
    }

    async fn now(&mut self, conn: &mut Conn) -> Result<(), Fault> {
        let current = match self.sitting.session.current_item.clone() {
            none if none.is_empty() => None,
            id => self.state(conn, &id).await?,
        };
        self.parts.put("now", "", || parts::room::now(&self.cx, current.as_ref()));
        Ok(())
    }

    /// The line under an item; whether it is the one that is called.
    async fn line(&mut self, conn: &mut Conn, id: &ItemId) -> Result<bool, Fault> {
        let Some(item) = self.state(conn, id).await? else { return Ok(false) };
        self.parts.put(&format!("state-{id}"), "", || parts::room::item_state(&self.cx, &item));
        Ok(item.current)
    }

    async fn item(&mut self, conn: &mut Conn, id: &ItemId) -> Result<(), Fault> {
        if self.line(conn, id).await? {
            self.now(conn).await?;
        }
        Ok(())
    }

    async fn vote(&mut self, conn: &mut Conn, id: &VoteId) -> Result<Phase, Fault> {
        let row = votes::find(conn, id).await?;
        let round = view::round(conn, (&row, self.sitting.now), self.cx.language, false).await?;
        self.parts.put(&format!("vote-{id}"), "", || pages::vote::state(&self.cx, &round));
        self.item(conn, &row.item).await?;
        Ok(row.phase)
    }

    async fn touch(&mut self, conn: &mut Conn, touch: &Touch) -> Result<(), Fault> {
        let language = self.cx.language;
        match touch {
            Touch::Sitting => {
                let heading = self.heading(conn).await?;
                self.parts.put("facts", "", || parts::sitting::facts(&self.cx, &heading));
                self.parts.put("quorum", "", || parts::room::quorum(&heading));
                self.now(conn).await?;
            }
            Touch::Presence => {
                let heading = self.heading(conn).await?;
                self.parts.put("quorum", "", || parts::room::quorum(&heading));
            }
            Touch::Item(id) => {
                self.item(conn, id).await?;
                self.now(conn).await?;
            }
            Touch::Counts(id) => {
                self.line(conn, id).await?;
            }
            Touch::Vote(id) => {
                let words = match self.vote(conn, id).await? {
                    Phase::Open => "live-vote-open",
                    Phase::Declared => "live-vote-declared",
                    _ => "live-vote-closed",
                };
                self.said = say::sentence(language, words, &[]);
            }
            Touch::Turnout(id) => {
                self.vote(conn, id).await?;
            }
            Touch::Proposal(id) => {
                let row = threads::proposal(conn, id).await?;
                let one = view::proposal_view(conn, &self.sitting, &row, language).await?;
                let list = format!("proposals-{}", row.item);
                self.parts.put(&format!("proposal-{id}"), &list, || parts::room::proposal(&self.cx, &one));
            }
            Touch::Remark(id) => {
                let row = threads::remark(conn, id).await?;
                let one = view::remark_view(conn, &self.sitting, &row, language).await?;
                let list = match row.parent.as_str() {
                    "" => format!("remarks-{}", row.item),
                    parent => format!("answers-{parent}"),
                };
                // The whole line joins its list where it is new; where it stands already, what is said takes its place
                // and its answers stay.
                self.parts.put(&format!("said-{id}"), &list, || parts::room::remark(&self.cx, &one));
            }
            Touch::Speech => {
                let speaking = view::speaking(conn, &self.sitting).await?;
                self.parts.put("speaking", "", || parts::room::speaking(&self.cx, &speaking));
            }
            Touch::RollCall => {
                let (call, _) = view::roll_call(conn, &self.sitting).await?;
                self.parts.put("roll-call", "", || parts::room::roll_call(&self.cx, &call));
                if call.running && call.answered == 0 {
                    self.said = say::sentence(language, "live-roll-call", &[]);
                }
            }
        }
        Ok(())
    }
}
