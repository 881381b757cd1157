"""Samples of the texts of a collection: their frame, the draw, the coding queue, and the words.

- `plan` what is to be drawn, as a value
- `frame` the texts a sample may be drawn from, and what was left out of them
- `choosing` the filter of a frame: `stars=1-2; date=2024-03..2024-05`
- `drawing` the draw: which texts, of which stratum, in which order
- `stored` the samples of a study, how far they are worked through, and what comes next
- `saturating` whether a sample has saturated
- `wording`, `reports` the method section, and tables for every writer
"""
