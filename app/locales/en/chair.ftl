next = Next step
next-add_item = The agenda is empty. Add an item first.
next-announce = The agenda is written. The notice can be published.
next-wait = The meeting can be opened from { $opens }.
next-call_anew = The notice no longer holds. To hold the meeting, put it off and announce it anew.
next-open = It is time to open the meeting.
next-resume = The meeting is suspended.
next-end_pause = The meeting is paused.
next-end_roll_call = The roll is being called.
next-call = Next item: { $title }
next-write = There is no text to vote on yet: { $title }
next-gates = Something must be settled before the vote: { $title }
next-gather = Too few are present to vote: { $title }
next-open_vote = When enough has been said, open the vote: { $title }
next-presider = Somebody else presides now: this step is theirs.
next-ballots = { $here } present, { $cast } voted, { $waiting ->
    [one] 1 has not voted.
   *[other] { $waiting } have not voted.
}
next-close_vote = { $here } present, { $cast } voted. Everyone who can has voted: the vote can be closed.
next-count = Waiting for the tellers: { $title }
next-recount = The tellers’ counts differ again: { $title }
next-declare = The count is in. Declare the result: { $title }
next-close = The agenda is done. The meeting can be closed.
next-decision = The decision has to be written, countersigned and published: { $title }
next-ending = How the item ended has to be published: { $title }
next-minutes = The minutes have to be written, signed and published.
next-done = Nothing is left to do for this meeting.
next-waiting = { $count ->
    [one] 1 has not voted:
   *[other] { $count } have not voted:
}{ " " }
next-papers = { $count ->
    [one] 1 has taken a paper ballot:
   *[other] { $count } have taken a paper ballot:
}{ " " }
announce-text = Once published, everyone can read the notice below. Later changes are public too, with the reason.
close-text = After closing there is no more discussion or voting, and the meeting cannot be reopened.
close-ahead = { $count ->
    [one] 1 item has not been dealt with: { $titles }
   *[other] { $count } items have not been dealt with: { $titles }
}
close-to-write = { $count ->
    [one] 1 decision is still to be written. Find it under “Waiting for you”.
   *[other] { $count } decisions are still to be written. Find them under “Waiting for you”.
}

room-decision-write = The result is declared; no decision is written yet
room-minutes-write = The meeting is over; its minutes are not written yet
room-minutes-sign = The minutes wait for your signature
room-minutes-publish = The minutes are signed and wait to be published
room-notice-withdrawn = The notice was withdrawn: put the meeting off or cancel it
notice-to-correct = Notices to correct
staff-dismiss-text = { $name } will no longer be { $role } and loses the rights of that office at once. This enters the public record.
staff-dismiss-now = Confirm dismissal
staff-away = No longer on the roll; the office stands until it is ended.

screen-begins = The meeting begins in
screen-more = { $count ->
    [one] and 1 more item
   *[other] and { $count } more items
}
screen-next = Next: { $names }
screen-voted = have voted (paper ballots handed out included)
screen-how-named = Vote on your phone, or take a paper ballot at check-in. Votes are by name.
screen-how-secret = Vote on your phone, or take a paper ballot at check-in. Secret: nobody stores who chose what.
screen-how-hands = In the hall, raise your hand. Elsewhere, vote on your phone.

hand-for = Ask for the floor for somebody without a phone
hand-for-send = Add to the queue
hand-side-for = They want to speak
for-whom = Their number, or number and name
for-whom-hint = It appears under their name, noted as entered by the chair.
proposal-for = Enter a proposal made aloud
proposal-for-send = Enter proposal
second-for = Enter a second given aloud
second-for-send = Enter second
roll-call-confirm = Confirm the hall as a whole
roll-call-confirm-text = { $count ->
    [one] 1 person is checked in here.
   *[other] { $count } people are checked in here.
} Count the hall, tick whoever is missing, and enter the number counted.
roll-call-missing = Not in the hall (marked as having left)
roll-call-counted = Number counted in the hall
roll-call-confirm-send = Confirm and end the roll-call
roll-call-cancel = Cancel this roll-call
roll-call-cancel-text = If you cancel it, nobody is marked as having left.

session-as-last = Fill in as for the last meeting
practice = Practice
practice-text = Try the evening first: the meeting opens at once, everybody checks in and votes on their own phone, and paper and counting work too. Nothing enters the record, nobody is told, and all of it is deleted after a day at the latest.
practice-own = Practise with our own roll
practice-invented = Practise with invented people
practice-on = A practice is on. Nothing counts, and it is deleted after a day at the latest.
practice-enter = Go to the practice
practice-end = End the practice and delete it
