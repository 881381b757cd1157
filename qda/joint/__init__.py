"""Joins numbers and words in one display (Guetterman, Fetters and Creswell 2015).

- `surveys` gives the mean of the items of a dimension, `figures` the claims that belong to it;
- `strands` sets interviews, reviews and documents side by side; `wording` words all of it;
- `themes` counts themes in groups of a variable, `by_case` puts cases in the order of a score.
"""
