//! How a community stands, in parts, each named by a salted hash: the entry of an act says how the parts stand that it may have
//! changed, so that whoever changes, adds or strikes a row afterwards is found by `verify`, whatever the act told of it.
//!
//! A part is a table's rows as they are, sorted, a line each. What an act may change follows from its name; an act that nobody
//! thought of here may change everything, so a new one cannot forget it.

use super::{
    Conn,
    parts::{self, Of, Part},
};
use crate::{fault::Fault, secret};
use rules::{id::CommunityId, says::Says};
use sqlx::AssertSqlSafe;
use std::collections::{BTreeMap, BTreeSet};

/// Between two columns of a line.
const BETWEEN: char = '\u{1f}';

/// Which parts an act may change, and whether its subject leads to the session that it may change.
const fn reach(says: Says) -> (&'static [Of], bool) {
    use Of as O;
    match says {
        // What they change is held by ballots, counts, texts and papers, or when what they belong to ends; many come at once.
        Says::LoginConfirmed
        | Says::LoginsEnded
        | Says::SlipIssued
        | Says::MandateRecorded
        | Says::MandateRevoked
        | Says::RollCallBegun
        | Says::RollCallAnswered
        | Says::RemarkMade
        | Says::RemarkMarked
        | Says::BallotCast
        | Says::PaperHandedOut
        | Says::PaperExchanged
        | Says::PaperTakenBack
        | Says::CountEntered
        // Signatures are frozen with their request; until then each is held by its entry.
        | Says::PetitionSigned
        | Says::PetitionUnsigned
        | Says::PetitionEntered
        | Says::PetitionConfirmed
        | Says::PetitionStruck => (&[], false),
        Says::HandRaised | Says::HandLowered | Says::FloorGiven | Says::FloorWarned | Says::FloorEnded => {
            (&[O::Floor], true)
        }
        Says::SessionDrafted
        | Says::SessionEdited
        | Says::SessionAnnounced
        | Says::SessionCorrected
        | Says::SessionDropped
        | Says::SessionOpened
        | Says::SessionSuspended
        | Says::SessionResumed
        | Says::SessionPaused
        | Says::SessionPostponed
        | Says::SessionCancelled
        | Says::SessionClosed
        | Says::ChairHanded
        | Says::ItemAdded
        | Says::ItemEdited
        | Says::ItemMoved
        | Says::ItemDropped
        | Says::ItemCalled
        | Says::ItemEnded
        | Says::TextWritten
        | Says::InterestDeclared
        | Says::AppraisedNamed
        | Says::AppraisedDropped
        | Says::PostEstablished
        | Says::PresenceCheckedIn
        | Says::PresenceLeft
        | Says::PresenceCorrected
        | Says::RollCallEnded
        | Says::RollCallCancelled
        | Says::ProposalMade
        | Says::ProposalRevised
        | Says::ProposalSeconded
        | Says::ProposalWithdrawn
        | Says::ProposalPut
        | Says::ThreadOrdered
        | Says::ThreadHidden
        | Says::AppealMade
        | Says::AppealDecided
        | Says::VoteOpened
        | Says::VoteExtended
        | Says::VoteClosed
        | Says::VoteCounted
        | Says::VoteDeclared
        | Says::VoteVoided
        | Says::CountOrdered
        | Says::PartyNamed
        | Says::PartyDropped
        | Says::PartyRefused
        | Says::ParticipantNamed
        | Says::ParticipantDropped
        | Says::GuestInvited
        | Says::GuestCame
        | Says::GuestLeft
        | Says::GuestCalled
        | Says::GuestSpoke
        | Says::ConsultationRead
        | Says::DissentAdded
        | Says::ConsultationAnswered => (&[], true),
        Says::BodyMade
        | Says::BodyOnlineBasis
        | Says::BodyRenamed
        | Says::BodyRetired
        | Says::BodyRestored
        | Says::CommunityRenamed
        | Says::CommunityRetired
        | Says::CommunityRestored
        | Says::StaffAppointed
        | Says::StaffDismissed
        | Says::StaffLinkMade
        | Says::CommunityPlaced
        | Says::OfficeChanged
        | Says::OfficeAppointed
        | Says::OfficeDismissed
        | Says::OfficeLinkMade
        | Says::RollImported
        | Says::RollConfirmed
        | Says::MemberAdded
        | Says::MemberCorrected
        | Says::MemberMoved
        | Says::MemberStruckOff
        | Says::MemberReturned
        | Says::MemberCameOfAge
        | Says::SeatGiven
        | Says::MemberLinked
        | Says::MemberParted
        | Says::MemberErased
        | Says::OwnersRecorded
        | Says::RepresentedRecorded => (&[O::Register], false),
        Says::OutcomeWritten
        | Says::OutcomeCountersigned
        | Says::OutcomeReturned
        | Says::OutcomePublished
        | Says::OutcomeWithdrawn
        | Says::DisclosureWritten
        | Says::DisclosureCountersigned
        | Says::DisclosureReturned
        | Says::DisclosurePublished
        | Says::DisclosureWithdrawn
        | Says::PostingTakenDown
        | Says::PostingDaysKnown
        | Says::PostingPhotographed
        | Says::AttachmentAdded
        | Says::AttachmentCovered
        | Says::AttachmentPublished
        | Says::AttachmentWithdrawn
        | Says::ObjectionFiled
        | Says::ObjectionReplied
        | Says::ObjectionHidden
        | Says::ObjectionAppealed
        | Says::ObjectionAppealDecided
        | Says::FilingMade
        | Says::FilingAcknowledged
        | Says::FilingReturned
        | Says::OrderMade
        | Says::OrderWithdrawn
        | Says::OrderMet
        | Says::OrderAnswered
        | Says::MilestonePlanned
        | Says::MilestoneReached
        | Says::MilestoneReturned
        | Says::MilestoneAccepted
        | Says::MilestoneDropped
        | Says::MilestonePhotographed
        | Says::CompletionPublished
        | Says::CompletionWithdrawn
        | Says::CompletionRated
        | Says::DutiesAdopted
        | Says::DutyAnswered
        | Says::DutyLifted
        | Says::ProcedureAdopted
        | Says::MatterOpened
        | Says::MatterRecorded
        | Says::MatterWaived
        | Says::MatterCorrected
        | Says::MatterEnded
        | Says::OpinionGiven
        | Says::MatterRated
        | Says::MatterLinked
        | Says::MatterUnlinked
        | Says::MatterPublished
        | Says::MatterWithdrawn
        | Says::PetitionBegun
        | Says::PetitionReached
        | Says::PetitionMet
        | Says::PetitionAnswered
        | Says::PetitionPublished
        | Says::PetitionWithdrawn
        | Says::DrawFixed
        | Says::SeedRead
        | Says::DrawMade
        | Says::SubstituteAsked
        | Says::SubstituteSteppedIn
        | Says::DrawPublished
        | Says::DrawWithdrawn => (&[O::Board], false),
        Says::RowsEntered | Says::RowChanged | Says::RowEnded | Says::LedgerBegun | Says::LedgerLimited | Says::LinesEntered | Says::LineDropped | Says::LinesReviewed => (&[O::Account], false),
        Says::EndingPublished
        | Says::EndingWithdrawn
        | Says::NoticePublished
        | Says::NoticeWithdrawn
        | Says::ConsultationWritten
        | Says::ConsultationSigned
        | Says::ConsultationReturned
        | Says::ConsultationPublished
        | Says::ConsultationWithdrawn => (&[O::Board], true),
        Says::AdministratorMade
        | Says::CommunityMade
        | Says::WaitLifted
        | Says::SeatEnded
        | Says::NoteLeft
        | Says::GroundRecorded
        | Says::MinutesWritten
        | Says::MinutesSigned
        | Says::MinutesReturned
        | Says::MinutesPublished
        | Says::MinutesWithdrawn
        | Says::AttendancePublished
        | Says::AttendanceWithdrawn
        | Says::TakebackAsked
        | Says::TakebackRefused => (&[O::Register, O::Board], true),
        Says::WordsBlanked => (&[O::Register, O::Board, O::Account], true),
    }
}

