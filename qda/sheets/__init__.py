"""The sheets by which a qualitative report is judged, filled from what the study really holds.

- `items` are the sheets themselves: COREQ (Tong, Sainsbury and Craig 2007), SRQR (O'Brien et al.
  2014), and the tests of trustworthiness (Lincoln and Guba 1985; Sugiyono's four tests);
- `holding` reads what the study holds; `collected` and `analysed` word it, `telling` by item;
- `answers` reads what researchers answered themselves, `tabling` puts both side by side.
"""
