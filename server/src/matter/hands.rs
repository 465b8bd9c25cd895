//! What somebody may do about the steps of a matter whose turn it is, and where what is not recorded by hand is done.

use super::Judged;
use crate::{
    fault::Fault,
    record::{disclosure, dossier::Dossier, filing, posting::about, publication::Kind as Published},
    sitting::{consultation::rows as consultations, session::rows as sessions},
    store::Conn,
};
use app::{address, view::matter::StepDesk};
use rules::{
    body::BodyKind,
    dossier::{Pending, Progress, Shows, State, is_by_hand, role_for},
    id::SessionId,
    permit::{Act, Standing},
    procedure::{Kind, Need, Office, Procedure},
    session::Phase,
};

/// Who looks at a matter to do something about it, and where what is not recorded by hand is done.
pub(super) struct Hands<'a> {
    standing: &'a Standing,
    dossier: &'a Dossier,
    /// With whom something is put on file here, and so is recorded by its receipt alone.
    above: Vec<Office>,
    /// Where the newest thing of the matter is put on file.
    file_at: String,
    /// Where whom it concerns is named.
    parties: Parties,
}

/// Where whom a matter concerns is named.
enum Parties {
    /// A council is called first.
    Called,
    /// At a sitting of it: it has not begun, or the groups were named before it did.
    At(SessionId),
    /// It is written down: the council sat without groups, or it is held elsewhere.
    ByHand,
}

impl<'a> Hands<'a> {
    pub(super) async fn of(
        conn: &mut Conn,
        standing: &'a Standing,
        (dossier, judged): (&'a Dossier, &Judged),
    ) -> Result<Self, Fault> {
        let (row, found) = (&dossier.row, &judged.found);
        let steps = judged.stands.current().filter_map(|at| judged.procedure.steps.get(at));
        let needs: Vec<Kind> = steps.flat_map(|step| &step.needs).map(Need::kind).collect();
        let files = needs.contains(&Kind::Filing);
        let above = if files { filing::above(conn, &row.community).await? } else { Vec::new() };
        let asks = needs.contains(&Kind::Parties);
        let parties = if asks { parties(conn, (dossier, judged)).await? } else { Parties::ByHand };
        let (kind, subject) = found.newest.clone().unwrap_or((Published::Matter, row.id.0.clone()));
        let file_at = format!("{}#filings", about(&row.community, kind.id(), &subject));
        Ok(Self { standing, dossier, above, file_at, parties })
    }

    /// What the viewer may do about a step whose turn it is.
    pub(super) fn step(&self, procedure: &Procedure, stands: &Progress, at: usize) -> Option<StepDesk> {
        let step = procedure.steps.get(at)?;
        let State::Current { needs, .. } = stands.steps.get(at)? else { return None };
        let open = step.needs.iter().zip(needs).filter(|(_, state)| !matches!(state, Pending::Met(_)));
        let open: Vec<&Need> = open.map(|(need, _)| need).collect();
        let own = |need: &Need| {
            is_by_hand(need) && !self.is_kept(need) && role_for(need, step, &self.standing.roles).is_some()
        };
        let mut records: Vec<Kind> = open.iter().filter(|need| own(need)).map(|need| need.kind()).collect();
        records.dedup();
        // What hangs already, and what was called already, is on its way.
        let runs = |state: &Pending| matches!(state, Pending::Met(_) | Pending::Running(_, Some(_)));
        let missing = step.needs.iter().zip(needs).filter(|(_, state)| !runs(state)).map(|(need, _)| need);
        let mut leads: Vec<_> = missing.filter_map(|need| self.lead(need)).collect();
        // A sitting and its notice are one way.
        leads.dedup_by(|one, before| one.1 == before.1);
        Some(StepDesk {
            step: step.id.clone(),
            records,
            may_waive: step.waived_by.iter().any(|role| self.standing.is(*role)),
            leads,
        })
    }

    fn is_filed(&self, need: &Need) -> bool {
        matches!(need, Need::Filing { to } if self.above.contains(to))
    }

    /// Its record is kept where it comes about, and nobody writes it down by hand.
    fn is_kept(&self, need: &Need) -> bool {
        self.is_filed(need) || (need.kind() == Kind::Parties && matches!(self.parties, Parties::At(_)))
    }

    /// Where what a step needs is done by whoever may.
    fn lead(&self, need: &Need) -> Option<(Kind, String)> {
        let (community, id) = (&self.dossier.row.community, &self.dossier.row.id);
        let call = || self.standing.may(Act::DraftSession).then(|| address::new_session_for(community, id));
        let kind = need.kind();
        let to = match kind {
            Kind::Sitting | Kind::Notice => call()?,
            Kind::Comment if self.standing.may(Act::WriteDisclosure) => {
                address::asking(&address::disclosure(community, disclosure::NEW), &[("matter", id), ("plan", "1")])
            }
            Kind::Posting if self.standing.may(Act::WriteDisclosure) => {
                address::asking(&address::disclosure(community, disclosure::NEW), &[("matter", id)])
            }
            Kind::Filing if self.is_filed(need) && self.standing.may(Act::FileAbove) => self.file_at.clone(),
            Kind::Parties => match &self.parties {
                Parties::Called => return Some((Kind::Sitting, call()?)),
                Parties::At(session) if self.standing.may(Act::KeepConsultation) => {
                    address::consultation(session) + "#parties"
                }
                Parties::At(_) | Parties::ByHand => return None,
            },
            _ => return None,
        };
        Some((kind, to))
    }
}

/// Where whom a matter concerns is named now.
async fn parties(conn: &mut Conn, (dossier, judged): (&Dossier, &Judged)) -> Result<Parties, Fault> {
    let council =
        |need: &Need| matches!(need, Need::Sitting { bodies, .. } if bodies.contains(&BodyKind::ConsultationCouncil));
    let sits = judged.procedure.steps.iter().flat_map(|step| &step.needs).any(council);
    let Some(last) = consultations::of_matter(conn, &dossier.row.id).await?.pop() else {
        return Ok(if sits { Parties::Called } else { Parties::ByHand });
    };
    let named = judged.found.facts.records.iter().any(|one| matches!(one.shows, Shows::Parties { .. }));
    let ahead = matches!(sessions::find(conn, &last).await?.phase, Phase::Draft | Phase::Announced);
    Ok(if named || ahead { Parties::At(last) } else { Parties::ByHand })
}
