# Offices above communities: the tree, what is put on file with them, what they order to be published.
offices = Offices above
offices-lead = The township or subdistrict, and the county or district, above each village and community.
offices-none = No office above yet.
offices-admin-lead = An office above reads what is public and what is overdue, acknowledges filings and orders publication. It never votes, and never sees what is for members.
level-township = township or subdistrict
level-county = county or district
level-city = city
office-new = New office
office-name = Name of the office
office-level = Level
office-above = Above it:
office-over = Office above
office-none = (none)
office-make = Create
office-hang = Change the office above
office-hang-lead = The office above a village or community is chosen on that place's own page of administration.
office-beneath = Beneath it
office-is-retired = This office was retired.
office-retired-since = Retired since { $day }: it acknowledges nothing and sees nothing of the places beneath it.
rename-office = Rename
move-office = Put under another office
retire-office = Retire the office
retire-text-office = Once the office is retired, its staff see nothing of the places beneath it, acknowledge nothing and order nothing. What it did stays, and it can be taken up again.
restore-office = Take it up again
office-staff-lead = Staff of an office sign in with a name and a password. This makes them members of no village or community.
office-dismiss-text = { $name } leaves the staff of { $office } and can no longer sign in for it.
office-lead = Here you acknowledge or send back filings, and order publication. All else is for reading. You do not see what is for members, rolls or ballots.
office-places = Places beneath it
board-office = Office above: { $name }
places-search = Find by name
places-only = Show
places-only-first = all
places-only-overdue = with something overdue
places-only-orders = with an open order
places-only-filings = with a filing to acknowledge
places-by = Order
places-by-first = most overdue first
places-by-name = by name
places-by-sat = longest without a meeting first
places-none = No such village or community.
place-overdue = { $count } overdue
place-nothing-overdue = Nothing is overdue.
place-objections = { $count ->
        [1] One objection or question without a reply in time
       *[other] { $count } objections or questions without a reply in time
    }
place-milestones = { $count ->
        [1] One step of carrying out is late
       *[other] { $count } steps of carrying out are late
    }
place-postings = { $count ->
        [1] One posting still hangs after its days
       *[other] { $count } postings still hang after their days
    }
place-duties = { $count ->
        [1] One thing that has to be published is late
       *[other] { $count } things that have to be published are late
    }
place-orders = { $count ->
        [1] One order to publish is late
       *[other] { $count } orders to publish are late
    }
place-orders-open = { $count ->
        [1] One open order to publish
       *[other] { $count } open orders to publish
    }
place-filings = { $count } to acknowledge
place-sat = Last meeting: { $day }
place-never-sat = No meeting yet.
filings = Filings
filings-waiting = Filings to acknowledge
filings-none = No filing waits to be acknowledged.
filing-to = File it with
filing-to-township = the township or subdistrict
filing-to-county = the county or district
filing-to-committee = the residents’ committee
filing-make = File it with an office
filing-lead = Files what is published here with an office above (what owners decided: with the residents’ committee). By acknowledging, the office says that it has it, not that it is right.
filing-note = Note (optional, public)
filing-send = File it
filing-waiting = Filed with { $office } (no. { $number }, { $day }); not acknowledged yet.
filing-acknowledged = Filed with { $office } (no. { $number }, { $day }); acknowledged on { $answered }.
filing-returned = Filed with { $office } (no. { $number }, { $day }); sent back on { $answered }.
filing-earlier = The filing holds the text before the correction.
filing-note-said = Note: { $text }
filing-words-said = Answer: { $text }
filing-words = Answer (optional, public)
filing-acknowledge = Acknowledge
filing-send-back = Send back
filing-send-back-why = Why it goes back (public)
filing-days = { $days ->
        [1] has waited one day
       *[other] has waited { $days } days
    }
filing-now-within = (now for members alone)
filing-waits-for-you = Filed on { $day }; waits to be acknowledged
filing-was-returned = Sent back: { $reason }
orders = Orders to publish
orders-lead = What offices above have ordered to be published, and what became of it.
orders-open = Open orders to publish
orders-none = No orders to publish.
orders-all = All orders to publish
order-number = Order to publish no. { $number }
order-line = { $left ->
        [0] { $office } orders publication by { $due }, the last day
        [1] { $office } orders publication by { $due }, one day left
       *[other] { $office } orders publication by { $due }, { $left } days left
    }
order-line-overdue = { $left ->
        [1] { $office } ordered publication by { $due }, one day overdue
       *[other] { $office } ordered publication by { $due }, { $left } days overdue
    }
order-overdue = { $days ->
        [1] one day overdue
       *[other] { $days } days overdue
    }
order-met = published
order-met-late = { $days ->
        [1] published, one day late
       *[other] published, { $days } days late
    }
order-answered = answered: cannot be published
order-withdrawn = taken back
order-by = What was published
order-met-on = Met on
order-withdrawn-on = Taken back on
order-reason = Why it was taken back
order-answer-by = { $role }, { $day }
order-office = Ordered by
order-basis = Basis
order-basis-hint = For example: Organic Law of Villagers’ Committees, Art. 36
order-day = Ordered on
order-due = To be published by
order-desk = Deal with it
order-meet = It is published now
order-meet-send = This meets the order
order-nothing-since = Nothing has been published since the order was made. Publish it first, then come back.
order-disclose = Go and publish
order-answer = It cannot be published
order-answer-why = Why it cannot be published (public)
order-answer-send = Answer in public
order-withdraw = Take the order back
order-withdraw-why = Why it is taken back (public)
order-make = Order publication
order-make-lead = On behalf of { $office }. Everybody sees the order at once. If it is not met by its day, it stands on the board in red.
order-what = What is to be published
order-send = Send the order
