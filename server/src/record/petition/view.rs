//! What pages show of joint requests: the numbers as they are, or as they were when enough had signed.

use super::{offered, rolls, rows, rows::signature, what};
use crate::{
    fault::Fault,
    people::community::rows::CommunityRow,
    record::{
        disclosure,
        dossier::rows as dossiers,
        petition::rows::PetitionRow,
        publication::{
            Kind,
            rows::{self as publication, Filter},
        },
    },
    store::Conn,
    text::as_typed,
};
use app::{
    address, say,
    view::petition::{AskView, BarView, PetitionDesk, SignerView},
};
use rules::{
    Language,
    days::Date,
    explain::share_words,
    id::DossierId,
    kind::{Judged, petition::PetitionRecord},
    permit::{Act, Standing},
    petition::{Bar, DISCLOSURE, State, Terms},
    rule_set::RuleSet,
};

/// Published things among which one is chosen by which a request was met.
const MOST_MEET: i64 = 40;

/// One share with its numbers; nothing where nobody could sign by it.
fn bar(bar: &Bar, record: &PetitionRecord, language: Language) -> Option<BarView> {
    let (judged, sentences) = record.explain().ok()?;
    let [zh, en] = sentences;
    Some(BarView {
        signers: bar.signers,
        signed: record.counts.valid_signers,
        required: judged.required.unwrap_or_default(),
        base: record.counts.base,
        sentence: if language == Language::Zh { zh } else { en },
        mark: bar.mark,
        checked: bar.checked,
    })
}

/// The numbers of a request: of one that is open, over the rolls of now; of one that was reached, those of that moment alone.
pub(crate) async fn bars(
    conn: &mut Conn,
    place: &CommunityRow,
    row: &PetitionRow,
    language: Language,
) -> Result<Vec<BarView>, Fault> {
    let terms = row.terms()?;
    if let Some((record, _)) = row.record()? {
        let of = |one: &&Bar| one.signers.id() == record.rule.threshold.base;
        return Ok(terms.bars.iter().filter(of).filter_map(|one| bar(one, &record, language)).collect());
    }
    let rolls = rolls(conn, place, &terms, &row.estate).await?;
    let signed = signature::counting(conn, &row.id).await?;
    let each = terms.bars.iter().zip(&rolls);
    Ok(each.filter_map(|(one, roll)| bar(one, &one.counted(&row.id, roll, &signed), language)).collect())
}

/// What may be asked for in a place, in words.
pub(crate) async fn asks(
    conn: &mut Conn,
    place: &CommunityRow,
    rules: &RuleSet,
    language: Language,
) -> Result<Vec<AskView>, Fault> {
    let words = |bar: &Bar| {
        let share = share_words(bar.share.fraction_unchecked(), language);
        let args = [("share", share), ("signers", bar.signers.name(language).to_owned())];
        (say::sentence(language, "petition-share", &args), bar.mark, bar.source.clone())
    };
    let all = offered(conn, place, rules).await?;
    Ok(all
        .into_iter()
        .map(|(ask, terms, estate)| AskView {
            value: estate.as_ref().map_or_else(|| ask.id().to_owned(), |(id, _)| format!("{}/{id}", ask.id())),
            ask,
            estate: estate.map(|(_, name)| name).unwrap_or_default(),
            bars: terms.bars.iter().map(words).collect(),
            days: terms.days,
            days_source: terms.days_source,
        })
        .collect())
}

