//! The acts of the talk: under an item, and on the floor.

mod answered;
mod appeal;
mod call;
mod end;
mod floor;
mod for_others;
mod hand;
mod hide;
mod order;
mod pause;
mod propose;
mod publish;
mod put;
mod remark;
mod revise;
mod second;
mod withdraw;

pub use answered::MarkAnswered;
pub use appeal::{AnswerAppeal, Appeal};
pub use call::CallItem;
pub use end::EndItem;
pub use floor::{EndTurn, GiveFloor, WarnSpeaker};
pub use for_others::{ProposeFor, RaiseHandFor, SecondFor};
pub use hand::RaiseHand;
pub use hide::{HideProposal, HideRemark};
pub use order::OrderThread;
pub use pause::Pause;
pub use propose::Propose;
pub use publish::PublishEnding;
pub use put::PutToVote;
pub use remark::Remark;
pub use revise::Revise;
pub use second::Second;
pub use withdraw::Withdraw;
