sign-in-lead = Use the QR code on your slip, or type your number and the code of eight letters.
sign-in-code = Residents
sign-in-staff = Staff
sign-in-lost = Lost your slip? Ask the clerk for a new one; the old one is void at once.
member-number = Number
member-named = Number and name
member-named-hint = For example: 0012 Wang Shiyi. For a number alone you are shown the name and confirm it once.
code = Code
code-hint = Eight letters and digits; capitals and spaces do not matter.
username = User name
username-hint = You will sign in with it.
password = Password
password-hint = At least 10 characters.
password-again = Password again
set-password = Set name and password
slip-question = Are you { $name }?
slip-yes = I am { $name }, sign in
slip-link = This is also me: add it to my present login
slip-no = If this is not you, give the slip back to the clerk.
slip-in-app = You opened this in { $app }'s own browser: if you sign in here, you are signed in only here.
slip-in-app-how = To sign in with the phone's browser, first tap “⋯” at the top right, choose “Open in browser”, then press the button below.
slip-leaves = { $name } is signed in on this device and will be signed out of it.
slip-spent = This slip has been used
slip-spent-where = { $at }, on: { $device }.
slip-spent-home = You are signed in on this device: go in
slip-spent-yours = If that was you
slip-spent-device = Open Yishi there, tap your name, choose “Make a code” and scan it with this device: it is then signed in too.
slip-spent-not-yours = If it was not you, or you cannot get in there
slip-spent-other = Sign in with another slip or code
slip-spent-clerk = Ask the clerk for a new slip and say the time above; the clerk can sign every device out.
device-unknown = a device
device-wechat = WeChat
device-app-micromessenger = WeChat
device-app-dingtalk = DingTalk
device-app-alipayclient = Alipay
device-app-qq = QQ
sign-out-question = { $name }, sign out of this device?
sign-out-lead = To sign in again you need a new slip, a code or your password.
sign-out-stay = Stay signed in
sign-in-wait = { $minutes ->
        [1] Please wait one minute before you try again.
       *[other] Please wait { $minutes } minutes before you try again.
    } The QR code on your slip needs no waiting.
sign-ins-refused = { $times ->
        [1] One sign-in with your number or user name was refused,
       *[other] { $times } sign-ins with your number or user name were refused,
    } last on { $last }.
sign-ins-refused-lead = If you mistyped it yourself, all is well. If it was not you, tell the clerk.
sign-ins-refused-read = I have read it
me = My logins
my-logins = Devices signed in
this-device = this device
login-end = Sign this device out
login-unverified = not verified
device-code = Sign in on another device of yours
device-code-lead = Makes a code that holds for ten minutes. For yourself only.
device-code-make = Make a code
device-code-or = Scan the QR code, or type number { $number } and the code:
device-code-short = Holds for ten minutes, works once.
home = My communities
home-none = You are not yet a member of any community.
sessions = Meetings
session-new = Draft a meeting
room-waiting = Waiting for you
room-asked = What I asked and objected to
room-accept = reported done on { $day }, waits to be accepted
room-appeal = An appeal against a hidden post
members = Members
import = Import a roll
admin-first = No community yet. Create the first one.
community-new = New community
community-name = Name
community-kind = Kind
community-zone = Time zone
community-make = Create
bodies = Bodies
body = Body
body-new = New body
body-kind = Kind
body-name = Name
body-make = Create
new-name = New name
new-name-hint = From now on. What was published before keeps the old name.
rename-body = Change the name
rename-community = Change the name of this place
retire-body = Retire this body
retire-text-body = It then calls no new meetings. Meetings already announced take place, and everything published stays. You can take it up again later.
retire-community = Retire this place
retire-text-community = It then calls no new meetings. Meetings already announced take place, and everything published stays. You can take it up again later.
retire-now = Retire now
restore-body = Take it up again
restore-community = Take it up again
retired = Retired
retired-body = Retired since { $day }: it calls no new meetings.
retired-community = Retired since { $day }: no new meetings are called. The record stays.
retired-label = Retired
basis-change = Basis for taking part online
basis-text = What it says
basis-source = Its source
basis-by = Resolved by
basis-hint = Fill in all three or none. With a basis, verified members who are online count as present.
staff = Staff
staff-new = Add staff
staff-new-lead = Type the member's number and name; both must match the roll.
staff-outside = This person is not on the roll (from the township, for example) and gets a number of their own
staff-on-roll = Somebody on the roll has this name: are they the same person?
staff-is-one = It is { $who }
staff-is-other = It is another person, who is not on the roll
staff-appoint = Appoint
staff-dismiss = Dismiss
staff-slip = Hand over a sign-in slip
staff-link = Password link
staff-link-for = Password link for { $name }
staff-link-lead = Give it to the person. It works once within three days and is shown only here.
search-member = Search by name or number
members-found = { $total } members.
members-all = All members
members-without-slip = Only those with neither a slip nor a login
slip = Slip
slips = Sign-in slips
slips-lead = Print them and hand them over. The codes are shown only here; afterwards only new ones can be made.
slips-again = These slips were made already. Codes are shown only once; choose again the people whose slips were not printed.
slips-print = Print slips for those chosen
slip-new = Make a new slip
sms-send = Send a code by SMS
sms-lead = A code by SMS is not handed over in person: its login only observes until the staff confirm that phone.
sms-sent = The message was sent.
slip-pick = Choose { $name }
slip-in-person = Handed over in person (logins count as verified)
slip-number = Number { $number }
slip-until = Holds until { $until }, works once. Do not pass it on.
has-slip = has an unused slip
household = Household
logins = Logins
login-confirm = Verify this phone in person
logins-end-all = Sign out everywhere and void slips
member-refused = { $times ->
        [1] One sign-in was refused,
       *[other] { $times } sign-ins were refused,
    } last on { $last }.
