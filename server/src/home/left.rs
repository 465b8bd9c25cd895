//! What a sitting leaves to do when it is over: decisions to write, minutes to write, sign and publish; and before it begins a notice that
//! calls nobody any more.

use crate::{
    fault::Fault,
    matter::view as matter,
    people::community::rows::CommunityRow,
    record::{
        disclosure::Disclosure,
        dossier::{Dossier, rows as dossiers},
        draft::{Life, has_moved, rows as drafts, why_not_sign},
        duty,
        publication::Kind,
    },
    sitting::{
        consultation::OpinionSheet,
        decision::Decision,
        minutes::Minutes,
        session::{
            rows::{self as sessions, SessionRow},
            session_roles,
        },
        vote::rows as votes,
    },
    store::Conn,
};
use app::{
    address, say,
    view::{Cx, duty::Waiting, record::Listed},
};
use rules::{
    days::{Date, Holidays},
    draft::Phase,
    id::CommunityId,
    permit::{Act, Role, Standing},
};

/// Matters whose next step is the viewer's to take.
pub(super) async fn matters(
    conn: &mut Conn,
    cx: &Cx,
    (community, today): (&CommunityId, Date),
    standing: &Standing,
) -> Result<Vec<Listed>, Fault> {
    let mut lines = Vec::new();
    if !standing.may(Act::TakeStep) {
        return Ok(lines);
    }
    for row in dossiers::open(conn, community).await? {
        let dossier = Dossier::of(conn, row).await?;
        let waits = matter::waits(conn, (standing, cx.language), (&dossier, today)).await?;
        let Some((steps, overdue)) = waits else { continue };
        let word = |key: &str| say::sentence(cx.language, key, &[]);
        lines.push(Listed {
            href: address::dossier(&dossier.row.id),
            note: say::sentence(cx.language, "matter-waits", &[("steps", steps.join(&word("list-between")))]),
            mark: word(if overdue { "overdue-mark" } else { "publication-matter" }),
            title: dossier.content.title,
        });
    }
    Ok(lines)
}

/// What has to be published now: what is due within a week, due today, overdue. Those that are due first come first.
pub(super) async fn duties(
    conn: &mut Conn,
    cx: &Cx,
    (place, today): (&CommunityRow, Date),
    standing: &Standing,
) -> Result<Vec<Listed>, Fault> {
    if !standing.may(Act::KeepDuties) {
        return Ok(Vec::new());
    }
    let duty::Left { waits, unphotographed, .. } = duty::waiting(conn, (place, cx.language), today).await?;
    let missing = Holidays::known().missing(today).map(|year| Listed {
        title: say::sentence(cx.language, "holidays-missing", &[("year", year.to_string())]),
        href: address::keep_duties(&place.id),
        ..Listed::default()
    });
    let line = |one: Waiting| Listed {
        note: say::sentence(cx.language, "duty-due", &[("due", one.due.words(cx.language))]),
        mark: say::sentence(cx.language, &format!("duty-is-{}", one.stand.id()), &[]),
        title: format!("{} · {}", one.name, one.span.words(cx.language)),
        href: one.draft.unwrap_or(one.write),
    };
    let photo = |(title, href): (String, String)| Listed {
        mark: say::sentence(cx.language, "duty-lacks-photo", &[]),
        title,
        href,
        ..Listed::default()
    };
    // What is soon done comes first.
    let lines = missing.into_iter().chain(unphotographed.into_iter().map(photo));
    Ok(lines.chain(waits.into_iter().map(line)).collect())
}

/// What somebody is in a session, by its rows alone.
fn in_session(standing: &Standing, row: &SessionRow) -> Standing {
    let mut own = standing.clone();
    if let Some(member) = &standing.member {
        own.roles.extend(session_roles(row, member));
    }
    own
}

/// Decisions that wait for a signature or to be published, and results of a sitting that is over of which no decision is written.
pub(super) async fn decisions(
    conn: &mut Conn,
    cx: &Cx,
    community: &CommunityId,
    standing: &Standing,
) -> Result<Vec<Listed>, Fault> {
    let mut lines = Vec::new();
    for draft in drafts::waiting(conn, community, Kind::Outcome).await? {
        let returned = !draft.returned.is_empty();
        let signs = !returned && why_not_sign(conn, standing, &draft, Decision::HANDS).await?.is_none();
        // The chair publishes, and sees what is still to be signed; who writes sees what came back.
        let moved = has_moved(&draft, &Decision::fingerprint(&draft.said));
        let writes = (returned || moved) && standing.may(Act::WriteOutcome);
        if !signs && !writes && !standing.is(Role::Chair) {
            continue;
        }
        let vote = votes::find(conn, &draft.subject.as_str().into()).await?;
        lines.push(Listed {
            href: address::outcome(&draft.subject),
            title: sessions::item(conn, &vote.item).await?.title,
            note: stands(cx, draft.phase, &draft.returned, moved),
            mark: String::new(),
        });
    }
    for vote in votes::unwritten(conn, community).await? {
        let session = sessions::find(conn, &vote.session).await?;
        if in_session(standing, &session).may(Act::WriteOutcome) {
            lines.push(Listed {
                href: address::outcome(&vote.id),
                title: sessions::item(conn, &vote.item).await?.title,
                note: say::sentence(cx.language, "room-decision-write", &[]),
                mark: String::new(),
            });
        }
    }
    Ok(lines)
}

