//! Whoever began a joint request takes it back, with a reason, before anybody else has signed. Nobody else can: the chair neither.

use crate::{
    act::{Act, Address, At, Form, Stop, none},
    record::{
        petition::rows::{self as petitions, PetitionRow, signature},
        posting::in_community,
        publication::{self as publish, Kind},
    },
};
use rules::{permit::Act as May, petition, posting, says::Says};

/// Takes a joint request back.
pub struct WithdrawPetition;

impl Act for WithdrawPetition {
    type On = PetitionRow;
    const AT: &'static str = "/c/{community}/petition/{petition}/withdraw";
    const MAY: &'static [May] = &[May::SignPetition];
    const SAYS: &'static [Says] = &[Says::PetitionWithdrawn];

    async fn run(at: &mut At<'_, PetitionRow>, form: &Form) -> Result<Address, Stop> {
        let own = at.standing.member.as_ref() == Some(&at.on.member);
        let signed = signature::of(at.writing.conn(), &at.on.id).await?;
        let others = signed.iter().any(|one| one.member != at.on.member);
        let judged = petition::withdraw(at.on.state, own, others)?;
        let none = none::judge(form, &["reason"])?;
        let withdrawn = posting::withdraw(false, false, form.get("reason"))?;
        petitions::store_withdrawn(at.writing, &at.permit, &at.on.id, judged).await?;
        let row = in_community(at.writing, Kind::Petition, &at.on.id).await?;
        publish::withdrawn(at.writing, &at.permit, &row, (&withdrawn, &none)).await?;
        Ok(at.page())
    }
}