member-waits = Too many wrong tries: typed codes and passwords have to wait until { $until }. The QR code on a slip still works.
wait-lift = End the wait
member-state-active = active
member-state-stays = No longer on the roll, still has a seat or a unit
members-away = Only those who are no longer on the roll and still have a seat or a unit
member-seats = Seats and units
member-stays-lead = This person is no longer on the roll (moved away, died, or other). A seat ends when the body fills it anew, a unit when somebody else owns it. Until then this person stays on the rolls of meetings.
seat-end = End this seat
seat-reason = Reason
seat-reason-hint = For example: by-election of the group on 2026-03-20, succeeded by Wang Shiyi. It enters the journal; rolls of meetings that have begun stay.
member-linked = This member shares a login with another community.
member-part = Separate the logins
slip-by-administrator = This person holds an office: the administrator makes the sign-in slip.
member-state-left = no longer on the roll (moved away, died, or other)
member-state-erased = erased
import-lead = CSV (UTF-8 or GB18030), XLSX or XLS, as the township sends it: titles, headers over two rows, merged household numbers and totals are understood. You see a preview first, then decide. The whole file is imported, or nothing of it.
import-file = File
import-preview = Preview
import-columns = Columns
import-columns-text = Number or running number, name, household, group (grid), relation to head, phone, adult, roles, bodies, by Chinese or English headers. A household number needs to be unique only within its group. An empty cell changes nothing; write "none" for no role or no body. Columns with ID numbers, bank accounts and health data are not read.
import-totals = { $added } added, { $altered } changed, { $same } unchanged, { $asked } for you to settle, { $refused } refused, { $nobody } no person.
import-dropped = These columns are sensitive and were not read: { $columns }
import-roles-left = The column "roles" was not read: roles are given by the administrator.
import-ignored = These columns are unknown and were ignored: { $columns }
import-no-adult = The file has no column "adult": everybody new is entered as an adult and may vote. First check whether there are minors.
import-absent = { $count ->
        [one] One member of the roll is not in the file
       *[other] { $count } members of the roll are not in the file
    }
import-absent-one = Not in the file:
import-absent-text = Only people of groups that the file covers are listed. Those you tick are marked as no longer on the roll (moved away, died, or other); the others stay as they are.
import-hidden-text = These people are in the file, but their rows are hidden. They were not read, and nobody is marked as gone. To read them, unhide the rows and upload the file again.
import-hidden-one = { $who } (row { $row } is hidden)
import-apply = Import everything
import-leave = Mark those ticked as no longer on the roll
import-called = Meetings already announced whose rolls change (a roll is fixed when its meeting opens): { $names }
import-called-one = "{ $title }": { $come } more, { $go } fewer
import-slips = { $count ->
    [one] One person holds an unused slip and gets another number
   *[other] { $count } people hold an unused slip and get another number
}: the QR code still signs in, the old number typed by hand no longer does. Print their slips again after importing.
import-done-slips = { $count ->
    [one] One person holds a slip with the old number
   *[other] { $count } people hold slips with the old numbers
}: please print them again.
import-done = Imported: { $added } added, { $altered } changed, { $left } no longer on the roll.
import-other-file = Another file
import-row = Line
import-change = Change
import-why = Why
import-add = added
import-alter = changed
import-refuse = refused
import-beyond = { $count ->
        [one] One more on the roll is not in the file: of that group the file has nobody or only a few, so they stay as they are.
       *[other] { $count } more on the roll are not in the file: of their groups the file has nobody or only a few, so they stay as they are.
    }
