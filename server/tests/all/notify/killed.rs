//! The real program, killed with messages in its hands.

use super::{YES, becomes, gateway, ids};
use crate::{
    command::Server,
    common::{Place, sqlite_address},
    takeback::tamper,
};
use server::clock::Clock;
use std::time::Duration;

/// The real program, killed with messages in its hands: what it had begun is not said again, and the others are said.
#[tokio::test]
async fn a_server_killed_midway_tells_everybody_else_and_nobody_twice() {
    // It outlives the place: the program goes on with it.
    let held = sqlite_address();
    let place = Place::new(&held).await;
    let chair = place.chair().await;
    place.announced_with(&chair, "public_works_contract_plan", "2035-03-16T19:30").await;
    // The program has the machine's clock.
    let due = format!("UPDATE outbox SET due = {} WHERE event = 'session_notice'", Clock::system().now().0);
    assert_eq!(tamper(&place, &due).await, 1);
    let called = place.seated().await.len();
    let database = place.address();
    place.db.close().await;
    drop(place);
    let (program, file) = gateway("sleep 20");
    let folder = file.parent().expect("a folder").to_owned();
    let arguments = ["--database", database.as_str(), "--notify-program", program.to_str().expect("a path")];
    let wait_for = |many: usize| {
        for _ in 0..600 {
            if ids(&file).len() >= many {
                return;
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        panic!("{} of {many} were told", ids(&file).len());
    };
    let mut server = Server::start(&folder, &arguments);
    wait_for(4);
    server.child.kill().expect("killed");
    let _ = server.child.wait();
    drop(server);
    becomes(&program, &file, YES);
    let server = Server::start(&folder, &arguments);
    wait_for(called);
    let ids = ids(&file);
    assert!(ids.len() == called && ids.values().all(|times| *times == 1), "{ids:?}");
    drop(server);
}
