"""Numbers beside words: what a study's codings and its closed answers say in figures.

`population` reads which texts and whose voices are asked about, put into groups by `grouping`;
`coded` finds which of them bear a code. On these rest `frequencies`, `crosstab`, `ratings` (mean
stars with and without a code) and `over_time`; `question` is what all four are asked. For
questionnaires `answers` reads items from a file or from a collection (`rating_words` knows the
words of the usual scales), and `instrument` summarises them. Each gives a frozen value of figures
to the last digit; `reports` and `survey_reports` word it as a `NumberReport` of `values`, which
`exports` writes; `wording` has the words and cautions. `words` counts words and phrases, and
`word_reports` words these.

People are counted before texts, and what is only proposed is counted apart, never as confirmed.
"""
