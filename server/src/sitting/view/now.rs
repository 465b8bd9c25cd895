//! What a sitting asks of the viewer now, and what of it is theirs: loaded once for each page that follows it.

use crate::sitting::{
    presence::rows::mandate,
    view::{
        floor_page::{roll_call, speaking_for},
        *,
    },
    vote::Part,
};
use app::view::{
    now::NowView,
    room::{RollCallView, SpeakingView},
};
use rules::{
    ballot::Way,
    id::MemberId,
    now::{self, Ask, Ballot, Facts as Asked, ItemFacts, Stage, Step, There},
    record::VoteRecord,
};

/// How the viewer stands to a sitting.
pub(crate) struct Own {
    member: MemberId,
    verified: bool,
    pub presence: Presence,
    /// They run the sitting or count in it: whoever is not on its list is at work, and is not asked to listen in.
    serves: bool,
    /// They observe, and would count if they signed in anew.
    pub would_count: bool,
    /// The sitting takes sign-ins from elsewhere, and whether they count.
    pub online: bool,
    pub online_counts: bool,
    pub speaking: SpeakingView,
    /// Whether they wait for the floor or have it.
    pub hand_raised: bool,
    pub roll_call: RollCallView,
    pub roll_call_answered: bool,
    /// Whose written mandates they hold, by name.
    pub holds_for: Vec<String>,
}

impl Own {
    /// Loads it.
    pub async fn of(conn: &mut Conn, sitting: &Sitting, viewer: &Viewer, standing: &Standing) -> Result<Self, Fault> {
        let presence = match &standing.member {
            Some(member) => presence_of(conn, sitting, member).await?,
            None => Presence::Guest,
        };
        let member = standing.member.clone().unwrap_or_default();
        // Few laws know mandates: the page of a session in hand asks for none elsewhere.
        let mandates = match sitting.body.kind.proxies() {
            Proxies::None => Vec::new(),
            Proxies::SameHousehold | Proxies::Anybody => mandate::held(conn, &sitting.session.id, &member).await?,
        };
        let (roll_call, answered) = roll_call(conn, sitting).await?;
        let (speaking, hand_raised) = speaking_for(conn, sitting, &member).await?;
        let online = sitting.session.held.takes(Channel::Online);
        let online_counts = sitting.basis.is_some();
        Ok(Self {
            verified: viewer.verified,
            serves: [Role::Chair, Role::Clerk, Role::Teller].iter().any(|role| standing.is(*role)),
            would_count: presence == Presence::Observer && viewer.verified && online_counts && online,
            online,
            online_counts,
            presence,
            roll_call_answered: answered.contains(&member),
            roll_call,
            speaking,
            hand_raised,
            holds_for: mandates.into_iter().map(|one| one.giver_name).collect(),
            member,
        })
    }

    const fn there(&self) -> There {
        match self.presence {
            Presence::Guest if self.online && !self.serves => There::MayListen,
            Presence::Expected | Presence::Left if self.online => There::MaySignIn,
            Presence::Expected | Presence::Guest | Presence::Left => There::Away,
            Presence::Scanned => There::Scanned,
            Presence::Present => There::Counts,
            Presence::Observer if self.would_count => There::WouldCount,
            Presence::Observer | Presence::GuestObserver => There::Observes,
        }
    }

