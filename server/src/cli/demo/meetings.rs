//! A meeting of the demonstration: what is told of it, and how it is called. What was decided, how and by how many stands in the
//! tables of `village` and `urban`.

use super::{
    company::{CHAIR, CLERK, Company, ZONE},
    form,
    works::Works,
};
use crate::{
    act::{Form, Viewer},
    fault::Fault,
    people::community::rows as communities,
    sitting::{
        item::acts::{RecordGround, WriteText},
        session::{
            acts::{AddItem, AnnounceSession, CancelSession, DraftSession},
            rows as sessions,
        },
    },
    zone,
};
use app::parts::base::SEEN;
use rules::{
    gates::Ground,
    id::{BodyId, CommunityId, ItemId, SessionId},
    naming::shown,
};

/// A meeting.
pub struct Meeting {
    pub community: &'static str,
    pub body: &'static str,
    pub title: &'static str,
    pub place: &'static str,
    /// When, in days from the evening, and how many minutes later.
    pub day: i64,
    pub minutes: i64,
    /// How many days before it was called.
    pub notice: i64,
    /// How many came.
    pub present: usize,
    pub items: &'static [Item],
    /// The clerk's notes; without them nobody has written the minutes.
    pub notes: &'static str,
}

/// What was on its agenda.
pub struct Item {
    pub title: &'static str,
    /// The title of its text, where that is another one.
    pub headed: &'static str,
    pub matter: &'static str,
    pub paper: &'static str,
    pub text: &'static str,
    /// By what the larger body left it to this one, and who was heard before.
    pub delegation: &'static str,
    pub study: &'static str,
    pub consulted: &'static str,
    pub rounds: &'static [Round],
    pub works: Option<Works>,
}

/// One round of voting.
pub struct Round {
    pub how: How,
    /// The text as it was changed before this round, where it was.
    pub text: &'static str,
    /// For and against; the others abstained.
    pub votes: (usize, usize),
    /// What it came to, in words.
    pub decision: &'static str,
}

/// How a vote was taken.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// By name, each on a phone.
    Phones,
    /// By name, on paper.
    Paper,
    /// In secret, on paper.
    Secret,
    /// By a show of hands.
    Hands,
}

/// A meeting without anything.
pub const MEETING: Meeting = Meeting {
    community: "",
    body: "",
    title: "",
    place: "",
    day: 0,
    minutes: 0,
    notice: 0,
    present: 0,
    items: &[],
    notes: "",
};
/// An item without anything.
pub const ITEM: Item = Item {
    title: "",
    headed: "",
    matter: "",
    paper: "",
    text: "",
    delegation: "",
    study: "",
    consulted: "",
    rounds: &[],
    works: None,
};
/// A round on the text as it stands.
pub const ROUND: Round = Round { how: How::Hands, text: "", votes: (0, 0), decision: "" };

impl Item {
    /// What its text is called.
    pub fn heading(&self) -> &'static str {
        if self.headed.is_empty() { self.title } else { self.headed }
    }
}

/// The title under which what a round decided is found.
pub fn decided(item: &Item, round: usize) -> String {
    format!("{} {}", item.title, round + 1)
}

/// It is called: drafted with its agenda, its texts and what the law asks for before a vote, and announced.
pub async fn call(company: &mut Company<'_>, meeting: &Meeting) -> Result<(), Fault> {
    let community = meeting.community;
    let session = draft(company, meeting).await?;
    for item in meeting.items {
        let id = add_item(company, meeting, &session, item).await?;
        if !item.text.is_empty() {
            let text = company.dated(item.text)?;
            let text = form(&[("title", item.heading()), ("body", &text), ("base", "0")]);
            company.does::<WriteText>((community, CHAIR), id.clone(), &text).await?;
        }
        grounds(company, community, item, &id).await?;
    }
    announce(company, community, &session).await
}

/// The session as a draft.
async fn draft(company: &mut Company<'_>, meeting: &Meeting) -> Result<SessionId, Fault> {
    let community = meeting.community;
    let starts = company.evening.plus_days(meeting.day).plus_minutes(meeting.minutes);
    let body = body_of(company, &community.into(), meeting.body).await?;
    let starts = zone::form_value(starts, ZONE);
    let mut chairs = Vec::new();
    for number in [CHAIR, "0005"] {
        let one = company.member(community, number).await?;
        chairs.push(shown(&one.number, &one.name));
    }
    let fields = [
        ("body", body.as_str()),
        ("title", meeting.title),
        ("place", meeting.place),
        ("held", "both"),
        ("starts_at", &starts),
        ("chair", chairs.first().map_or("", String::as_str)),
        ("deputy", chairs.last().map_or("", String::as_str)),
    ];
    let to = company.does::<DraftSession>((community, CHAIR), community.into(), &form(&fields)).await?;
    let id = to.split('/').nth(2).map(SessionId::from).ok_or(Fault::NotFound)?;
    company.made(community, meeting.title, id.as_str());
    Ok(id)
}

