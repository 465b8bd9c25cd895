//! What the pages of a consultation show.

use super::{
    Round, begun,
    content::{content, fingerprint, sheet},
    opinion::{OpinionSheet, named},
    rows::{ParticipantRow, PartyRow, said},
};
use crate::{
    act::{Desk, Viewer, base},
    fault::Fault,
    record::{
        draft::{public, rows as drafts, stands, view as draft_view},
        publication::{Kind, rows::PublicationRow},
    },
    sitting::{
        consultation::rows as consultations,
        session::{Sitting, rows as sessions},
        view::{head, watching},
    },
    store::Conn,
    text::{as_typed, before_signing, published},
    zone,
};
use app::{
    address, pages,
    view::{
        Cx,
        consultation::{ConsultationPage, DissentView, MayConsult, OpinionPage, PartyView, SaidView, TakesPart},
        record::{Draft, Seal},
    },
};
use rules::{
    Moment,
    body::BodyKind,
    consultation::{Opinion, is_ready},
    draft::Phase as Stage,
    id::{MemberId, SessionId},
    naming::shown,
    permit::{Act, Standing},
    published::ConsultationContent,
    session::Phase,
};

/// Whether a sitting consults.
fn consults(sitting: &Sitting) -> Result<bool, Fault> {
    Ok(sitting.body.kind == BodyKind::ConsultationCouncil)
}

/// The page of an opinion, for everybody.
pub(crate) fn opinion(cx: &Cx, row: &PublicationRow, seal: Seal) -> Result<String, Fault> {
    let content: ConsultationContent = serde_json::from_str(&row.content)?;
    let consensus = match content.consensus.as_str() {
        "" => String::new(),
        text => published(content.form, text, cx.language),
    };
    Ok(pages::consultation::published(cx, OpinionPage { content, consensus, seal }))
}

/// `/s/…/consultation`.
pub(crate) async fn page(desk: &Desk, viewer: &Viewer, id: &SessionId, cx: &Cx) -> Result<ConsultationPage, Fault> {
    let community = desk.session_for(viewer, id).await?.community;
    let mut conn = desk.read().await?;
    let sitting = Sitting::load(&mut conn, (&desk.rules, desk.now()), &community, id).await?;
    let standing = watching(viewer, &sitting)?;
    if !consults(&sitting)? {
        return Err(Fault::NotFound);
    }
    let round = Round::of(&mut conn, id).await?;
    let row = drafts::of(&mut conn, (&community, Kind::Consultation), id).await?;
    let content = content(&mut conn, &sitting, row.as_ref()).await?;
    let public = public::<OpinionSheet>(&mut conn, row.as_ref()).await?;
    let (said, read_of) = (row.as_ref().map(|row| row.said.clone()).unwrap_or_default(), &round.stands.read_of);
    let stands_as = row.as_ref().map(named).unwrap_or_default();
    let ready = is_ready(&stands_as, read_of);
    let draft = match &row {
        Some(row) => {
            let seen = fingerprint(&content)?;
            let language = (&standing, cx.language);
            draft_view::<OpinionSheet>(&mut conn, language, row, seen, ready.err()).await?
        }
        None => Draft::default(),
    };
    let speaking = said::speaking(&mut conn, id).await?.map(|turn| turn.guest).unwrap_or_default();
    let beside = sheet(&said)?;
    let people = |party: &str| {
        let own = round.people.iter().filter(move |one| one.party == party && (one.is_guest() || !party.is_empty()));
        own.map(|one| takes_part(one, &speaking)).collect::<Vec<_>>()
    };
    let parties = round.parties.iter().map(|party| party_view(party, people(&party.id), &beside)).collect();
    let me = standing.member.clone().unwrap_or_default();
    let may = may(&mut conn, (viewer, &standing, &me), &sitting, (&round, row.as_ref())).await?;
    let is_public = public.revisions > 0 && !public.withdrawn;
    Ok(ConsultationPage {
        heading: head(&mut conn, &sitting, cx.language).await?,
        may: MayConsult {
            tell: is_public && standing.may(Act::PublishOpinion),
            write: may.write && !public.withdrawn,
            ..may
        },
        guests: people(""),
        parties,
        said: said_views(&mut conn, &sitting, &speaking).await?,
        begun: begun(sitting.session.phase).is_ok(),
        consensus_html: before_signing(said.form(), &said.body, cx.language),
        form: said.form(),
        base: stands::<OpinionSheet>(row.as_ref()),
        consensus: said.body,
        correction: said.correction,
        read_seen: base::of(&[&stands_as]),
        read: match ready {
            Ok(()) if row.is_some() => {
                zone::date_time(Moment(round.stands.read_at), &sitting.community.zone, cx.language)
            }
            _ => String::new(),
        },
        dissents: round.dissents.iter().map(|one| dissent_view(&round, one)).collect(),
        published: public.revisions > 0,
        public: match &row {
            Some(row) if public.revisions > 0 => address::published(&community, Kind::Consultation.id(), &row.id),
            _ => String::new(),
        },
        feedback: round.stands.feedback()?,
        feedback_seen: base::of(&[&round.stands.feedback]),
        content,
        draft,
    })
}

