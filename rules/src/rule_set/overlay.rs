//! Overlays: what a province or a community lays over the national set. They may only be stricter.

use super::{Base, BodyRules, Problem, RuleSet, Sourced, SourcedShare};
use crate::id::CommunityId;
use std::{collections::HashMap, sync::Arc};

/// The national set and the overlays of one installation.
#[derive(Debug, Clone)]
pub struct RuleBook {
    /// What holds where no overlay names the community.
    general: Arc<RuleSet>,
    /// The communities that an overlay names.
    named: HashMap<String, Arc<RuleSet>>,
}

impl Default for RuleBook {
    fn default() -> Self {
        Self { general: Arc::new(RuleSet::national().clone()), named: HashMap::new() }
    }
}

impl RuleBook {
    /// A book of overlays, each given as file and text. All of them are laid over the national set once, so that one that
    /// is looser is refused here and not in a meeting.
    ///
    /// # Errors
    /// [`Problem`]: file and place.
    pub fn new(files: &[(String, String)]) -> Result<Self, Problem> {
        let mut overlays = Vec::new();
        for (file, text) in files {
            overlays.push((file.as_str(), RuleSet::read(file, text)?));
        }
        let merged = |community: &str| {
            let applies =
                |one: &RuleSet| one.communities.is_empty() || one.communities.iter().any(|id| id == community);
            let mut set = RuleSet::national().clone();
            for (file, overlay) in overlays.iter().filter(|(_, one)| applies(one)) {
                set = set.overlaid(file, overlay)?;
            }
            Ok(Arc::new(set))
        };
        let mut named = HashMap::new();
        for community in overlays.iter().flat_map(|(_, one)| &one.communities) {
            named.insert(community.clone(), merged(community)?);
        }
        Ok(Self { general: merged("")?, named })
    }

    /// The rules of a community: what is laid over the national set for it.
    #[must_use]
    pub fn of(&self, community: &str) -> Arc<RuleSet> {
        // A practice is held under the rules of its place.
        let community = CommunityId::from(community).place();
        Arc::clone(self.named.get(community.as_str()).unwrap_or(&self.general))
    }
}

impl RuleSet {
    /// This set with an overlay laid over it. A value that is looser than the one below is refused.
    ///
    /// # Errors
    /// [`Problem`]: the place of the first value that is looser, or that the overlay may not set.
    pub fn overlaid(&self, file: &str, overlay: &Self) -> Result<Self, Problem> {
        let looser =
            |place: &str, why: &str| Problem { file: file.to_owned(), place: place.to_owned(), why: why.to_owned() };
        if overlay.effective < self.effective {
            return Err(looser("effective", "is older than the set that it is laid over, which takes its place"));
        }
        let mut set = self.clone();
        set.version = format!("{}+{}", self.version, overlay.version);
        set.name = format!("{}、{}", self.name, overlay.name);
        set.effective.clone_from(&overlay.effective);
        let (below, above) = (&mut set.composition, &overlay.composition);
        share(&mut below.reps, above.reps.as_ref()).map_err(|why| looser("composition.reps", why))?;
        share(&mut below.women, above.women.as_ref()).map_err(|why| looser("composition.women", why))?;
        if let Some(posting) = &overlay.posting {
            if set.posting.as_ref().is_some_and(|below| posting.value.days < below.value.days) {
                return Err(looser("posting", "is shorter than the rule that it is laid over"));
            }
            set.posting = Some(posting.clone());
        }
        if let Some(reply) = &overlay.reply {
            if set.reply.as_ref().is_some_and(|below| reply.value.most > below.value.most) {
                return Err(looser("reply", "is longer than the rule that it is laid over"));
            }
            if reply.value.days > reply.value.most {
                return Err(looser("reply", "takes more days by default than at most"));
            }
            set.reply = Some(reply.clone());
        }
        for (id, above) in &overlay.body {
            let below = set.body.entry(id.clone()).or_default();
            body(below, above).map_err(|(key, why)| looser(&format!("body.{id}.{key}"), why))?;
        }
        for (id, above) in &overlay.petition {
            let below = set.petition.entry(id.clone()).or_default();
            below.overlay(above).map_err(|(key, why)| looser(&format!("petition.{id}.{key}"), why))?;
        }
        set.appraisal.overlay(&overlay.appraisal).map_err(|key| {
            looser(&format!("appraisal.{key}"), "differs from the rule that it is laid over, which binds")
        })?;
        Ok(set)
    }
}

