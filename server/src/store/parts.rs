//! The parts in which a community stands, each a table, its columns in their order, and whose rows they are ([`super::state`]).

mod later;

/// To what rows a part belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Of {
    /// Of the whole community: who is who.
    Register,
    /// Of the whole community: what was published and asked.
    Board,
    /// Of the whole community: its account. Held by the acts of the account alone, for it has many lines.
    Account,
    /// Of one session.
    Session,
    /// Of one session too: who asked to speak and who spoke. Held by the acts of the floor alone where they come often.
    Floor,
    /// Of one vote, from when it was opened.
    Vote,
    /// Of one vote, once it takes no more ballots.
    Closed,
}

/// A part: its name in findings, whose it is, the table, the columns in their order, and what rows belong to `$1`.
pub(super) struct Part(pub &'static str, pub Of, pub &'static str, pub &'static [&'static str], pub &'static str);

const COMMUNITY: &str = "community = $1";
const SESSION: &str = "session = $1";
const VOTE: &str = "vote = $1";
const ID: &str = "id = $1";
/// The offices above a community, from the one that it hangs under to the top of the tree.
const ABOVE: &str = "id IN (WITH RECURSIVE up(id) AS (SELECT office FROM communities WHERE id = $1 UNION SELECT o.parent \
    FROM offices o JOIN up ON o.id = up.id) SELECT id FROM up)";
const STAFF_ABOVE: &str = "office IN (WITH RECURSIVE up(id) AS (SELECT office FROM communities WHERE id = $1 UNION SELECT o.parent \
    FROM offices o JOIN up ON o.id = up.id) SELECT id FROM up)";

