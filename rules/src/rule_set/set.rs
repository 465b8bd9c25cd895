//! A set of rules as read from its file. Loading checks it: an unknown body or matter, a missing source, a share that is
//! none are refused with file and place.

use super::{
    AppraisalRules, Base, Checked, LeavePolicy, Mark, PetitionRules, RecusalMode, Rule, SeatRules, SourcedRule,
    Threshold,
};
use crate::{agenda::Matter, body::BodyKind, fraction::Fraction, kind::Share};
use serde::Deserialize;
use std::{collections::BTreeMap, sync::LazyLock};

/// What is wrong with a set of rules, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The file.
    pub file: String,
    /// The key within it, e.g. `body.villager_rep_meeting.quorum`.
    pub place: String,
    /// What is wrong, in a sentence.
    pub why: String,
}

impl Problem {
    /// What of a file is no TOML of its kind, at its line.
    pub(crate) fn of_toml(file: &str, text: &str, error: &toml::de::Error) -> Self {
        let before = error.span().and_then(|span| text.get(..span.start));
        let line = before.map_or(1, |before| before.matches('\n').count() + 1);
        Self { file: file.to_owned(), place: format!("line {line}"), why: error.message().to_owned() }
    }
}

impl std::fmt::Display for Problem {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{}, {}: {}", self.file, self.place, self.why)
    }
}

/// Where a value comes from.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Sourced<T> {
    /// The value.
    #[serde(flatten)]
    pub value: T,
    /// Law, local rule or platform rule.
    pub mark: Mark,
    /// The article.
    #[serde(default)]
    pub source: String,
    /// How far the source was checked.
    pub checked: Checked,
    /// From when it holds, where that is not the set's own date.
    #[serde(default)]
    pub effective: Option<String>,
}

/// A share of a base as written: `{ share = ">=2/3", of = "eligible" }`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct SourcedShare {
    /// `>=2/3`, `>1/2`.
    pub share: String,
    /// What it is taken of; empty where the rule leaves no choice.
    #[serde(default)]
    pub of: Option<Base>,
}

impl SourcedShare {
    /// The share as a threshold. A set that was loaded holds only shares that can be read.
    #[must_use]
    pub fn threshold(&self) -> Threshold {
        let fraction = Fraction::from_text(&self.share).unwrap_or(Fraction::more_than(1, 1));
        Threshold::of(fraction, self.of.unwrap_or(Base::Eligible))
    }
}

/// A number of days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct Days {
    /// Calendar days.
    pub days: i64,
}

/// Days in which an objection is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct Reply {
    /// By default.
    pub days: i64,
    /// At most.
    pub most: i64,
}

/// How many representatives a body needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct Reps {
    /// More than so many.
    pub more_than: u64,
}

/// Who composes a representatives' meeting.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Composition {
    /// Representatives among the composing members.
    pub reps: Option<Sourced<SourcedShare>>,
    /// Women among the representatives, as a share of the composing members of a village's meeting.
    pub women: Option<Sourced<SourcedShare>>,
}

/// What holds for some matters only.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exception {
    /// The matters.
    pub matters: Vec<String>,
    /// How many must attend.
    #[serde(default)]
    pub quorum: Option<Sourced<SourcedShare>>,
    /// How many must be for.
    #[serde(default)]
    pub pass: Option<Sourced<SourcedShare>>,
}

/// The rules of one body.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct BodyRules {
    /// How many must attend.
    pub quorum: Option<Sourced<SourcedShare>>,
    /// How many must be for.
    pub pass: Option<Sourced<SourcedShare>>,
    /// Days of notice.
    pub notice: Option<Sourced<Days>>,
    /// Representatives that the body needs.
    pub reps: Option<Sourced<Reps>>,
    /// Other shares for some matters.
    pub exception: Vec<Exception>,
}