    /// What the sitting asks of them now.
    pub async fn now(&self, conn: &mut Conn, sitting: &Sitting, language: Language) -> Result<NowView, Fault> {
        let session = &sitting.session;
        let rows = votes::of_session(conn, &session.id).await?;
        let called = &session.current_item;
        let item = if called.is_empty() { None } else { Some(sessions::item(conn, called).await?) };
        let open = rows.iter().find(|row| row.phase == vote::Phase::Open);
        let last = rows.iter().rev().find(|row| row.item == *called);
        let ballot = match open.filter(|row| !row.is_time_up(sitting.now)) {
            Some(row) => Some(self.ballot(conn, row, sitting.now).await?),
            None => None,
        };
        let verdict = match last.filter(|row| row.phase == vote::Phase::Declared) {
            Some(row) => row.count()?,
            None => None,
        };
        let passed = verdict.as_ref().is_some_and(|(_, verdict)| verdict.passed);
        let appraisal = verdict.as_ref().is_some_and(|(record, _)| record.appraisal().is_some());
        let ending = if called.is_empty() { None } else { floor::ending(conn, called).await? };
        let ending = ending.and_then(|row| rules::ending::Ending::from_id(&row.kind));
        let time_up = last.is_some_and(|row| row.is_time_up(sitting.now));
        let facts = ItemFacts { called: true, vote: last.map(|row| (row.phase, passed)), appraisal, ending, time_up };
        let stage = item.as_ref().map(|_| Stage::of(&facts));
        let zone = &sitting.community.zone;
        let ask = now::ask(&Asked {
            session: session.phase,
            today: zone::day(sitting.now, zone)? == zone::day(Moment(session.starts_at), zone)?,
            paused: session.pauses_at(sitting.now.0),
            there: self.there(),
            roll_call: self.roll_call.running.then_some(self.roll_call_answered),
            ballot,
            speaks: self.speaks(),
            item: stage,
        });
        let clock = |at: i64| zone::clock(Moment(at), zone);
        let until = match ask {
            Ask::RollCall => self.roll_call.until.clone(),
            Ask::Ballot => open.and_then(|row| row.ends_at).map(clock).unwrap_or_default(),
            Ask::Floor => self.speaking.speaker.as_ref().map(|one| one.ends.clone()).unwrap_or_default(),
            Ask::Pause => clock(session.paused_until),
            _ => String::new(),
        };
        // Nearly always the vote is on the item that is called, which is known already.
        let item_title = match (open, item) {
            (Some(row), Some(item)) if row.item == item.id => item.title,
            (Some(row), _) => sessions::item(conn, &row.item).await?.title,
            (None, item) => item.map(|one| one.title).unwrap_or_default(),
        };
        let then = Stage::then(&facts).filter(|_| stage.is_some());
        let outcome = match (&verdict, stage) {
            (Some((record, _)), Some(stage)) => outcome_words(record, stage, language),
            (None, Some(stage)) => say::sentence(language, &format!("stage-{}", stage.id()), &[]),
            (_, None) => String::new(),
        };
        let outcome = match then {
            Some(then) => {
                let ending = say::sentence(language, &format!("stage-{}", then.id()), &[]);
                say::sentence(language, "stage-then", &[("stage", outcome), ("ending", ending)])
            }
            None => outcome,
        };
        Ok(NowView {
            session: session.id.0.clone(),
            ask,
            step: match session.phase {
                Phase::Open | Phase::Suspended => Some(stage.map_or(Step::SignIn, Stage::step)),
                Phase::Announced => Some(Step::SignIn),
                Phase::Draft | Phase::Closed | Phase::Cancelled => None,
            },
            item_title,
            item: called.0.clone(),
            vote: open.or(last).map(|row| row.id.0.clone()).unwrap_or_default(),
            until,
            outcome,
            passed,
        })
    }

    /// They have the floor.
    pub fn speaks(&self) -> bool {
        self.hand_raised && self.speaking.speaker.as_ref().is_some_and(|one| *self.member == one.member)
    }

    /// How they stand to a vote that is open: a ballot that is theirs, or one that they cast for somebody, is still to come.
    async fn ballot(&self, conn: &mut Conn, row: &VoteRow, now: Moment) -> Result<Ballot, Fault> {
        let own = Part::of(conn, row, &self.member).await?.ballot(row, self.verified, now)?;
        let judged = vote::may_cast(&own);
        if judged.is_ok() {
            return Ok(Ballot::ToCast);
        }
        for (_, part) in Part::held(conn, row, &self.member).await? {
            if vote::may_cast(&part.ballot(row, self.verified, now)?).is_ok() {
                return Ok(Ballot::ToCast);
            }
        }
        Ok(match own.taken {
            Some(Way::Paper) => Ballot::Paper,
            Some(Way::Phone) => Ballot::Cast,
            None => Ballot::None,
        })
    }
}

/// How a vote stands, in the words that its item has everywhere.
pub(crate) fn state_words(row: &VoteRow, now: Moment, language: Language) -> Result<String, Fault> {
    let count = row.count()?;
    let facts = ItemFacts {
        called: true,
        vote: Some((row.phase, count.as_ref().is_some_and(|(_, verdict)| verdict.passed))),
        appraisal: count.is_some_and(|(record, _)| record.appraisal().is_some()),
        ending: None,
        time_up: row.is_time_up(now),
    };
    let stage = Stage::of(&facts);
    Ok(say::sentence(language, &format!("stage-{}", stage.id()), &[]))
}

/// 通过：赞成 22，反对 3，弃权 1. Of an appraisal: 评议完成：收回 41 票.
fn outcome_words(record: &VoteRecord, stage: Stage, language: Language) -> String {
    let stage = say::sentence(language, &format!("stage-{}", stage.id()), &[]);
    let Some([in_favour, against, abstain, _]) = record.answers() else {
        let [_, collected] = record.papers();
        return say::sentence(language, "now-appraised", &[("stage", stage), ("collected", collected.to_string())]);
    };
    let numbers = [("for", in_favour), ("against", against), ("abstain", abstain)];
    let mut words = numbers.map(|(name, number)| (name, number.to_string())).to_vec();
    words.push(("stage", stage));
    say::sentence(language, "now-outcome", &words)
}

async fn presence_of(conn: &mut Conn, sitting: &Sitting, member: &MemberId) -> Result<Presence, Fault> {
    let session = &sitting.session;
    let row = crate::sitting::presence::attending::attendee(conn, sitting, member).await?;
    let expected = row.as_ref().is_some_and(|one| *one.on_roll);
    let scanned = presence::scans(conn, &session.id).await?.iter().any(|scan| scan.member == *member);
    Ok(match row {
        Some(one) if one.counts() => Presence::Present,
        Some(one) if one.here() && expected => Presence::Observer,
        Some(one) if one.here() => Presence::GuestObserver,
        Some(one) if one.left_at.is_some() => Presence::Left,
        _ if scanned => Presence::Scanned,
        _ if expected => Presence::Expected,
        _ => Presence::Guest,
    })
}
