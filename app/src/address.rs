//! Addresses: what somebody typed enters one here alone, so that it stays a value and says nothing else.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, PercentEncode, utf8_percent_encode};

/// What does not stand for itself: everything but letters, digits and the four marks that never mean anything (RFC 3986).
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// A text as a value of a query, or as one part of a path.
#[must_use]
pub fn encoded(text: &str) -> PercentEncode<'_> {
    utf8_percent_encode(text, RESERVED)
}

/// An address with what is asked of it; what is empty is left out.
#[must_use]
pub fn asking(path: &str, asked: &[(&str, &str)]) -> String {
    let mut to = path.to_owned();
    for (name, value) in asked.iter().filter(|(_, value)| !value.is_empty()) {
        to.push(if to.contains('?') { '&' } else { '?' });
        to.extend([*name, "="]);
        to.extend(encoded(value));
    }
    to
}

#[cfg(test)]
mod tests {
    use super::{asking, encoded};

    #[test]
    fn what_is_typed_stays_a_value() {
        assert_eq!(encoded("a/b?c&d=e#f%20+").to_string(), "a%2Fb%3Fc%26d%3De%23f%2520%2B");
        assert_eq!(
            asking("/c/x/members", &[("q", "钱&without=1"), ("away", ""), ("page", "2")]),
            "/c/x/members?q=%E9%92%B1%26without%3D1&page=2"
        );
        assert_eq!(asking("/in?lang=en", &[("next", "/c/x")]), "/in?lang=en&next=%2Fc%2Fx");
        assert_eq!(asking("/x", &[]), "/x");
    }
}
