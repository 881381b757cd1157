"""Guides as files: `document` writes what an interviewer takes along, `form` an XLSForm.

`writing` is the door; the coverage is written as the tables of figures are, by `exports.numbers`.
"""
