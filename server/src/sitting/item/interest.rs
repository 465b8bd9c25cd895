//! What an interest declared on an item is judged by.

use super::super::session::Sitting;
use crate::{
    act::{At, Form, Stop, base},
    fault::Fault,
    sitting::{
        item::rows::interest,
        presence::{attending::expected, rows as presence},
        session::rows::ItemRow,
        talk::rows::floor,
        vote::rows as votes,
    },
    store::{Conn, feed::Touch},
};
use app::address;
use rules::{
    id::{ItemId, MemberId},
    recusal::{self, DeclareFacts},
    says::Says,
    vote::Phase,
};
use serde_json::json;

/// Declares a member's interest, and whether they keep out of the vote. That somebody does is public, who it is and why is not.
pub(super) async fn declare(
    at: &mut At<'_, ItemRow>,
    form: &Form,
    member: &MemberId,
    by_clerk: bool,
) -> Result<(), Stop> {
    let sitting = Sitting::in_act(at.writing, &at.on.session).await?;
    let facts = declare_facts(at.writing.conn(), &sitting, &at.on.id, member).await?;
    let facts = DeclareFacts { by_clerk, ..facts };
    let declared = recusal::declare(&facts, form.get("interest"), form.ticked("recused"))?;
    let known = interest::of_item(at.writing.conn(), &at.on.session, &at.on.id).await?;
    let same = known.iter().any(|one| {
        let (recused, own) = (declared.recused(), !by_clerk);
        one.member == *member && one.interest == declared.interest() && *one.recused == recused && *one.own == own
    });
    base::changes(!same)?;
    let place = (&at.on.session, &at.on.id);
    interest::store_declared(at.writing, &at.permit, place, member, &declared, !by_clerk).await?;
    let public = json!({ "item": at.on.id, "recused": declared.recused() });
    let personal = json!({ "member": member, "interest": declared.interest() });
    let entry = at.entry(Says::InterestDeclared, public).about(member, personal);
    at.writing.append(entry).await?;
    at.touch(Touch::Item(at.on.id.clone()));
    Ok(())
}

/// The page on which it is declared.
pub(super) fn page(on: &ItemRow) -> String {
    address::interest(&on.id)
}

/// What a declaration is judged by: the act and the page ask the same.
pub(crate) async fn declare_facts(
    conn: &mut Conn,
    sitting: &Sitting,
    item: &ItemId,
    member: &MemberId,
) -> Result<DeclareFacts, Fault> {
    let mut facts = DeclareFacts {
        session: sitting.session.phase,
        on_roll: expected(conn, sitting, member).await?,
        settled: floor::endings(conn, &sitting.session.id).await?.iter().any(|one| one.item == *item),
        taken: false,
        fixed: false,
        by_clerk: false,
        own: interest::of_session(conn, &sitting.session.id)
            .await?
            .iter()
            .any(|one| one.item == *item && one.member == *member && *one.own),
        voting: false,
    };
    let known = presence::attendee(conn, &sitting.session.id, member).await?;
    let unit = known.map(|one| one.unit).unwrap_or_default();
    for row in votes::of_session(conn, &sitting.session.id).await?.iter().filter(|row| row.item == *item) {
        match row.phase {
            Phase::Open => {
                facts.voting = true;
                facts.taken = votes::entry(conn, &row.id, &unit).await?.flatten().is_some();
            }
            Phase::Closed | Phase::Counted => facts.fixed = true,
            Phase::Prepared | Phase::Declared | Phase::Void => {}
        }
    }
    Ok(facts)
}
