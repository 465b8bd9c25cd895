//! What the pages of the board show to members and staff.

use crate::{
    act::{Desk, Viewer},
    execution::{rows as executions, view as execution_view},
    fault::Fault,
    matter::view as matter,
    people::community::rows as communities,
    public::board::{self as board_lists, posted},
    record::{
        disclosure::{self, Disclosure, NEW, Sheet, sheet},
        dossier::{self as dossiers, Dossier},
        draft::{
            Life,
            rows::{self, DraftRow},
            stands, view,
        },
        draw::view as draws,
        duty as duties,
        filing::addressees,
        following::rows as following,
        ledger::{self, month_named},
        objection::hiding,
        petition::view as petitions,
        posting::{rows as board, takes_two},
        publication::{Kind, rows as publication},
        register, takeback,
    },
    store::Conn,
    text::before_signing,
    zone,
};
use app::{
    address, say,
    view::{
        Cx,
        board::{AboutPage, DisclosureForm, WithinPage},
        cut::Cut,
        execution::ExecutionDesk,
        record::{Draft, Listed},
    },
};
use rules::{
    Language, Refusal,
    agenda::Matter,
    days::{Date, Holidays},
    duty::Class,
    execution::Grade,
    filing,
    id::{CommunityId, MemberId},
    permit::{Act, Role, Standing},
    posting,
    procedure::Office,
    published::{ConsultationContent, OutcomeContent},
    register::Register,
};
use std::collections::HashMap;

/// Lines on a page of a list.
const LINES: i64 = 50;

/// Which page of a list is asked for, by the list's name.
pub(crate) fn asked(query: &HashMap<String, String>, name: &str) -> i64 {
    query.get(name).and_then(|page| page.parse().ok()).unwrap_or(1)
}

