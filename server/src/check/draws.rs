//! Draws, held against what follows from them: the list is the one whose hash was fixed, the result is the one that the algorithm gives,
//! and what is published of a draw is what its row says.

use crate::{
    check::verify::Report,
    fault::Fault,
    record::{
        draw::{self, rows as draws},
        publication::{Kind, rows as publication},
    },
    store::Conn,
};
use rules::{
    draw::frame_hash,
    id::CommunityId,
    published::{DrawContent, DrawVerdict},
};

/// Holds the draws of a community.
pub(super) async fn compare(conn: &mut Conn, community: &CommunityId, report: &mut Report) -> Result<(), Fault> {
    let published = publication::all(conn, community).await?;
    for row in draws::all(conn, community).await? {
        let stands = draw::content(conn, &row).await?;
        if is_wrong(&stands) {
            report.found(community, format!("draw {}: its result does not follow from its list and seed", row.number));
        }
        let last = published.iter().find(|one| one.kind == Kind::Draw && one.subject == *row.id && !*one.superseded);
        let told = last.map(|one| serde_json::from_str::<DrawContent>(&one.content)).transpose()?;
        let same = |told: &DrawContent| {
            (&told.frame, &told.rule, &told.record) == (&stands.frame, &stands.rule, &stands.record)
                && told.replaced.len() == stands.replaced.len()
        };
        if !told.is_some_and(|told| same(&told) && !is_wrong(&told)) {
            report.found(community, format!("draw {}: what is published of it is not its record", row.number));
        }
    }
    Ok(())
}

/// Whether a draw contradicts itself: another list than was fixed, or another result than follows.
fn is_wrong(content: &DrawContent) -> bool {
    let follows = content.record.as_ref().and_then(DrawVerdict::of);
    let whole = content.record.as_ref().is_none_or(|record| {
        (&record.frame, &record.rule, record.seed.chance) == (&content.frame, &content.rule, content.chance)
            && record.seed.named == content.named
            && record.seed.on == content.on.to_string()
    });
    frame_hash(&content.frame.entries) != content.frame.hash || follows != content.verdict || !whole
}

/// Whether a published draw contradicts itself.
pub(super) fn contradicts(text: &str) -> bool {
    serde_json::from_str::<DrawContent>(text).is_ok_and(|content| is_wrong(&content))
}
