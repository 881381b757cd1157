"""A collection as a table: a question, the rows that answer it, and windows of what they say.

`question` holds what one may ask, `columns` what there is to see and to sort by, `listing` answers
with the ids of all rows in order, `rows` reads what a few of them say. `alike` finds texts that
were written twice, `written` reads a question from the command line, `sheet` makes a whole table
that can be handed on. Where a row comes from is told in `reader` alone.
"""
