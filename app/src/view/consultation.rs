//! What the pages of a consultation show. The public reads groups and numbers; names are for members.
#![expect(missing_docs, reason = "plain fields, named for what the page prints")]

use super::{
    record::{Draft, Seal},
    sitting::Heading,
};
use rules::{consultation::Feedback, published::ConsultationContent, typed::TextForm};

/// The public page of an opinion.
#[derive(Debug, Clone)]
pub struct OpinionPage {
    pub content: ConsultationContent,
    /// The consensus as HTML.
    pub consensus: String,
    pub seal: Seal,
}

/// Somebody who takes part.
#[derive(Debug, Clone)]
pub struct TakesPart {
    pub id: String,
    /// Name and number, or name and organisation.
    pub name: String,
    pub guest: bool,
    /// A guest who is there.
    pub here: bool,
    /// A guest who was there and left.
    pub gone: bool,
    pub speaking: bool,
}

/// An interest group.
#[derive(Debug, Clone)]
pub struct PartyView {
    pub id: String,
    pub name: String,
    pub people: Vec<TakesPart>,
    /// Who said that nobody takes part, and on which day.
    pub refused: Option<(String, String)>,
    /// What it holds apart from the consensus, as it was typed.
    pub holds: String,
}

/// What a guest said in a turn.
#[derive(Debug, Clone)]
pub struct SaidView {
    pub turn: String,
    /// Whose, and when.
    pub who: String,
    /// What was talked over.
    pub item: String,
    /// As HTML; empty until it was taken down.
    pub body: String,
    pub speaking: bool,
}

/// Somebody dissents.
#[derive(Debug, Clone)]
pub struct DissentView {
    pub who: String,
    pub party: String,
    pub day: String,
    pub paper: bool,
    /// As HTML.
    pub body: String,
}

/// What the viewer may do.
#[derive(Debug, Clone, Copy, Default)]
pub struct MayConsult {
    /// Keep it: groups, guests, what is said.
    pub keep: bool,
    /// The groups may still change.
    pub settle: bool,
    /// Keep the door for guests.
    pub door: bool,
    /// Give guests the floor.
    pub call: bool,
    pub write: bool,
    /// Say that the opinion was read back.
    pub read: bool,
    pub dissent: bool,
    /// Enter the dissent of others.
    pub enter: bool,
    /// Tell what became of it.
    pub tell: bool,
}

/// `/s/…/consultation`: where it is kept, for members.
#[derive(Debug, Clone)]
pub struct ConsultationPage {
    pub heading: Heading,
    pub may: MayConsult,
    pub parties: Vec<PartyView>,
    /// Guests who speak for no group.
    pub guests: Vec<TakesPart>,
    pub said: Vec<SaidView>,
    /// The sitting has begun: something may be summed up.
    pub begun: bool,
    pub content: ConsultationContent,
    /// The consensus as HTML.
    pub consensus_html: String,
    pub consensus: String,
    pub form: TextForm,
    pub draft: Draft,
    pub base: String,
    pub correction: String,
    /// Names the opinion that would be read back.
    pub read_seen: String,
    /// It was read back as it stands: when, in words.
    pub read: String,
    pub dissents: Vec<DissentView>,
    pub published: bool,
    /// Its public address, once published.
    pub public: String,
    /// What was told of it.
    pub feedback: Option<Feedback>,
    /// Names that, for the act that tells it anew.
    pub feedback_seen: String,
}
