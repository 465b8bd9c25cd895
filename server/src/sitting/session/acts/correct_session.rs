//! Where an announced session is held, how one takes part, what it is called and which body meets: put right, with a note.

use super::super::{Sitting, base_of, correction::correct};
use crate::{
    act::{Act, Address, At, Form, Stop, base},
    people::community::rows as communities,
    sitting::session::rows::{self as sessions, SessionRow},
};
use app::address;
use rules::{Refusal, agenda::Matter, permit::Act as May, proposal, roll::Attendance, says::Says};

/// Corrects what the notice of a session says of it.
pub struct CorrectSession;

impl Act for CorrectSession {
    type On = SessionRow;
    const AT: &'static str = "/s/{session}/correct-notice";
    const MAY: &'static [May] = &[May::RunSession];
    const SAYS: &'static [Says] = &[Says::SessionCorrected, Says::NoticePublished];

    async fn run(at: &mut At<'_, SessionRow>, form: &Form) -> Result<Address, Stop> {
        let mut sitting = Sitting::around(at.writing, at.on.clone()).await?;
        let items = sessions::items(at.writing.conn(), &at.on.id).await?;
        sitting.session.title = form.line("title", proposal::TITLE_LIMIT)?;
        sitting.session.place = form.line("place", 120)?;
        sitting.session.held = Attendance::from_id(form.get("held")).ok_or(("held", Refusal::NotOffered))?;
        if form.get("body") != at.on.body.as_str() {
            let bodies = communities::bodies(at.writing.conn(), &at.on.community).await?;
            let body = bodies.into_iter().find(|body| body.id.as_str() == form.get("body"));
            let body = body.ok_or(("body", Refusal::NotOffered))?;
            body.meets().map_err(|refusal| ("body", refusal))?;
            let settles =
                |matter: &str| Matter::from_id(matter).is_some_and(|one| one.authority().allows(body.kind, true));
            if !items.iter().all(|item| settles(&item.matter)) {
                return Err(("body", Refusal::MatterElsewhere).into());
            }
            sitting.session.body = body.id.clone();
            sitting.body = body;
        }
        base::holds(form, &base_of(&at.on))?;
        correct(at, form, (sitting, items), None).await
    }

    fn back(on: &SessionRow) -> String {
        address::correct(&on.id)
    }
}
