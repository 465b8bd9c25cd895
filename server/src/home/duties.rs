//! Where the duty calendar of a place is kept (`record/duty`).

use crate::{
    fault::Fault,
    people::community::rows as communities,
    record::duty,
    web::{Site, visit::Visit},
    zone,
};
use app::{
    pages,
    view::duty::{KeepDuties, KeptList},
};
use axum::{Router, extract::Path, response::Response, routing::get};
use rules::{
    Moment, Refusal,
    days::Holidays,
    duty::{Catalogue, Offer},
    id::CommunityId,
    permit::Act,
};

/// The addresses of this file.
pub(super) fn routes() -> Router<Site> {
    Router::new().route("/c/{community}/duties/keep", get(keep))
}

async fn keep(mut visit: Visit, Path(community): Path<CommunityId>) -> Result<Response, Fault> {
    let standing = visit.viewer()?.standing(&community)?;
    let (may_adopt, may_keep) = (standing.may(Act::AdoptDuties), standing.may(Act::KeepDuties));
    if !may_keep {
        return Err(Fault::Forbidden(Refusal::NotYourRole));
    }
    visit.of(&community).await?;
    let language = visit.cx.language;
    let mut conn = visit.site.desk.read().await?;
    let place = communities::find(&mut conn, &community).await?;
    let today = zone::day(visit.site.desk.now(), &place.zone)?;
    let lists = duty::lists(&mut conn, &community).await?;
    let kind = place.kind()?;
    let keeps =
        |one: &Catalogue| lists.iter().any(|list| list.catalogue.id == one.id && list.catalogue.version == one.version);
    let free = |one: &&Offer| one.catalogue.kinds.contains(&kind) && !keeps(&one.catalogue);
    let offered = Offer::all().iter().filter(free);
    // Another version of what is kept already is no new list.
    let (versions, offered): (Vec<_>, Vec<_>) =
        offered.partition(|one| lists.iter().any(|list| list.catalogue.id == one.catalogue.id));
    let named = |all: Vec<&Offer>| -> Vec<(String, String)> {
        all.into_iter().map(|one| (one.choice.clone(), one.catalogue.name.of(language).to_owned())).collect()
    };
    let mut kept = Vec::new();
    for list in &lists {
        kept.push(KeptList {
            name: list.catalogue.name.of(language).to_owned(),
            from: list.from,
            version: list.catalogue.version.clone(),
            adopted: zone::day(Moment(list.at), &place.zone)?,
        });
    }
    let duty::Left { waits, said, unphotographed } = duty::waiting(&mut conn, (&place, language), today).await?;
    let never = |code: &str| said.iter().any(|one| one.span.is_none() && one.code == code);
    let all = lists.iter().flat_map(|list| &list.catalogue.duties).filter(|one| !never(&one.code));
    let page = KeepDuties {
        year: today.parts().0,
        missing: Holidays::known().missing(today),
        may_adopt,
        may_keep,
        offered: named(offered),
        versions: named(versions),
        kept,
        duties: all.map(|one| (one.code.clone(), format!("{} {}", one.code, one.name.of(language)))).collect(),
        waits,
        unphotographed,
        said,
        community,
    };
    Ok(visit.page(pages::duty::keep(&visit.cx, &page)))
}