/// Which parts of the vote that it is about an act may change. They are held once or twice in a vote's life, not with each ballot.
const fn of_vote(says: Says) -> &'static [Of] {
    match says {
        Says::VoteOpened => &[Of::Vote],
        Says::VoteClosed | Says::VoteCounted | Says::VoteDeclared | Says::VoteVoided | Says::CountOrdered => {
            &[Of::Vote, Of::Closed]
        }
        _ => &[],
    }
}

/// The session that something belongs to, if it belongs to one.
async fn session_of(conn: &mut Conn, community: &CommunityId, subject: &str) -> Result<Option<String>, Fault> {
    let found: Option<(String,)> = sqlx::query_as(
        "SELECT id FROM sessions WHERE id = $1 AND community = $2 UNION SELECT session FROM items WHERE id = $1 AND \
         community = $2 UNION SELECT session FROM votes WHERE id = $1 AND community = $2 UNION SELECT session FROM hidings \
         WHERE id = $1 AND community = $2 UNION SELECT subject FROM publication_drafts \
         WHERE id = $1 AND community = $2 AND kind IN ('minutes', 'consultation')",
    )
    .bind(subject)
    .bind(community.as_str())
    .fetch_optional(conn)
    .await?;
    Ok(found.map(|(session,)| session))
}

