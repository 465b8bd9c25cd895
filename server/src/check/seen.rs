//! What of a chain `verify` needs again, noted entry by entry.

use super::{after::After, petitions::Petitions, said::Said, standing::Standing};
use crate::{
    journal::{blanked::Blanked, text_at, whole_at},
    secret,
    store::journal::EntryRow,
};
use rules::says::Says;
use serde_json::Value;
use std::collections::{HashMap, HashSet};

/// The entries that verifying needs again.
#[derive(Default)]
pub(super) struct Seen {
    pub hashes: HashMap<i64, String>,
    /// What was published, by entry: act, subject, time, body.
    pub published: HashMap<i64, (Says, String, i64, Value)>,
    /// Countersigned texts, oldest first: entry, vote, hash.
    pub signed: Vec<(i64, String, String)>,
    /// Hashes of count records, by vote: as counted, and as declared.
    pub counted: HashMap<String, Vec<String>>,
    pub opened: Vec<String>,
    /// The phase that the last entry about each vote left it in.
    pub phases: HashMap<String, &'static str>,
    /// The rule and the gates with which votes were opened.
    pub judged_by: Vec<(String, Value, Option<Value>)>,
    /// Hashes of the frozen rolls of sessions and votes, by subject.
    pub session_rolls: Vec<(String, String)>,
    pub vote_rolls: Vec<(String, String)>,
    /// Ballots by entry: the vote, and unit and choice unless erased.
    pub cast: HashMap<i64, (String, Option<(String, String)>)>,
    pub casts: HashMap<String, i64>,
    /// Papers by vote: handed out or given in exchange, spoilt, taken back.
    pub papers: HashMap<String, [i64; 3]>,
    /// What tellers found, by vote; nothing where the journal does not keep it or it was erased.
    pub found: HashMap<String, Vec<Option<Value>>>,
    /// Who found it and at which try, by entry: the vote, the try, the teller; what an entry does not tell, or was erased, is nothing.
    pub tellers: HashMap<i64, (String, Option<i64>, Option<String>)>,
    /// Items that were taken off a draft, with their texts.
    pub dropped: HashSet<String>,
    /// Texts by what they are of: an item's or a proposal's revision, or a remark (revision 0); with their hashes.
    pub texts: Vec<(TextOf, String, i64, String)>,
    /// What became of decisions.
    pub after: After,
    /// What was said in the threads.
    pub said: Said,
    /// Who signed joint requests.
    pub petitions: Petitions,
    /// How things stood, as the last entries said.
    pub standing: Standing,
    /// What was blanked.
    pub blanked: Blanked,
    /// Entries that only a later version of the program knows.
    pub unknown: Vec<(i64, String)>,
    /// Personal parts that are not there any more, and how many of them erasures account for.
    pub gone: i64,
    pub erased: i64,
}

