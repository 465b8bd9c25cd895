//! How an item stands: the same for its thread, the session's pages, the hall's screen and the live feed. What is touched alone is loaded
//! alone.

use crate::sitting::{item::rows::interest::InterestRow, talk::rows::floor::EndingRow, view::*};
use rules::id::{ItemId, SessionId};

/// What stands beside items: their rounds, how they ended, how much is said under them, what was declared.
pub(super) struct Beside {
    pub rows: Vec<VoteRow>,
    endings: Vec<EndingRow>,
    sizes: Vec<(String, i64, i64)>,
    declared: Vec<InterestRow>,
}

impl Beside {
    /// Beside all items of a session.
    pub async fn all(conn: &mut Conn, session: &SessionId) -> Result<Self, Fault> {
        Ok(Self {
            rows: votes::of_session(conn, session).await?,
            endings: floor::endings(conn, session).await?,
            sizes: threads::sizes(conn, session).await?,
            declared: interests::of_session(conn, session).await?,
        })
    }

    /// Beside one of them.
    async fn one(conn: &mut Conn, item: &ItemRow) -> Result<Self, Fault> {
        Ok(Self {
            rows: votes::of_item(conn, &item.session, &item.id).await?,
            endings: floor::ending(conn, &item.id).await?.into_iter().collect(),
            sizes: vec![threads::size(conn, &item.id).await?],
            declared: interests::of_item(conn, &item.session, &item.id).await?,
        })
    }
}

/// An item as the live feed shows it: called, talked about, voted on, ended. None where it is not on this agenda.
pub(crate) async fn item_state(
    conn: &mut Conn,
    sitting: &Sitting,
    id: &ItemId,
    language: Language,
    chairs: bool,
) -> Result<Option<ItemView>, Fault> {
    let item = match sessions::item(conn, id).await {
        Ok(item) if item.session == sitting.session.id => item,
        Ok(_) | Err(Fault::NotFound) => return Ok(None),
        Err(fault) => return Err(fault),
    };
    let beside = Beside::one(conn, &item).await?;
    Ok(states_of(conn, sitting, &[item], &beside, language, chairs).await?.pop())
}

/// The item that is called now, as the live feed shows it.
pub(crate) async fn called(conn: &mut Conn, sitting: &Sitting, language: Language) -> Result<Option<ItemView>, Fault> {
    match &sitting.session.current_item {
        none if none.is_empty() => Ok(None),
        id => item_state(conn, sitting, id, language, false).await,
    }
}

/// The state of each of these items.
pub(super) async fn states_of(
    conn: &mut Conn,
    sitting: &Sitting,
    items: &[ItemRow],
    Beside { rows, endings, sizes, declared }: &Beside,
    language: Language,
    chairs: bool,
) -> Result<Vec<ItemView>, Fault> {
    let session = &sitting.session;
    let mut views = Vec::new();
    for item in items {
        let mut rounds = Vec::new();
        for row in rows.iter().filter(|row| row.item == item.id) {
            rounds.push(round(conn, (row, sitting.now), language, chairs).await?);
        }
        let bound = bound_by_votes(rows, &item.id)?;
        let ending = endings.iter().find(|one| one.item == item.id);
        let size = sizes.iter().find(|(id, ..)| *id == item.id.0);
        let declared = declared.iter().filter(|one| one.item == item.id);
        let appraised = appraisal_page::named(conn, item).await?;
        // Who stands on a ballot is appraised by ballots, or another time.
        let bound_to_vote = bound.rejected || !appraised.is_empty();
        views.push(ItemView {
            interests: declared.map(|one| (one.name.clone(), one.interest.clone(), *one.recused)).collect(),
            appraises: Matter::from_id(&item.matter) == Some(Matter::MemberAppraisal),
            appraised,
            matter: matter(item, language),
            current: session.current_item == item.id,
            ending: ending.map(|one| floor_page::ending_view(one, language)),
            proposals: size.map_or(0, |(_, proposals, _)| *proposals),
            remarks: size.map_or(0, |(_, _, remarks)| *remarks),
            locked: *item.locked,
            lock_reason: item.lock_reason.clone(),
            pause: item.pause,
            id: item.id.0.clone(),
            title: item.title.clone(),
            rounds,
            frozen: bound.frozen,
            // While this item's own vote runs, opening another is not offered at all.
            voting: bound.voting,
            ends: floor_page::end_kinds(bound_to_vote, language),
            paper: String::new(),
            text_title: String::new(),
            text: String::new(),
            revision: 0,
            may_open: None,
            few: String::new(),
            talks: Vec::new(),
            gates: Vec::new(),
        });
    }
    Ok(views)
}
