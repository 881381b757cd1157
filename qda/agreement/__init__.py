"""Compares what two coders made of the same texts, and says how far they agree.

- `comparing` pairs the codings of two coders in one text: agreed, boundary, other code, missed
- `counting` how many of each kind there are, by code and in all
- `characters` the two-by-two table of one code over the characters of texts, with Cohen's kappa
- `reading` the comparison of two coders of a study
- `settled` what is settled of it, and which of that is outdated
- `settling` what is to be settled, as the edit wants it
- `scope` which texts two coders are compared in
- `overview` the coders of a study with what each has done
- `wording` signs and words for the kinds and for what was settled
- `tables` a comparison as rows of plain words, for files
"""
