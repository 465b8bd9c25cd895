//! Opening a vote.

use super::{OWNERS_WINDOW_MINUTES, WINDOW_MINUTES, by_owners, by_represented};
use crate::{
    Moment, Refusal,
    ballot::Mode,
    id::{ItemId, SessionId},
    rule_set::SourcedRule,
    session,
};

/// With fewer voters than this on a channel the chair is warned before a secret vote opens: a tally of so few may tell who
/// chose what (design.md §2, 6).
pub const FEW: u64 = 5;

/// The round before, on the same item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PreviousRound {
    /// Its number.
    pub round: i64,
    /// It was void and is run again.
    pub void: bool,
    /// For and against were equal.
    pub tie: bool,
    /// It was on the revision that is to be put now.
    pub same_text: bool,
}

/// Who presides while people are appraised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Host {
    /// They hold the office that presides by the rules, or the rules name none.
    pub lawful: bool,
    /// They stand on the ballot themselves.
    pub appraised: bool,
}

/// What opening a vote is judged by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenFacts {
    /// The item that is voted on, and its session.
    pub of: (SessionId, ItemId),
    /// The session's phase.
    pub session: session::Phase,
    /// The time that the session's notice gave.
    pub starts: Moment,
    /// The act's time.
    pub now: Moment,
    /// The vote on this item is under way.
    pub runs: bool,
    /// Another vote of the session takes ballots.
    pub other_open: bool,
    /// The item has a text.
    pub has_text: bool,
    /// Everyone on the roll; through representatives every household.
    pub eligible: u64,
    /// Those present now; through representatives the households for which they stand.
    pub present: u64,
    /// A roll-call is under way: it decides who is present.
    pub roll_call: bool,
    /// The sitting pauses.
    pub paused: bool,
    /// The item was ended without a vote.
    pub ended: bool,
    /// Every gate of the item is open.
    pub gates_open: bool,
    /// The body's rule.
    pub rule: Option<SourcedRule>,
    /// The round before, if there was one.
    pub previous: Option<PreviousRound>,
    /// How the vote is to be taken.
    pub mode: Mode,
    /// How many who are present are in the room, and how many elsewhere.
    pub on_channels: [u64; 2],
    /// Ballots are taken by phone too; else on paper alone.
    pub phones: bool,
    /// Nothing that the database is set to do writes down what somebody chooses.
    pub silent: bool,
    /// How many who count are elsewhere now.
    pub elsewhere: u64,
    /// The chair has read that few vote on a channel, and opens a secret vote all the same.
    pub few_accepted: bool,
    /// For how many minutes ballots are taken; until the chair closes where none is said.
    pub minutes: Option<i64>,
    /// How many people are appraised; nobody where the vote is on the text alone.
    pub people: usize,
    /// Who presides, where people are appraised.
    pub host: Option<Host>,
}

/// Whether so few are on a channel, and not nobody, that a secret tally may tell who chose what.
#[must_use]
pub fn few(on_channels: [u64; 2]) -> bool {
    on_channels.iter().any(|count| (1..FEW).contains(count))
}

/// A judged opening.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    of: (SessionId, ItemId),
    round: i64,
    rule: SourcedRule,
    mode: Mode,
    phones: bool,
    minutes: Option<i64>,
}

impl Opened {
    /// In which session.
    #[must_use]
    pub const fn session(&self) -> &SessionId {
        &self.of.0
    }

    /// On which item.
    #[must_use]
    pub const fn item(&self) -> &ItemId {
        &self.of.1
    }

    /// Which round this is, from 1.
    #[must_use]
    pub const fn round(&self) -> i64 {
        self.round
    }

    /// The rule that the vote will be judged by.
    #[must_use]
    pub const fn rule(&self) -> &SourcedRule {
        &self.rule
    }

    /// How it is taken.
    #[must_use]
    pub const fn mode(&self) -> Mode {
        self.mode
    }

    /// Whether ballots are taken by phone too.
    #[must_use]
    pub const fn phones(&self) -> bool {
        self.phones
    }

