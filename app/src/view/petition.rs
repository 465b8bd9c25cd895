//! What the pages of joint requests show. The public reads text, numbers and days; names are for members.

use super::{board::BoardList, record::Seal};
use rules::{
    id::CommunityId,
    petition::{Ask, Signers, State},
    published::PetitionContent,
    rule_set::{Checked, Mark},
};

/// One of the shares by which a request is reached, as it stands.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "plain fields, named for what the page prints")]
pub struct BarView {
    pub signers: Signers,
    /// How many have signed, how many are needed, how many could.
    pub signed: u64,
    pub required: u64,
    pub base: u64,
    /// The same in one sentence, with its source.
    pub sentence: String,
    pub mark: Mark,
    pub checked: Checked,
}

/// The public page of a joint request.
#[derive(Debug, Clone)]
pub struct PetitionPage {
    /// As published.
    pub content: PetitionContent,
    /// The text as HTML.
    pub text: String,
    /// The answer as HTML, or empty.
    pub answer: String,
    /// How it stands: as its revision says, and of one that is open as it is now.
    pub state: State,
    /// Its day has passed without what it asks for.
    pub late: bool,
    /// The numbers.
    pub bars: Vec<BarView>,
    /// Where what it was met by is found, or empty.
    pub met: String,
    /// What proves it.
    pub seal: Seal,
}

/// A signature, as members see it.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "plain fields, named for what the page prints")]
pub struct SignerView {
    pub member: String,
    pub name: String,
    /// It stands on paper.
    pub paper: bool,
    /// A second person has not looked at the paper yet.
    pub waits: bool,
    /// The viewer may be that person.
    pub may_confirm: bool,
    /// They may say that it is not on the paper, also when enough have signed.
    pub may_strike: bool,
}

/// What members and staff do about a joint request.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "plain fields, named for what the page prints")]
pub struct PetitionDesk {
    pub id: String,
    pub ask: Ask,
    /// The estate whose owners sign, or empty.
    pub estate: String,
    /// What is asked for, as HTML.
    pub text: String,
    pub state: State,
    pub due: String,
    pub late: bool,
    pub bars: Vec<BarView>,
    pub signers: Vec<SignerView>,
    /// The viewer has signed.
    pub signed: bool,
    /// Their signature was entered from paper, and nobody has looked at it again.
    pub waits: bool,
    /// The viewer may sign now.
    pub may_sign: bool,
    /// The viewer began it, and may still take it back.
    pub may_withdraw: bool,
    pub may_enter: bool,
    pub may_answer: bool,
    /// Where a matter is opened from it, while it belongs to none.
    pub open_matter: Option<String>,
    /// What it may be met by: value and words.
    pub met_by: Vec<(String, String)>,
    /// Where what it asks for is done: the key of the words and the address.
    pub leads: Vec<(&'static str, String)>,
}

/// What may be asked for, by how many, and by when it is due.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "plain fields, named for what the page prints")]
pub struct AskView {
    /// As a form names it.
    pub value: String,
    pub ask: Ask,
    /// The estate whose owners sign, or empty.
    pub estate: String,
    /// Each share in words, with its source and what gives it its force.
    pub bars: Vec<(String, Mark, String)>,
    pub days: i64,
    pub days_source: String,
}

/// The joint requests of a place.
#[derive(Debug, Clone, Default)]
#[expect(missing_docs, reason = "plain fields, named for what the page prints")]
pub struct PetitionsPage {
    pub community: CommunityId,
    pub name: String,
    pub asks: Vec<AskView>,
    pub list: BoardList,
}

/// Where one is begun.
#[derive(Debug, Clone, Default)]
#[expect(missing_docs, reason = "plain fields, named for what the page prints")]
pub struct NewPetition {
    pub community: CommunityId,
    pub asks: Vec<AskView>,
}
