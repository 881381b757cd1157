"""Interview guides and questionnaires: made from the codebook, and traced back from answers.

`rows` are the values that reading gives, `reading` reads them; `drafting` makes questions of codes;
`coverage` tells which code is asked of whom, and which of nobody; `returning` leads the columns of
an imported table back to questions and codes, and tells not asked from silent; `wording` has the
sentences that every guide holds. What is changed is changed by `qda.edits.guides`; `exports.guides`
writes the document and the form.
"""
