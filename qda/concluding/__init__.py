"""Conclusions with all that bears on them: what they stand on, what speaks against them, gaps.

- `values` what is known of a conclusion; `ordering` their order, and what has none yet;
- `standing` reads the cells of kept displays that conclusions stand on;
- `against` looks for disconfirming evidence by rules, `silence`, `searched` and `outliers` for
  parts of it; `reasons` gives the reasons for and against trusting a conclusion;
- `tactics` tells which of the 13 + 13 tactics were tried, on what and with what evidence;
- `reading` puts it all together, `tabling` and `tactic_table` lay it out.
"""
