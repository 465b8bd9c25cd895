//! Importing a roll: the preview shows every line to be added, changed or refused and who is absent; then all or
//! nothing. The same file again changes nothing.

use super::{Desk, Viewer, community::new_member, or_refuse, standing};
use crate::{
    fault::Fault,
    form::Form,
    roll_file::{Line, Sheet},
    secret,
    store::{
        Answer, Conn, Writing, community as communities,
        journal::Entry,
        member::{self as members, MemberRow},
        write::Sender,
    },
};
use rules::{
    Refusal,
    id::CommunityId,
    permit::{Act, Permit, Role, Standing, permit},
};
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::collections::{HashMap, HashSet};

/// Why a line is not taken in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LineProblem {
    /// No name.
    NoName,
    /// No number, and name and household match nobody or several.
    NoMatch,
    /// The number stands in the file twice.
    DuplicateNumber,
    /// The same person twice.
    DuplicatePerson,
    /// A role that the program does not know.
    UnknownRole,
    /// A body that the community does not have.
    UnknownBody,
    /// A value longer than 60 characters.
    TooLong,
    /// The member was erased.
    Erased,
}

impl LineProblem {
    /// The key of its sentence.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoName => "line-no-name",
            Self::NoMatch => "line-no-match",
            Self::DuplicateNumber => "line-duplicate-number",
            Self::DuplicatePerson => "line-duplicate-person",
            Self::UnknownRole => "line-unknown-role",
            Self::UnknownBody => "line-unknown-body",
            Self::TooLong => "line-too-long",
            Self::Erased => "line-erased",
        }
    }
}

/// What becomes of a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Change {
    /// A new member.
    Add,
    /// A member with these columns changed.
    Alter {
        /// The member.
        member: String,
        /// Names of the changed columns.
        columns: Vec<String>,
    },
    /// A member who stays as is.
    Same {
        /// The member.
        member: String,
    },
    /// Not taken in.
    Refuse(LineProblem),
}

/// A file held against the roll.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preview {
    /// What becomes of each line.
    pub changes: Vec<(Line, Change)>,
    /// Active members of the roll who are not in the file: number and name.
    pub absent: Vec<(String, String, String)>,
}

impl Preview {
    /// How many lines are added, changed, unchanged, refused.
    pub fn totals(&self) -> [usize; 4] {
        let count = |wanted: fn(&Change) -> bool| self.changes.iter().filter(|(_, change)| wanted(change)).count();
        [
            count(|change| matches!(change, Change::Add)),
            count(|change| matches!(change, Change::Alter { .. })),
            count(|change| matches!(change, Change::Same { .. })),
            count(|change| matches!(change, Change::Refuse(_))),
        ]
    }

    /// Names this very preview: another roll or another file has another fingerprint.
    pub fn fingerprint(&self) -> Result<String, Fault> {
        Ok(secret::digest(&[&serde_json::to_string(self)?]))
    }
}

struct Roll {
    members: Vec<MemberRow>,
    roles: HashMap<String, HashSet<String>>,
    seats: HashMap<String, HashSet<String>>,
    bodies: HashMap<String, String>,
}

impl Roll {
    async fn load(conn: &mut Conn, community: &str) -> Result<Self, Fault> {
        let group = |pairs: Vec<(String, String)>| {
            let mut map: HashMap<String, HashSet<String>> = HashMap::new();
            for (key, value) in pairs {
                map.entry(key).or_default().insert(value);
            }
            map
        };
        let seats =
            communities::seats(conn, community).await?.into_iter().map(|(body, member)| (member, body)).collect();
        Ok(Self {
            members: members::all(conn, community).await?,
            roles: group(communities::roles(conn, community).await?),
            seats: group(seats),
            bodies: communities::bodies(conn, community).await?.into_iter().map(|row| (row.name, row.id)).collect(),
        })
    }

