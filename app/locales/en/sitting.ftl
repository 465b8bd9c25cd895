phase-draft = Draft
phase-announced = Announced
phase-open = In session
phase-suspended = Suspended
phase-closed = Closed
phase-cancelled = Cancelled
session-reason = Reason:
back-to-session = Back to the meeting
reload = Reload
chair = Chair
deputy = Deputy
chair-desk = Chair's desk
presiding = Presiding now: { $name }
chair-now = Other actions for the meeting
chair-hand = Hand the chair to { $name }
chair-hand-back = Hand the chair back
chair-take = Take the chair
chair-hand-host = The supervision committee presides over an appraisal. Hand the chair to
chair-hand-host-go = Hand the chair to the supervision committee
chair-notice-days = { $days ->
        [one] Notice was given one day ahead; { $required } are required.
       *[other] Notice was given { $days } days ahead; { $required } are required.
    }
chair-notice-ahead = Not announced yet; { $days } days to go, { $required } days of notice are needed.
move-announce = Announce
move-open = Open the meeting
move-suspend = Suspend
move-resume = Resume
move-postpone = Put off
move-cancel = Cancel
move-close = Close the meeting
reason-public = Reason (public)
session-edit = Edit the meeting
session-title = Title of the meeting
session-new-time = New time
session-special = Special circumstance (if the notice is too short)
session-special-hint = Public. Leave empty if there is none.
item-new = Add an item
item-title = Item
item-add = Add
item-drop = Remove the item
item-edit = Change the item
item-up = Up
item-down = Down
item-correct = Correct the item
item-correct-text = Changing an item changes what is decided, so the days of notice begin anew today. If too few are left, say what the special circumstance is.
items-from-last = Add items of the last meeting
items-from-last-text = Titles, matters and papers are copied. The texts to be voted on are written anew.
items-last = Items of the last meeting
items-copy = Add those chosen
session-drop = Delete the draft
session-drop-text = “{ $title }” and its items ({ $items }) are deleted for good.
session-drop-now = Delete
notice-correct = Correct the notice
notice-correct-text = The correction is published, the earlier notice stays readable, and everybody who was called is told. To change the time, put the meeting off. A change of body is a new call and needs its days of notice.
notice-correct-note = What is corrected, and why
notice-correct-note-hint = Public: it stands on the notice. For example: no electricity in the meeting room, so we meet in the school hall.
notice-correct-special-hint = Only if you change the body or an item and the days are too few. Public.
notice-correct-send = Publish the correction
gates = Conditions for voting
gates-record = See and record
gates-lead = All of these must be met before a vote can open. What you record here is public and printed with the decision.
gate-met = met
gate-shut = not met
ground-delegation = Delegation (meeting, date, scope)
ground-women = Women among the representatives
ground-party_study = Study by the Party organisation (which, when, opinion)
ground-consultation = The consultation, or why there was none
quorum-ahead = Entitled { $eligible }, needed { $required }; checked in so far { $here }.
ground-change = Change what is on record
ground-by = Put on record by the { $role } on { $at }.
ground-delegation-hint = Which meeting, on what date, and what it covers. Leave it empty to take it off the record.
ground-party_study-hint = Which organisation, on what date, and its opinion. Leave it empty to take it off the record.
ground-consultation-hint = How and when it was held, and what was said. If there was none, give the reason. Leave it empty to take it off the record.
ground-save = Record
paper = Papers
text-revision = { $title } (revision { $revision })
text-none = No text to vote on yet
text-write = Write the text
text-title = Title
text-body = Text
text-save = Save as a new revision
text-revisions = Revisions
presence-expected = You are on the roll of this meeting and not checked in.
presence-guest = You are not on the roll of this meeting. You may listen in; you are not counted.
presence-scanned = Scanned. Wait for the clerk to confirm it.
presence-present = You are checked in and count as present.
presence-observer = You are observing: you are not counted as present and cannot vote.
presence-guest-observer = You are listening in; you are not counted.
presence-left = You have left.
presence-leaving = Leaving the meeting?
presence-leave-text = After leaving you no longer count as present; a ballot already cast still counts.
presence-leave = I am leaving
online-counts = A login verified in person counts as present; without verification you observe.
online-observes = This body has no basis for taking part online: checking in online makes you an observer.
door = Check-in
door-scanned = Scanned, waiting to be confirmed
door-confirm = Confirm this phone and check in
door-phone = Phone: { $device }, signed in { $at }
door-closed = Check-in is closed now.
door-check-in = Check in
door-present = present
door-observer = observer
door-left = left
door-absent = absent
door-seat = Now in the room
door-leave = Has left
door-paper-cast = Their paper is in the box
door-more = Left, correct
door-correct = Take the check-in back
door-correct-reason = Reason for the correction
not-on-roll = not on the roll
room-code = Room's code
room-code-alt = QR code of the room, changes every minute
room-code-lead = Members in the room: scan this, then let the clerk confirm it.
scan = Check in on site
scan-lead = Are you in the room? Press the button, then let the clerk confirm it.
scan-yes = I am { $name } and in the room
vote-prepared = not open
vote-open = Voting is open
vote-closed = Voting is closed
vote-counted = Counted, to be declared
vote-declared = Result declared
vote-void = Void
vote-round = Round { $round }, revision { $revision }.
vote-turnout = { $cast ->
        [one] { $entitled } may vote; one has voted or taken a paper.
       *[other] { $entitled } may vote; { $cast } have voted or taken a paper.
    }
