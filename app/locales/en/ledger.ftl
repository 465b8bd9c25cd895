# The account, line by line
ledger = Account, line by line
ledger-lead = One line for each sum: entered, judged one by one by the supervision committee, published by month. The program reckons the balance, which runs on from the month before.
ledger-began = It begins with { $span }, with a balance of { $sum } yuan.
ledger-begin = Begin the account
ledger-begin-send = Save the opening balance
ledger-first = First month
ledger-first-hint = Write it as 2026-03.
ledger-opening-sum = Opening balance (yuan)
ledger-opening-hint = What was there before the first line, as the bank statement has it.
ledger-limit = Above which sum a decision is needed, in yuan (optional)
ledger-limit-hint = The limit of the place's own rules. Spending above it without a decision is marked in red.
ledger-limit-basis = Which rule sets the limit
ledger-limit-told = Spending above { $limit } yuan needs a decision ({ $basis }).
ledger-limit-change = Change the limit
ledger-limit-from = From which month
ledger-limit-change-hint = Empty: from that month on there is no limit. Months that are public stay as they are.
ledger-limit-send = Save the limit
ledger-correct = Put this line right
ledger-correct-told = Puts right line { $line } of { $span }: { $summary }, { $sum }.
ledger-correct-now = It was put right before, and comes to { $sum } yuan under this heading now.
ledger-correct-how = What was too much is written below zero (-100.00), what was too little as it is. For a wrong heading write two lines: the old heading below zero, the new one as it is.
ledger-correct-summary = Puts right line { $line } of { $span } ({ $summary })
ledger-red-hint = Fill in one of both; below zero with a minus sign.
ledger-correction = Puts right
ledger-corrects = line { $line } of { $span }: { $summary } ({ $sum }, { $class }, { $payee })
ledger-corrected = Put right by line { $line } of { $span }: { $sum }
ledger-in-red = in red
ledger-less-income = { $sum } less income
ledger-less-expense = { $sum } less spending
ledger-was-passed = The supervisors had passed it
ledger-was-refused = The supervisors had refused it: { $reason }
ledger-refused-before = Before its decision was named the supervisors refused it: { $reason }
ledger-limit-none = no limit
ledger-limit-was = From this month on the limit is { $now } instead of { $was } ({ $basis }).
ledger-found-none-unlimited = The checks found nothing: the balance runs on, no voucher stands twice. There is no limit above which a decision is needed.
ledger-taken-out = { $count ->
    [one] One line was entered and taken out
   *[other] { $count } lines were entered and taken out
}
ledger-closing-after = Balance
ledger-month-sum = { $lines ->
        [one] { $lines } line
       *[other] { $lines } lines
    }, closing balance { $closing } yuan
ledger-is-published = Published
ledger-waits = { $count ->
        [one] { $count } line waits
       *[other] { $count } lines wait
    } for the supervisors
ledger-judged = All lines are judged
ledger-month = Account of { $span }, line by line
ledger-yuan = { $sum } yuan
ledger-opening = Opening balance
ledger-income = Income
ledger-expense = Spending
ledger-closing = Closing balance
ledger-found-none = The program's checks found nothing: the balance runs on, no voucher stands twice, and what is above the limit has its decision.
ledger-found = The program's checks found { $count ->
        [one] { $count } thing
       *[other] { $count } things
    }
ledger-found-no-voucher = Line { $line } has no voucher.
ledger-found-voucher-twice = The voucher of line { $line } stands twice.
ledger-found-no-decision = Line { $line } is above the limit, and no decision is named.
ledger-found-below-zero = At line { $line } the balance falls below zero.
ledger-found-refused = The supervisors did not pass line { $line }.
ledger-by-income = Income by heading
ledger-by-expense = Spending by heading
ledger-lines = Line by line
ledger-balance = balance { $sum } yuan
ledger-class = Heading
ledger-source = Out of which purse
ledger-payee = From or to whom
ledger-member = member { $number }
ledger-voucher = Voucher
ledger-slip = No voucher
ledger-hands = Three hands
ledger-hands-told = handled by { $handler }, witnessed by { $witness }, approved by { $approver }
ledger-basis = By which decision
ledger-basis-none = None is named
ledger-basis-no = Not needed, or none yet
ledger-review = Supervision committee
ledger-is-waiting = Not judged yet
ledger-is-passed = Passed
ledger-is-refused = Not passed
ledger-none-yet = This month has no lines yet.
ledger-read-public = Read the published page
ledger-publish = Draft its publication
ledger-pass = Pass the { $count ->
        [one] line
       *[other] { $count } lines
    } that are left
ledger-judge = Judge this line
ledger-decision = Opinion
ledger-say-passed = It passes
ledger-say-refused = It does not pass
ledger-reason = Why it does not pass (public)
ledger-judge-send = Enter the opinion
ledger-link = Name the decision
ledger-link-send = Name it
ledger-drop = Take this line out
ledger-drop-why = Why it is taken out
ledger-drop-send = Take it out
ledger-enter = Enter a line
ledger-day = Day
ledger-summary = What it was for
ledger-summary-hint = What was bought or received, so that others understand it.
ledger-sum = Sum
ledger-income-sum = Income (yuan)
ledger-expense-sum = Spending (yuan)
ledger-one-sum-hint = Fill in one of the two.
ledger-payee-hint = A firm by its name; a member by number and name, such as 0012 Zhang San. Only the number is published.
ledger-why-none = Why there is no voucher
ledger-why-none-hint = Leave it empty where there is one.
ledger-handler = Handled by
ledger-office-hint = All three by their office, such as clerk, head of group 2, director of the committee.
ledger-witness = Witnessed by
ledger-approver = Approved by
ledger-enter-send = Enter
ledger-table = Enter a whole table
ledger-table-lead = Copy it from your spreadsheet with its headings and paste it below; totals and balances are checked. While one row is wrong, none is entered.
ledger-table-text = The table
ledger-table-hint = Headings for day (日期), summary (摘要) and class (科目) at least; also voucher, income, expense, balance, source, payee, handler, witness, approver.
ledger-table-read = Read it
ledger-table-send = It is right, enter all of it
ledger-file = From a file
ledger-file-label = A CSV or Excel file
ledger-row = Row { $row }: { $why }
ledger-row-at = Row
ledger-row-why = What is wrong
ledger-read-lines = { $count ->
        [one] { $count } line was read.
       *[other] { $count } lines were read.
    }
ledger-ignored = Columns that are not known were left out: { $names }.
ledger-of-decision = Account: { $title }
ledger-body = Income and spending line by line: for each the balance, the three hands, and what the supervision committee said.
ledger-for = With it are published the { $lines } lines of { $span } as they stand and were judged. Where the account changes after this, the draft has to be saved again.
ledger-kept-in = Income and spending of { $span } are in the account: draft the publication there, and its lines go with it.
ledger-desk = Account of { $span }
