# Registers
registers = Registers
registers-lead = Contracts, assets, debts and the like, row by row: each change is kept, dates remind of themselves, and what is published is made from here.
registers-reminded = Dates in the registers
register-urgent = soon
register-alarm = { $register } { $number }: { $column } { $day }, { $left }
register-rows = { $count ->
    [one] one row
   *[other] { $count } rows
}
register-last-published = Published last: { $day }
register-no-rows = Nothing is entered yet.
register-enter = Enter a row
register-enter-send = Enter
register-table-lead = Copy from a spreadsheet with its heading row and paste it below, columns in any order. While one row is wrong nothing is entered.
register-table-hint = Headings at least: { $columns }.
register-read-rows = { $count ->
    [one] One row was read.
   *[other] { $count } rows were read.
}
register-may-be-empty = (may be empty)
register-for-members = For members only.
register-for-keepers = For those who keep and supervise it only.
register-member-hint = Number and name, e.g. 0012 Zhang San; only the number is kept.
register-sum = { $column }, in all
register-ended = { $count ->
    [one] One row has ended
   *[other] { $count } rows have ended
}
register-ended-row = { $number }, ended on { $on }: { $reason }
register-is-ended = This row has ended: { $reason }
register-as-of = As of { $day }, { $rows ->
    [one] one row.
   *[other] { $rows } rows.
}
register-publish = Draft its publication
register-read-public = Read what was published last
register-csv = Download (CSV, can be read in again)
register-source = Where its columns come from: { $source }. They are no form that the law prescribes.
register-change = Change this row
register-why = Why it is changed
register-change-send = Save the change
register-end = End this row
register-end-why = Why it ends (public)
register-end-send = End it
register-versions = What it was
register-published = { $name } as of { $day }
register-row-at = Row { $row }
register-body = The rows of the register stand below, in the order in which they were entered; sums are reckoned by the program.
register-for = Published with this: the columns for everybody of the { $rows ->
    [one] one row that stands
   *[other] { $rows } rows that stand
} now. When the register changes, the draft has to be saved anew.