/// How the parts stand that acts may have changed, and those of the sessions named: by name the salted hash.
pub(super) async fn after(
    conn: &mut Conn,
    community: &CommunityId,
    acts: &[(Says, &str)],
    sessions: &BTreeSet<String>,
) -> Result<BTreeMap<String, String>, Fault> {
    let mut wide: Vec<Of> = Vec::new();
    // By session: whether more of it may have changed than its floor.
    let mut of_sessions: BTreeMap<String, bool> = BTreeMap::new();
    let mut of_votes: BTreeMap<&str, &[Of]> = BTreeMap::new();
    for (act, subject) in acts {
        let held = of_vote(*act);
        if held.len() > of_votes.get(subject).map_or(0, |held| held.len()) {
            of_votes.insert(subject, held);
        }
        let (parts, leads) = reach(*act);
        wide.extend(parts);
        if leads {
            let whole = !parts.contains(&Of::Floor);
            for session in sessions.iter().cloned().chain(session_of(conn, community, subject).await?) {
                *of_sessions.entry(session).or_default() |= whole;
            }
        }
    }
    let mut stands = BTreeMap::new();
    if wide.is_empty() && of_sessions.is_empty() && of_votes.is_empty() {
        return Ok(stands);
    }
    let salt = salt(conn, community).await?;
    for part in parts::all().filter(|part| part.1 != Of::Floor && wide.contains(&part.1)) {
        stands.insert(part.0.to_owned(), hash(conn, part, community, &salt).await?);
    }
    for (session, whole) in &of_sessions {
        for part in parts::all().filter(|part| part.1 == Of::Floor || (*whole && part.1 == Of::Session)) {
            stands.insert(format!("{}:{session}", part.0), hash(conn, part, session, &salt).await?);
        }
    }
    for (vote, held) in of_votes {
        for part in parts::all().filter(|part| held.contains(&part.1)) {
            stands.insert(format!("{}:{vote}", part.0), hash(conn, part, vote, &salt).await?);
        }
    }
    Ok(stands)
}

/// The salt of a community, made when it is first asked for.
pub(crate) async fn salt(conn: &mut Conn, community: &CommunityId) -> Result<String, Fault> {
    sqlx::query("INSERT INTO state_salts (community, salt) VALUES ($1, $2) ON CONFLICT DO NOTHING")
        .bind(community.as_str())
        .bind(secret::token())
        .execute(&mut *conn)
        .await?;
    known_salt(conn, community).await
}

/// The salt of a community; empty where none was made.
pub async fn known_salt(conn: &mut Conn, community: &CommunityId) -> Result<String, Fault> {
    let found: Option<(String,)> = sqlx::query_as("SELECT salt FROM state_salts WHERE community = $1")
        .bind(community.as_str())
        .fetch_optional(conn)
        .await?;
    Ok(found.map(|(salt,)| salt).unwrap_or_default())
}

async fn hash(conn: &mut Conn, part: &Part, of: &str, salt: &str) -> Result<String, Fault> {
    let Part(name, _, table, columns, rows) = part;
    let line: Vec<String> = columns.iter().map(|one| format!("COALESCE(CAST({one} AS TEXT), '')")).collect();
    let sql = format!("SELECT {} FROM {table} WHERE {rows}", line.join(&format!(" || '{BETWEEN}' || ")));
    let mut lines: Vec<(String,)> = sqlx::query_as(AssertSqlSafe(sql)).bind(of).fetch_all(conn).await?;
    // Each engine has its own order of letters.
    lines.sort_unstable();
    let mut parts = vec![salt, name];
    parts.extend(lines.iter().map(|(line,)| line.as_str()));
    let mut hash = secret::digest(&parts);
    // 128 bits hold it as well, and an entry names many.
    hash.truncate(32);
    Ok(hash)
}

/// How a part, as an entry named it, stands now; nothing where there is no such part.
pub async fn now(conn: &mut Conn, community: &CommunityId, name: &str) -> Result<Option<String>, Fault> {
    let (name, of) = name.split_once(':').unwrap_or((name, community));
    let Some(part) = parts::all().find(|part| part.0 == name) else { return Ok(None) };
    let salt = known_salt(conn, community).await?;
    hash(conn, part, of, &salt).await.map(Some)
}

/// The sessions of a community, each with parts of its own.
pub async fn sessions(conn: &mut Conn, community: &CommunityId) -> Result<Vec<String>, Fault> {
    let ids: Vec<(String,)> = sqlx::query_as("SELECT id FROM sessions WHERE community = $1 ORDER BY id")
        .bind(community.as_str())
        .fetch_all(conn)
        .await?;
    Ok(ids.into_iter().map(|(id,)| id).collect())
}

/// The names of the parts that every community has.
pub fn wide() -> impl Iterator<Item = &'static str> {
    parts::all().filter(|part| matches!(part.1, Of::Register | Of::Board | Of::Account)).map(|part| part.0)
}

/// The names of the parts that every session has.
pub fn of_session() -> impl Iterator<Item = &'static str> {
    parts::all().filter(|part| matches!(part.1, Of::Session | Of::Floor)).map(|part| part.0)
}

/// The names of the parts that every vote has which is closed.
pub fn of_votes() -> impl Iterator<Item = &'static str> {
    parts::all().filter(|part| matches!(part.1, Of::Vote | Of::Closed)).map(|part| part.0)
}
