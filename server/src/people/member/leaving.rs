//! Who leaves the roll, and who comes of age on it. A file and a person by hand do it here alike.

use super::rows::{self as members, MemberRow};
use crate::{
    fault::Fault,
    people::community::rows as communities,
    store::{Writing, journal::Entry},
};
use rules::{age::Born, belonging::Residence, days::Date, member::Leaving, permit::Permit, says::Says};
use serde_json::json;

/// Takes somebody off the roll: why, and since which day, where that was said. Who moves away stays in their seats and an owner: that
/// ends by an act of its own (`EndSeat`, the list of units). The seats of who has died end with them, each with its entry; their units are
/// in the owners' register until it names the heirs. Whoever belongs no longer is asked for anew on every open page.
pub(crate) async fn leave(
    writing: &mut Writing,
    permit: &Permit,
    mut row: MemberRow,
    (why, on): (&str, &str),
) -> Result<(), Fault> {
    row.state = Residence::Away;
    why.clone_into(&mut row.left_why);
    on.clone_into(&mut row.left_on);
    members::update(writing, permit, &row).await?;
    writing.asks(&row.person);
    if row.left_why != Leaving::Died.id() {
        return Ok(());
    }
    let community = writing.community().clone();
    for (body, _) in communities::seats(writing.conn(), &community).await?.into_iter().filter(|(_, of)| *of == row.id) {
        communities::end_seat(writing, permit, &body, &row.id).await?;
        let personal = json!({ "member": row.id, "body": body, "reason": Leaving::Died.id() });
        let entry = Entry::new(Says::SeatEnded, Some(permit.role()), &body, json!({})).about(&row.id, personal);
        writing.append(entry).await?;
    }
    Ok(())
}

/// Puts on the roll as of age whoever has come to be by a day, as far as it is known when they were born. It is done when a sitting
/// opens, before its roll is frozen.
pub(crate) async fn come_of_age(writing: &mut Writing, permit: &Permit, today: Date) -> Result<(), Fault> {
    let community = writing.community().clone();
    for mut row in members::growing(writing.conn(), &community).await? {
        if !Born::read(&row.born, today).is_ok_and(|born| born.is_adult(today)) {
            continue;
        }
        row.adult = true.into();
        members::update(writing, permit, &row).await?;
        let entry = Entry::new(Says::MemberCameOfAge, Some(permit.role()), "", json!({}));
        writing.append(entry.about(&row.id, json!({ "member": row.id }))).await?;
    }
    Ok(())
}
