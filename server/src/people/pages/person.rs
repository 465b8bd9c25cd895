//! The roll by hand: the form for somebody new, and those by which what the roll says of somebody is changed.

use crate::{
    fault::Fault,
    people::{
        community::rows as communities,
        member::{
            read, returning,
            rows::{self as members, MemberRow},
            stands,
        },
        member_page,
        owners::rows as owners,
        pages::{import::words::Words, staff::allowed},
        represented::rows as represented,
        roll::{Change, Preview, Question, Typed, Whom, one},
    },
    roll_file::Line,
    store::Conn,
    web::{Site, visit::Visit},
    zone,
};
use app::{
    pages,
    view::{
        import::Asked,
        person::{Asks, NewPerson, Person},
    },
};
use axum::{Router, extract::Path, response::Response, routing::get};
use rules::{
    belonging::Residence,
    body::Seating,
    days::Date,
    folding,
    id::{BodyId, CommunityId},
    permit::Act,
};

/// The addresses of this file.
pub fn routes() -> Router<Site> {
    Router::new().route("/c/{community}/members/new", get(new)).route("/c/{community}/members/{member}/edit", get(edit))
}

async fn new(mut visit: Visit, Path(community): Path<CommunityId>) -> Result<Response, Fault> {
    allowed(&visit, &community, Act::KeepMembers)?;
    visit.of(&community).await?;
    let mut conn = visit.site.desk.read().await?;
    let place = communities::find(&mut conn, &community).await?;
    let today = zone::day(visit.site.desk.now(), &place.zone)?;
    let typed = kept(&visit, "add-member", today);
    let asks = asks(&mut conn, &visit, &community, typed, Whom::Newcomer).await?;
    let bodies = seated_bodies(&mut conn, &community).await?;
    Ok(visit.page(pages::person::new(&visit.cx, NewPerson { community, bodies, asks })))
}

async fn edit(mut visit: Visit, Path((community, id)): Path<(CommunityId, String)>) -> Result<Response, Fault> {
    allowed(&visit, &community, Act::KeepMembers)?;
    visit.of(&community).await?;
    let mut conn = visit.site.desk.read().await?;
    let place = communities::find(&mut conn, &community).await?;
    let today = zone::day(visit.site.desk.now(), &place.zone)?;
    let row = members::find(&mut conn, &community, &id).await?;
    let typed = kept(&visit, "correct-member", today).map(|typed| at_home(&row, typed));
    let typed = typed.or_else(|| moving(&visit, &row, today));
    let typed = typed.or_else(|| Some(returning(&row, field(&visit, "put-back")?)));
    let asks = asks(&mut conn, &visit, &community, typed, Whom::Member(&row.id)).await?;
    let all = communities::bodies(&mut conn, &community).await?;
    let name_of =
        |id: &BodyId| all.iter().find(|body| body.id == *id).map(|body| body.name.clone()).unwrap_or_default();
    let seats: Vec<BodyId> = communities::seats(&mut conn, &community)
        .await?
        .into_iter()
        .filter(|(_, member)| *member == row.id)
        .map(|(body, _)| body)
        .collect();
    let units = owners::of_member(&mut conn, &community, &row.id).await?;
    let units = units.into_iter().map(|(body, number)| format!("{} {number}", name_of(&body)));
    let stands_in = represented::of_member(&mut conn, &community, &row.id).await?;
    let mut bodies = seated_bodies(&mut conn, &community).await?;
    bodies.retain(|(id, _)| !seats.iter().any(|seat| seat.as_str() == id));
    let residence = row.state;
    let page = Person {
        base: stands(&row),
        lives: residence == Residence::Living,
        erased: residence == Residence::Erased,
        bodies,
        keeps: seats.iter().chain(&stands_in).map(name_of).chain(units).collect(),
        sittings: members::sittings(&mut conn, &community, &row.id).await?,
        today: today.to_string(),
        asks,
        community,
        id: row.id.0,
        number: row.number,
        name: row.name,
        phone: row.phone,
        born: row.born,
        adult: *row.adult,
        household: row.household.unwrap_or_default(),
        division: row.division.unwrap_or_default(),
    };
    Ok(visit.page(pages::person::edit(&visit.cx, page)))
}

