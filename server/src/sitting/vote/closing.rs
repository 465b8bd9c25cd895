//! What closing a vote fixes, and the count that follows from it.

use crate::{
    act::At,
    fault::Fault,
    secret,
    sitting::{
        appraisal,
        item::rows::interest,
        presence::{
            attending::{counts, households_of},
            rows::{self as presence, households, mandate},
        },
        session::rows as sessions,
        vote::rows::{self as votes, VoteRow, count, secret as secrets},
    },
    store::{Writing, feed::Touch},
};
use rules::{
    appraisal::Sheets,
    ballot::{Mode, Way},
    count::Agreed,
    id::MemberId,
    kind::{Area, Areas, Households},
    roll::Channel,
    says::Says,
    vote::{self, Closing, OwnersClosing, RepresentedClosing, by_owners, by_represented},
};
use serde_json::json;
use std::collections::{HashMap, HashSet};

/// What closing fixes: who is there, the phone ballots, the papers, the hands in the room.
pub(super) async fn closing(writing: &mut Writing, row: &VoteRow) -> Result<Closing, Fault> {
    let mode = row.mode;
    let attendees = presence::attendees(writing.conn(), &row.session).await?;
    let represented = mandate::represented(writing.conn(), &row.session).await?;
    let takers: HashMap<String, Way> = votes::takers(writing.conn(), &row.id).await?.into_iter().collect();
    let recused = interest::recused(writing.conn(), &row.item).await?;
    let cast: HashSet<String> = takers.keys().cloned().collect();
    let phone = match mode {
        // Of a vote that is not open the counters are gone; `close` refuses it.
        Mode::Secret if row.phase == vote::Phase::Open => secrets::tally(writing.conn(), &row.id).await?,
        Mode::Secret => Default::default(),
        Mode::Named | Mode::Hands => votes::tally(writing.conn(), &row.id).await?,
    };
    let raises = |one: &&presence::AttendeeRow| {
        let in_room = *one.on_roll && one.counts() && *one.channel == Some(Channel::Onsite);
        in_room && !cast.contains(&one.unit) && !recused.contains(&one.unit)
    };
    let raised: HashSet<&str> =
        attendees.iter().chain(&represented).filter(raises).map(|one| one.unit.as_str()).collect();
    let hands = if mode == Mode::Hands { raised.len() as u64 } else { 0 };
    let body = row.rule()?.rule.body;
    let owners = if by_owners(&body) { Some(owners_closing(writing, row).await?) } else { None };
    let through = match by_represented(&body) {
        true => Some(represented_closing(writing, row, households_of(&attendees, &cast)).await?),
        false => None,
    };
    let sheets = sheets(writing, row).await?;
    let counts = counts((&attendees, &represented), &cast, &recused);
    Ok(Closing { mode, counts, phone, papers: row.papers(), hands, owners, represented: through, sheets })
}

/// What closing fixes of an appraisal: who stands on the ballot, and how phones graded them.
async fn sheets(writing: &mut Writing, row: &VoteRow) -> Result<Option<Sheets>, Fault> {
    if row.rule()?.appraisal.is_none() {
        return Ok(None);
    }
    let rows = appraisal::rows::of_item(writing.conn(), &row.item).await?;
    let people = appraisal::people(writing.conn(), &rows).await?;
    // Of a vote that is not open the counters are gone; `close` refuses it.
    let phone = if row.phase == vote::Phase::Open {
        secrets::sheets(writing.conn(), &row.id).await?
    } else {
        vec![Default::default(); people.len()]
    };
    Ok(Some(Sheets { people, phone }))
}

/// What closing fixes of a vote of owners: the areas of the roll, of the phone ballots, and of the papers that are out.
async fn owners_closing(writing: &mut Writing, row: &VoteRow) -> Result<OwnersClosing, Fault> {
    let (eligible, papers) = count::weights(writing.conn(), &row.id).await?;
    let [in_favour, against, abstain] = count::phone_weights(writing.conn(), &row.id).await?.map(Area);
    let phone = Areas { in_favour, against, abstain, ..Areas::default() };
    Ok(OwnersClosing { eligible: Area(eligible), phone, papers: Area(papers) })
}

/// What closing fixes of a vote through representatives: every household, those for which somebody is there, those of the phone ballots,
/// and of the papers that are out.
async fn represented_closing(writing: &mut Writing, row: &VoteRow, present: u64) -> Result<RepresentedClosing, Fault> {
    let eligible = households::count_frozen(writing.conn(), &row.session).await?;
    let (_, papers) = count::weights(writing.conn(), &row.id).await?;
    let [in_favour, against, abstain] = count::phone_weights(writing.conn(), &row.id).await?;
    let phone = Households { in_favour, against, abstain, ..Households::default() };
    Ok(RepresentedClosing { eligible, present, phone, papers })
}

/// Accepts the count: tally and verdict are made here, by `rules::judge`, and nowhere else. The journal is public at once, the
/// result only when declared: until then the chain holds a salted hash. A count that is void (P-VOID) is sealed.
pub(super) async fn accept(at: &mut At<'_, VoteRow>, closing: &Closing, agreed: Option<&Agreed>) -> Result<(), Fault> {
    let title = sessions::revision_title(at.writing.conn(), &at.on.item, at.on.revision).await?;
    let counted = vote::count(closing, agreed, (&at.on.id, title.as_str()), &at.on.rule()?)
        .map_err(|malformed| Fault::Count(malformed.field()))?;
    votes::store_counted(at.writing, &at.permit, &counted).await?;
    if counted.is_void() || !closing.is_kept() {
        count::settle(at.writing, &at.on).await?;
    }
    let record = serde_json::to_string(counted.record())?;
    let entry = at
        .entry(Says::VoteCounted, json!({}))
        .about(&MemberId::default(), json!({ "record_hash": secret::digest(&[&record]) }));
    at.writing.append(entry).await?;
    if counted.is_void() {
        let [issued, collected] = counted.record().papers();
        let body = json!({ "reason": "ballots_exceed_issued", "issued": issued, "collected": collected });
        at.say(Says::VoteVoided, body).await?;
        at.touch(Touch::Item(at.on.item.clone()));
    }
    at.touch(Touch::Vote(at.on.id.clone()));
    Ok(())
}
