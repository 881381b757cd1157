"""Exports of survey programs read as survey drafts; nothing is stored.

The way of a file: `sheets` reads its rows as they stand (`spss` an SPSS file, `response_sets` the
questions with several answers that it defines), `layouts` tells which program wrote it and where
its headings end (`kobo_form` reads the XLSForm beside it), so that a `draft.SurveyTable` comes
out. `grouping` joins the columns of a grid or of a list of boxes to be ticked, `proposing` guesses
role and type of each question from its answers, `naming` names and words them, and `drafting`
makes the draft. `answers` types the answers to a question; it does so again whenever the
researcher says that the question is something else. `identity` recognises a respondent in a newer
export. `errors` holds every refusal.
"""
