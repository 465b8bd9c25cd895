//! On PostgreSQL the nodes tell each other which sessions were touched; each reads the rest from the feed.

use super::Hub;
use crate::{fault::Fault, store::feed};
use std::time::Duration;

/// Listens to the other nodes for as long as the program runs. A broken connection is made again, and every room looks
/// once, for what was said meanwhile was not heard.
pub async fn listen(address: String, hub: Hub) {
    loop {
        if let Err(fault) = listen_once(&address, &hub).await {
            tracing::warn!(fault = fault.chain(), "listening to the other nodes");
        }
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
}

async fn listen_once(address: &str, hub: &Hub) -> Result<(), Fault> {
    let mut listener = feed::Listener::connect(address).await?;
    hub.announce_all();
    loop {
        for session in listener.next().await? {
            hub.announce(&session);
        }
    }
}
