//! The course of a sitting in words, from the record: what the notes of minutes begin with, for the clerk to shorten. It names nobody
//! but by role, leaves out what was hidden and what stays within the community, and covers what looks like somebody's number. What it
//! says is no record: the record stands beside it.

use crate::{
    fault::Fault,
    people::community::rows as communities,
    sitting::{
        minutes::names::names,
        session::{
            Sitting,
            rows::{self as sessions, ItemRow},
        },
        talk::rows::thread::{self as threads, ProposalRow, RemarkRow},
        vote::rows::{self as votes, VoteRow},
    },
    store::Conn,
};
use app::say;
use rules::{
    Language, id::MemberId, masking, permit::Role, posting::Audience, proposal::BODY_LIMIT, thread::State, typed, vote,
};
use std::collections::HashMap;

/// How much of a proposal and of a remark is taken over.
const PROPOSAL_LETTERS: usize = 200;
const REMARK_LETTERS: usize = 100;
/// How many remarks on an item: who wants all of them reads the thread.
const REMARKS: usize = 30;
/// What is left free of the longest notes, for what the clerk adds.
const ROOM: usize = 1_000;

/// The words of a course in one language.
struct Words<'a> {
    language: Language,
    sitting: &'a Sitting,
    /// Who holds an office, by the name under which the public knows them.
    offices: HashMap<MemberId, Role>,
}

/// The course as the record has it now.
pub(crate) async fn course(conn: &mut Conn, sitting: &Sitting, language: Language) -> Result<String, Fault> {
    let session = &sitting.session;
    let mut offices = HashMap::new();
    for (member, role) in communities::roles(conn, &session.community).await? {
        if let Some(role) = Role::from_id(&role).filter(|role| told(*role)) {
            offices.entry(member).or_insert(role);
        }
    }
    let words = Words { language, sitting, offices };
    let rounds = votes::of_session(conn, &session.id).await?;
    let mut parts = Vec::new();
    for item in sessions::items(conn, &session.id).await?.iter().filter(|one| one.audience() == Audience::Public) {
        let own = rounds.iter().filter(|round| round.item == item.id);
        parts.push(words.item(conn, item, own).await?);
    }
    parts.push(words.moves(conn).await?);
    let text = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n");
    Ok(words.bounded(&text))
}

/// Whether an office is one as whose holder somebody speaks in a sitting.
const fn told(role: Role) -> bool {
    matches!(role, Role::Chair | Role::Committee | Role::Supervisor | Role::Party | Role::Township)
}

impl Words<'_> {
    fn say(&self, key: &str, arguments: &[(&'static str, String)]) -> String {
        say::sentence(self.language, key, arguments)
    }

    /// Somebody by their role.
    fn who(&self, member: &MemberId) -> String {
        if *member == self.sitting.session.presiding {
            return self.say("role-session_chair", &[]);
        }
        let office = self.offices.get(member);
        self.say(&office.map_or_else(|| "course-somebody".to_owned(), |role| format!("role-{}", role.id())), &[])
    }

    async fn item(
        &self,
        conn: &mut Conn,
        item: &ItemRow,
        rounds: impl Iterator<Item = &VoteRow>,
    ) -> Result<String, Fault> {
        let mut lines =
            vec![self.say("course-item", &[("number", item.position.to_string()), ("title", item.title.clone())])];
        let proposals = threads::proposals(conn, &item.id).await?;
        let remarks = threads::remarks(conn, &item.id).await?;
        let hidden =
            proposals.iter().filter(|one| one.hidden > 0).count() + remarks.iter().filter(|one| one.hidden > 0).count();
        lines.extend(proposals.iter().filter(|one| one.hidden == 0).map(|one| self.proposal(one)));
        let said: Vec<&RemarkRow> = remarks.iter().filter(|one| one.hidden == 0).collect();
        lines.extend(said.iter().take(REMARKS).map(|one| self.remark(one)));
        if let Some(more) = said.len().checked_sub(REMARKS).filter(|more| *more > 0) {
            lines.push(self.say("course-more", &[("count", more.to_string())]));
        }
        if hidden > 0 {
            lines.push(self.say("course-hidden", &[("count", hidden.to_string())]));
        }
        for round in rounds {
            lines.extend(self.round(round)?);
        }
        Ok(lines.join("\n"))
    }

    fn proposal(&self, one: &ProposalRow) -> String {
        let mut line = self.say(
            if *one.entered { "course-proposal-entered" } else { "course-proposal" },
            &[("number", one.number.to_string()), ("who", self.who(&one.author))],
        );
        if one.seconds > 0 {
            line.push_str(&self.say("course-seconds", &[("count", one.seconds.to_string())]));
        }
        match one.state {
            State::Open => {}
            State::Withdrawn => line.push_str(&self.say("course-withdrawn", &[])),
            State::Put => line.push_str(&self.say("course-put", &[])),
        }
        let text = short(&format!("{} {}", one.title, one.body), PROPOSAL_LETTERS);
        self.say("course-said", &[("who", line), ("text", text)])
    }

    fn remark(&self, one: &RemarkRow) -> String {
        let who = self.who(&one.author);
        let who = if one.about > 0 {
            self.say("course-about", &[("who", who), ("number", one.about.to_string())])
        } else {
            who
        };
        self.say("course-said", &[("who", who), ("text", short(&one.body, REMARK_LETTERS))])
    }

    /// What a vote came to: a result that was declared, or that it was void.
    fn round(&self, round: &VoteRow) -> Result<Option<String>, Fault> {
        let number = ("round", round.round.to_string());
        Ok(match round.phase {
            vote::Phase::Declared => round.count()?.map(|(record, verdict)| {
                self.say("course-round", &[number, ("text", record.sentence(&verdict, self.language))])
            }),
            vote::Phase::Void => Some(self.say("course-void", &[number])),
            _ => None,
        })
    }

    /// Who came late and who left before the end: how many.
    async fn moves(&self, conn: &mut Conn) -> Result<String, Fault> {
        let names = names(conn, self.sitting, None).await?;
        let late = names.present.iter().chain(&names.left).filter(|one| one.came_at.is_some()).count();
        if late + names.left.len() == 0 {
            return Ok(String::new());
        }
        Ok(self.say("course-moves", &[("late", late.to_string()), ("left", names.left.len().to_string())]))
    }

    /// As much of it as notes may hold, by whole lines.
    fn bounded(&self, text: &str) -> String {
        let most = BODY_LIMIT - ROOM;
        if text.chars().count() <= most {
            return text.to_owned();
        }
        let mut kept = String::new();
        let mut letters = 0;
        for line in text.lines() {
            letters += line.chars().count() + 1;
            if letters > most {
                break;
            }
            kept.push_str(line);
            kept.push('\n');
        }
        kept + &self.say("course-cut", &[])
    }
}

/// The beginning of a text in one line, without what looks like somebody's number: whoever needs it types it again.
fn short(text: &str, letters: usize) -> String {
    typed::opening(&masking::blank(text).0, letters)
}