/// An item on its agenda.
async fn add_item(
    company: &mut Company<'_>,
    meeting: &Meeting,
    session: &SessionId,
    item: &Item,
) -> Result<ItemId, Fault> {
    let paper = company.dated(item.paper)?;
    let fields = form(&[("title", item.title), ("matter", item.matter), ("paper", &paper)]);
    company.does::<AddItem>((meeting.community, CHAIR), session.clone(), &fields).await?;
    let items = sessions::items(&mut *company.desk.read().await?, session).await?;
    let id = items.into_iter().next_back().map(|item| item.id).ok_or(Fault::NotFound)?;
    company.made(meeting.community, item.title, id.as_str());
    Ok(id)
}

/// Puts on record what opens the gates of an item.
async fn grounds(company: &mut Company<'_>, community: &'static str, item: &Item, id: &ItemId) -> Result<(), Fault> {
    let women = if community == super::VILLAGE { "18" } else { "" };
    let all = [
        ("delegation", item.delegation),
        ("women", women),
        ("party_study", item.study),
        ("consultation", item.consulted),
    ];
    for (ground, said) in all.into_iter().filter(|(_, said)| !said.is_empty()) {
        let said = company.dated(said)?;
        let chair = company.who(community, CHAIR).await?;
        // As the form shows it: a ground of the body may be on record from an earlier session.
        let seen = grounds_seen(company, &chair, id, ground).await?.to_string();
        let fields = form(&[("said", &said), ("base", &seen)]);
        company.does::<RecordGround>((community, CHAIR), (id.to_owned(), ground.to_owned()), &fields).await?;
    }
    Ok(())
}

async fn grounds_seen(company: &Company<'_>, chair: &Viewer, item: &ItemId, ground: &str) -> Result<i64, Fault> {
    let cx = app::view::Cx::default();
    let page = crate::sitting::view::gates_page(company.desk, chair, item, &cx).await?;
    let at = Ground::ALL.iter().position(|one| one.id() == ground);
    Ok(at.and_then(|at| page.known.get(at)).map_or(0, |known| known.seen))
}

/// It is announced.
async fn announce(company: &mut Company<'_>, community: &'static str, session: &SessionId) -> Result<(), Fault> {
    let seen = session_shown(company, session, "").await?;
    company.does::<AnnounceSession>((community, CHAIR), session.clone(), &seen).await.map(|_| ())
}

/// The text of an item is changed before the meeting.
pub async fn revise(company: &mut Company<'_>, meeting: &Meeting, text: &str) -> Result<(), Fault> {
    for item in meeting.items {
        let id = ItemId::from(company.of(meeting.community, item.title)?);
        let text = form(&[("title", item.heading()), ("body", text), ("base", "1")]);
        company.does::<WriteText>((meeting.community, CLERK), id, &text).await?;
    }
    Ok(())
}

/// It was called and does not take place.
pub async fn cancel(company: &mut Company<'_>, meeting: &Meeting, why: &str) -> Result<(), Fault> {
    let session = SessionId::from(company.of(meeting.community, meeting.title)?);
    let seen = session_shown(company, &session, why).await?;
    company.does::<CancelSession>((meeting.community, CHAIR), session, &seen).await.map(|_| ())
}

/// The body of a community by its name.
async fn body_of(company: &Company<'_>, community: &CommunityId, name: &str) -> Result<BodyId, Fault> {
    let bodies = communities::bodies(&mut *company.desk.read().await?, community).await?;
    bodies.into_iter().find(|row| row.name == name).map(|row| row.id).ok_or(Fault::NotFound)
}

/// What the chair's page shows of a session, as its forms carry it.
pub async fn session_shown(company: &Company<'_>, id: &SessionId, reason: &str) -> Result<Form, Fault> {
    let mut conn = company.desk.read().await?;
    let row = sessions::find(&mut conn, id).await?;
    Ok(form(&[(SEEN, &crate::sitting::session::stands(&mut conn, &row).await?), ("reason", reason)]))
}
