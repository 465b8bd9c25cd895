//! A remark on an item, on one of its proposals, or an answer to a remark. An answer is answered by nobody: the thread is one deep.

use super::super::{
    in_thread,
    thread::{may_post, tell},
    thread_of,
};
use crate::{
    act::{Act, Address, At, Form, Stop, Viewer},
    fault::Fault,
    secret,
    sitting::{
        session::rows::ItemRow,
        talk::rows::thread::{self as threads, NewRemark},
    },
    store::feed::Touch,
    text::fingerprint,
};
use app::address;
use rules::{
    permit::Act as May,
    says::Says,
    thread::{self, RemarkFacts},
    typed::TextForm,
};
use serde_json::json;

/// Remarks on an item, or answers a remark.
pub struct Remark;

impl Act for Remark {
    type On = ItemRow;
    const AT: &'static str = "/i/{item}/remark";
    const MAY: &'static [May] = &[May::Remark];
    const SAYS: &'static [Says] = &[Says::RemarkMade];

    async fn run(at: &mut At<'_, ItemRow>, form: &Form) -> Result<Address, Stop> {
        let item = at.on.clone();
        let floor = may_post(at, &item).await?;
        let (parent, about) = (form.get("parent"), form.get("about"));
        let mut facts = RemarkFacts::default();
        if !parent.is_empty() {
            let above = threads::remark(at.writing.conn(), parent).await?;
            if above.item != item.id {
                return Err(Fault::NotFound.into());
            }
            facts.parent_answers = !above.parent.is_empty();
        }
        if !about.is_empty() && threads::proposal(at.writing.conn(), about).await?.item != item.id {
            return Err(Fault::NotFound.into());
        }
        let (id, author) = (secret::id(), at.member()?);
        let since = at.now().0 - thread::REMARKS_WITHIN;
        for (when, answers, proposal, body) in threads::newest_of(at.writing.conn(), &item.id, &author).await? {
            facts.recently += i64::from(when > since);
            if facts.last.is_none() && answers == parent && proposal == about {
                facts.last = Some(body);
            }
        }
        let remarked = thread::remark(floor, form.raw("body"), &facts)?;
        let personal = json!({
            "remark": id, "parent": parent, "about": about,
            "text_hash": fingerprint(TextForm::Typed, &[remarked.body()]),
        });
        let seq = tell(at, Says::RemarkMade, personal).await?;
        let new = NewRemark { id: &id, item: &item, parent, about, author: &author };
        threads::store_remarked(at.writing, &at.permit, &remarked, &new, seq).await?;
        at.touch(Touch::Remark(id.clone()));
        Ok(in_thread(&item.id, &format!("remark-{id}")))
    }

    fn back(on: &ItemRow) -> String {
        thread_of(&on.id)
    }

    /// An answer goes back to the form under what it answers.
    fn back_for(on: &ItemRow, _viewer: &Viewer, form: &Form) -> String {
        match form.get("parent") {
            "" => Self::back(on),
            parent => address::asking(&Self::back(on), &[("answer", parent)]),
        }
    }
}
