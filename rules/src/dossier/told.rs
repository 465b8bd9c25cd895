//! What a published matter tells of itself: where it comes from, what was recorded by hand, what was waived.

use super::{Facts, Record, Shows, Waiver};
use crate::{
    permit::Role,
    procedure::Kind,
    published::{MatterContent, Source, StepRecord},
};

impl StepRecord {
    /// What the record shows; nothing where it is of a kind that is never recorded by hand.
    #[must_use]
    pub fn shows(&self) -> Option<Shows> {
        Some(match self.need {
            Kind::Topic => Shows::Topic { accepted: self.accepted.unwrap_or(true) },
            Kind::Options => Shows::Options { plans: u32::try_from(self.plans.len()).unwrap_or(u32::MAX) },
            Kind::Study => Shows::Study,
            Kind::Parties => {
                let silent = self.parties.iter().filter(|one| one.present == 0 && one.refused.trim().is_empty());
                Shows::Parties { missing: u32::try_from(silent.count()).unwrap_or(u32::MAX) }
            }
            // What is said to be on file by hand was acknowledged on paper: who records it says with whom, and on which day.
            Kind::Filing => Shows::Filing { to: self.to?, acknowledged: true },
            Kind::Feedback => Shows::Feedback,
            Kind::Execution => Shows::Execution { accepted: true },
            Kind::Rating => Shows::Rating,
            Kind::Intake | Kind::Sitting | Kind::Notice | Kind::Comment | Kind::Opinions | Kind::Posting => {
                return None;
            }
        })
    }
}

impl MatterContent {
    /// Its facts, each record leading to its place on the page (`link`).
    #[must_use]
    pub fn facts(&self, link: impl Fn(&str) -> String) -> Facts {
        let intake = Record {
            shows: Shows::Intake,
            on: self.intake.on,
            step: None,
            by: match self.intake.from {
                Source::Residents => Some(Role::Resident),
                Source::Committee => Some(Role::Committee),
                Source::Above => Some(Role::Township),
                Source::Representatives => None,
            },
            link: link("intake"),
        };
        let by_hand = self.records.iter().enumerate().filter_map(|(at, one)| {
            let (step, link) = (Some(one.step.clone()), link(&format!("record-{}", at + 1)));
            Some(Record { shows: one.shows()?, on: one.on, step, by: Some(one.by), link })
        });
        let waived = |one: &crate::published::StepWaiver| Waiver {
            step: one.step.clone(),
            by: one.by,
            why: one.why.clone(),
            on: one.on,
        };
        Facts {
            records: std::iter::once(intake).chain(by_hand).collect(),
            waivers: self.waivers.iter().map(waived).collect(),
        }
    }
}
