//! Bringing a message to a telephone. Nothing needs it: slips on paper and the board are enough. A gateway is one more implementation.

use crate::fault::Fault;
use futures::future::BoxFuture;
use rules::{
    folding::phones,
    notify::{Event, Variables},
};
use serde::Serialize;
use std::{path::PathBuf, process::Stdio, time::Duration};
use tokio::{
    io::AsyncWriteExt,
    process::{Child, Command},
};

/// A message to one telephone: an event and its variables. Which words they stand in is the gateway's template.
#[derive(Debug, Clone, Serialize)]
pub struct Message {
    /// The same for every try, by which a gateway knows it again.
    pub id: String,
    /// The telephone, as it is dialled within the country.
    pub to: String,
    /// What is told; it is the program's argument.
    #[serde(skip)]
    pub event: Event,
    /// What of it.
    pub variables: Variables,
}

/// Carries a message to a telephone.
pub trait Carrier: Send + Sync {
    /// Hands the message over.
    ///
    /// # Errors
    /// When the gateway did not take it.
    fn carry<'a>(&'a self, message: &'a Message) -> BoxFuture<'a, Result<(), Fault>>;
}

/// How long a program may take.
pub const LIMIT: Duration = Duration::from_secs(30);

/// Any program as a gateway: it is started with the event as its argument, reads the message as JSON from its input, and says by
/// ending with 0 that it was sent.
#[derive(Debug, Clone)]
pub struct Program {
    file: PathBuf,
    limit: Duration,
}

impl Program {
    /// A program that may take [`LIMIT`].
    #[must_use]
    pub const fn new(file: PathBuf) -> Self {
        Self::within(file, LIMIT)
    }

    /// The same with another limit.
    #[must_use]
    pub const fn within(file: PathBuf, limit: Duration) -> Self {
        Self { file, limit }
    }

    async fn run(&self, child: &mut Child, line: &[u8]) -> Result<(), Fault> {
        let handed = async {
            if let Some(mut input) = child.stdin.take() {
                match input.write_all(line).await {
                    // What a program does not read it does not need.
                    Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => return Err(error),
                    _ => {}
                }
            }
            child.wait().await
        };
        match tokio::time::timeout(self.limit, handed).await {
            Ok(Ok(ended)) if ended.success() => Ok(()),
            Ok(Ok(ended)) => Err(Fault::Other(format!("the notify program ended with {ended}"))),
            Ok(Err(error)) => Err(Fault::file(&self.file)(error)),
            Err(_) => Err(Fault::Other(format!("the notify program took longer than {} s", self.limit.as_secs()))),
        }
    }
}

impl Carrier for Program {
    fn carry<'a>(&'a self, message: &'a Message) -> BoxFuture<'a, Result<(), Fault>> {
        Box::pin(async move {
            let line = serde_json::to_vec(message)?;
            let mut command = Command::new(&self.file);
            command.arg(message.event.id()).stdin(Stdio::piped()).stdout(Stdio::null()).kill_on_drop(true);
            // A group of its own: what it started ends with it.
            #[cfg(unix)]
            command.process_group(0);
            let mut child = command.spawn().map_err(Fault::file(&self.file))?;
            let pid = child.id();
            let done = self.run(&mut child, &line).await;
            if done.is_err() {
                end(pid);
            }
            done
        })
    }
}

/// Ends a program that hangs, with everything that it started.
fn end(pid: Option<u32>) {
    #[cfg(unix)]
    if let Some(group) = pid.and_then(|pid| i32::try_from(pid).ok()).and_then(rustix::process::Pid::from_raw) {
        let _ = rustix::process::kill_process_group(group, rustix::process::Signal::KILL);
    }
    #[cfg(not(unix))]
    let _ = pid;
}

/// The number to which a message goes, of all that a cell holds: a mobile telephone, else the first.
#[must_use]
pub fn dialled(cell: &str) -> Option<String> {
    let all = phones(cell);
    let is_mobile = |one: &&String| one.len() == 11 && one.starts_with('1');
    all.keys().iter().find(is_mobile).or_else(|| all.keys().first()).cloned()
}

#[cfg(test)]
mod tests {
    use super::dialled;

    #[test]
    fn a_message_goes_to_a_mobile_telephone() {
        assert_eq!(dialled("0571-88888888 / 139-0000-0001").as_deref(), Some("13900000001"));
        assert_eq!(dialled("+86 13900000001").as_deref(), Some("13900000001"));
        assert_eq!(dialled("--help"), None);
        assert_eq!(dialled(""), None);
    }
}
