//! What pages show of a draft: where it stands, and what the viewer may do about it.

use super::{Life, rows::DraftRow, why_not_sign};
use crate::{act::none, fault::Fault, store::Conn};
use app::{say, view::record::Draft};
use rules::{Language, Refusal, draft::Phase, permit::Standing};

/// Whether a countersigned draft is no longer what was signed, as where words in it were taken back. What was signed before this was
/// kept names nothing.
pub(crate) fn has_moved(row: &DraftRow, seen: &str) -> bool {
    row.phase == Phase::Countersigned && !row.signed.is_empty() && row.signed != seen
}

/// How a draft stands for a viewer. `seen` names all that is signed with it; `not_now`: why nobody may sign it now.
pub(crate) async fn view<L: Life>(
    conn: &mut Conn,
    (standing, language): (&Standing, Language),
    row: &DraftRow,
    seen: String,
    not_now: Option<Refusal>,
) -> Result<Draft, Fault> {
    let refusal = match not_now {
        Some(refusal) => Some(refusal),
        None => why_not_sign(conn, standing, row, L::HANDS).await?,
    };
    // Whose hand is not asked for is told whose is, and not that they may not: the page says where the draft stands.
    let unasked = not_now.is_some() || refusal == Some(Refusal::NotYourRole);
    let places = L::places(&row.said);
    let texts: Vec<&str> = places.as_object().into_iter().flatten().filter_map(|(_, text)| text.as_str()).collect();
    Ok(Draft {
        moved: has_moved(row, &seen),
        may_write: L::MAY[0].iter().any(|may| standing.may(*may)),
        phase: Some(row.phase),
        returned: row.returned.clone(),
        signed_as: row.signer_role.0,
        seen,
        may_sign: refusal.is_none(),
        why_not_sign: refusal.filter(|_| !unasked).map(|refusal| say::refusal(language, refusal)).unwrap_or_default(),
        may_publish: L::MAY[2].iter().any(|may| standing.may(*may)),
        left: none::left(&texts),
    })
}
