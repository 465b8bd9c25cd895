# Matters (事项档案), their steps and procedures.
matters = Matters
matters-of = Matters of { $name }
matters-late = Matters with a step overdue
matter-late = { $steps }, due by { $due }
matters-lead = Each matter on one page, from the first word to what people say of the result.
matters-open = Going on ({ $count })
matters-ended = Ended ({ $count })
matters-none = None yet.
matter-titled = { $title } ({ $number })
matter-number = Matter { $number }
matter-life = The life of a matter
matter-what = What it is about
matter-next = Next
matter-all-done = Every step is done; it waits to be closed.
matter-by = By: { $who }
matter-due = Due by { $due }
matter-waits = Waits for: { $steps }
matter-steps = The steps
matter-seal-covers = Version and fingerprint below are those of what was written of the matter itself; sittings, decisions and postings that belong to it have their own.
matter-step-met = done, { $on }
matter-step-waived = waived, with a reason
matter-step-current = now
matter-step-later = not yet
matter-waived = { $on }, { $by } said why this step is not taken: { $why }
matter-step-why = What this step is, and where it comes from
matter-source = Source: { $source }
matter-records = All records ({ $count })
matter-take-part = Take part in it, or follow it
matter-public-page = See the public page
matter-follow = Follow this matter
matter-keep = Work at it
matter-intake = { $on }, { $from }: { $said }
matter-from = Who raised it
matter-from-residents = Residents
matter-from-representatives = Representatives or Party members
matter-from-committee = The committee
matter-from-above = An office above
matter-said = How it was raised
matter-said-hint = How many people, where, in what way. No names.
matter-asked = On which day (empty: today)
matter-open = Open a matter
matter-open-from = Open a matter from it
matter-open-from-why = Then study and consultation are recorded once, and every step is seen on one page.
matter-open-lead = It has a number and a public page at once. Its steps are shown by records, not by ticks.
matter-no-body = By its procedure this matter is for: { $bodies }. There is none here yet: the administrator makes it, and its members are entered.
matter-title = Name of the matter
matter-procedure = By which procedure
matter-consults = It is only talked over now; what needs a vote becomes a matter of its own
matter-open-send = Open and publish
matter-again = Open another one like this
matter-lay = Add an agenda item or a disclosure that is there already
matter-lay-what = What to add
matter-lay-send = Add
matter-take-out = Take something out of this matter
matter-take-out-what = What to take out
matter-take-out-why = Why
matter-take-out-why-hint = Needed for what was voted on. It is public.
matter-take-out-send = Take out
matter-end = End this matter
matter-end-how = How it ends
matter-end-said = In words
matter-end-hint = What is given up or not taken up needs a public reason.
matter-end-send = End
matter-how-done = done
matter-how-dropped = given up
matter-how-refused = not taken up
matter-ended-done = Done on { $on }
matter-ended-dropped = Given up on { $on }
matter-ended-refused = Not taken up, { $on }
phase-of-life-raise = raised
phase-of-life-discuss = discussed
phase-of-life-decide = decided
phase-of-life-do = carried out
phase-of-life-rate = rated
list-between = {", "}
list-or = {" or "}
# What a step needs, and what a record is.
need-intake = somebody raised it
need-topic = it is taken up, or refused with a public reason
need-options = { $least ->
    [one] at least one plan with cost, effect and who pays
   *[other] at least { $least } plans, each with cost, effect and who pays
}
need-study = the Party organisation’s study
need-sitting-passed = a vote of { $bodies } carries it
need-sitting-agreed = a vote of { $bodies } carries it, or they agree
need-sitting-held = { $bodies } meets on it
need-notice = { $days ->
    [one] called a day before
   *[other] called { $days } days before
}
need-comment = { $days ->
    [one] the plan hangs for comment for a day, and every comment is answered
   *[other] the plan hangs for comment for { $days } days, and every comment is answered
}
need-opinions = households are asked one by one, { $share } of them sign
need-parties = each side takes part, or its absence is on record
need-posting = { $days ->
    [one] it hangs on the board for a day, and every objection is answered
   *[other] it hangs on the board for { $days } days, and every objection is answered
}
need-filing = it is put on file with { $to }, which acknowledges it
need-execution = every milestone is accepted
need-rating = { $days ->
    [one] members can rate it for a day
   *[other] members can rate it for { $days } days
}
need-feedback = those who took part are told, and dissent is explained
need-met = ✓ on record
need-running = under way
need-running-until = complete after { $until }
need-too-early = its record is from before the steps that come first, and does not count
need-missing = nothing yet
record-intake = raised
record-topic = topic
record-options = plans
record-study = Party study
record-sitting = sitting
record-notice = notice
record-comment = comment
record-opinions = households asked
record-parties = who took part
record-posting = on the board
record-filing = on file
record-execution = carried out
record-rating = rated
record-feedback = feedback
record-on = { $on }
record-by = (recorded by: { $role })
record-by-from-party = (from the record of the Party organisation, entered as { $role })
record-passed = passed
record-not-passed = not passed
record-consensus = consensus
record-heard = heard
record-within = (within the community)
topic-accepted = taken up
topic-refused = not taken up
topic-question = Is it taken up?
topic-accept = Taken up: it goes on
topic-refuse = Not taken up: the matter ends here
topic-said = The reason
office-township = the township or subdistrict
office-county = the county or district
office-committee = the residents’ committee
party-present = { $present ->
    [one] { $group }: one came
   *[other] { $group }: { $present } came
}
party-refused = { $group }: nobody came. { $refused }
party-nth = Side { $nth }
party-group = Which side (a group, no names)
party-came = How many came
party-why-not = Where nobody came: why
parties-hint = One row for each side that has an interest. Where nobody came it may not stay empty: say how they were told and why they did not come.
plans = The plans beside each other
plans-hint = One to five plans. Leave the other rows empty.
plan-nth = Plan { $nth }
plan-title = Plan
plan-cost = Cost (yuan)
plan-effect = Effect
plan-pays = Who pays
study-said = The study: how many were due, how many came, what they think
filing-said = The filing: its number, the day of the receipt
feedback-said = Who was told, how, and how dissent was explained
record-this = Record: { $what }
record-said = What was recorded
record-said-optional = Further words (may stay empty)
record-said-hint = Public at once. No names, telephones or addresses.
record-day = On which day (empty: today)
record-send = Record and publish
waive = This step is not taken
waive-why = Why
waive-hint = It is public.
waive-send = Say that it is not taken
lead-sitting = Call a sitting on it
lead-notice = Call a sitting on it
lead-comment = Post the plan for comment
lead-posting = Write what is posted (of a vote, publish the decision)
opinion-not-yet = Not asked yet
opinion-own-phone = Your household has said on a phone: { $answer }. You may change it.
opinion-own-paper = Your household has signed on paper: { $answer }. You may change it here.
lead-filing = Put it on file
lead-parties = Name the interested groups
# Procedures in plain words.
procedures = Procedures
procedure-version = Version { $version }
procedure-chart = The procedure as a chart; the list below says the same
procedure-legend = Arrow: what is above is done before what is below.
procedure-legend-decides = Red frame: a meeting votes.
procedure-after = After: { $steps }
procedure-shown-by = What shows that it was done:
procedure-within = { $days ->
    [one] Within a day of the step before
   *[other] Within { $days } days of the step before
}
procedure-waived-by = May be waived, with a reason, by: { $who }
procedure-adopt = Take this procedure over for this place
procedure-to-adopt = Adapt “{ $name }” to this place
procedure-adopt-lead = Other names, more days, shorter limits; steps that may be waived can be left out. It cannot become looser. Matters that are open go on as they began.
procedure-name = What the step is called
procedure-days = Days ({ $least } at least)
procedure-own-within = Within so many days
procedure-leave-out = Why there is no such step here (empty: there is)
procedure-adopt-send = Take over
publication-matter = Matter
item-dossier = Belongs to the matter
item-dossier-none = to none
item-of-matter = This item belongs to the matter
session-for-matter = Called for the matter “{ $title }”. It is the first item of the agenda; nothing is written twice.
disclosure-for-matter = Belongs to the matter “{ $title }”.
disclosure-plan = Posted as a plan for comment
gate-record = See the record in the matter
gate-typed = (typed for this item; no matter holds it)
belongs-to-matter = Part of the matter:
matters-all = Matters, each on one page ({ $count } going on)
execution-said = What was carried out, what it cost, and who accepted it
rating-said = Rating is open from now on: what is rated, and how
opinions = What the households say
opinions-of = { $signed } of { $of } households have signed
opinions-silent = Households that have not answered ({ $count })
opinion-agree = agrees
opinion-disagree = disagrees
opinion-open = no opinion
opinion-ask = What your household says
opinion-send = Sign for the household
opinion-paper = Enter what was signed on paper
opinion-paper-hint = Number and name of who signed. One for each household; a later one takes the place of an earlier.
opinion-enter = Enter
procedure-left-out = Steps that are left out here
procedure-left-out-why = { $name }: { $why }
