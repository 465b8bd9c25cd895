//! A body meets no more, or a community calls no sittings; or they do again. What was called before is held, and everything that was
//! published stays.

use super::super::name_stands;
use crate::{
    act::{Act, Address, At, Form, Stop},
    fault::Fault,
    people::{
        admin_page,
        community::rows::{self as communities, BodyRow, CommunityRow},
    },
    zone,
};
use rules::{permit::Act as May, says::Says};
use serde_json::json;

/// Retires a body, or lets it meet again.
pub struct RetireBody;

impl Act for RetireBody {
    type On = BodyRow;
    const AT: &'static str = "/c/{community}/retire/{body}";
    const MAY: &'static [May] = &[May::MakeBody];
    const SAYS: &'static [Says] = &[Says::BodyRetired, Says::BodyRestored];

    async fn run(at: &mut At<'_, BodyRow>, _form: &Form) -> Result<Address, Stop> {
        let place = communities::find(at.writing.conn(), &at.on.community).await?;
        let today = zone::day(at.now(), &place.zone)?.to_string();
        let (says, day) = turned(&at.on.retired, [Says::BodyRetired, Says::BodyRestored], today);
        communities::retire_body(at.writing, &at.permit, &at.on.id, &day).await?;
        at.say(says, json!({ "day": day })).await?;
        Ok(at.page())
    }

    async fn stands(at: &mut At<'_, BodyRow>) -> Result<Option<String>, Fault> {
        Ok(Some(name_stands(&at.on.name, &at.on.retired)))
    }
}

/// Retires a community, or lets it call sittings again.
pub struct RetireCommunity;

impl Act for RetireCommunity {
    type On = CommunityRow;
    const AT: &'static str = "/c/{community}/retire";
    const MAY: &'static [May] = &[May::MakeCommunity];
    const SAYS: &'static [Says] = &[Says::CommunityRetired, Says::CommunityRestored];

    async fn run(at: &mut At<'_, CommunityRow>, _form: &Form) -> Result<Address, Stop> {
        let today = zone::day(at.now(), &at.on.zone)?.to_string();
        let (says, day) = turned(&at.on.retired, [Says::CommunityRetired, Says::CommunityRestored], today);
        communities::retire(at.writing, &at.permit, &day).await?;
        at.say(says, json!({ "day": day })).await?;
        Ok(Address(admin_page(&at.on.id)))
    }

    fn back(on: &CommunityRow) -> String {
        admin_page(&on.id)
    }

    async fn stands(at: &mut At<'_, CommunityRow>) -> Result<Option<String>, Fault> {
        Ok(Some(name_stands(&at.on.name, &at.on.retired)))
    }
}

/// What is said and stored of something that stands so: retired from today on, or no longer.
fn turned(stands: &str, [retired, restored]: [Says; 2], today: String) -> (Says, String) {
    if stands.is_empty() { (retired, today) } else { (restored, String::new()) }
}
