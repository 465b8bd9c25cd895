# The board: postings, disclosures, objections, what is overdue, the search.
board-name = Notice board
board-up = On the board now
board-nothing-up = Nothing is on the board now.
board-new = Latest
board-found = { $count } found
board-until = on the board until { $day }
board-to-come = to come
board-overdue = { $count ->
        [one] One objection or question has no reply though its day has passed.
       *[other] { $count } objections or questions have no reply though their day has passed.
    }
board-period = { $from } to { $last } ({ $days } days, the first not counted; a last day that is a day off moves on).
board-period-unknown = { $from } to { $last } ({ $days } days, the first not counted; the holidays of that year are not announced yet, so plain calendar days).
board-is-up = On the board
board-was-up = No longer on the board:
board-withdrawn = Withdrawn. Reason: { $reason }
board-withdrawn-mark = withdrawn
board-photo = Photo of the board
board-photo-alt = Photo of this notice on the physical board
board-photo-lead = Take a picture of the board as proof. It is made smaller, time and place are taken out of it, and anybody can see it, so please keep people out of it.
board-photo-file = Picture (JPEG, PNG or WebP, 10 MB at most)
board-photo-attach = Attach the photo
board-take-down = Take down from the board
board-correct = Correct it
board-withdraw = Withdraw
board-withdraw-reason = Reason (public)
board-keep = Keep it on the board
categories = Categories
category = Category
category-all = All
category-party = Party affairs
category-affairs = Village affairs
category-residents = Residents' affairs
category-finance = Finance
matter-all = All matters
matter-none = Of no matter
year = Year
year-all = All years
filter = Filter
pages = Pages
page-before = Previous
page-after = Next
publication-kind = Kind
kind-all = All kinds
body-all = All bodies
publication-outcome = Decision
publication-completion = Completion
publication-disclosure = Disclosure
publication-ending = Result of an item
publication-notice = Notice
publication-minutes = Minutes
publication-attendance = Attendance list
publication-petition = Joint request
publication-draw = Draw
publication-consultation = Opinion of a consultation
search-record = Search the public record
search-words = Words
search-hint = One character is enough. Put spaces between several words.
search-nothing = Nothing was found. Try another word.
search-cut = That is a lot of words: only the first { $words } were searched for.
objections = Objections and questions
objection-none = Nobody has objected or asked yet.
objection-file = Object or ask
about-decision = Object, ask, or follow it
objection-lead = { $days ->
        [one] You get a receipt number and a reply within one day (a last day that is a day off moves on). Text and reply are public, without a name.
       *[other] You get a receipt number and a reply within { $days } days (a last day that is a day off moves on). Text and reply are public, without a name.
    }
