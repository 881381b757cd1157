"""Statistics as pure functions: numbers in, frozen values out; no study, no file, no words.

`likert` summarises closed answers on a rating scale, `items` tells which items of an instrument
belong together (validity, reliability), `tables` tests contingency tables, `ranks` compares two
groups without presuming a distribution, `satisfaction` makes the index of the Indonesian survey
of public satisfaction, `sampling_size` tells how large a sample must be. `cautions` holds what
must be said beside a number, `errors` what is refused. What cannot be computed (a deviation of
one answer, a correlation without variation) is None, never a number that looks like one.
"""
