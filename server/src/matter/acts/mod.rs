//! What is done about a matter, one act a file.

mod adopt;
mod correct;
mod end;
mod follow;
mod lay;
mod open;
mod opinion;
mod rate;
mod record;
mod waive;

pub use adopt::AdoptProcedure;
pub use correct::CorrectMatter;
pub use end::EndMatter;
pub use follow::FollowMatter;
pub use lay::{LayToMatter, TakeFromMatter};
pub(super) use lay::{is_of, named};
pub use open::OpenMatter;
pub use opinion::{EnterOpinion, GiveOpinion};
pub use rate::RateMatter;
pub use record::RecordStep;
pub use waive::WaiveStep;