/// What members and staff see of a request, and may do about it.
pub(crate) async fn desk(
    conn: &mut Conn,
    (place, language): (&CommunityRow, Language),
    row: &PetitionRow,
    (standing, verified, today): (&Standing, bool, Date),
) -> Result<PetitionDesk, Fault> {
    let me = standing.member.clone().unwrap_or_default();
    let open = row.state == State::Open;
    let signatures = signature::of(conn, &row.id).await?;
    // A paper that waits for its second look keeps nobody from signing themselves.
    let signed = signatures.iter().any(|one| one.member == me && !one.waits());
    let alone = signatures.iter().all(|one| one.member == row.member);
    let rolls = rolls(conn, place, &row.terms()?, &row.estate).await?;
    let may_sign = standing.may(Act::SignPetition) && verified && open && !signed && Terms::entitles(&rolls, &me);
    // Whoever looks at the paper again is another person than who entered it and who signed.
    let looks = standing.may(Act::ConfirmSignature);
    let second = |one: &signature::SignatureRow| looks && one.entered_by.as_ref() != Some(&me) && one.member != me;
    let waiting = signatures.iter().any(|one| one.member == me && one.waits());
    let may_answer = standing.may(Act::AnswerPetition);
    let waits = matches!(row.state, State::Reached | State::Answered);
    let met_by = if may_answer && waits { meets(conn, place, row).await? } else { Vec::new() };
    let estate = super::content(conn, row).await?.body;
    let matter = dossiers::of_subject(conn, &row.id).await?;
    let free = row.state != State::Withdrawn && matter.is_none();
    let leads = if may_answer && waits {
        leads(place, standing, (&row.terms()?, matter.as_ref().map(|one| &one.id)))
    } else {
        Vec::new()
    };
    Ok(PetitionDesk {
        id: row.id.0.clone(),
        ask: row.ask,
        estate,
        text: as_typed(&row.body),
        state: row.state,
        due: row.due_day.clone(),
        late: row.is_overdue(today),
        bars: bars(conn, place, row, language).await?,
        signers: signatures
            .into_iter()
            .map(|one| SignerView {
                may_confirm: open && second(&one),
                may_strike: second(&one),
                waits: one.waits(),
                paper: *one.paper,
                name: one.name,
                member: one.member.0,
            })
            .collect(),
        signed,
        waits: waiting,
        may_sign,
        may_withdraw: open && alone && row.member == me,
        may_enter: open && standing.may(Act::EnterSignature),
        may_answer,
        open_matter: (standing.may(Act::KeepMatter) && free)
            .then(|| address::new_matter_from(&place.id, &format!("petition:{}", row.id))),
        met_by,
        leads,
    })
}

/// Where what a request asks for is done: a meeting is called, for its matter where it belongs to one, or something is disclosed.
fn leads(
    place: &CommunityRow,
    standing: &Standing,
    (terms, matter): (&Terms, Option<&DossierId>),
) -> Vec<(&'static str, String)> {
    let discloses = terms.met_by.iter().any(|by| by == DISCLOSURE);
    let sits = terms.met_by.iter().any(|by| by != DISCLOSURE);
    let call = (sits && standing.may(Act::DraftSession)).then(|| {
        let new = || address::new_session(&place.id);
        ("petition-call", matter.map_or_else(new, |matter| address::new_session_for(&place.id, matter)))
    });
    let disclose = (discloses && standing.may(Act::WriteDisclosure))
        .then(|| ("petition-disclose", address::disclosure(&place.id, disclosure::NEW)));
    call.into_iter().chain(disclose).collect()
}

/// What was published since a request was begun and may be what it asked for: value and title, newest first.
async fn meets(conn: &mut Conn, place: &CommunityRow, row: &PetitionRow) -> Result<Vec<(String, String)>, Fault> {
    let terms = row.terms()?;
    let mut all = Vec::new();
    for kind in [Kind::Notice, Kind::Disclosure] {
        let filter = Filter { kind: kind.id().to_owned(), ..Filter::public() };
        for one in publication::list(conn, &place.id, &filter, (MOST_MEET, 0)).await? {
            let fits = terms.met_by.iter().any(|by| *by == what(&one));
            if fits && one.withdrawn.is_empty() && one.at >= row.begun_at {
                all.push((format!("{}/{}", kind.id(), one.subject), one.title));
            }
        }
    }
    Ok(all)
}

/// The request behind something published, if it is one.
pub(crate) async fn behind(
    conn: &mut Conn,
    place: &CommunityRow,
    (kind, subject): (Kind, &str),
) -> Result<Option<PetitionRow>, Fault> {
    if kind != Kind::Petition {
        return Ok(None);
    }
    rows::find(conn, &place.id, subject).await.map(Some)
}
