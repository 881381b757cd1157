"""What the program finds in texts and codings for researchers to record, and how it is checked.

`regulations` and `happenings` propose events, `claims` numbers, `ratings` ratings by their rule,
`questions` which question asked about which code. `checking` works derived figures out again and
compares what sources say of one quantity; `sums` adds up the rows and columns of tables in texts.
Nothing here is stored: proposals go through `qda.edits` and stay proposed until confirmed.
"""
