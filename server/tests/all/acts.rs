//! The list of acts, read as a whole: what each is done to and by whom, what it says in the chain, what is remembered of its form. A
//! change of any of it is read in `acts.txt` (`UPDATE_EXPECT=1 cargo test acts::` writes it anew).

use expect_test::expect_file;
use rules::{permit::Act as May, says::Says};
use server::acts;
use std::{collections::BTreeSet, fmt::Write as _};

/// What only the command line says.
const CONSOLE: [Says; 3] = [Says::AdministratorMade, Says::MemberErased, Says::PostingDaysKnown];

/// What is asked of a permit by pages, by doors and by the command line, and by no act of the list.
const ELSEWHERE: [May; 7] = [
    May::EraseMember,
    May::ReadAttachments,
    May::ReadLedger,
    May::ReadMembers,
    May::ReadOverdue,
    May::ShowScreen,
    May::WatchSession,
];

#[test]
fn the_list_is_as_it_was_read() {
    let mut all = String::new();
    for act in acts::all() {
        let may: Vec<String> = act
            .may
            .iter()
            .map(|may| {
                format!("{} ({})", may.id(), may.roles().iter().map(|role| role.id()).collect::<Vec<_>>().join(" "))
            })
            .collect();
        let says: Vec<&str> = act.says.iter().map(|says| says.id()).collect();
        let _ = writeln!(
            all,
            "{}\n  may   {}\n  says  {}\n  form  {:?}",
            act.at,
            may.join(", or "),
            says.join(", "),
            act.form
        );
    }
    expect_file!["acts.txt"].assert_eq(&all);
}

#[test]
fn every_name_of_the_chain_is_said_by_an_act_a_door_or_the_command_line() {
    let acts = acts::all().iter().flat_map(|act| act.says);
    let doors = acts::doors().iter().flat_map(|(.., says)| *says);
    let said: BTreeSet<Says> = acts.chain(doors).chain(&CONSOLE).copied().collect();
    let unsaid: Vec<_> = Says::ALL.iter().filter(|says| !said.contains(says)).map(|says| says.id()).collect();
    assert_eq!(unsaid, Vec::<&str>::new());
}

#[test]
fn every_permit_is_asked_for() {
    let acts: BTreeSet<&str> = acts::all().iter().flat_map(|act| act.may).map(|may| may.id()).collect();
    let elsewhere: BTreeSet<&str> = ELSEWHERE.iter().map(|may| may.id()).collect();
    let all: BTreeSet<&str> = May::ALL.iter().map(|may| may.id()).collect();
    assert_eq!(&acts | &elsewhere, all);
    assert_eq!(&acts & &elsewhere, BTreeSet::new());
}
