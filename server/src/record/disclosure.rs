//! What is disclosed without a vote (村务公开 and its like), on its way to the board: written, countersigned by another hand or
//! sent back, published, as every draft is (`record/draft`). What hangs there already is `record/posting`.

use crate::{
    act::{
        Address, At, Beside as _, Form, Stop, Subject,
        none::{self, SaidNone},
    },
    fault::Fault,
    people::community::rows as communities,
    record::{
        self,
        dossier::{self, Dossier},
        draft::{
            Hands, Life, Names,
            rows::{self, DraftRow, Said},
        },
        duty, ledger,
        publication::{Kind, Shelf, rows::PublicationRow},
        register,
    },
    store::Conn,
    text,
};
use app::address;
use rules::{
    Refusal,
    agenda::Matter,
    dossier::Link,
    duty::Span,
    id::CommunityId,
    permit::Act as May,
    posting::{Audience, Category},
    proposal,
    published::{DisclosureContent, LedgerContent, RegisterContent},
    register::Register,
    says::Says,
};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// What the address of a disclosure holds that nobody has written yet.
pub(crate) const NEW: &str = "new";

/// A disclosure as long as it is written: one that stands, or a new one.
pub struct Open {
    community: CommunityId,
    id: String,
}

/// A disclosure that is to go up. From now on it is for whom it says.
pub struct Ready {
    open: Open,
    audience: Audience,
}

/// One of a community.
///
/// # Errors
/// [`Fault::NotFound`].
pub(crate) async fn find(conn: &mut Conn, community: &CommunityId, id: &str) -> Result<DraftRow, Fault> {
    rows::of(conn, (community, Kind::Disclosure), id).await?.ok_or(Fault::NotFound)
}

/// The page on which a disclosure is written and signed.
fn page(community: &CommunityId, id: &str) -> String {
    address::disclosure(&community, &id)
}

impl Subject for Open {
    /// The community and the disclosure.
    type Key = (CommunityId, String);

    async fn find(conn: &mut Conn, (community, id): &Self::Key) -> Result<Self, Fault> {
        if id != NEW {
            find(conn, community, id).await?;
        }
        Ok(Self { community: community.clone(), id: id.clone() })
    }

    fn community(&self) -> &CommunityId {
        &self.community
    }

    fn in_chain(&self) -> &str {
        &self.id
    }

    /// Whom it will be for is known for certain when it is published: until then its hash is sealed.
    fn audience(&self) -> Audience {
        Audience::Members
    }

    fn page(&self) -> String {
        page(&self.community, &self.id)
    }
}

impl Subject for Ready {
    /// The community and the disclosure.
    type Key = (CommunityId, String);

    async fn find(conn: &mut Conn, (community, id): &Self::Key) -> Result<Self, Fault> {
        let audience = find(conn, community, id).await?.said.audience()?;
        Ok(Self { open: Open { community: community.clone(), id: id.clone() }, audience })
    }

    fn community(&self) -> &CommunityId {
        &self.open.community
    }

    fn in_chain(&self) -> &str {
        &self.open.id
    }

    fn audience(&self) -> Audience {
        self.audience
    }

    fn page(&self) -> String {
        self.open.page()
    }
}

/// What is published with a disclosure beside its text, as it was drafted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub(crate) enum Sheet {
    /// A month of the account.
    Account(LedgerContent),
    /// A register.
    Register(RegisterContent),
}

/// What is published with a disclosure.
pub(crate) fn sheet(said: &Said) -> Result<Option<Sheet>, Fault> {
    Ok(if said.sheet.is_empty() { None } else { Some(serde_json::from_str(&said.sheet)?) })
}

