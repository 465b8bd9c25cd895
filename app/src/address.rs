//! Addresses: each is made here, by its subject or its act. What somebody typed enters one here alone, so that it stays a value and
//! says nothing else.

use core::fmt::Display;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, PercentEncode, utf8_percent_encode};
use rules::{body::Weighs, published::Kind};

/// Makes a function for each address, of the things that it names.
macro_rules! addresses {
    ($($(#[$doc:meta])* $name:ident($($part:ident),+) $address:literal;)+) => {$(
        $(#[$doc])*
        #[must_use]
        pub fn $name($($part: &(impl Display + ?Sized)),+) -> String {
            format!($address)
        }
    )+};
}

/// The register of what the ballots of a body weigh: the units of its owners, or who stands for which households.
#[must_use]
pub fn register(of: Weighs, community: &(impl Display + ?Sized), body: &(impl Display + ?Sized)) -> String {
    match of {
        Weighs::Area => units(community, body),
        Weighs::Households => represented(community, body),
    }
}

// Of a community.
addresses! {
    /// A community's board.
    board(community) "/c/{community}";
    /// What is found on it.
    search(community) "/c/{community}/search";
    /// Its figures.
    figures(community) "/c/{community}/figures";
    /// Its record to take along.
    data(community) "/c/{community}/data";
    /// How its record is checked.
    check(community) "/c/{community}/check";
    /// A file of its record.
    file(community, name) "/c/{community}/{name}";
    /// A feed of it.
    feed(community, category) "/c/{community}/feed/{category}.atom";
    /// A photo of something that hangs on it.
    photo(community, photo) "/c/{community}/photo/{photo}";
    /// Its matters.
    matters(community) "/c/{community}/matters";
    /// Where one is opened.
    new_matter(community) "/c/{community}/matters/new";
    /// The same, as an earlier one was.
    new_matter_as(community, dossier) "/c/{community}/matters/new?as={dossier}";
    /// The same, from something that is there: `item:ID`, `petition:ID`.
    new_matter_from(community, thing) "/c/{community}/matters/new?from={thing}";
    /// What has to be published in a year; as CSV where the year ends in that.
    duties(community, year) "/c/{community}/duties/{year}";
    /// Where that is kept.
    keep_duties(community) "/c/{community}/duties/keep";
    /// Its account, line by line.
    ledger(community) "/c/{community}/ledger";
    /// A month of it: `2026-03`.
    ledger_month(community, month) "/c/{community}/ledger/{month}";
    /// Its registers.
    registers(community) "/c/{community}/registers";
    /// One of them; as CSV where its name ends in that.
    register_of(community, register) "/c/{community}/register/{register}";
    /// A row of it.
    register_row(community, register, row) "/c/{community}/register/{register}/{row}";
    /// Where the disclosure is written with which a register is published.
    disclosure_of_register(community, register) "/c/{community}/disclosures/new?register={register}";
    /// Where the disclosure is written with which a month is published.
    disclosure_of_month(community, month) "/c/{community}/disclosures/new?ledger={month}";
    /// Where a disclosure is written for a period of a duty: `V21:2026-03`.
    disclosure_for(community, duty) "/c/{community}/disclosures/new?duty={duty}";
    /// A procedure, as it is used there.
    procedure(community, procedure) "/c/{community}/procedures/{procedure}";
    /// Where a place takes it over.
    adopt_procedure(community, procedure) "/c/{community}/procedures/{procedure}/adopt";
    /// Where a session is called for a matter.
    new_session_for(community, dossier) "/c/{community}/sessions/new?matter={dossier}";
    /// A session to put into one's own calendar.
    calendar(community, session) "/c/{community}/notice/{session}/calendar.ics";
    /// Where members and staff do something about it.
    about(community, kind, subject) "/c/{community}/about/{kind}/{subject}";
    /// The home of whoever is signed in.
    room(community) "/c/{community}/room";
    /// One list of it, whole.
    room_list(community, list) "/c/{community}/room?all={list}";
    /// What stays within the community.
    within(community) "/c/{community}/within";
    /// What is overdue.
    overdue(community) "/c/{community}/overdue";
    /// The pictures that are kept beside something.
    attachments(community, of, id) "/c/{community}/attachments/{of}/{id}";
    /// One of them.
    attachment(attachment) "/a/{attachment}";
    /// Its picture, for who keeps it.
    attachment_picture(attachment) "/a/{attachment}/picture";
    /// Where a disclosure is written; the id of a new one is `new`.
    disclosure(community, id) "/c/{community}/disclosures/{id}";
    /// Its joint requests.
    petitions(community) "/c/{community}/petitions";
    /// Where one is begun.
    new_petition(community) "/c/{community}/petitions/new";
    /// Where a draw is fixed.
    new_draw(community) "/c/{community}/draws/new";
    /// Where a session is called.
    new_session(community) "/c/{community}/sessions/new";
    /// The same, filled in as the last one was.
    new_session_as_last(community) "/c/{community}/sessions/new?last=1";
    /// Its members.
    members(community) "/c/{community}/members";
    /// One of them, by an encoded id.
    member(community, member) "/c/{community}/members/{member}";
    /// Where somebody is put on the roll by hand.
    new_member(community) "/c/{community}/members/new";
    /// Where what the roll says of one of them is changed.
    edit_member(community, member) "/c/{community}/members/{member}/edit";
    /// For whom slips are printed.
    slips(community) "/c/{community}/slips";
    /// The same from the door, with the person in front of the clerk.
    member_here(community, member) "/c/{community}/members/{member}?here=1";
    /// Where a roll is taken in.
    import(community) "/c/{community}/import";
    /// A file that was read.
    import_file(community, id) "/c/{community}/import/{id}";
    /// The units of an estate.
    units(community, body) "/c/{community}/owners/{body}";
    /// Who stands for which households in a body.
    represented(community, body) "/c/{community}/represented/{body}";
    /// A community as the administrator sees it.
    admin(community) "/admin/{community}";
    /// Its staff there.
    staff(community) "/admin/{community}#staff";
    /// An office above communities as the administrator sees it.
    admin_office(office) "/admin/office/{office}";
    /// The same as its staff and the public see it.
    office(office) "/o/{office}";
    /// The orders to publish that offices above have made to a community.
    orders(community) "/c/{community}/orders";
    /// Where an office makes an order.
    new_order(community) "/c/{community}/orders/new";
    /// An order, for the place and for offices above it.
    order(order) "/order/{order}";
    /// A slip that signs in.
    slip(token) "/slip/{token}";
    /// A link that sets a password.
    link(token) "/link/{token}";
}

// Of a matter.
addresses! {
    /// Where a matter is worked at.
    dossier(dossier) "/d/{dossier}";
    /// Where its words are corrected.
    correct_matter(dossier) "/d/{dossier}/correct";
}

/// Something that a community has published. A matter goes by its number there, which is its own within the community.
#[must_use]
pub fn published(community: &str, kind: &str, subject: &str) -> String {
    let name = Kind::from_id(kind).map_or(subject, |kind| kind.name_of(community, subject));
    format!("/c/{community}/{kind}/{name}")
}

/// An earlier revision of it.
#[must_use]
pub fn revision(community: &str, kind: &str, subject: &str, revision: i64) -> String {
    format!("{}/v/{revision}", published(community, kind, subject))
}

// Of a session.
addresses! {
    /// A session.
    session(session) "/s/{session}";
    /// The chair's desk.
    chair(session) "/s/{session}/chair";
    /// An item on it.
    chair_item(session, item) "/s/{session}/chair#item-{item}";
    /// The roll-call on it.
    chair_roll_call(session) "/s/{session}/chair#roll-call";
    /// Where it is drafted.
    edit(session) "/s/{session}/edit";
    /// Where its notice is corrected.
    correct(session) "/s/{session}/correct-notice";
    /// Check-in.
    door(session) "/s/{session}/door";
    /// The room's code.
    room_code(session) "/s/{session}/room-code";
    /// The same as a picture.
    room_code_picture(session) "/s/{session}/room-code.svg";
    /// The list of a roll-call.
    roll_call(session) "/s/{session}/roll-call";
    /// The sheet that is signed at the door.
    sign_in_sheet(session) "/s/{session}/sign-in-sheet";
    /// Everything on paper that it needs.
    papers(session) "/s/{session}/papers";
    /// Written mandates.
    proxies(session) "/s/{session}/proxies";
    /// One to fill in by hand.
    proxy_form(session) "/s/{session}/proxy-form";
    /// Where minutes are written.
    minutes(session) "/s/{session}/minutes";
    /// Where a consultation is kept.
    consultation(session) "/s/{session}/consultation";
    /// The hall's screen.
    screen(session) "/s/{session}/screen";
    /// What was hidden.
    hidden(session) "/s/{session}/hidden";
    /// One thing that was.
    hidden_one(session, hiding) "/s/{session}/hidden#{hiding}";
    /// The feed by which a page follows it.
    live(session) "/live/s/{session}";
    /// The same for the screen.
    live_screen(session) "/live/s/{session}?view=screen";
}

// Of an item and a vote.
addresses! {
    /// Where an item's text is written.
    item(item) "/i/{item}";
    /// Where an item of an agenda is changed.
    edit_item(item) "/i/{item}/edit";
    /// Its thread.
    thread(item) "/i/{item}/thread";
    /// A place in it.
    thread_at(item, mark) "/i/{item}/thread#{mark}";
    /// The same with all that was said, at a place in it.
    thread_whole(item, mark) "/i/{item}/thread?all=1#{mark}";
    /// The same, to answer a remark.
    answer(item, remark) "/i/{item}/thread?answer={remark}#say";
    /// Its gates.
    gates(item) "/i/{item}/gates";
    /// Who has an interest in it.
    interest(item) "/i/{item}/interest";
    /// Who is appraised under it.
    appraised(item) "/i/{item}/appraised";
    /// Paper ballots to print.
    ballots(item) "/i/{item}/ballots";
    /// A proposal.
    proposal(proposal) "/p/{proposal}";
    /// A revision of it.
    proposal_revision(proposal, revision) "/p/{proposal}?revision={revision}#revision";
    /// A remark.
    remark(remark) "/r/{remark}";
    /// A vote.
    vote(vote) "/v/{vote}";
    /// The same, where it says that a ballot is stored.
    vote_stored(vote) "/v/{vote}#stored";
    /// The same, where what was sent after it was not taken in.
    vote_again(vote) "/v/{vote}?again=1#stored";
    /// The clerk's table.
    paper(vote) "/v/{vote}/paper";
    /// The same, where it names who was handed a paper just now.
    paper_handed(vote, member) "/v/{vote}/paper?handed={member}";
    /// The teller's desk.
    count(vote) "/v/{vote}/count";
    /// The sheet on which they tick.
    tally_sheet(vote) "/v/{vote}/tally-sheet";
    /// Where the decision is written.
    outcome(vote) "/v/{vote}/outcome";
}

/// The offices above communities, for everybody.
pub const OFFICES: &str = "/offices";
/// The same, for the administrator.
pub const ADMIN_OFFICES: &str = "/admin/offices";
/// How one takes part.
pub const TAKING_PART: &str = "/help/taking-part";
/// How a vote passes.
pub const PASSING: &str = "/help/passing";

/// The file of a build: style sheets, scripts.
#[must_use]
pub fn asset(build: &str, name: &str) -> String {
    format!("/pkg/{build}/{name}")
}

/// Where acts are sent: by what they are done to, and their name.
pub mod to {
    use super::Display;

    /// A new office above communities.
    pub const OFFICES: &str = "/do/offices";
    /// A new community.
    pub const COMMUNITIES: &str = "/do/communities";
    /// Signing in with a code.
    pub const SIGN_IN_CODE: &str = "/do/in/code";
    /// Signing in with a password.
    pub const SIGN_IN_PASSWORD: &str = "/do/in/password";
    /// Signing out.
    pub const SIGN_OUT: &str = "/do/sign-out";
    /// Ending one login.
    pub const END_LOGIN: &str = "/do/login/end";
    /// A code for another device.
    pub const DEVICE_CODE: &str = "/do/device-code";
    /// Having read of sign-ins that were refused.
    pub const REFUSED_READ: &str = "/do/refused-read";

    addresses! {
        /// To a community, its people and bodies.
        community(community, act) "/do/c/{community}/{act}";
        /// To an office above communities.
        office(office, act) "/do/offices/{office}/{act}";
        /// To something that was put on file.
        filing(filing, act) "/do/filing/{filing}/{act}";
        /// To an order to publish.
        order(order, act) "/do/order/{order}/{act}";
        /// To something that it has published.
        about(community, kind, subject, act) "/do/c/{community}/about/{kind}/{subject}/{act}";
        /// To what becomes of a decision.
        execution(community, vote, act) "/do/c/{community}/execution/{vote}/{act}";
        /// To a matter.
        dossier(dossier, act) "/do/d/{dossier}/{act}";
        /// To a joint request.
        petition(community, petition, act) "/do/c/{community}/petition/{petition}/{act}";
        /// To a draw.
        draw(community, draw, act) "/do/c/{community}/draw/{draw}/{act}";
        /// To one of its registers.
        register(community, register, act) "/do/c/{community}/register/{register}/{act}";
        /// What is done to a row of a register.
        register_row(community, register, row, act) "/do/c/{community}/register/{register}/{row}/{act}";
        /// What is done in a month of the account.
        ledger(community, month, act) "/do/c/{community}/ledger/{month}/{act}";
        /// To a disclosure: written.
        disclosure(community, id) "/do/c/{community}/disclosures/{id}";
        /// To the pictures beside something.
        attachments(community, of, id) "/do/c/{community}/attachments/{of}/{id}";
        /// To one of them.
        attachment(attachment, act) "/do/a/{attachment}/{act}";
        /// To a session.
        session(session, act) "/do/s/{session}/{act}";
        /// To an item.
        item(item, act) "/do/i/{item}/{act}";
        /// To a proposal.
        proposal(proposal, act) "/do/p/{proposal}/{act}";
        /// To a remark.
        remark(remark, act) "/do/r/{remark}/{act}";
        /// To a vote.
        vote(vote, act) "/do/v/{vote}/{act}";
        /// To something hidden in a thread.
        hiding(hiding, act) "/do/h/{hiding}/{act}";
        /// To an objection.
        objection(objection, act) "/do/o/{objection}/{act}";
        /// To an objection that is hidden.
        hidden_objection(hiding, act) "/do/oh/{hiding}/{act}";
        /// To a milestone.
        milestone(milestone, act) "/do/m/{milestone}/{act}";
        /// To what is asked to be taken back.
        takeback(takeback, act) "/do/t/{takeback}/{act}";
        /// Signing in with a slip.
        slip(token) "/do/slip/{token}";
        /// Joining its membership to the login that is there.
        slip_link(token) "/do/slip/{token}/link";
        /// Setting a password.
        link(token) "/do/link/{token}";
        /// To the draft whose writing is sent there.
        draft(at, act) "{at}/{act}";
    }
}

/// What does not stand for itself: everything but letters, digits and the four marks that never mean anything (RFC 3986).
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// A text as a value of a query, or as one part of a path.
#[must_use]
pub fn encoded(text: &str) -> PercentEncode<'_> {
    utf8_percent_encode(text, RESERVED)
}

/// An address with what is asked of it; what is empty is left out.
#[must_use]
pub fn asking(path: &str, asked: &[(&str, &str)]) -> String {
    let mut to = path.to_owned();
    for (name, value) in asked.iter().filter(|(_, value)| !value.is_empty()) {
        to.push(if to.contains('?') { '&' } else { '?' });
        to.extend([*name, "="]);
        to.extend(encoded(value));
    }
    to
}