/// A disclosure on its way to the board, or the form of a new one with the drafts of others.
pub(crate) async fn disclosure(
    desk: &Desk,
    viewer: &Viewer,
    (community, id): (&CommunityId, &str),
    (query, cx): (&HashMap<String, String>, &Cx),
) -> Result<(DisclosureForm, bool), Fault> {
    let standing = viewer.standing(community)?;
    let may_write = standing.may(Act::WriteDisclosure);
    let may_countersign = standing.may(Act::CountersignOutcome);
    if !may_write && !may_countersign {
        return Err(Fault::Forbidden(Refusal::NotYourRole));
    }
    let mut conn = desk.read().await?;
    let place = communities::find(&mut conn, community).await?;
    let urban = place.is_urban();
    let mut drafts = rows::waiting(&mut conn, community, Kind::Disclosure).await?;
    drafts.retain(|one| one.id != id);
    let (cut, drafts) = Cut::list(asked(query, "drafts"), LINES, drafts);
    let draft = |one: DraftRow| Listed {
        href: address::disclosure(&community, &one.id),
        title: one.said.title,
        note: say::sentence(cx.language, &format!("outcome-{}", one.phase.id()), &[]),
        mark: String::new(),
    };
    let row = if id == NEW { None } else { Some(disclosure::find(&mut conn, community, id).await?) };
    let revisions = match &row {
        Some(row) => publication::revisions(&mut conn, community, &row.id).await?,
        None => Vec::new(),
    };
    let mut said = row.as_ref().map(|row| row.said.clone()).unwrap_or_default();
    let mut dossier = (String::new(), String::new(), false);
    if let (None, Some(matter)) = (&row, query.get("matter"))
        && let Some(one) = dossiers::called_for(&mut conn, community, matter).await?
    {
        said.title.clone_from(&one.content.title);
        dossier = (one.row.id.0, one.content.title, query.contains_key("plan"));
    }
    let (mut duty, mut kept_in, today) = (None, None, zone::day(desk.now(), &place.zone)?);
    if let (None, Some(named)) = (&row, query.get("duty"))
        && let Some((one, span, title)) = duties::begun(&mut conn, (community, cx.language, today), named).await?
    {
        said.title = title;
        said.body = one.elements.iter().map(|element| format!("{element}：\n")).collect();
        said.category = category_of(one.class).id().to_owned();
        said.audience = one.audience.id().to_owned();
        said.basis = one.ground();
        said.responsible = one.drafts.replace('/', "、");
        // What is kept line by line is published line by line.
        if one.account && ledger::rows::book(&mut conn, community).await?.is_some_and(|book| book.first_month <= span) {
            kept_in = Some((address::ledger_month(community, &span.to_string()), span));
        }
        duty = Some((named.clone(), one.name.of(cx.language).to_owned(), span, one.elements));
    }
    let beside = match (&row, query.get("ledger").and_then(|named| month_named(named)), query.get("register")) {
        (Some(row), ..) => sheet(&row.said)?,
        (None, Some(span), _) => {
            Some(Sheet::Account(ledger::ready(&mut conn, community, (span, today)).await?.map_err(Fault::Forbidden)?))
        }
        (None, None, Some(named)) => match Register::of(named) {
            Some(one) => {
                let ready = register::content(&mut conn, community, (one, today)).await?;
                Some(Sheet::Register(ready.map_err(Fault::Forbidden)?))
            }
            None => None,
        },
        (None, None, None) => None,
    };
    let (account, kept) = match beside {
        None => (None, None),
        Some(Sheet::Account(one)) => (Some(one), None),
        Some(Sheet::Register(one)) => (None, Some(one)),
    };
    if let (None, Some(one)) = (&row, &kept) {
        let told = |key: &str, args: &[(&'static str, String)]| say::sentence(cx.language, key, args);
        let own = Register::of(&one.register);
        let name = own.map_or("", |own| own.name(cx.language)).to_owned();
        let day = one.as_of.words(cx.language);
        said.title = told("register-published", &[("name", name), ("day", day)]);
        said.body = told("register-body", &[]);
        said.category = posting::Category::Finance.id().to_owned();
        let members = own.is_some_and(|own| own.members);
        said.audience = if members { posting::Audience::Members } else { posting::Audience::Public }.id().to_owned();
    }
    if let (None, Some(account)) = (&row, &account) {
        let told = |key: &str, args: &[(&'static str, String)]| say::sentence(cx.language, key, args);
        said.title = told("ledger-month", &[("span", account.span.words(cx.language))]);
        // No sums: the account has them, and goes on being reckoned until it is signed.
        said.body = told("ledger-body", &[]);
        said.category = posting::Category::Finance.id().to_owned();
        said.audience = posting::Audience::Public.id().to_owned();
        if let Some((named, one)) = duties::account(&mut conn, community, (account.span, today)).await? {
            said.basis = one.ground();
            said.responsible = one.drafts.replace('/', "、");
            duty = Some((named, one.name.of(cx.language).to_owned(), account.span, one.elements));
        }
    }
    let stands_for = match &row {
        Some(row) => duties::stands_for(&mut conn, (community, cx.language), &row.id).await?,
        None => None,
    };
    let stood = match &row {
        Some(row) => {
            let seen = Disclosure::fingerprint(&row.said);
            view::<Disclosure>(&mut conn, (&standing, cx.language), row, seen, None).await?
        }
        None => Draft::default(),
    };
    let page = DisclosureForm {
        community: community.to_owned(),
        dossier,
        duty,
        account,
        register: kept,
        kept_in,
        stands_for,
        id: id.to_owned(),
        base: stands::<Disclosure>(row.as_ref()),
        body_html: before_signing(said.form(), &said.body, cx.language),
        form: said.form(),
        draft: stood,
        members: said.audience == posting::Audience::Members.id(),
        withdrawn: revisions.first().is_some_and(|row| !row.withdrawn.is_empty()),
        matters: Matter::ALL.iter().map(|one| (one.id().to_owned(), one.name(cx.language).to_owned())).collect(),
        may_write,
        published: !revisions.is_empty(),
        stays_within: revisions.iter().any(|row| !row.is_public()),
        drafts: (cut, drafts.into_iter().map(draft).collect()),
        category: posting::Category::from_id(&said.category),
        matter: Matter::from_id(&said.matter),
        title: said.title,
        body: said.body,
        basis: said.basis,
        responsible: said.responsible,
        correction: said.correction,
    };
    Ok((page, urban))
}

/// In which column of the board something of a duty hangs.
const fn category_of(class: Class) -> posting::Category {
    match class {
        Class::Party => posting::Category::Party,
        Class::Finance | Class::Assets | Class::Funds => posting::Category::Finance,
        Class::Basics
        | Class::Decisions
        | Class::Welfare
        | Class::Governance
        | Class::Supervision
        | Class::Services
        | Class::Meetings => posting::Category::Affairs,
    }
}

/// A published thing, for members and staff.
pub(crate) async fn about(
    desk: &Desk,
    viewer: &Viewer,
    (community, kind, id): (&CommunityId, Kind, &str),
    cx: &Cx,
) -> Result<AboutPage, Fault> {
    let standing = viewer.standing(community)?;
    viewer.membership(community)?;
    let mut conn = desk.read().await?;
    let place = communities::find(&mut conn, community).await?;
    let rows = publication::revisions(&mut conn, community, id).await?;
    let row = rows.into_iter().find(|row| row.kind == kind).ok_or(Fault::NotFound)?;
    let me = standing.member.clone().unwrap_or_default();
    let posting = board::posting(&mut conn, kind.id(), id).await?;
    let today = zone::day(desk.now(), &place.zone)?;
    let take_down = match &posting {
        Some(one) => posting::take_down(&one.posting()?, (one.last()?, *one.up), today, Holidays::known()).err(),
        None => Some(Refusal::NotPosted),
    };
    let execution = match kind {
        Kind::Outcome => {
            let passed = serde_json::from_str::<OutcomeContent>(&row.content)?.carries();
            let withdrawn = !row.withdrawn.is_empty();
            let carried = passed && !withdrawn;
            let desk = execution_desk(&mut conn, &standing, (community, id), (&me, today)).await?;
            Some(ExecutionDesk { carried, withdrawn, ..desk })
        }
        _ => None,
    };
    let petition = match petitions::behind(&mut conn, &place, (kind, id)).await? {
        Some(row) => {
            let verified = viewer.verified;
            Some(petitions::desk(&mut conn, (&place, cx.language), &row, (&standing, verified, today)).await?)
        }
        None => None,
    };
    let draw = match draws::behind(&mut conn, community, (kind, id)).await? {
        Some(drawn) => Some(draws::desk(&mut conn, &drawn, (&standing, !row.withdrawn.is_empty(), today)).await?),
        None => None,
    };
    let takeback = takeback::view(&mut conn, &standing, (&row, desk.now())).await?;
    let may_file =
        standing.may(Act::FileAbove) && filing::may_be_filed(kind) && row.is_public() && row.withdrawn.is_empty();
    let offices = if may_file { addressees(&mut conn, &row, Some(&me)).await? } else { Vec::new() };
    let committee = [Role::Committee, Role::Chair].iter().any(|role| standing.is(*role));
    let mut posted = posted(&mut conn, cx.language, (&place, desk.now()), &row, &me).await?;
    hiding::uncover(&mut conn, &standing, &mut posted).await?;
    // The committee answers here what owners put on file with it; an office above does so at its own page.
    for one in posted.filings.iter_mut().filter(|one| one.to == Office::Committee) {
        one.may_answer = committee;
    }
    Ok(AboutPage {
        plan: dossiers::rows::is_plan(&mut conn, id).await?,
        petition,
        draw,
        takeback,
        may_put_on_file: offices.into_iter().map(|(to, name)| (to.id().to_owned(), name)).collect(),
        within: !row.is_public(),
        execution,
        posted,
        may_file: standing.may(Act::FileObjection) && row.withdrawn.is_empty(),
        may_file_paper: standing.may(Act::FilePaper) && row.withdrawn.is_empty(),
        may_reply: standing.may(Act::ReplyObjection),
        take_down: take_down.map(|refusal| say::refusal(cx.language, refusal)),
        may_keep: standing.may(Act::KeepBoard),
        correct: match kind {
            _ if !row.withdrawn.is_empty() => None,
            Kind::Disclosure if standing.may(Act::WriteDisclosure) => Some(address::disclosure(&community, &id)),
            Kind::Outcome if standing.may(Act::WriteOutcome) => Some(address::outcome(&id)),
            Kind::Consultation => {
                let content: ConsultationContent = serde_json::from_str(&row.content)?;
                Some(address::consultation(&content.session_id))
            }
            _ => None,
        },
        may_withdraw: standing.may(Act::WithdrawPublication) && kind != Kind::Petition && !takes_two(&row, desk.now())?,
        reply_days: desk.rules.of(community).reply.as_ref().map_or(5, |rule| rule.value.days),
        revision: row.revision,
        title: row.title,
        community: community.to_owned(),
        kind,
        subject: id.to_owned(),
    })
}

/// What the viewer may do about the execution of a decision.
async fn execution_desk(
    conn: &mut Conn,
    standing: &Standing,
    (community, vote): (&CommunityId, &str),
    (me, today): (&MemberId, Date),
) -> Result<ExecutionDesk, Fault> {
    let own = match executions::completion_of(conn, vote).await? {
        Some(completion) => executions::rating(conn, &completion, me).await?.and_then(|grade| Grade::from_id(&grade)),
        None => None,
    };
    Ok(ExecutionDesk {
        execution: execution_view::of(conn, community, vote, today).await?,
        carried: false,
        withdrawn: false,
        may_keep: standing.may(Act::KeepExecution),
        may_accept: standing.may(Act::AcceptMilestone),
        pictures: if standing.may(Act::ReadAttachments) { community.to_string() } else { String::new() },
        may_rate: standing.may(Act::RateCompletion),
        follows: following::followed(conn, community, me).await?.iter().any(|one| one == vote),
        own,
    })
}

/// What stays within the community, for its members.
pub(crate) async fn within(
    desk: &Desk,
    viewer: &Viewer,
    community: &CommunityId,
    cx: &Cx,
    (page, size): (i64, i64),
) -> Result<WithinPage, Fault> {
    viewer.membership(community)?;
    let mut conn = desk.read().await?;
    let place = communities::find(&mut conn, community).await?;
    let list = board_lists::within(&mut conn, cx, (&place, desk.now()), (page, size)).await?;
    Ok(WithinPage { community: place.id, name: place.name, list })
}

/// The decisions that a member follows: how far each has come, or that it is completed.
pub(crate) async fn followed(
    desk: &Desk,
    community: &CommunityId,
    member: &MemberId,
    language: Language,
) -> Result<Vec<Listed>, Fault> {
    let mut conn = desk.read().await?;
    let place = communities::find(&mut conn, community).await?;
    let today = zone::day(desk.now(), &place.zone)?;
    let mut lines = Vec::new();
    for row in dossiers::rows::followed(&mut conn, community, member).await? {
        let dossier = Dossier::of(&mut conn, row).await?;
        let one = matter::line(&mut conn, language, (&dossier, today)).await?;
        let word = |key: &str| say::sentence(language, key, &[]);
        lines.push(Listed {
            href: one.href,
            note: match one.ended {
                Some(how) => word(&format!("matter-how-{}", how.id())),
                None => say::sentence(language, "matter-waits", &[("steps", one.waits.join(&word("list-between")))]),
            },
            title: one.title,
            mark: if one.overdue.is_some() { word("overdue-mark") } else { String::new() },
        });
    }
    for vote in following::followed(&mut conn, community, member).await? {
        let rows = publication::revisions(&mut conn, community, &vote).await?;
        let Some(row) = rows.into_iter().next() else { continue };
        let execution = execution_view::of(&mut conn, community, &vote, today).await?;
        let done = execution
            .milestones
            .iter()
            .filter(|step| !step.content.done.is_empty() && step.content.returned.is_empty())
            .count();
        let late = execution.milestones.iter().any(|step| step.late);
        let steps = [("done", done.to_string()), ("all", execution.milestones.len().to_string())];
        lines.push(Listed {
            href: crate::execution::at(community, &vote),
            title: row.title,
            note: if !row.withdrawn.is_empty() {
                say::sentence(language, "board-withdrawn", &[("reason", row.withdrawn)])
            } else if execution.completion.is_empty() {
                say::sentence(language, "followed-steps", &steps)
            } else {
                say::sentence(language, "followed-completed", &[])
            },
            mark: if late { say::sentence(language, "overdue-mark", &[]) } else { String::new() },
        });
    }
    Ok(lines)
}
