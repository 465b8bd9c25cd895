//! How an item ends without a vote: a report was heard, a consensus is recorded, it is put off, or referred to another body.

use crate::{
    Refusal,
    body::BodyKind,
    coded::coded,
    proposal::{optional, text},
    session,
};

/// Longest text of an ending or of a dissent, in characters.
pub const ENDING_LIMIT: usize = 2_000;

coded! {
    /// How an item ended.
    Ending {
        /// A report was heard (听取报告).
        Heard "heard",
        /// Nobody objected, or who did is on record with the reason (形成共识).
        Consensus "consensus",
        /// Put off to a later date (延期再议).
        PutOff "put_off",
        /// Referred to the body that may decide it (转交).
        Referred "referred",
    }
}

impl Ending {
    /// Whether an item may end so once a vote on it was declared and did not carry it: it may come up again, or go to another body.
    /// Nobody records a consensus on what was voted down.
    #[must_use]
    pub const fn may_follow_rejection(self) -> bool {
        matches!(self, Self::PutOff | Self::Referred)
    }

    /// The ways in which an item may end now: every one, or those that may follow a vote that did not carry it.
    pub fn offered(rejected: bool) -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied().filter(move |one| !rejected || one.may_follow_rejection())
    }
}

/// What ending an item is judged by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EndFacts<'a> {
    /// The session's phase.
    pub session: session::Phase,
    /// Whether the item was settled before, by an ending or by a vote that carried it.
    pub settled: bool,
    /// Whether a vote on it was declared that did not carry it.
    pub rejected: bool,
    /// Whether a vote on it runs.
    pub voting: bool,
    /// Whether the date lies after today.
    pub date_ahead: bool,
    /// The words of the record.
    pub body: &'a str,
    /// What dissenters say; a consensus keeps it. They are named only if they wish.
    pub dissent: &'a str,
    /// The body that it is referred to.
    pub referred: Option<BodyKind>,
}

/// A judged ending.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ended {
    kind: Ending,
    body: String,
    dissent: String,
    referred: Option<BodyKind>,
}

impl Ended {
    /// How.
    #[must_use]
    pub const fn kind(&self) -> Ending {
        self.kind
    }

    /// The words of the record.
    #[must_use]
    pub fn body(&self) -> &str {
        &self.body
    }

    /// What dissenters say.
    #[must_use]
    pub fn dissent(&self) -> &str {
        &self.dissent
    }

    /// The body that it is referred to.
    #[must_use]
    pub const fn referred(&self) -> Option<BodyKind> {
        self.referred
    }
}

/// Judges ending an item without a vote.
///
/// # Errors
/// The field, and why not.
pub fn end(kind: Ending, facts: &EndFacts<'_>) -> Result<Ended, (&'static str, Refusal)> {
    if facts.session != session::Phase::Open {
        return Err(("", facts.session.not_now()));
    }
    if facts.settled {
        return Err(("", Refusal::ItemEnded));
    }
    if facts.voting {
        return Err(("", Refusal::VoteStillOpen));
    }
    if facts.rejected && !kind.may_follow_rejection() {
        return Err(("kind", Refusal::ItemVotedDown));
    }
    if kind == Ending::PutOff && !facts.date_ahead {
        return Err(("due", Refusal::TimePast));
    }
    let referred = facts.referred.filter(|_| kind == Ending::Referred);
    if kind == Ending::Referred && referred.is_none() {
        return Err(("referred", Refusal::NotOffered));
    }
    let body = text(facts.body, ENDING_LIMIT).map_err(|refusal| ("body", refusal))?;
    let dissent = if kind == Ending::Consensus { facts.dissent } else { "" };
    let dissent = optional(dissent, ENDING_LIMIT).map_err(|refusal| ("dissent", refusal))?;
    Ok(Ended { kind, body, dissent, referred })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_ends_once_with_what_its_kind_needs() {
        let facts = EndFacts {
            session: session::Phase::Open,
            settled: false,
            rejected: false,
            voting: false,
            date_ahead: false,
            body: "听取了报告。",
            dissent: "三组有人反对。",
            referred: None,
        };
        let heard = end(Ending::Heard, &facts).expect("heard");
        assert_eq!((heard.body(), heard.dissent()), ("听取了报告。", ""), "only a consensus has dissenters");
        assert_eq!(end(Ending::Consensus, &facts).map(|one| one.dissent().to_owned()), Ok("三组有人反对。".to_owned()));
        for (kind, facts, why) in [
            (Ending::Heard, EndFacts { session: session::Phase::Closed, ..facts }, ("", Refusal::Over)),
            (Ending::Heard, EndFacts { settled: true, ..facts }, ("", Refusal::ItemEnded)),
            (Ending::Heard, EndFacts { voting: true, ..facts }, ("", Refusal::VoteStillOpen)),
            (Ending::Heard, EndFacts { body: " ", ..facts }, ("body", Refusal::Empty)),
            (Ending::PutOff, facts, ("due", Refusal::TimePast)),
            (Ending::Referred, facts, ("referred", Refusal::NotOffered)),
        ] {
            assert_eq!(end(kind, &facts), Err(why));
        }
        // What was voted down is no consensus, and no report that was heard.
        let down = EndFacts { rejected: true, date_ahead: true, referred: Some(BodyKind::VillagerAssembly), ..facts };
        for kind in [Ending::Heard, Ending::Consensus] {
            assert_eq!(end(kind, &down), Err(("kind", Refusal::ItemVotedDown)));
        }
        assert!(Ending::offered(true).eq([Ending::PutOff, Ending::Referred]));
        assert!(Ending::offered(true).all(|kind| end(kind, &down).is_ok()));
        assert!(end(Ending::PutOff, &EndFacts { date_ahead: true, ..facts }).is_ok());
        let to = EndFacts { referred: Some(BodyKind::VillagerAssembly), ..facts };
        assert_eq!(end(Ending::Referred, &to).map(|one| one.referred()), Ok(Some(BodyKind::VillagerAssembly)));
        assert_eq!(end(Ending::Heard, &to).map(|one| one.referred()), Ok(None));
    }
}