objection-what = Type
objection-kind-objection = Objection
objection-kind-query = Question
objection-text = Text
objection-text-hint = No names, telephone or identity numbers and addresses, please.
objection-send = Send
objection-paper-hint = For example: 0012 Wang Shiyi. If the paper bears no name, leave this empty: it is filed without a name.
objection-paper = Enter one that came on paper
objection-receipt = receipt { $number }
objection-yours = yours
objection-due = Reply due on or before { $due }, { $left }.
objection-overdue = Reply was due on or before { $due }, { $left }.
objection-reply = Reply
objection-reply-send = Publish the reply
objection-result = Result
objection-replied = { $role } replied on { $at }
objection-answered = answered
objection-kept = reply: no change needed
objection-corrected = reply: to be corrected
objection-withdrawn = reply: to be withdrawn
disclosures = Disclosures
disclosure-lead = What is made public without a vote (Party, village or residents' affairs, finance). One person writes it, a supervisor countersigns it, then a chair publishes it.
disclosure-write = Change it
disclosure-title = Title
disclosure-body = Text
disclosure-basis = Basis
disclosure-basis-hint = For example: Organic Law of Villagers' Committees, Article 35.
disclosure-drafts = Not published yet
disclosure-about = Posting and objections
audience-members = For members of the community alone: relief, aid
audience-public-text = This is public: anybody can read it.
objection-corrected-pending = The correction is not published yet.
objection-withdrawn-pending = It is not withdrawn yet.
audience-members-text = This is for members of the community alone: it is not on the public board, and the search does not find it.
within = For members of the community
within-all = All { $count }
within-sheet = Full text
overdue = Overdue
overdue-objections = Objections and questions without a reply
overdue-milestones = Steps that are late
overdue-duties = Overdue in the calendar of open affairs
overdue-over = Postings whose time on the board is over
overdue-none = None.
overdue-mark = overdue
mask-go-on = Go on as chosen above
mask-cover = Blank it out
mask-none = This is not personal data: publish it as it is
mask-certain = The check digit of this identity number is right: it can only be blanked out. If it is the number of a project, a contract or a meter, first say so in the text, right before the number.
mask-remove = The check digit of this identity number is right: please remove it. If it is the number of a project, a contract or a meter, say so right before the number.
mask-remove-phone = A telephone number is not made public: please remove it. The staff find yours on the roll.
mask-more = { $count ->
        [one] There is one more place. You are asked about it when you go on.
       *[other] There are { $count } more places. You are asked about each when you go on.
    }
mask-journal = What you mark as not personal data goes into the journal: its place and its form, never the text itself.
mask-left = These places look like personal data. The writer of the text says that they are not, and left them in. Look at each before you sign or publish:
mask-kind-id-number = Looks like an identity number:
mask-kind-mobile = Looks like a mobile number:
mask-kind-bank-card = Looks like a bank card:
mask-kind-address = Looks like a household address:
mask-kind-permit = Looks like a passport, a travel permit or an officer’s card:
proof-ask = If you doubt this posting, you may object or ask above, or in person at the committee's office. If you are not satisfied with the reply, you may turn to the supervision committee and the township.
takeback = Taking back what was published
takeback-nothing = Nothing waits for an answer.
takeback-blank = Blank words or remove photos
takeback-lead = Write what is to be blanked. Once the supervision committee confirms, it is blanked wherever it was published: in every revision, title, search, feed, table, meeting and journal text. The result of a vote stays and can still be recounted. This cannot be undone.
takeback-copies = This does not reach earlier backups and exports, or what others have saved or printed. The operator has to see to those.
takeback-words = What to blank
takeback-words-hint = One place per line, as it stands in the text. The letters must match; differences in spaces, punctuation, line ends and capitals do not matter.
takeback-photos = Remove the photos of this publication
takeback-reason = Reason (public; do not repeat what is to be blanked)
takeback-ask = Ask the supervision committee to confirm
takeback-withdraw = Withdraw it as a whole
takeback-withdraw-lead = Its page stays, says that it was withdrawn, and gives the reason. It leaves the board, is not carried out, and counts in no figure.
takeback-waits = Waiting for the supervision committee.
takeback-because = Reason: { $reason }
takeback-these = To be blanked:
takeback-where = It stands in:
takeback-counts = Also in { $entries } { $entries ->
    [one] journal entry
   *[other] journal entries
 }, { $texts } other { $texts ->
    [one] text
   *[other] texts
 }, { $photos } { $photos ->
    [one] photo
   *[other] photos
 }.
takeback-answer = Answer of the supervision committee
takeback-agree = Agree and do it now
takeback-refuse = Refuse
takeback-send = Answer
blanked-of = Revision { $revision }:{" "}
blanked-words = On { $day } part of this was blanked.
blanked-photos = On { $day } its photos were taken down.
blanked-both = On { $day } part of this was blanked and its photos were taken down.
blanked-why = Reason: { $reason }
blanked-why-within = The reason is for the members of this community.
blanked-before = Fingerprint before:
blanked-after = Fingerprint after:
blanked-now = The fingerprint below is that of the file as it is now.
objection-hide = Hide this
objection-hide-lead = Everybody then sees only the reason and a fingerprint. The supervision committee keeps the text, its author may appeal, and a reply is still due on the same day.
objection-hide-reason = Reason (public)
board-left = On the board until { $day }, { $left }
board-late = A step is overdue
days-left = { $left ->
    [0] last day
    [one] one day left
   *[other] { $left } days left
}
days-over = { $over ->
    [one] one day overdue
   *[other] { $over } days overdue
}
days-unknown = { $left } (the holidays of that year are not announced yet)
board-shared = Board of { $name }
board-shared-text = { $count } on the board now, for example: { $title }
front-motto = The village talks its affairs over together;
front-motto-2 = anybody can check what comes of it.
front-search = Find a village, a community or a matter
front-found-more = { $count ->
    [one] Found in one more place
   *[other] Found in { $count } more places
}
front-found = Found
front-next = Next meeting:
front-kind = { $kind } · { $households } households
on-now = Meeting now
on-suspended = Interrupted
on-item = Talking over: { $title }
changes = What you can see here
figure-up = on the board
figure-decided = decided this year
figure-steps = steps done
figure-overdue = replies overdue
figure-answered = answered
part-look = Look
part-look-text = Without an account: notices, accounts, decisions, who is responsible and how far it has come.
part-ask = Ask
part-ask-text = If in doubt, ask: you get a receipt, and a public reply in time.
part-vote = Vote
part-vote-text = Sign in with your slip and vote in two taps, or take a paper ballot.
part-more = Step by step
objection-kind-comment = Comment
objection-adopted = reply: goes into the plan
objection-partly = reply: goes into the plan in part
objection-not_adopted = reply: does not go into the plan
