"""Sets sources against each other: prominence, direction, convergence, dependence, fit.

After Farmer, Robinson, Elliott and Eyles (2006, Qualitative Health Research 16(3), 377-394): what
the program says of two groups of sources is a proposal, and a label only once a researcher gave
it.

- `protocol` proposes labels from figures alone; `dependence` tells how far a theme rests on one
  source; `fit` sets a figure against words; `citations` finds the works that a passage cites;
- `asking` tells who was asked about a theme; `grouping` parts voices into the groups compared;
- `reading` makes the cells from a study; `labels` reads what researchers said of them.
"""
