//! The list of acts: a line each. It makes the addresses, and says what is remembered of what is sent to them.

use crate::{
    act::{Act, Listed, Remembers},
    attachment::acts as attachment,
    execution::acts as execution,
    matter::acts as matter,
    people::{
        choice, community::acts as community, member::acts as member, note, office, owners::acts as owners,
        represented::acts as represented, roll::acts as roll,
    },
    record::{
        disclosure::Disclosure, draft::acts as draft, draw::acts as draw, duty::acts as duty, filing::acts as filing,
        ledger::acts as ledger, objection::acts as objection, order::acts as order, petition::acts as petition,
        posting::acts as posting, register::acts as register, takeback::acts as takeback,
    },
    sitting::{
        appraisal::acts as appraisal,
        consultation::{OpinionSheet, acts as consultation},
        decision::Decision,
        item::acts as item,
        minutes::Minutes,
        presence::acts as presence,
        session::acts as session,
        talk::acts as talk,
        vote::acts as vote,
    },
    web::{Site, act},
};
use axum::{Router, routing::post};
use rules::says::Says;
use std::sync::LazyLock;

/// Makes the list and the addresses of acts.
macro_rules! acts {
    ($($act:ty),+ $(,)?) => {
        /// Every act, as it says of itself.
        static LISTED: LazyLock<Vec<Listed>> = LazyLock::new(|| vec![$(Listed::of::<$act>()),+]);

        /// The addresses of every act.
        pub(crate) fn routes() -> Router<Site> {
            Router::new()$(.route(&format!("/do{}", <$act as Act>::AT), post(act::<$act>)))+
        }
    };
}

