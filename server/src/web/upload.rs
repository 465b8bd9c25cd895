//! Files that people send.

use crate::{fault::Fault, heavy, photo};
use axum::extract::{Multipart, multipart::MultipartError};
use rules::Refusal;

/// Why a file was not read.
pub enum Unread {
    /// It did not end.
    TooLong,
    /// It is no form, or was cut off.
    Broken(MultipartError),
}

impl Unread {
    /// The fault, where a file that does not end is refused with `refusal`.
    pub fn fault(self, refusal: Refusal) -> Fault {
        match self {
            Self::TooLong => Fault::Forbidden(refusal),
            Self::Broken(error) => Fault::Other(error.to_string()),
        }
    }
}

/// What was sent: of a file, its bytes, and whether one was chosen at all. A browser sends a file without a name where none was.
pub struct Sent {
    /// What the first field holds that holds something.
    pub bytes: Vec<u8>,
    chosen: bool,
}

impl Sent {
    /// The bytes of a file that was chosen and holds something.
    ///
    /// # Errors
    /// [`Refusal::FileNone`] and [`Refusal::FileEmpty`].
    pub fn file(self) -> Result<Vec<u8>, Refusal> {
        match (self.bytes.is_empty(), self.chosen) {
            (false, _) => Ok(self.bytes),
            (true, true) => Err(Refusal::FileEmpty),
            (true, false) => Err(Refusal::FileNone),
        }
    }
}

/// The first field that holds something. What is too large is read to its end and thrown away, so that the browser hears the
/// answer: what comes back is then longer than `largest` bytes. After `give_up` bytes nothing more is read.
pub async fn read(mut parts: Multipart, largest: usize, give_up: usize) -> Result<Sent, Unread> {
    let (mut bytes, mut seen, mut chosen) = (Vec::new(), 0_usize, false);
    while let Some(mut field) = parts.next_field().await.map_err(Unread::Broken)? {
        chosen |= field.file_name().is_some_and(|name| !name.is_empty());
        let first = bytes.is_empty();
        while let Some(chunk) = field.chunk().await.map_err(Unread::Broken)? {
            seen = seen.saturating_add(chunk.len());
            if seen > give_up {
                return Err(Unread::TooLong);
            }
            if first && bytes.len() <= largest {
                bytes.extend_from_slice(&chunk);
            }
        }
    }
    Ok(Sent { bytes, chosen })
}

/// A picture that was sent, written anew.
pub async fn picture(parts: Multipart) -> Result<Result<Vec<u8>, Refusal>, Fault> {
    const GIVE_UP: usize = 128 * 1024 * 1024;
    let bytes = read(parts, photo::LARGEST, GIVE_UP).await;
    let bytes = match bytes.map_err(|unread| unread.fault(Refusal::PhotoTooLarge))?.file() {
        Ok(bytes) => bytes,
        Err(refusal) => return Ok(Err(refusal)),
    };
    heavy::picture(move || photo::renew(&bytes)).await
}