    /// For how many minutes ballots are taken, if that is set.
    #[must_use]
    pub const fn minutes(&self) -> Option<i64> {
        self.minutes
    }
}

/// Judges the opening of a vote: not before the announced time, when those who are invited may still be on their way
/// (P-GATES: every gate is open; P-QUORUM: attendance is tested when voting opens; P-REVOTE: a second round needs a changed
/// text, a tie, or a void first round). Owners take part by the ballot that comes back: their attendance is
/// tested at closing alone, and their votes are by name, since each ballot bears its unit and area. So are those of
/// representatives who stand for households: a ballot weighs what its holder stands for.
///
/// # Errors
/// The refusal that stands in the way.
pub fn open(facts: OpenFacts) -> Result<Opened, Refusal> {
    if facts.session != session::Phase::Open {
        return Err(facts.session.not_now());
    }
    if facts.now < facts.starts {
        return Err(Refusal::BeforeTime);
    }
    if facts.paused {
        return Err(Refusal::Paused);
    }
    if facts.ended {
        return Err(Refusal::ItemEnded);
    }
    if facts.runs {
        return Err(Refusal::VoteRuns);
    }
    if facts.other_open {
        return Err(Refusal::OtherVoteOpen);
    }
    if facts.roll_call {
        return Err(Refusal::RollCallRuns);
    }
    if !facts.has_text {
        return Err(Refusal::NoText);
    }
    // Without anybody on the ballot the vote is on the text: on the plan of an appraisal, for or against.
    let rule = facts.rule.map(|rule| SourcedRule { appraisal: rule.appraisal.filter(|_| facts.people > 0), ..rule });
    let rule = rule.filter(|rule| facts.people == 0 || rule.appraisal.is_some()).ok_or(Refusal::NoRule)?;
    if !facts.gates_open {
        return Err(Refusal::GateShut);
    }
    if facts.host.is_some_and(|host| host.appraised) {
        return Err(Refusal::HostAppraised);
    }
    if facts.host.is_some_and(|host| !host.lawful) {
        return Err(Refusal::AppraisalHost);
    }
    let owners = by_owners(&rule.rule.body);
    let attended = owners || rule.rule.quorum.fraction().holds(facts.present, facts.eligible);
    if facts.eligible == 0 || !attended {
        return Err(Refusal::QuorumNotMet);
    }
    if owners && facts.mode != Mode::Named {
        return Err(Refusal::OwnersByName);
    }
    if by_represented(&rule.rule.body) && facts.mode != Mode::Named {
        return Err(Refusal::RepresentedByName);
    }
    if rule.appraisal.is_some() && facts.mode != Mode::Secret {
        return Err(Refusal::AppraisalSecret);
    }
    if !facts.phones {
        paper_alone(facts.mode, facts.elsewhere, owners)?;
    }
    if facts.mode == Mode::Secret && facts.phones && !facts.silent {
        return Err(Refusal::DatabaseTalks);
    }
    let round = match facts.previous {
        None => 1,
        Some(before) if before.void || before.tie || !before.same_text => before.round + 1,
        Some(_) => return Err(Refusal::NoSecondRound),
    };
    if facts.mode == Mode::Secret && few(facts.on_channels) && !facts.few_accepted {
        return Err(Refusal::FewOnChannel);
    }
    let longest = if owners { OWNERS_WINDOW_MINUTES } else { WINDOW_MINUTES };
    if facts.minutes.is_some_and(|minutes| !(1..=longest).contains(&minutes)) {
        return Err(Refusal::BadMinutes);
    }
    Ok(Opened { of: facts.of, round, rule, mode: facts.mode, phones: facts.phones, minutes: facts.minutes })
}