acts![
    vote::Open,
    vote::CastNamed,
    vote::CastSecret,
    vote::CastAppraisal,
    vote::Close,
    vote::Declare,
    vote::Void,
    vote::Extend,
    vote::HandOut,
    vote::Exchange,
    vote::TakeBack,
    vote::EnterCount,
    vote::OrderRecount,
    // people
    community::MakeBody,
    community::SetBasis,
    community::RenameBody,
    community::RetireBody,
    community::RenameCommunity,
    community::RetireCommunity,
    community::Appoint,
    community::Dismiss,
    office::Hang,
    member::ConfirmLogin,
    member::EndLogins,
    member::LiftWait,
    member::Part,
    member::EndSeat,
    member::AddMember,
    member::CorrectMember,
    member::MoveMember,
    member::StrikeOff,
    member::PutBack,
    member::GiveSeat,
    owners::SetUnits,
    represented::SetRepresented,
    roll::TakeIn,
    // sitting: talk
    talk::Propose,
    talk::ProposeFor,
    talk::Revise,
    talk::Withdraw,
    talk::Second,
    talk::SecondFor,
    talk::PutToVote,
    talk::HideProposal,
    talk::Remark,
    talk::MarkAnswered,
    talk::HideRemark,
    talk::OrderThread,
    talk::Appeal,
    talk::AnswerAppeal,
    talk::CallItem,
    talk::EndItem,
    talk::PublishEnding,
    talk::RaiseHand,
    talk::RaiseHandFor,
    talk::GiveFloor,
    talk::WarnSpeaker,
    talk::EndTurn,
    talk::Pause,
    // sitting: decision, minutes
    draft::Write<Decision>,
    draft::Sign<Decision>,
    draft::SendBack<Decision>,
    draft::Publish<Decision>,
    draft::Write<Minutes>,
    draft::Sign<Minutes>,
    draft::SendBack<Minutes>,
    draft::Publish<Minutes>,
    // sitting: consultation
    consultation::NameParty,
    consultation::DropParty,
    consultation::RefuseParty,
    consultation::NameParticipant,
    consultation::DropParticipant,
    consultation::InviteGuest,
    consultation::GuestCame,
    consultation::GuestLeft,
    consultation::CallGuest,
    consultation::TakeDown,
    draft::Write<OpinionSheet>,
    consultation::ReadBack,
    consultation::Dissent,
    consultation::DissentOnPaper,
    draft::Sign<OpinionSheet>,
    draft::SendBack<OpinionSheet>,
    draft::Publish<OpinionSheet>,
    consultation::TellFeedback,
    // execution
    execution::Plan,
    execution::Reach,
    execution::SendBack,
    execution::GiveUp,
    execution::Accept,
    execution::Complete,
    execution::Rate,
    execution::Follow,
    // matter
    matter::OpenMatter,
    matter::RecordStep,
    matter::WaiveStep,
    matter::CorrectMatter,
    matter::LayToMatter,
    matter::TakeFromMatter,
    matter::EndMatter,
    matter::FollowMatter,
    matter::RateMatter,
    matter::GiveOpinion,
    matter::EnterOpinion,
    matter::AdoptProcedure,
    // attachment
    attachment::PublishAttachment,
    attachment::WithdrawAttachment,
    // record
    draft::Write<Disclosure>,
    draft::Sign<Disclosure>,
    draft::SendBack<Disclosure>,
    draft::Publish<Disclosure>,
    duty::AdoptDuties,
    duty::SayOfDuty,
    duty::LiftDuty,
    posting::TakeDown,
    posting::Withdraw,
    objection::File,
    objection::FilePaper,
    objection::Reply,
    objection::Hide,
    objection::Appeal,
    objection::AnswerAppeal,
    petition::BeginPetition,
    petition::SignPetition,
    petition::UnsignPetition,
    petition::EnterSignature,
    petition::ConfirmSignature,
    petition::StrikeSignature,
    petition::WithdrawPetition,
    petition::MeetPetition,
    petition::AnswerPetition,
    ledger::BeginLedger,
    ledger::LimitLedger,
    ledger::EnterLine,
    ledger::EnterLines,
    ledger::LinkLine,
    ledger::DropLine,
    ledger::ReviewLine,
    ledger::PassLines,
    register::EnterRow,
    register::EnterRows,
    register::ChangeRow,
    register::EndRow,
    draw::FixDraw,
    draw::ReadSeed,
    draw::ConfirmSeed,
    draw::AskSubstitute,
    draw::StepIn,
    takeback::Ask,
    takeback::AskWhole,
    takeback::Answer,
    filing::File,
    filing::Acknowledge,
    filing::SendBack,
    order::MakeOrder,
    order::MeetOrder,
    order::AnswerOrder,
    order::WithdrawOrder,
    // sitting: session, presence, item
    session::DraftSession,
    session::EditSession,
    session::AddItem,
    session::EditItem,
    session::MoveItem,
    session::CopyItems,
    session::DropItem,
    session::DropSession,
    session::CorrectSession,
    session::CorrectItem,
    session::AnnounceSession,
    session::OpenSession,
    session::SuspendSession,
    session::ResumeSession,
    session::PostponeSession,
    session::CancelSession,
    session::CloseSession,
    session::HandChair,
    presence::CheckIn,
    presence::CheckInOnline,
    presence::Leave,
    presence::CorrectPresence,
    presence::BeginRollCall,
    presence::EndRollCall,
    presence::ConfirmRollCall,
    presence::CancelRollCall,
    presence::AnswerRollCall,
    presence::RecordMandate,
    presence::RevokeMandate,
    item::WriteText,
    item::RecordGround,
    item::DeclareInterest,
    item::RecordInterest,
    appraisal::NameAppraised,
    appraisal::DropAppraised,
    appraisal::EstablishEnd,
    note::LeaveNote,
    choice::ChooseNotices,
];

/// An address under `/do` that is no act of this list, what is remembered of what is sent there, and what its entries may say.
type Door = (&'static str, Remembers, &'static [Says]);