    fn preview(&self, sheet: &Sheet) -> Preview {
        let mut by_number: HashMap<&str, &MemberRow> = HashMap::new();
        let mut by_house: HashMap<(&str, &str), Vec<&MemberRow>> = HashMap::new();
        for member in &self.members {
            by_number.insert(&member.number, member);
            if member.active() {
                let house = member.household.as_deref().unwrap_or_default();
                by_house.entry((&member.name, house)).or_default().push(member);
            }
        }
        let mut seen_numbers: HashMap<&str, usize> = HashMap::new();
        for line in &sheet.lines {
            *seen_numbers.entry(&line.number).or_default() += 1;
        }
        let mut seen: HashSet<String> = HashSet::new();
        let changes: Vec<_> = sheet
            .lines
            .iter()
            .map(|line| {
                let twice =
                    !line.number.is_empty() && seen_numbers.get(line.number.as_str()).is_some_and(|count| *count > 1);
                let change = if twice {
                    Change::Refuse(LineProblem::DuplicateNumber)
                } else {
                    self.change(line, sheet, &by_number, &by_house)
                };
                let member = match &change {
                    Change::Alter { member, .. } | Change::Same { member } => Some(member.clone()),
                    Change::Add | Change::Refuse(_) => None,
                };
                let again = member.is_some_and(|member| !seen.insert(member));
                let change = if again { Change::Refuse(LineProblem::DuplicatePerson) } else { change };
                (line.clone(), change)
            })
            .collect();
        let absent = self
            .members
            .iter()
            .filter(|one| one.active() && one.household.is_some() && !seen.contains(&one.id))
            .map(|one| (one.id.clone(), one.number.clone(), one.name.clone()))
            .collect();
        Preview { changes, absent }
    }

    fn change(
        &self,
        line: &Line,
        sheet: &Sheet,
        by_number: &HashMap<&str, &MemberRow>,
        by_house: &HashMap<(&str, &str), Vec<&MemberRow>>,
    ) -> Change {
        if line.name.is_empty() {
            return Change::Refuse(LineProblem::NoName);
        }
        let texts = [&line.number, &line.name, &line.household, &line.division, &line.phone];
        if texts.iter().any(|text| text.chars().count() > 60) {
            return Change::Refuse(LineProblem::TooLong);
        }
        let Ok(roles) = &line.roles else { return Change::Refuse(LineProblem::UnknownRole) };
        let bodies: Option<HashSet<String>> = line.bodies.iter().map(|name| self.bodies.get(name).cloned()).collect();
        let Some(bodies) = bodies else { return Change::Refuse(LineProblem::UnknownBody) };
        let known = if line.number.is_empty() {
            match by_house.get(&(line.name.as_str(), line.household.as_str())).map(Vec::as_slice) {
                Some([one]) => Some(*one),
                _ => return Change::Refuse(LineProblem::NoMatch),
            }
        } else {
            by_number.get(line.number.as_str()).copied()
        };
        let Some(known) = known else { return Change::Add };
        if known.state == "erased" {
            return Change::Refuse(LineProblem::Erased);
        }
        let roles: HashSet<String> = roles.iter().map(|role| role.id().to_owned()).collect();
        let differs = |typed: &str, stored: &str| !typed.is_empty() && typed != stored;
        let empty = HashSet::new();
        let checks = [
            ("name", differs(&line.name, &known.name)),
            ("household", differs(&line.household, known.household.as_deref().unwrap_or_default())),
            ("division", differs(&line.division, known.division.as_deref().unwrap_or_default())),
            ("phone", differs(&line.phone, &known.phone)),
            ("adult", line.adult.is_some_and(|adult| adult != (known.adult == 1))),
            ("roles", sheet.has_roles && roles != *self.roles.get(&known.id).unwrap_or(&empty)),
            ("bodies", sheet.has_bodies && bodies != *self.seats.get(&known.id).unwrap_or(&empty)),
            ("state", !known.active()),
        ];
        let columns: Vec<_> =
            checks.iter().filter(|(_, changed)| *changed).map(|(name, _)| (*name).to_owned()).collect();
        let member = known.id.clone();
        if columns.is_empty() { Change::Same { member } } else { Change::Alter { member, columns } }
    }
}

