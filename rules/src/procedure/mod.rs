//! Procedures as data (domain.md §3): the steps of a matter from the first word to the rated result, who takes each, and the
//! record that shows it was taken. A step is met by its record, never by a tick ([`crate::dossier::progress`]).

mod adopt;
mod check;
mod page;
mod read;
mod shipped;
#[cfg(test)]
mod tests;

pub use adopt::{Adoption, Change, LONGEST_DAYS};
pub use page::page;
pub use shipped::SHIPPED;

use crate::{
    Language,
    agenda::Matter,
    body::{BodyKind, CommunityKind},
    coded::coded,
    fraction::Fraction,
    permit::Role,
    rule_set::{Checked, Mark},
};
use serde::{Deserialize, Serialize};

/// A name or sentence in both languages.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

impl Words {
    /// The words in a language.
    #[must_use]
    pub fn of(&self, language: Language) -> &str {
        match language {
            Language::Zh => &self.zh,
            Language::En => &self.en,
        }
    }
}

coded! {
    /// The line of life of a matter: 提议 → 议 → 决 → 办 → 评.
    Phase {
        /// Somebody raises it, and it is taken up.
        Raise "raise",
        /// It is talked over.
        Discuss "discuss",
        /// It is decided, and the decision is public.
        Decide "decide",
        /// It is carried out.
        Do "do",
        /// What became of it is public and rated.
        Rate "rate",
    }
}

coded! {
    /// How a sitting on the matter must have ended.
    Ends {
        /// A vote carried it.
        Passed "passed",
        /// A vote carried it, or it ended in consensus.
        Agreed "agreed",
        /// It was heard; nothing need be decided.
        Held "held",
    }
}

coded! {
    /// With whom a thing is put on file (备案).
    Office {
        /// The township or subdistrict.
        Township "township",
        /// The county or district.
        County "county",
        /// The residents' committee, where owners decide.
        Committee "committee",
    }
}

coded! {
    /// The kinds of what a step needs and of what a record shows.
    Kind {
        /// Where it comes from.
        Intake "intake",
        /// That it was taken up.
        Topic "topic",
        /// Plans to choose from.
        Options "options",
        /// The Party organisation's study.
        Study "study",
        /// A sitting on it.
        Sitting "sitting",
        /// That it was called.
        Notice "notice",
        /// A plan for comment.
        Comment "comment",
        /// Households that were asked.
        Opinions "opinions",
        /// The interest groups.
        Parties "parties",
        /// The board.
        Posting "posting",
        /// That it was put on file.
        Filing "filing",
        /// Its milestones.
        Execution "execution",
        /// What members say of it.
        Rating "rating",
        /// What those who took part were told.
        Feedback "feedback",
    }
}

/// What a step needs: a closed list, judged from records.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Need {
    /// Somebody asked for it: a request, a petition, a proposal, an order from above.
    Intake,
    /// It was taken up, or refused in public, with the reason.
    Topic,
    /// So many plans at least, each with cost, effect and who pays.
    Options {
        /// How many.
        least: u32,
    },
    /// The Party organisation's study, dated.
    Study,
    /// A sitting on it: a vote of an item, or an ending.
    Sitting {
        /// Any of these bodies.
        bodies: Vec<BodyKind>,
        /// How it must have ended.
        result: Ends,
    },
    /// It was called so many days before.
    Notice {
        /// Calendar days.
        days: i64,
    },
    /// A plan was posted for comment so long, and every comment has its answer or mark.
    Comment {
        /// Days.
        days: i64,
    },
    /// Households were asked one by one, each with answer and signature.
    Opinions {
        /// The share of households, `>=2/3`.
        share: String,
    },
    /// Each interest group took part, or refused on record.
    Parties,
    /// It hung on the board so long, and every objection has its answer.
    Posting {
        /// Days.
        days: i64,
    },
    /// It was put on file, and that was acknowledged.
    Filing {
        /// With whom.
        to: Office,
    },
    /// Every milestone was accepted by a supervisor.
    Execution,
    /// Members could rate it so long.
    Rating {
        /// Days.
        days: i64,
    },
    /// Those who took part were told what became of it, dissent with its explanation.
    Feedback,
}