fn body(below: &mut BodyRules, above: &BodyRules) -> Result<(), (&'static str, &'static str)> {
    share(&mut below.quorum, above.quorum.as_ref()).map_err(|why| ("quorum", why))?;
    share(&mut below.pass, above.pass.as_ref()).map_err(|why| ("pass", why))?;
    if let Some(notice) = &above.notice {
        if below.notice.as_ref().is_some_and(|one| notice.value.days < one.value.days) {
            return Err(("notice", "is shorter than the rule that it is laid over"));
        }
        below.notice = Some(notice.clone());
    }
    if let Some(reps) = &above.reps {
        if below.reps.as_ref().is_some_and(|one| reps.value.more_than < one.value.more_than) {
            return Err(("reps", "are fewer than the rule that it is laid over asks for"));
        }
        below.reps = Some(reps.clone());
    }
    for exception in &above.exception {
        // What an exception names must be stricter than the general rule and than every exception below.
        let same = |one: &&mut super::Exception| one.matters.iter().any(|matter| exception.matters.contains(matter));
        for one in below.exception.iter_mut().filter(same) {
            let (mut quorum, mut pass) = (one.quorum.clone(), one.pass.clone());
            share(&mut quorum, exception.quorum.as_ref()).map_err(|why| ("exception", why))?;
            share(&mut pass, exception.pass.as_ref()).map_err(|why| ("exception", why))?;
        }
        let (mut quorum, mut pass) = (below.quorum.clone(), below.pass.clone());
        share(&mut quorum, exception.quorum.as_ref()).map_err(|why| ("exception", why))?;
        share(&mut pass, exception.pass.as_ref()).map_err(|why| ("exception", why))?;
        below.exception.insert(0, exception.clone());
    }
    // A general rule that was made stricter holds for exceptions too that are now looser than it.
    let (quorum, pass) = (below.quorum.clone(), below.pass.clone());
    for one in &mut below.exception {
        raise(&mut one.quorum, quorum.as_ref());
        raise(&mut one.pass, pass.as_ref());
    }
    Ok(())
}

fn raise(exception: &mut Option<Sourced<SourcedShare>>, general: Option<&Sourced<SourcedShare>>) {
    if let (Some(one), Some(general)) = (exception.as_ref(), general)
        && !stricter(&one.value, &general.value)
    {
        *exception = Some(general.clone());
    }
}

fn stricter(above: &SourcedShare, below: &SourcedShare) -> bool {
    let (above, below) = (above.threshold(), below.threshold());
    // Those present are never more than those entitled, so the larger base is the stricter one.
    let base = above.base == below.base || (above.base == Base::Eligible && below.base == Base::Present);
    base && above.fraction().is_as_strict_as(below.fraction())
}

