//! The people of the demonstration: visibly fictional names (示 for 示例), telephones that ring nowhere.

use super::{VILLAGE, sign_in};
use crate::{
    act::{Desk, Viewer, console},
    fault::Fault,
    people::{
        community::new_member,
        member::rows as members,
        roll::{Change, Choice, Decided, Said},
    },
    roll_file::{Line, Sheet},
    store::{Answer, journal::Entry, write::Sender},
};
use rules::{
    id::CommunityId,
    permit::{Act, Role, permit},
    says::Says,
};
use serde_json::json;

const SURNAMES: &str = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章";
const DIGITS: [&str; 10] = ["〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"];

fn name(index: usize) -> String {
    let count = SURNAMES.chars().count();
    let surname = SURNAMES.chars().nth((index - 1) % count).unwrap_or('赵');
    let digits: String = index
        .to_string()
        .chars()
        .filter_map(|digit| digit.to_digit(10).and_then(|digit| DIGITS.get(digit as usize)))
        .copied()
        .collect();
    format!("{surname}示{digits}")
}

/// A place's numbers (domain.md §5).
struct Shape {
    people: usize,
    adults: usize,
    households: usize,
    divisions: usize,
    division: &'static str,
    body: &'static str,
    seats: usize,
}

/// 云杉村: 9 groups, 412 households, 1,486 people of whom 1,248 are adults; a rep meeting of 52.
pub fn village() -> Sheet {
    sheet(&Shape {
        people: 1486,
        adults: 1248,
        households: 412,
        divisions: 9,
        division: "组",
        body: "村民代表会议",
        seats: 52,
    })
}

/// 向阳里社区: 5 grids, 2,106 households, 5,480 people; a rep meeting of 60.
pub fn urban() -> Sheet {
    sheet(&Shape {
        people: 5480,
        adults: 4402,
        households: 2106,
        divisions: 5,
        division: "网格",
        body: "居民代表会议",
        seats: 60,
    })
}

/// A village with the same meeting and few others.
pub fn small_village() -> Sheet {
    sheet(&Shape {
        people: 70,
        adults: 66,
        households: 20,
        divisions: 2,
        division: "组",
        body: "村民代表会议",
        seats: 52,
    })
}

/// An urban community of a few.
pub fn small_urban() -> Sheet {
    sheet(&Shape {
        people: 14,
        adults: 14,
        households: 5,
        divisions: 1,
        division: "网格",
        body: "居民代表会议",
        seats: 7,
    })
}

fn sheet(shape: &Shape) -> Sheet {
    // 0002, 0005–0008 and, in the urban community, 0059 and 0060 are the committee; 0009–0011 supervise; 0012 and 0013
    // count; the other seats go to representatives.
    let outside = [4, 9, 10, 11, 12, 13];
    let mut seats = 0;
    let lines = (1..=shape.people)
        .map(|index| {
            let seated = seats < shape.seats && !outside.contains(&index);
            seats += usize::from(seated);
            let household = (index - 1) % shape.households + 1;
            let division = (household - 1) * shape.divisions / shape.households + 1;
            Line {
                row: index + 1,
                number: format!("{index:04}"),
                name: name(index),
                household: format!("H{household:04}"),
                division: format!("第{}{}", DIGITS.get(division).copied().unwrap_or_default(), shape.division),
                phone: format!("000-0000-{index:04}"),
                adult: Some(index <= shape.adults),
                roles: Some(roles(index, shape)),
                bodies: seated.then(|| vec![shape.body.to_owned()]),
                ..Line::default()
            }
        })
        .collect();
    Sheet { lines, has_number: true, has_adult: true, has_roles: true, has_bodies: true, ..Sheet::default() }
}

fn roles(index: usize, shape: &Shape) -> Vec<Role> {
    match index {
        59 | 60 if shape.seats == 60 => vec![Role::Committee],
        2 | 5 => vec![Role::Chair, Role::Committee],
        6 => vec![Role::Clerk, Role::Committee],
        7 => vec![Role::Committee, Role::Party],
        8 => vec![Role::Committee],
        9..=11 => vec![Role::Supervisor],
        12 | 13 => vec![Role::Teller],
        _ => Vec::new(),
    }
}

/// Imports a roll, which must be taken in whole. Whoever keeps the platform has the name of somebody who lives here, and is another.
pub async fn import(desk: &Desk, community: &CommunityId, sheet: Sheet) -> Result<(), Fault> {
    let standing = console(community);
    let preview = desk.roll_against(community, &sheet, &Choice::default()).await?;
    let asked = preview.lines.iter().filter(|one| matches!(one.change, Change::Ask { .. }));
    let answers = asked.map(|one| (one.line.row, Said::New)).collect();
    let decided = Decided { answers, shown: Some(preview.fingerprint()?), of_age: true, ..Decided::default() };
    match desk.import_roll(community, sheet, decided, standing).await? {
        Answer::Done { .. } => Ok(()),
        Answer::Refused { refusal, .. } => Err(Fault::Other(format!("the demonstration's roll: {}", refusal.code()))),
    }
}

/// An administrator who is known in the village as A01.
pub async fn administrator(desk: &Desk) -> Result<Viewer, Fault> {
    desk.writer
        .act(&VILLAGE.into(), Sender::program(), |writing| {
            Box::pin(async move {
                let Ok(permit) = permit(&console(writing.community()), Act::AppointStaff) else {
                    return Err(Fault::Stored("permit"));
                };
                let row = new_member(&VILLAGE.into(), "A01", "王示八");
                let now = writing.now().0;
                members::insert_person(writing.conn(), &row.person, true, now).await?;
                members::insert(writing, &permit, &row).await?;
                let entry =
                    Entry::new(Says::StaffAppointed, Some(permit.role()), "", json!({ "role": "administrator" }))
                        .about(&row.id, json!({ "member": row.id }));
                writing.append(entry).await?;
                Ok(Answer::done(""))
            })
        })
        .await?;
    sign_in(desk, &VILLAGE.into(), "A01").await
}
