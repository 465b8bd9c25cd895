//! What is recorded of an item beside its talk: grounds and interests.
#![allow(missing_docs, reason = "rows name the columns of `migrations/*.sql`, where they are explained")]

pub mod ground;
pub mod interest;
