# What has to be published, and when (公开目录).
duties = Calendar of open affairs
duties-of = { $name }: calendar of open affairs, { $year }
duties-lead = What has to be published, by when, and whether it was. It is reckoned from the record; nobody reports it.
duties-years = Years
duties-none = This place keeps no catalogue of open affairs yet.
duties-from = Kept since { $from }; now in version { $version }, taken over on { $day }
duties-this-year = { $year } (this year)
duties-none-overdue = Nothing is overdue now.
duty-csv-class = heading
duty-csv-item = item
duty-csv-period = for which period
duty-csv-state = how it stands
duty-csv-title = what was published
duties-csv = This year's calendar as CSV
holidays-missing = The holidays of { $year } are not there yet, and what ends in { $year } is reckoned by plain calendar days. Ask your administrator to write the announced days into holidays.toml in the program's working folder, and to start it anew once.
duties-ics = Subscribe in your calendar (ICS)
duty-ics = Publish: { $name } ({ $span })
duties-asked = To be published because it was asked for
duty-ordered = Ordered from above: { $what }
duty-asked-for = Asked for jointly: { $what }
duties-overdue = { $count ->
    [one] Overdue: one item
   *[other] Overdue: { $count } items
}
duties-board-overdue = { $count ->
    [one] Not published in time: one item
   *[other] Not published in time: { $count } items
}
duty-overdue = { $name } ({ $span }), was due by { $due }
duty-span = { $span }:
duty-other-spans = { $count ->
    [one] One other period
   *[other] { $count } other periods
 }
duty-before = before the catalogue was kept
duty-due = due by { $due }
duty-unknown-holidays = (this program does not know that year's holidays yet)
duty-is-not-due = not due yet
duty-is-soon = due soon
duty-is-overdue = overdue
duty-is-long-overdue = overdue for over 30 days
duty-is-published = published
duty-is-late = published late
duty-is-nothing = nothing to report
duty-is-not-here = does not apply
duty-is-due = due today
duty-none-standing = Nothing was published yet.
duty-within = for members alone, which does not count as published
duty-stands-for = Published for { $name } · { $span }
duty-none-yet = Nothing yet this year. It is published when it happens.
duty-more = What, by whom, on what ground
duty-lacks-photo = no photo of the board
duty-photo = Add a photo of the board
duties-unphotographed = To hang on the board itself: no photo yet
duty-board = It has to hang on the board itself, shown by a photo: { $source }
duty-elements = What has to stand in it: { $elements }
duty-limits = Limits: { $limits }
duty-drafts = Written by { $who }
duty-examines = Examined by { $who }
duty-source = Ground ({ $mark }): { $source }
duty-due-source = Ground of the deadline ({ $mark }): { $source }
duty-not-here-told = Does not apply here. { $by } said on { $on } why: { $reason }
duties-keep = Publish what is due
duties-keep-lead = Everything that is due stands here. Write it, have it signed, publish it; where there really is nothing, say why.
duties-waits = To be published ({ $count })
duties-nothing-waits = Nothing is due now.
duties-lists = Catalogues that this place keeps
duties-adopt = Which catalogue
duties-adopt-hint = It counts from the period that runs now. It cannot be given up; of single items you can say that they do not apply.
duties-adopt-send = Keep this catalogue
duties-change = Which version instead
duties-change-hint = What had to be published before has to be still, and the day since which it is asked for stays. From then on the items and days of every period are those of the new version. What is overdue has to be published first.
duties-change-send = Change to this version
duties-year = The whole year
duty-write = Write it
duty-go-on = Go on with the draft
duty-why = Why
duty-which = Which item
duty-say-nothing = There is nothing to report for this period
duty-say-nothing-send = Say so in public
duty-say-not-here = An item does not apply here
duty-say-not-here-send = Say so in public
duties-said = What was said
duty-said-nothing = { $name } ({ $span }): nothing to report
duty-said-not-here = { $name }: does not apply
duty-said-by = { $by } said on { $on }: { $reason }
duty-lift = Take this back
duty-lift-send = Take it back
duty-for = This is written for an item of the calendar: { $name } ({ $span }). What has to stand in it: { $elements }.
duties-home = To be published
