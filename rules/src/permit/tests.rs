use super::{Act, Role, Standing, permit};

/// The whole matrix, readable: a change of rights is a change of this table.
#[test]
fn matrix() {
    let mut table = String::new();
    for act in Act::ALL {
        let roles: Vec<_> = act.roles().iter().map(|role| role.id()).collect();
        table.push_str(&format!("{:<20} {}\n", act.id(), roles.join(" ")));
    }
    assert_eq!(table, include_str!("../../tests/permit_matrix.txt"));
}

/// Offices above read what is overdue, acknowledge and order; a member who is given the role also sits in on sessions.
#[test]
fn an_office_may_do_these_things_alone() {
    let open = |role| Act::ALL.iter().copied().filter(move |act| act.roles().contains(&role)).collect::<Vec<_>>();
    let above = [Act::AnswerFiling, Act::OrderPublication, Act::ReadOverdue];
    let by_id = |mut acts: Vec<Act>| {
        acts.sort_by_key(|act| act.id());
        acts
    };
    assert_eq!(by_id(open(Role::County)), by_id(above.to_vec()));
    assert_eq!(by_id(open(Role::Township)), by_id([&above[..], &[Act::WatchSession]].concat()));
}

#[test]
fn administrators_and_townships_have_no_hand_in_a_vote() {
    for role in [Role::Administrator, Role::Township, Role::County] {
        let standing = Standing { community: "c".into(), member: None, roles: vec![role] };
        for act in [Act::CastBallot, Act::RunVote, Act::CountersignOutcome, Act::PublishOutcome, Act::KeepPresence] {
            assert!(permit(&standing, act).is_err(), "{} {}", role.id(), act.id());
        }
    }
}
