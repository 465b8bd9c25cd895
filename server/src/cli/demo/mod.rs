//! The two demonstration places of domain.md §5 and the year behind them (`chronicle`), made by the same acts as real ones: their
//! journals verify.

mod above;
mod account;
mod ballots;
mod board;
mod calendar;
mod chronicle;
mod company;
mod ledgers;
mod meetings;
mod papers;
mod people;
mod pictures;
mod urban;
mod village;
mod works;

use crate::{
    act::{Desk, Form, Viewer},
    clock::Clock,
    fault::Fault,
    people::{
        community::{
            NewCommunity,
            acts::{Appoint, MakeBody, SetBasis},
            rows as communities,
        },
        member::rows as members,
    },
    roll_file::Sheet,
    store::{Answer, Db, write::Sender},
    zone,
};
use app::address;
use rules::{
    Moment,
    body::{BodyKind, CommunityKind},
    id::{CommunityId, MemberId},
};

/// The village's id.
pub const VILLAGE: &str = "yunshan";
/// The urban community's id.
pub const URBAN: &str = "xiangyang";

/// A sign-in link to try a role.
pub struct RoleLink {
    /// Which role, where, and the name.
    pub role: String,
    /// Where it leads: a slip, or, for staff of an office above, a link that sets a password.
    pub path: String,
}

/// The evening of the village's meeting, half an hour before it begins.
#[must_use]
pub fn evening() -> Moment {
    zone::parse_instant("2026-03-16T19:00+08:00").unwrap_or_default()
}

/// Refuses to put demonstration data beside real data. `again`: where the demonstration has this database already, a village that
/// somebody made in it while trying does not keep it from starting again.
pub async fn refuse_real_data(db: &Db, again: bool) -> Result<(), String> {
    let real = async {
        let mut conn = db.read().await?;
        let all = communities::all(&mut conn).await?;
        let own = again && all.iter().any(|one| one.id.as_str() == VILLAGE && *one.demo);
        Ok::<_, Fault>(!own && communities::has_real_data(&mut conn).await?)
    };
    match real.await {
        Ok(false) => Ok(()),
        Ok(true) => Err("this database holds real data; the demonstration wants a database of its own, e.g. \
                         --database sqlite:data/demo.sqlite"
            .to_owned()),
        Err(fault) => Err(fault.chain()),
    }
}

/// Fills an empty database so that the meeting was called for the clock's now, and makes fresh links: whoever tries the
/// program opens it and votes at once, by the same rules as everywhere (no session long before its time).
pub async fn ensure(db: &Db, clock: &Clock) -> Result<Vec<RoleLink>, Fault> {
    let empty = communities::all(&mut *db.read().await?).await?.is_empty();
    if empty {
        return fill(&Desk::new(db.clone(), Clock::manual(Moment(0))), clock.now().plus_minutes(-30)).await;
    }
    links(&Desk::new(db.clone(), clock.clone())).await
}

/// Makes both places as they stand at `evening`, and a link for each role. The desk's clock must be a manual one: it is
/// led from act to act.
pub async fn fill(desk: &Desk, evening: Moment) -> Result<Vec<RoleLink>, Fault> {
    desk.clock.advance_millis(evening.plus_days(-430).0 - desk.now().0);
    let admin = found(desk, people::village(), people::urban()).await?;
    basis(desk, &admin).await?;
    above::found(desk, &admin).await?;
    chronicle::tell(desk, evening).await?;
    desk.clock.advance_millis(evening.0 - desk.now().0);
    links(desk).await
}

/// Both places with few people and nothing that has happened yet, for story tests that set their own clock.
///
/// # Errors
/// Database errors.
pub async fn found_small(desk: &Desk, at: Moment) -> Result<(), Fault> {
    desk.clock.advance_millis(at.0 - desk.now().0);
    found(desk, people::small_village(), people::small_urban()).await.map(|_| ())
}

/// The token of a slip handed to a member in person, for story tests.
///
/// # Errors
/// Database errors.
pub async fn slip_token(desk: &Desk, community: &CommunityId, member: &MemberId) -> Result<String, Fault> {
    Ok(desk.issue_slip_by_console(community, member).await?.code.token)
}

async fn found(desk: &Desk, village: Sheet, urban: Sheet) -> Result<Viewer, Fault> {
    for (id, kind, name) in [(VILLAGE, CommunityKind::Village, "云杉村"), (URBAN, CommunityKind::Urban, "向阳里社区")]
    {
        let new =
            NewCommunity { id: id.into(), kind, name: name.to_owned(), zone: "Asia/Shanghai".to_owned(), demo: true };
        done(desk.found(new, Sender::program()).await?)?;
    }
    let admin = people::administrator(desk).await?;
    for (community, kind, name) in [
        (VILLAGE, BodyKind::VillagerRepMeeting, "村民代表会议"),
        (VILLAGE, BodyKind::VillagerAssembly, "村民会议"),
        (URBAN, BodyKind::ResidentRepMeeting, "居民代表会议"),
    ] {
        let body = form(&[("kind", kind.id()), ("name", name)]);
        done(desk.perform::<MakeBody>(&admin, community.into(), &body).await?.answer)?;
    }
    people::import(desk, &VILLAGE.into(), village).await?;
    people::import(desk, &URBAN.into(), urban).await?;
    let outside = [("number", "T01"), ("name", "章示乡"), ("outside", "1"), ("role", "township")];
    done(desk.perform::<Appoint>(&admin, VILLAGE.into(), &form(&outside)).await?.answer)?;
    Ok(admin)
}

