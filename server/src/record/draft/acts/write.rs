//! A draft is written, new or changed: whoever writes at it may not countersign it, and a signature that it had is dropped. A
//! correction of what is public says its reason.

use super::super::{
    Life, draft as draft_of, id, public_of, published,
    rows::{self, DraftRow, Said},
    stands, stood,
};
use crate::act::{Act, Address, At, Beside, Form, Stop, Subject, base, none};
use rules::{
    Refusal,
    draft::{self, Phase},
    permit::Act as May,
    posting::Audience,
    says::Says,
};
use serde_json::json;
use std::marker::PhantomData;

/// Writes a draft.
pub struct Write<L>(PhantomData<L>);

impl<L: Life> Act for Write<L> {
    type On = L::On;
    const AT: &'static str = L::AT[0];
    const MAY: &'static [May] = L::MAY[0];
    const SAYS: &'static [Says] = L::WRITES;
    const PREVIEWS: bool = true;

    async fn run(at: &mut At<'_, L::On>, form: &Form) -> Result<Address, Stop> {
        let author = at.permit.member().cloned().ok_or(Refusal::NotYourRole)?;
        let community = at.on.community().clone();
        let before = rows::of(at.writing.conn(), (&community, L::KIND), L::subject(&at.on)).await?;
        L::writable(&at.on)?;
        let correction = form.optional("correction", 300)?;
        let published = published::<L>(at.writing.conn(), before.as_ref()).await?;
        let written =
            draft::write(id(before.as_ref()), stood(before.as_ref())?, public_of(&published), &correction, author)
                .beside_each(&[(Refusal::ReasonMissing, "correction")])?;
        if L::ONE || before.is_some() {
            base::holds(form, &stands::<L>(before.as_ref()))?;
        }
        let form = match &before {
            Some(row) => {
                let of = (&community, row.subject.as_str(), L::NAMES.written);
                none::remembering_draft(at.writing.conn(), form, of, &L::places(&row.said)).await?
            }
            None => form.clone(),
        };
        let first = before.is_none();
        let (mut said, none) = L::read(at, &form, before.as_ref(), &published).await?;
        said.correction = correction;
        form.text_form().id().clone_into(&mut said.form);
        // Where many are written of one subject, each is its own.
        let subject = if L::ONE { L::subject(&at.on).to_owned() } else { written.draft().0.clone() };
        rows::store_written(at.writing, &at.permit, (L::KIND, &subject), &written, &said).await?;
        if let Some(before) = before {
            let now = draft_of::<L>(at.writing.conn(), &community, &subject).await?;
            differs(&before, &now, &L::seen(at.writing, &now).await?)?;
            if before.phase == Phase::Published {
                corrects::<L>(at, &before, &now).await?;
            }
        }
        if L::SEALED.contains(&L::NAMES.written) {
            at.writing.concerns(Audience::Members);
        }
        if first {
            L::made(at, &subject, &form).await?;
        }
        let body = json!({ "revision": written.revision(), "text_hash": L::text_hash(&said) });
        at.say_of(L::NAMES.written, &subject, none::tell(body, &none)?).await?;
        Ok(Address(L::page(&at.on, &subject)))
    }

    fn back(on: &L::On) -> String {
        L::page(on, L::subject(on))
    }
}

/// A correction says something else than what was published: its reason alone corrects nothing. What is published with it may be more
/// than its words, as the course of a sitting is: of that it is judged by what was signed.
async fn corrects<L: Life>(at: &mut At<'_, L::On>, before: &DraftRow, now: &DraftRow) -> Result<(), Stop> {
    let reason = before.said.correction.clone();
    let (revision, signer_role) = (before.revision, before.signer_role);
    let same = DraftRow { said: Said { correction: reason, ..now.said.clone() }, revision, signer_role, ..now.clone() };
    let words = same.said == before.said;
    let whole = before.signed.is_empty() || L::seen(at.writing, &same).await? == before.signed;
    Ok(base::changes(!(words && whole))?)
}

/// What is saved differs from what stood: the same neither lifts what was sent back nor drops a signature. What is signed or sent back
/// is named by all that is shown of it (`shown`), which may be more than its words.
fn differs(before: &DraftRow, now: &DraftRow, shown: &str) -> Result<(), Stop> {
    if before.returned_of == shown {
        return Err(Refusal::DraftUnchanged.into());
    }
    let same = match before.phase {
        Phase::Draft => before.returned.is_empty() && before.said == now.said,
        Phase::Countersigned => before.signed == shown,
        Phase::Published => false,
    };
    Ok(base::changes(!same)?)
}