import-go-on = Go on
import-which-sheet = Which sheet do you want to import?
import-which-column = Several columns are of one kind. Which do you want to read?
import-column-read = Several columns hold “{ $kind }”: { $read } is read, { $left } is not
import-sheet = { $count ->
        [one] { $name } (one line)
       *[other] { $name } ({ $count } lines)
    }
import-sheet-chosen = Sheet: { $name }
import-which-numbers = The file has no member numbers, only running numbers. Where do the members' numbers come from?
import-numbers-why = People sign in with their member number, and it stays the same; running numbers are often given anew each year.
import-numbers-serial = Take the running number as member number (it will not change)
import-numbers-program = Let the program give the numbers: members are found by name and household, new ones get a free number (choose this if running numbers change)
import-hidden-sheets = Hidden sheets were not read: { $names }
import-headless = Sheets without a header were not read: { $names }
import-hidden-rows = Hidden rows were not read ({ $count }): { $names }
import-hidden-columns = Hidden columns were not read: { $names }
import-blind = This is an old .xls file: hidden rows and columns, and formats such as 001, cannot be seen in it. Check the number of lines and the numbers, or save it as .xlsx and upload it again.
import-repeated = { $count ->
        [one] One household number stands in several groups; each is a household of its own: { $names }
       *[other] { $count } household numbers stand in several groups; each is a household of its own: { $names }
    }
import-voteless = { $count ->
        [one] One adult has no household number: they have no vote in assemblies, whether counted by person or by household.
       *[other] { $count } adults have no household number: they have no vote in assemblies, whether counted by person or by household.
    }
import-anew = Stop: the numbers in the file were given anew, so the same number is another person on the roll. If it were imported by number, logins, offices and ballots would go to other people. It cannot be imported this way.
import-by-name-go = Match by name and household instead (each person keeps their data; only the number changes)
import-by-name = Not the same person? Match by name and household
import-give-numbers = Let the program give numbers to new members who have none
import-missing-bodies = The file names bodies that do not exist yet: { $names }. Ask the administrator to create them first, or leave this column as it is.
import-missing-body = { $name } (lines: { $count })
import-keep-bodies = Leave the column "bodies" out this time; everybody's bodies stay
import-bodies-kept = The column "bodies" was not read; everybody's bodies stay.
import-the-same = The file and the roll are the same: nothing to change.
import-same-but = Everybody in the file stands on the roll like this. The people below are on the roll and not in the file: tick who has left, and leave the others.
import-nobody = The file has nobody in it: nothing to import.
import-asked = { $count ->
        [one] One person for you to settle
       *[other] { $count } people for you to settle
    }
