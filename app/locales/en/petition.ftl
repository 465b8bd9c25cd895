# Joint requests.
petitions = Joint requests
petition = Joint request
petitions-lead = Once enough members have signed, a joint request has legal effect: by its day it is done, or the reason why not is made public. Everybody can read text, numbers and days; names are for members of the community.
petition-begin = Begin a joint request
petition-begin-lead = You are the first to sign. Title and text are public at once; your name is for members of the community. You may take it back until enough have signed.
petition-begin-send = Begin and sign
petition-ask = What is asked for
petition-asks = What may be asked for, by how many, and by when
petition-share = Signed by { $share } of the { $signers }
petition-within = It is done within { $days } days after enough have signed.
petition-title = Title
petition-title-hint = The request in one sentence, e.g. “Call an assembly about the price of water”.
petition-text = Text and reasons
petition-text-hint = No telephone, identity number or address, please. A request for a recall states the reason.
petition-open = Being signed
petition-due = Enough have signed: due by { $due }
petition-late = Its day, { $due }, has passed: it was neither done nor answered
petition-met = Done
petition-answered = Answered: why it is not done
petition-withdrawn = Taken back by the person who began it
petition-begun = Joint request no. { $number } · begun { $day }
petition-met-on = On record since { $day }:
petition-sign-here = Sign it (members)
petition-reached = Enough had signed on { $day }; it is due by { $due }.
petition-numbers = How many have signed
petition-nameless = The names of those who signed are not public; signed-in members see them.
petition-bar = { $signed } signed, { $required } needed
petition-any-bar = One of them is enough.
petition-you-wait = Your signature on paper was entered. It counts once a second person has checked it against the sheet.
petition-you-signed = You have signed.
petition-unsign = Take my signature back
petition-sign = Sign it
petition-sign-lead = Members of the community will see your name. You may take it back until enough have signed.
petition-not-yours = You are not on any of the rolls that count.
petition-names = Who signed
petition-names-lead = For members of the community only: please do not pass it on.
petition-paper = Enter a signature from paper
petition-paper-lead = Copied from the signed sheet. It counts once another member of staff has checked it against the sheet and confirmed it.
petition-paper-hint = Number and name, which must agree.
petition-paper-enter = Enter
petition-paper-waits = on paper, waits for a second person
petition-on-paper = on paper
petition-confirm = It is on the sheet
petition-strike = It is not on the sheet
petition-withdraw = Take the request back
petition-meet = Record that it was done
petition-meet-by = What shows it (published since the request was begun)
petition-meet-send = Put on record as done
petition-nothing-meets = Nothing yet shows that it was done. First call the meeting, or publish.
petition-call = Call the meeting
petition-disclose = Publish it
petition-answer = Answer in public (why it is not done)
petition-answer-text = The reason (public)
petition-answer-send = Publish the answer
petitions-waiting = Joint requests that are due
petitions-own = Joint requests that I began or signed
petitions-late = { $count ->
    [one] One joint request waits beyond its day.
   *[other] { $count } joint requests wait beyond their day.
}
petitions-board = Joint requests
signatures-waiting = Signatures on paper to confirm
signatures-waiting-note = { $count ->
    [one] One signature waits for a second person
   *[other] { $count } signatures wait for a second person
}
rule-mark-law = law
rule-mark-local = local rule
rule-mark-policy = a platform rule, not law