impl Need {
    /// Of which kind it is.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        match self {
            Self::Intake => Kind::Intake,
            Self::Topic => Kind::Topic,
            Self::Options { .. } => Kind::Options,
            Self::Study => Kind::Study,
            Self::Sitting { .. } => Kind::Sitting,
            Self::Notice { .. } => Kind::Notice,
            Self::Comment { .. } => Kind::Comment,
            Self::Opinions { .. } => Kind::Opinions,
            Self::Parties => Kind::Parties,
            Self::Posting { .. } => Kind::Posting,
            Self::Filing { .. } => Kind::Filing,
            Self::Execution => Kind::Execution,
            Self::Rating { .. } => Kind::Rating,
            Self::Feedback => Kind::Feedback,
        }
    }

    /// The days that it takes at least, where it is a period.
    #[must_use]
    pub const fn days(&self) -> Option<i64> {
        match self {
            Self::Notice { days } | Self::Comment { days } | Self::Posting { days } | Self::Rating { days } => {
                Some(*days)
            }
            _ => None,
        }
    }

    /// The share of households that must have been asked. A procedure that was read holds only shares that can be read.
    #[must_use]
    pub fn share(&self) -> Option<Fraction> {
        match self {
            Self::Opinions { share } => Fraction::from_text(share),
            _ => None,
        }
    }

    /// The sitting, where it asks for one that carries a matter: the bodies that decide for the community.
    #[must_use]
    pub fn decides(&self) -> Option<&[BodyKind]> {
        match self {
            Self::Sitting { bodies, result: Ends::Passed } if bodies.iter().all(|body| body.decides_for_all()) => {
                Some(bodies)
            }
            _ => None,
        }
    }
}

/// Who takes a step: an office, or a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Actor {
    /// Somebody with this role.
    Role(Role),
    /// This body, in a sitting.
    Body(BodyKind),
}

impl Actor {
    /// The actor with this id.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Role::from_id(id).map(Self::Role).or_else(|| BodyKind::from_id(id).map(Self::Body))
    }

    /// Stable id.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Role(role) => role.id(),
            Self::Body(body) => body.id(),
        }
    }
}

/// One step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Its id, unique within the procedure.
    pub id: String,
    /// What it is called.
    pub name: Words,
    /// What is done, in a sentence or two.
    pub what: Words,
    /// Where it stands on the line of life.
    pub phase: Phase,
    /// Who takes it.
    pub by: Vec<Actor>,
    /// The steps that come before it, by place in the list.
    pub after: Vec<usize>,
    /// What shows that it was taken: all of it.
    pub needs: Vec<Need>,
    /// Within so many days of the steps before it, where a rule says so.
    pub within: Option<i64>,
    /// Who may waive it, with a public reason; nobody may waive what the law asks for.
    pub waived_by: Vec<Role>,
    /// What gives it its force.
    pub mark: Mark,
    /// How far the source was checked.
    pub checked: Checked,
    /// Where it comes from.
    pub source: String,
}

/// A procedure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Procedure {
    /// Its id.
    pub id: String,
    /// Its version: a dossier keeps the one that it began under.
    pub version: String,
    /// What it is called.
    pub name: Words,
    /// When it is used, in plain words.
    pub about: Words,
    /// The kinds of community that may use it.
    pub kinds: Vec<CommunityKind>,
    /// The matters that it is meant for; empty for any.
    pub matters: Vec<Matter>,
    /// Its steps, each after those that it follows.
    pub steps: Vec<Step>,
}

impl Procedure {
    /// The step with this id.
    #[must_use]
    pub fn step(&self, id: &str) -> Option<&Step> {
        self.steps.iter().find(|step| step.id == id)
    }

    /// Whether a community of this kind may use it for this matter.
    #[must_use]
    pub fn fits(&self, kind: CommunityKind, matter: Matter) -> bool {
        self.kinds.contains(&kind) && (self.matters.is_empty() || self.matters.contains(&matter))
    }
}
