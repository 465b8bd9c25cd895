//! A previewed file is taken in: all or nothing, and only if the roll is still the one that the preview showed.

use super::super::{Choice, Decided, Kept, Said, apply::apply};
use crate::{
    act::{Act, Address, At, Form, Stop},
    people::roll::rows as import,
    roll_file::Book,
};
use app::address;
use rules::{Refusal, permit::Act as May, says::Says};
use std::collections::HashMap;

/// Takes a file into the roll, as the clerk decided.
pub struct TakeIn;

impl Act for TakeIn {
    type On = Kept;
    const AT: &'static str = "/c/{community}/import/{id}";
    const MAY: &'static [May] = &[May::ImportRoll];
    const SAYS: &'static [Says] = &[Says::RollImported, Says::RollConfirmed];

    async fn run(at: &mut At<'_, Kept>, form: &Form) -> Result<Address, Stop> {
        let Kept { community, id } = &at.on;
        let kept = import::find(at.writing.conn(), community, id, &at.viewer.login).await?;
        let kept = kept.ok_or(Refusal::FilePreviewGone)?;
        let book: Book = serde_json::from_str(&kept.sheet).map_err(|_| Refusal::FilePreviewGone)?;
        let decided = decided(form, kept.fingerprint);
        let sheet = decided.choice.sheet(&book).map_err(|_| Refusal::FileChooseFirst)?;
        import::delete(at.writing.conn(), id).await?;
        let [added, altered, left, slips] = apply(at.writing, &at.permit, sheet, &decided)
            .await?
            .map_err(|refusal| (if refusal == Refusal::FileAges { "of_age" } else { "" }, refusal))?;
        Ok(Address(address::asking(
            &address::members(community),
            &[("imported", &format!("{added}-{altered}-{left}-{slips}"))],
        )))
    }
}

/// What the clerk decided over the preview that was shown.
fn decided(form: &Form, shown: String) -> Decided {
    let said = |row: &str| match form.get(&format!("who-{row}")) {
        "same" => Some(Said::Same),
        "new" => Some(Said::New),
        _ => None,
    };
    let answers: HashMap<usize, Said> =
        form.all("row").filter_map(|row| Some((row.parse().ok()?, said(row)?))).collect();
    let leaving = form.all("leave").map(Into::into).collect();
    Decided {
        choice: Choice::read(|name| form.get(name)),
        shown: Some(shown),
        answers,
        leaving,
        of_age: form.ticked("of_age"),
    }
}
