//! Something published is withdrawn: it stays readable with the reason, and holds no longer.

use crate::{
    act::{Act, Address, At, Form, Stop, none},
    fault::Fault,
    record::{
        posting::takes_two,
        publication::{self as publish, Kind, rows::PublicationRow},
    },
};
use rules::{Refusal, permit::Act as May, posting, says::Says};

/// Withdraws something published, with a reason that everybody reads.
pub struct Withdraw;

impl Act for Withdraw {
    type On = PublicationRow;
    const AT: &'static str = "/c/{community}/about/{kind}/{id}/withdraw";
    const MAY: &'static [May] = &[May::WithdrawPublication];
    const SAYS: &'static [Says] = &[
        Says::NoticeWithdrawn,
        Says::OutcomeWithdrawn,
        Says::EndingWithdrawn,
        Says::MinutesWithdrawn,
        Says::AttendanceWithdrawn,
        Says::DisclosureWithdrawn,
        Says::CompletionWithdrawn,
        Says::MatterWithdrawn,
        Says::ConsultationWithdrawn,
        Says::DrawWithdrawn,
    ];

    async fn run(at: &mut At<'_, PublicationRow>, form: &Form) -> Result<Address, Stop> {
        // What members ask for jointly is theirs: who began it takes it back (`record/petition`), and no one else.
        if at.on.kind == Kind::Petition {
            return Err(Refusal::NotAuthor.into());
        }
        // What was countersigned as a decision takes a second hand to be withdrawn, and so does a draw that was made (`record/takeback`).
        let none = none::judge(form, &["reason"])?;
        let decided = at.on.kind == Kind::Outcome;
        if !decided && takes_two(&at.on, at.now())? {
            return Err(Refusal::TakesTwo.into());
        }
        let withdrawn = posting::withdraw(decided, !at.on.withdrawn.is_empty(), form.get("reason"))?;
        publish::withdrawn(at.writing, &at.permit, &at.on, (&withdrawn, &none)).await?;
        Ok(at.page())
    }

    async fn stands(at: &mut At<'_, PublicationRow>) -> Result<Option<String>, Fault> {
        Ok(Some(at.on.revision.to_string()))
    }
}
