"""What leaves the program: displays and quotes as files that others open.

`writer` is the door for a display, with the registry of its file kinds; `quotes` is the door for
a list of quotes, `numbers` the one for tables of figures. `tables` holds the spreadsheet, page,
long-form and data writers, `documents` the PDF writer with its typesetting, `figures` draws
pictures, `guides` writes interview guides and forms, `fonts` are the faces they use. `wording`
words counts, states and marks alike in all of them, `tracing` numbers the evidence behind the
cells, `placing` puts a finished file in its place in one step, `errors` says why a file could not
be written.
"""
