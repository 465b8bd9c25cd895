//! A matter as its pages show it.

use crate::{
    act::{Desk, Viewer},
    fault::Fault,
    matter::{
        Judged,
        acts::{is_of, named},
        facts::Found,
        hands::Hands,
    },
    people::{community::rows as communities, member::rows as members},
    record::{
        disclosure,
        dossier::{Dossier, rows},
        petition::rows as petitions,
        publication::Kind as Published,
    },
    sitting::session::rows as sessions,
    store::Conn,
    text::published as shown,
    zone,
};
use app::{
    address,
    view::{
        Cx,
        execution::Rating,
        matter::{MatterDesk, MatterLine, MatterPage, MatterStart, NeedState, NeedView, RecordView, Stands, StepView},
        record::Seal,
    },
};
use rules::{
    Language, Moment,
    days::Date,
    dossier::{Link, Pending, Progress, Shows, State, asks_households},
    id::CommunityId,
    permit::{Act, Standing},
    posting::Audience,
    procedure::{Kind, Need, Step},
    published::{MatterContent, Source},
    typed::TextForm,
};

/// A matter's page, as it stands on a day, for one who may read so much.
pub(crate) async fn page(
    conn: &mut Conn,
    cx: &Cx,
    (dossier, judged): (&Dossier, &Judged),
    reader: Audience,
    seal: Seal,
) -> Result<MatterPage, Fault> {
    let Judged { procedure, found, stands, today } = judged;
    let looks = Looks { cx, dossier, found, reader };
    let steps = procedure.steps.iter().zip(&stands.steps).enumerate();
    let mut records: Vec<RecordView> = (0..found.facts.records.len()).filter_map(|at| looks.record(at)).collect();
    records.sort_by_key(|one| one.on);
    let content = dossier.content.clone();
    Ok(MatterPage {
        community: dossier.row.community.clone(),
        text: shown(content.form, &content.text, cx.language),
        procedure: procedure.name.of(cx.language).to_owned(),
        procedure_at: address::procedure(&dossier.row.community, &procedure.id),
        steps: steps.map(|(at, (step, state))| looks.step(at, step, state, (stands, *today))).collect(),
        records,
        money: found.money,
        opinions: found.opinions,
        rating: rating(conn, dossier).await?,
        desk: None,
        dossier: dossier.row.id.clone(),
        content,
        seal,
    })
}

/// How a matter was rated, where members rate it itself.
async fn rating(conn: &mut Conn, dossier: &Dossier) -> Result<Option<Rating>, Fault> {
    if !dossier.content.records.iter().any(|one| one.need == Kind::Rating) {
        return Ok(None);
    }
    let (grades, rated) = rows::ratings(conn, &dossier.row.id).await?;
    let households = communities::count_households(conn, &dossier.row.community).await?.unsigned_abs();
    Ok(Some(Rating { grades, rated, households }))
}

/// A line about a matter: what it waits for.
pub(crate) async fn line(
    conn: &mut Conn,
    language: Language,
    (dossier, today): (&Dossier, Date),
) -> Result<MatterLine, Fault> {
    let Judged { procedure, stands, .. } = Judged::of(conn, dossier, today).await?;
    let current: Vec<usize> = if dossier.content.ended.is_some() { Vec::new() } else { stands.current().collect() };
    Ok(MatterLine {
        href: address::published(&dossier.row.community, Published::Matter.id(), &dossier.row.id),
        number: dossier.content.number.clone(),
        title: dossier.content.title.clone(),
        waits: current
            .iter()
            .filter_map(|at| procedure.steps.get(*at))
            .map(|step| step.name.of(language).to_owned())
            .collect(),
        overdue: current.iter().filter_map(|at| stands.overdue(*at, today)).min(),
        ended: dossier.content.ended.as_ref().map(|end| end.how),
    })
}

/// How a matter is looked at.
struct Looks<'a> {
    cx: &'a Cx,
    dossier: &'a Dossier,
    found: &'a Found,
    reader: Audience,
}

