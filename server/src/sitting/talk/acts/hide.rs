//! Moderation in the open: the chair hides a proposal or a remark, with a reason. Its place stays, with the reason and a salted
//! fingerprint; the text itself stays for the supervision committee.

use crate::{
    act::{Act, Address, At, Form, Stop, Subject},
    fault::Fault,
    secret,
    sitting::talk::rows::{
        hiding as hidings,
        thread::{ProposalRow, RemarkRow},
    },
    store::feed::Touch,
};
use app::address;
use rules::{
    hiding::{self, HideFacts, Spoken, Words},
    id::MemberId,
    permit::Act as May,
    says::Says,
    thread::State,
};
use serde_json::json;

/// Hides a proposal.
pub struct HideProposal;

impl Act for HideProposal {
    type On = ProposalRow;
    const AT: &'static str = "/p/{proposal}/hide";
    const MAY: &'static [May] = &[May::Moderate];
    const SAYS: &'static [Says] = &[Says::ThreadHidden];

    async fn run(at: &mut At<'_, ProposalRow>, form: &Form) -> Result<Address, Stop> {
        let row = at.on.clone();
        let put = row.state == State::Put;
        let facts = HideFacts { hidden: row.hidden > 0, put, ..HideFacts::default() };
        let text = format!("{}\n{}", row.title, row.body);
        at.touch(Touch::Proposal(row.id.clone()));
        let of = Words { session: row.session, kind: Spoken::Proposal, id: row.id.0 };
        hide(at, (of, &row.author, &text), facts, form).await
    }

    async fn stands(at: &mut At<'_, ProposalRow>) -> Result<Option<String>, Fault> {
        Ok(Some(at.on.latest.to_string()))
    }
}

/// Hides a remark.
pub struct HideRemark;

impl Act for HideRemark {
    type On = RemarkRow;
    const AT: &'static str = "/r/{remark}/hide";
    const MAY: &'static [May] = &[May::Moderate];
    const SAYS: &'static [Says] = &[Says::ThreadHidden];

    async fn run(at: &mut At<'_, RemarkRow>, form: &Form) -> Result<Address, Stop> {
        let row = at.on.clone();
        let facts = HideFacts { hidden: row.hidden > 0, ..HideFacts::default() };
        at.touch(Touch::Remark(row.id.clone()));
        let of = Words { session: row.session, kind: Spoken::Remark, id: row.id };
        hide(at, (of, &row.author, &row.body), facts, form).await
    }
}

/// Hides what somebody said. What the supervision committee has shown again is not hidden a second time in the same words.
async fn hide<S: Subject>(
    at: &mut At<'_, S>,
    (of, author, text): (Words, &MemberId, &str),
    mut facts: HideFacts,
    form: &Form,
) -> Result<Address, Stop> {
    for earlier in hidings::all_of(at.writing.conn(), &of.id).await? {
        let same = earlier.fingerprint == secret::digest(&[&earlier.salt, text]);
        facts.undone = facts.undone || (same && !earlier.state.hides());
    }
    let hidden = hiding::hide(of, facts, form.get("reason"))?;
    let (id, salt) = (secret::id(), secret::token());
    let fingerprint = secret::digest(&[&salt, text]);
    hidings::store(at.writing, &at.permit, &hidden, [&id, &fingerprint, &salt]).await?;
    let of = hidden.of();
    let body = json!({ "kind": of.kind, "reason": hidden.reason(), "fingerprint": fingerprint });
    let personal = json!({ "author": author, "subject": of.id, "salt": salt });
    let entry = at.entry(Says::ThreadHidden, body).about(author, personal);
    at.writing.append(entry).await?;
    Ok(Address(address::hidden_one(&of.session, &id)))
}
