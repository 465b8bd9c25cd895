//! A place takes a procedure over: other words, longer periods, steps left out that somebody may waive. Matters that are on go on by
//! the version under which they began.

use crate::{
    act::{Act, Address, At, Form, Stop, Viewer, base},
    fault::Fault,
    people::community::rows::CommunityRow,
    record::dossier::{adoption, in_use, rows as dossiers},
};
use app::address;
use rules::{
    Refusal, masking,
    permit::Act as May,
    procedure::{Adoption, Change, LONGEST_DAYS, Need, Procedure, Step, Words},
    proposal,
    says::Says,
    typed,
};
use serde_json::json;

/// Longest words of a step's name, in characters.
const NAME: usize = 40;
/// Longest reason why a step is left out.
const REASON: usize = 200;

/// Takes a procedure over.
pub struct AdoptProcedure;

impl Act for AdoptProcedure {
    type On = CommunityRow;
    const AT: &'static str = "/c/{community}/procedures";
    const MAY: &'static [May] = &[May::KeepMatter];
    const SAYS: &'static [Says] = &[Says::ProcedureAdopted];

    async fn run(at: &mut At<'_, CommunityRow>, form: &Form) -> Result<Address, Stop> {
        let procedure = Procedure::find(form.get("procedure")).ok_or(("procedure", Refusal::NotOffered))?;
        if !procedure.kinds.contains(&at.on.kind()?) {
            return Err(("procedure", Refusal::ProcedureElsewhere).into());
        }
        let changes = changes(procedure, form)?;
        let community = at.on.id.clone();
        base::changes(adoption(at.writing.conn(), &community, &procedure.id).await? != changes)?;
        let nth = dossiers::count_versions(at.writing.conn(), &community, &procedure.id).await? + 1;
        let looser = |(step, _): (String, &'static str)| (format!("step-{step}"), Refusal::ProcedureLooser);
        let own = procedure.adopted(&nth.to_string(), &changes).map_err(looser)?;
        dossiers::adopt(at.writing, &at.permit, (&own, procedure), &changes).await?;
        let said = json!({ "procedure": own.id, "version": own.version, "changes": changes });
        at.say(Says::ProcedureAdopted, said).await?;
        Ok(Address(address::procedure(&community, &own.id)))
    }

    /// What another chair has changed meanwhile is not overwritten unread.
    async fn stands(at: &mut At<'_, CommunityRow>) -> Result<Option<String>, Fault> {
        let community = at.on.id.clone();
        Ok(Some(in_use(at.writing.conn(), &community).await?))
    }

    fn back_for(on: &CommunityRow, _viewer: &Viewer, form: &Form) -> String {
        address::adopt_procedure(&on.id, form.get("procedure"))
    }

    fn back(on: &CommunityRow) -> String {
        address::matters(&on.id)
    }
}

/// Words that everybody reads at once: filled in, and naming nobody.
fn line(text: &str, limit: usize) -> Result<String, Refusal> {
    let text = proposal::line(text, limit)?;
    masking::holds_nothing(&text)?;
    Ok(text)
}

/// What the form changes of each step.
fn changes(procedure: &Procedure, form: &Form) -> Result<Adoption, (String, Refusal)> {
    let mut all = Adoption::new();
    for step in &procedure.steps {
        let change = change(step, form)?;
        if change != Change::default() {
            all.insert(step.id.clone(), change);
        }
    }
    Ok(all)
}

fn change(step: &Step, form: &Form) -> Result<Change, (String, Refusal)> {
    let at = |part: &str| format!("{part}-{}", step.id);
    let days = |part: &str| -> Result<Option<i64>, (String, Refusal)> {
        match form.get(&at(part)) {
            "" => Ok(None),
            text => {
                let days = typed::whole(text).and_then(|days| i64::try_from(days).ok());
                let days = days.ok_or((at(part), Refusal::NotANumber))?;
                if (1..=LONGEST_DAYS).contains(&days) { Ok(Some(days)) } else { Err((at(part), Refusal::BadDays)) }
            }
        }
    };
    let name = form.get(&at("name"));
    let name = (!name.is_empty() && name != step.name.zh)
        .then(|| line(name, NAME).map_err(|refusal| (at("name"), refusal)))
        .transpose()?
        // A place's own words are in its own language: they stand for both.
        .map(|zh| Words { en: zh.clone(), zh });
    let mut needs = step.needs.clone();
    if let Some(own) = days("days")? {
        for need in &mut needs {
            if let Need::Notice { days } | Need::Comment { days } | Need::Posting { days } | Need::Rating { days } =
                need
            {
                *days = own;
                break;
            }
        }
    }
    let out = form.get(&at("out"));
    let left_out = (!out.is_empty()).then(|| line(out, REASON).map_err(|refusal| (at("out"), refusal))).transpose()?;
    Ok(Change {
        name,
        needs: (needs != step.needs).then_some(needs),
        within: days("within")?.filter(|days| Some(*days) != step.within),
        left_out,
    })
}
