//! What minutes say: put together from what is on record, with the clerk's notes.

use crate::{
    fault::Fault,
    record::draft::rows::DraftRow,
    sitting::{
        item::rows::interest,
        presence::attending::{households_now, session_counts},
        session::{Sitting, rows as sessions},
        talk::rows::{floor, thread as threads},
        vote::rows as votes,
    },
    store::{Conn, journal},
};
use rules::{
    id::CommunityId,
    posting::Audience,
    published::{MinutesAct, MinutesContent, MinutesEnding, MinutesItem, MinutesRound},
    says::Says,
    typed::TextForm,
    vote,
};
use serde_json::Value;
use std::collections::HashMap;

/// Whether an act stands in minutes: those of who leads the session.
const fn leads(says: Says) -> bool {
    match says {
        Says::SessionOpened
        | Says::SessionSuspended
        | Says::SessionResumed
        | Says::SessionClosed
        | Says::SessionPaused
        | Says::ChairHanded
        | Says::ItemCalled
        | Says::ItemEnded
        | Says::ConsultationRead
        | Says::RollCallBegun
        | Says::RollCallEnded
        | Says::RollCallCancelled
        | Says::VoteOpened
        | Says::VoteClosed
        | Says::VoteCounted
        | Says::VoteDeclared
        | Says::VoteVoided
        | Says::VoteExtended
        | Says::CountOrdered
        | Says::InterestDeclared
        | Says::AppraisedNamed
        | Says::AppraisedDropped => true,
        Says::CommunityMade
        | Says::AdministratorMade
        | Says::BodyMade
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
        | Says::FilingMade
        | Says::FilingAcknowledged
        | Says::FilingReturned
        | Says::OrderMade
        | Says::OrderWithdrawn
        | Says::OrderMet
        | Says::OrderAnswered
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
        | Says::LoginConfirmed
        | Says::LoginsEnded
        | Says::WaitLifted
        | Says::SeatEnded
        | Says::SlipIssued
        | Says::OwnersRecorded
        | Says::RepresentedRecorded
        | Says::NoteLeft
        | Says::SessionDrafted
        | Says::SessionEdited
        | Says::SessionAnnounced
        | Says::SessionCorrected
        | Says::SessionDropped
        | Says::SessionPostponed
        | Says::SessionCancelled
        | Says::ItemAdded
        | Says::ItemEdited
        | Says::ItemMoved
        | Says::ItemDropped
        | Says::TextWritten
        | Says::GroundRecorded
        | Says::MandateRecorded
        | Says::MandateRevoked
        | Says::PresenceCheckedIn
        | Says::PresenceLeft
        | Says::PresenceCorrected
        | Says::RollCallAnswered
        | Says::ProposalMade
        | Says::ProposalRevised
        | Says::ProposalSeconded
        | Says::ProposalWithdrawn
        | Says::ProposalPut
        | Says::RemarkMade
        | Says::RemarkMarked
        | Says::ThreadOrdered
        | Says::ThreadHidden
        | Says::AppealMade
        | Says::AppealDecided
        | Says::HandRaised
        | Says::HandLowered
        | Says::FloorGiven
        | Says::FloorWarned
        | Says::FloorEnded
        | Says::BallotCast
        | Says::PaperHandedOut
        | Says::PaperExchanged
        | Says::PaperTakenBack
        | Says::CountEntered
        | Says::OutcomeWritten
        | Says::OutcomeCountersigned
        | Says::OutcomeReturned
        | Says::OutcomePublished
        | Says::OutcomeWithdrawn
        | Says::EndingPublished
        | Says::EndingWithdrawn
        | Says::MinutesWritten
        | Says::MinutesSigned
        | Says::MinutesReturned
        | Says::MinutesPublished
        | Says::MinutesWithdrawn
        | Says::AttendancePublished
        | Says::AttendanceWithdrawn
        | Says::NoticePublished
        | Says::NoticeWithdrawn
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
        | Says::PostEstablished
        | Says::PetitionBegun
        | Says::PetitionSigned
        | Says::PetitionUnsigned
        | Says::PetitionEntered
        | Says::PetitionConfirmed
        | Says::PetitionStruck
        | Says::PetitionReached
        | Says::PetitionMet
        | Says::PetitionAnswered
        | Says::PetitionPublished
        | Says::PetitionWithdrawn
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
        | Says::ConsultationWritten
        | Says::DissentAdded
        | Says::ConsultationSigned
        | Says::ConsultationReturned
        | Says::ConsultationPublished
        | Says::ConsultationWithdrawn
        | Says::ConsultationAnswered
        | Says::DrawFixed
        | Says::SeedRead
        | Says::DrawMade
        | Says::LedgerBegun
        | Says::LedgerLimited
        | Says::RowsEntered
        | Says::RowChanged
        | Says::RowEnded
        | Says::LinesEntered
        | Says::LineDropped
        | Says::LinesReviewed
        | Says::SubstituteAsked
        | Says::SubstituteSteppedIn
        | Says::DrawPublished
        | Says::DrawWithdrawn
        | Says::ObjectionFiled
        | Says::ObjectionReplied
        | Says::ObjectionHidden
        | Says::ObjectionAppealed
        | Says::ObjectionAppealDecided
        | Says::TakebackAsked
        | Says::TakebackRefused
        | Says::WordsBlanked
        | Says::MilestonePlanned
        | Says::MilestoneReached
        | Says::MilestoneReturned
        | Says::MilestoneAccepted
        | Says::MilestoneDropped
        | Says::MilestonePhotographed
        | Says::CompletionPublished
        | Says::CompletionWithdrawn
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
        | Says::CompletionRated => false,
    }
}