impl Desk {
    /// Holds a file against the roll and keeps it for the clerk's decision.
    pub(crate) async fn preview_roll(
        &self,
        viewer: &Viewer,
        community: &str,
        sheet: &Sheet,
    ) -> Result<Result<String, Refusal>, Fault> {
        let standing = viewer.standing(community)?;
        if let Err(refusal) = permit(&standing, Act::ImportRoll) {
            return Ok(Err(refusal));
        }
        let preview = Roll::load(&mut *self.read().await?, community).await?.preview(sheet);
        let (id, fingerprint, sheet) = (secret::id(), preview.fingerprint()?, serde_json::to_string(sheet)?);
        let (key, community, login, now) = (id.clone(), community.to_owned(), viewer.login.clone(), self.now().0);
        self.quietly(move |conn| {
            Box::pin(async move {
                crate::store::import::insert(conn, &key, &community, &login, [&sheet, &fingerprint], now).await
            })
        })
        .await?;
        Ok(Ok(id))
    }

    /// The preview as the roll stands now.
    pub(crate) async fn roll_preview(
        &self,
        viewer: &Viewer,
        community: &str,
        id: &str,
    ) -> Result<(Sheet, Preview), Fault> {
        viewer.in_community(community)?;
        let mut conn = self.read().await?;
        let kept = crate::store::import::find(&mut conn, community, id, &viewer.login).await?.ok_or(Fault::NotFound)?;
        let sheet: Sheet = serde_json::from_str(&kept.sheet)?;
        let preview = Roll::load(&mut conn, community).await?.preview(&sheet);
        Ok((sheet, preview))
    }

    /// Takes in a previewed file: all or nothing, and only if the roll is still the one that the preview showed.
    pub(crate) async fn apply_roll(
        &self,
        viewer: &Viewer,
        community: &str,
        id: &str,
        form: &Form,
    ) -> Result<Answer, Fault> {
        viewer.in_community(community)?;
        let (viewer_, form_, id) = (viewer.clone(), form.clone(), id.to_owned());
        self.act(viewer, community, form, move |writing| {
            Box::pin(async move {
                let permit = or_refuse!(permit(&standing(writing, &viewer_, None).await?, Act::ImportRoll));
                let community = writing.community().as_str().to_owned();
                let kept = crate::store::import::find(writing.conn(), &community, &id, &viewer_.login).await?;
                let kept = or_refuse!(kept.ok_or(Refusal::FilePreviewGone));
                let sheet: Sheet = serde_json::from_str(&kept.sheet)?;
                let leaving: HashSet<String> = form_.all("leave").map(str::to_owned).collect();
                let done = or_refuse!(apply(writing, &permit, &sheet, Some(&kept.fingerprint), &leaving).await?);
                Ok(Answer::done(format!("/c/{community}/members?imported={}", done.iter().sum::<usize>())))
            })
        })
        .await
    }

    /// A file held against the roll, for the command line.
    pub(crate) async fn roll_against(&self, community: &str, sheet: &Sheet) -> Result<Preview, Fault> {
        Ok(Roll::load(&mut *self.read().await?, community).await?.preview(sheet))
    }

    /// Takes in a file from the command line. Absent members leave when `leave_absent`.
    pub async fn import_roll(
        &self,
        community: &str,
        sheet: Sheet,
        leave_absent: bool,
        standing: Standing,
    ) -> Result<(Answer, Preview), Fault> {
        let preview = Roll::load(&mut *self.read().await?, community).await?.preview(&sheet);
        let leaving: HashSet<String> =
            if leave_absent { preview.absent.iter().map(|(id, ..)| id.clone()).collect() } else { HashSet::new() };
        let [added, altered, ..] = preview.totals();
        if added + altered + leaving.len() == 0
            && !preview.changes.iter().any(|(_, one)| matches!(one, Change::Refuse(_)))
        {
            return Ok((Answer::done(""), preview));
        }
        let answer = self
            .writer
            .act(&CommunityId::from(community), Sender::program(), move |writing| {
                Box::pin(async move {
                    let permit = or_refuse!(permit(&standing, Act::ImportRoll));
                    or_refuse!(apply(writing, &permit, &sheet, None, &leaving).await?);
                    Ok(Answer::done(""))
                })
            })
            .await?;
        Ok((answer, preview))
    }
}

