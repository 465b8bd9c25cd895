//! The hash-chained record of acts: how an entry is hashed, and what is blanked in it.

pub mod blanked;
pub mod chain;

use serde_json::Value;

pub(crate) fn text_at<'v>(value: &'v Value, key: &str) -> Option<&'v str> {
    value.get(key).and_then(Value::as_str)
}

pub(crate) fn whole_at(value: &Value, key: &str) -> Option<i64> {
    value.get(key).and_then(Value::as_i64)
}