/// A vote by paper alone: not by hands, and with nobody elsewhere, who would be present and could not vote. To owners papers are
/// carried.
fn paper_alone(mode: Mode, elsewhere: u64, owners: bool) -> Result<(), Refusal> {
    match mode {
        Mode::Hands => Err(Refusal::NotOffered),
        _ if elsewhere > 0 && !owners => Err(Refusal::PaperOnlyElsewhere),
        Mode::Named | Mode::Secret => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open_facts() -> OpenFacts {
        OpenFacts {
            of: ("s".into(), "i".into()),
            session: session::Phase::Open,
            starts: Moment(60_000),
            now: Moment(60_000),
            runs: false,
            other_open: false,
            has_text: true,
            eligible: 52,
            present: 41,
            roll_call: false,
            paused: false,
            ended: false,
            gates_open: true,
            rule: crate::rule_set::statutory(crate::body::BodyKind::VillagerRepMeeting),
            previous: None,
            mode: Mode::Named,
            on_channels: [27, 14],
            phones: true,
            silent: true,
            elsewhere: 14,
            few_accepted: false,
            minutes: None,
            people: 0,
            host: None,
        }
    }

    /// The supervision committee presides over an appraisal (村组法 38, 居组法 37), and nobody over their own.
    #[test]
    fn an_appraisal_is_presided_over_by_those_whom_the_law_names() {
        let rule = crate::rule_set::statutory(crate::body::BodyKind::VillagerRepMeeting);
        let terms = crate::rule_set::RuleSet::national().appraisal();
        let rule = rule.map(|rule| SourcedRule { appraisal: terms, ..rule });
        let by = |lawful, appraised| {
            let host = Some(Host { lawful, appraised });
            open(OpenFacts { rule: rule.clone(), people: 2, mode: Mode::Secret, host, ..open_facts() })
        };
        assert!(by(true, false).is_ok());
        assert_eq!(by(false, false), Err(Refusal::AppraisalHost));
        assert_eq!(by(true, true), Err(Refusal::HostAppraised));
    }

    /// E11 and P-REVOTE: a second round needs a tie, a changed text or a void round; the quorum is tested anew.
    #[test]
    fn e11_second_round() {
        let first = PreviousRound { round: 1, void: false, tie: false, same_text: true };
        let with = |before| OpenFacts { previous: Some(before), ..open_facts() };
        assert_eq!(open(with(first)), Err(Refusal::NoSecondRound));
        for before in [
            PreviousRound { tie: true, ..first },
            PreviousRound { same_text: false, ..first },
            PreviousRound { void: true, ..first },
        ] {
            assert_eq!(open(with(before)).map(|opened| opened.round()), Ok(2));
        }
        assert_eq!(open(OpenFacts { gates_open: false, ..open_facts() }), Err(Refusal::GateShut));
        let thin = OpenFacts { present: 34, ..with(PreviousRound { tie: true, ..first }) };
        assert_eq!(open(thin), Err(Refusal::QuorumNotMet));
    }

    /// 一事一议 through representatives: households make the quorum, and a ballot bears a name.
    #[test]
    fn representatives_vote_by_name_once_their_households_are_two_thirds() {
        let rule = crate::rule_set::statutory(crate::body::BodyKind::VillagerRepMeetingLevy);
        let with = |present, mode| open(OpenFacts { rule: rule.clone(), eligible: 412, present, mode, ..open_facts() });
        assert_eq!(with(274, Mode::Named), Err(Refusal::QuorumNotMet));
        assert!(with(275, Mode::Named).is_ok());
        for mode in [Mode::Secret, Mode::Hands] {
            assert_eq!(with(275, mode), Err(Refusal::RepresentedByName));
        }
        let nobody = open(OpenFacts { rule: rule.clone(), eligible: 0, present: 0, ..open_facts() });
        assert_eq!(nobody, Err(Refusal::QuorumNotMet), "a roll that was frozen before there was a register");
    }

    /// A session may be opened ten minutes early; nobody who comes in time comes too late to vote.
    #[test]
    fn b7_no_vote_opens_before_the_announced_time() {
        let early = OpenFacts { now: Moment(59_999), ..open_facts() };
        assert_eq!(open(early), Err(Refusal::BeforeTime));
        let opened = open(open_facts()).expect("opened");
        assert_eq!((opened.session(), opened.item()), (&"s".into(), &"i".into()));
    }

    /// A database that talks takes no secret ballot by phone; a named one, and paper, it may.
    #[test]
    fn b8_a_secret_vote_needs_a_silent_database_or_paper() {
        let secret = OpenFacts { mode: Mode::Secret, silent: false, ..open_facts() };
        assert_eq!(open(secret.clone()), Err(Refusal::DatabaseTalks));
        let paper = OpenFacts { phones: false, elsewhere: 0, on_channels: [41, 0], ..secret.clone() };
        assert_eq!(open(paper.clone()).map(|opened| opened.phones()), Ok(false));
        let elsewhere = OpenFacts { elsewhere: 1, ..paper.clone() };
        assert_eq!(open(elsewhere), Err(Refusal::PaperOnlyElsewhere));
        assert_eq!(open(OpenFacts { mode: Mode::Hands, ..paper }), Err(Refusal::NotOffered));
        assert!(open(OpenFacts { mode: Mode::Named, ..secret.clone() }).is_ok());
        assert!(open(OpenFacts { silent: true, ..secret }).is_ok());
    }

    /// 村组法 Art. 38: an appraisal is taken by unnamed ballot; a vote on its plan is one like others.
    #[test]
    fn an_appraisal_is_secret_and_takes_its_terms_with_it() {
        let rule = crate::rule_set::RuleSet::national()
            .rule(crate::body::BodyKind::VillagerRepMeeting, Some(crate::agenda::Matter::MemberAppraisal));
        let with = |people, mode| open(OpenFacts { rule: rule.clone(), people, mode, ..open_facts() });
        assert_eq!(with(3, Mode::Named), Err(Refusal::AppraisalSecret));
        assert_eq!(with(3, Mode::Hands), Err(Refusal::AppraisalSecret));
        assert!(with(3, Mode::Secret).is_ok_and(|opened| opened.rule().appraisal.is_some()));
        assert!(with(0, Mode::Named).is_ok_and(|opened| opened.rule().appraisal.is_none()));
        assert_eq!(open(OpenFacts { people: 3, mode: Mode::Secret, ..open_facts() }), Err(Refusal::NoRule));
    }

    /// A second tab, or a second officer, is told that it runs; not that some other vote does.
    #[test]
    fn what_runs_is_not_opened_again() {
        let runs = OpenFacts { runs: true, other_open: true, ..open_facts() };
        assert_eq!(open(runs), Err(Refusal::VoteRuns));
        assert_eq!(open(OpenFacts { other_open: true, ..open_facts() }), Err(Refusal::OtherVoteOpen));
    }

    #[test]
    fn few_on_a_channel_are_warned_of_before_a_secret_vote() {
        let secret = |on_channels| OpenFacts { mode: Mode::Secret, on_channels, ..open_facts() };
        for on_channels in [[37, 4], [1, 40], [4, 37]] {
            assert_eq!(open(secret(on_channels)), Err(Refusal::FewOnChannel));
            assert!(open(OpenFacts { few_accepted: true, ..secret(on_channels) }).is_ok());
            assert!(open(OpenFacts { mode: Mode::Named, ..secret(on_channels) }).is_ok());
        }
        for on_channels in [[41, 0], [36, 5], [0, 41]] {
            assert!(open(secret(on_channels)).is_ok());
        }
    }

    #[test]
    fn a_window_is_of_one_minute_to_a_day() {
        for (minutes, fits) in [(0, false), (1, true), (WINDOW_MINUTES, true), (WINDOW_MINUTES + 1, false)] {
            let opened = open(OpenFacts { minutes: Some(minutes), ..open_facts() });
            assert_eq!(
                opened.map(|opened| opened.minutes()),
                if fits { Ok(Some(minutes)) } else { Err(Refusal::BadMinutes) }
            );
        }
    }
}
