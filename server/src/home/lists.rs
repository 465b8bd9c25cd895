//! The lists of home by their names.

/// What a list of what waits is called, where it is shown or led to alone.
pub(super) fn title_of(name: &str) -> &'static str {
    match name {
        "matters" => "matters",
        "decisions" => "outcome",
        "minutes" => "minutes",
        "opinions" => "opinions-waiting",
        "notices" => "notice-to-correct",
        "disclosures" => "disclosures",
        "duties" => "duties-home",
        "objections" => "overdue-objections",
        "to-accept" => "milestone-waits",
        "returned" => "milestone-returned-mark",
        "appeals" => "room-appeal",
        "petitions" => "petitions-waiting",
        "signatures" => "signatures-waiting",
        "draws" => "draw",
        "ledger" => "ledger",
        "registers" => "registers-reminded",
        "orders" => "orders-open",
        "ends" => "ends-waiting",
        "filings" => "filings",
        _ => "room-waiting",
    }
}
