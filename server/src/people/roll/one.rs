//! One person, typed in by hand: held against the roll as a file of one line is, by the same rules and with the same questions.

use super::{
    alike::Alike,
    apply::{Places, Said, take_in},
    homes::same_home,
    preview::{Change, Choice, Judged, NumberSource, Preview},
    roll::Roll,
    twins::Twins,
    who::{Found, Question},
};
use crate::{
    fault::Fault,
    people::member::rows as members,
    roll_file::{Line, LineProblem, Sheet},
    store::{Conn, Writing},
};
use rules::{
    Refusal,
    age::Born,
    folding,
    id::{CommunityId, MemberId},
    permit::Permit,
};

/// Whom what is typed is about.
#[derive(Debug, Clone, Copy)]
pub enum Whom<'a> {
    /// Whomever a file's lines mean.
    File,
    /// Somebody new, unless they are on the roll already.
    Newcomer,
    /// This member.
    Member(&'a MemberId),
}

/// One person as a form says them.
#[derive(Debug, Clone, Default)]
pub struct Typed {
    /// What a file's line would say.
    pub line: Line,
    /// When they were born.
    pub born: Option<Born>,
    /// What was said of households whose numbers look alike.
    pub homes: Option<Alike>,
    /// What was said of who it is, and of which member that was said.
    pub answer: Option<(Said, MemberId)>,
}

/// Who was taken in.
#[derive(Debug)]
pub struct Taken {
    /// Their id.
    pub member: MemberId,
    /// They stood on the roll before.
    pub known: bool,
}

impl Roll {
    /// One person, held against the roll.
    fn lone(&self, typed: &Typed, whom: Whom<'_>) -> Preview {
        let mut line = typed.line.clone();
        if matches!(whom, Whom::Newcomer) {
            self.name_group(&mut line);
        }
        let sheet = Sheet { lines: vec![line], ..Sheet::default() };
        let choice = Choice { numbers: Some(NumberSource::Program), homes: typed.homes, ..Choice::default() };
        self.held(&sheet, &choice, whom)
    }

    /// A newcomer's household that stands in one group only is the one that is meant, whoever of another group they may be like.
    fn name_group(&self, line: &mut Line) {
        if line.household.is_empty() || !line.division.is_empty() {
            return;
        }
        let key = folding::number(&line.household);
        let mut there = self.households.iter().filter(|one| folding::number(&one.number) == key);
        if let (Some(one), None) = (there.next(), there.next()) {
            line.division = one.division.clone().unwrap_or_default();
        }
    }

    /// Somebody who is said to be new. Whoever is found by name and home alone is asked about; only a number together with its name says
    /// surely who it is.
    pub(super) fn newcomer(&self, lines: &[Line], twins: &Twins<'_>) -> Vec<Found> {
        let mut found = self.who(lines, twins, false, (true, true));
        for (line, found) in lines.iter().zip(&mut found) {
            if let Found::Sure(at) = *found
                && (line.number.is_empty() || self.numbered(&line.number) != Some(at))
            {
                *found = Found::Ask { member: Some(at), question: Question::Another };
            }
        }
        found
    }

    /// A member who is named: asked is what else speaks against what is typed. Whoever gets a new name, moves or comes back may have
    /// a namesake in the household, and a new telephone may be that of somebody else on the roll.
    pub(super) fn meant(&self, id: &MemberId, lines: &[Line], twins: &Twins<'_>) -> Vec<Found> {
        let at = self.members.iter().position(|one| one.id == *id);
        let find = |line: &Line| match at.and_then(|at| Some((at, self.members.get(at)?))) {
            None => Found::Nobody(LineProblem::NoMatch),
            Some((_, known)) if known.erased() => Found::Nobody(LineProblem::Erased),
            Some((at, known)) => {
                let comes = !folding::same(&known.name, &line.name) || !same_home(line, known) || !known.active();
                if comes && !twins.there(line, Some(known)).is_empty() {
                    Found::Ask { member: Some(at), question: Question::Twins }
                } else {
                    Found::Sure(at)
                }
            }
        };
        let mut found: Vec<Found> = lines.iter().map(find).collect();
        self.crossed_phones(lines, &mut found);
        found
    }
}