vote-look = See the vote
vote-open-now = Open the vote
vote-close = Close the vote
vote-close-text = { $cast ->
        [one] One has voted by phone or holds a paper. After closing no ballot is taken, and this cannot be undone.
       *[other] { $cast } have voted by phone or hold a paper. After closing no ballot is taken, and this cannot be undone.
    }
vote-close-now = Close now
vote-declare = Declare the result
vote-rule = Rule: present, { $quorum }; for, { $pass }. { $source }
choice-for = For
choice-against = Against
choice-abstain = Abstain
ballot-legend = { $name }, please choose
ballot-named = A vote by name: one ballot each, final once cast. Only the numbers are made public.
ballot-cast = Cast this ballot
ballot-stored = Your ballot is stored: { $choice } ({ $at })
ballot-next-open = When voting has closed the chair declares the result; it will appear on this page.
ballot-next-closed = Voting is closed.
ballot-ask-clerk = Please go to the clerk at the check-in.
outcome = Decision
outcome-go = Write the decision
outcome-public = Public page
outcome-draft = to be countersigned
outcome-countersigned = to be published
draft-moved-write = Save it anew
outcome-moved = to be saved and countersigned anew
outcome-step-write = First write the decision.
outcome-step-sign = Waiting for a countersignature by a supervision committee member who did not write the decision. If there is none, another committee member signs.
outcome-step-publish = Countersigned by { $role }; the chair publishes it.
outcome-step-done = Published.
outcome-write = Write the decision
draft-return = Send back
draft-return-reason = Why it is sent back
draft-returned = Sent back to be changed. Reason: { $reason }
outcome-correct = Correct the decision
outcome-rewrite = Change the decision (this drops the signature)
outcome-correction = Reason for the correction (public)
outcome-correction-hint = A correction is published as a new revision; the old one is kept.
outcome-voted = The text that was voted on
outcome-beside = The text that was voted on, and the decision. The differences are marked.
outcome-same = The decision is the text that was voted on, word for word.
outcome-new-numbers = The decision has numbers that are not in the text that was voted on: { $numbers }. Please check that none of them is a slip.
outcome-body = The decision
responsible-hint = A role or body, not a person's name.
outcome-sign = Countersign
outcome-publish = Publish
now = Now
now-none = The chair has not called an item yet.
item-call = Call this item
thread-counts = Discussion: { $proposals ->
        [one] 1 proposal
       *[other] { $proposals } proposals
    }, { $remarks ->
        [one] 1 remark
       *[other] { $remarks } remarks
    }
thread-locked = The chair has closed the discussion of this item. Reason: { $reason }
thread-pause-on = { $seconds ->
        [one] One second between two posts of one person.
       *[other] { $seconds } seconds between two posts of one person.
    }
thread-order = Order of the discussion
thread-lock = Close the discussion (say why)
thread-pause = Between two posts of one person
thread-no-pause = No pause
thread-pause-of = { $seconds ->
        [one] 1 second
       *[other] { $seconds } seconds
    }
