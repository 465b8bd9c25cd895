//! `yishi roll import`: the questions of the page, answered by options. Where one is open nothing is taken in.

use super::{Ended, complain, desk, failed, reading_desk, say};
use crate::{
    act::console,
    people::{
        community::rows as community,
        pages::import::words::{Words, rank},
        roll::{Alike, Change, Choice, Decided, Judged, NumberSource, Open, Preview, Said},
    },
    roll_file::{self, Book},
    settings::Settings,
    store::Answer,
};
use clap::Args;
use rules::{Language, id::CommunityId};
use std::{collections::HashMap, path::PathBuf};

const WORDS: Words = Words(Language::Zh);

/// What `yishi roll import` is told.
#[derive(Args)]
pub struct Import {
    /// The community's id, as in its address
    #[arg(long)]
    community: CommunityId,
    /// The file: CSV, XLSX or XLS
    file: PathBuf,
    /// Which sheet, where the file has several, or which way to read it, where it has two columns of one kind: its name, or its place
    /// from 1
    #[arg(long, value_name = "SHEET")]
    sheet: Option<String>,
    /// Where the members' numbers come from; asked where the file has only running numbers (序号)
    #[arg(long, value_enum, value_name = "SOURCE")]
    numbers: Option<NumberSource>,
    /// Find people by name and household; their numbers change with them
    #[arg(long)]
    by_name: bool,
    /// Leave the column of bodies unread; everybody's bodies stay
    #[arg(long)]
    keep_bodies: bool,
    /// What households are whose numbers look alike (1, 1号, 一): one household, or each one; asked where the file brings one
    #[arg(long, value_enum, value_name = "HOMES")]
    homes: Option<Alike>,
    /// Rows of the file that were asked about and are the same person as on the roll
    #[arg(long, value_name = "ROW", value_delimiter = ',')]
    same: Vec<usize>,
    /// Rows of the file that were asked about and are somebody new
    #[arg(long, value_name = "ROW", value_delimiter = ',')]
    new: Vec<usize>,
    /// Members who are not in the file leave, in the groups that it covers
    #[arg(long)]
    leave_absent: bool,
    /// Everybody of whom the file does not say whether they are of age is
    #[arg(long)]
    of_age: bool,
    /// Show what would change, line by line, and stop
    #[arg(long, visible_alias = "preview")]
    dry_run: bool,
}

impl Import {
    /// What was chosen of the file; a sheet that it does not have is named.
    fn choice(&self, book: &Book) -> Result<Choice, String> {
        let at = |wanted: &String| {
            // A sheet that may be read in several ways is named by its place.
            let mut of_name = book.sheets.iter().enumerate().filter(|(_, sheet)| sheet.name == *wanted);
            let named = of_name.next().map(|(at, _)| at).filter(|_| of_name.next().is_none());
            let counted = || wanted.parse::<usize>().ok()?.checked_sub(1).filter(|at| *at < book.sheets.len());
            named.or_else(counted).ok_or_else(|| format!("{} has no sheet {wanted:?}", self.file.display()))
        };
        let sheet = self.sheet.as_ref().map(at).transpose()?;
        let Self { numbers, by_name, keep_bodies, homes, .. } = *self;
        Ok(Choice { sheet, numbers, by_name, keep_bodies, homes })
    }

    /// The answers by row. Each must be to a question that is asked, and one that can be given.
    fn answers(&self, preview: &Preview) -> Result<HashMap<usize, Said>, String> {
        let said = self.same.iter().map(|row| (*row, Said::Same)).chain(self.new.iter().map(|row| (*row, Said::New)));
        let mut answers = HashMap::new();
        for (row, said) in said {
            let one = preview.lines.iter().find(|one| one.line.row == row);
            let Some((one, Change::Ask { member, .. })) = one.map(|one| (one, &one.change)) else {
                return Err(format!("row {row} is not asked about"));
            };
            let possible = if said == Said::Same { member.is_some() } else { one.may_be_new() };
            if !possible {
                return Err(format!("row {row} cannot be answered so: {}", options(one)));
            }
            if answers.insert(row, said).is_some_and(|before| before != said) {
                return Err(format!("row {row} has two answers"));
            }
        }
        Ok(answers)
    }
}

