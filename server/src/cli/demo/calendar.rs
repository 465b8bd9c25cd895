//! The duty calendar of the demonstration: both places took their list over some weeks ago, and the months since are told of.

use super::{
    URBAN, VILLAGE,
    company::{CHAIR, CLERK, Company, ZONE},
    form,
};
use crate::{
    fault::Fault,
    record::duty::acts::{AdoptDuties, SayOfDuty},
    zone,
};
use rules::{days::Date, duty::Span};

/// When the lists were taken over, in days from the evening.
pub const FROM: i64 = -40;
/// Up to which day of the month something is said of the month before.
const SAID_ON: i64 = 6;

/// What a place says of its list.
pub enum Told {
    /// It takes its list over.
    Adopted,
    /// What does not apply to it.
    NotHere(&'static str, &'static str),
    /// There was nothing in the month before.
    Nothing(&'static str, &'static str),
}

/// What both places say, and when, in days from the evening.
pub fn told(today: Date) -> Vec<(i64, &'static str, Told)> {
    let mut all = vec![
        (FROM, VILLAGE, Told::Adopted),
        (FROM, URBAN, Told::Adopted),
        (FROM + 1, VILLAGE, Told::NotHere("V29", "审核意见写在每月的收支明细里，一并公开。")),
        (FROM + 1, VILLAGE, Told::NotHere("V68", "诉求办理情况由镇里按村统一公布。")),
        (FROM + 1, URBAN, Told::NotHere("C34", "诉求办理情况由街道按社区统一公布。")),
    ];
    let said = (FROM + 2..0).filter(|days| today.plus(*days).parts().2 == SAID_ON);
    all.extend(said.map(|days| (days, VILLAGE, Told::Nothing("V28", "上月没有招待、差旅和会议支出。"))));
    all
}

/// It is said.
pub async fn tell(company: &mut Company<'_>, (community, told): (&'static str, Told)) -> Result<(), Fault> {
    let list = if community == URBAN { "urban" } else { "village" };
    let (code, span, said, why) = match told {
        Told::Adopted => {
            let chosen = form(&[("catalogue", list)]);
            return company.does::<AdoptDuties>((community, CHAIR), community.into(), &chosen).await.map(|_| ());
        }
        Told::NotHere(code, why) => (code, String::new(), "not-here", why),
        Told::Nothing(code, why) => {
            let (year, month, _) = zone::day(company.desk.now(), ZONE)?.parts();
            let before = if month == 1 { format!("{:04}-12", year - 1) } else { format!("{year:04}-{:02}", month - 1) };
            let span = Span::from_text(&before).ok_or(Fault::Stored("a month"))?;
            (code, span.to_string(), "nothing", why)
        }
    };
    // What does not apply is the chair's to say where the law lists it.
    let by = if said == "not-here" { CHAIR } else { CLERK };
    let said = form(&[("code", code), ("span", &span), ("said", said), ("why", why)]);
    company.does::<SayOfDuty>((community, by), community.into(), &said).await.map(|_| ())
}
