//! By what text, from where and resolved by whom members who are online count as present. All three are said, or none.

use super::super::basis_stands;
use crate::{
    act::{Act, Address, At, Form, Stop, base},
    people::community::rows::{self as communities, BodyRow},
};
use rules::{Refusal, permit::Act as May, says::Says};
use serde_json::json;

/// Puts the basis of a body on record, or takes it away.
pub struct SetBasis;

impl Act for SetBasis {
    type On = BodyRow;
    const AT: &'static str = "/c/{community}/basis/{body}";
    const MAY: &'static [May] = &[May::MakeBody];
    const SAYS: &'static [Says] = &[Says::BodyOnlineBasis];

    async fn run(at: &mut At<'_, BodyRow>, form: &Form) -> Result<Address, Stop> {
        let text = form.optional("basis_text", 300)?;
        let source = form.optional("basis_source", 300)?;
        let by = form.optional("basis_by", 300)?;
        let filled = [&text, &source, &by].into_iter().filter(|part| !part.is_empty()).count();
        if filled != 0 && filled != 3 {
            return Err(("basis_text", Refusal::Empty).into());
        }
        base::holds(form, &basis_stands(&at.on))?;
        let same = [&at.on.basis_text, &at.on.basis_source, &at.on.basis_by] == [&text, &source, &by];
        base::changes(!same)?;
        communities::set_basis(at.writing, &at.permit, &at.on.id, [&text, &source, &by]).await?;
        at.say(Says::BodyOnlineBasis, json!({ "text": text, "source": source, "by": by })).await?;
        Ok(at.page())
    }
}
