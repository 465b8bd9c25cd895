//! What the front page and the head of a board show: what is on now, how each place stands, what is new.

use super::record::{Listed, Tag};

/// A line of news: what it leads to, and how that stands.
#[derive(Debug, Clone, Default)]
pub struct News {
    /// The line.
    pub line: Listed,
    /// What tells the news; the line's own mark where there is nothing to tell.
    pub tags: Vec<Tag>,
}

impl From<Listed> for News {
    fn from(line: Listed) -> Self {
        Self { line, tags: Vec::new() }
    }
}

/// A sitting that is on.
#[derive(Debug, Clone, Default)]
#[expect(missing_docs, reason = "plain fields, named for what the page prints")]
pub struct OnNow {
    pub href: String,
    pub place: String,
    pub title: String,
    /// The item that is called, or empty.
    pub item: String,
    /// It is interrupted.
    pub suspended: bool,
}

/// A number that stands for how a place does, and what it counts.
#[derive(Debug, Clone, Default)]
pub struct Figure {
    /// As it is shown.
    pub number: String,
    /// What it counts.
    pub words: String,
    /// It is nothing to be proud of.
    pub late: bool,
}

/// Two pictures of one undertaking.
#[derive(Debug, Clone, Default)]
#[expect(missing_docs, reason = "plain fields, named for what the page prints")]
pub struct Change {
    pub href: String,
    pub title: String,
    /// Where each picture is, and what it shows: before, and after.
    pub pictures: [(String, String); 2],
}

/// A place on the front page.
#[derive(Debug, Clone, Default)]
#[expect(missing_docs, reason = "plain fields, named for what the page prints")]
pub struct PlaceCard {
    pub href: String,
    pub name: String,
    /// Village or community, and of how many households.
    pub kind: String,
    pub figures: Vec<Figure>,
    /// The newest of what it published.
    pub latest: Option<News>,
    /// Its next meeting.
    pub next: Option<Listed>,
    pub retired: bool,
}

/// The front page.
#[derive(Debug, Clone, Default)]
pub struct FrontPage {
    /// What is on now.
    pub on: Vec<OnNow>,
    /// The places.
    pub places: Vec<PlaceCard>,
    /// What a decision changed that can be seen.
    pub changes: Vec<Change>,
    /// What was searched for, and what was found: each place with its lines.
    pub query: String,
    #[expect(missing_docs, reason = "said above")]
    pub found: Vec<(String, Vec<News>)>,
}