/// Runs it: 0 when it was taken in, 1 when not.
pub async fn import(settings: &Settings, asked: &Import) -> Ended {
    let desk = if asked.dry_run { reading_desk(settings).await? } else { desk(settings).await? };
    let (community, file) = (&asked.community, asked.file.display());
    let mut conn = desk.db.read().await.map_err(|fault| failed(&fault))?;
    let place = community::find(&mut conn, community).await;
    drop(conn);
    place.map_err(|_| {
        format!("there is no community {:?}; its id is the part after /c/ in its address", community.as_str())
    })?;
    let bytes = std::fs::read(&asked.file).map_err(|error| format!("{file}: {error}"))?;
    let book =
        roll_file::read(&bytes).map_err(|refusal| format!("{file}: {}", app::say::refusal(Language::Zh, refusal)))?;
    let choice = asked.choice(&book)?;
    let sheet = match choice.sheet(&book) {
        Ok(sheet) => sheet.clone(),
        Err(open) => {
            told(&book, None);
            complain(&format!("{file}: {}", which(&book, open)));
            return Ok(1);
        }
    };
    let preview = desk.roll_against(community, &sheet, &choice).await.map_err(|fault| failed(&fault))?;
    let answers = asked.answers(&preview)?;
    told(&book, Some((&sheet, &preview)));
    show(&preview, asked);
    let stands = stands_in_the_way(&preview, &answers, (&file.to_string(), asked.of_age));
    if asked.dry_run || stands {
        return Ok(stands.into());
    }
    let leaving = preview.absent.iter().filter(|_| asked.leave_absent).map(|one| one.id.clone()).collect();
    let [added, altered, ..] = preview.totals();
    if added + altered + preview.asked() + preview.absent.iter().filter(|_| asked.leave_absent).count() == 0 {
        say(&WORDS.say("import-the-same"));
        return Ok(0);
    }
    let shown = preview.fingerprint().map_err(|fault| failed(&fault))?;
    let decided = Decided { choice, shown: Some(shown), answers, leaving, of_age: asked.of_age };
    let standing = console(community);
    match desk.import_roll(community, sheet, decided, standing).await.map_err(|fault| failed(&fault))? {
        Answer::Done { .. } => Ok(0),
        Answer::Refused { refusal, .. } => {
            complain(&app::say::refusal(Language::Zh, refusal));
            Ok(1)
        }
    }
}

/// What was read and what was left out.
fn told(book: &Book, held: Option<(&roll_file::Sheet, &Preview)>) {
    let (notes, warnings) = WORDS.said(book, held.map(|(sheet, _)| sheet), held.map(|(_, preview)| preview));
    for sentence in warnings.iter().chain(&notes) {
        say(sentence);
    }
}

/// What has to be said of the file first, with the options that say it.
fn which(book: &Book, open: Open) -> String {
    match open {
        Open::Sheet => {
            let each = book
                .sheets
                .iter()
                .enumerate()
                .map(|(at, sheet)| format!("\n  --sheet {} {}", at + 1, WORDS.sheet(sheet)));
            WORDS.which(book) + &each.collect::<String>()
        }
        Open::Numbers => format!(
            "{} {}\n  --numbers serial {}\n  --numbers program {}",
            WORDS.say("import-which-numbers"),
            WORDS.say("import-numbers-why"),
            WORDS.say("import-numbers-serial"),
            WORDS.say("import-numbers-program"),
        ),
    }
}

/// The preview as text: the totals, who gives up a number, who is absent; and with `--dry-run` each line that changes.
fn show(preview: &Preview, asked: &Import) {
    if asked.dry_run {
        let mut lines: Vec<&Judged> = preview.lines.iter().collect();
        lines.retain(|one| !matches!(one.change, Change::Same { .. }));
        lines.sort_by_key(|one| (rank(one), one.line.row));
        for one in lines {
            say(&line(one));
        }
        for one in &preview.absent {
            say(&format!("{} {} {} {}", WORDS.say("import-absent-one"), one.number, one.name, one.place));
        }
    }
    if !preview.hidden.is_empty() {
        say(&WORDS.say("import-hidden-text"));
    }
    for one in &preview.hidden {
        say(&format!("  {}", WORDS.hidden(one)));
    }
    if !preview.displaced.is_empty() {
        say(&WORDS.say("import-displaced-text"));
    }
    for one in &preview.displaced {
        say(&format!("  {}", WORDS.displaced(one)));
    }
    if !preview.alike.is_empty() && !preview.homes_open() {
        say(&alike(preview));
        say(&WORDS.said_of_homes(preview));
    }
    let count = |key, count: usize| (count > 0).then(|| WORDS.with(key, &[("count", &count.to_string())]));
    let absent = count("import-absent", preview.absent.len()).map(|words| format!("{words}（--leave-absent）"));
    let voteless = count("import-voteless", preview.voteless());
    for words in [absent, count("import-beyond", preview.beyond), voteless].into_iter().flatten() {
        say(&words);
    }
    let [added, altered, same, refused, nobody] = preview.totals();
    say(&format!(
        "{} lines: added {added}, changed {altered}, unchanged {same}, refused {refused}, to be asked {}, no person {nobody}; \
         on the roll and not in the file {}",
        preview.lines.len(),
        preview.asked(),
        preview.absent.len()
    ));
}

