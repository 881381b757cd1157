"""Displays in the sense of Miles, Huberman and Saldaña (2014), as values.

`values` is what a display is made of, `axes` turns the study into rows, `informants` says whose
words a segment is, `quoting` chooses the best quotes, and `clustered_matrix` puts it together.
`kind` says what a kind of display is, `registry` knows them all, and `workbench` is what they are
made with.
"""