back-to-thread = Back to the discussion
proposals = Proposals
proposal-name = Proposal { $number }
proposal-new = Make a proposal
proposal-title = Title
proposal-body = Text
proposal-make = Propose
proposal-revision = revision { $revision }
proposal-second = Second it ({ $count })
proposal-seconds = seconded by { $count }
seconds-entered = { $count } of the seconds entered by the chair
entered-by-chair = entered by the chair
proposal-open = Full text and changes
proposal-withdrawn = withdrawn
proposal-put = put to the vote
proposal-revise = Revise my proposal
proposal-withdraw = Withdraw the proposal
proposal-withdraw-text = Once withdrawn, it cannot be seconded, revised or voted on. The text stays readable, marked as withdrawn.
proposal-to-vote = Put revision { $revision } to the vote
revision-changes = Changed since the revision before
revision-whole = Whole text
preview = Preview
remarks = Remarks
remark = Remark
remark-body = What I want to say
remark-make = Post
remark-about = About
remark-about-item = the whole item
remark-reply = Answer
remark-answering = Answering { $name }:
remark-not-answering = Do not answer, just speak
remark-answered = answered
remark-mark-on = Mark as answered
remark-mark-off = Take the mark away
hide = Hide
hide-text = Everybody then sees only the reason and a fingerprint. The supervision committee keeps the text, and its author may appeal.
hidden = Hidden posts
hidden-count = Hidden: { $count }
hidden-lead = The chair gives a reason for everything hidden, and the reason enters the public record. The fingerprint proves that the text was not changed. The supervision committee can read the text.
hidden-line = { $what } hidden by the chair. Reason: { $reason }
hidden-reason = Reason: { $reason }
hidden-fingerprint = Fingerprint
hidden-hidden = hidden
hidden-appealed = appeal waits for the supervision committee
hidden-upheld = upheld by the supervision committee
hidden-undone = restored by the supervision committee
hidden-kind-proposal = Proposal
hidden-kind-remark = Remark
hidden-read = Read the text (supervision committee only)
hidden-read-own = Read what you wrote (only you and the supervision committee can)
hidden-appeal = Appeal: { $text }
hidden-answer = The supervision committee answered: { $text }
appeal = Appeal
appeal-text = Why it should not be hidden
appeal-decision = Decision
appeal-undo = Show it again
appeal-uphold = Keep it hidden
appeal-answer = Reason (public)
appeal-decide = Answer
speaking = The floor
speaking-now = { $name } ({ $side }) is speaking, until { $until }.
speaking-nobody = Nobody is speaking.
speaking-warned = time is nearly over
side-for = for
side-against = against
side-other = question or other
hand-up = Raise my hand
hand-down = Take my hand down
hand-side = I want to speak
hand-rules = Those who have not spoken go first, for and against in turn; 2 minutes a turn, 2 turns on an item.
floor-next = Give the floor to the next
floor-warn = Warn: time is nearly over
floor-stop = End this turn
floor-nobody = No hand is raised.
pause = Pause for some minutes
pause-begin = Pause
pause-end = Go on
pause-minutes = { $minutes } minutes
session-paused = The meeting pauses until { $until }.
roll-call = Roll-call
roll-call-lead = Those who do not answer within two minutes are marked as having left.
roll-call-begin = Call the roll
roll-call-end = End the roll-call
roll-call-runs = { $answered ->
        [one] Roll-call: 1 of { $here } has answered, until { $until }.
       *[other] Roll-call: { $answered } of { $here } have answered, until { $until }.
    }
roll-call-list = Answer for those without a phone
roll-call-answered = answered
roll-call-for = here
roll-call-none = There is no roll-call now.
screen = Hall screen
screen-join = Scan to check in and follow the meeting. No phone? Go to the check-in table.
screen-until = until { $until }
ending = Close without a vote
ending-kind = How
ending-heard = report heard
ending-consensus = consensus recorded
ending-put_off = put off
ending-referred = referred to the body that may decide
ending-body = Record
ending-dissent = Dissent
ending-dissent-field = Dissent (with a consensus)
ending-dissent-hint = Name somebody only if they wish.
ending-due = Put off to (when put off)
ending-until = Put off to { $due }
ending-to = Referred to: { $body }
ending-send = Close this item
ending-publish = Publish
vote-over = This vote has closed and takes no more ballots.
live-live = Connected: this page updates by itself.
live-again = Connecting again…
live-out = You are signed out on this phone; this page is no longer live.
live-sign-in = Sign in again
live-offline = No network. What you write is kept on this phone.
live-new = { $count } new
live-sent = Sent.
live-sending = Sending…
live-unsent = Not sent. The text is kept on this phone; press again when the network is back.
live-vote-open = A vote was opened.
live-vote-closed = The vote has closed.
live-vote-declared = The result was declared.
live-missed = While you were away: { $list }
missed-remark = { $count ->
        [one] 1 remark
       *[other] { $count } remarks
    }
missed-proposal = { $count ->
        [one] 1 proposal changed
       *[other] { $count } proposals changed
    }
missed-vote = { $count ->
        [one] 1 vote moved on
       *[other] { $count } votes moved on
    }