/// Minutes of sittings that are over, until they are public: for whoever writes, signs or publishes them.
pub(super) async fn minutes(
    conn: &mut Conn,
    cx: &Cx,
    community: &CommunityId,
    standing: &Standing,
) -> Result<Vec<Listed>, Fault> {
    let mut lines = Vec::new();
    for session in sessions::without_minutes(conn, community).await? {
        let own = in_session(standing, &session);
        let draft = drafts::of(conn, (community, Kind::Minutes), &session.id).await?;
        let step = match &draft {
            None => own.may(Act::WriteMinutes).then_some("write"),
            Some(draft) if !draft.returned.is_empty() => own.may(Act::WriteMinutes).then_some("write"),
            Some(draft) => match draft.phase {
                Phase::Draft => why_not_sign(conn, &own, draft, Minutes::HANDS).await?.is_none().then_some("sign"),
                Phase::Countersigned => own.may(Act::PublishMinutes).then_some("publish"),
                Phase::Published => None,
            },
        };
        if let Some(step) = step {
            lines.push(Listed {
                href: address::minutes(&session.id),
                title: session.title,
                note: say::sentence(cx.language, &format!("room-minutes-{step}"), &[]),
                mark: String::new(),
            });
        }
    }
    Ok(lines)
}

/// Opinions of consultations until they are public: for whoever writes, signs or publishes them.
pub(super) async fn opinions(
    conn: &mut Conn,
    cx: &Cx,
    community: &CommunityId,
    standing: &Standing,
) -> Result<Vec<Listed>, Fault> {
    let mut lines = Vec::new();
    for draft in drafts::waiting(conn, community, Kind::Consultation).await? {
        let session = sessions::find(conn, &draft.subject.as_str().into()).await?;
        let own = in_session(standing, &session);
        let ready = OpinionSheet::ready(conn, &draft).await?.is_ok();
        let mine = match draft.phase {
            Phase::Draft if ready && draft.returned.is_empty() => {
                why_not_sign(conn, &own, &draft, OpinionSheet::HANDS).await?.is_none()
            }
            Phase::Draft => own.may(Act::KeepConsultation),
            Phase::Countersigned => own.may(Act::PublishOpinion),
            Phase::Published => false,
        };
        if mine {
            lines.push(Listed {
                href: address::consultation(&session.id),
                title: session.title,
                note: stands(cx, draft.phase, &draft.returned, false),
                mark: say::sentence(cx.language, "publication-consultation", &[]),
            });
        }
    }
    Ok(lines)
}

/// Sessions whose notice was withdrawn: they are put off, which calls them anew, or called off.
pub(super) async fn notices(
    conn: &mut Conn,
    cx: &Cx,
    community: &CommunityId,
    standing: &Standing,
) -> Result<Vec<Listed>, Fault> {
    let mut lines = Vec::new();
    for session in sessions::calling_nobody(conn, community).await? {
        if standing.may(Act::AnnounceSession) || in_session(standing, &session).may(Act::RunSession) {
            lines.push(Listed {
                href: address::chair(&session.id),
                title: session.title,
                note: say::sentence(cx.language, "room-notice-withdrawn", &[]),
                mark: String::new(),
            });
        }
    }
    Ok(lines)
}

/// Disclosures that wait for a signature of somebody who did not write at them, or to be published.
pub(super) async fn disclosures(
    conn: &mut Conn,
    cx: &Cx,
    community: &CommunityId,
    standing: &Standing,
) -> Result<Vec<Listed>, Fault> {
    let mut lines = Vec::new();
    let acts = [Act::CountersignOutcome, Act::PublishDisclosure, Act::WriteDisclosure];
    if !acts.iter().any(|act| standing.may(*act)) {
        return Ok(lines);
    }
    for draft in drafts::waiting(conn, community, Kind::Disclosure).await? {
        let moved = has_moved(&draft, &Disclosure::fingerprint(&draft.said));
        let mine = match draft.phase {
            Phase::Countersigned if moved => standing.may(Act::WriteDisclosure),
            Phase::Draft if !draft.returned.is_empty() => standing.may(Act::WriteDisclosure),
            Phase::Draft => why_not_sign(conn, standing, &draft, Disclosure::HANDS).await?.is_none(),
            Phase::Countersigned => standing.may(Act::PublishDisclosure),
            Phase::Published => false,
        };
        if mine {
            lines.push(Listed {
                href: address::disclosure(&community, &draft.id),
                note: stands(cx, draft.phase, &draft.returned, moved),
                title: draft.said.title,
                mark: say::sentence(cx.language, "publication-disclosure", &[]),
            });
        }
    }
    Ok(lines)
}

/// Where a draft stands, or that it was sent back and why, or that its signature no longer holds.
fn stands(cx: &Cx, phase: Phase, returned: &str, moved: bool) -> String {
    if moved {
        say::sentence(cx.language, "outcome-moved", &[])
    } else if returned.is_empty() {
        say::sentence(cx.language, &format!("outcome-{}", phase.id()), &[])
    } else {
        say::sentence(cx.language, "draft-returned", &[("reason", returned.to_owned())])
    }
}