/// A set of rules: the national one, or an overlay.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RuleSet {
    /// Its version; a merged set names every part.
    pub version: String,
    /// Whose it is.
    pub name: String,
    /// From when it holds: `2026-01-01`.
    pub effective: String,
    /// The communities to which an overlay applies; empty: to all.
    pub communities: Vec<String>,
    /// How long a thing stays on the board.
    pub posting: Option<Sourced<Days>>,
    /// In how many days an objection is answered.
    pub reply: Option<Sourced<Reply>>,
    /// Who composes a representatives' meeting.
    pub composition: Composition,
    /// The bodies, by id.
    pub body: BTreeMap<String, BodyRules>,
    /// What may be asked for jointly, by id.
    pub petition: BTreeMap<String, PetitionRules>,
    /// The yearly appraisal.
    pub appraisal: AppraisalRules,
}

/// The overlays that come with the program, by name: what domain.md could verify of provincial rules.
pub const LOCAL: [(&str, &str); 5] = [
    ("shanghai", include_str!("../../data/local/shanghai.toml")),
    ("shandong", include_str!("../../data/local/shandong.toml")),
    ("hainan", include_str!("../../data/local/hainan.toml")),
    ("sichuan", include_str!("../../data/local/sichuan.toml")),
    ("chongqing", include_str!("../../data/local/chongqing.toml")),
];

static NATIONAL: LazyLock<RuleSet> = LazyLock::new(|| {
    // A test holds that the file is sound; were it not, an empty set would let no body decide anything.
    RuleSet::read("national.toml", include_str!("../../data/national.toml")).unwrap_or_default()
});

