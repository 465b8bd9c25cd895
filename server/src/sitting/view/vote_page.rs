//! A vote, and the decision that comes of it.

use crate::{
    record::{
        dossier::rows::{self as dossiers, DossierRow},
        draft::{
            Life,
            rows::{self, Said},
            stands, view,
        },
        publication::Kind,
    },
    sitting::{
        decision::Decision,
        presence::rows::households,
        view::{thread_page::live, *},
        vote::Part,
    },
    store,
    text::{beside, opening, show},
};
use app::{
    address,
    view::{
        record::Draft,
        sitting::{HeldBallot, StandsFor},
    },
};
use rules::{
    ballot::{Mode, Way},
    id::{MemberId, VoteId},
    numbers::beyond,
    procedure::Need,
    typed::TextForm,
};

/// So many letters of a text stand above the ballot: three lines of a phone.
const OPENING: usize = 54;

/// A vote as a member sees it. `received`: when their secret ballot was just taken in, for whoever has just sent it.
pub(crate) async fn vote(
    desk: &Desk,
    viewer: &Viewer,
    id: &VoteId,
    (received, cx): (Option<Moment>, &Cx),
) -> Result<VotePage, Fault> {
    let row = desk.vote_for(viewer, id).await?;
    let mut conn = desk.read().await?;
    let live = live(&mut conn, viewer, &row.community, &row.session).await?;
    let row = votes::find(&mut conn, &row.id).await?;
    let sitting = Sitting::load(&mut conn, (&desk.rules, desk.now()), &row.community, &row.session).await?;
    let standing = standing_in(viewer, &sitting)?;
    let language = cx.language;
    let revisions = sessions::revisions(&mut conn, &row.item).await?;
    let text = revisions.iter().find(|one| one.number == row.revision).ok_or(Fault::Stored("votes.revision"))?;
    let member = standing.member.clone().unwrap_or_default();
    let part = Part::of(&mut conn, &row, &member).await?;
    // What somebody voted is shown to a confirmed login alone.
    let stored = votes::ballot(&mut conn, &row.id, &part.unit).await?.filter(|_| viewer.verified);
    let at = |at: i64| zone::date_time(Moment(at), &sitting.community.zone, language);
    let stored = stored.map(|one| (one.choice, at(one.at)));
    let facts = part.ballot(&row, viewer.verified, desk.now())?;
    let judged = vote::may_cast(&facts);
    let secretly = row.mode == Mode::Secret && facts.taken == Some(Way::Phone) && viewer.verified;
    let rule = row.rule()?;
    let held = held(&mut conn, &row, &member, viewer.verified, desk.now(), language).await?;
    // Whoever is there for others alone is not sent to the clerk.
    let only_for_others = !held.is_empty() && judged == Err(Refusal::NotOnRoll);
    let shown = before_signing(TextForm::stored(&text.form), &text.body, language);
    Ok(VotePage {
        now: Own::of(&mut conn, &sitting, viewer, &standing).await?.now(&mut conn, &sitting, language).await?,
        gates: gate_lines(&row.gates()?, language),
        live,
        heading: head(&mut conn, &sitting, language).await?,
        round: round(&mut conn, (&row, desk.now()), language, standing.is(Role::SessionChair)).await?,
        text_title: text.title.clone(),
        // Its own words, not what is said about them.
        opening: opening(&show(TextForm::stored(&text.form), &text.body), OPENING),
        text: shown,
        again: false,
        received: received.filter(|_| secretly).map(|at| zone::clock(at, &sitting.community.zone)),
        stored,
        stored_secretly: secretly,
        traces: standing.is(Role::SessionChair) && store::forget::is_marked(&mut conn, &row.id).await?,
        proposal: if text.proposal.is_empty() { String::new() } else { address::proposal(&text.proposal) },
        may_hand: standing.may(Act::HandPaper),
        may_count: standing.may(Act::CountRoom),
        ask_clerk: !only_for_others
            && !matches!(judged, Err(Refusal::Recused | Refusal::HandsInRoom | Refusal::VoteClosed)),
        refused: judged.err().map(|refusal| match only_for_others {
            true => say::sentence(language, "ballot-only-for", &[]),
            false => say::refusal(language, refusal),
        }),
        rule: if vote::by_owners(&rule.rule.body) {
            format!("{}。{}", explain::owners_words(&rule.rule, language), rule.source.join("、"))
        } else if vote::by_represented(&rule.rule.body) {
            format!("{}。{}", explain::represented_words(&rule.rule, language), rule.source.join("、"))
        } else if let Some(terms) = &rule.appraisal {
            let words = [
                ("quorum", explain::quorum_words(rule.rule.quorum, language)),
                ("share", explain::share_words(terms.incompetent.fraction_unchecked(), language)),
                ("source", terms.source.join("、")),
            ];
            say::sentence(language, "vote-rule-appraisal", &words)
        } else {
            say::sentence(
                language,
                "vote-rule",
                &[
                    ("quorum", explain::quorum_words(rule.rule.quorum, language)),
                    ("pass", explain::pass_words(rule.rule.pass, language)),
                    ("source", rule.source.join("、")),
                ],
            )
        },
        held,
        stands_for: stands_for(&mut conn, &sitting, (viewer, &member), &row).await?,
        sheet: appraisal_page::sheet(&mut conn, &row).await?,
        published: !publication::revisions(&mut conn, &row.community, &row.id).await?.is_empty(),
    })
}