/// The minutes as the record has them now.
pub(crate) async fn content(
    conn: &mut Conn,
    sitting: &Sitting,
    row: Option<&DraftRow>,
) -> Result<MinutesContent, Fault> {
    let session = &sitting.session;
    let rounds = votes::of_session(conn, &session.id).await?;
    let endings = floor::endings(conn, &session.id).await?;
    let sizes = threads::sizes(conn, &session.id).await?;
    let entered = threads::entered(conn, &session.id).await?;
    let declared = interest::of_session(conn, &session.id).await?;
    let all = sessions::items(conn, &session.id).await?;
    let titles: HashMap<&str, &str> = all.iter().map(|item| (item.id.as_str(), item.title.as_str())).collect();
    let mut acts = acts_of(conn, (&session.community, &session.id), &titles, Audience::Public).await?;
    let mut items = Vec::new();
    for item in all.clone() {
        let audience = item.audience();
        acts.extend(acts_of(conn, (&session.community, &item.id), &titles, audience).await?);
        let texts = sessions::revisions(conn, &item.id).await?;
        let mut shown = Vec::new();
        for round in rounds.iter().filter(|round| round.item == item.id) {
            acts.extend(acts_of(conn, (&session.community, &round.id), &titles, audience).await?);
            let text = texts.iter().find(|text| text.number == round.revision);
            let text = text.ok_or(Fault::Stored("votes.revision"))?;
            shown.push(MinutesRound {
                round: round.round,
                mode: round.mode.id().to_owned(),
                phase: round.phase.id().to_owned(),
                void_reason: round.void_reason.clone(),
                text_title: text.title.clone(),
                text: text.body.clone(),
                form: TextForm::stored(&text.form),
                revision: round.revision,
                result: if round.phase == vote::Phase::Declared { round.count()? } else { None },
            });
        }
        // Minutes are public: of relief they say that it was dealt with, and its own sheet says the rest to the members.
        let within = audience == Audience::Members;
        let size = sizes.iter().find(|(id, ..)| *id == item.id.0);
        let ending = endings.iter().find(|ending| ending.item == item.id);
        let size = size.filter(|_| !within);
        let interests = || declared.iter().filter(|one| !within && one.item == item.id);
        items.push(MinutesItem {
            proposals: size.map_or(0, |(_, proposals, _)| *proposals),
            entered: entered.get(&item.id.0).copied().filter(|_| !within).unwrap_or(0),
            remarks: size.map_or(0, |(_, _, remarks)| *remarks),
            interests: interests().count() as u64,
            recused: interests().filter(|one| *one.recused).count() as u64,
            within,
            rounds: if within { Vec::new() } else { shown },
            ending: ending.filter(|_| !within).map(|ending| MinutesEnding {
                kind: ending.kind.clone(),
                text: ending.body.clone(),
                dissent: ending.dissent.clone(),
                form: TextForm::stored(&ending.form),
            }),
            title: item.title,
            matter: item.matter,
        });
    }
    acts.sort_by_key(|act| act.seq);
    Ok(MinutesContent {
        community: sitting.community.name.clone(),
        zone: sitting.community.zone.clone(),
        title: session.title.clone(),
        body: sitting.body.name.clone(),
        place: session.place.clone(),
        held: session.held.id().to_owned(),
        session_id: session.id.0.clone(),
        opened_at: session.opened_at.unwrap_or(session.starts_at),
        closed_at: session.closed_at,
        counts: session_counts(conn, sitting).await?,
        households: households_now(conn, sitting).await?,
        items,
        acts,
        notes: row.map(|row| row.said.body.clone()).unwrap_or_default(),
        notes_form: row.map(|row| row.said.form()).unwrap_or_default(),
        correction: row.map(|row| row.said.correction.clone()).unwrap_or_default(),
        signed_as: row.map(DraftRow::signed_as).unwrap_or_default(),
    })
}

/// The acts about one thing that stand in minutes, with their public reasons or the item that they are about. Of what stays
/// within the community no reason is told, also where an old chain has it in the open.
async fn acts_of(
    conn: &mut Conn,
    (community, subject): (&CommunityId, &str),
    titles: &HashMap<&str, &str>,
    audience: Audience,
) -> Result<Vec<MinutesAct>, Fault> {
    let rows = journal::told(conn, community, subject).await?;
    let told = rows.into_iter().filter(|(row, _)| row.says().is_some_and(leads)).map(|(row, body)| {
        let reason = body.get("reason").and_then(Value::as_str).unwrap_or_default().to_owned();
        let told = audience == Audience::Public && reason != "ballots_exceed_issued";
        let reason = if told { reason } else { String::new() };
        let item = body.get("item").and_then(Value::as_str).and_then(|item| titles.get(item));
        let reason =
            if reason.is_empty() { item.map_or_else(String::new, |title| (*title).to_owned()) } else { reason };
        // A pause of no minutes is its end.
        let over = row.says() == Some(Says::SessionPaused) && body.get("minutes").and_then(Value::as_i64) == Some(0);
        let act = if over { "session-went_on".to_owned() } else { row.act.replace('.', "-") };
        MinutesAct { seq: row.seq, at: row.at, act, role: row.role, reason }
    });
    Ok(told.collect())
}
