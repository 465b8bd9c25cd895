//! Takes a file into the roll, all or nothing, within the act's transaction.

use super::{
    displaced::claim,
    homes::Home,
    preview::{Change, Choice, Displaced, Judged},
    roll::Roll,
};
use crate::{
    fault::Fault,
    people::{
        community::{new_member, rows as communities},
        member::{
            leave,
            rows::{self as members, MemberRow},
        },
    },
    roll_file::{Line, Sheet},
    secret,
    store::{Writing, journal::Entry},
};
use rules::{
    Refusal,
    belonging::Residence,
    folding,
    id::{BodyId, MemberId, PersonId},
    matching::Numbers,
    permit::{Permit, Role},
    says::Says,
};
use serde_json::json;
use std::collections::{HashMap, HashSet};

/// What the clerk said of a line that was asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said {
    /// The same person.
    Same,
    /// Somebody new.
    New,
}

/// What the clerk decided.
#[derive(Debug, Clone, Default)]
pub struct Decided {
    /// What was chosen of the file.
    pub choice: Choice,
    /// The fingerprint of the preview that was shown.
    pub shown: Option<String>,
    /// By row: what was said of it.
    pub answers: HashMap<usize, Said>,
    /// Who of the absent leave.
    pub leaving: HashSet<MemberId>,
    /// Everybody of whom the file does not say it is of age.
    pub of_age: bool,
}

/// Takes in a whole file: added, changed, left, and how many hold a slip that bears a number which is theirs no more.
pub(super) async fn apply(
    writing: &mut Writing,
    permit: &Permit,
    sheet: &Sheet,
    decided: &Decided,
) -> Result<Result<[usize; 4], Refusal>, Fault> {
    let community = writing.community().clone();
    let now = writing.now().0;
    let roll = Roll::load(writing.conn(), &community, now).await?;
    let preview = roll.preview(sheet, &decided.choice);
    if let Some(shown) = &decided.shown
        && preview.fingerprint()? != *shown
    {
        return Ok(Err(Refusal::FileRollChanged));
    }
    if preview.anew {
        return Ok(Err(Refusal::FileNumbersAnew));
    }
    let [.., refused, _] = preview.totals();
    if refused > 0 {
        return Ok(Err(Refusal::FileRefusedLines));
    }
    if preview.homes_open() {
        return Ok(Err(Refusal::FileHomesFirst));
    }
    // Who is meant by each line, once the questions are answered.
    let mut taken: Vec<(&Judged, Option<&MemberRow>)> = Vec::new();
    let mut met: HashSet<&str> = HashSet::new();
    for judged in &preview.lines {
        let answer = decided.answers.get(&judged.line.row);
        let member = match (&judged.change, answer) {
            (Change::Same { .. } | Change::Total | Change::Refuse(_), _) => continue,
            (Change::Add, _) => None,
            (Change::Alter { member, .. }, _) => Some(member),
            (Change::Ask { member: Some(member), .. }, Some(Said::Same)) => Some(&member.id),
            (Change::Ask { .. }, Some(Said::New)) if judged.may_be_new() => None,
            (Change::Ask { .. }, _) => return Ok(Err(Refusal::FileUnanswered)),
        };
        // Several lines may be asked about one member, who is one of them at most.
        if member.is_some_and(|id| !met.insert(id)) {
            return Ok(Err(Refusal::FileSameTwice));
        }
        let row = member.map(|id| roll.members.iter().find(|one| one.id == *id).ok_or(Fault::Stored("members")));
        taken.push((judged, row.transpose()?));
    }
    if !decided.of_age && taken.iter().any(|(one, row)| row.is_none() && one.line.adult.is_none()) {
        return Ok(Err(Refusal::FileAges));
    }
    let claims: Vec<_> = taken.iter().filter_map(|(one, row)| claim(one, row.is_none())).collect();
    let given = claims.iter().map(|(_, number)| *number);
    let mut free = Numbers::after(roll.members.iter().map(|one| one.number.as_str()).chain(given));
    let displaced = roll.displaced(&claims, &mut free);
    renumber(writing, permit, &claims, &displaced).await?;
    let mut places = Places::default();
    let (mut added, mut altered) = (0, 0);
    for (judged, known) in &taken {
        if known.is_some() {
            altered += 1
        } else {
            added += 1
        }
        take_in(writing, permit, (sheet, &roll), &mut places, judged, *known).await?;
    }
    let mut left = 0;
    for one in preview.absent.iter().filter(|one| decided.leaving.contains(&one.id)) {
        let row = members::find(writing.conn(), &community, &one.id).await?;
        leave(writing, permit, row, ("", "")).await?;
        left += 1;
    }
    let renumbered = claims.iter().filter(|(member, _)| member.is_some()).count() + displaced.len();
    // Whoever was asked whom to take off and ticked nobody has said nothing. (A file that is as the roll is was compared that day,
    // which the record says.)
    if !preview.absent.is_empty() && added + altered + left + renumbered == 0 {
        return Ok(Err(Refusal::NoneChosen));
    }
    let body = json!({ "added": added, "changed": altered, "left": left, "renumbered": renumbered });
    writing.append(Entry::new(Says::RollImported, Some(permit.role()), "", body)).await?;
    let moved = claims.iter().filter_map(|(member, _)| *member).chain(displaced.iter().map(|one| &one.who.id));
    Ok(Ok([added, altered, left, roll.with_slips(moved)]))
}

