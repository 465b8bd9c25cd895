# Representatives, and the households for which they stand.
register = Representatives and their households
register-paste = Register of representatives
register-hint = One representative a line: member number, name, and the numbers of the households for which they stand. Copy it from a sheet as it is. Write households as the roll does, in lists and ranges such as “1-12、15”; where groups use the same numbers, put the group before them, as in “一组 1-12、15、二组 3”. A household has one representative at most. Saving replaces the register; rolls of sessions that have opened stay.
register-line = Line { $line }: { $why } Nothing was saved; your register is still below.
register-save = Save the register
register-proposed = This is a proposal: where a group has one villagers' representative alone, the households of that group stand beside them. Please check, correct and save.
register-none = No register is saved yet. There are { $households } households.
register-total = { $representatives } representatives stand for { $covered } of { $households } households.
register-without = Households without a representative: { $count }
register-without-text = They count among all households all the same.
register-read = Read the register ({ $representatives } representatives)
register-who = Representative
register-households = Households
register-count = How many
represented-ahead = The register has { $representatives } representatives who stand for { $covered } of { $all } households. A vote needs representatives of { $required } households; { $here } have come, who stand for { $there }.
represented-mode = Counted by the households for which representatives stand, by name: each ballot bears the representative's name and their households.
represented-issued = { $issued } papers handed out, which stand for { $households } households.
households-of = Households of: { $pile }
collected-households = Households of all papers in the box
teller-by-households = Teller (households below)
represented-all = Households
represented-here = Represented
represented-reps = Representatives
represented-reps-here = Representatives present
represented-given = Ballots given out
represented-back = Ballots given back
stands-for = { $households ->
        [one] stands for 1 household
       *[other] stands for { $households } households
    }
ballot-stands = { $households ->
        [one] You stand for 1 household.
       *[other] You stand for { $households } households.
    }
ballot-stands-signed = { $households ->
        [one] The household for which you stand: agrees { $agree }, does not { $disagree }, leaves it open { $open }, has not signed { $none }.
       *[other] Of the { $households } households for which you stand { $agree } agree, { $disagree } do not, { $open } leave it open, { $none } have not signed.
    }
represented-ballot-who = Representative:                stands for          households
represented-ballot-sign = Representative's signature:                    Date:
