//! Every way to be told no. A refusal is not an error: it has a stable code and a sentence in every language
//! (`no-CODE` in `app/locales/*/refusal.ftl`), and it changes nothing.

use crate::coded::refusals;
use serde::{Deserialize, Serialize};

refusals! {
    /// The role does not allow it.
    NotYourRole "permit-not-your-role";
    /// The text holds marks that are not seen and turn the order of its characters.
    HiddenOrder "text-hidden-order";
    /// The field must be filled in.
    Empty "text-empty";
    /// The text is longer than allowed.
    TooLong "text-too-long";
    /// The value is not one of those offered.
    NotOffered "text-not-offered";
    /// The value is not a whole number.
    NotANumber "text-not-a-number";
    /// Nobody was chosen.
    NoneChosen "text-none-chosen";
    /// No member of the community has this number.
    NoSuchMember "text-no-member";
    /// Several have the name that was typed: the number tells whom.
    SeveralOfName "person-several-of-name";
    /// A number alone names nobody: the name that the roll has under it is shown, to be confirmed by sending again.
    NameToConfirm "person-name-to-confirm";
    /// Whoever was named is not on the list: they would listen only, and it is asked whether they are meant.
    ObserverToConfirm "presence-observer-to-confirm";
    /// Whoever is to be handed a paper is not on the roll of the vote.
    NoPaperForThem "paper-not-on-roll";
    /// The same for the lines of a list.
    NamesToConfirm "person-names-to-confirm";
    /// Number and name do not belong to one member.
    NameDiffers "person-name-differs";
    /// What the page showed has changed since it was opened: nothing was done.
    ShownChanged "form-shown-changed";
    /// The act would change nothing.
    NothingChanges "act-nothing-changes";
    /// The draft is as it was when it was sent back.
    DraftUnchanged "draft-unchanged";
    /// The person holds the office already.
    RoleHeld "staff-role-held";
    /// The person does not hold the office.
    RoleNotHeld "staff-role-not-held";
    /// The teller's page was opened for an earlier count than the one that is being made.
    CountMoved "count-moved";
    /// The date or time cannot be read.
    BadTime "text-bad-time";
    /// So many minutes cannot be: too few, or too many for what they are for.
    BadMinutes "text-bad-minutes";
    /// A name that somebody else already has.
    NameTaken "text-name-taken";
    /// A public act that needs its reason said.
    ReasonMissing "session-reason-missing";
    /// The session is not in a phase that allows this.
    WrongPhase "session-wrong-phase";
    /// The session has not begun.
    NotBegun "session-not-begun";
    /// The session is interrupted.
    Interrupted "session-interrupted";
    /// The session has ended.
    Over "session-over";
    /// The session will not be held.
    CalledOff "session-called-off";
    /// A session needs at least one agenda item before it is announced.
    NoItems "session-no-items";
    /// Too few days of notice and no special circumstance on record.
    NoticeTooShort "session-notice-too-short";
    /// The correction changes what is decided, there are too few days for a new call, and no special circumstance is on record.
    CallsAnew "session-calls-anew";
    /// The draft cannot go: interests or mandates are on record with it.
    DraftHolds "session-draft-holds";
    /// It is a practice: nothing of it is published or told.
    OnlyPractice "only-practice";
    /// The body meets no more.
    BodyRetired "body-retired";
    /// The community calls no sittings any more.
    CommunityRetired "community-retired";
    /// The time lies in the past.
    TimePast "session-time-past";
    /// The database could write into its log what somebody chooses by phone.
    DatabaseTalks "vote-database-talks";
    /// Meanwhile the database could: a ballot is not taken by phone.
    BallotLogged "ballot-logged";
    /// The vote is taken on paper alone.
    PaperOnly "ballot-paper-only";
    /// On paper alone who is elsewhere could not vote.
    PaperOnlyElsewhere "vote-paper-only-elsewhere";
    /// Few have voted on a channel of a secret vote that is to be closed.
    FewVoted "vote-few-voted";
    /// No paper for somebody who has taken part in a secret vote.
    TookPart "paper-took-part";
    /// No vote opens before the time for which the session was announced.
    BeforeTime "vote-before-time";
    /// The announced day has passed.
    DayPassed "session-day-passed";
    /// The session is not to begin yet.
    TooEarly "session-too-early";
    /// The notice by which the session was called was withdrawn.
    NoticeWithdrawn "session-notice-withdrawn";
    /// A vote is still open.
    VoteStillOpen "session-vote-still-open";
    /// A vote on the item was declared that did not carry it: it can be put off or referred, and nothing else.
    ItemVotedDown "item-voted-down";
    /// The session has no deputy to take or be handed the chair.
    NoDeputy "session-no-deputy";
    /// The body has no rule by which its votes can be judged.
    NoRule "session-no-rule";
    /// The session does not take online attendance.
    NotOnline "presence-not-online";
    /// The member is not on this session's roll.
    NotOnRoll "presence-not-on-roll";
    /// Already checked in.
    AlreadyPresent "presence-already";
    /// Somebody who has taken part in a vote was there: their check-in stands.
    TookPartHere "presence-took-part";
    /// Not checked in.
    NotPresent "presence-not-present";
    /// Somebody who has counted comes back by a way that does not count.
    ComeBackInRoom "presence-come-back";
    /// The room's code has changed.
    RoomCodeOld "presence-room-code-old";
    /// The item has no text to vote on.
    NoText "vote-no-text";
    /// The text was changed by somebody else meanwhile.
    TextChanged "vote-text-changed";
    /// The text is frozen because a vote on it was opened.
    TextFrozen "vote-text-frozen";
    /// The vote on this item is under way.
    VoteRuns "vote-runs";
    /// Another vote is open in this session.
    OtherVoteOpen "vote-other-open";
    /// A gate is shut.
    GateShut "vote-gate-shut";
    /// The matter belongs to another body and may not be delegated to this one.
    MatterElsewhere "item-matter-elsewhere";
    /// Too few are present to vote.
    QuorumNotMet "vote-quorum-not-met";
    /// A second round needs a changed text or a tie.
    NoSecondRound "vote-no-second-round";
    /// The vote is not open yet.
    VoteNotOpen "vote-not-open";
    /// The vote is closed.
    VoteClosed "vote-closed";
    /// The vote is not in a phase that allows this.
    VoteWrongPhase "vote-wrong-phase";
    /// A ballot of this unit is already stored.
    AlreadyVoted "ballot-already";
    /// A secret ballot of this unit was taken in: nothing of it is kept, and it is not changed.
    SecretlyVoted "ballot-secret-already";
    /// Only those present may vote.
    BallotNotPresent "ballot-not-present";
    /// This person takes part as an observer.
    BallotObserver "ballot-observer";
    /// The login has not been verified in person.
    LoginUnverified "ballot-login-unverified";
    /// Nothing was chosen.
    NoChoice "ballot-no-choice";
    /// A paper ballot was handed out.
    PaperHandedOut "paper-handed-out";
    /// The member holds a paper, and phones take no ballots in this vote.
    PaperInHand "paper-in-hand";
    /// The clerk handed a paper to them already.
    PaperHeld "paper-held";
    /// The unit has voted by phone.
    VotedByPhone "paper-voted-by-phone";
    /// No paper was handed out to this unit.
    NoPaperOut "paper-none-out";
    /// In a show of hands there is no paper.
    NoPaperByHands "paper-by-hands";
    /// Paper is for who is in the room.
    PaperInRoomOnly "paper-in-room-only";
    /// Whoever holds a paper gives it in or back before leaving.
    PaperStillOut "paper-still-out";
    /// In a show of hands who is in the room raises a hand.
    HandsInRoom "ballot-hands-in-room";
    /// Recused on this item.
    Recused "ballot-recused";
    /// So few vote on a channel that a secret tally may tell who chose what.
    FewOnChannel "vote-few-on-channel";
    /// The chair does not count.
    ChairCounts "count-chair";
    /// A count comes too late: one was accepted, or the vote is void.
    CountOver "count-over";
    /// This teller's count is in already.
    CountEntered "count-entered";
    /// The tellers differ again: the chair orders another count.
    RecountNeeded "count-recount-needed";
    /// There are more papers than were handed out, and the teller has not confirmed it.
    MoreThanIssued "count-more-than-issued";
    /// Fewer papers came back than were handed out, and the teller has not confirmed it.
    FewerThanIssued "count-fewer-than-issued";
    /// What a further count would need is gone: of a secret vote with few on a channel it is not kept.
    CountSettled "count-settled";
    /// The piles do not add up to the papers.
    PilesDoNotAddUp "count-piles";
    /// The hands do not add up to who is in the room.
    HandsDoNotAddUp "count-hands";
    /// A result can be seen: it is declared, not voided.
    ResultKnown "vote-result-known";
    /// Whoever has voted keeps out of the vote no more.
    InterestAfterVote "interest-after-vote";
    /// Somebody has declared their own interest: only they change it.
    OwnDeclaration "interest-own";
    /// The vote is closed: who was recused is fixed.
    InterestTooLate "interest-too-late";
    /// The vote has not been declared.
    NotDeclared "outcome-not-declared";
    /// Whoever wrote a decision does not countersign it.
    OwnCountersign "outcome-own-countersign";
    /// Supervisors exist, so one of them countersigns.
    SupervisorNeeded "outcome-supervisor-needed";
    /// It was changed since it was shown to whoever signs it or sends it back.
    DraftChanged "draft-changed";
    /// Words were changed since it was countersigned, as by taking some back: it is saved and signed anew.
    DraftMoved "draft-moved";
    /// It is countersigned already, and waits to be published.
    AlreadySigned "draft-already-signed";
    /// Sending back says why, for who wrote it.
    WhySentBack "draft-why-sent-back";
    /// It was sent back: it is written anew before anybody signs it.
    SentBack "draft-sent-back";
    /// The decision has not been countersigned.
    NotCountersigned "outcome-not-countersigned";
    /// It was countersigned, and written at since: it is signed anew.
    ChangedSinceSigned "draft-changed-since-signed";
    /// The decision was already published; correct it instead.
    AlreadyPublished "outcome-already-published";
    /// Only who has checked in takes the floor.
    NotHere "thread-not-here";
    /// The chair has locked the thread.
    ThreadLocked "thread-locked";
    /// The chair asks for a pause between two posts.
    PostTooSoon "thread-too-soon";
    /// A vote runs: what is voted on is joined by no other text, and nobody waits to speak.
    Voting "thread-voting";
    /// It is what its author said last in this place.
    SaidAlready "thread-said-already";
    /// Its author has said very much within a short time.
    TooManyRemarks "thread-too-many-remarks";
    /// Its author has very many open proposals under the item.
    ProposalsHeld "thread-proposals-held";
    /// The sitting pauses.
    Paused "session-paused";
    /// The item is settled.
    ItemEnded "thread-item-ended";
    /// Nobody seconds their own proposal.
    OwnSecond "thread-own-second";
    /// Seconded already.
    AlreadySeconded "thread-already-seconded";
    /// Only the author revises or withdraws.
    NotAuthor "thread-not-author";
    /// The proposal was withdrawn, hidden or put to the vote.
    ProposalClosed "thread-proposal-closed";
    /// One answers a remark, not an answer.
    NoThirdLevel "thread-no-third-level";
    /// It is hidden already.
    AlreadyHidden "thread-already-hidden";
    /// An appeal is under way, or was decided.
    AppealMade "thread-appeal-made";
    /// Only who wrote what was hidden appeals.
    AppealOfAuthor "thread-appeal-of-author";
    /// Whoever hid it or wrote it does not judge it.
    OwnAppeal "thread-own-appeal";
    /// There is no appeal to decide.
    NoAppeal "thread-no-appeal";
    /// Already waiting to speak, or speaking.
    HandRaised "speech-hand-raised";
    /// Not waiting to speak.
    HandNotRaised "speech-hand-not-raised";
    /// The turns on this item are used up.
    TurnsUsed "speech-turns-used";
    /// The hand was raised and taken down very often in this sitting.
    HandsUsed "speech-hands-used";
    /// Nobody waits to speak.
    NobodyWaits "speech-nobody-waits";
    /// No item has been called.
    NoCurrentItem "speech-no-item";
    /// A roll-call is under way.
    RollCallRuns "roll-call-runs";
    /// The roll-call was answered already.
    RollCallAnswered "roll-call-answered";
    /// No roll-call is under way.
    NoRollCall "roll-call-none";
    /// The two minutes of a roll-call are not over.
    RollCallTooSoon "roll-call-too-soon";
    /// The number that was counted in the hall is not that of those who are not marked as missing.
    HallCountDiffers "roll-call-count-differs";
    /// The code or link is not known.
    CodeUnknown "login-code-unknown";
    /// The code or link has been used.
    CodeSpent "login-code-spent";
    /// The code or link is too old.
    CodeExpired "login-code-expired";
    /// Name and password do not belong together.
    WrongPassword "login-wrong-password";
    /// The password is too short.
    WeakPassword "login-weak-password";
    /// The two passwords differ.
    PasswordsDiffer "login-passwords-differ";
    /// Too many wrong tries.
    TooManyTries "login-too-many-tries";
    /// One has to sign in first.
    SignInFirst "login-sign-in-first";
    /// A membership is added to a login only when both were confirmed in person.
    LinkUnverified "login-link-unverified";
    /// The member has a way to sign in that would be lost.
    LinkTaken "login-link-taken";
    /// The roll has no telephone of the member.
    NoPhone "member-no-phone";
    /// Only who has left the roll is erased.
    MemberActive "member-active";
    /// The person belongs to another community too, whose staff this clerk is not.
    PersonElsewhere "member-elsewhere";
    /// The member is no longer active.
    MemberLeft "member-left";
    /// Who has moved away but still sits or owns is not erased.
    MemberStays "member-stays";
    /// It cannot be read as a year, month or day of birth.
    BadBirth "member-bad-birth";
    /// Somebody else has or had the number.
    NumberTaken "member-number-taken";
    /// Somebody of this number and name is on the roll.
    MemberKnown "member-known";
    /// A person has to say whether it is somebody who is on the roll already.
    MemberAsked "member-asked";
    /// A number stands in the name.
    NumberInName "member-number-in-name";
    /// A person has to say whether two household numbers that look alike are one household.
    HomeAsked "member-home-asked";
    /// The household number stands in several groups or in another one, and none is named.
    GroupNeeded "member-group-needed";
    /// They live in that household already.
    SameHome "member-same-home";
    /// Who is on the roll does not come back to it.
    NotAway "member-not-away";
    /// The day has not come.
    DayAhead "member-day-ahead";
    /// The member has the seat.
    HasSeat "member-has-seat";
    /// Somebody who is chosen holds an unused slip, which a new one would void.
    SlipHeld "member-slip-held";
    /// The member has no such seat.
    NoSeat "member-no-seat";
    /// For somebody who holds an office the administrator does it.
    OfficeByAdministrator "member-office";
    /// A membership of somebody who holds an office is not added to another login by a slip alone.
    LinkOffice "login-link-office";
    /// The membership shares its login with no other community.
    NotLinked "member-not-linked";
    /// No file was chosen.
    FileNone "file-none";
    /// Nothing stands in the file.
    FileEmpty "file-empty";
    /// Too many kinds of column stand in the file several times.
    FileColumnsTwice "file-columns-twice";
    /// The file is larger than the program reads.
    FileTooLarge "file-too-large";
    /// The file is neither CSV nor XLSX.
    FileUnknown "file-unknown";
    /// The bytes are neither UTF-8 nor GB18030.
    FileEncoding "file-encoding";
    /// There is no line of headers with a name in it.
    FileNoHeader "file-no-header";
    /// Some lines cannot be taken in; nothing was imported.
    FileRefusedLines "file-refused-lines";
    /// The preview is gone; upload again.
    FilePreviewGone "file-preview-gone";
    /// The roll was changed after the preview was made.
    FileRollChanged "file-roll-changed";
    /// Which sheet is meant, or where the numbers come from, was not chosen.
    FileChooseFirst "file-choose-first";
    /// Somebody has to say who is meant by some lines.
    FileUnanswered "file-unanswered";
    /// Nobody says of some lines whether they are of age: the clerk has to.
    FileAges "file-ages";
    /// Two lines were said to be the same member.
    FileSameTwice "file-same-twice";
    /// The file's numbers stand at other people than on the roll: they were filled in anew.
    FileNumbersAnew "file-numbers-anew";
    /// Household numbers look alike, and nobody has said whether they are one household.
    FileHomesFirst "file-homes-first";
    /// Owners vote by name: each ballot bears its unit and area.
    OwnersByName "vote-owners-by-name";
    /// A pile of papers without an area, or an area without papers.
    AreaOfPile "count-area-of-pile";
    /// More area came back than was handed out, or not all of it though every paper did.
    AreaDoesNotFit "count-area";
    /// Representatives vote by name: each ballot stands for the households of one of them.
    RepresentedByName "vote-represented-by-name";
    /// A pile of papers without households, or with fewer than it has papers, or households without papers.
    HouseholdsOfPile "count-households-of-pile";
    /// More households came back than papers were handed out for, or not all of them though every paper did.
    HouseholdsDoNotFit "count-households";
    /// A line of the register that has not three columns: number, name, households.
    RegisterColumns "register-columns";
    /// A household that the roll does not know.
    NoSuchHousehold "register-no-household";
    /// A household number that stands in several groups, without its group.
    HouseholdInGroups "register-household-in-groups";
    /// A household that stands twice in the register.
    HouseholdTwice "register-household-twice";
    /// A representative who stands twice in it: their households are one line.
    RepresentativeTwice "register-representative-twice";
    /// A range whose end comes before its beginning, or whose ends are of two groups.
    HouseholdRange "register-range";
    /// The body's law names no proxies.
    NoProxies "proxy-none";
    /// Only another member of the same household may hold the mandate.
    ProxyOtherHousehold "proxy-other-household";
    /// Nobody holds their own mandate.
    ProxyOwn "proxy-own";
    /// Another holds a mandate of this member.
    ProxyGiven "proxy-given";
    /// A ballot was cast for the member in a vote that is not yet declared.
    ProxyUsed "proxy-used";
    /// Who gives the mandate is not on the roll of the session.
    GiverNotOnRoll "proxy-giver-not-on-roll";
    /// The viewer holds no mandate of this member, or the member came in person.
    ProxyNotYours "proxy-not-yours";
    /// An area that cannot be read.
    BadArea "area-unreadable";
    /// A line of an estate's units that has not three columns.
    UnitColumns "unit-columns";
    /// A unit that stands twice.
    UnitTwice "unit-twice";
    /// A text that is to be published holds an identity number.
    HoldsIdNumber "masking-id-number";
    /// It holds a mobile number.
    HoldsMobile "masking-mobile";
    /// It holds the number of a bank card.
    HoldsBankCard "masking-bank-card";
    /// It holds a household's address.
    HoldsAddress "masking-address";
    /// The text holds the number of a passport or permit.
    HoldsPermit "masking-permit";
    /// The posting period is not over.
    PostingRuns "posting-runs";
    /// It is not on the board.
    NotPosted "posting-not-up";
    /// What a vote decided is not withdrawn.
    DecidedByVote "posting-decided-by-vote";
    /// A place takes over other days only once nothing is late by those that it has.
    OverdueFirst "duty-overdue-first";
    /// A draw that was made is withdrawn by two hands.
    TakesTwo "posting-takes-two";
    /// It was withdrawn.
    WithdrawnAlready "posting-withdrawn";
    /// Something that was asked of this publication waits for the supervision committee.
    TakebackWaits "takeback-waits";
    /// It was answered.
    TakebackAnswered "takeback-answered";
    /// Nobody confirms what they asked for.
    TakebackOwn "takeback-own";
    /// So short that it stands in words and numbers that are right.
    TakebackTooCommon "takeback-too-common";
    /// The public reason says what is to be blanked.
    TakebackSaysIt "takeback-says-it";
    /// The words stand nowhere.
    TakebackNowhere "takeback-nowhere";
    /// Blanking would touch the result of a count, or make what was published unreadable.
    TakebackInCount "takeback-in-count";
    /// The member has filed as many objections as may be open, or as may be filed in a day.
    ObjectionsMany "objection-many";
    /// The objection is hidden.
    ObjectionHidden "objection-hidden";
    /// What was published for the members of the community alone does not come out by a correction.
    StaysWithin "posting-stays-within";
    /// A reply was given.
    RepliedAlready "objection-replied";
    /// Nobody answers their own objection.
    OwnObjection "objection-own";
    /// The completion is published.
    CompletedAlready "execution-completed";
    /// So many days cannot be: a period is of one day at least and of a year at most.
    BadDays "text-bad-days";
    /// Nobody is on the roll of the body that is called.
    NobodyOnRoll "session-nobody-on-roll";
    /// A day that cannot be read.
    BadDay "text-bad-day";
    /// A day for which something is planned has not passed.
    PastDay "execution-past-day";
    /// What was not carried is not carried out.
    NotCarried "execution-not-carried";
    /// The milestone was given up.
    DroppedAlready "execution-dropped";
    /// A day on which something was done is not to come.
    DayToCome "execution-day-to-come";
    /// More is planned than was decided, and no reason given.
    MoreThanDecided "execution-more-than-decided";
    /// It was done before it was decided, and no reason given.
    DoneBefore "execution-done-before";
    /// More was spent than planned, and no reason given.
    MoreThanPlanned "execution-more-than-planned";
    /// The milestone was accepted.
    AcceptedAlready "execution-accepted";
    /// The milestone was not reached yet.
    NotReached "execution-not-reached";
    /// Nobody accepts what they reported themselves.
    OwnReport "execution-own-report";
    /// A milestone was not accepted yet, or there is none.
    NotAccepted "execution-not-accepted";
    /// Only what is completed is rated.
    NotCompleted "execution-not-completed";
    /// The same words of the same member wait for their reply already.
    FiledAlready "objection-filed-already";
    /// The same joint request of the same member is being signed.
    PetitionOpen "petition-open";
    /// The member has begun as many joint requests as may be open.
    PetitionsMany "petition-many";
    /// Another name: it may be another person, of whom that must be said.
    RenameToConfirm "member-rename";
    /// A day so far ahead, or so long ago, that a digit is likely wrong.
    DayFar "text-day-far";
    /// A step ends after the day of the decision.
    LaterThanDecided "execution-later-than-decided";
    /// More women than there are representatives.
    MoreThanThere "gate-more-than-there";
    /// Who stands on the ballots that are counted does not count them.
    CountsOneself "count-oneself";
    /// The same list was drawn from before.
    DrawnBefore "draw-drawn-before";
    /// The period that something is reported on is not over yet.
    PeriodRuns "duty-period-runs";
    /// Something was published for it, or it was said already.
    DutyAnswered "duty-answered";
    /// That an item of the law does not apply is said by the chair.
    DutyByLaw "duty-law-chair";
    /// The joint request is signed no more.
    PetitionClosed "petition-closed";
    /// Others have signed it as well: one takes one's own signature back, not theirs.
    OthersSigned "petition-others-signed";
    /// Too few have signed yet, or it was taken back: nothing is due.
    PetitionNotReached "petition-not-reached";
    /// Who may sign is on none of the rolls that count.
    NotASigner "petition-not-a-signer";
    /// They have signed.
    SignedAlready "petition-signed";
    /// There is no such signature.
    NotSigned "petition-not-signed";
    /// What is entered from a paper, and a seed, take a second person: neither who entered it nor whose it is.
    SecondPerson "second-person";
    /// That is not what was asked for.
    NotAskedFor "petition-not-asked-for";
    /// The item's type of matter is not the appraisal of those in office.
    NotAnAppraisal "appraisal-other-matter";
    /// Whoever is named stands on the ballot already.
    AppraisedAlready "appraisal-named";
    /// More people are named than stand on one ballot.
    AppraisedMany "appraisal-many";
    /// The ballot was opened: who stands on it is fixed.
    AppraisalFixed "appraisal-fixed";
    /// An appraisal is presided over by the supervision committee, and another presides.
    AppraisalHost "appraisal-host";
    /// Whoever presides is appraised.
    HostAppraised "appraisal-host-appraised";
    /// An appraisal is taken by secret ballot.
    AppraisalSecret "appraisal-secret";
    /// Nobody was found not competent so often that a post ends, or the result is not published.
    NothingToEstablish "appraisal-nothing-to-establish";
    /// An entry stands twice on the list that is drawn from.
    EntryTwice "draw-entry-twice";
    /// More is to be drawn than stands on the list, or nothing.
    DrawFew "draw-few";
    /// The day of a seed: it is to come when the list is fixed, and has come when the seed is read.
    SeedDay "draw-seed-day";
    /// Neither of the two who read a seed is there to watch.
    SeedUnwatched "draw-seed-unwatched";
    /// A digit of the seed is no face of a die.
    NotDice "draw-not-dice";
    /// Nobody has said who leaves.
    NothingAsked "draw-nothing-asked";
    /// Two persons read different seeds.
    SeedDiffers "draw-seed-differs";
    /// The step of the procedure is done, or waived.
    StepDone "dossier-step-done";
    /// The steps that come before it are not done.
    NotItsTurn "dossier-not-its-turn";
    /// The day lies before the steps that come first were done: it would not count.
    BeforeItsTurn "dossier-before-its-turn";
    /// The office has a desk of its own here: its receipt records the filing, nobody else does.
    FiledHere "dossier-filed-here";
    /// Nobody may waive the step.
    StepNeeded "dossier-step-needed";
    /// Households are not asked about the matter now.
    HouseholdsNotAsked "dossier-households-not-asked";
    /// The household has said so on a telephone of its own: paper does not take its place.
    SignedByPhone "dossier-signed-by-phone";
    /// Who signs for a household is of age.
    SignerNotAdult "dossier-signer-not-adult";
    /// The roll knows no household of theirs.
    NoHousehold "dossier-no-household";
    /// The matter has ended.
    MatterEnded "dossier-ended";
    /// Steps of the matter are neither taken nor waived.
    StepsOpen "dossier-steps-open";
    /// The procedure is not one for this type of matter in such a community.
    ProcedureElsewhere "dossier-procedure-elsewhere";
    /// A meeting has to decide the matter, and its procedure votes on nothing.
    ProcedureDecidesNothing "dossier-decides-nothing";
    /// A place may make a procedure stricter, not looser.
    ProcedureLooser "dossier-procedure-looser";
    /// The thing belongs to another matter.
    LinkedElsewhere "dossier-linked-elsewhere";
    /// It belongs to the matter already, or does not.
    LinkedSo "dossier-linked-so";
    /// An office stands under a higher one.
    OfficeOrder "office-order";
    /// The office was retired.
    OfficeRetired "office-retired";
    /// Nobody acts for an office above towards the place that they belong to.
    OwnPlace "office-own-place";
    /// No such office stands above the place.
    NotAbove "office-not-above";
    /// What stays within the community, and what calls people, is not put on file.
    FilingWithin "filing-within";
    /// It waits with this office already.
    FilingWaits "filing-waits";
    /// The office has acknowledged it as it stands.
    FilingAcknowledged "filing-acknowledged";
    /// The filing was answered.
    FilingAnswered "filing-answered";
    /// Nobody acknowledges what they put on file themselves.
    FilingOwn "filing-own";
    /// The order was met, or taken back.
    OrderClosed "order-closed";
    /// The order was answered.
    OrderAnswered "order-answered";
    /// What is to meet an order cannot be read by everybody.
    OrderNotPublic "order-not-public";
    /// It was published before the order was made.
    OrderBefore "order-published-before";
    /// The body consults on nothing: groups, guests and opinions are those of a consultation.
    NoConsultation "consultation-none";
    /// The groups are those with which the sitting opened.
    PartiesFixed "consultation-parties-fixed";
    /// There are as many groups, or people who take part, as a sitting has.
    PartiesMany "consultation-parties-many";
    /// The group is named already.
    PartyNamed "consultation-party-named";
    /// Somebody takes part for the group, so that it does not refuse.
    PartyComes "consultation-party-comes";
    /// That nobody of the group takes part is on record already.
    PartyRefused "consultation-party-refused";
    /// A group has nobody who takes part and no refusal on record: the sitting does not open.
    PartiesMissing "consultation-parties-missing";
    /// They take part already.
    TakesPart "consultation-takes-part";
    /// They took no part in the consultation.
    TookNoPart "consultation-took-no-part";
    /// The guest is there already.
    GuestHere "consultation-guest-here";
    /// The guest is not there.
    GuestNotHere "consultation-guest-not-here";
    /// What the guest said in this turn was taken down already.
    TakenDown "consultation-taken-down";
    /// No opinion is written yet.
    NoOpinion "consultation-no-opinion";
    /// The opinion was not read back as it stands.
    OpinionUnread "consultation-unread";
    /// The opinion is public: from now on it is objected to.
    OpinionPublic "consultation-public";
    /// The opinion is not public yet: nothing is told of what became of it.
    OpinionNotPublic "consultation-not-public";
    /// They have dissented as often as one person may.
    DissentsMany "consultation-dissents-many";
    /// Whoever is to be replaced holds no place in the draw.
    NotDrawn "draw-not-drawn";
    /// No substitute is left.
    NoSubstitute "draw-no-substitute";
    /// It is drawn already.
    DrawMade "draw-made";
    /// Nobody has read the seed yet: the second reads it after the first.
    SeedNotRead "draw-seed-not-read";
    /// A sum that cannot be read.
    BadMoney "execution-bad-money";
    /// A picture that is none of those that are read.
    PhotoUnknown "photo-unknown";
    /// A picture that is too large.
    PhotoTooLarge "photo-too-large";
    /// The photo has more pixels than are read.
    PhotoPixels "photo-pixels";
    /// One thing has as many pictures as it may, or those of the place take as much room as they may.
    AttachmentsFull "attachments-full";
    /// Nothing was ticked that is to be blacked out, or two corners make no rectangle.
    NothingCovered "attachment-nothing-covered";
    /// Nothing of what it belongs to can be read yet.
    AttachmentTooEarly "attachment-too-early";
    /// The account has not begun in this month.
    LedgerNotBegun "ledger-not-begun";
    /// A month of the account is published, so where it began is fixed.
    LedgerBegun "ledger-begun";
    /// Lines stand in the account before the month in which it is to begin.
    LedgerEarlierLines "ledger-earlier-lines";
    /// A limit has no text from which it follows.
    LedgerLimitBasis "ledger-limit-basis";
    /// The month is published: what is wrong is put right by a line of a later month.
    LedgerPublished "ledger-published";
    /// The month has not begun.
    LedgerToCome "ledger-to-come";
    /// The day lies in another month.
    LedgerOtherMonth "ledger-other-month";
    /// A line has neither income nor spending, or both.
    LedgerOneSum "ledger-one-sum";
    /// The heading is unknown, or one of the other side.
    LedgerClass "ledger-class";
    /// The purse is none of those that there are.
    LedgerSource "ledger-source";
    /// There is no voucher, and no reason for it.
    LedgerNoVoucher "ledger-no-voucher";
    /// Handler, witness and approver are not three.
    LedgerSameHands "ledger-same-hands";
    /// Whoever approves is paid.
    LedgerOwnPayee "ledger-own-payee";
    /// The payee is a member, and is named without their number.
    LedgerPayeeName "ledger-payee-name";
    /// What was pasted has no heading for day, summary or class.
    LedgerColumns "ledger-columns";
    /// The sum at the foot is not that of the lines.
    LedgerSums "ledger-sums";
    /// The balance beside a line is not what is reckoned.
    LedgerBalance "ledger-balance";
    /// A number is missing, or stands twice.
    LedgerGap "ledger-gap";
    /// What was pasted is shown as it was read, to be sent again.
    LedgerToConfirm "ledger-to-confirm";
    /// The month has no line.
    LedgerEmpty "ledger-empty";
    /// The month is not over.
    LedgerNotOver "ledger-not-over";
    /// An earlier month of the account is not published.
    LedgerEarlier "ledger-earlier";
    /// The supervisors have not judged every line.
    LedgerUnreviewed "ledger-unreviewed";
    /// The account has changed since the draft was written.
    LedgerMoved "ledger-moved";
    /// The month is drafted already.
    LedgerDrafted "ledger-drafted";
    /// A month of the account is for everybody.
    LedgerPublic "ledger-public";
    /// What was pasted is longer than is kept to be shown again.
    LedgerTooLong "ledger-too-long";
    /// A balance that is carried over has a sum beside it.
    LedgerCarried "ledger-carried";
    /// A code may be 3.1 or 3.10: a spreadsheet shows both alike.
    LedgerClassTenth "ledger-class-tenth";
    /// The day has not come.
    LedgerDayToCome "ledger-day-to-come";
    /// A text names a member, and is published.
    LedgerNamesMember "ledger-names-member";
    /// There are lines in the account of the month for which nothing is to be reported.
    LedgerHasLines "ledger-has-lines";
    /// The line is not there.
    LedgerNoLine "ledger-no-line";
    /// A sum in red stands only in a line that puts another one right.
    LedgerRed "ledger-red";
    /// What is put right can still be taken out.
    LedgerCorrectsOpen "ledger-corrects-open";
    /// What is put right puts another line right itself.
    LedgerCorrectsTwice "ledger-corrects-twice";
    /// More is taken away under a heading than was written there.
    LedgerRedBeyond "ledger-red-beyond";
    /// A supervisor judges no line that pays them.
    LedgerPaysJudge "ledger-pays-judge";
    /// A limit of nothing is none: it is left empty, or says from which sum on.
    LedgerLimitZero "ledger-limit-zero";
    /// A line of the month was judged by the limit.
    LedgerLimitJudged "ledger-limit-judged";
    /// Another line puts this one right.
    LedgerCorrected "ledger-corrected";
    /// A table is pasted into a month that has lines.
    LedgerLinesThere "ledger-lines-there";
    /// A day lies before the one that it follows.
    RegisterOrder "register-order";
    /// More than it is a part of.
    RegisterMore "register-more";
    /// The number of the row stands in the register.
    RegisterTwice "register-twice";
    /// The headings of what has to stand in a row are missing.
    RegisterHeadings "register-headings";
    /// There are no rows to publish.
    RegisterEmpty "register-empty";
    /// The row ended.
    RegisterEnded "register-ended";
    /// What is published of the register is for the members alone.
    RegisterMembers "register-members";
    /// The register changed since it was drafted.
    RegisterMoved "register-moved";
    /// Sent with a key that was used for something else.
    KeyReused "form-key-reused";
    /// Sent again with another text: one question, and then it is another submission.
    KeyOtherText "form-key-other-text";
    /// Sent with a key that was used, of a form of which nothing is kept that tells whether it is the same: nothing was done.
    KeySpent "form-key-spent";
    /// What a form changes was saved by somebody else since the form was shown.
    ChangedMeanwhile "form-changed-meanwhile";
    /// The login had ended when the form was sent: nothing was done, what was typed is there again.
    LoginEnded "form-login-ended";
    /// The login had ended when a ballot was sent: it was not cast, and nothing of it is kept.
    BallotNotCast "ballot-not-cast";
    /// Too many acts of one login in a short time.
    TooFast "form-too-fast";
    /// More was sent than is taken at once.
    FormTooLarge "form-too-large";
    /// What was sent did not arrive in time.
    TooSlow "form-too-slow";
    /// The node's clock is far from the database's: no deadline could be judged.
    ClockWrong "form-clock-wrong";
    /// The form came from another site.
    ForeignOrigin "form-foreign-origin";
}

mod asks;
#[cfg(test)]
mod tests;