fn share(below: &mut Option<Sourced<SourcedShare>>, above: Option<&Sourced<SourcedShare>>) -> Result<(), &'static str> {
    let Some(above) = above else { return Ok(()) };
    if below.as_ref().is_some_and(|below| !stricter(&above.value, &below.value)) {
        return Err("is looser than the rule that it is laid over; an overlay may only be stricter");
    }
    *below = Some(above.clone());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        agenda::Matter,
        body::BodyKind,
        rule_set::{Checked, set::LOCAL},
    };

    fn overlay(text: &str) -> Result<RuleSet, Problem> {
        let head = "version = \"x-2026-02-01\"\nname = \"x\"\neffective = \"2026-02-01\"\n";
        let overlay = RuleSet::read("x.toml", &format!("{head}{text}"))?;
        RuleSet::national().overlaid("x.toml", &overlay)
    }

    const SOURCE: &str = "mark = \"local\", checked = \"text\", source = \"章程\"";

    #[test]
    fn the_national_set_is_sound_and_holds_every_body() {
        let set = RuleSet::read("national.toml", include_str!("../../data/national.toml")).expect("sound");
        assert_eq!(set.version, "cn-2026-01-01");
        for kind in BodyKind::ALL {
            let rule = set.rule(*kind, None).unwrap_or_else(|| panic!("{} has no rule", kind.id()));
            assert!(!rule.source.is_empty());
        }
        assert_eq!((set.posting.expect("posting").value.days, set.reply.expect("reply").value.most), (15, 15));
        let levy = RuleSet::national().rule(BodyKind::VillagerRepMeetingLevy, None).expect("a rule");
        assert_eq!(levy.checked, Checked::Unverified);
    }

    #[test]
    fn the_overlays_that_come_with_the_program_are_stricter() {
        for (name, text) in LOCAL {
            let set = RuleSet::read(name, text).expect(name);
            RuleSet::national().overlaid(name, &set).expect(name);
        }
    }

    #[test]
    fn an_overlay_may_be_stricter_and_is_named_in_the_version() {
        let set = overlay(&format!(
            "[body.villager_rep_meeting]\npass = {{ share = \">=2/3\", of = \"eligible\", {SOURCE} }}\nnotice = {{ days = 5, {SOURCE} }}"
        ))
        .expect("stricter");
        let rule = set.rule(BodyKind::VillagerRepMeeting, None).expect("a rule");
        assert_eq!((rule.rule.pass.num, rule.rule.pass.base, rule.notice_days), (2, Base::Eligible, 5));
        assert_eq!(rule.version, "cn-2026-01-01+x-2026-02-01");
        assert_eq!(rule.basis, "local");
    }

    #[test]
    fn a_book_lays_over_each_community_what_is_its_own() {
        let text = |community: &str, days: u64| {
            format!(
                "version = \"{community}-1\"\nname = \"x\"\neffective = \"2026-02-01\"\ncommunities = [\"{community}\"]\n\
                 [body.villager_rep_meeting]\nnotice = {{ days = {days}, {SOURCE} }}"
            )
        };
        let book = RuleBook::new(&[("a".into(), text("a", 5)), ("b".into(), text("b", 7))]).expect("a book");
        let days =
            |community: &str| book.of(community).rule(BodyKind::VillagerRepMeeting, None).expect("a rule").notice_days;
        assert_eq!((days("a"), days("b"), days("c")), (5, 7, 3));
        assert!(RuleBook::new(&[("a".into(), text("a", 2))]).is_err());
        // Two overlays of one community: the later may not undo the earlier.
        assert!(RuleBook::new(&[("a".into(), text("a", 7)), ("a2".into(), text("a", 5))]).is_err());
    }

    #[test]
    fn a_looser_overlay_is_refused_with_its_place() {
        for (text, place) in [
            (
                "[body.villager_rep_meeting]\nquorum = { share = \">1/2\", of = \"eligible\", S }",
                "body.villager_rep_meeting.quorum",
            ),
            (
                "[body.villager_rep_meeting]\npass = { share = \">=1/2\", of = \"present\", S }",
                "body.villager_rep_meeting.pass",
            ),
            (
                "[body.collective_member_assembly]\npass = { share = \">=2/3\", of = \"present\", S }",
                "body.collective_member_assembly.pass",
            ),
            ("[body.villager_assembly]\nnotice = { days = 9, S }", "body.villager_assembly.notice"),
            ("[posting]\ndays = 14\nT", "posting"),
            ("[reply]\ndays = 5\nmost = 16\nT", "reply"),
            ("[composition.women]\nshare = \">=1/4\"\nT", "composition.women"),
            ("[composition.reps]\nshare = \">=3/4\"\nT", "composition.reps"),
            ("[body.collective_rep_assembly]\nreps = { more_than = 19, S }", "body.collective_rep_assembly.reps"),
            (
                "[[body.collective_member_assembly.exception]]\nmatters = [\"non_member_benefits\"]\npass = { share = \">=2/3\", of = \"eligible\", S }",
                "body.collective_member_assembly.exception",
            ),
        ] {
            let text = text.replace('S', SOURCE).replace('T', &SOURCE.replace(", ", "\n"));
            let problem = overlay(&text).expect_err(place);
            assert_eq!((problem.file.as_str(), problem.place.as_str()), ("x.toml", place), "{problem}");
        }
    }

    #[test]
    fn a_set_that_cannot_be_read_is_refused_with_its_place() {
        for (text, place) in [
            ("[body.parliament]\n", "body.parliament"),
            ("[posting]\ndays = 20\nmark = \"law\"\nchecked = \"text\"\n", "posting"),
            (
                "[body.villager_assembly]\nquorum = { share = \"2/3\", of = \"eligible\", S }",
                "body.villager_assembly.quorum",
            ),
            ("[body.villager_assembly]\nsize = 3\n", "line 5"),
            ("[[body.owners_assembly.exception]]\nmatters = [\"weather\"]\n", "body.owners_assembly.exception"),
        ] {
            let problem = overlay(&text.replace('S', SOURCE)).expect_err(place);
            assert_eq!(problem.place, place, "{problem}");
        }
        let old = RuleSet::read("o.toml", "version = \"o\"\neffective = \"2025-01-01\"").expect("read");
        assert_eq!(RuleSet::national().overlaid("o.toml", &old).expect_err("old").place, "effective");
        assert_eq!(RuleSet::read("n.toml", "").expect_err("no version").place, "version");
        assert_eq!(RuleSet::read("n.toml", "version = \"n\"").expect_err("no date").place, "effective");
    }

    /// 集体经济组织法 Art. 15 and 民法典 Art. 278(6)–(8): some matters need more; a stricter general rule raises them too.
    #[test]
    fn exceptions_hold_for_their_matters() {
        let set = RuleSet::national();
        let pass = |set: &RuleSet, kind, matter| {
            let rule = set.rule(kind, Some(matter)).expect("a rule").rule.pass;
            (rule.num, rule.den)
        };
        assert_eq!(pass(set, BodyKind::CollectiveMemberAssembly, Matter::NonMemberBenefits), (3, 4));
        assert_eq!(pass(set, BodyKind::CollectiveMemberAssembly, Matter::CollectiveBudget), (2, 3));
        assert_eq!(pass(set, BodyKind::OwnersAssembly, Matter::OwnersSpecial), (3, 4));
        let strict = overlay(&format!(
            "[body.collective_member_assembly]\npass = {{ share = \">=4/5\", of = \"eligible\", {SOURCE} }}"
        ));
        let strict = strict.expect("stricter");
        assert_eq!(pass(&strict, BodyKind::CollectiveMemberAssembly, Matter::NonMemberBenefits), (4, 5));
    }
}
