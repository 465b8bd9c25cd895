//! Interests and recusal on one item (P-RECUSE, [P]: the national laws have no recusal of voters). Whoever has an interest
//! declares it, and says whether they keep out of the vote. The recused are present, cast nothing, and stay in the base
//! unless the body's rule takes them out.

use crate::{Refusal, proposal, session};

/// Longest interest, in characters.
pub const LIMIT: usize = 300;

/// What a declaration is judged by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DeclareFacts {
    /// The session's phase.
    pub session: session::Phase,
    /// The person is on the session's roll.
    pub on_roll: bool,
    /// The item was ended, or its vote's result declared.
    pub settled: bool,
    /// A vote on the item takes ballots, and this person's unit has taken part in it.
    pub taken: bool,
    /// A vote on the item is closed and not yet declared: who was recused is fixed.
    pub fixed: bool,
    /// It is recorded by the clerk, not by the person.
    pub by_clerk: bool,
    /// The person has declared something themselves.
    pub own: bool,
    /// A vote on the item takes ballots.
    pub voting: bool,
}

/// A judged declaration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Declared {
    interest: String,
    recused: bool,
}

impl Declared {
    /// The interest, in the person's words.
    #[must_use]
    pub fn interest(&self) -> &str {
        &self.interest
    }

    /// Whether the person keeps out of the vote.
    #[must_use]
    pub const fn recused(&self) -> bool {
        self.recused
    }
}

/// Judges a declaration: of somebody on the roll, until the vote is closed, and not by who has voted already. A later
/// declaration takes the place of an earlier one; both are in the journal. The clerk records it for somebody without a phone
/// before the vote opens, and never over what the person declared.
///
/// # Errors
/// `(field, refusal)` that stands in the way.
pub fn declare(facts: &DeclareFacts, interest: &str, recused: bool) -> Result<Declared, (&'static str, Refusal)> {
    if !matches!(facts.session, session::Phase::Announced | session::Phase::Open | session::Phase::Suspended) {
        return Err(("", facts.session.not_now()));
    }
    if facts.settled {
        return Err(("", Refusal::ItemEnded));
    }
    if !facts.on_roll {
        return Err(("", Refusal::NotOnRoll));
    }
    if facts.fixed {
        return Err(("", Refusal::InterestTooLate));
    }
    // Nobody is put out of a vote by another, and nobody's own word is changed by another.
    if facts.by_clerk && facts.own {
        return Err(("number", Refusal::OwnDeclaration));
    }
    if facts.by_clerk && facts.voting {
        return Err(("number", Refusal::VoteStillOpen));
    }
    if facts.taken {
        return Err(("", Refusal::InterestAfterVote));
    }
    let interest = proposal::text(interest, LIMIT).map_err(|refusal| ("interest", refusal))?;
    Ok(Declared { interest, recused })
}

#[cfg(test)]
mod tests {
    use super::*;
    use session::Phase;

    #[test]
    fn an_interest_is_declared_until_the_vote_is_closed() {
        let ready = DeclareFacts {
            session: Phase::Open,
            on_roll: true,
            settled: false,
            taken: false,
            fixed: false,
            by_clerk: false,
            own: false,
            voting: false,
        };
        let declared = declare(&ready, " 我是投标人的堂兄 ", true);
        assert_eq!(
            declared.map(|one| (one.interest().to_owned(), one.recused())),
            Ok(("我是投标人的堂兄".into(), true))
        );
        let cases = [
            (DeclareFacts { session: Phase::Closed, ..ready }, Refusal::Over),
            (DeclareFacts { session: Phase::Draft, ..ready }, Refusal::NotBegun),
            (DeclareFacts { settled: true, ..ready }, Refusal::ItemEnded),
            (DeclareFacts { on_roll: false, ..ready }, Refusal::NotOnRoll),
            (DeclareFacts { fixed: true, ..ready }, Refusal::InterestTooLate),
            (DeclareFacts { taken: true, ..ready }, Refusal::InterestAfterVote),
        ];
        for (facts, refusal) in cases {
            assert_eq!(declare(&facts, "亲属", false), Err(("", refusal)));
        }
        let clerk = DeclareFacts { by_clerk: true, ..ready };
        assert!(
            declare(&clerk, "亲属", true).is_ok()
                && declare(&DeclareFacts { own: true, ..ready }, "亲属", true).is_ok()
        );
        let over = DeclareFacts { own: true, ..clerk };
        assert_eq!(declare(&over, "亲属", false), Err(("number", Refusal::OwnDeclaration)));
        let late = DeclareFacts { voting: true, ..clerk };
        assert_eq!(declare(&late, "亲属", true), Err(("number", Refusal::VoteStillOpen)));
        assert_eq!(declare(&ready, " ", true), Err(("interest", Refusal::Empty)));
    }
}