missed-item = { $count ->
        [one] 1 item changed
       *[other] { $count } items changed
    }
ending-refer-to = Referred to (when referred)
thread-order-hint = To hide a remark or mark it as answered, open it by the time beside it.
gate-older =  (the text was changed after this was put on record: the chair should confirm that it still holds)
roll-call-answered-you = You have answered the roll-call.
roll-call-end-text = { $silent ->
        [one] { $answered } have answered; one has not and will be marked as having left: they no longer count as present.
       *[other] { $answered } have answered; { $silent } have not and will be marked as having left: they no longer count as present.
    }
live-roll-call = The roll is being called: press “I am here”.
hand-done = I have finished
hidden-own =  · you wrote this
choose = Please choose
screen-speaker = { $name } ({ $side }) is speaking
remark-kept = Your text was not sent and is still here:
screen-closed = The meeting has ended.
door-show = Whom to show
door-all = All { $count }
door-show-absent = Not here { $count }
door-show-here = Here { $count }
door-show-observer = Observing { $count }
door-counted = Those “here” count as present. Those “observing” do not count and do not vote.
notice-withdrawn = The notice was withdrawn. Reason: { $reason }

now-ballot = Voting has begun. You have not voted yet
now-ballot-until = Voting ends at { $until }. You have not voted yet
now-ballot-go = Vote
now-roll_call = Roll-call until { $until }
now-roll_call-go = I am here
now-floor = You have the floor until { $until }
now-floor-go = I have finished
now-sign_in = You have not checked in, or have left. In the hall, scan the code or go to the check-in table
now-sign_in-go = I am elsewhere: check in online
now-wait = Scanned. Please wait until the staff have confirmed you in person
now-watch = Being voted on: { $title }
now-watch-go = See the vote
now-voted = You have voted. The chair will declare the result
now-paper = You have a paper ballot: fill it in and put it into the box
now-count = Voting has ended. The votes are being counted
now-result-go = See the result
now-talk = Being discussed: { $title }
now-talk-go = Join in
now-pause = Break until { $until }
now-outcome = { $stage }: { $for } for, { $against } against, { $abstain } abstained
steps = Where this item stands
step-sign_in = Check in
step-talk = Discuss
step-vote = Vote
step-result = Result
step-done = done
stage-ahead = Not begun
stage-talk = Being discussed
stage-vote = Being voted on
stage-counting = Being counted
stage-counted = Counted, not declared yet
stage-passed = Passed
stage-failed = Not passed
stage-void = Void, can be voted on again
stage-heard = Report heard
stage-consensus = Consensus recorded
stage-put_off = Put off
stage-referred = Referred
stage-then = { $stage }; then: { $ending }
ending-vote = This item was voted on: 

vote-whole-text = Read all of it
vote-text = The text that is voted on
ballot-next = Next: check my ballot
ballot-check = You chose
ballot-check-for = For { $name } you chose
ballot-change = Choose again
ballot-final = Once cast it cannot be changed.
ballot-on-paper = Would you rather vote on paper? Ask for a ballot at the desk.
ballot-received = Received at { $at }. This time is shown here once and is not kept.

now-ballot-title = Please vote · { $title }
now-roll_call-title = Roll-call · { $title }
thread-earlier = { $count ->
        [one] 1 earlier remark
       *[other] { $count } earlier remarks
    }
now-say = Say something
door-who = Number or name, then Enter to check in
door-last = Just checked in: { $name } { $number } ({ $at })
door-last-observer = Last let in to listen: { $name } { $number } ({ $at })
door-undo = A mistake: undo
door-undo-reason = Pressed by mistake, undone at once
paper-who = Number or name, then Enter to hand out a paper
paper-last = Handed to: { $name } { $number }
paper-undo = A mistake: take it back
paper-hand-one = Hand out a paper
ballot-offline = There is no network. This ballot is NOT cast yet. Keep this page open: once the network is back it is checked, and you press “Cast this ballot” again.
ballot-sending = Casting your ballot, please wait…
ballot-unknown = No receipt has arrived, so it is not known yet whether this ballot is cast. It is being checked. Keep this page open.
ballot-uncast = It was checked: this ballot is NOT cast. Please press “Cast this ballot” again.
ballot-late = This ballot cannot be cast now. It is NOT cast.
ballot-not-cast = The ballot on this page was NOT cast.
now-time_up = The time for voting is up. The chair will close the vote
stage-time_up = Time is up, to be closed by the chair
now-listen = You are not on the list of this meeting. You can listen in online
now-listen-go = Listen in online