/// For how many households the viewer stands, and what those signed of the matter to which the item belongs, where households are asked
/// about it: to be seen by nobody else.
async fn stands_for(
    conn: &mut Conn,
    sitting: &Sitting,
    (viewer, member): (&Viewer, &MemberId),
    row: &VoteRow,
) -> Result<Option<StandsFor>, Fault> {
    if !sitting.body.kind.counts_represented() || !viewer.verified {
        return Ok(None);
    }
    let own = presence::attendee(conn, &row.session, member).await?.filter(|one| *one.on_roll);
    let Some(own) = own else { return Ok(None) };
    let signed = match dossiers::of_subject(conn, &row.item).await? {
        Some(dossier) if asks_households(conn, &dossier).await? => {
            Some(households::signed(conn, &dossier.id, (&row.session, member)).await?)
        }
        _ => None,
    };
    Ok(Some(StandsFor { households: own.weighs.unsigned_abs(), signed }))
}

/// Whether the procedure of a matter asks each household.
async fn asks_households(conn: &mut Conn, dossier: &DossierRow) -> Result<bool, Fault> {
    let of = (dossier.procedure.as_str(), dossier.version.as_str());
    let Some(kept) = dossiers::procedure(conn, &dossier.community, of).await? else { return Ok(false) };
    let asks = |need: &Need| matches!(need, Need::Opinions { .. });
    Ok(kept.read()?.steps.iter().flat_map(|step| &step.needs).any(asks))
}

/// The ballots that the viewer casts for others, by their mandates.
async fn held(
    conn: &mut Conn,
    row: &VoteRow,
    holder: &MemberId,
    verified: bool,
    now: Moment,
    language: Language,
) -> Result<Vec<HeldBallot>, Fault> {
    let mut held = Vec::new();
    for (mandate, part) in Part::held(conn, row, holder).await? {
        let facts = part.ballot(row, verified, now)?;
        let stored = votes::ballot(conn, &row.id, &part.unit).await?.filter(|_| verified);
        held.push(HeldBallot {
            giver: mandate.giver.0,
            name: mandate.giver_name,
            said: mandate.said,
            stored: stored.map(|one| one.choice),
            taken: facts.taken == Some(Way::Phone),
            refused: vote::may_cast(&facts).err().map(|refusal| say::refusal(language, refusal)),
        });
    }
    Ok(held)
}

/// The decision on its way to the public.
pub(crate) async fn outcome(desk: &Desk, viewer: &Viewer, id: &VoteId, cx: &Cx) -> Result<OutcomeForm, Fault> {
    let row = desk.vote_for(viewer, id).await?;
    let mut conn = desk.read().await?;
    let sitting = Sitting::load(&mut conn, (&desk.rules, desk.now()), &row.community, &row.session).await?;
    let standing = standing_in(viewer, &sitting)?;
    let may_write = standing.may(Act::WriteOutcome);
    let may_countersign = standing.may(Act::CountersignOutcome);
    if !may_write && !may_countersign && !standing.may(Act::PublishOutcome) {
        return Err(Fault::Forbidden(Refusal::NotYourRole));
    }
    if row.phase != vote::Phase::Declared {
        return Err(Fault::Forbidden(Refusal::NotDeclared));
    }
    let draft = rows::of(&mut conn, (&row.community, Kind::Outcome), &row.id).await?;
    let revisions = publication::revisions(&mut conn, &row.community, &row.id).await?;
    let withdrawn = revisions.iter().find(|one| one.kind == Kind::Outcome).map(|one| one.withdrawn.clone());
    let texts = sessions::revisions(&mut conn, &row.item).await?;
    let text = texts.into_iter().find(|one| one.number == row.revision).ok_or(Fault::Stored("votes.revision"))?;
    let passed = row.count()?.is_some_and(|(_, verdict)| verdict.passed);
    let mut page = OutcomeForm {
        heading: head(&mut conn, &sitting, cx.language).await?,
        vote: row.id.0.clone(),
        result: result(&row, cx.language)?,
        may_write,
        published: !revisions.is_empty(),
        withdrawn: withdrawn.unwrap_or_default(),
        base: stands::<Decision>(draft.as_ref()),
        // What was carried is decided in the words that were voted on, until somebody writes others.
        body: if passed { text.body.clone() } else { String::new() },
        // In the form of those words; what is yet to be written is as it will be typed.
        form: if passed { TextForm::stored(&text.form) } else { TextForm::Typed },
        body_html: String::new(),
        responsible: String::new(),
        due: String::new(),
        correction: String::new(),
        beside: None,
        new_numbers: Vec::new(),
        draft: Draft::default(),
    };
    if let Some(row) = draft {
        let seen = Decision::fingerprint(&row.said);
        page.draft = view::<Decision>(&mut conn, (&standing, cx.language), &row, seen, None).await?;
        let Said { body, responsible, due, correction, .. } = row.said.clone();
        page.beside = Some(beside(&text.body, &body));
        page.new_numbers = beyond(&body, &format!("{}\n{}", text.title, text.body));
        page.form = row.said.form();
        page.body_html = before_signing(page.form, &body, cx.language);
        (page.body, page.responsible, page.due, page.correction) = (body, responsible, due, correction);
    }
    Ok(page)
}
