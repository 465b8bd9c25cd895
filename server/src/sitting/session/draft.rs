//! What a draft's form says: new and changed drafts read it alike.

use super::chair;
use crate::{
    act::{Form, Stop},
    people::{
        community::rows as communities,
        member::rows::{self as members, MemberRow},
        naming::named_of,
    },
    secret,
    sitting::session::rows::SessionRow,
    store::Writing,
    zone,
};
use rules::{
    Refusal,
    coded::Maybe,
    id::{BodyId, CommunityId, MemberId},
    permit::Role,
    proposal,
    roll::Attendance,
    session::Phase,
};

/// A session of which nothing is written yet.
pub(in crate::sitting) fn empty(community: &CommunityId) -> SessionRow {
    SessionRow {
        id: secret::id().into(),
        community: community.clone(),
        body: BodyId::default(),
        title: String::new(),
        place: String::new(),
        held: Attendance::Onsite,
        starts_at: 0,
        phase: Phase::Draft,
        special: String::new(),
        chair: MemberId::default(),
        deputy: Maybe(None),
        presiding: MemberId::default(),
        reason: String::new(),
        room_key: secret::token(),
        rules: String::new(),
        announced_at: None,
        opened_at: None,
        closed_at: None,
        current_item: String::new().into(),
        paused_until: 0,
    }
}

/// Only a draft is written on.
pub(super) fn only_draft(on: &SessionRow) -> Result<(), Stop> {
    if on.phase == Phase::Draft { Ok(()) } else { Err(Refusal::WrongPhase.into()) }
}

/// The agenda on the page of whoever presides.
pub(super) fn agenda(on: &SessionRow) -> String {
    format!("{}#agenda", chair(on))
}

/// Whether a time lies so far ahead that its year is likely mistyped: more than ten years.
pub(super) const fn is_far(starts_at: i64, now: i64) -> bool {
    const MOST: i64 = 10 * 366 * 24 * 3_600_000;
    starts_at > now + MOST
}

/// Takes the fields of the form into the row. The body stays the one for which the session was drafted.
pub(super) async fn fill(writing: &mut Writing, row: &mut SessionRow, form: &Form) -> Result<(), Stop> {
    let community = communities::find(writing.conn(), &row.community).await?;
    if row.body.is_empty() {
        let bodies = communities::bodies(writing.conn(), &row.community).await?;
        let body = bodies.into_iter().find(|body| body.id.as_str() == form.get("body"));
        let body = body.ok_or(("body", Refusal::NotOffered))?;
        body.meets().map_err(|refusal| ("body", refusal))?;
        row.body = body.id;
    }
    row.title = form.line("title", proposal::TITLE_LIMIT)?;
    row.place = form.line("place", 120)?;
    row.held = Attendance::from_id(form.get("held")).ok_or(("held", Refusal::NotOffered))?;
    row.starts_at = zone::parse(form.get("starts_at"), &community.zone).ok_or(("starts_at", Refusal::BadTime))?.0;
    if row.starts_at < writing.now().0 {
        return Err(("starts_at", Refusal::TimePast).into());
    }
    if is_far(row.starts_at, writing.now().0) {
        return Err(("starts_at", Refusal::DayFar).into());
    }
    row.special = form.optional("special", 300)?;
    let chairs = Chairs::of(writing, &row.community).await?;
    row.chair = chairs.named(form, "chair")?;
    row.presiding.clone_from(&row.chair);
    row.deputy = Maybe(if form.get("deputy").is_empty() { None } else { Some(chairs.named(form, "deputy")?) });
    if row.deputy.as_ref() == Some(&row.chair) {
        return Err(("deputy", Refusal::NotOffered).into());
    }
    Ok(())
}

/// Who may preside: whoever holds that office now.
struct Chairs {
    people: Vec<MemberRow>,
    roles: Vec<(MemberId, String)>,
}

impl Chairs {
    async fn of(writing: &mut Writing, community: &CommunityId) -> Result<Self, Stop> {
        let people = members::all(writing.conn(), community).await?;
        Ok(Self { people, roles: communities::roles(writing.conn(), community).await? })
    }

    /// The one whom a field names, by number and name, as they are offered.
    fn named(&self, form: &Form, field: &'static str) -> Result<MemberId, Stop> {
        let one = named_of(&self.people, field, form.get(field))?;
        let holds = |(member, role): &(MemberId, String)| *member == one.id && role == Role::Chair.id();
        if one.active() && self.roles.iter().any(holds) {
            Ok(one.id.clone())
        } else {
            Err((field, Refusal::NotOffered).into())
        }
    }
}
