//! The line that says whether anybody may decide: of persons, of households, of owners by head and area, or of representatives with the
//! households for which they stand.

use crate::{
    fault::Fault,
    people::owners::rows as owners,
    sitting::{presence::attending::roll_of_body, session::Sitting},
    store::Conn,
};
use app::say;
use rules::{
    Language, explain,
    fraction::Fraction,
    kind::Area,
    record::Counts,
    roll::{Represented, present},
    session::Phase,
};

/// Before it opens nobody is late: the line says what will be needed.
pub(super) async fn words(
    conn: &mut Conn,
    sitting: &Sitting,
    (counts, households): (&Counts, Option<Represented>),
    quorum: Fraction,
    language: Language,
) -> Result<String, Fault> {
    let ahead = matches!(sitting.session.phase, Phase::Draft | Phase::Announced);
    let here = present(counts);
    if let Some(one) = households {
        return match ahead {
            true => represented_ahead(conn, sitting, (here, one), quorum, language).await,
            false => Ok(explain::represented_sentence(quorum, (here, one.here), one.all, language)),
        };
    }
    if sitting.body.kind.counts_owners() {
        return of_owners(conn, sitting, (counts.eligible, ahead), quorum, language).await;
    }
    if ahead {
        let words = [
            ("eligible", counts.eligible.to_string()),
            ("required", quorum.required(counts.eligible).to_string()),
            ("here", here.to_string()),
        ];
        return Ok(say::sentence(language, "quorum-ahead", &words));
    }
    Ok(explain::quorum_sentence(quorum, counts.eligible, here, language))
}

/// Owners take part by the ballot that comes back, not by who is in the room.
async fn of_owners(
    conn: &mut Conn,
    sitting: &Sitting,
    (heads, ahead): (u64, bool),
    quorum: Fraction,
    language: Language,
) -> Result<String, Fault> {
    let area = match ahead {
        true => roll_of_body(conn, sitting).await?.iter().map(|line| line.weighs.unsigned_abs()).sum(),
        false => owners::frozen_area(conn, &sitting.session.id).await?.unsigned_abs(),
    };
    let words = [
        ("heads", heads.to_string()),
        ("area", Area(area).to_string()),
        ("share", explain::fraction_words(quorum, language)),
        ("need", quorum.required(heads).to_string()),
        ("need_area", Area(quorum.required(area)).to_string()),
    ];
    Ok(say::sentence(language, "owners-quorum", &words))
}

/// Who stands for how many, by the register as it is, and how many of them are there already.
async fn represented_ahead(
    conn: &mut Conn,
    sitting: &Sitting,
    (here, households): (u64, Represented),
    quorum: Fraction,
    language: Language,
) -> Result<String, Fault> {
    let roll = roll_of_body(conn, sitting).await?;
    let covered: u64 = roll.iter().map(|line| line.weighs.unsigned_abs()).sum();
    let words = [
        ("representatives", roll.len().to_string()),
        ("covered", covered.to_string()),
        ("all", households.all.to_string()),
        ("required", quorum.required(households.all).to_string()),
        ("here", here.to_string()),
        ("there", households.here.to_string()),
    ];
    Ok(say::sentence(language, "represented-ahead", &words))
}
