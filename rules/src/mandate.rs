//! Proxies (委托): somebody on the roll lets another vote for them, in writing, where the law of the body allows it. The
//! clerk puts the written mandate on record; it counts while its holder is there (P-PRESENT), and whoever comes in person
//! votes in person.

use crate::{Refusal, body::Proxies, proposal, session};

/// Longest description of the written mandate, in characters.
pub const LIMIT: usize = 300;

/// What recording a mandate is judged by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MandateFacts {
    /// The session's phase.
    pub session: session::Phase,
    /// Who may hold one in this body.
    pub proxies: Proxies,
    /// Who gives it is on the roll.
    pub on_roll: bool,
    /// Giver and holder are one person.
    pub own: bool,
    /// Giver and holder are of one household.
    pub same_household: bool,
    /// A mandate of the giver is on record already.
    pub given: bool,
}

/// A judged mandate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mandated {
    said: String,
}

impl Mandated {
    /// What the written mandate says: its date and how far it goes.
    #[must_use]
    pub fn said(&self) -> &str {
        &self.said
    }
}

/// Judges a written mandate before it is put on record.
///
/// # Errors
/// `(field, refusal)` that stands in the way.
pub fn record(facts: &MandateFacts, said: &str) -> Result<Mandated, (&'static str, Refusal)> {
    running(facts.session)?;
    if facts.proxies == Proxies::None {
        return Err(("", Refusal::NoProxies));
    }
    if !facts.on_roll {
        return Err(("giver", Refusal::GiverNotOnRoll));
    }
    if facts.own {
        return Err(("holder", Refusal::ProxyOwn));
    }
    if facts.proxies == Proxies::SameHousehold && !facts.same_household {
        return Err(("holder", Refusal::ProxyOtherHousehold));
    }
    if facts.given {
        return Err(("giver", Refusal::ProxyGiven));
    }
    let said = proposal::text(said, LIMIT).map_err(|refusal| ("said", refusal))?;
    Ok(Mandated { said })
}

/// A mandate that is taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Revoked(());

/// Judges taking a mandate back: not while a ballot that was cast by it waits for its result.
///
/// # Errors
/// Why nothing is done in this phase, or [`Refusal::ProxyUsed`].
pub fn revoke(session: session::Phase, used: bool) -> Result<Revoked, Refusal> {
    running(session).map_err(|(_, refusal)| refusal)?;
    if used { Err(Refusal::ProxyUsed) } else { Ok(Revoked(())) }
}

fn running(phase: session::Phase) -> Result<(), (&'static str, Refusal)> {
    use session::Phase as P;
    if matches!(phase, P::Announced | P::Open | P::Suspended) { Ok(()) } else { Err(("", phase.not_now())) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use session::Phase;

    #[test]
    fn a_mandate_is_recorded_where_the_law_of_the_body_allows_it() {
        let ready = MandateFacts {
            session: Phase::Open,
            proxies: Proxies::SameHousehold,
            on_roll: true,
            own: false,
            same_household: true,
            given: false,
        };
        let said = " 2026-03-10 书面委托，全部议题 ";
        assert_eq!(
            record(&ready, said).map(|one| one.said().to_owned()),
            Ok("2026-03-10 书面委托，全部议题".to_owned())
        );
        let cases = [
            (MandateFacts { session: Phase::Closed, ..ready }, ("", Refusal::Over)),
            (MandateFacts { proxies: Proxies::None, ..ready }, ("", Refusal::NoProxies)),
            (MandateFacts { on_roll: false, ..ready }, ("giver", Refusal::GiverNotOnRoll)),
            (MandateFacts { own: true, ..ready }, ("holder", Refusal::ProxyOwn)),
            (MandateFacts { same_household: false, ..ready }, ("holder", Refusal::ProxyOtherHousehold)),
            (MandateFacts { given: true, ..ready }, ("giver", Refusal::ProxyGiven)),
        ];
        for (facts, why) in cases {
            assert_eq!(record(&facts, said), Err(why));
        }
        assert_eq!(record(&ready, " "), Err(("said", Refusal::Empty)));
        let owner = MandateFacts { proxies: Proxies::Anybody, same_household: false, ..ready };
        assert!(record(&owner, said).is_ok());
        assert_eq!(revoke(Phase::Open, true), Err(Refusal::ProxyUsed));
        assert_eq!(revoke(Phase::Closed, false), Err(Refusal::Over));
        assert!(revoke(Phase::Open, false).is_ok());
    }
}