/// Gives numbers anew: all of them are put aside first, so that two may change theirs with each other.
async fn renumber(
    writing: &mut Writing,
    permit: &Permit,
    claims: &[(Option<&MemberId>, &str)],
    displaced: &[Displaced],
) -> Result<(), Fault> {
    let moving = claims.iter().filter_map(|(member, number)| Some(((*member)?, *number)));
    let all: Vec<(&MemberId, &str)> =
        moving.chain(displaced.iter().map(|one| (&one.who.id, one.number.as_str()))).collect();
    for (member, _) in &all {
        members::set_number(writing, permit, member, &format!("~{member}")).await?;
    }
    for (member, number) in &all {
        members::set_number(writing, permit, member, number).await?;
    }
    Ok(())
}

/// Takes in a line that is judged: as somebody new, or into what is known of a member. Whose line it was then.
pub(super) async fn take_in(
    writing: &mut Writing,
    permit: &Permit,
    (sheet, roll): (&Sheet, &Roll),
    places: &mut Places,
    judged: &Judged,
    known: Option<&MemberRow>,
) -> Result<MemberId, Fault> {
    let line = &judged.line;
    let community = writing.community().clone();
    let mut row = match known {
        None => new_member(&community, &judged.number, &line.name),
        Some(known) => members::find(writing.conn(), &community, &known.id).await?,
    };
    // Whoever comes back under a number that somebody left begins with a way in of their own.
    if known.is_some() && !row.belongs() {
        let (own, now) = (PersonId::from(secret::id()), writing.now().0);
        members::insert_person(writing.conn(), &own, false, now).await?;
        members::set_person(writing, &row.id, &own).await?;
    }
    if let Change::Ask { question, .. } = &judged.change {
        let said = if known.is_some() { "same" } else { "new" };
        let personal = json!({
            "member": row.id, "number": line.number, "name": line.name,
            "was": known.map(|one| json!({ "number": one.number, "name": one.name })),
        });
        let entry =
            Entry::new(Says::RollConfirmed, Some(permit.role()), "", json!({ "asked": question, "said": said }));
        writing.append(entry.about(&row.id, personal)).await?;
    }
    fill(&mut row, line);
    let home = judged.home_if_new.as_ref().filter(|_| known.is_none()).unwrap_or(&judged.home);
    row.home = places.home(writing, permit, home, row.home.take()).await?;
    if known.is_none() {
        let now = writing.now().0;
        members::insert_person(writing.conn(), &row.person, false, now).await?;
        members::insert(writing, permit, &row).await?;
    } else {
        members::update(writing, permit, &row).await?;
    }
    if let Some(roles) = line.roles.as_ref().filter(|_| sheet.has_roles) {
        writing.asks(&row.person);
        set_roles(writing, permit, &row.id, roles, roll.roles.get(&row.id)).await?;
    }
    if let Some(bodies) = line.bodies.as_ref().filter(|_| sheet.has_bodies) {
        if known.is_some() {
            communities::unseat(writing, permit, &row.id).await?;
        }
        let ids: HashSet<&BodyId> = bodies.iter().filter_map(|name| Some(roll.body(name)?.1)).collect();
        for body in ids {
            communities::seat(writing, permit, body, &row.id).await?;
        }
    }
    Ok(row.id)
}

