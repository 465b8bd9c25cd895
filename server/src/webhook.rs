//! What is public is told to another program by an address of its own (webhook): one signed POST of JSON for each event, without any
//! person's data. Who receives it tells a group, a screen, a town's portal.

use crate::fault::Fault;
use hmac::{Hmac, KeyInit, Mac};
use rules::{
    Moment,
    id::CommunityId,
    notify::{Event, Variables},
};
use serde::Serialize;
use sha2::Sha256;
use std::{sync::Arc, time::Duration};

/// How long the other side may take.
const LIMIT: Duration = Duration::from_secs(10);

/// What is posted.
#[derive(Debug, Clone, Serialize)]
pub struct Announcement {
    /// The same for every try, by which the receiver knows it again.
    pub id: String,
    /// What is told.
    pub event: Event,
    /// Of which community, by its id in addresses.
    pub community: CommunityId,
    /// What of it: the same variables as telephones are told.
    pub variables: Variables,
    /// Where it is read, by anybody.
    pub address: String,
}

/// Where events are posted, and by which secret they are signed.
#[derive(Clone)]
pub struct Webhook {
    to: String,
    secret: Arc<str>,
    base: String,
    agent: ureq::Agent,
}

impl Webhook {
    /// Posts to an address. `base`: the site's own public address.
    #[must_use]
    pub fn new(to: &str, secret: &str, base: &str) -> Self {
        // The answer's status is all that counts: nobody is followed elsewhere with what was signed for one address.
        let config = ureq::Agent::config_builder().timeout_global(Some(LIMIT)).max_redirects(0).build();
        Self { to: to.to_owned(), secret: secret.into(), base: base.to_owned(), agent: config.into() }
    }

    /// Where an event is read.
    #[must_use]
    pub fn address(&self, event: Event, community: &CommunityId, subject: &str) -> String {
        let board = format!("{}/c/{community}", self.base);
        match event {
            Event::SessionNotice | Event::SessionCorrected | Event::SessionTomorrow => {
                format!("{board}/notice/{subject}")
            }
            Event::Result => format!("{board}/outcome/{subject}"),
            _ => board,
        }
    }

    /// Posts it. The signature is over the time, a full stop and the body, so that nothing can be sent again later as new.
    ///
    /// # Errors
    /// Where the other side did not answer with a status of 200 to 299.
    pub async fn post(&self, said: &Announcement, now: Moment) -> Result<(), Fault> {
        let body = serde_json::to_string(said)?;
        let time = now.0 / 1000;
        let signature = format!("t={time},v1={}", sign(&self.secret, time, &body));
        let (agent, to, event) = (self.agent.clone(), self.to.clone(), said.event.id());
        let posted = tokio::task::spawn_blocking(move || {
            let request = agent.post(&to).header("content-type", "application/json");
            request.header("yishi-event", event).header("yishi-signature", &signature).send(&body)
        });
        let answer = posted.await.map_err(|error| Fault::Other(error.to_string()))?;
        let status = answer.map_err(|error| Fault::Other(format!("the webhook: {error}")))?.status();
        if status.is_success() { Ok(()) } else { Err(Fault::Other(format!("the webhook answered {status}"))) }
    }
}

/// HMAC-SHA256 as hexadecimal digits.
fn sign(secret: &str, time: i64, body: &str) -> String {
    // A key of any length is one.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret.as_bytes()) else { return String::new() };
    mac.update(format!("{time}.{body}").as_bytes());
    data_encoding::HEXLOWER.encode(&mac.finalize().into_bytes())
}

#[cfg(test)]
mod tests {
    use super::sign;

    /// Computed by another program: `printf '1773660600.{"id":"x"}' | openssl dgst -sha256 -hmac secret`.
    #[test]
    fn the_signature_is_that_of_other_programs() {
        assert_eq!(sign("secret", 1_773_660_600, "{\"id\":\"x\"}"), SIGNED);
    }
    const SIGNED: &str = "8c273411eb468d5dabccbaf4589e4bf14df8b8ebeb875a0acb0703412f9737ba";
}
