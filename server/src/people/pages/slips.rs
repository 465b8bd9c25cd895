//! Slips: for whom they are to be printed, the slips themselves, and a code by SMS.

use crate::{
    act::form::local_path,
    fault::Fault,
    people::{
        community::rows::{self as communities, CommunityRow},
        finding::place as home_of,
        member::{Printing, Slip, Way},
        member_page,
        pages::{
            list::{chosen, filters},
            member::keeps,
            sign_in::spaced,
            staff::allowed,
        },
    },
    text::qr,
    web::{
        Site,
        visit::{Posted, Visit},
    },
    zone,
};
use app::{
    address, pages, say,
    view::people::{Printing as PrintingView, Rest, Slip as SlipView, Slips},
};
use axum::{
    Router,
    extract::Path,
    response::{IntoResponse, Redirect, Response},
    routing::{get, post},
};
use rules::{id::CommunityId, permit::Act};

/// The most names of those who hold a slip that are shown.
const NAMED: usize = 20;

/// The addresses of this file.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/c/{community}/slips", get(printing))
        .route("/do/c/{community}/slips", post(slips))
        .route("/do/c/{community}/send-code", post(send_code))
}

/// For whom slips are to be printed: those without one, unless others are asked for.
async fn printing(mut visit: Visit, Path(community): Path<CommunityId>) -> Result<Response, Fault> {
    allowed(&visit, &community, Act::IssueSlip)?;
    visit.of(&community).await?;
    let mut asked = chosen(&visit);
    let all = visit.query.get("way").is_some_and(|one| one == "all");
    if asked.way.is_none() && !all {
        asked.way = Some(Way::None);
    }
    let mut conn = visit.site.desk.read().await?;
    let made = Printing::load(&mut conn, &community, visit.site.desk.now().0, &asked).await?;
    let holding = made.holding();
    let named = |one: &&crate::people::member::rows::MemberRow| format!("{} {}", one.number, one.name);
    let page = PrintingView {
        count: made.rows.len(),
        at_once: crate::people::member::AT_ONCE,
        held: holding.len(),
        holding: holding.iter().take(NAMED).map(named).collect(),
        offices: made.offices,
        bound: made.bound,
        filters: filters(&mut conn, &community, asked).await?,
        community,
    };
    Ok(visit.page(pages::slips::printing(&visit.cx, page)))
}

async fn slips(mut visit: Visit, Path(community): Path<CommunityId>, Posted(form): Posted) -> Result<Response, Fault> {
    visit.viewer()?.in_community(&community)?;
    visit.of(&community).await?;
    let list = if keeps(&visit, &community)? { address::members(&community) } else { address::admin(&community) };
    // Back to where they were chosen, of the pages that choose.
    let sent = local_path(form.get("back")).filter(|back| {
        let path = back.split('?').next().unwrap_or_default();
        [address::members(&community), address::slips(&community)].iter().any(|one| one == path)
    });
    let back = sent.unwrap_or(&list).to_owned();
    let how = (form.ticked("in_person"), true);
    match visit.site.desk.issue_slips(visit.viewer()?, &community, &form, how).await? {
        Err((field, refusal)) => visit.refuse(&back, &field, refusal, &form).await,
        // The page was reloaded: what was printed stays good.
        Ok(issued) if issued.slips.is_empty() => {
            let words = say::sentence(visit.cx.language, "slips-again", &[]);
            Ok(visit.page(pages::problem::problem(&visit.cx, "refused", Some(words), "")))
        }
        Ok(issued) => {
            let place = communities::find(&mut *visit.site.desk.read().await?, &community).await?;
            let mut sets: Vec<(String, Vec<SlipView>)> = Vec::new();
            for slip in &issued.slips {
                let group = slip.member.division.clone().unwrap_or_default();
                let view = slip_view(&visit, slip, &place);
                match sets.last_mut().filter(|(last, _)| *last == group) {
                    Some((_, set)) => set.push(view),
                    None => sets.push((group, vec![view])),
                }
            }
            let rest = (issued.rest > 0).then(|| Rest {
                count: issued.rest,
                fields: ["of", "way", "group", "household", "body", "age", "q", "in_person", "anew", "back"]
                    .into_iter()
                    .map(|name| (name, form.get(name).to_owned()))
                    .chain([("from", issued.next.to_string())])
                    .filter(|(_, value)| !value.is_empty())
                    .collect(),
            });
            let page = Slips { community, back: list, sets, rest };
            Ok(visit.page(pages::slips::slips(&visit.cx, page)))
        }
    }
}

async fn send_code(
    mut visit: Visit,
    Path(community): Path<CommunityId>,
    Posted(form): Posted,
) -> Result<Response, Fault> {
    visit.viewer()?.in_community(&community)?;
    visit.of(&community).await?;
    let back = member_page(&community, &form.get("member").into());
    match visit.site.desk.send_code(visit.viewer()?, &community, &form).await? {
        Ok(()) => Ok(Redirect::to(&address::asking(&back, &[("sent", "1")])).into_response()),
        Err(refusal) => visit.refuse(&back, "", refusal, &form).await,
    }
}

fn slip_view(visit: &Visit, slip: &Slip, place: &CommunityRow) -> SlipView {
    let url = format!("{}/slip/{}", visit.site.settings.public_url(), slip.code.token);
    SlipView {
        community: place.name.clone(),
        name: slip.member.name.clone(),
        number: slip.member.number.clone(),
        place: home_of(&slip.member),
        code: spaced(&slip.code.code),
        qr: qr(&url),
        url: visit.site.settings.public_url().to_owned(),
        until: zone::date(slip.code.expires_at, &place.zone, visit.cx.language),
    }
}
