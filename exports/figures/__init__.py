"""Pictures of figures, drawn to be read in black and white, each with the places behind its marks.

`picture` is what comes out: the bytes and the regions that lead to the rows behind them. `letters`
shows every script with the faces the program ships; `sheet` is the paper that all kinds draw on;
`bars`, `diverging`, `heat`, `lines` and `words` each lay out one kind, and `drawing` is the door:
the registry of kinds, drawing, and writing a file by its ending.
"""