import-asked-text = A person does not follow a number. Please check each one. Nothing is imported until you have answered for all of them.
import-asked-row = Row { $row } of the file
import-on-roll = On the roll:
import-in-file = In the file:
import-ask-renamed = The same number, another name.
import-ask-same = The same name, another number, household or telephone.
import-ask-another = Somebody of this name is there already.
import-ties = This person on the roll has: { $ties }. If it is the same person, all of it stays with them.
import-absent-ties = { $who } (has: { $ties }; all of it stays when they are marked as gone, and is ended apart)
import-moved-on-roll = On the roll { $name } ({ $place }) has number { $number }, not this one.
import-of-age = The { $count } people of whom the file does not say it are all of age (18); I have checked. Where some are not, add a column “adult” to the file.
import-sections = There is no column of groups: groups are taken from the headings between the lines, or from the name of the sheet: { $names }.
import-tie-login = a phone signed in
import-tie-slip = an unused slip
import-tie-role = a role
import-tie-seat = a seat
import-tie-unit = a unit
import-tie-households = households to stand for
import-tie-mandate = a mandate
import-answer-same = The same person; I have checked
import-answer-new = Another person; add them
import-ask-twins = Two people of the same name in one household: the program cannot tell which of them is meant. Please check.
import-ask-telephone = Number and name agree, but the telephone is that of another person of this name.
import-ask-namesake = Number and name agree, but the household or other data are those of another person of this name.
import-ask-others-phone = It is clear which person is meant, but on the roll this telephone is somebody else's. A sign-in slip may be sent to it.
import-ask-newcomers-phone = This is somebody new, but on the roll this telephone is somebody else's. A sign-in slip may be sent to it.
import-ask-newcomers-share = This is somebody new. In the file, somebody new of another household has the same telephone. Is it a mistake, or is one person written down twice? A sign-in slip may be sent to it.
import-share-in-file = Row { $row } of the file has this telephone: number { $number }, { $name }, { $place }
import-phone-of-other = The person with this telephone on the roll: number { $number }, { $name }, { $place }
import-answer-phone-wrong = If the telephone is wrong (for example, because the column slipped by a line): correct it in the file and upload it again.
import-ask-new-name = This person on the roll is not in the file, and the name in this line differs from theirs. Is it the same person, whose name was corrected?
import-agrees = The same on both sides: { $columns }
import-namesake-on-roll = On the roll there is another person of this name: number { $number }, { $place }, telephone { $phone }
import-namesake-in-file = Row { $row } of the file is another person of this name: number { $number }, { $place }, telephone { $phone }
import-phone-on-roll = On the roll this telephone is that of another person of this name: number { $number }, telephone { $phone }
import-phone-in-file = Row { $row } of the file, another person of this name, has this person's telephone: number { $number }, telephone { $phone }
import-answer-number-wrong = If the number is wrong: correct it in the file and upload it again, or match by name and household.
import-answer-not-new = If it is another person: give them a number in the file that was never used.
import-answer-not-new-or-by-name = If it is another person: give them a number in the file that was never used, or match by name and household.
import-twins-number = To tell them apart: write each person's number into the file (for a new person, one that was never used), and upload it again.
import-twins-phone = To tell them apart: write each person's telephone into the file, as it is on the roll, and upload it again.
import-twin-on-roll = On the roll there is another person of this name in this household: number { $number }, telephone { $phone }
import-twin-in-file = In row { $row } of the file there is another person of this name in this household: number { $number }, telephone { $phone }
import-answer-new-displaces = If it is another person: the new person gets this number, and the person on the roll gets one that was never used.
import-answer-which-household = If it is another person: this household number stands in several groups, so write the group into the file.
import-answer-not-same = If it is the same person written twice: delete one line of the file and upload it again.
import-displaced = { $count ->
        [one] One person gives up their number
       *[other] { $count } people give up their number
    }
import-displaced-text = The file gives their number to somebody else, and they are not in the file (or are no longer on the roll), or their line names no number. The person stays; only the number changes. Their printed slips have to be printed again.
import-displaced-one = { $name }: { $before } → { $after }
import-displaced-row = { $name }: { $before } → { $after } (row { $row } of the file names no number)
import-held = { $count ->
        [one] The number of one person is given to somebody else, and their own line is refused
       *[other] The numbers of { $count } people are given to somebody else, and their own lines are refused
    }
