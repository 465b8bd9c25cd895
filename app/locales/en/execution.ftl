# What becomes of a decision.
execution = Implementation
execution-none = No steps yet.
execution-withdrawn = This decision was withdrawn: it is no longer carried out.
execution-not-carried = This did not pass: there is nothing to carry out.
milestone-plan = Plan: by { $due }, { $money }
milestone-done = Done on { $done }, { $money }
milestone-was-late = { $days ->
    [one] one day
   *[other] { $days } days
} later than planned
milestone-accepted = accepted by the supervisors
milestone-waits = waits to be accepted
milestone-late = Was due by { $due }, { $left }.
milestone-open = Not done yet.
milestone-photo = Photo of: { $name }
milestone-report = Report as done
milestone-done-day = Done on
milestone-done-money = Spent (yuan)
milestone-correct = Correct the report
milestone-corrected = { $count ->
        [one] The report was corrected once; the correction is in the chain of records.
       *[other] The report was corrected { $count } times; each correction is in the chain of records.
    }
milestone-note = Note
milestone-note-hint = If it came later or cost more than planned, give the reason; it is public.
milestone-planned-on = added to the plan on { $day }
milestone-dropped = Given up. Reason: { $reason }
milestone-drop = Give this step up
milestone-drop-reason = Why it is given up (public)
milestone-accept = Accept
milestone-return = Do not accept
milestone-return-reason = Why it is not accepted (public)
milestone-returned-mark = not accepted
milestone-returned = The supervisors did not accept it. Reason: { $reason }
milestone-add = Add a step
milestone-name = What is to be done
milestone-due = Planned for
milestone-over = The plan is for more money, or for a later day, than was decided. Reason: { $reason }
milestone-over-reason = Reason for more money or a later day than was decided
milestone-over-hint = Only if the whole plan is for more than the sum in the decision, or this step is later than its day. It is public.
milestone-money = Planned sum (yuan)
milestone-money-hint = Leave it empty if nothing is spent.
money-none = no cost
money-yuan = { $sum } yuan
money-plan = Planned
money-spent = Spent
money-chart = Plan and actual
completion = Completion
completion-of = Completion: { $title }
completion-beside-plan = Plan and what happened
completion-publish = Publish the completion
completion-text = What was done
rating = Ratings
rating-of = { $households ->
        [one] Ratings: { $all }, from { $rated } of one household.
       *[other] Ratings: { $all }, from { $rated } of { $households } households.
    }
rating-ask = Are you satisfied with the result?
rating-send = Send the rating
rating-give = Rate this result
grade-satisfied = satisfied
grade-mostly = mostly satisfied
grade-dissatisfied = not satisfied
follow-on = Follow this decision
follow-off = Stop following
followed = Decisions that I follow
followed-steps = { $all ->
        [one] { $done } of one milestone done
       *[other] { $done } of { $all } milestones done
    }
followed-completed = completion published
money-said = { $exact } ({ $said })
money-each = { $sum }, about { $each } yuan a household
