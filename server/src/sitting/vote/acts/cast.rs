//! A ballot by phone. A named one is an act with its entry; a secret one is none, and leaves a mark without a choice. They are two
//! acts: what is remembered of their forms differs.

use super::super::Part;
use crate::{
    act::{Act, Address, At, Desk, Form, Remembers, Stop},
    sitting::vote::rows::{self as votes, VoteRow, secret},
    store::{feed::Touch, silence},
};
use app::address;
use rules::{
    Refusal,
    ballot::{Choice, Mode, Way},
    id::MemberId,
    permit::Act as May,
    says::Says,
    vote::{self, CastFacts},
};
use serde_json::json;

/// Casts a ballot that stands under a name: the viewer's, or that of somebody whose mandate they hold (`giver`).
pub struct CastNamed;

impl Act for CastNamed {
    type On = VoteRow;
    const AT: &'static str = "/v/{vote}/ballot";
    const MAY: &'static [May] = &[May::CastBallot];
    const SAYS: &'static [Says] = &[Says::BallotCast];
    const FORM: Remembers = Remembers::Key;

    async fn run(at: &mut At<'_, VoteRow>, form: &Form) -> Result<Address, Stop> {
        let (choice, ballot) = (choice(form)?, Ballot::of(at, form).await?);
        if at.on.mode == Mode::Secret {
            return Err(Refusal::NotOffered.into());
        }
        let cast = vote::cast(&ballot.facts, (&at.on.id, &ballot.unit), choice)?;
        let channel = ballot.facts.present.map_or("", |channel| channel.id());
        at.touch(Touch::Turnout(at.on.id.clone()));
        let (unit, choice) = (&ballot.unit, cast.choice().id());
        let personal = if ballot.of == ballot.by {
            json!({ "unit": unit, "choice": choice })
        } else {
            json!({ "unit": unit, "choice": choice, "by": ballot.by })
        };
        let entry = at.entry(Says::BallotCast, json!({})).about(&ballot.of, personal);
        let seq = at.writing.append(entry).await?;
        if !votes::store_cast(at.writing, &at.permit, &cast, channel, seq).await? {
            return Err(Refusal::AlreadyVoted.into());
        }
        Ok(stored(&at.on))
    }
}

/// Casts a ballot that nothing ties to a name.
pub struct CastSecret;

impl Act for CastSecret {
    type On = VoteRow;
    const AT: &'static str = "/v/{vote}/secret-ballot";
    const MAY: &'static [May] = &[May::CastBallot];
    const SAYS: &'static [Says] = &[];
    const FORM: Remembers = Remembers::Nothing;

    async fn run(at: &mut At<'_, VoteRow>, form: &Form) -> Result<Address, Stop> {
        let (choice, ballot) = (choice(form)?, Ballot::of(at, form).await?);
        // An appraisal is graded, person by person.
        if at.on.mode != Mode::Secret || at.on.rule()?.appraisal.is_some() {
            return Err(Refusal::NotOffered.into());
        }
        let Some(key) = ballot.secretly(at, form).await? else { return Ok(again(&at.on)) };
        let cast = vote::cast(&ballot.facts, (&at.on.id, &ballot.unit), choice)?;
        in_silence(at).await?;
        if !secret::store_cast(at.writing, &at.permit, &cast, &key).await? {
            return Err(Refusal::SecretlyVoted.into());
        }
        Ok(stored(&at.on))
    }

    async fn done(desk: &Desk, on: &VoteRow) {
        // It touched nothing on record: only the open pages are told how many have voted.
        desk.hub.took_part(&on.session, &on.id);
    }
}

/// A ballot before it is cast.
pub(super) struct Ballot {
    pub facts: CastFacts,
    /// The unit that votes.
    pub unit: String,
    /// The member for whom.
    of: MemberId,
    /// The member by whom.
    by: MemberId,
}

impl Ballot {
    pub async fn of(at: &mut At<'_, VoteRow>, form: &Form) -> Result<Self, Stop> {
        let by = at.member()?;
        let giver = MemberId::from(form.get("giver"));
        let (part, of) = if giver.is_empty() {
            (Part::of(at.writing.conn(), &at.on, &by).await?, by.clone())
        } else {
            let held = Part::held(at.writing.conn(), &at.on, &by).await?;
            let one = held.into_iter().find(|(mandate, _)| mandate.giver == giver);
            (one.ok_or(Refusal::ProxyNotYours)?.1, giver)
        };
        let facts = part.ballot(&at.on, at.verified, at.now())?;
        Ok(Self { facts, unit: part.unit, of, by })
    }

    /// From here on what is done leaves no trace. The key of the form, which is kept with the mark of this ballot and goes with it: no
    /// other table learns of it. Nothing where this very form was taken in before: the first stands, and whether the second held the
    /// same choice nobody can tell, so it is said that it was not taken in.
    pub async fn secretly(&self, at: &mut At<'_, VoteRow>, form: &Form) -> Result<Option<String>, Stop> {
        at.writing.leaves_no_trace();
        let key = form.key().unwrap_or_default();
        let taken = self.facts.taken == Some(Way::Phone) && !key.is_empty();
        let sent = taken && secret::key(at.writing.conn(), &at.on.id, &self.unit).await?.as_deref() == Some(&key);
        Ok((!sent).then_some(key))
    }
}

/// Holds that nothing writes a secret ballot down, asked on the very connection that would.
pub(super) async fn in_silence(at: &mut At<'_, VoteRow>) -> Result<(), Stop> {
    if silence::talks(at.writing.conn()).await?.is_empty() { Ok(()) } else { Err(Refusal::BallotLogged.into()) }
}

/// Where it is said that the first ballot stands.
pub(super) fn again(on: &VoteRow) -> Address {
    Address(address::vote_again(&on.id))
}

fn choice(form: &Form) -> Result<Choice, Stop> {
    Ok(Choice::from_form(form.get("choice")).ok_or(("choice", Refusal::NoChoice))?)
}

pub(super) fn stored(on: &VoteRow) -> Address {
    Address(address::vote_stored(&on.id))
}