/// What is published beside a text: a month of the account, or a register.
enum Beside {
    Month(Span),
    Register(&'static Register),
}

/// What a form names; of a draft that has something it stays that.
fn beside(form: &Form, before: Option<&DraftRow>) -> Result<Option<Beside>, Stop> {
    let register = |id: &str| Register::of(id).ok_or(Stop::from(("register", Refusal::NotOffered)));
    if let Some(row) = before {
        return match sheet(&row.said)? {
            None => Ok(None),
            Some(Sheet::Account(drafted)) => Ok(Some(Beside::Month(drafted.span))),
            Some(Sheet::Register(drafted)) => Ok(Some(Beside::Register(register(&drafted.register)?))),
        };
    }
    match (form.get("ledger"), form.get("register")) {
        ("", "") => Ok(None),
        ("", id) => Ok(Some(Beside::Register(register(id)?))),
        (named, _) => Ok(Some(Beside::Month(ledger::month_named(named).ok_or(("ledger", Refusal::NotOffered))?))),
    }
}

/// A disclosure.
pub struct Disclosure;

impl Life for Disclosure {
    type On = Open;
    type Up = Ready;
    type Content = DisclosureContent;

    const KIND: Kind = Kind::Disclosure;
    const AT: [&'static str; 4] = [
        "/c/{community}/disclosures/{id}",
        "/c/{community}/disclosures/{id}/sign",
        "/c/{community}/disclosures/{id}/return",
        "/c/{community}/disclosures/{id}/publish",
    ];
    const MAY: [&'static [May]; 3] = [&[May::WriteDisclosure], &[May::CountersignOutcome], &[May::PublishDisclosure]];
    const HANDS: Hands = Hands::Supervision;
    const NAMES: Names = Names {
        written: Says::DisclosureWritten,
        signed: Says::DisclosureCountersigned,
        returned: Says::DisclosureReturned,
        published: Says::DisclosurePublished,
    };
    const WRITES: &'static [Says] = &[Says::DisclosureWritten, Says::MatterLinked, Says::DutyAnswered];
    const ONE: bool = false;

    fn subject(on: &Open) -> &str {
        &on.id
    }

    fn subject_up(up: &Ready) -> &str {
        &up.open.id
    }

    async fn read(
        at: &mut At<'_, Open>,
        form: &Form,
        before: Option<&DraftRow>,
        published: &[PublicationRow],
    ) -> Result<(Said, Vec<SaidNone>), Stop> {
        let category = Category::from_id(form.get("category")).ok_or(("category", Refusal::NotOffered))?;
        let matter = match form.get("matter") {
            "" => "",
            id => Matter::from_id(id).ok_or(("matter", Refusal::NotOffered))?.id(),
        };
        let body = form.raw("body").to_owned();
        proposal::text(&body, proposal::BODY_LIMIT).beside("body")?;
        let wanted = beside(form, before)?;
        let sheet = match &wanted {
            None => String::new(),
            Some(wanted) => {
                let community = at.on.community.clone();
                let today = record::today(at.writing, &community).await?;
                let conn = at.writing.conn();
                let ready = match *wanted {
                    Beside::Month(span) => Sheet::Account(ledger::ready(conn, &community, (span, today)).await??),
                    Beside::Register(one) => Sheet::Register(register::content(conn, &community, (one, today)).await??),
                };
                serde_json::to_string(&ready).map_err(Fault::from)?
            }
        };
        let none = none::judge(form, &["body", "title", "basis", "responsible"])?;
        let kept = form.ticked("members") || Audience::of_matter(matter) == Audience::Members;
        match wanted {
            Some(Beside::Month(_)) if kept => return Err(("members", Refusal::LedgerPublic).into()),
            Some(Beside::Register(one)) if one.members && !kept => {
                return Err(("members", Refusal::RegisterMembers).into());
            }
            _ => {}
        }
        // With it would come out what was asked, answered and photographed while it was the members'.
        if !kept && published.iter().any(|row| !row.is_public()) {
            return Err(Refusal::StaysWithin.into());
        }
        let said = Said {
            category: category.id().to_owned(),
            matter: matter.to_owned(),
            title: form.line("title", proposal::TITLE_LIMIT)?,
            body,
            basis: form.line("basis", 200)?,
            responsible: form.line("responsible", 60)?,
            audience: if kept { Audience::Members } else { Audience::Public }.id().to_owned(),
            sheet,
            ..Said::default()
        };
        Ok((said, none))
    }

    /// One that is written for a matter belongs to it, as a plan for comment or as what it is; one that is written for a duty stands for
    /// its period once it is published.
    async fn made(at: &mut At<'_, Open>, subject: &str, form: &Form) -> Result<(), Stop> {
        if !form.get("duty").is_empty() {
            let community = at.on.community.clone();
            duty::begin(at.writing, &at.permit, (&community, subject), form.get("duty")).await?;
        }
        let wanted = beside(form, None)?;
        if let Some(Beside::Register(one)) = wanted {
            register::rows::store_published(at.writing, &at.permit, one, subject).await?;
        }
        if let Some(Beside::Month(span)) = wanted {
            // Of two drafts of a month the one that goes up would not be the one that is kept as its.
            let before = ledger::rows::drafted(at.writing.conn(), &at.on.community, span).await?;
            if before.is_some_and(|(_, withdrawn)| !withdrawn) {
                return Err(Refusal::LedgerDrafted.into());
            }
            ledger::rows::store_month(at.writing, &at.permit, span, subject).await?;
        }
        let link = if form.ticked("plan") { Link::Plan } else { Link::Disclosure };
        if form.get("dossier").is_empty() {
            return Ok(());
        }
        let of = at.on.community.clone();
        let matter = Dossier::named(at.writing.conn(), &of, form.get("dossier")).await?.ok_or(Fault::NotFound)?;
        dossier::lay(at.writing, &at.permit, (&matter, link, subject)).await
    }

    /// Also whom it is for.
    fn fingerprint(said: &Said) -> String {
        let Said { category, matter, audience, title, body, basis, responsible, correction, sheet, .. } = said;
        let mut parts = vec![category, matter, audience, title, body, basis, responsible, correction];
        // What was written before there was an account keeps its name.
        if !sheet.is_empty() {
            parts.push(sheet);
        }
        text::fingerprint(said.form(), &parts.into_iter().map(String::as_str).collect::<Vec<_>>())
    }

    /// The account that is published with it is the one that stands: what changed since it was drafted is drafted anew. Its month was over
    /// when it was drafted.
    async fn ready(conn: &mut Conn, row: &DraftRow) -> Result<Result<(), Refusal>, Fault> {
        let drafted = match sheet(&row.said)? {
            None => return Ok(Ok(())),
            Some(Sheet::Account(drafted)) => drafted,
            Some(Sheet::Register(drafted)) => {
                let Some(one) = Register::of(&drafted.register) else { return Ok(Err(Refusal::RegisterMoved)) };
                let now = register::content(conn, &row.community, (one, drafted.as_of)).await?;
                return Ok(now.and_then(|now| if now == drafted { Ok(()) } else { Err(Refusal::RegisterMoved) }));
            }
        };
        Ok(match ledger::ready(conn, &row.community, (drafted.span, drafted.span.last().plus(1))).await? {
            Ok(now) if now == drafted => Ok(()),
            Ok(_) => Err(Refusal::LedgerMoved),
            Err(refusal) => Err(refusal),
        })
    }

    fn places(said: &Said) -> Value {
        json!({ "body": said.body, "title": said.title, "basis": said.basis, "responsible": said.responsible })
    }

    async fn content(at: &mut At<'_, Ready>, row: &DraftRow) -> Result<(Shelf, String, DisclosureContent), Fault> {
        let place = communities::find(at.writing.conn(), &row.community).await?;
        let said = &row.said;
        let (ledger, register) = match sheet(said)? {
            None => (None, None),
            Some(Sheet::Account(one)) => (Some(one), None),
            Some(Sheet::Register(one)) => (None, Some(one)),
        };
        let shelf = Shelf {
            kind: Kind::Disclosure,
            category: said.category()?,
            matter: said.matter.clone(),
            body_kind: None,
            audience: at.on.audience,
        };
        let content = DisclosureContent {
            community: place.name,
            zone: place.zone,
            title: said.title.clone(),
            category: said.category.clone(),
            matter: said.matter.clone(),
            text: said.body.clone(),
            form: said.form(),
            basis: said.basis.clone(),
            responsible: said.responsible.clone(),
            correction: said.correction.clone(),
            signed_as: row.signed_as(),
            ledger,
            register,
        };
        Ok((shelf, said.title.clone(), content))
    }

    fn page(on: &Open, subject: &str) -> String {
        page(&on.community, subject)
    }

    fn page_up(up: &Ready) -> String {
        up.page()
    }

    fn up(up: &Ready, _row: &DraftRow) -> Address {
        Address(up.page())
    }
}
