# Matters (事项档案), their steps and procedures.
matters = Matters
matters-of = Matters of { $name }
matters-late = Matters with a step overdue
matter-late = { $steps }, due by { $due }
matters-lead = Each matter on one page, from the first word to how people rate the result.
matters-open = Under way ({ $count })
matters-ended = Ended ({ $count })
matters-none = None yet.
matter-titled = { $title } ({ $number })
matter-number = Matter { $number }
matter-life = The life of a matter
matter-what = What it is about
matter-stands = Matter { $number }, next: { $steps }
matter-next = Next
matter-all-done = Every step is done; the matter can be closed.
matter-by = By: { $who }
matter-due = Due by { $due }
matter-waits = Waits for: { $steps }
matter-steps = The steps
matter-seal-covers = The version and fingerprint below cover what was written of the matter itself. Meetings, decisions and postings that belong to it have their own.
matter-step-met = done, { $on }
matter-step-waived = left out, with a reason
matter-step-current = now
matter-step-later = not yet
matter-waived = { $on }, { $by } said why this step is left out: { $why }
matter-step-why = What this step is, and its source
matter-source = Source: { $source }
matter-records = All records ({ $count })
matter-take-part = Take part in it, or follow it
matter-public-page = See the public page
matter-follow = Follow this matter
matter-keep = Work on it
matter-intake = { $on }, { $from }: { $said }
matter-from = Who raised it
matter-from-residents = Residents
matter-from-representatives = Representatives or Party members
matter-from-committee = The committee
matter-from-above = An office above
matter-said = How it was raised
matter-said-hint = How many people, where, how. No names.
matter-asked = On which day (leave empty for today)
matter-open = Open a matter
matter-open-from = Open a matter for this
matter-open-from-why = Then study and consultation are recorded only once, and every step is seen on one page.
matter-open-lead = It gets a number and a public page at once. Records show its steps; nobody ticks them off.
matter-no-body = By its procedure this matter is decided by: { $bodies }. There is no such body here yet. The administrator creates it and enters its members.
matter-title = Name of the matter
matter-procedure = By which procedure
matter-consults = It is only talked over now; what needs a vote becomes a matter of its own
matter-open-send = Open and publish
matter-again = Open another one like this
matter-lay = Add an existing agenda item or disclosure
matter-lay-what = What to add
matter-lay-plan = { $title } (as the plan for comment)
matter-lay-send = Add
matter-take-out = Remove something from this matter
matter-take-out-what = What to remove
matter-take-out-send = Remove
matter-take-out-why = Why
matter-take-out-why-hint = Needed for what was voted on. It is public.
matter-end = End this matter
matter-end-how = How it ends
matter-end-said = Explanation
matter-end-hint = If the matter is given up or not taken up, a public reason is required.
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
need-intake = somebody has raised it
need-topic = it is taken up, or refused with a public reason
need-options = { $least ->
    [one] at least one plan with cost, effect and who pays
   *[other] at least { $least } plans, each with cost, effect and who pays
}
need-study = the Party organisation has studied it
need-sitting-passed = a vote of { $bodies } carries it
need-sitting-agreed = a vote of { $bodies } carries it, or they reach a consensus
need-sitting-held = { $bodies } meets on it
need-notice = { $days ->
    [one] the meeting is called a day ahead
   *[other] the meeting is called { $days } days ahead
}
need-comment = { $days ->
    [one] the plan is posted for comment for a day, and every comment is answered
   *[other] the plan is posted for comment for { $days } days, and every comment is answered
}
need-opinions = households are asked one by one, { $share } of them sign
need-parties = each side takes part, or its absence is on record
need-posting = { $days ->
    [one] it is on the board for a day, and every objection is answered
   *[other] it is on the board for { $days } days, and every objection is answered
}
need-filing = it is filed with { $to }, which acknowledges it
need-execution = every milestone is accepted
need-rating = { $days ->
    [one] members can rate it for a day
   *[other] members can rate it for { $days } days
}
need-feedback = those who took part are told, and dissent is explained
need-met = ✓ on record
need-running = under way
need-running-until = complete after { $until }
need-too-early = its record is from before the earlier steps were done, and does not count
need-missing = nothing yet
record-intake = raised
record-topic = topic
record-options = plans
record-study = Party study
record-sitting = meeting
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
record-invalid = not valid
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
party-why-not = If nobody came: why
parties-hint = One row for each side that has an interest. If nobody came for a side, say how they were told and why they did not come.
plans = The plans side by side
plans-hint = One to five plans. Leave the other rows empty.
plan-nth = Plan { $nth }
plan-title = Plan
plan-cost = Cost (yuan)
plan-effect = Effect
plan-pays = Paid by
study-said = The study: how many were due, how many came, their opinion
filing-said = The filing: its number and the day of the receipt
feedback-said = The people told, how they were told, and how dissent was explained
record-this = Record: { $what }
record-said = What was recorded
record-said-optional = Remarks (optional)
record-said-hint = Public at once. No names, telephones or addresses.
record-day = On which day (leave empty for today)
record-send = Record and publish
waive = Leave this step out
waive-why = Why
waive-hint = The reason is public.
waive-send = Leave it out
lead-sitting = Call a meeting on it
lead-notice = Call a meeting on it
lead-comment = Post the plan for comment
lead-posting = Write the posting (after a vote: publish the decision)
opinion-not-yet = Not asked yet
opinion-own-phone = Your household has said on a phone: { $answer }. You may change it.
opinion-own-paper = Your household has signed on paper: { $answer }. You may change it here.
lead-filing = File it with an office
matter-correct = Correct the words
matter-correct-lead = Words and sums that were typed wrong can be put right here. Days, who recorded something and how many came cannot be changed. What was changed, and why, is public; the words before it stay in the earlier version.
matter-correct-why = Why it is corrected
matter-correct-send = Correct in public
corrections = Corrections
correction-told = { $on }, { $by } corrected: { $what }. Why: { $why }
correction-title = the title
correction-text = the text
correction-responsible = who answers for it
correction-intake = where it comes from
correction-of-record = record { $nth }
correction-record = Record { $nth }: { $step }
lead-parties = Name the interested groups
# Procedures in plain words.
procedures = Procedures
procedure-version = Version { $version }
procedure-chart = The procedure as a chart; the list below says the same
procedure-legend = Arrow: what is above is done before what is below.
procedure-legend-decides = Red frame: a meeting votes.
procedure-after = After: { $steps }
procedure-shown-by = A step counts as done by:
procedure-within = { $days ->
    [one] Within a day of the step before
   *[other] Within { $days } days of the step before
}
procedure-waived-by = May be left out, with a reason, by: { $who }
procedure-adopt = Adopt this procedure for this place
procedure-adopt-lead = You can rename steps, add days and shorten limits. Optional steps can be left out. The procedure cannot become looser. Matters already open keep the procedure they began with.
procedure-to-adopt = Adapt “{ $name }” to this place
procedure-name = What the step is called
procedure-days = Days ({ $least } at least)
procedure-own-within = Within how many days
procedure-leave-out = Why this step is left out here (leave empty to keep it)
procedure-adopt-send = Adopt
publication-matter = Matter
item-dossier = Belongs to the matter
item-dossier-none = to none
item-of-matter = This item belongs to the matter
session-for-matter = Called for the matter “{ $title }”. It is the first item of the agenda; nothing is written twice.
disclosure-for-matter = Belongs to the matter “{ $title }”.
disclosure-plan = Posted as a plan for comment
gate-record = See the record in the matter
gate-typed = (entered for this item alone, not in a matter)
belongs-to-matter = Part of the matter:
matters-all = Matters, each on one page ({ $count } under way)
execution-said = What was carried out, what it cost, and who accepted it
rating-said = Ratings are open from now on: what is rated, and how
opinions = What the households think
opinions-of = { $signed } of { $of } households have signed
opinions-silent = Households that have not answered ({ $count })
opinion-agree = agrees
opinion-disagree = disagrees
opinion-open = no opinion
opinion-ask = What your household thinks
opinion-send = Sign for the household
opinion-paper = Enter what was signed on paper
opinion-paper-hint = Number and name of the person who signed. One signature for each household; a later one replaces an earlier one.
opinion-enter = Enter
procedure-left-out = Steps that are left out here
procedure-left-out-why = { $name }: { $why }