impl Looks<'_> {
    fn step(&self, at: usize, step: &Step, state: &State, (stands, today): (&Progress, Date)) -> StepView {
        let language = self.cx.language;
        StepView {
            id: step.id.clone(),
            name: step.name.of(language).to_owned(),
            what: step.what.of(language).to_owned(),
            phase: step.phase,
            by: step.by.clone(),
            stands: self.stands(state, stands.overdue(at, today).is_some()),
            needs: self.needs(step, state),
            source: step.source.clone(),
            mark: step.mark,
        }
    }

    fn stands(&self, state: &State, overdue: bool) -> Stands {
        match state {
            State::Met { on, .. } => Stands::Met(*on),
            State::Waived { by } => {
                self.dossier.content.waivers.get(*by).cloned().map_or(Stands::Later, Stands::Waived)
            }
            State::Current { due, .. } => Stands::Current { due: *due, overdue },
            State::Later => Stands::Later,
        }
    }

    fn needs(&self, step: &Step, state: &State) -> Vec<NeedView> {
        let of = |nth: usize| match state {
            State::Met { by, .. } => by.get(nth).map_or((NeedState::Met, None), |at| (NeedState::Met, Some(*at))),
            State::Current { needs, .. } => match needs.get(nth) {
                Some(Pending::Met(at)) => (NeedState::Met, Some(*at)),
                Some(Pending::Running(at, until)) => (NeedState::Running(*until), Some(*at)),
                Some(Pending::TooEarly(at)) => (NeedState::TooEarly, Some(*at)),
                Some(Pending::Missing) | None => (NeedState::Missing, None),
            },
            State::Waived { .. } | State::Later => (NeedState::Missing, None),
        };
        let view = |(nth, need): (usize, &Need)| {
            let (state, record) = of(nth);
            NeedView { need: need.clone(), state, record: record.and_then(|at| self.record(at)) }
        };
        step.needs.iter().enumerate().map(view).collect()
    }

    /// A record as it is told. What stays within the community is told to others as such, and leads nowhere.
    fn record(&self, at: usize) -> Option<RecordView> {
        let record = self.found.facts.records.get(at)?;
        let (title, audience) = self.found.named.get(at)?;
        let within = *audience == Audience::Members;
        let hidden = within && self.reader == Audience::Public;
        // The first record is where it comes from; then come those that were written, in their order.
        let own = at.checked_sub(1).and_then(|nth| self.dossier.content.records.get(nth)).cloned();
        let mark = record.link.starts_with('#');
        Some(RecordView {
            kind: record.shows.kind(),
            title: if hidden { String::new() } else { title.clone() },
            on: record.on,
            href: match (hidden, mark) {
                (true, _) => String::new(),
                (false, true) => record.link.clone(),
                (false, false) if record.link.is_empty() => String::new(),
                (false, false) => self.cx.href(&record.link),
            },
            within,
            ended: match record.shows {
                Shows::Sitting { ended, .. } => Some(ended),
                _ => None,
            },
            own: own.filter(|_| mark),
        })
    }
}

/// What of a matter waits for somebody by their roles: the steps that they may take now, and whether one is overdue; nothing where none
/// is theirs.
pub(crate) async fn waits(
    conn: &mut Conn,
    (standing, language): (&Standing, Language),
    (dossier, today): (&Dossier, Date),
) -> Result<Option<(Vec<String>, bool)>, Fault> {
    let judged = Judged::of(conn, dossier, today).await?;
    let hands = Hands::of(conn, standing, (dossier, &judged)).await?;
    let Judged { procedure, stands, .. } = &judged;
    let mine = stands.current().filter(|at| {
        let own = hands.step(procedure, stands, *at);
        own.is_some_and(|own| !own.records.is_empty() || !own.leads.is_empty())
    });
    let mine: Vec<usize> = mine.collect();
    let overdue = mine.iter().any(|at| stands.overdue(*at, today).is_some());
    let steps = mine.iter().filter_map(|at| procedure.steps.get(*at));
    let steps: Vec<_> = steps.map(|step| step.name.of(language).to_owned()).collect();
    Ok((!steps.is_empty()).then_some((steps, overdue)))
}

/// What the viewer may do about a matter.
pub(crate) async fn desk(
    conn: &mut Conn,
    standing: &Standing,
    (dossier, judged): (&Dossier, &Judged),
) -> Result<MatterDesk, Fault> {
    let Judged { procedure, found, stands, today } = judged;
    let goes_on = dossier.goes_on().is_ok();
    let follows = match &standing.member {
        Some(member) if standing.may(Act::FollowDecision) => {
            let all = rows::followed(conn, &dossier.row.community, member).await?;
            Some(all.iter().any(|one| one.id == dossier.row.id))
        }
        _ => None,
    };
    let asks = goes_on && asks_households(procedure, &found.facts, *today);
    let rates = match &standing.member {
        Some(member) if standing.may(Act::RateCompletion) && dossier.content.is_rated().is_ok() => {
            Some(rows::rating(conn, &dossier.row.id, member).await?)
        }
        _ => None,
    };
    let answered = match &standing.member {
        Some(member) if asks && standing.may(Act::GiveOpinion) => {
            let home = members::find(conn, &dossier.row.community, member).await?.home;
            match home.as_deref() {
                Some(home) => rows::opinion(conn, &dossier.row.id, &home.into()).await?,
                None => None,
            }
        }
        _ => None,
    };
    let mut desk = MatterDesk {
        answered,
        may_keep: goes_on && standing.may(Act::KeepMatter),
        may_correct: dossier.published.withdrawn.is_empty() && standing.may(Act::KeepMatter),
        steps: Vec::new(),
        complete: stands.is_complete(),
        follows,
        asks: (asks && standing.may(Act::GiveOpinion), asks && standing.may(Act::EnterOpinion)),
        rates,
        silent: Vec::new(),
        laid: Vec::new(),
        free: Vec::new(),
    };
    if desk.asks.1 {
        let line = |one: rows::SilentRow| {
            (format!("{} {}", one.division, one.household), format!("{} {}", one.number, one.name))
        };
        let silent = rows::silent(conn, (&dossier.row.community, &dossier.row.id)).await?;
        desk.silent = silent.into_iter().map(line).collect();
    }
    if goes_on && standing.may(Act::TakeStep) {
        let hands = Hands::of(conn, standing, (dossier, judged)).await?;
        desk.steps = stands.current().filter_map(|at| hands.step(procedure, stands, at)).collect();
    }
    if desk.may_keep {
        (desk.laid, desk.free) = things(conn, dossier).await?;
    }
    Ok(desk)
}