/// One person, held against the roll as it stands: what a page asks about them.
pub async fn one(
    conn: &mut Conn,
    community: &CommunityId,
    now: i64,
    typed: &Typed,
    whom: Whom<'_>,
) -> Result<Preview, Fault> {
    Ok(Roll::load(conn, community, now).await?.lone(typed, whom))
}

/// Takes one person in, once everything is answered that a file would have been asked.
pub async fn take(
    writing: &mut Writing,
    permit: &Permit,
    typed: &Typed,
    whom: Whom<'_>,
) -> Result<Result<Taken, (&'static str, Refusal)>, Fault> {
    let community = writing.community().clone();
    let now = writing.now().0;
    let roll = Roll::load(writing.conn(), &community, now).await?;
    let preview = roll.lone(typed, whom);
    let Some(judged) = preview.lines.first() else { return Err(Fault::Stored("members")) };
    let known = match said(judged, typed, whom) {
        Ok(known) => known,
        Err(refused) => return Ok(Err(refused)),
    };
    let key = folding::number(&judged.number);
    let theirs = |id: &MemberId| known.as_ref() == Some(id);
    if !key.is_empty() && roll.members.iter().any(|one| !theirs(&one.id) && folding::number(&one.number) == key) {
        return Ok(Err(("number", Refusal::NumberTaken)));
    }
    if preview.homes_open() {
        return Ok(Err(("homes", Refusal::HomeAsked)));
    }
    let row = known.as_ref().and_then(|id| roll.members.iter().find(|one| one.id == *id));
    let sheet = Sheet::default();
    let member = take_in(writing, permit, (&sheet, &roll), &mut Places::default(), judged, row).await?;
    let mut now = members::find(writing.conn(), &community, &member).await?;
    if let Some(born) = &typed.born {
        now.born = born.to_string();
    }
    // The number that was typed, as it is written: no other is displaced by it.
    if !judged.line.number.is_empty() {
        now.number.clone_from(&judged.line.number);
    }
    members::update(writing, permit, &now).await?;
    Ok(Ok(Taken { member, known: row.is_some() }))
}

/// Which member it is, by what is sure and by what was answered; nobody where it is somebody new.
fn said(judged: &Judged, typed: &Typed, whom: Whom<'_>) -> Result<Option<MemberId>, (&'static str, Refusal)> {
    let answered = |member: Option<&MemberId>| {
        typed
            .answer
            .as_ref()
            .filter(|(_, about)| member.map_or(about.is_empty(), |one| one == about))
            .map(|(said, _)| *said)
    };
    match (&judged.change, whom) {
        (Change::Add, _) => Ok(None),
        (Change::Alter { member, .. } | Change::Same { member }, Whom::Member(_)) => Ok(Some(member.clone())),
        (Change::Alter { .. } | Change::Same { .. }, _) => Err(("number", Refusal::MemberKnown)),
        (Change::Ask { member, .. }, _) => match (member, answered(member.as_ref().map(|one| &one.id))) {
            (Some(one), Some(Said::Same)) => Ok(Some(one.id.clone())),
            (_, Some(Said::New)) if matches!(whom, Whom::Newcomer) && judged.may_be_new() => Ok(None),
            _ => Err(("who", Refusal::MemberAsked)),
        },
        (Change::Total, _) => Err(("name", Refusal::NotOffered)),
        (Change::Refuse(obstacles), _) => Err(match obstacles.first().map(|one| one.problem) {
            Some(LineProblem::NoName) => ("name", Refusal::Empty),
            Some(LineProblem::NumberInName | LineProblem::SeveralNames) => ("name", Refusal::NumberInName),
            Some(LineProblem::WhichHousehold | LineProblem::OtherGroup) => ("division", Refusal::GroupNeeded),
            Some(LineProblem::Erased | LineProblem::DuplicateNumber) => ("number", Refusal::NumberTaken),
            _ => ("", Refusal::NotOffered),
        }),
    }
}
