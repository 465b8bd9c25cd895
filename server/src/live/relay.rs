//! On PostgreSQL the nodes tell each other which sessions were touched; each reads the rest from the feed.

use super::Hub;
use crate::{
    fault::Fault,
    store::{
        Db,
        feed::{self, Notice, Touch},
    },
};
use std::time::Duration;

/// So long the secret ballots of this node are gathered before the others are told, so that the moment of one tells nothing.
const BATCH: Duration = Duration::from_secs(1);
/// The wait between two tries to make a line.
const BETWEEN: Duration = Duration::from_secs(1);

/// Listens to the other nodes for as long as the program runs. What is told while the line is lost is heard by nobody: when it
/// is there again, and at every try to make it, each room reads the feed after the number that it has told.
pub async fn listen(address: String, hub: Hub) {
    loop {
        if let Err(fault) = listen_once(&address, &hub).await {
            tracing::warn!(fault = fault.chain(), "listening to the other nodes");
        }
        hub.look_all();
        tokio::time::sleep(BETWEEN).await;
    }
}

async fn listen_once(address: &str, hub: &Hub) -> Result<(), Fault> {
    let mut listener = feed::Listener::connect(address).await?;
    hub.look_all();
    loop {
        match listener.next().await? {
            Notice::Sessions(sessions) => sessions.iter().for_each(|session| hub.announce(session)),
            Notice::Turnouts(node, _) if node == hub.node() => {}
            Notice::Turnouts(_, votes) => {
                for (session, vote) in votes {
                    hub.nudge(&session, Touch::Turnout(vote.into()));
                }
            }
        }
    }
}

/// Tells the other nodes of the secret ballots on this one, as long as the program runs.
pub async fn tell(db: Db, hub: Hub) {
    loop {
        let votes = hub.turnouts().await;
        tokio::time::sleep(BATCH).await;
        let votes = votes.into_iter().chain(hub.take_turnouts()).collect();
        let told = async { feed::tell_turnouts(&mut *db.read().await?, hub.node(), &votes).await };
        if let Err(fault) = told.await {
            tracing::warn!(fault = fault.chain(), "telling the other nodes");
            hub.keep_turnouts(votes);
        }
    }
}
