//! Parts that came after the first.

use super::{COMMUNITY, Of, Part, SESSION};

/// Those of consultations, draws, duties, appraisals, and of households through their representatives.
pub(super) const PARTS: [Part; 13] = [
    Part("parties", Of::Session, "parties", &["id", "position", "name", "refusal", "refused_day"], SESSION),
    Part(
        "participants",
        Of::Session,
        "participants",
        &["id", "party", "member", "name", "organisation", "named_day", "came_at", "left_at"],
        SESSION,
    ),
    Part(
        "guests at the floor",
        Of::Floor,
        "guest_turns",
        &["id", "item", "guest", "began_at", "ends_at", "ended", "body"],
        SESSION,
    ),
    Part(
        "dissents",
        Of::Session,
        "dissents",
        &["id", "number", "party", "member", "guest", "body", "paper", "day"],
        SESSION,
    ),
    Part(
        "consultations",
        Of::Session,
        "consultations",
        &["read_of", "read_at", "read_by", "read_role", "feedback", "feedback_as"],
        SESSION,
    ),
    Part(
        "opinions of consultations",
        Of::Board,
        "publication_drafts",
        &["kind", "subject", "sheet"],
        "community = $1 AND sheet <> ''",
    ),
    Part(
        "draws",
        Of::Board,
        "draws",
        &[
            "id",
            "number",
            "title",
            "basis",
            "drawn_of",
            "rule",
            "frame",
            "chance",
            "named",
            "seed_day",
            "seed",
            "read_by",
            "confirmed_by",
            "record",
        ],
        COMMUNITY,
    ),
    Part(
        "substitutes of draws",
        Of::Board,
        "draw_substitutes",
        &["draw", "number", "out_entry", "in_entry", "reason", "day"],
        COMMUNITY,
    ),
    Part("catalogues of duties", Of::Board, "duty_lists", &["catalogue", "version", "text", "from_day"], COMMUNITY),
    Part(
        "what stands for duties",
        Of::Board,
        "duty_answers",
        &["code", "span", "subject", "said", "reason", "role", "day", "at"],
        COMMUNITY,
    ),
    Part(
        "appraised",
        Of::Session,
        "appraised",
        &["item", "member", "nth", "office", "votes", "ended_kind", "ended_subject", "ended_day"],
        SESSION,
    ),
    Part("who stands for whom", Of::Register, "represented_households", &["body", "household", "member"], COMMUNITY),
    Part("households of a session", Of::Session, "session_households", &["household", "member"], SESSION),
];