impl RuleSet {
    /// The national set.
    #[must_use]
    pub fn national() -> &'static Self {
        &NATIONAL
    }

    /// Reads and checks a set.
    ///
    /// # Errors
    /// [`Problem`]: the place of the first value that is wrong.
    pub fn read(file: &str, text: &str) -> Result<Self, Problem> {
        let problem =
            |place: &str, why: &str| Problem { file: file.to_owned(), place: place.to_owned(), why: why.to_owned() };
        let set: Self = toml::from_str(text).map_err(|error| Problem::of_toml(file, text, &error))?;
        if set.version.is_empty() {
            return Err(problem("version", "is missing"));
        }
        let date: Vec<_> = set.effective.split('-').map(str::len).collect();
        if date != [4, 2, 2] {
            return Err(problem("effective", "is missing, or not a date like 2026-01-01"));
        }
        for (place, source) in set.sources() {
            if source.trim().is_empty() {
                return Err(problem(&place, "has no source"));
            }
        }
        for (place, share) in set.shares() {
            if Fraction::from_text(&share.share).is_none() {
                return Err(problem(&place, "is not a share like >=2/3 or >1/2"));
            }
        }
        for (id, body) in &set.body {
            if BodyKind::from_id(id).is_none() {
                return Err(problem(&format!("body.{id}"), "is not a known body"));
            }
            let matters = body.exception.iter().flat_map(|one| &one.matters);
            if let Some(unknown) = matters.into_iter().find(|matter| Matter::from_id(matter).is_none()) {
                return Err(problem(&format!("body.{id}.exception"), &format!("{unknown} is not a known matter")));
            }
        }
        if let Some((place, why)) = set.petition.iter().find_map(|(id, one)| one.problem(id)) {
            return Err(problem(&place, &why));
        }
        if let Some((place, why)) = set.appraisal.problem() {
            return Err(problem(place, why));
        }
        let days = set.body.values().filter_map(|body| body.notice.as_ref()).map(|notice| notice.value.days);
        let days = days.chain(set.posting.iter().map(|posting| posting.value.days));
        if days.chain(set.reply.iter().map(|reply| reply.value.days.min(reply.value.most))).any(|days| days < 0) {
            return Err(problem("days", "are less than 0"));
        }
        Ok(set)
    }

    /// Every value's place and source.
    fn sources(&self) -> Vec<(String, &str)> {
        let mut all = Vec::new();
        for (place, one) in self.sourced_shares() {
            all.push((place, one.source.as_str()));
        }
        for (id, body) in &self.body {
            if let Some(notice) = &body.notice {
                all.push((format!("body.{id}.notice"), notice.source.as_str()));
            }
            if let Some(reps) = &body.reps {
                all.push((format!("body.{id}.reps"), reps.source.as_str()));
            }
        }
        all.extend(self.petition.iter().flat_map(|(id, one)| one.sources(id)));
        all.extend(self.appraisal.sources());
        all.extend(self.posting.iter().map(|one| ("posting".to_owned(), one.source.as_str())));
        all.extend(self.reply.iter().map(|one| ("reply".to_owned(), one.source.as_str())));
        all
    }

    /// Every share with its place.
    fn shares(&self) -> impl Iterator<Item = (String, &SourcedShare)> {
        self.sourced_shares().into_iter().map(|(place, one)| (place, &one.value))
    }

    fn sourced_shares(&self) -> Vec<(String, &Sourced<SourcedShare>)> {
        let mut all = Vec::new();
        all.extend(self.composition.reps.iter().map(|one| ("composition.reps".to_owned(), one)));
        all.extend(self.composition.women.iter().map(|one| ("composition.women".to_owned(), one)));
        for (id, body) in &self.body {
            all.extend(body.quorum.iter().map(|one| (format!("body.{id}.quorum"), one)));
            all.extend(body.pass.iter().map(|one| (format!("body.{id}.pass"), one)));
            for exception in &body.exception {
                let place = format!("body.{id}.exception");
                all.extend(exception.quorum.iter().chain(&exception.pass).map(|one| (place.clone(), one)));
            }
        }
        all
    }

    /// The rule of a body, and of a matter where the body has an exception for it.
    #[must_use]
    pub fn rule(&self, kind: BodyKind, matter: Option<Matter>) -> Option<SourcedRule> {
        let body = self.body.get(kind.id())?;
        // An overlay's exception stands first and may name one share only: the other is that of the exception below it.
        let applies = |one: &&Exception| matter.is_some_and(|matter| one.matters.iter().any(|id| id == matter.id()));
        let exceptions = || body.exception.iter().filter(applies);
        let quorum = exceptions().find_map(|one| one.quorum.as_ref()).or(body.quorum.as_ref())?;
        let pass = exceptions().find_map(|one| one.pass.as_ref()).or(body.pass.as_ref())?;
        let mut source = vec![pass.source.clone()];
        if quorum.source != pass.source {
            source.insert(0, quorum.source.clone());
        }
        Some(SourcedRule {
            rule: Rule {
                body: kind.id().to_owned(),
                quorum: quorum.value.threshold(),
                pass: pass.value.threshold(),
                leave_policy: LeavePolicy::default(),
                recusal_mode: RecusalMode::default(),
            },
            version: self.version.clone(),
            basis: pass.mark.id().to_owned(),
            source,
            checked: quorum.checked.max(pass.checked),
            notice_days: body.notice.as_ref().map_or(0, |notice| notice.value.days),
            notice_source: body.notice.as_ref().map(|notice| notice.source.clone()).unwrap_or_default(),
            seats: self.seats(body),
            appraisal: self.appraisal().filter(|_| matter == Some(Matter::MemberAppraisal)),
        })
    }

    /// Who must compose a body. A share that is the national one needs no naming in a record.
    fn seats(&self, body: &BodyRules) -> SeatRules {
        let raised = |own: Option<&Sourced<SourcedShare>>, national: Option<&Sourced<SourcedShare>>| {
            let share = own.filter(|own| national.is_none_or(|law| law.value.share != own.value.share))?;
            let Threshold { num, den, inclusive, .. } = share.value.threshold();
            Some(Share { num, den, inclusive, base: String::new() })
        };
        let (own, law) = (&self.composition, &Self::national().composition);
        // Both may rest on the same article: each is named once.
        let mut sources: Vec<&str> = Vec::new();
        for source in own.reps.iter().chain(&own.women).flat_map(|one| one.source.split('、')) {
            if !sources.contains(&source) {
                sources.push(source);
            }
        }
        SeatRules {
            more_than: body.reps.as_ref().map(|reps| reps.value.more_than),
            more_than_source: body.reps.as_ref().map(|reps| reps.source.clone()).unwrap_or_default(),
            reps_share: raised(own.reps.as_ref(), law.reps.as_ref()),
            women_share: raised(own.women.as_ref(), law.women.as_ref()),
            shares_source: sources.join("、"),
        }
    }
}