import-held-text = They are in the file, but something is wrong with their lines, so it is not clear yet which number is theirs. Correct these lines first and upload the file again.
import-held-one = { $name } ({ $number }): row { $row } of the file is refused. { $why }
import-alike = Household numbers that differ only in how they are written, and may be one household: { $count }. In votes by household, several households have several votes, and one household has one.
import-alike-set = { $group }: { $homes }
import-alike-set-nowhere = Without a group: { $homes }
import-alike-on-roll = "{ $number }", { $count } on the roll ({ $names })
import-alike-in-file = "{ $number }", { $count } in the file ({ $names })
import-alike-both = "{ $number }", { $count } on the roll ({ $names }), { $more } in the file
import-alike-open = Please answer this first, then check the lines below. If some are one household and some are not, write those that belong together alike in the file and upload it again.
import-alike-one = They are one household: put them together
import-alike-each = They are not: each is a household of its own
import-alike-is-one = Put together as one household, as you said.
import-alike-is-each = Each is a household of its own.
import-zeros = Household numbers in the file that differ only in leading zeros are one household: { $names }
import-lines = Line by line
import-filters = Show only
import-show-all = With changes
import-show-refused = Refused
import-show-asked = To settle
import-show-changed = Changed
import-show-added = Added
import-show-homeless = Without household
import-show-ageless = Age unknown
import-show-namesake = Same name exists
import-show-total = No person
import-shown = Lines { $from } to { $to } of { $of }
import-page-before = Previous page
import-page-after = Next page
import-who = Number and name
import-same = unchanged
import-ask = to settle
import-total = left out
import-why-total = A total, a signature or the like: no person.
import-at = { $place }: { $why }
import-mark-homeless = No household.
import-mark-ageless = Adult or not is not stated; entered as an adult.
import-mark-namesake = Somebody of this name is already on the roll or in this file. Check whether it is the same person.
import-mark-office-not-of-age = Holds an office or sits in a body, but the file says under age: they could no longer vote. Please check.
import-nothing = (empty)
import-yes = yes
import-no = no
line-which-household = This household number stands in several groups; write the group.
line-other-group = This household number belongs to another group. To move the person to another group, write the group.
line-head-without-household = The line of the head of household has no household number.
line-two-heads = This household has more than one head in the file. If they are two households, write their groups or change a number; if one, keep one head.
line-id-number = This looks like an identity or card number, which is no member number. Take the column out, or let the program number them.
line-date = The spreadsheet turned a number such as "3-2" into a date: set the column to "text" and fill it in again.
line-rounded = This number has become something like 1.99E+10 and has lost digits: set the column to "text" and fill it in again.
line-no-value = This is a formula whose result was not saved: open the file in a spreadsheet program, save it, and upload again.
line-error-value = This is an error value.
column-number = number
column-serial = running number
column-relation = relation to head
column-name = name
column-household = household
column-division = group
column-phone = telephone
column-adult = adult
column-roles = roles
column-bodies = bodies
column-state = active again
line-no-name = No name.
line-number-in-name = A number and a name stand in one cell. Separate them: the number into the column of numbers, the name alone into its own.
line-several-names = Several names stand in one cell. Write one person on each line.
line-no-match = There is no number, and name and household do not match exactly one member.
line-twins = Two people of the same name in one household: the program cannot tell which of them is meant. Write each person's number into the file.
line-duplicate-number = This number is in the file twice.
line-duplicate-person = The same person is in the file twice.
line-unknown-role = Unknown role.
line-unknown-adult = The column "adult" cannot be read; write yes or no.
line-unknown-body = No such body.
line-split-household = This group differs from that of the head of household. A household belongs to one group.
line-too-long = A cell has more than 60 characters.
line-erased = The member with this number was erased.
role-none = —
role-administrator = administrator
role-chair = chair
role-clerk = clerk
role-teller = teller
role-committee = committee member
role-supervisor = supervision committee member
role-party = Party organisation
role-township = township
role-county = county or district
role-resident = resident
role-session_chair = presiding chair
role-session_deputy = deputy chair
room-takeback = A request to take back something published waits for you
note-new = Leave a note to the people of this place
note-text = What to say
note-hint = For example: maintenance tonight from 22 to 23. People see it on their home page after signing in. It goes by itself. A new note replaces it; an empty one removes it.
note-until = Shown up to and including this day
note-leave = Leave the note
note-says = From the platform: { $note }
own = What I took part in
own-votes = Votes
own-proposals = Proposals
own-voted = voted
own-voted-for = voted: { $choice }
own-round = round { $round }
own-proposal-open = Open
own-proposal-put = Put to the vote
own-proposal-withdrawn = Withdrawn
own-proposal-hidden = Hidden by the chair
home-enter = Enter the meeting

