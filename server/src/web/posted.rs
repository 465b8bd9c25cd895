//! A form as it was sent.

use super::Site;
use crate::{act::Form, fault::Fault};
use axum::extract::{FromRef, FromRequest, Request};
use rules::Refusal;

/// A form's fields, as an extractor.
pub struct Posted(pub Form);

impl<S: Send + Sync> FromRequest<S> for Posted
where
    Site: FromRef<S>,
{
    type Rejection = Fault;

    async fn from_request(request: Request, state: &S) -> Result<Self, Fault> {
        let path = request.uri().path().to_owned();
        let fields = axum::Form::<Vec<(String, String)>>::from_request(request, state).await;
        let axum::Form(fields) = fields.map_err(|_| Fault::Forbidden(Refusal::TooLong))?;
        Ok(Self(Form::new(&path, (Site::from_ref(state).remembered)(&path), fields)))
    }
}