impl Seen {
    /// Notes an entry with all that it says and its personal part. Every name is here, so that a new act has to say what of it is held.
    pub fn note(&mut self, row: &EntryRow, body: &Value, personal: Option<&str>) {
        self.hashes.insert(row.seq, row.hash.clone());
        self.gone += i64::from(!row.private_hash.is_empty() && personal.is_none());
        let personal: Value = personal.and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default();
        let Some(says) = row.says() else {
            self.unknown.push((row.seq, row.act.clone()));
            return;
        };
        self.after.note(row, says, body, &personal);
        self.said.note(row, says, body, &personal);
        self.petitions.note(row, says, &personal);
        self.standing.note(row, body);
        let of = &row.subject;
        let mut phase = |phase: &'static str| {
            self.phases.insert(of.clone(), phase);
        };
        match says {
            Says::OutcomePublished
            | Says::EndingPublished
            | Says::MinutesPublished
            | Says::AttendancePublished
            | Says::NoticePublished
            | Says::DisclosurePublished
            | Says::MatterPublished
            | Says::CompletionPublished
            | Says::PetitionPublished
            | Says::ConsultationPublished
            | Says::DrawPublished => {
                self.published.insert(row.seq, (says, of.clone(), row.at, body.clone()));
            }
            Says::OutcomeWithdrawn
            | Says::EndingWithdrawn
            | Says::MinutesWithdrawn
            | Says::AttendanceWithdrawn
            | Says::NoticeWithdrawn
            | Says::DisclosureWithdrawn
            | Says::MatterWithdrawn
            | Says::CompletionWithdrawn
            | Says::PetitionWithdrawn
            | Says::ConsultationWithdrawn
            | Says::DrawWithdrawn => {
                if body.get("content_hash").is_some() {
                    self.published.insert(row.seq, (says, of.clone(), row.at, body.clone()));
                }
            }
            Says::OutcomeCountersigned => {
                let hash = text_at(body, "text_hash").unwrap_or_default().to_owned();
                self.signed.push((row.seq, of.clone(), hash));
            }
            Says::TextWritten | Says::ProposalPut => self.texts.extend(text(TextOf::Item, body, "item")),
            Says::ProposalMade | Says::ProposalRevised => {
                self.texts.extend(text(TextOf::Proposal, &personal, "proposal"));
            }
            Says::RemarkMade => self.texts.extend(text(TextOf::Remark, &personal, "remark")),
            Says::SessionOpened => self.session_rolls.extend(roll(row, body)),
            Says::VoteOpened => {
                phase("open");
                self.opened.push(of.clone());
                let part = |key: &str| body.get(key).cloned();
                self.judged_by.extend(part("rule").map(|rule| (of.clone(), rule, part("gates"))));
                self.vote_rolls.extend(roll(row, body));
            }
            Says::VoteClosed => phase("closed"),
            Says::VoteVoided => phase("void"),
            Says::VoteCounted | Says::VoteDeclared => {
                let counted = says == Says::VoteCounted;
                phase(if counted { "counted" } else { "declared" });
                let hash =
                    text_at(if counted { &personal } else { body }, "record_hash").unwrap_or_default().to_owned();
                self.counted.entry(of.clone()).or_default().push(hash);
            }
            // Another count in the place of one that was accepted: its record is none any more.
            Says::CountOrdered => {
                if is_superseding(body) {
                    phase("closed");
                    self.counted.remove(of);
                }
            }
            Says::MemberErased => self.erased += whole_at(body, "entries").unwrap_or_default(),
            Says::PaperHandedOut => self.paper(of, [1, 0, 0]),
            Says::PaperExchanged => self.paper(of, [1, 1, 0]),
            Says::PaperTakenBack => self.paper(of, [0, 0, 1]),
            Says::CountEntered => {
                self.found.entry(of.clone()).or_default().push(personal.get("found").cloned());
                let teller = text_at(&personal, "teller").map(str::to_owned);
                self.tellers.insert(row.seq, (of.clone(), whole_at(body, "attempt"), teller));
            }
            Says::ItemDropped => self.dropped.extend(text_at(body, "item").map(str::to_owned)),
            Says::SessionDropped => {
                let items = body.get("item").and_then(Value::as_array).into_iter().flatten();
                self.dropped.extend(items.filter_map(Value::as_str).map(str::to_owned));
            }
            Says::BallotCast => {
                *self.casts.entry(of.clone()).or_default() += 1;
                let unit = text_at(&personal, "unit").map(str::to_owned);
                let choice = text_at(&personal, "choice").map(str::to_owned);
                self.cast.insert(row.seq, (of.clone(), unit.zip(choice)));
            }
            // `petitions`: who signed. `after`: what became of decisions, objections, photos, ratings, mandates. `said`: the threads. `standing`: sessions.
            // `blanked`, which is read before all others.
            Says::ObjectionFiled
            | Says::ObjectionReplied
            | Says::PetitionSigned
            | Says::PetitionUnsigned
            | Says::PetitionEntered
            | Says::PetitionConfirmed
            | Says::PetitionStruck
            | Says::MilestonePlanned
            | Says::MilestoneReached
            | Says::MilestoneDropped
            | Says::MilestoneAccepted
            | Says::MilestoneReturned
            | Says::MilestonePhotographed
            | Says::PostingPhotographed
            | Says::AttachmentAdded
            | Says::AttachmentCovered
            | Says::AttachmentPublished
            | Says::AttachmentWithdrawn
            | Says::CompletionRated
            | Says::MandateRecorded
            | Says::MandateRevoked
            | Says::ProposalSeconded
            | Says::SessionDrafted
            | Says::WordsBlanked => {}
            // What they change is held by how things stand after them (`store/state.rs`), and by nothing else.
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
            | Says::LoginConfirmed
            | Says::LoginsEnded
            | Says::WaitLifted
            | Says::SeatEnded
            | Says::SlipIssued
            | Says::OwnersRecorded
            | Says::RepresentedRecorded
            | Says::NoteLeft
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
            | Says::SessionEdited
            | Says::SessionAnnounced
            | Says::SessionCorrected
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
            | Says::ItemCalled
            | Says::ItemEnded
            | Says::GroundRecorded
            | Says::InterestDeclared
            | Says::AppraisedNamed
            | Says::AppraisedDropped
            | Says::PostEstablished
            | Says::PresenceCheckedIn
            | Says::PresenceLeft
            | Says::PresenceCorrected
            | Says::RollCallBegun
            | Says::RollCallAnswered
            | Says::RollCallEnded
            | Says::RollCallCancelled
            | Says::ProposalWithdrawn
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
            | Says::VoteExtended
            | Says::OutcomeWritten
            | Says::OutcomeReturned
            | Says::MinutesWritten
            | Says::MinutesSigned
            | Says::MinutesReturned
            | Says::DisclosureWritten
            | Says::DisclosureCountersigned
            | Says::DisclosureReturned
            | Says::PostingTakenDown
            | Says::PostingDaysKnown
            | Says::ObjectionHidden
            | Says::ObjectionAppealed
            | Says::ObjectionAppealDecided
            | Says::TakebackAsked
            | Says::TakebackRefused
            | Says::PetitionBegun
            | Says::PetitionReached
            | Says::PetitionMet
            | Says::PetitionAnswered
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
            | Says::ConsultationRead
            | Says::DissentAdded
            | Says::ConsultationSigned
            | Says::ConsultationReturned
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
            | Says::SubstituteSteppedIn => {}
        }
    }

    fn paper(&mut self, vote: &str, more: [i64; 3]) {
        let papers = self.papers.entry(vote.to_owned()).or_default();
        papers.iter_mut().zip(more).for_each(|(one, more)| *one += more);
    }
}

/// Whether the order of another count takes the place of one that was accepted. Orders of older chains never do.
fn is_superseding(body: &Value) -> bool {
    body.get("superseded").and_then(Value::as_bool) == Some(true)
}

/// What a text is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TextOf {
    Item,
    Proposal,
    Remark,
}

/// The text that an entry fixed by its hash; nothing where its personal part was erased.
fn text(of: TextOf, body: &Value, key: &str) -> Option<(TextOf, String, i64, String)> {
    let (id, hash) = (text_at(body, key)?.to_owned(), text_at(body, "text_hash")?.to_owned());
    Some((of, id, whole_at(body, "revision").unwrap_or_default(), hash))
}

/// The hash of the roll that an entry froze, with its subject.
fn roll(row: &EntryRow, body: &Value) -> Option<(String, String)> {
    text_at(body, "roll_hash").map(|hash| (row.subject.clone(), hash.to_owned()))
}

/// Whether an entry tells this text: as it is, or by its hash, as entries about things that stay `within` the community did
/// before they were sealed.
pub(super) fn tells(said: Option<&str>, text: &str, within: bool) -> bool {
    let said = said.unwrap_or_default();
    said == text || (within && !text.is_empty() && said == secret::digest(&[text]))
}