/// What belongs to a matter, and what belongs to none yet: items of agendas, disclosures and joint requests, the newest first.
async fn things(conn: &mut Conn, dossier: &Dossier) -> Result<(Vec<(String, String)>, Vec<(String, String)>), Fault> {
    let community = &dossier.row.community;
    let mut laid = Vec::new();
    for (link, subject) in rows::links(conn, &dossier.row.id).await? {
        let Some(link) = link.0 else { continue };
        let title = match link {
            Link::Item => sessions::item(conn, &subject.as_str().into()).await?.title,
            Link::Disclosure | Link::Plan => disclosure::find(conn, community, &subject).await?.said.title,
            Link::Petition => petitions::find(conn, community, &subject).await?.title,
        };
        laid.push((format!("{}:{subject}", link.id()), title));
    }
    let with = |link: Link| move |(id, title): (String, String)| (format!("{}:{id}", link.id()), title);
    let items = rows::free_items(conn, community).await?.into_iter().map(with(Link::Item));
    let disclosures = rows::free_disclosures(conn, community).await?.into_iter().map(with(Link::Disclosure));
    let requests = rows::free_petitions(conn, community).await?.into_iter().map(with(Link::Petition));
    let free = items.chain(disclosures).chain(requests).collect();
    Ok((laid, free))
}

/// What an earlier matter was, for one that is opened like it.
pub(crate) async fn as_before(conn: &mut Conn, community: &CommunityId, id: &str) -> Result<MatterStart, Fault> {
    let Some(before) = Dossier::named(conn, community, id).await? else { return Ok(MatterStart::default()) };
    let within = before.published.audience == Audience::Members;
    let MatterContent { title, text, form, matter, procedure, responsible, intake, .. } = before.content;
    let from = Some(intake.from);
    Ok(MatterStart { title, text, form, matter, procedure, responsible, from, within, ..MatterStart::default() })
}

/// What a matter begins with that is opened from an item of an agenda or from a joint request, where it is one of the community.
pub(crate) async fn begun_from(
    conn: &mut Conn,
    (community, zone): (&CommunityId, &str),
    thing: &str,
) -> Result<MatterStart, Fault> {
    let Some((link, subject)) = named(thing) else { return Ok(MatterStart::default()) };
    if !is_of(conn, community, (link, subject)).await? {
        return Ok(MatterStart::default());
    }
    let thing = thing.to_owned();
    Ok(match link {
        Link::Item => {
            let item = sessions::item(conn, &subject.into()).await?;
            let form = TextForm::from_id(&item.paper_form).unwrap_or_default();
            MatterStart {
                thing,
                title: item.title,
                text: item.paper,
                form,
                matter: item.matter,
                ..MatterStart::default()
            }
        }
        Link::Petition => {
            let row = petitions::find(conn, community, subject).await?;
            let asked = zone::day(Moment(row.begun_at), zone)?.to_string();
            let (said, from) = (row.title.clone(), Some(Source::Residents));
            MatterStart { thing, title: row.title, text: row.body, from, said, asked, ..MatterStart::default() }
        }
        Link::Disclosure | Link::Plan => {
            let title = disclosure::find(conn, community, subject).await?.said.title;
            MatterStart { thing, title, ..MatterStart::default() }
        }
    })
}

/// The matter with this id, where it exists for the viewer.
pub(crate) async fn for_viewer(desk: &Desk, viewer: &Viewer, id: &str) -> Result<(Dossier, Date), Fault> {
    let mut conn = desk.read().await?;
    let row = rows::find(&mut conn, &id.into()).await?;
    viewer.membership(&row.community)?;
    let dossier = Dossier::of(&mut conn, row).await?;
    let today = zone::day(desk.now(), &dossier.content.zone)?;
    Ok((dossier, today))
}