async fn apply(
    writing: &mut Writing,
    permit: &Permit,
    sheet: &Sheet,
    fingerprint: Option<&str>,
    leaving: &HashSet<String>,
) -> Result<Result<[usize; 3], Refusal>, Fault> {
    let community = writing.community().as_str().to_owned();
    let roll = Roll::load(writing.conn(), &community).await?;
    let preview = roll.preview(sheet);
    if let Some(shown) = fingerprint
        && preview.fingerprint()? != shown
    {
        return Ok(Err(Refusal::FileRollChanged));
    }
    let [added, altered, _, refused] = preview.totals();
    if refused > 0 {
        return Ok(Err(Refusal::FileRefusedLines));
    }
    let mut places = Places::default();
    for (line, change) in &preview.changes {
        let mut row = match change {
            Change::Add => new_member(&community, &line.number, &line.name),
            Change::Alter { member, .. } => {
                roll.members.iter().find(|one| one.id == *member).cloned().ok_or(Fault::Stored("members"))?
            }
            Change::Same { .. } | Change::Refuse(_) => continue,
        };
        let new = matches!(change, Change::Add);
        fill(&mut row, line);
        row.household = places.household(writing, permit, line, row.household.take()).await?;
        if new {
            let now = writing.now().0;
            members::insert_person(writing.conn(), &row.person, false, now).await?;
            members::insert(writing, permit, &row).await?;
        } else {
            members::update(writing, permit, &row).await?;
        }
        if sheet.has_roles
            && let Ok(roles) = &line.roles
        {
            set_roles(writing, permit, &row.id, roles, roll.roles.get(&row.id)).await?;
        }
        if sheet.has_bodies {
            if !new {
                communities::unseat(writing, permit, &row.id).await?;
            }
            for body in line.bodies.iter().filter_map(|name| roll.bodies.get(name)) {
                communities::seat(writing, permit, body, &row.id).await?;
            }
        }
    }
    let mut left = 0;
    for (id, ..) in preview.absent.iter().filter(|(id, ..)| leaving.contains(id)) {
        let mut row = roll.members.iter().find(|one| one.id == *id).cloned().ok_or(Fault::Stored("members"))?;
        row.state = "left".to_owned();
        row.household = places.known(writing, permit, row.household.take()).await?;
        members::update(writing, permit, &row).await?;
        communities::unseat(writing, permit, id).await?;
        left += 1;
    }
    let body = json!({ "added": added, "changed": altered, "left": left });
    writing.append(Entry::new("roll.imported", Some(permit.role()), "", body)).await?;
    Ok(Ok([added, altered, left]))
}

fn fill(row: &mut MemberRow, line: &Line) {
    row.name.clone_from(&line.name);
    if !line.phone.is_empty() {
        row.phone.clone_from(&line.phone);
    }
    if let Some(adult) = line.adult {
        row.adult = i64::from(adult);
    }
    "active".clone_into(&mut row.state);
}

async fn set_roles(
    writing: &mut Writing,
    permit: &Permit,
    member: &str,
    roles: &[Role],
    before: Option<&HashSet<String>>,
) -> Result<(), Fault> {
    for role in Role::GIVEN {
        let had = before.is_some_and(|before| before.contains(role.id()));
        match (roles.contains(role), had) {
            (true, false) => communities::give_role(writing, permit, member, *role).await?,
            (false, true) => communities::take_role(writing, permit, member, *role).await?,
            _ => {}
        }
    }
    Ok(())
}

/// Households and divisions by name, made on first sight.
#[derive(Default)]
struct Places {
    divisions: HashMap<String, String>,
    households: HashMap<(String, String), String>,
}

impl Places {
    /// The id of the line's household; the line's silence keeps the one before.
    async fn household(
        &mut self,
        writing: &mut Writing,
        permit: &Permit,
        line: &Line,
        before: Option<String>,
    ) -> Result<Option<String>, Fault> {
        let number = if line.household.is_empty() { before } else { Some(line.household.clone()) };
        let Some(number) = number else { return Ok(None) };
        let key = (number, line.division.clone());
        if let Some(id) = self.households.get(&key) {
            return Ok(Some(id.clone()));
        }
        let division = match line.division.as_str() {
            "" => None,
            name => Some(self.division(writing, permit, name).await?),
        };
        let id = communities::household(writing, permit, &key.0, division.as_deref(), &secret::id()).await?;
        self.households.insert(key, id.clone());
        Ok(Some(id))
    }

    async fn known(
        &mut self,
        writing: &mut Writing,
        permit: &Permit,
        number: Option<String>,
    ) -> Result<Option<String>, Fault> {
        self.household(writing, permit, &Line::default(), number).await
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
