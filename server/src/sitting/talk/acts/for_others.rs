//! What people without a phone say in the hall, entered by whoever presides: a hand, a proposal, a second. Each is theirs, under their
//! name; the chain says that the chair entered it.

use super::{
    super::{floor::turns, floor_of, in_thread, is_voting, proposal_facts, thread::bound, thread_of},
    propose,
};
use crate::{
    act::{Act, Address, At, Form, Stop, Subject},
    fault::Fault,
    people::{member::rows::MemberRow, naming::named},
    secret,
    sitting::{
        presence::rows as presence,
        session::rows::{self as sessions, ItemRow, SessionRow},
        talk::rows::{
            floor,
            thread::{self as threads, NewProposal, ProposalRow},
        },
    },
    store::feed::Touch,
    text::fingerprint,
};
use app::address;
use rules::{
    Refusal,
    id::ProposalId,
    permit::Act as May,
    says::Says,
    speech::{self, HandFacts, Side, State},
    thread::{self, Floor},
};
use serde_json::{Value, json};

/// Puts somebody into the queue of speakers.
pub struct RaiseHandFor;

impl Act for RaiseHandFor {
    type On = SessionRow;
    const AT: &'static str = "/s/{session}/hand-for";
    const MAY: &'static [May] = &[May::LeadDiscussion];
    const SAYS: &'static [Says] = &[Says::HandRaised];

    async fn run(at: &mut At<'_, SessionRow>, form: &Form) -> Result<Address, Stop> {
        let member = whom(at, form).await?;
        let rows = floor::speeches(at.writing.conn(), &at.on.id, &at.on.current_item).await?;
        let up = |state| matches!(state, State::Waiting | State::Speaking);
        let side = Side::from_id(form.get("side")).ok_or(("side", Refusal::NotOffered))?;
        let facts = HandFacts {
            session: at.on.phase,
            paused: at.on.pauses_at(at.now().0),
            voting: is_voting(at.writing, &at.on.id).await?,
            has_item: !at.on.current_item.is_empty(),
            here: presence::attendee(at.writing.conn(), &at.on.id, &member.id).await?.is_some_and(|one| one.here()),
            raised: rows.iter().any(|row| row.member == member.id && up(row.state)),
            turns: turns(&rows, &member.id),
            taken: 0,
        };
        let raised = speech::raise(&facts, side)?;
        let (id, item) = (secret::id(), at.on.current_item.clone());
        floor::store_raised(at.writing, &at.permit, raised, &id, &at.on.id, &item, &member.id).await?;
        let personal = json!({ "item": item, "side": side.id(), "member": member.id });
        entered(at, Says::HandRaised, &member, personal).await?;
        at.touch(Touch::Speech);
        Ok(Address(format!("{}#speaking", Self::back(&at.on))))
    }

    fn back(on: &SessionRow) -> String {
        address::chair(&on.id)
    }
}

/// Enters a proposal that somebody made aloud.
pub struct ProposeFor;

impl Act for ProposeFor {
    type On = ItemRow;
    const AT: &'static str = "/i/{item}/propose-for";
    const MAY: &'static [May] = &[May::Moderate];
    const SAYS: &'static [Says] = &[Says::ProposalMade];

    async fn run(at: &mut At<'_, ItemRow>, form: &Form) -> Result<Address, Stop> {
        let (member, item) = (whom(at, form).await?, at.on.clone());
        let floor = may_speak(at, &item, &member).await?;
        let voting = bound(at.writing.conn(), &item.session, &item.id).await?.voting;
        let there = threads::proposals(at.writing.conn(), &item.id).await?;
        let (open, made) = propose::of(&there, &member.id);
        let proposed = thread::propose(floor, (voting, open, made), form.get("title"), form.raw("body"))?;
        let number = there.last().map_or(1, |one| one.number + 1);
        let id = ProposalId::from(secret::id());
        let new = NewProposal { id: &id, item: &item, number, author: &member.id, entered: true };
        threads::store_made(at.writing, &at.permit, &proposed, &new).await?;
        let text = proposed.text();
        let hash = fingerprint(text.form(), &[text.title(), text.body()]);
        let personal = json!({ "proposal": id, "revision": proposed.number(), "text_hash": hash, "by": member.id });
        entered(at, Says::ProposalMade, &member, personal).await?;
        at.touch(Touch::Proposal(id.clone()));
        Ok(in_thread(&item.id, &format!("proposal-{id}")))
    }

    fn back(on: &ItemRow) -> String {
        thread_of(&on.id)
    }
}

/// Enters that somebody seconded a proposal aloud.
pub struct SecondFor;

impl Act for SecondFor {
    type On = ProposalRow;
    const AT: &'static str = "/p/{proposal}/second-for";
    const MAY: &'static [May] = &[May::Moderate];
    const SAYS: &'static [Says] = &[Says::ProposalSeconded];

    async fn run(at: &mut At<'_, ProposalRow>, form: &Form) -> Result<Address, Stop> {
        let member = whom(at, form).await?;
        let item = sessions::item(at.writing.conn(), &at.on.item).await?;
        let floor = may_speak(at, &item, &member).await?;
        let already = threads::has_seconded(at.writing.conn(), &at.on.id, &member.id).await?;
        let seconded = thread::second(floor, &at.on.id, &proposal_facts(&at.on, &member.id), already)?;
        threads::store_seconded(at.writing, &at.permit, &seconded, &member.id, true).await?;
        let personal = json!({ "proposal": at.on.id, "by": member.id });
        entered(at, Says::ProposalSeconded, &member, personal).await?;
        at.touch(Touch::Proposal(at.on.id.clone()));
        Ok(in_thread(&item.id, &format!("proposal-{}", at.on.id)))
    }

    async fn stands(at: &mut At<'_, ProposalRow>) -> Result<Option<String>, Fault> {
        Ok(Some(at.on.latest.to_string()))
    }

    fn back(on: &ProposalRow) -> String {
        address::proposal(&on.id)
    }
}

/// Whom the form names, by number and name.
async fn whom<S: Subject>(at: &mut At<'_, S>, form: &Form) -> Result<MemberRow, Stop> {
    let community = at.on.community().clone();
    Ok(named(at.writing.conn(), &community, form, "member").await??)
}

/// Lets somebody who is there say something under an item: order over the thread binds posts, not what the chair enters.
async fn may_speak<S: Subject>(at: &mut At<'_, S>, item: &ItemRow, member: &MemberRow) -> Result<Floor, Stop> {
    let item = ItemRow { pause: 0, locked: false.into(), ..item.clone() };
    let session = sessions::find(at.writing.conn(), &item.session).await?;
    let here = presence::attendee(at.writing.conn(), &session.id, &member.id).await?.is_some_and(|one| one.here());
    if !here {
        return Err(("member", Refusal::NotHere).into());
    }
    let now = at.now();
    Ok(floor_of(at.writing.conn(), &session, &item, &member.id, false, now).await??)
}

/// Says that it was done: openly that the chair entered it; whose it is, and who entered it, in the personal part.
async fn entered<S: Subject>(
    at: &mut At<'_, S>,
    says: Says,
    member: &MemberRow,
    mut personal: Value,
) -> Result<(), Stop> {
    let by = at.member()?;
    if let Some(told) = personal.as_object_mut() {
        told.insert("entered_by".to_owned(), by.as_str().into());
    }
    let entry = at.entry(says, json!({ "entered": "chair" })).about(&member.id, personal);
    at.writing.append(entry).await?;
    Ok(())
}
