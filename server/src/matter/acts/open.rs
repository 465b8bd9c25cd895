//! A matter is opened: what it is, where it comes from, by which procedure it goes. From now on it has a number and a public page.

use super::{
    super::shelf,
    lay::{is_of, named},
};
use crate::{
    act::{Act, Address, At, Beside, Form, Stop, Viewer},
    people::community::rows::CommunityRow,
    record::{
        dossier::{
            Dossier, lay, procedures,
            rows::{self as dossiers, DossierRow},
        },
        publication as publish,
    },
    zone,
};
use app::address;
use rules::{
    Refusal,
    agenda::Matter,
    coded::Maybe,
    days::Date,
    dossier::{self, OpenFacts},
    id::DossierId,
    permit::Act as May,
    proposal,
    published::{Intake, MatterContent, Source},
    says::Says,
};
use serde_json::json;

/// So long ago a matter was asked for at most, in days: thirty years.
const OLDEST_DAYS: i64 = 30 * 366;

/// Opens a matter.
pub struct OpenMatter;

impl Act for OpenMatter {
    type On = CommunityRow;
    const AT: &'static str = "/c/{community}/matters";
    const MAY: &'static [May] = &[May::KeepMatter];
    const SAYS: &'static [Says] = &[Says::MatterOpened, Says::MatterPublished, Says::MatterLinked];
    const PREVIEWS: bool = true;

    async fn run(at: &mut At<'_, CommunityRow>, form: &Form) -> Result<Address, Stop> {
        at.on.calls_sittings()?;
        let community = at.on.id.clone();
        let matter = Matter::from_id(form.get("matter")).ok_or(("matter", Refusal::NotOffered))?;
        let offered = procedures(at.writing.conn(), &community).await?;
        let procedure = offered.into_iter().find(|one| one.id == form.get("procedure"));
        let procedure = procedure.ok_or(("procedure", Refusal::NotOffered))?;
        let facts = OpenFacts {
            kind: at.on.kind()?,
            matter,
            within: form.ticked("members"),
            consults: form.ticked("consults"),
        };
        let opened = dossier::open(&procedure, facts)?;
        let today = zone::day(at.now(), &at.on.zone)?;
        let body = form.raw("body").to_owned();
        proposal::text(&body, proposal::BODY_LIMIT).beside("body")?;
        let year = zone::year(at.now(), &at.on.zone);
        let number = dossiers::next_number(at.writing.conn(), &community, year).await?;
        let row = DossierRow {
            id: DossierId::of(&community, (year, number)),
            community,
            year,
            number,
            matter: opened.matter(),
            procedure: procedure.id.clone(),
            version: procedure.version.clone(),
            ended: Maybe(None),
            opened_at: at.now().0,
        };
        let content = MatterContent {
            community: at.on.name.clone(),
            zone: at.on.zone.clone(),
            number: row.said(),
            title: form.line("title", proposal::TITLE_LIMIT)?,
            text: body,
            form: form.text_form(),
            matter: opened.matter().id().to_owned(),
            procedure: procedure.id.clone(),
            version: procedure.version.clone(),
            responsible: form.line("responsible", 60)?,
            intake: intake(form, today)?,
            opened: today,
            records: Vec::new(),
            waivers: Vec::new(),
            ended: None,
            corrections: Vec::new(),
        };
        dossiers::keep_procedure(at.writing, &at.permit, &procedure).await?;
        dossiers::insert(at.writing, &at.permit, &row).await?;
        let shelf = shelf(&content, opened.audience());
        publish::snapshot(at.writing, &at.permit, (&shelf, &row.id), &content.title, &content, form).await??;
        let said = json!({ "number": row.said(), "procedure": row.procedure, "version": row.version });
        at.say_of(Says::MatterOpened, &row.id, said).await?;
        // What it was opened from belongs to it.
        if let Some((link, subject)) = named(form.get("thing")) {
            if !is_of(at.writing.conn(), &at.on.id, (link, subject)).await? {
                return Err(Refusal::NotOffered.into());
            }
            let opened = Dossier::of(at.writing.conn(), row.clone()).await?;
            lay(at.writing, &at.permit, (&opened, link, subject)).await?;
        }
        Ok(Address(address::dossier(&row.id)))
    }

    fn back(on: &CommunityRow) -> String {
        address::new_matter(&on.id)
    }

    /// Whoever may not open one is not shown the form either.
    fn back_for(on: &CommunityRow, viewer: &Viewer, _form: &Form) -> String {
        let may = viewer.standing(&on.id).is_ok_and(|standing| standing.may(May::KeepMatter));
        if may { address::new_matter(&on.id) } else { address::room(&on.id) }
    }
}

/// Where a matter comes from, on a day that has come.
fn intake(form: &Form, today: Date) -> Result<Intake, Stop> {
    let from = Source::from_id(form.get("from")).ok_or(("from", Refusal::NotOffered))?;
    let on = match form.get("asked") {
        "" => today,
        day => Date::from_text(day).ok_or(("asked", Refusal::BadDay))?,
    };
    if on > today {
        return Err(("asked", Refusal::DayToCome).into());
    }
    // A year with a digit wrong: nothing that is taken up now was asked for in another lifetime.
    if on.until(today) > OLDEST_DAYS {
        return Err(("asked", Refusal::BadDay).into());
    }
    Ok(Intake { from, on, said: form.line("said", 300)? })
}
