//! The list of refusals.

use super::Refusal;

#[test]
fn codes_are_unique_and_round_trip() {
    for refusal in Refusal::ALL {
        assert_eq!(Refusal::from_code(refusal.code()), Some(*refusal));
    }
}