/// What the viewer may do. What is told of it depends on what is public.
async fn may(
    conn: &mut Conn,
    (viewer, standing, me): (&Viewer, &Standing, &MemberId),
    sitting: &Sitting,
    (round, row): (&Round, Option<&drafts::DraftRow>),
) -> Result<MayConsult, Fault> {
    let phase = sitting.session.phase;
    let (keep, over) = (standing.may(Act::KeepConsultation), matches!(phase, Phase::Closed | Phase::Cancelled));
    let unread = row.is_some_and(|row| named(row) != round.stands.read_of);
    let open = row.is_some_and(|row| row.phase != Stage::Published && row.revision == 1);
    let dissents = !round.stands.read_of.is_empty() && open;
    let took_part = dissents && consultations::took_part(conn, &sitting.session.id).await?.contains(me);
    Ok(MayConsult {
        keep: keep && !over,
        settle: matches!(phase, Phase::Draft | Phase::Announced),
        door: standing.may(Act::KeepPresence) && matches!(phase, Phase::Announced | Phase::Open | Phase::Suspended),
        call: standing.may(Act::LeadDiscussion) && phase == Phase::Open,
        write: keep && begun(phase).is_ok(),
        read: keep && begun(phase).is_ok() && unread,
        dissent: took_part && viewer.verified && standing.may(Act::Dissent),
        enter: keep && dissents,
        tell: false,
    })
}

fn takes_part(one: &ParticipantRow, speaking: &str) -> TakesPart {
    let name =
        if one.is_guest() { format!("{} {}", one.organisation, one.name) } else { shown(&one.number, &one.name) };
    TakesPart {
        speaking: one.id == speaking,
        id: one.id.clone(),
        name,
        guest: one.is_guest(),
        here: one.here(),
        gone: one.left_at > 0,
    }
}

fn party_view(party: &PartyRow, people: Vec<TakesPart>, opinion: &Opinion) -> PartyView {
    let holds = opinion.holds.iter().find(|one| one.party == party.id);
    PartyView {
        id: party.id.clone(),
        name: party.name.clone(),
        people,
        refused: (!party.refused_day.is_empty()).then(|| (party.refusal.clone(), party.refused_day.clone())),
        holds: holds.map(|one| one.text.clone()).unwrap_or_default(),
    }
}

fn dissent_view(round: &Round, one: &said::DissentRow) -> DissentView {
    DissentView {
        who: one.name.clone(),
        party: round.party_name(&one.party).to_owned(),
        day: one.day.clone(),
        paper: *one.paper,
        body: as_typed(&one.body),
    }
}

/// What guests said, in the order in which they did.
async fn said_views(conn: &mut Conn, sitting: &Sitting, speaking: &str) -> Result<Vec<SaidView>, Fault> {
    let items = sessions::items(conn, &sitting.session.id).await?;
    let title =
        |id: &str| items.iter().find(|item| *item.id == *id).map_or_else(String::new, |item| item.title.clone());
    let view = |turn: said::TurnRow| SaidView {
        who: format!(
            "{} {} {}",
            zone::clock(Moment(turn.began_at), &sitting.community.zone),
            turn.organisation,
            turn.name
        ),
        item: title(&turn.item),
        body: if turn.body.is_empty() { String::new() } else { as_typed(&turn.body) },
        speaking: !*turn.ended && turn.guest == speaking,
        turn: turn.id,
    };
    Ok(said::turns(conn, &sitting.session.id).await?.into_iter().map(view).collect())
}