# One person at a time
member-new = Add one person
member-add = Add
member-add-another = Add another person
member-change = Correct, move, seat or strike off
member-edit = Correct { $name }
member-correct = What the roll says
phone-optional = Telephone (optional)
born = Year of birth (optional)
born-hint = Like 2008, 2008-05 or 2008-05-20. At the first meeting after the eighteenth birthday the person counts as of age.
minor = Under eighteen
member-number-optional = Number (optional)
member-number-given = Leave it empty to be given the next one.
member-new-seats = Seats
member-new-seats-hint = Tick the bodies into which the person was chosen.
household-hint = Without a household number a person does not vote in assemblies.
member-move = Change household (marriage, move, split)
member-move-lead = A meeting that has begun keeps its roll and its votes by household.
member-move-why = Why
member-move-do = Move to this household
moving-married = Marriage
moving-within = Moved within the place
moving-split = The household was divided
moving-mended = The roll had it wrong
seat-give = Record a seat
seat-give-hint = For example: 2026-03-20 chosen by the villager group. It enters the journal; rolls of meetings that have begun stay.
member-strike = Strike off (died, moved away)
member-strike-do = Strike { $name } off
strike-lead = All history stays. Afterwards the person cannot sign in, unless a seat or a unit remains. A mistake can be undone.
strike-keeps = These remain: { $keeps }. A seat is ended separately, a unit when somebody else owns it.
strike-sittings = On the roll of a meeting under way: { $sittings }. Its roll, check-in and votes stay as they are.
strike-why = Why
strike-on = Since which day
strike-reason = Explanation (needed for “other”)
leaving-died = Died
leaving-moved = Moved away
leaving-other = Other
member-left-since = { $why }, { $on }
put-back-lead = This person is no longer on the roll. If you put them back, they keep their number and household; without a seat or a unit they need a new sign-in slip.
put-back = Put { $name } back on the roll
age = Age
age-adult = Of age
age-minor = Under eighteen
age-born = { $age } (born { $born })
person-who = Is it the same person?
person-homes = Is it the same household?
person-typed = You typed:
person-home-typed = you typed “{ $number }”
person-known = Number and name are those of this person on the roll. To correct the roll, open their page.
person-new-name = The telephone is that of this person on the roll, or the names differ in one character. Is it the same person?
person-twin = Somebody else in this household has the same name. Is one person written down twice?
person-checked = I have checked: it is right
done-member-added = Added to the roll.
done-member-corrected = Corrected.
done-member-moved = Moved to the household.
done-member-struck-off = Struck off.
done-member-returned = Back on the roll.
done-seat-given = The seat is on record.

# Lists and slips
members-filter = Filter by group, household, body, age or sign-in
members-filter-do = Filter
any = any
way = Sign-in
way-none = neither a sign-in nor a slip
way-slip = holds an unused slip
way-in = has signed in
slips-choose = Print sign-in slips
slips-way-none = With neither a sign-in nor a slip
slips-way-slip = With an unused slip
slips-way-all = Everybody
slips-count-none = { $count ->
        [1] One person has neither signed in nor a slip.
       *[other] { $count } people have neither signed in nor a slip.
    }
slips-count-slip = { $count ->
        [1] One person holds an unused slip.
       *[other] { $count } people hold an unused slip.
    }
slips-count-in = { $count ->
        [1] One person has signed in.
       *[other] { $count } people have signed in.
    }
slips-count-all = { $count ->
        [1] One person in all.
       *[other] { $count } people in all.
    }
slips-make = { $count ->
        [1] Make one slip
       *[other] Make { $count } slips
    }
slips-nobody = There is nobody to print for.
slips-at-once = At most { $count } at once. When they are printed, go on with the next.
slips-held = { $count ->
        [1] One of them holds a slip that was not used yet: { $names }.
       *[other] { $count } of them hold slips that were not used yet: { $names }.
    }
slips-anew = Print anyway; the old slips are void
slips-offices = { $count ->
        [1] One more holds an office: that slip is the administrator’s to make.
       *[other] { $count } more hold an office: their slips are the administrator’s to make.
    }
slips-bound = { $count ->
        [1] One more shares a login with another place or runs the platform and gets no slip here.
       *[other] { $count } more share a login with another place or run the platform and get no slip here.
    }
slips-others = Print for others
slips-whose = Whose slips
slips-look = See how many
slips-group = { $group }: { $count ->
        [1] one slip
       *[other] { $count } slips
    }
slips-no-group = Without a group
slips-rest = { $count ->
        [1] One slip is left. Print this page first, then go on.
       *[other] { $count } slips are left. Print this page first, then go on.
    }
slips-next = Make the next ones
slip-how = Scan the code on the left with a phone and press “I am …, sign in”. Without a camera, open the address below and type the number and the code above.
slip-held = There is an unused slip already. It becomes void once a new one is made.
place-group = Group
place-household = Household number
notices = Reminders by phone
notices-lead = A message only says that there is something to see here: no text, no name, no link. A telephone that a household shares gets it once.
notices-off = Turn all off
notices-no-phone = The roll has no telephone number of yours, so nothing is sent. Ask the clerk to add it if you want reminders.
notice-session_notice = A meeting is called, or moved to another time
notice-session_corrected = The notice of a meeting is corrected
notice-session_tomorrow = The day before a meeting
notice-vote_open = A vote opens (while you are not in the room)
notice-vote_closing = A vote is about to close
notice-result = A decision is published
notice-objection_reply = Your question or objection is answered
notice-opinion_feedback = There is feedback on a consultation that you took part in
notice-overdue_staff = Public tasks are overdue (each morning)
person-renamed = It is the same person, under another name
