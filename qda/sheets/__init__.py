"""The sheets by which a qualitative report is judged, filled from what the study really holds.

- `items` are the sheets themselves: COREQ (Tong, Sainsbury and Craig 2007), SRQR (O'Brien et al.
  2014), and the tests of trustworthiness (Lincoln and Guba 1985; Sugiyono's four tests);
- `holding` reads what the study holds, `telling` words it for an item, `trust` for a technique;
- `answers` reads what researchers answered themselves.
"""