/// Every part. Columns that acts do not change, or that tell of devices and telephones alone, are left out. A migration that
/// rewrites one of these columns leaves what was held before behind: it must not.
const PARTS: [Part; 63] = [
    Part("community", Of::Register, "communities", &["id", "kind", "name", "zone", "demo"], ID),
    Part("roles", Of::Register, "roles", &["member", "role"], COMMUNITY),
    Part("seats", Of::Register, "seats", &["body", "member"], COMMUNITY),
    Part("members", Of::Register, "members", &["id", "number", "name", "household", "adult", "state"], COMMUNITY),
    Part("households", Of::Register, "households", &["id", "division", "number"], COMMUNITY),
    Part("divisions", Of::Register, "divisions", &["id", "name"], COMMUNITY),
    Part(
        "bodies",
        Of::Register,
        "bodies",
        &["id", "kind", "name", "basis_text", "basis_source", "basis_by"],
        COMMUNITY,
    ),
    Part("units", Of::Register, "estate_units", &["body", "number", "member", "area"], COMMUNITY),
    Part("grounds", Of::Register, "grounds", &["kind", "subject", "matter", "said", "role", "at"], COMMUNITY),
    Part(
        "postings",
        Of::Board,
        "postings",
        &["kind", "subject", "from_day", "days", "last_day", "known", "up", "taken_down_at", "photo"],
        COMMUNITY,
    ),
    // Three parts of one table: each with the columns, in the order, by which entries have named it since there were three tables.
    Part(
        "outcomes",
        Of::Board,
        "publication_drafts",
        &[
            "subject",
            "phase",
            "body",
            "responsible",
            "due",
            "correction",
            "writers",
            "signer",
            "signer_role",
            "returned",
        ],
        "community = $1 AND kind = 'outcome'",
    ),
    Part(
        "disclosures",
        Of::Board,
        "publication_drafts",
        &[
            "id",
            "category",
            "matter",
            "title",
            "body",
            "basis",
            "responsible",
            "audience",
            "correction",
            "phase",
            "writers",
            "signer",
            "signer_role",
            "returned",
        ],
        "community = $1 AND kind = 'disclosure'",
    ),
    Part(
        "minutes",
        Of::Board,
        "publication_drafts",
        &["subject", "phase", "body", "correction", "writers", "signer", "signer_role", "signed", "revision"],
        "community = $1 AND kind = 'minutes'",
    ),
    Part("note", Of::Board, "notes", &["body", "until"], COMMUNITY),
    Part("completions", Of::Board, "completions", &["id", "vote", "at"], COMMUNITY),
    Part(
        "objection hidings",
        Of::Board,
        "objection_hidings",
        &["id", "objection", "reason", "salt", "fingerprint", "at", "state", "appeal", "answer"],
        COMMUNITY,
    ),
    // The words that are to be blanked are left out: they go when it is answered.
    Part(
        "takebacks",
        Of::Board,
        "takebacks",
        &["id", "kind", "subject", "what", "photos", "reason", "asked_by", "at", "state"],
        COMMUNITY,
    ),
    Part(
        "session",
        Of::Session,
        "sessions",
        &[
            "body",
            "title",
            "place",
            "held",
            "starts_at",
            "phase",
            "special",
            "chair",
            "deputy",
            "presiding",
            "reason",
            "announced_at",
            "opened_at",
            "closed_at",
            "rules",
            "current_item",
            "paused_until",
        ],
        ID,
    ),
    Part(
        "items",
        Of::Session,
        "items",
        &["id", "position", "title", "matter", "paper", "locked", "pause", "lock_reason"],
        SESSION,
    ),
    Part("roll", Of::Session, "session_roll", &["member", "unit", "weighs"], SESSION),
    Part(
        "attendance",
        Of::Session,
        "attendance",
        &["member", "channel", "weight", "verified", "left_at", "at"],
        SESSION,
    ),
    Part(
        "hidings",
        Of::Session,
        "hidings",
        &["id", "kind", "subject", "reason", "salt", "fingerprint", "at", "state", "appeal", "answer"],
        SESSION,
    ),
    Part("proposals", Of::Session, "proposals", &["id", "item", "number", "author", "state", "put", "at"], SESSION),
    Part("interests", Of::Session, "interests", &["item", "member", "interest", "recused", "own", "at"], SESSION),
    Part(
        "endings",
        Of::Session,
        "endings",
        &["item", "kind", "body", "dissent", "due", "referred", "published"],
        SESSION,
    ),
    Part(
        "votes",
        Of::Session,
        "votes",
        &["id", "item", "revision", "round", "mode", "ends_at", "opened_at", "void_reason", "recounts"],
        SESSION,
    ),
    // What follows was held later: the columns of a part never change, for entries have named it by them.
    Part("who acts", Of::Register, "members", &["id", "person"], COMMUNITY),
    Part("ages and departures", Of::Register, "members", &["id", "born", "left_why", "left_on"], COMMUNITY),
    // Who runs the platform is of no community, and held in each.
    Part("administrators", Of::Register, "persons", &["id"], "administrator = 1 AND $1 <> ''"),
    Part("steps", Of::Board, "milestones", &["id", "vote", "position"], COMMUNITY),
    Part("objection times", Of::Board, "objections", &["id", "at", "replied_at"], COMMUNITY),
    Part("objection hiders", Of::Board, "objection_hidings", &["id", "hidden_by"], COMMUNITY),
    Part(
        "matters",
        Of::Board,
        "dossiers",
        &["id", "year", "number", "matter", "procedure_id", "version", "ended", "opened_at"],
        COMMUNITY,
    ),
    Part("procedures", Of::Board, "procedures", &["id", "version", "text", "changes", "in_use"], COMMUNITY),
    Part("ratings of matters", Of::Board, "dossier_ratings", &["dossier", "member", "grade"], COMMUNITY),
    Part(
        "opinions",
        Of::Board,
        "household_opinions",
        &["dossier", "household", "answer", "on_paper", "member"],
        COMMUNITY,
    ),
    Part("what belongs to matters", Of::Board, "dossier_links", &["dossier", "kind", "subject", "at"], COMMUNITY),
    Part("photos", Of::Board, "photos", &["id", "kind", "subject", "at"], COMMUNITY),
    Part(
        "pictures",
        Of::Board,
        "attachments",
        &["id", "belongs", "subject", "photo", "hash", "state", "kind", "thing", "title", "reason", "at"],
        COMMUNITY,
    ),
    Part(
        "drafts",
        Of::Board,
        "publication_drafts",
        &[
            "kind", "subject", "title", "form", "category", "matter", "audience", "basis", "due", "signed", "returned",
            "revision",
        ],
        COMMUNITY,
    ),
    Part("papers", Of::Session, "items", &["id", "paper_form"], SESSION),
    Part("ending forms", Of::Session, "endings", &["item", "form"], SESSION),
    Part(
        "speeches",
        Of::Floor,
        "speeches",
        &["id", "item", "member", "side", "state", "asked_at", "began_at", "ends_at", "warned"],
        SESSION,
    ),
    // Once a roll-call has ended: while it runs, answers come from everybody at once.
    Part(
        "roll-calls",
        Of::Session,
        "roll_calls c LEFT JOIN roll_call_answers a ON a.roll_call = c.id",
        &["c.id", "c.began_at", "c.ended_at", "a.member", "a.at"],
        "c.session = $1 AND c.ended_at IS NOT NULL",
    ),
    Part("entered proposals", Of::Session, "proposals", &["id", "entered"], SESSION),
    Part(
        "entered seconds",
        Of::Session,
        "seconds s JOIN proposals p ON p.id = s.proposal",
        &["s.proposal", "s.member", "s.entered"],
        "p.session = $1",
    ),
    Part("ways", Of::Vote, "votes", &["session", "item", "phones"], ID),
    Part("electors", Of::Vote, "roll_entries", &["unit", "unit_kind", "member", "heads", "weighs"], VOTE),
    // Of a secret vote: one boolean each, as closing leaves it.
    Part("turnout", Of::Closed, "roll_entries", &["unit", "voted", "channel"], VOTE),
    Part("vote times", Of::Closed, "votes", &["id", "closed_at", "declared_at"], ID),
    Part(
        "authors",
        Of::Session,
        "revisions r JOIN items i ON i.id = r.item",
        &["r.item", "r.number", "r.author", "r.at", "r.proposal"],
        "i.session = $1",
    ),
    // A secret, of which the chain holds a salted hash within that of the part: whoever changes it shuts a hall's door, or opens it.
    Part("room", Of::Session, "sessions", &["id", "room_key"], ID),
    Part(
        "drafts sent back",
        Of::Board,
        "publication_drafts",
        &["kind", "subject", "revision", "returned_of"],
        COMMUNITY,
    ),
    Part("retired bodies", Of::Register, "bodies", &["id", "retired"], COMMUNITY),
    Part("whether it is retired", Of::Register, "communities", &["id", "retired"], ID),
    Part(
        "petitions",
        Of::Board,
        "petitions",
        &[
            "id",
            "number",
            "ask",
            "estate",
            "member",
            "title",
            "body",
            "begun_at",
            "terms",
            "state",
            "reached_day",
            "due_day",
            "record",
            "met_kind",
            "met_subject",
            "met_day",
            "answer",
            "answered_day",
            "answer_role",
        ],
        COMMUNITY,
    ),
    // Once nobody signs any more: while it is open, many come at once, and each is held by its entry.
    Part(
        "petition signatures",
        Of::Board,
        "petition_signatures s JOIN petitions p ON p.id = s.petition",
        &["s.petition", "s.member", "s.paper", "s.entered_by", "s.confirmed_by", "s.seq", "s.unit"],
        "p.community = $1 AND p.state <> 'open'",
    ),
    Part("steps sent back", Of::Board, "milestones", &["id", "returned_of"], COMMUNITY),
    // Offices are of no community; each holds those above it, as it holds the administrators.
    Part("what it hangs under", Of::Register, "communities", &["id", "office"], ID),
    Part("offices above", Of::Register, "offices", &["id", "level", "name", "parent", "retired"], ABOVE),
    Part("staff of offices above", Of::Register, "office_staff", &["id", "office", "person", "name"], STAFF_ABOVE),
    Part(
        "filings",
        Of::Board,
        "filings",
        &[
            "id",
            "number",
            "of_kind",
            "subject",
            "revision",
            "addressee",
            "office",
            "office_name",
            "note",
            "filer",
            "filer_role",
            "day",
            "at",
            "state",
            "words",
            "answer_role",
            "answer_day",
            "answered_at",
        ],
        COMMUNITY,
    ),
    Part(
        "orders",
        Of::Board,
        "orders",
        &[
            "id",
            "number",
            "office",
            "office_name",
            "level",
            "what",
            "basis",
            "due_day",
            "role",
            "day",
            "at",
            "state",
            "answer",
            "answer_role",
            "answer_day",
            "met_kind",
            "met_subject",
            "reason",
            "closed_day",
            "closed_role",
        ],
        COMMUNITY,
    ),
];

/// Every part: those that stood here first, and those that came later.
pub(super) fn all() -> impl Iterator<Item = &'static Part> {
    PARTS.iter().chain(&later::PARTS)
}

/// Every column that stands in a part: table and column.
pub fn columns() -> Vec<(&'static str, &'static str)> {
    let mut all = Vec::new();
    for Part(_, _, tables, columns, _) in self::all() {
        // A table alone, or tables that are joined, each with a letter for it.
        let words: Vec<&str> = tables.split_whitespace().collect();
        let named = |letter: &str| {
            let at = words.iter().position(|word| *word == letter)?;
            words.get(at.checked_sub(1)?).copied()
        };
        for column in *columns {
            all.extend(match column.split_once('.') {
                Some((letter, column)) => named(letter).map(|table| (table, column)),
                None => words.first().map(|table| (*table, *column)),
            });
        }
    }
    all
}
