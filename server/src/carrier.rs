//! Bringing a code to a telephone. Nothing needs it: slips on paper are enough. A gateway is one more implementation.

use crate::fault::Fault;
use futures::future::BoxFuture;
use std::{path::PathBuf, process::Stdio};
use tokio::{io::AsyncWriteExt, process::Command};

/// Carries a message to a telephone.
pub trait Carrier: Send + Sync {
    /// Hands the message over.
    ///
    /// # Errors
    /// When the gateway did not take it.
    fn carry<'a>(&'a self, phone: &'a str, text: &'a str) -> BoxFuture<'a, Result<(), Fault>>;
}

/// Any program as a gateway: it is started with the number as its argument and reads the text from its input.
#[derive(Debug, Clone)]
pub struct Program(pub PathBuf);

impl Carrier for Program {
    fn carry<'a>(&'a self, phone: &'a str, text: &'a str) -> BoxFuture<'a, Result<(), Fault>> {
        Box::pin(async move {
            let name = || Fault::file(&self.0);
            // What begins with a dash would be an option of the program.
            let number: String =
                rules::typed::ascii(phone).chars().filter(|one| one.is_ascii_digit() || *one == '+').collect();
            let mut child = Command::new(&self.0)
                .arg(number)
                .stdin(Stdio::piped())
                .stdout(Stdio::null())
                .kill_on_drop(true)
                .spawn()
                .map_err(name())?;
            if let Some(mut input) = child.stdin.take() {
                input.write_all(text.as_bytes()).await.map_err(name())?;
            }
            let ended = child.wait().await.map_err(name())?;
            if ended.success() { Ok(()) } else { Err(Fault::Other(format!("the SMS program ended with {ended}"))) }
        })
    }
}
