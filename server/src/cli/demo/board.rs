//! What hangs on the boards of the demonstration: disclosures, the month's money among them, what was asked about it, and what was
//! taken down or withdrawn.

use super::{
    company::{CHAIR, CLERK, Company, SUPERVISOR, ZONE},
    form,
    meetings::Meeting,
    pictures::{self, Picture},
};
use crate::{
    fault::Fault,
    record::{
        disclosure::{self, Disclosure},
        draft::{Life, acts as draft},
        objection::{acts as objections, rows as objection},
        posting::{
            acts::{TakeDown, Withdraw},
            rows as postings,
        },
        publication::{
            Kind,
            rows::{self as publication, Filter},
        },
    },
    store::Answer,
    zone,
};
use app::parts::base::SEEN;
use rules::id::{CommunityId, ObjectionId};

/// Something disclosed.
#[derive(Clone, Copy)]
pub struct Posted<'t> {
    pub community: &'static str,
    pub category: &'static str,
    pub title: &'t str,
    pub body: &'t str,
    pub basis: &'static str,
    /// When, in days from the evening.
    pub day: i64,
    /// How it hangs there, where somebody took a picture.
    pub picture: Option<Picture>,
    /// The period of a duty that it is for, or empty.
    pub duty: &'t str,
    /// The month of the account that is published with it, or empty.
    pub ledger: &'t str,
}

/// Everything of a place beside its money.
pub struct Year {
    pub community: &'static str,
    pub meetings: &'static [Meeting],
    /// What was called and did not take place: when that was said, and why.
    pub cancelled: &'static [(Meeting, i64, &'static str)],
    pub posted: &'static [Posted<'static>],
    pub withdrawn: &'static [Withdrawn],
    pub asked: &'static [Asked],
}

/// Something that was withdrawn.
pub struct Withdrawn {
    pub community: &'static str,
    pub title: &'static str,
    pub why: &'static str,
    pub day: i64,
}

/// What was asked about something published.
pub struct Asked {
    pub community: &'static str,
    /// By its number; nobody's where it came on paper without one.
    pub by: &'static str,
    pub about: &'static str,
    pub kind: &'static str,
    pub text: &'static str,
    pub day: i64,
    pub minutes: i64,
    /// The reply and its day.
    pub reply: Option<(i64, &'static str)>,
}

/// Written, countersigned, published, and photographed where it hangs.
pub async fn post(company: &mut Company<'_>, one: &Posted<'_>) -> Result<(), Fault> {
    let community = one.community;
    let responsible = if one.category == "party" { super::party(community) } else { super::committee(community) };
    let (title, body) = (company.dated(one.title)?, company.dated(one.body)?);
    let fields = [
        ("category", one.category),
        ("title", &title),
        ("body", &body),
        ("basis", one.basis),
        ("responsible", responsible),
        ("duty", one.duty),
        ("ledger", one.ledger),
    ];
    let new = (community.into(), "new".to_owned());
    let to = company.does::<draft::Write<Disclosure>>((community, CLERK), new, &form(&fields)).await?;
    let id = to.rsplit('/').next().unwrap_or_default().to_owned();
    let place = CommunityId::from(community);
    let row = disclosure::find(&mut *company.desk.read().await?, &place, &id).await?;
    let seen = form(&[("seen", &Disclosure::fingerprint(&row.said))]);
    let thing = (place.clone(), id.clone());
    company.does::<draft::Sign<Disclosure>>((community, SUPERVISOR), thing.clone(), &seen).await?;
    company.does::<draft::Publish<Disclosure>>((community, CHAIR), thing, &seen).await?;
    if let Some(picture) = one.picture {
        let (clerk, jpeg) = (company.who(community, CLERK).await?, pictures::taken(picture)?);
        let of = (&place, Kind::Disclosure, id.as_str());
        if let Answer::Refused { refusal, .. } = company.desk.attach_photo(&clerk, of, jpeg).await? {
            return Err(Fault::Other(format!("the demonstration's picture: {}", refusal.code())));
        }
    }
    Ok(())
}

/// Where something is found that was published under a title: the latest that has it.
pub async fn published(
    company: &Company<'_>,
    community: &'static str,
    title: &str,
) -> Result<(CommunityId, String, String), Fault> {
    let (place, title) = (CommunityId::from(community), company.dated(title)?);
    let all = publication::list(&mut *company.desk.read().await?, &place, &Filter::default(), (1000, 0)).await?;
    let row = all.into_iter().find(|row| row.title == title);
    let row = row.ok_or_else(|| Fault::Other(format!("the demonstration published no {title} in {community}")))?;
    Ok((place, row.kind.id().to_owned(), row.subject))
}

/// The chair withdraws something, with the reason that everybody reads.
pub async fn withdraw(company: &mut Company<'_>, one: &Withdrawn) -> Result<(), Fault> {
    let thing = published(company, one.community, one.title).await?;
    // What was published once and never corrected.
    let seen = form(&[(SEEN, "1"), ("reason", one.why)]);
    company.does::<Withdraw>((one.community, CHAIR), thing, &seen).await.map(|_| ())
}

/// What has hung there for its days is taken down.
pub async fn clear(company: &mut Company<'_>, community: &'static str) -> Result<(), Fault> {
    let (place, today) = (CommunityId::from(community), zone::day(company.desk.now(), ZONE)?.to_string());
    let over = postings::Posted::Over(&today);
    let rows = postings::posted(&mut *company.desk.read().await?, &place, over, (1000, 0)).await?;
    for row in rows {
        company.just::<TakeDown>((community, CLERK), (place.clone(), row.kind, row.subject)).await?;
    }
    Ok(())
}

/// Somebody asks or objects, on the phone or on paper.
pub async fn ask(company: &mut Company<'_>, one: &Asked) -> Result<(), Fault> {
    let thing = published(company, one.community, one.about).await?;
    let said = form(&[("kind", one.kind), ("text", one.text)]);
    match one.by {
        "" => company.does::<objections::FilePaper>((one.community, CLERK), thing.clone(), &said).await?,
        by => company.does::<objections::File>((one.community, by), thing.clone(), &said).await?,
    };
    let (_, kind, subject) = thing;
    let last = objection::of(&mut *company.desk.read().await?, &kind, &subject).await?.pop();
    company.made(one.community, one.text, last.ok_or(Fault::NotFound)?.id.as_str());
    Ok(())
}

/// It is answered: what was published stays.
pub async fn reply(company: &mut Company<'_>, (one, text): (&Asked, &str)) -> Result<(), Fault> {
    let id = ObjectionId::from(company.of(one.community, one.text)?);
    let said = form(&[("reply", text), ("result", "kept")]);
    company.does::<objections::Reply>((one.community, CHAIR), id, &said).await.map(|_| ())
}