/// The village's assembly has resolved that representatives who are away may take part online.
async fn basis(desk: &Desk, admin: &Viewer) -> Result<(), Fault> {
    let bodies = communities::bodies(&mut *desk.read().await?, &VILLAGE.into()).await?;
    let body = bodies.into_iter().find(|row| row.name == "村民代表会议").ok_or(Fault::NotFound)?;
    let now = crate::people::community::basis_stands(&body);
    let text = [
        ("base", now.as_str()),
        ("basis_text", "外出的村民代表经实名核验，可以在线参加会议并表决"),
        ("basis_source", "云杉村村民代表会议议事规则（演示）第八条"),
        ("basis_by", "2025年1月10日村民会议通过"),
    ];
    done(desk.perform::<SetBasis>(admin, (VILLAGE.into(), body.id), &form(&text)).await?.answer)?;
    Ok(())
}

/// Who carries out what a place decides.
fn committee(community: &str) -> &'static str {
    if community == URBAN { "居民委员会" } else { "村民委员会" }
}

/// Whose work the Party's disclosures tell of.
fn party(community: &str) -> &'static str {
    if community == URBAN { "社区党支部" } else { "村党支部" }
}

/// A fresh link for each role.
async fn links(desk: &Desk) -> Result<Vec<RoleLink>, Fault> {
    const ROLES: [(&str, &str, &str); 18] = [
        (VILLAGE, "A01", "管理员 administrator"),
        (VILLAGE, "0002", "主持人 chair"),
        (VILLAGE, "0005", "副主持人 deputy"),
        (VILLAGE, "0006", "文书 clerk"),
        (VILLAGE, "0001", "村民代表 representative"),
        (VILLAGE, "0004", "村民 resident"),
        (VILLAGE, "0009", "监督委员会 supervisor"),
        (VILLAGE, "0012", "计票人 teller"),
        (VILLAGE, "0013", "第二计票人 second teller"),
        (VILLAGE, "0007", "委员、党组织 committee, Party"),
        (VILLAGE, "T01", "乡镇 township"),
        (URBAN, "0002", "主持人 chair"),
        (URBAN, "0006", "文书 clerk"),
        (URBAN, "0001", "居民代表 representative"),
        (URBAN, "0009", "监督委员会 supervisor"),
        (URBAN, "0012", "计票人 teller"),
        (URBAN, "0013", "第二计票人 second teller"),
        (URBAN, "0007", "委员、党组织 committee, Party"),
    ];
    let mut links = Vec::new();
    for (community, number, role) in ROLES {
        let community = &CommunityId::from(community);
        let member = members::numbered(&mut *desk.read().await?, community, number).await?;
        let member = member.ok_or(Fault::NotFound)?;
        let slip = desk.issue_slip_by_console(community, &member.id).await?;
        let place = if community.as_str() == VILLAGE { "云杉村" } else { "向阳里社区" };
        let path = address::slip(&slip.code.token);
        links.push(RoleLink { role: format!("{place} {role} {}", member.name), path });
    }
    if let Some(one) = above::staff(desk).await? {
        let path = address::link(&desk.password_link(&one.person).await?);
        links.push(RoleLink {
            role: format!("{} 机构人员 staff of the office above {}", above::OFFICE, one.name),
            path,
        });
    }
    Ok(links)
}

/// The links as they are printed.
#[must_use]
pub fn print_links(links: &[RoleLink], base: &str) -> String {
    let mut text = String::from("演示数据 Demonstration data. One sign-in link per role, each for one browser:\n");
    for link in links {
        text.push_str(&format!("  {base}{}   {}\n", link.path, link.role));
    }
    text
}

/// A form as a page would send it.
fn form(fields: &[(&str, &str)]) -> Form {
    let fields = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    Form::new("demo", ("", crate::act::Remembers::Nothing), fields)
}

/// An act of the demonstration must be done; a refusal would be a fault of the demonstration.
fn done(answer: Answer) -> Result<String, Fault> {
    match answer {
        Answer::Done { to } => Ok(to),
        Answer::Refused { field, refusal } => {
            Err(Fault::Other(format!("the demonstration was refused: {} {field}", refusal.code())))
        }
    }
}

/// Signs a member in.
async fn sign_in(desk: &Desk, community: &CommunityId, number: &str) -> Result<Viewer, Fault> {
    let member = members::numbered(&mut *desk.read().await?, community, number).await?.ok_or(Fault::NotFound)?;
    let cookie = desk.begin_login(&member.person, true, "demo").await?;
    desk.viewer(&cookie).await?.ok_or(Fault::NotFound)
}