/// What the line says beside its number. A name that is spelt otherwise stays as the roll spells it.
fn fill(row: &mut MemberRow, line: &Line) {
    if !folding::same(&row.name, &line.name) {
        row.name.clone_from(&line.name);
    }
    if !line.phone.is_empty() && folding::phones(&row.phone) != folding::phones(&line.phone) {
        row.phone.clone_from(&line.phone);
    }
    if let Some(adult) = line.adult {
        row.adult = adult.into();
    }
    row.state = Residence::Living;
    row.left_why.clear();
    row.left_on.clear();
}

async fn set_roles(
    writing: &mut Writing,
    permit: &Permit,
    member: &MemberId,
    roles: &[Role],
    before: Option<&Vec<String>>,
) -> Result<(), Fault> {
    for role in Role::GIVEN {
        let had = before.is_some_and(|before| before.iter().any(|one| one == role.id()));
        let act = match (roles.contains(role), had) {
            (true, false) => {
                communities::give_role(writing, permit, member, *role).await?;
                Says::StaffAppointed
            }
            (false, true) => {
                communities::take_role(writing, permit, member, *role).await?;
                Says::StaffDismissed
            }
            _ => continue,
        };
        let entry = Entry::new(act, Some(permit.role()), "", json!({ "role": role.id() }))
            .about(member, json!({ "member": member }));
        writing.append(entry).await?;
    }
    Ok(())
}

/// Households and groups, made on first sight.
#[derive(Default)]
pub(super) struct Places {
    divisions: HashMap<String, String>,
    made: HashMap<(String, String), String>,
}

impl Places {
    /// The id of a household.
    async fn home(
        &mut self,
        writing: &mut Writing,
        permit: &Permit,
        home: &Home,
        before: Option<String>,
    ) -> Result<Option<String>, Fault> {
        match home {
            Home::Keep | Home::Nowhere => Ok(before),
            Home::Known(id) => Ok(Some(id.clone())),
            Home::Placed { id, division } => {
                let division = self.division(writing, permit, division).await?;
                communities::place_household(writing, permit, id, &division).await?;
                Ok(Some(id.clone()))
            }
            Home::New { division, number } => {
                let group = division.as_deref().map(folding::group).unwrap_or_default();
                let key = (group, folding::number(number));
                if let Some(id) = self.made.get(&key) {
                    return Ok(Some(id.clone()));
                }
                let division = match division {
                    Some(name) => Some(self.division(writing, permit, name).await?),
                    None => None,
                };
                let id = secret::id();
                communities::insert_household(writing, permit, &id, number, division.as_deref()).await?;
                self.made.insert(key, id.clone());
                Ok(Some(id))
            }
        }
    }

    async fn division(&mut self, writing: &mut Writing, permit: &Permit, name: &str) -> Result<String, Fault> {
        if let Some(id) = self.divisions.get(name) {
            return Ok(id.clone());
        }
        let id = communities::division(writing, permit, name, &secret::id()).await?;
        self.divisions.insert(name.to_owned(), id.clone());
        Ok(id)
    }
}
