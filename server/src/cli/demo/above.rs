//! The township office over both demonstration places: who serves in it, what the places put on file with it, and what it ordered.

use super::{
    URBAN, VILLAGE,
    board::published,
    company::{CHAIR, Company},
    done, form,
};
use crate::{
    act::{Act, Desk, Form, KeyOf, Viewer, base},
    fault::Fault,
    people::office::{
        Hang,
        rows::{self as offices, StaffRow},
    },
    record::{
        filing::{acts as filing, rows as filings, stands},
        order::{acts as orders, rows as ordered},
        posting::published as latest,
        publication::Kind,
    },
    store::Answer,
};
use app::parts::base::{BASE, SEEN};
use rules::{
    id::{CommunityId, FilingId, OrderId},
    order::State,
};

/// The office, and who serves in it.
pub const OFFICE: &str = "云岭镇人民政府（演示）";
const STAFF: &str = "宋示镇";

/// Something that is put on file.
pub struct Filed {
    pub community: &'static str,
    pub about: &'static str,
    pub note: &'static str,
    pub day: i64,
    /// When it was acknowledged, and what was said.
    pub acknowledged: Option<(i64, &'static str)>,
}

/// Something that is ordered to be published.
pub struct Ordered {
    pub community: &'static str,
    pub what: &'static str,
    pub basis: &'static str,
    pub day: i64,
    pub due: i64,
    /// What was published for it, and when that was said.
    pub met: Option<(i64, &'static str)>,
}

pub const FILED: &[Filed] = &[
    Filed {
        community: URBAN,
        about: "居民公约修订",
        note: "经居民代表会议通过，报备案。",
        day: -60,
        acknowledged: Some((-58, "已收悉。")),
    },
    Filed {
        community: VILLAGE,
        about: "误工补贴人员及标准",
        note: "附村民代表会议的决定。",
        day: -2,
        acknowledged: None,
    },
];

pub const ORDERED: &[Ordered] = &[
    Ordered {
        community: VILLAGE,
        what: "公开上季度村级财务收支，逐笔列出。",
        basis: "村民委员会组织法第三十六条",
        day: -9,
        due: -1,
        met: Some((-3, "上季度村级财务收支公开")),
    },
    Ordered {
        community: URBAN,
        what: "公开电梯广告和停车位收入所依据的合同、单价和期限。",
        basis: "城市居民委员会组织法第三十五条",
        day: -5,
        due: 10,
        met: None,
    },
];

/// Makes the office with its staff, and hangs both places under it.
pub async fn found(desk: &Desk, admin: &Viewer) -> Result<(), Fault> {
    done(desk.make_office(admin, &form(&[("name", OFFICE), ("level", "township")])).await?)?;
    let all = offices::all(&mut *desk.read().await?).await?;
    let office = all.into_iter().find(|row| row.name == OFFICE).ok_or(Fault::NotFound)?;
    let nothing = base::of(&[""]);
    for place in [VILLAGE, URBAN] {
        let under = form(&[("above", office.id.as_str()), (BASE, &nothing)]);
        done(desk.perform::<Hang>(admin, place.into(), &under).await?.answer)?;
    }
    done(desk.appoint_to_office(admin, &office.id, &form(&[("name", STAFF)])).await?).map(|_| ())
}

/// Who serves in the office; nobody in a demonstration of before.
pub async fn staff(desk: &Desk) -> Result<Option<StaffRow>, Fault> {
    let mut conn = desk.read().await?;
    for office in offices::all(&mut conn).await?.into_iter().filter(|row| row.name == OFFICE) {
        if let Some(one) = offices::staff(&mut conn, &office.id).await?.into_iter().next() {
            return Ok(Some(one));
        }
    }
    Ok(None)
}

/// The office does something.
async fn acts<A: Act>(company: &Company<'_>, key: KeyOf<A>, form: &Form) -> Result<(), Fault> {
    let desk = company.desk;
    let person = staff(desk).await?.ok_or(Fault::NotFound)?.person;
    let cookie = desk.begin_login(&person, true, "demo").await?;
    let viewer = desk.viewer(&cookie).await?.ok_or(Fault::NotFound)?;
    let answer = desk.perform::<A>(&viewer, key, form).await?.answer;
    desk.end_login(&viewer, &viewer.login).await?;
    match answer {
        Answer::Done { .. } => Ok(()),
        Answer::Refused { field, refusal } => {
            Err(Fault::Other(format!("the demonstration's office was refused: {}: {} {field}", A::AT, refusal.code())))
        }
    }
}

/// The chair puts something on file with the office.
pub async fn file(company: &mut Company<'_>, one: &Filed) -> Result<(), Fault> {
    let thing = published(company, one.community, one.about).await?;
    let said = form(&[("to", "township"), ("note", one.note)]);
    company.does::<filing::File>((one.community, CHAIR), thing, &said).await.map(|_| ())
}

/// The office acknowledges it.
pub async fn acknowledge(company: &mut Company<'_>, (one, words): (&Filed, &str)) -> Result<(), Fault> {
    let (place, kind, subject) = published(company, one.community, one.about).await?;
    let mut conn = company.desk.read().await?;
    let row = filings::of(&mut conn, &place, &subject).await?.pop().ok_or(Fault::NotFound)?;
    let kind = Kind::from_id(&kind).ok_or(Fault::NotFound)?;
    let seen = stands(&row, latest(&mut conn, &place, kind, &subject).await?.revision);
    drop(conn);
    let id: FilingId = row.id;
    acts::<filing::Acknowledge>(company, id, &form(&[("words", words), (SEEN, &seen)])).await
}

/// The office orders something to be published.
pub async fn order(company: &mut Company<'_>, one: &Ordered) -> Result<(), Fault> {
    let due = company.day(one.due)?;
    let said = form(&[("what", one.what), ("basis", one.basis), ("due", &due)]);
    acts::<orders::MakeOrder>(company, one.community.into(), &said).await
}

/// The place links what it has published for it.
pub async fn meet(company: &mut Company<'_>, (one, by): (&Ordered, &str)) -> Result<(), Fault> {
    let (place, kind, subject) = published(company, one.community, by).await?;
    let id = open(company, &place, one.what).await?;
    let said = form(&[("by", &format!("{kind}/{subject}")), (SEEN, State::Open.id())]);
    company.does::<orders::MeetOrder>((one.community, CHAIR), id, &said).await.map(|_| ())
}

async fn open(company: &Company<'_>, place: &CommunityId, what: &str) -> Result<OrderId, Fault> {
    let all = ordered::open(&mut *company.desk.read().await?, place).await?;
    all.into_iter().find(|row| row.what == what).map(|row| row.id).ok_or(Fault::NotFound)
}
