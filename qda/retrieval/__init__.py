"""Reads a study back as rows: frozen values that windows, verbs and writers may keep.

`rows` holds the values; the other modules fill them, one theme each. Every function takes a
connection lent by `Store.reading`, so that several reads see one and the same state.
"""