/// What is sent and is no act of this list. Why each is none: ARCHITECTURE.md, "What is no act".
const DOORS: &[Door] = &[
    ("/in/code", Remembers::SignIn, &[]),
    ("/in/password", Remembers::SignIn, &[]),
    ("/slip/{token}", Remembers::SignIn, &[]),
    ("/slip/{token}/link", Remembers::SignIn, &[Says::MemberLinked]),
    ("/link/{token}", Remembers::SignIn, &[]),
    // people
    ("/sign-out", Remembers::Typed, &[]),
    ("/refused-read", Remembers::Typed, &[]),
    ("/login/end", Remembers::Typed, &[]),
    ("/device-code", Remembers::Typed, &[]),
    ("/communities", Remembers::Typed, &[Says::CommunityMade]),
    ("/c/{community}/staff-link", Remembers::Typed, &[Says::StaffLinkMade]),
    // people: offices above communities, which are of none
    ("/offices", Remembers::Typed, &[]),
    ("/offices/{office}/rename", Remembers::Typed, &[Says::OfficeChanged]),
    ("/offices/{office}/move", Remembers::Typed, &[Says::OfficeChanged]),
    ("/offices/{office}/retire", Remembers::Typed, &[Says::OfficeChanged]),
    ("/offices/{office}/staff", Remembers::Typed, &[Says::OfficeAppointed]),
    ("/offices/{office}/dismiss", Remembers::Typed, &[Says::OfficeDismissed]),
    ("/offices/{office}/staff-link", Remembers::Typed, &[Says::OfficeLinkMade]),
    ("/c/{community}/slips", Remembers::Typed, &[Says::SlipIssued]),
    ("/c/{community}/send-code", Remembers::Typed, &[Says::SlipIssued]),
    ("/c/{community}/import", Remembers::Typed, &[]),
    ("/c/{community}/import/{id}/look", Remembers::Typed, &[]),
    // sitting
    ("/v/{vote}/check", Remembers::Nothing, &[]),
    // execution
    ("/m/{milestone}/photo", Remembers::Typed, &[Says::MilestonePhotographed]),
    // attachment
    ("/c/{community}/attachments/{of}/{id}", Remembers::Nothing, &[Says::AttachmentAdded]),
    ("/a/{attachment}/cover", Remembers::Typed, &[Says::AttachmentCovered]),
    // record
    ("/c/{community}/ledger/{month}/file", Remembers::Nothing, &[]),
    ("/c/{community}/register/{register}/file", Remembers::Nothing, &[]),
    ("/c/{community}/about/{kind}/{id}/photo", Remembers::Nothing, &[Says::PostingPhotographed]),
    // sitting: practice
    ("/c/{community}/practice", Remembers::Typed, &[Says::CommunityMade, Says::SessionOpened]),
    ("/c/{community}/practice/end", Remembers::Typed, &[]),
    // sitting: presence
    ("/s/{session}/here/{code}", Remembers::Typed, &[]),
];

/// The addresses under `/do` that are no act of the list.
pub const fn doors() -> &'static [Door] {
    DOORS
}

/// Every act of the list.
pub fn all() -> &'static [Listed] {
    &LISTED
}

/// What is remembered of a form that is sent to an address; with the pattern of the address, up to what it holds. Of what is sent
/// anywhere else nothing is.
pub(crate) fn remembered(path: &str) -> (&'static str, Remembers) {
    let sent = path.strip_prefix("/do").unwrap_or(path);
    let acts = all().iter().map(|one| (one.at, one.form));
    let found = DOORS.iter().map(|(at, remembers, _)| (*at, *remembers)).chain(acts).find(|(at, _)| leads(at, sent));
    found.map_or(("", Remembers::Nothing), |(at, remembers)| (at.split('{').next().unwrap_or(at), remembers))
}

/// Whether the act at an address lets no telephone through, whatever is ticked.
pub(crate) fn covers_phones(path: &str) -> bool {
    let sent = path.strip_prefix("/do").unwrap_or(path);
    all().iter().any(|one| one.covers_phones && leads(one.at, sent))
}

/// Whether a pattern stands for an address.
fn leads(pattern: &str, path: &str) -> bool {
    let (mut pattern, mut path) = (pattern.split('/'), path.split('/'));
    loop {
        match (pattern.next(), path.next()) {
            (None, None) => return true,
            (Some(one), Some(part)) if one.starts_with('{') || one == part => {}
            _ => return false,
        }
    }
}