/// The bodies that have seats: id and name.
async fn seated_bodies(conn: &mut Conn, community: &CommunityId) -> Result<Vec<(String, String)>, Fault> {
    let mut seated = Vec::new();
    for body in communities::bodies(conn, community).await? {
        if body.kind.seating() == Seating::Seats {
            seated.push((body.id.0, body.name));
        }
    }
    Ok(seated)
}

/// What a form of this page that came back had been filled in with.
fn field<'a>(visit: &'a Visit, act: &str) -> Option<impl Fn(&'static str) -> &'a str> {
    let refused = visit.cx.refused.as_ref().filter(|one| one.form.ends_with(&format!("/{act}")))?;
    Some(|name: &'static str| refused.fields.get(name).map(String::as_str).unwrap_or_default())
}

fn kept(visit: &Visit, act: &str, today: Date) -> Option<Typed> {
    read(field(visit, act)?, today).ok()
}

/// Who is corrected stays where they live.
fn at_home(row: &MemberRow, typed: Typed) -> Typed {
    let text = |one: &Option<String>| one.clone().unwrap_or_default();
    let line = Line { household: text(&row.household), division: text(&row.division), ..typed.line };
    Typed { line, ..typed }
}

/// Who moves keeps name and telephone.
fn moving(visit: &Visit, row: &MemberRow, today: Date) -> Option<Typed> {
    let said = field(visit, "move-member")?;
    let own = |name: &'static str| match name {
        "name" => row.name.as_str(),
        "number" | "phone" | "born" | "minor" => "",
        name => said(name),
    };
    let typed = read(own, today).ok()?;
    let line = Line { adult: None, phone: row.phone.clone(), ..typed.line };
    Some(Typed { line, ..typed })
}

/// What is asked of somebody as they were typed.
async fn asks(
    conn: &mut Conn,
    visit: &Visit,
    community: &CommunityId,
    typed: Option<Typed>,
    whom: Whom<'_>,
) -> Result<Asks, Fault> {
    let mut groups = communities::divisions(conn, community).await?;
    groups.sort_by_cached_key(|name| folding::natural(name));
    let mut asks = Asks { groups, ..Asks::default() };
    let Some(typed) = typed else { return Ok(asks) };
    let words = Words(visit.cx.language);
    // As if nothing had been said of it: what was said stands ticked.
    let open = Typed { homes: None, ..typed.clone() };
    let preview = one(conn, community, visit.site.desk.now().0, &open, whom).await?;
    if preview.homes_open() {
        asks.homes = words.alike_sets(&preview);
    }
    let preview = one(conn, community, visit.site.desk.now().0, &typed, whom).await?;
    asks.checks = !matches!(whom, Whom::Newcomer);
    asks.who = who(&words, &preview, !asks.checks);
    asks.page = asks.who.as_ref().map(|one| member_page(community, &one.member.as_str().into())).unwrap_or_default();
    Ok(asks)
}

/// The question who it is. What a file would have mended in itself has no place here.
fn who(words: &Words, preview: &Preview, newcomer: bool) -> Option<Asked> {
    let judged = preview.lines.first()?;
    let mut asked = match &judged.change {
        Change::Ask { .. } => words.asked(judged, false)?,
        Change::Alter { member, .. } | Change::Same { member } if newcomer => Asked {
            member: member.to_string(),
            file: judged.line.name.clone(),
            roll: format!("{} {}", judged.line.number, judged.line.name),
            question: words.say("person-known"),
            ..Asked::default()
        },
        _ => return None,
    };
    if let Change::Ask { question: Question::NewName, .. } = &judged.change {
        asked.question = words.say("person-new-name");
    }
    if let (Change::Ask { question: Question::Twins, .. }, false) = (&judged.change, newcomer) {
        asked.question = words.say("person-twin");
    }
    asked.may_be_new &= newcomer;
    asked.hints.clear();
    Some(asked)
}