/// A line of the preview.
fn line(one: &Judged) -> String {
    let shown = WORDS.line(one);
    let columns = shown.columns.iter().map(|[name, before, after]| {
        if before.is_empty() { format!("{name} {after}") } else { format!("{name} {before} → {after}") }
    });
    let columns = columns.collect::<Vec<_>>().join("；");
    let change = WORDS.say(&format!("import-{}", shown.change.id()));
    let who = [shown.number, shown.name].join(" ");
    format!("第 {} 行 {change} {}：{}", shown.row, who.trim(), [columns, shown.why.join(" ")].join(" ").trim())
}

/// Says what has to be mended or answered before anything is taken in, each with what can be done.
fn stands_in_the_way(preview: &Preview, answers: &HashMap<usize, Said>, (file, of_age): (&str, bool)) -> bool {
    let mut stands = false;
    let mut say = |words: String| {
        complain(&words);
        stands = true;
    };
    if let Some(words) = WORDS.missing(preview) {
        say(format!("{file}: {words}\n  --keep-bodies {}", WORDS.say("import-keep-bodies")));
    }
    if preview.anew {
        say(format!("{file}: {}\n  --by-name {}", WORDS.say("import-anew"), WORDS.say("import-by-name-go")));
        return true;
    }
    if preview.homes_open() {
        say(format!(
            "{file}: {}\n  --homes one {}\n  --homes each {}",
            alike(preview),
            WORDS.say("import-alike-one"),
            WORDS.say("import-alike-each"),
        ));
    }
    for one in preview.held.iter().filter_map(|one| WORDS.held(one, preview)) {
        say(format!("{file}: {} {one}", WORDS.say("import-held-text")));
    }
    if preview.lacks_numbers() {
        say(format!("{file}: --numbers program {}", WORDS.say("import-give-numbers")));
    }
    let added = |one: &Judged| matches!(one.change, Change::Add) || answers.get(&one.line.row) == Some(&Said::New);
    let ageless = preview.lines.iter().filter(|one| added(one) && one.line.adult.is_none()).count();
    if ageless > 0 && !of_age {
        let count = ageless.to_string();
        say(format!("{file}: --of-age {}", WORDS.with("import-of-age", &[("count", &count)])));
    }
    // Who is meant by a line is asked once it is said which households are one.
    for one in &preview.lines {
        let answered = answers.contains_key(&one.line.row);
        if let Some(asked) = WORDS.asked(one, preview.choice.by_name).filter(|_| !answered && !preview.homes_open()) {
            let who = [("import-on-roll", &asked.roll), ("import-in-file", &asked.file)];
            let who = who.into_iter().filter(|(_, who)| !who.is_empty());
            let mut words = format!("{file} {}", line(one));
            for said in who.map(|(key, who)| format!("{}{who}", WORDS.say(key))).chain(asked.others).chain(asked.hints)
            {
                words.push_str("\n  ");
                words.push_str(&said);
            }
            if !asked.ties.is_empty() {
                words.push_str(&format!("\n  {}", WORDS.with("import-ties", &[("ties", &asked.ties.join("、"))])));
            }
            say(words + &options(one));
        } else if matches!(one.change, Change::Refuse(_)) {
            say(format!("{file} {}", line(one)));
        }
    }
    if stands && preview.may_go_by_name() {
        complain(&format!("--by-name {}", WORDS.say("import-by-name")));
    }
    stands
}

/// Households that may be one, each on a line.
fn alike(preview: &Preview) -> String {
    let sets = WORDS.sets(preview).into_iter().map(|one| format!("\n  {one}"));
    WORDS.with("import-alike", &[("count", &preview.alike.len().to_string())]) + &sets.collect::<String>()
}

/// The options that answer what is asked about a line.
fn options(one: &Judged) -> String {
    let Change::Ask { member, .. } = &one.change else { return String::new() };
    let row = one.line.row;
    let same = member.as_ref().map(|_| format!("\n  --same {row} {}", WORDS.say("import-answer-same")));
    let new = one.may_be_new().then(|| format!("\n  --new {row} {}", WORDS.say("import-answer-new")));
    [same, new].into_iter().flatten().collect()
}
