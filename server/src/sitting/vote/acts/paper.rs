//! Papers over the clerk's table: handed out, exchanged when spoilt, taken back unused.

use super::super::Part;
use crate::{
    act::{Act, Address, At, Form, Remembers, Stop},
    fault::Fault,
    people::{member::rows as people, naming},
    sitting::{
        presence::rows::{AttendeeRow, mandate},
        vote::rows::{VoteRow, count},
    },
    store::feed::Touch,
};
use app::address;
use rules::{
    Refusal,
    ballot::Mode,
    id::MemberId,
    naming::shown,
    paper::{self, PaperFacts},
    permit::Act as May,
    says::Says,
    vote::Phase,
};
use serde_json::json;

/// The clerk hands out paper ballots: several as one act, or none of them.
pub struct HandOut;

impl Act for HandOut {
    type On = VoteRow;
    const AT: &'static str = "/v/{vote}/paper/hand";
    const MAY: &'static [May] = &[May::HandPaper];
    const SAYS: &'static [Says] = &[Says::PaperHandedOut];
    const FORM: Remembers = Remembers::Counted;

    async fn run(at: &mut At<'_, VoteRow>, form: &Form) -> Result<Address, Stop> {
        let by_name = form.all("who").next().is_some();
        let mut named = String::new();
        let members = match by_name {
            true => {
                let one = naming::at_table(at.writing.conn(), &at.on.community, form, "who").await??;
                named = format!("who:{}", shown(&one.number, &one.name));
                vec![one.id]
            }
            false => chosen(form)?,
        };
        let open = at.on.phase == Phase::Open;
        let through = through(at).await?;
        for member in &members {
            let (facts, unit) = facts(at, member, &through).await?;
            // A roll that was fixed before keeps who has died since; nobody takes a paper in their name.
            if people::find(at.writing.conn(), &at.on.community, member).await?.died() {
                return Err((named.clone(), Refusal::MemberLeft).into());
            }
            // Of many the one is named for whom there is none; where there is none for anybody any more, nothing is kept.
            // Whoever was named by a number is named back, also where there is none: it may be a wrong digit.
            let many = open && members.len() > 1;
            let about = if many { format!("member:{member}") } else { named.clone() };
            let handed = paper::hand_out(&facts, (&at.on.id, &unit)).map_err(|refusal| (about, refusal))?;
            if !count::store_handed_out(at.writing, &at.permit, &handed, at.on.mode).await? {
                return Err(Refusal::TookPart.into());
            }
            say(at, Says::PaperHandedOut, (member, &unit)).await?;
        }
        let table = end(at);
        // Whoever was named by a number is named back. The address says it to the clerk alone: no table keeps it (`Answer::kept`).
        Ok(match members.first().filter(|_| by_name) {
            Some(member) => Address(address::paper_handed(&at.on.id, member)),
            None => table,
        })
    }

    fn back(on: &VoteRow) -> String {
        table(on)
    }
}

/// The clerk exchanges a spoilt paper for another.
pub struct Exchange;

impl Act for Exchange {
    type On = VoteRow;
    const AT: &'static str = "/v/{vote}/paper/exchange";
    const MAY: &'static [May] = &[May::HandPaper];
    const SAYS: &'static [Says] = &[Says::PaperExchanged];
    const FORM: Remembers = Remembers::Counted;

    async fn run(at: &mut At<'_, VoteRow>, form: &Form) -> Result<Address, Stop> {
        let members = chosen(form)?;
        let through = through(at).await?;
        for member in members {
            let (facts, unit) = facts(at, &member, &through).await?;
            let handed = paper::exchange(&facts, (&at.on.id, &unit))?;
            count::store_exchanged(at.writing, &at.permit, &handed).await?;
            say(at, Says::PaperExchanged, (&member, &unit)).await?;
        }
        Ok(end(at))
    }

    async fn stands(at: &mut At<'_, VoteRow>) -> Result<Option<String>, Fault> {
        Ok(Some(at.on.papers_stand()))
    }

    fn back(on: &VoteRow) -> String {
        table(on)
    }
}

/// The clerk takes an unused paper back: its unit may take part anew.
pub struct TakeBack;

impl Act for TakeBack {
    type On = VoteRow;
    const AT: &'static str = "/v/{vote}/paper/back";
    const MAY: &'static [May] = &[May::HandPaper];
    const SAYS: &'static [Says] = &[Says::PaperTakenBack];
    const FORM: Remembers = Remembers::Counted;

    async fn run(at: &mut At<'_, VoteRow>, form: &Form) -> Result<Address, Stop> {
        let members = chosen(form)?;
        let through = through(at).await?;
        for member in members {
            let (facts, unit) = facts(at, &member, &through).await?;
            let handed = paper::take_back(&facts, (&at.on.id, &unit))?;
            count::store_taken_back(at.writing, &at.permit, &handed, at.on.mode).await?;
            say(at, Says::PaperTakenBack, (&member, &unit)).await?;
        }
        Ok(end(at))
    }

    async fn stands(at: &mut At<'_, VoteRow>) -> Result<Option<String>, Fault> {
        Ok(Some(at.on.papers_stand()))
    }

    fn back(on: &VoteRow) -> String {
        table(on)
    }
}

/// The page of the clerk's table.
fn table(on: &VoteRow) -> String {
    address::paper(&on.id)
}

/// Whom the form is about.
fn chosen(form: &Form) -> Result<Vec<MemberId>, Refusal> {
    let members: Vec<MemberId> = form.all("member").map(MemberId::from).collect();
    if members.is_empty() { Err(Refusal::NoneChosen) } else { Ok(members) }
}

/// Who is there through whoever holds their mandate.
async fn through(at: &mut At<'_, VoteRow>) -> Result<Vec<AttendeeRow>, Fault> {
    mandate::represented(at.writing.conn(), &at.on.session).await
}

/// What a member's paper is judged by, and the unit that it stands for.
async fn facts(
    at: &mut At<'_, VoteRow>,
    member: &MemberId,
    through: &[AttendeeRow],
) -> Result<(PaperFacts, String), Fault> {
    let part = Part::represented(at.writing.conn(), &at.on, member, through).await?;
    Ok((part.paper(&at.on, at.now())?, part.unit))
}

/// Of a secret vote the journal says that a paper went over the table, and not whose.
async fn say(at: &mut At<'_, VoteRow>, act: Says, (member, unit): (&MemberId, &str)) -> Result<(), Stop> {
    let entry = at.entry(act, json!({}));
    let secret = at.on.mode == Mode::Secret;
    let entry = if secret { entry } else { entry.about(member, json!({ "unit": unit })) };
    at.writing.append(entry).await?;
    Ok(())
}

fn end(at: &mut At<'_, VoteRow>) -> Address {
    at.touch(Touch::Turnout(at.on.id.clone()));
    Address(table(&at.on))
}
